import { readFileSync } from 'node:fs';
import { ouvrirAtelier, type Atelier } from './atelier';

const AFFAIRES = 'Liste des affaires';
const TEMPS = 'Temps passés';
const CALCUL = "CA à l'avancement";
const ECRITURES = 'Ecritures de clôture';
/** Une cellule vide, à droite de la table des affaires. */
const LIBRE = 'P2';

describe('un mois, au clavier et à la souris', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier();
  });
  afterAll(() => atelier.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  test('la page s’ouvre sur le classeur d’exemple, le volet à côté', async () => {
    await expect(atelier.page.locator('#nom-classeur').textContent()).resolves.toBe('exemple-esn.xlsx');
    await expect(atelier.volet.locator('h1').textContent()).resolves.toBe('À faire maintenant');
    // Une formule du modèle (l'arrêté, lu dans les paramètres) est calculée à l'ouverture.
    await atelier.attendre('Sommaire', 'B4', '30/11/2026');
  });

  test('une formule française tapée dans une cellule donne le CA à l’avancement (T-REV-03)', async () => {
    await atelier.onglet(AFFAIRES);
    await atelier.aller(LIBRE);
    await atelier.taper('=CA.AVANCEMENT("24A010";"2026-11-30")');
    await atelier.attendre(AFFAIRES, LIBRE, '45000');
    expect(await atelier.formule(AFFAIRES, LIBRE)).toBe('=CA.AVANCEMENT("24A010","2026-11-30")');
  });

  test('un temps changé dans la grille : la cellule suit, et revient avec l’annulation', async () => {
    // T0001 passe de 1 à 17 jours à 500 € : charges 44 000, reste à faire 44 000, donc 50 % de 100 000.
    await atelier.onglet(TEMPS);
    const cellule = await atelier.trouver(TEMPS, 'T0001', 'Jours');
    await atelier.aller(cellule);
    await atelier.taper('17');
    await atelier.attendre(AFFAIRES, LIBRE, '50000');
    await atelier.page.keyboard.press('Control+z');
    await atelier.attendre(AFFAIRES, LIBRE, '45000');
  });

  test('une décimale française et une date jour d’abord entrent comme telles', async () => {
    await atelier.onglet(AFFAIRES);
    await atelier.aller('P4');
    await atelier.taper('1 234,5');
    await atelier.taper('05/11/2026');
    await atelier.taper('=SOMME(P4;0,5)');
    await atelier.attendre(AFFAIRES, 'P4', '1234,5');
    await atelier.attendre(AFFAIRES, 'P5', '05/11/2026');
    await atelier.attendre(AFFAIRES, 'P6', '1235');
  });

  test('la clôture se valide depuis le volet et ses feuilles paraissent dans la grille', async () => {
    const { volet } = atelier;
    await volet.getByRole('link', { name: "Chiffre d'affaires à l'avancement" }).click();
    await volet.getByRole('button', { name: 'Valider' }).press('Enter');
    await volet
      .getByRole('status')
      .filter({ hasText: /Validé · \d+ écritures/ })
      .waitFor();
    const ligne = await atelier.trouver(CALCUL, '24A010', 'CA reconnu');
    await atelier.attendre(CALCUL, ligne, '45 000,00');
  });

  test('le classeur enregistré se rouvre avec la formule, le CA et les écritures', async () => {
    const { page } = atelier;
    const [telechargement] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#enregistrer').click(),
    ]);
    expect(telechargement.suggestedFilename()).toBe('exemple-esn.xlsx');
    const fichier = await telechargement.path();
    expect(readFileSync(fichier).subarray(0, 2).toString()).toBe('PK');

    const [choix] = await Promise.all([page.waitForEvent('filechooser'), page.locator('#ouvrir').click()]);
    await choix.setFiles({
      name: 'mois-clos.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: readFileSync(fichier),
    });
    await page.locator('#nom-classeur', { hasText: 'mois-clos.xlsx' }).waitFor();
    await atelier.attendre(AFFAIRES, LIBRE, '45000');
    expect(await atelier.formule(AFFAIRES, LIBRE)).toBe('=CA.AVANCEMENT("24A010","2026-11-30")');
    const ligne = await atelier.trouver(CALCUL, '24A010', 'CA reconnu');
    await atelier.attendre(CALCUL, ligne, '45 000,00');
    for (const [sens, entete] of [
      ['ARRETE', 'Débit'],
      ['EXTOURNE', 'Crédit'],
    ] as const) {
      const creance = await atelier.trouver(ECRITURES, `FAE|2026-11-30|24A010|${sens}`, entete);
      await atelier.attendre(ECRITURES, creance, '18 000,00');
    }
    const historique = await atelier.trouver('Historique des arrêtés', '30/11/2026', 'Montant');
    await atelier.attendre('Historique des arrêtés', historique, '45 000,00');
  });
});
