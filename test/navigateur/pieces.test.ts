import { ouvrirAtelier, type Atelier } from './atelier';

describe('les pièces, dans la page construite, au clavier et à 320 px', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier({ width: 320, height: 640 });
  });
  afterAll(() => atelier.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  test('une facture saisie en une ligne : la simulation montre le tiers, la charge et la TVA', async () => {
    const { volet } = atelier;
    await volet.getByRole('link', { name: 'Pièces, abonnements et contrepassations' }).press('Enter');
    await volet.getByRole('button', { name: 'Saisir une pièce' }).press('Enter');
    await volet.getByLabel('Type de pièce').selectOption('FACTURE_CLIENT');
    const ajouter = volet.getByRole('button', { name: 'Ajouter à la feuille' });
    await ajouter.press('Enter');
    // Rien n'est écrit tant qu'un champ manque ; il le dit.
    await volet.getByText('À remplir.').first().waitFor();
    for (const [champ, texte] of [
      ['Date', '12/11/2026'],
      ['Pièce', 'F-777'],
      ['Libellé', 'Conseil'],
      ['Tiers', 'CL001'],
      ['Compte de charge ou de produit', '706000'],
      ['Montant HT', '1 000,00'],
    ] as const)
      await volet.getByLabel(champ, { exact: true }).first().fill(texte);
    await ajouter.press('Enter');
    await volet.getByText('Pièce S-1 ajoutée : simulez pour voir son écriture.').waitFor();
    await volet.getByRole('button', { name: 'Simuler' }).press('Enter');
    await volet.getByText(/Simulation, rien n’est écrit/).waitFor();
    await volet
      .getByText(/1\s200,00/)
      .first()
      .waitFor();
    const [contenu, fenetre] = await atelier
      .cadre()
      .evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(contenu).toBeLessThanOrEqual(fenetre ?? 0);
  });
});
