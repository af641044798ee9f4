/**
 * T-REV-04, T-REV-05 et T-REV-07 (domaine §5.7, §5.8) dans la page construite : le classeur s'ouvre, le chiffre d'affaires
 * se valide depuis le volet, et ses feuilles portent les chiffres du domaine.
 */
import { ouvrirAtelier, type Atelier, type Valeur } from './atelier';

/** Les lignes d'une feuille de la grille, par en-tête (ligne 4) ; une date est son numéro de série. */
async function lignes(atelier: Atelier, feuille: string): Promise<Record<string, Valeur>[]> {
  const rangs = await atelier.valeurs(feuille);
  const entetes = (rangs[3] ?? []).map(String);
  return rangs.slice(4).map(r => Object.fromEntries(entetes.map((e, i) => [e, r[i] ?? ''])));
}

interface Cas {
  readonly nom: string;
  readonly scenario: string;
  /** La ligne de 24A010 dans « CA à l'avancement ». */
  readonly ca: Readonly<Record<string, number>>;
  /** Compte, débit, crédit : les écritures de ce module datées de ce jour (numéro de série d'Excel). */
  readonly module: 'PCA' | 'P1516';
  readonly jour: number;
  readonly ecritures: readonly (readonly [string, number, number])[];
}

const NOVEMBRE = 46_356;
const DECEMBRE = 46_387;

const CAS: readonly Cas[] = [
  {
    nom: 'T-REV-04 : l’avenant de décembre porte le CA à 57 200',
    scenario: 'avenant-decembre',
    ca: {
      'Budget de vente': 110_000,
      'Charges réelles': 52_000,
      'Reste à faire': 48_000,
      'CA reconnu': 57_200,
      PCA: 12_800,
      'Production du mois': 12_200,
    },
    module: 'PCA',
    jour: DECEMBRE,
    ecritures: [
      ['706000', 12_800, 0],
      ['487', 0, 12_800],
    ],
  },
  {
    nom: 'T-REV-05, premier mois : 10 000 de perte à venir se dotent',
    scenario: 'av-perte',
    ca: { 'CA reconnu': 50_000, 'Marge à date': -10_000, 'Marge à terminaison': -20_000 },
    module: 'P1516',
    jour: NOVEMBRE,
    ecritures: [
      ['6815', 10_000, 0],
      ['1516', 0, 10_000],
    ],
  },
  {
    nom: 'T-REV-05, mois suivant : 5 000 se reprennent',
    scenario: 'av-perte-reprise',
    ca: { 'CA reconnu': 75_000, 'Marge à date': -15_000, 'Marge à terminaison': -20_000 },
    module: 'P1516',
    jour: NOVEMBRE,
    ecritures: [
      ['1516', 5_000, 0],
      ['7815', 0, 5_000],
    ],
  },
  {
    nom: 'T-REV-07 : à 80 % forcés, 40 000 se dotent',
    scenario: 'av-perte-force',
    ca: { 'CA reconnu': 80_000, 'Marge à date': 20_000, 'Marge à terminaison': -20_000 },
    module: 'P1516',
    jour: NOVEMBRE,
    ecritures: [
      ['6815', 40_000, 0],
      ['1516', 0, 40_000],
    ],
  },
];

test.each(CAS)('$nom', async ({ scenario, ca, module, jour, ecritures }) => {
  const atelier = await ouvrirAtelier({ classeur: scenario });
  try {
    const { volet } = atelier;
    await volet.getByRole('link', { name: "Chiffre d'affaires à l'avancement" }).click();
    await volet.getByRole('button', { name: 'Valider', exact: true }).press('Enter');
    await volet
      .getByRole('status')
      .filter({ hasText: /Validé · \d+ écritures/ })
      .waitFor({ timeout: 120_000 });
    const ligne = (await lignes(atelier, "CA à l'avancement")).find(
      l => l['Affaire'] === '24A010' && l['Arrêté'] === jour,
    );
    expect(ligne).toMatchObject(ca);
    const cle = new RegExp(`^${module}\\|.*\\|ARRETE$`);
    const passees = (await lignes(atelier, 'Ecritures de clôture')).filter(
      l => l['Date'] === jour && cle.test(String(l['Clé de génération'])),
    );
    expect(passees.map(l => [l['Compte'], Number(l['Débit']), Number(l['Crédit'])])).toEqual(ecritures);
    expect(atelier.faults).toEqual([]);
  } finally {
    await atelier.close();
  }
});
