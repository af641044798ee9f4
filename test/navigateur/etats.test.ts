/**
 * Le mois de référence (domaine §18) dans la page construite : « Tout clôturer » depuis le volet, puis les états, dans leurs
 * feuilles de la grille et dans leur volet.
 */
import { ouvrirAtelier, type Atelier, type Valeur } from './atelier';

let atelier: Atelier;
beforeAll(async () => {
  atelier = await ouvrirAtelier({ classeur: 'cas-dore', width: 1280, height: 900 });
});
afterAll(() => atelier?.close());
afterEach(() => expect(atelier.faults).toEqual([]));

const aller = (hash: string) =>
  atelier.cadre().evaluate(adresse => {
    window.location.hash = adresse;
  }, hash);

type Ligne = Record<string, Valeur>;

/** Les lignes d'un état, par en-tête (ligne 4 de sa feuille). */
async function lignes(feuille: string): Promise<Ligne[]> {
  const rangs = await atelier.valeurs(feuille);
  const entetes = (rangs[3] ?? []).map(String);
  return rangs.slice(4).map(r => Object.fromEntries(entetes.map((e, i) => [e, r[i] ?? ''])));
}

/** Les montants d'une colonne, poste par poste. */
async function postes(feuille: string, colonne: string, voulus: readonly string[]): Promise<number[]> {
  const lues = (await lignes(feuille)).filter(l => l['Nature'] !== 'COMPTE');
  return voulus.map(poste => Number(lues.find(l => l['Poste'] === poste)?.[colonne] ?? NaN));
}

/** Le montant et la ligne d'un compte au bilan. */
async function compte(feuille: string, colonne: string, numero: string): Promise<Valeur[]> {
  const l = (await lignes(feuille)).find(ligne => ligne['Compte'] === numero);
  return [l?.['Poste'] ?? '', Number(l?.[colonne] ?? NaN)];
}

test('« Tout clôturer » passe tous les travaux du mois', async () => {
  await aller('#/cloture');
  await atelier.volet.getByRole('button', { name: 'Valider', exact: true }).press('Enter');
  await atelier.volet
    .getByRole('status')
    .filter({ hasText: /^Validé · \d+ écritures/ })
    .waitFor();
});

test('compte de résultat : 70x 11 486,31, dotation 333,33, résultat 8 857,09', async () => {
  // 616 et 604 : 295,89 + 2 000,00.
  expect(await postes('Compte de résultat', 'Mois', ['CAN', 'AACE', 'DAI', 'REX', 'RES'])).toEqual([
    11_486.31, 2_295.89, 333.33, 8_857.09, 8_857.09,
  ]);
  expect(await postes('Résultat par mois', 'novembre 2026', ['CAN', 'RES'])).toEqual([11_486.31, 8_857.09]);
});

test('bilan : les six comptes à leur ligne, actif égal au passif', async () => {
  expect(await compte('Bilan actif', 'Net', '4181')).toEqual(['A24', 18_000]);
  expect(await compte('Bilan actif', 'Net', '44586')).toEqual(['A25', 400]);
  expect(await compte('Bilan actif', 'Net', '486')).toEqual(['A26', 2_090.96]);
  expect(await compte('Bilan passif', 'Montant', '4081')).toEqual(['P24', 2_400]);
  expect(await compte('Bilan passif', 'Montant', '44587')).toEqual(['P25', 3_000]);
  expect(await compte('Bilan passif', 'Montant', '487')).toEqual(['P28', 13_254.79]);
  const [actif] = await postes('Bilan actif', 'Net', ['TA']);
  expect(actif).toBeGreaterThan(0);
  expect(await postes('Bilan passif', 'Montant', ['TP'])).toEqual([actif]);
});

test('le volet des états montre novembre', async () => {
  const { volet } = atelier;
  await aller('#/travail/etats');
  await volet.getByRole('combobox', { name: 'Comparer' }).selectOption('M1');
  await volet
    .getByText(/^8.857,09$/)
    .first()
    .waitFor();
  await volet
    .getByText(/^11.486,31$/)
    .first()
    .waitFor();
});
