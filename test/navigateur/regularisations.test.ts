/**
 * Le volet des régularisations dans la page construite, et le cas de référence entier (domaine §18) clos dans le navigateur :
 * propositions, forçage motivé, reprise, radar accepté, ligne d'historique saisie, dans les deux langues.
 */
import { readFileSync } from 'node:fs';
import { ouvrirAtelier, type Atelier, type Valeur } from './atelier';

const outil = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AvecAxe {
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

const manquements = ({ cadre }: Atelier): Promise<string[]> =>
  cadre().evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
    const { violations } = await (window as unknown as AvecAxe).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(n => `${id} : ${n.html}`));
  });

/** Le contenu tient dans la largeur du volet. */
async function tient({ cadre }: Atelier): Promise<boolean> {
  return cadre().evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
}

async function aller({ cadre, volet }: Atelier, page: string): Promise<void> {
  await cadre().evaluate(adresse => {
    window.location.hash = adresse;
  }, page);
  await volet.locator('h1').waitFor();
  await cadre().waitForFunction(() => !document.querySelector('.fui-Spinner'));
}

const attendreStatut = ({ volet }: Atelier, texte: RegExp) =>
  volet.getByRole('status').filter({ hasText: texte }).first().waitFor({ timeout: 120_000 });

/** Les lignes d'une feuille de la grille, par en-tête (ligne 4) ; une date est son numéro de série. */
async function lignes(atelier: Atelier, feuille: string): Promise<Record<string, Valeur>[]> {
  const rangs = await atelier.valeurs(feuille);
  const entetes = (rangs[3] ?? []).map(String);
  return rangs.slice(4).map(r => Object.fromEntries(entetes.map((e, i) => [e, r[i] ?? ''])));
}

/** Numéros de série d'Excel. */
const JOUR = { octobre: 46_326, novembre: 46_356, premierDecembre: 46_357 };

/** Solde d'un compte, débit moins crédit, écritures importées et de clôture jusqu'à un jour, ce jour compris. */
async function solde(atelier: Atelier, racine: string, jusqua: number): Promise<number> {
  const toutes = [
    ...(await lignes(atelier, 'Écritures importées')),
    ...(await lignes(atelier, 'Ecritures de clôture')),
  ];
  const centimes = toutes
    .filter(l => String(l['Compte']).startsWith(racine) && Number(l['Date']) <= jusqua)
    .reduce((total, l) => total + Math.round((Number(l['Débit']) - Number(l['Crédit'])) * 100), 0);
  return centimes / 100;
}

const SIX = ['4181', '44587', '487', '4081', '44586', '486'];
const soldes = async (atelier: Atelier, jusqua: number) => {
  const lus: number[] = [];
  for (const compte of SIX) lus.push(await solde(atelier, compte, jusqua));
  return lus;
};

