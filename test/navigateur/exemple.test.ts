import { ouvrirAtelier, type Atelier } from './atelier';

/** La société entière, telle que `npm start` l'ouvre : vingt mille temps, trente affaires. */
const AFFAIRES = 'Liste des affaires';
const CALCUL = "CA à l'avancement";

describe('le classeur livré, dans le navigateur', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier({ classeur: 'livre' });
  });
  afterAll(() => atelier?.close());

  test('24A010 et 24A020, tapés dans des cellules, au centime (domaine §18)', async () => {
    await atelier.onglet(AFFAIRES);
    await atelier.aller('P45');
    await atelier.taper('=CA.AVANCEMENT("24A010";"2026-11-30")');
    await atelier.taper('=CA.AVANCEMENT("24A020";"2026-11-30")');
    await atelier.taper('=CA.AVANCEMENT("24A020";"2026-10-31")');
    await atelier.attendre(AFFAIRES, 'P45', '45000');
    await atelier.attendre(AFFAIRES, 'P46', '18200');
    // Octobre est fermé : la réponse vient de son historique.
    await atelier.attendre(AFFAIRES, 'P47', '14700');
  });

  test('novembre se valide depuis le volet, 24A020 au centime dans sa feuille', async () => {
    const { volet } = atelier;
    await volet.getByRole('link', { name: "Chiffre d'affaires à l'avancement" }).click();
    await volet.getByRole('button', { name: 'Valider', exact: true }).press('Enter');
    await volet
      .getByRole('status')
      .filter({ hasText: /Validé · \d+ écritures/ })
      .waitFor({ timeout: 300_000 });
    const rangs = await atelier.page.evaluate(
      nom =>
        (
          window as unknown as {
            atelier: {
              univerAPI: {
                getActiveWorkbook(): {
                  getSheetByName(n: string): { getDataRange(): { getDisplayValues(): string[][] } };
                };
              };
            };
          }
        ).atelier.univerAPI
          .getActiveWorkbook()
          .getSheetByName(nom)
          .getDataRange()
          .getDisplayValues(),
      CALCUL,
    );
    const entetes = rangs[3] ?? [];
    const ligne = rangs.find(r => r[0] === '30/11/2026' && r[1] === '24A020') ?? [];
    const lire = (entete: string) => (ligne[entetes.indexOf(entete)] ?? '').replace(/\s/g, ' ');
    expect(['CA reconnu', 'PCA', 'Production du mois'].map(lire)).toEqual([
      '18 200,00',
      '2 800,00',
      '3 500,00',
    ]);
    expect(atelier.faults).toEqual([]);
  });
});
