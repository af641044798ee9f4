import { ouvrirAtelier, type Atelier } from './atelier';

describe('les clients et fournisseurs, dans la page construite', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier();
  });
  afterAll(() => atelier.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  test('le volet montre l’ancienneté des créances du petit classeur', async () => {
    const { volet } = atelier;
    await volet.getByRole('link', { name: 'Clients et fournisseurs' }).click();
    await volet.getByRole('button', { name: 'Simuler' }).press('Enter');
    const anciennete = volet.getByRole('table', { name: 'Clients : solde par ancienneté' });
    // FC-2026-0142, 24 000 TTC, échue le 31/10 : 30 jours ; FC-2026-0178, 12 000, due le 31/12.
    await anciennete.getByRole('row', { name: /0–30.*24\s000,00/ }).waitFor();
    await anciennete.getByRole('row', { name: /Non échu.*12\s000,00/ }).waitFor();
  });

  test('TIERS.SOLDE se tape dans une cellule', async () => {
    await atelier.onglet('Liste des affaires');
    await atelier.aller('Q2');
    await atelier.taper('=TIERS.SOLDE("CL001";"30/11/2026")');
    await atelier.attendre('Liste des affaires', 'Q2', '36000');
  });
});