describe('le cas de référence, dans le navigateur', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier({ classeur: 'cas-dore', outil });
  });
  afterAll(() => atelier?.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  test('tout le mois se valide depuis le volet', async () => {
    await aller(atelier, '#/cloture');
    await atelier.volet
      .getByRole('button', { name: /^Valider/ })
      .first()
      .press('Enter');
    await attendreStatut(atelier, /Validé · \d+ écritures/);
  });

  test('au 30/11 les six comptes sont ceux du domaine, au 01/12 ils sont à zéro (§18)', async () => {
    expect(await soldes(atelier, JOUR.novembre)).toEqual([18_000, -3_000, -13_254.79, -2_400, 400, 2_090.96]);
    expect(await soldes(atelier, JOUR.premierDecembre)).toEqual([0, 0, 0, 0, 0, 0]);
    const octobre = await solde(atelier, '70', JOUR.octobre);
    expect(Number((octobre - (await solde(atelier, '70', JOUR.novembre))).toFixed(2))).toBe(11_486.31);
  });

  test('une CCA et une FNP se lisent dans une cellule', async () => {
    await atelier.onglet('Liste des affaires');
    await atelier.aller('Q2');
    await atelier.taper('=REGUL.CCA("616000";"30/11/2026")');
    await atelier.taper('=REGUL.FNP("24A010";"30/11/2026")');
    await atelier.attendre('Liste des affaires', 'Q2', '2090,96');
    await atelier.attendre('Liste des affaires', 'Q3', '2000');
  });

  test('le volet reprend où l’on en était ; une FNP se force avec son motif, et l’écriture suit', async () => {
    const { volet } = atelier;
    await aller(atelier, '#/travail/regularisations');
    await volet
      .getByRole('button', { name: /FNP BR-2026-046/ })
      .first()
      .click();
    await volet.getByRole('button', { name: 'Forcer le montant' }).click();
    await volet.getByLabel('Montant à retenir').fill('1 800,00');
    await volet.getByRole('button', { name: 'Enregistrer' }).click();
    await volet.getByText('Dites pourquoi : le motif est exigé.').waitFor();
    await volet.getByLabel('Motif').fill('Remise promise');
    await volet.getByLabel('Auteur').fill('S. Roche');
    expect(await manquements(atelier)).toEqual([]);
    await volet.getByRole('button', { name: 'Enregistrer' }).click();
    await attendreStatut(atelier, /Enregistré dans la feuille/);
    await volet.getByRole('button', { name: 'Valider', exact: true }).press('Enter');
    await attendreStatut(atelier, /Validé · \d+ écritures/);
    const [forcee] = (await lignes(atelier, 'FNP et CCA')).filter(l => l['Pièce'] === 'BR-2026-046/1');
    expect([forcee?.['État'], forcee?.['Motif'], forcee?.['Auteur']]).toEqual([
      'FORCE',
      'Remise promise',
      'S. Roche',
    ]);
    expect([forcee?.['Retenu'], forcee?.['Écart']]).toEqual([1_800, -200]);
    expect(Number(forcee?.['Forcé le'])).toBeGreaterThan(45_000);
    expect(await solde(atelier, '4081', JOUR.novembre)).toBe(-2_160);
    await volet.getByText(/Montants forcés : 1, écart de .200,00 €/).waitFor();
  });

  test('une ligne se saisit, se filtre et se supprime', async () => {
    const { volet } = atelier;
    await aller(atelier, '#/arretes');
    expect(await manquements(atelier)).toEqual([]);
    await volet.getByRole('button', { name: 'Ajouter une ligne' }).click();
    await volet.getByLabel('Compte').fill('604000');
    await volet.getByLabel(/^Affaire \(vide/).fill('24A020');
    await volet.getByLabel('Montant HT, en euros').fill('150,00');
    await volet.getByRole('button', { name: 'Enregistrer' }).click();
    await volet.getByText('Dites qui saisit.').waitFor();
    await volet.getByLabel('Par').fill('S. Roche');
    await volet.getByRole('button', { name: 'Enregistrer' }).click();
    await attendreStatut(atelier, /Ligne enregistrée/);
    await volet.getByRole('combobox', { name: 'Affaire' }).selectOption('24A020');
    const saisie = volet.getByRole('button', { name: /FNP · 24A020 · 604000/ });
    await saisie.click();
    expect(await manquements(atelier)).toEqual([]);
    await volet.getByRole('button', { name: 'Supprimer' }).click();
    await attendreStatut(atelier, /Ligne supprimée/);
    await saisie.waitFor({ state: 'detached' });
  });

  test('une ligne changée à la main se voit sans quitter la page, et se remet d’un bouton', async () => {
    const { volet } = atelier;
    await aller(atelier, '#/arretes');
    await volet.getByRole('button', { name: 'Ajouter une ligne' }).waitFor();
    const feuille = 'Historique des arrêtés';
    const rangs = await atelier.valeurs(feuille);
    const colonne = (rangs[3] ?? []).map(String).indexOf('Montant');
    const rang = rangs.findIndex((r, i) => i > 3 && r.includes('FNP') && Number(r[colonne]) === 1_800);
    expect([colonne > 0, rang > 3]).toEqual([true, true]);
    await atelier.onglet(feuille);
    await atelier.aller(`${lettre(colonne)}${rang + 1}`);
    await atelier.taper('1700');
    const changee = volet.getByText(new RegExp(`ligne ${rang + 1} : Montant$`));
    await changee.waitFor({ timeout: 60_000 });
    expect(await manquements(atelier)).toEqual([]);
    await volet.getByRole('button', { name: 'Remettre ces lignes' }).click();
    await attendreStatut(atelier, /Lignes remises : 1/);
    await changee.waitFor({ state: 'detached' });
    expect((await atelier.valeurs(feuille))[rang]?.[colonne]).toBe(1_800);
  });

  test('les règles d’un métier se posent d’un bouton', async () => {
    await aller(atelier, '#/travail/avancement');
    await atelier.volet.getByRole('button', { name: 'Éditeur (5 règles)' }).click();
    await attendreStatut(atelier, /Règles en place : MAINTENANCE, REFACTURATION/);
    const codes = (await lignes(atelier, 'Règles de CA')).map(l => l['Code règle']);
    expect(codes).toEqual(
      expect.arrayContaining(['MAINTENANCE', 'REFACTURATION', 'PRESTATION_BL', 'FORFAIT', 'REGIE_VENDUE']),
    );
    expect(codes.filter(c => c === 'MAINTENANCE')).toHaveLength(1);
  });
});

/** La lettre d'une colonne, du rang 0 : A. */
const lettre = (rang: number): string =>
  rang < 26 ? String.fromCharCode(65 + rang) : lettre(Math.floor(rang / 26) - 1) + lettre(rang % 26);

/** Attend que le compte porte ce solde au 30 novembre. */
async function attendreSolde(atelier: Atelier, compte: string, attendu: number): Promise<void> {
  const fin = Date.now() + 60_000;
  while ((await solde(atelier, compte, JOUR.novembre)) !== attendu && Date.now() < fin)
    await atelier.page.waitForTimeout(200);
  expect(await solde(atelier, compte, JOUR.novembre)).toBe(attendu);
}

describe('le radar, en anglais, à 320 px, sombre', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    const options = { langue: 'en', dark: true, width: 320, height: 640, construire: false } as const;
    atelier = await ouvrirAtelier({ ...options, classeur: 'regul-radar', outil });
  });
  afterAll(() => atelier?.close());

  test('un constat s’accepte, et devient une proposition', async () => {
    const { volet, faults } = atelier;
    await aller(atelier, '#/travail/regularisations');
    await volet.getByRole('button', { name: 'Post', exact: true }).press('Enter');
    await attendreStatut(atelier, /Posted/);
    await volet.getByRole('button', { name: /C-CUT-11/ }).click();
    await volet.getByRole('button', { name: 'Propose the entry' }).press('Enter');
    await volet
      .getByRole('button', { name: /FNP FF-2026-101/ })
      .first()
      .waitFor({ timeout: 60_000 });
    expect(await manquements(atelier)).toEqual([]);
    expect(await tient(atelier)).toBe(true);
    await volet.getByRole('button', { name: 'Post', exact: true }).press('Enter');
    await volet
      .getByText(/Accepted/)
      .first()
      .waitFor({ timeout: 60_000 });
    // 2 400 de la réception, 720 du constat accepté.
    await attendreSolde(atelier, '4081', -3_120);
    await aller(atelier, '#/arretes');
    expect(await manquements(atelier)).toEqual([]);
    expect(await tient(atelier)).toBe(true);
    expect(faults).toEqual([]);
  });
});
