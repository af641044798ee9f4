import { ouvrirAtelier, type Atelier } from './atelier';

const TEMPS = 'Temps passés';

/** Un mois se ferme, se vérifie, bouge, se consigne et se rouvre, dans la page construite et au clavier. */
describe('la page « Mois fermés », dans la page construite', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier({ width: 1100, height: 800 });
  });
  afterAll(() => atelier.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  const aller = async (page: string) => {
    await atelier.cadre().evaluate(adresse => {
      window.location.hash = adresse;
    }, `#/${page}`);
    await atelier.volet.locator('h1').waitFor();
  };

  test('sans mois scellé, on ne vérifie pas ; fermer novembre le scelle, et il est intact', async () => {
    const { volet } = atelier;
    await aller('mois');
    await volet.getByText('Fermé sans scellé').first().waitFor();
    await aller('cloture');
    await volet.getByRole('button', { name: 'Valider', exact: true }).click();
    const fermer = volet.getByRole('button', { name: /^Fermer novembre 2026$/i });
    await volet.locator('button:not([aria-disabled="true"])', { hasText: /Fermer novembre 2026/i }).waitFor();
    await fermer.press('Enter');
    await volet.getByRole('button', { name: 'Oui, fermer le mois' }).press('Enter');
    await aller('mois');
    await volet.getByText(/^Scellé n° 1/).waitFor();
    await volet.getByRole('button', { name: 'Vérifier le dernier mois fermé' }).press('Enter');
    await volet.getByText('Novembre 2026 : rien n’a bougé').waitFor();
  });

  test('un temps de juin change : la ligne est nommée, l’effet montré, et se consigne', async () => {
    const { volet } = atelier;
    await atelier.onglet(TEMPS);
    await atelier.aller(await atelier.trouver(TEMPS, 'T0001', 'Jours'));
    await atelier.taper('3');
    await volet.getByRole('button', { name: /^Vérifier novembre 2026$/i }).press('Enter');
    await volet.getByText('Temps, ligne 5 (T0001) a changé depuis le scellé de novembre 2026.').waitFor();
    await volet
      .getByRole('table', { name: /Effet sur les comptes/ })
      .getByText('18 814,81')
      .waitFor();
    await volet.getByRole('button', { name: 'Consigner les changements tardifs' }).press('Enter');
    await volet.getByText(/^Lignes consignées : 1/).waitFor();
  });

  test('rouvrir demande un motif, et la politique du dossier l’interdit d’abord', async () => {
    const { volet } = atelier;
    await volet.getByRole('button', { name: /^Rouvrir novembre 2026$/i }).press('Enter');
    await volet.getByLabel('Motif de la réouverture').fill('facture oubliée');
    await volet.getByRole('button', { name: 'Oui, rouvrir' }).press('Enter');
    await volet.getByText('Réouverture refusée : rien n’est écrit.').waitFor();
    await volet.getByText(/ne permet pas de rouvrir un mois fermé/).waitFor();
  });
});
