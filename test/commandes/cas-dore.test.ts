/**
 * Le cas de référence entier (domaine §18), d'un .xlsx à un .xlsx : le classeur clos par la commande, relu par un
 * lecteur qui ne partage rien avec ce qui écrit. Les soldes sont ceux du domaine.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { poserPetitClasseur } from '../exemple/petit-classeur';
import { lignesDe } from '../xlsx/lignes';
import { verifier } from '../xlsx/verificateur';
import { reussir } from './lancer';

/** Numéros de série d'Excel. */
const JOUR = { octobre: 46_326, premierNovembre: 46_327, novembre: 46_356, premierDecembre: 46_357 };
/** Les six comptes de bilan du cut-off. */
const SIX = ['4181', '44587', '487', '4081', '44586', '486'];

let dossier: string;
beforeAll(async () => {
  dossier = mkdtempSync(join(tmpdir(), 'cas-dore-'));
  const source = basename(await poserPetitClasseur(dossier, 'cas-dore'));
  const args = [source, '--arrete', '2026-11-30', '--fermer', '--sortie', 'novembre.xlsx', '--json'];
  reussir(dossier, 'cloture', args);
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const octets = () => new Uint8Array(readFileSync(join(dossier, 'novembre.xlsx')));

interface Mouvement {
  readonly date: number;
  readonly compte: string;
  /** Débit moins crédit, en centimes. */
  readonly montant: number;
}

/** Toutes les écritures du fichier : celles qu'on a importées et celles de la clôture. */
const mouvements = (): Mouvement[] =>
  ['Écritures importées', 'Ecritures de clôture'].flatMap(nom =>
    lignesDe(octets(), nom).map(l => ({
      date: Number(l['Date']),
      compte: l['Compte'] ?? '',
      montant: Math.round((Number(l['Débit'] ?? 0) - Number(l['Crédit'] ?? 0)) * 100),
    })),
  );

const somme = (lus: readonly Mouvement[], racine: string, du: number, au: number) =>
  lus
    .filter(m => m.compte.startsWith(racine) && m.date >= du && m.date <= au)
    .reduce((total, m) => total + m.montant, 0) / 100;

const soldes = (comptes: readonly string[], au: number) => {
  const lus = mouvements();
  return Object.fromEntries(comptes.map(compte => [compte, somme(lus, compte, 0, au)]));
};

const deNovembre = (...racines: readonly string[]) => {
  const lus = mouvements();
  return racines.map(racine => somme(lus, racine, JOUR.premierNovembre, JOUR.novembre));
};

test('le fichier écrit est sain', () => expect(verifier(octets())).toEqual([]));

test('octobre laissait 4181 D 22 440, 44587 C 3 740, 487 C 11 441,10 et 486 D 2 386,85, que les extournes du 01/11 effacent', () => {
  expect(soldes(['4181', '44587', '487', '486'], JOUR.octobre)).toEqual({
    4181: 22_440,
    44587: -3_740,
    487: -11_441.1,
    486: 2_386.85,
  });
  expect(Object.values(soldes(SIX, JOUR.premierNovembre))).toEqual([0, 0, 0, 0, 0, 0]);
});

test('au 30/11, les six comptes sont ceux du domaine', () => {
  expect(soldes(SIX, JOUR.novembre)).toEqual({
    4181: 18_000,
    44587: -3_000,
    487: -13_254.79,
    4081: -2_400,
    44586: 400,
    486: 2_090.96,
  });
});

test('novembre : 70x 11 486,31, 616 295,89, 604 2 000,00, 68112 333,33, résultat 8 857,09', () => {
  expect(deNovembre('70', '616', '604', '68112')).toEqual([-11_486.31, 295.89, 2_000, 333.33]);
  const [charges = 0, produits = 0] = deNovembre('6', '7');
  expect(Number((-produits - charges).toFixed(2))).toBe(8_857.09);
});

test('les factures du mois portent 411 D 20 400 et 44571 C 3 400, la dotation 28183 C 333,33', () => {
  expect(deNovembre('411', '44571', '28183')).toEqual([20_400, -3_400, -333.33]);
});

test('au 01/12, les six comptes sont à zéro', () => {
  expect(Object.values(soldes(SIX, JOUR.premierDecembre))).toEqual([0, 0, 0, 0, 0, 0]);
});

test('le CA de chaque affaire, sa production, et facturé + ΔFAE − ΔPCA', () => {
  const entetes = ['CA reconnu', 'Facturé', 'FAE', 'PCA', 'CA M-1', 'Production du mois'];
  const lues = lignesDe(octets(), "CA à l'avancement").filter(l => l['Arrêté'] === String(JOUR.novembre));
  expect(lues.map(l => [l['Affaire'], ...entetes.map(e => Number(l[e] ?? 0))])).toEqual([
    ['24A010', 45_000, 30_000, 15_000, 0, 38_000, 7_000],
    ['24A020', 18_200, 21_000, 0, 2_800, 14_700, 3_500],
    ['24M030', 1_545.21, 12_000, 0, 10_454.79, 558.9, 986.31],
  ]);
  // Facturé du mois, FAE et PCA d'octobre : ceux du domaine.
  const avant: Record<string, [number, number, number]> = {
    '24A010': [10_000, 18_000, 0],
    '24A020': [7_000, 700, 0],
    '24M030': [0, 0, 11_441.1],
  };
  for (const l of lues) {
    const [facture, fae, pca] = avant[l['Affaire'] ?? ''] ?? [NaN, NaN, NaN];
    const effet = facture + Number(l['FAE'] ?? 0) - fae - (Number(l['PCA'] ?? 0) - pca);
    expect(effet).toBeCloseTo(Number(l['Production du mois']), 2);
  }
});

describe('les états sortent du même fichier', () => {
  /** Les montants d'une colonne d'état, par poste : les rangées de comptes omises. */
  const etat = (feuille: string, colonne: string) =>
    new Map(
      lignesDe(octets(), feuille)
        .filter(l => l['Nature'] !== 'COMPTE')
        .map(l => [l['Poste'] ?? '', Number(l[colonne] ?? 0)]),
    );
  const lus = (feuille: string, colonne: string, postes: readonly string[]) =>
    postes.map(p => etat(feuille, colonne).get(p));

  test('compte de résultat de novembre : production 11 486,31, dotation 333,33, résultat 8 857,09', () => {
    // 616 et 604 : 295,89 + 2 000,00.
    expect(lus('Compte de résultat', 'Mois', ['CAN', 'AACE', 'DAI', 'REX', 'RES'])).toEqual([
      11_486.31, 2_295.89, 333.33, 8_857.09, 8_857.09,
    ]);
    expect(lus('Résultat par mois', 'novembre 2026', ['CAN', 'RES'])).toEqual([11_486.31, 8_857.09]);
    expect(lus('Soldes de gestion', 'Mois', ['VA', 'EBE', 'SRN'])).toEqual([9_190.42, 9_190.42, 8_857.09]);
    expect(lus('Compte de gestion', 'Mois', ['CA', 'RNET'])).toEqual([11_486.31, 8_857.09]);
  });

  test('bilan : les six comptes à leur ligne, actif = passif, résultat des deux états', () => {
    const compte = (feuille: string, numero: string) => {
      const l = lignesDe(octets(), feuille).find(x => x['Compte'] === numero);
      return [l?.['Poste'], Number(l?.[feuille === 'Bilan actif' ? 'Net' : 'Montant'] ?? 0)];
    };
    expect(['4181', '44586', '486'].map(c => compte('Bilan actif', c))).toEqual([
      ['A24', 18_000],
      ['A25', 400],
      ['A26', 2_090.96],
    ]);
    expect(['44587', '487', '4081'].map(c => compte('Bilan passif', c))).toEqual([
      ['P25', 3_000],
      ['P28', 13_254.79],
      ['P24', 2_400],
    ]);
    expect(lus('Bilan actif', 'Net', ['TA'])).toEqual(lus('Bilan passif', 'Montant', ['TP']));
    expect(lus('Bilan passif', 'Montant', ['P10N'])).toEqual(lus('Compte de résultat', 'Cumul', ['RES']));
  });

  test('la production de chaque affaire est son CA, et leur total celui de la société', () => {
    const affaires = lignesDe(octets(), 'Résultat par affaire').filter(l => l['Axe'] === 'AFFAIRE');
    expect(affaires.map(l => [l['Code'], Number(l['Chiffre d’affaires'] ?? 0)])).toEqual([
      ['24A010', 45_000],
      ['24A020', 18_200],
      ['24M030', 1_545.21],
      ['NON AFFECTE', 0],
      ['TOTAL', 64_745.21],
    ]);
  });

  test('fermé, l’état est définitif ; aucun contrôle des états ne reste', () => {
    for (const feuille of ['Compte de résultat', 'Bilan actif', 'Bilan passif'])
      expect(lignesDe(octets(), feuille)[0]?.['Libellé']).toMatch(/ – DÉFINITIF$/);
    const codes = lignesDe(octets(), 'Contrôles').map(l => l['Code'] ?? '');
    expect(codes.filter(code => code.startsWith('C-ETA'))).toEqual([]);
  });
});
