import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { regularisations } from '../../../src/cloture/regularisations';
import { EcrituresCloture, Exercices } from '../../../src/cloture/tables-communes';
import { produireEcritures } from '../../../src/cloture/tables-communes/produites';
import { arbre, depuisTexte, type Jour, type Source } from '../../../src/comptabilite';
import type { Produite } from '../../../src/workbook/plan';
import { matricesExemple } from '../../functions/exemple';
import {
  cellulesGenerees,
  changer,
  contexteDe,
  fautesDe,
  prevoir,
  lireDans,
  verifier,
  type CelluleExpliquee,
  type ClasseurBrut,
} from '../../explication/rejeu';
import { lireScenario } from '../../scenarios/scenario';

const NOVEMBRE = depuisTexte('2026-11-30') as Jour;
const RECEPTIONS = [
  'IdReception',
  'Ligne',
  'DateReception',
  'IdFournisseur',
  'IdAffaire',
  'Compte',
  'Quantite',
  'MontantHT',
  'PeriodeDu',
  'PeriodeAu',
];
const FACTURES = [
  'IdFactF',
  'Ligne',
  'Reference',
  'DateFacture',
  'IdFournisseur',
  'Compte',
  'IdReception',
  'LigneReception',
  'Quantite',
  'MontantHT',
  'MontantTTC',
  'PeriodeDu',
  'PeriodeAu',
  'Validee',
];
const FORCEES = [
  'Arrete',
  'Module',
  'Cle',
  'Etat',
  'Piece',
  'Base',
  'Propose',
  'Force',
  'Motif',
  'Expire',
  'Retenu',
  'BaseForcee',
];

const recu = (id: string, quantite: string, ht: string, du = '', au = '') => [
  id,
  '1',
  '2026-11-20',
  'FO001',
  '24A010',
  '604000',
  quantite,
  ht,
  du,
  au,
];
const facture = (id: string, reception: string, quantite: string, ht: string, du = '', au = '') => [
  id,
  '1',
  `R-${id}`,
  '2026-11-25',
  'FO001',
  '611000',
  reception,
  reception === '' ? '' : '1',
  quantite,
  ht,
  ht,
  du,
  au,
  'O',
];

/** Une pièce par façon de calculer : quantité, montant, période, avoir, montant forcé, base qui a bougé. */
const CLASSEUR: ClasseurBrut = new Map([
  ...[...matricesExemple()].map(([nom, m]) => [nom, m.map(l => l.map(String))] as const),
  [
    'Receptions',
    [
      RECEPTIONS,
      recu('BR-ENTIERE', '', '2000'),
      recu('BR-QUANTITE', '10', '1000'),
      recu('BR-MONTANT', '', '1000'),
      recu('BR-PERIODE', '', '3100', '2026-11-15', '2026-12-15'),
      recu('BR-ENTAMEE', '', '3100', '2026-11-15', '2026-12-15'),
      recu('BR-RETOUR', '', '-400'),
      recu('BR-FORCEE', '', '500'),
      recu('BR-BOUGEE', '', '900'),
    ],
  ],
  [
    'FacturesFournisseurs',
    [
      FACTURES,
      facture('FF1', 'BR-QUANTITE', '4', '450'),
      facture('FF2', 'BR-MONTANT', '', '333.33'),
      facture('FF3', 'BR-ENTAMEE', '', '100'),
      facture('FF4', '', '', '3600', '2026-07-01', '2027-06-30'),
    ],
  ],
  [
    'FnpCca',
    [
      FORCEES,
      [
        '2026-11-30',
        'FNP',
        'Receptions|BR-FORCEE|1',
        'FORCE',
        'BR-FORCEE/1',
        '500',
        '500',
        '450',
        'Litige',
        '',
        '450',
        '500',
      ],
      [
        '2026-10-31',
        'FNP',
        'Receptions|BR-BOUGEE|1',
        'FORCE',
        'BR-BOUGEE/1',
        '700',
        '700',
        '650',
        'Litige',
        '2026-12-31',
        '650',
        '700',
      ],
    ],
  ],
]);

const cellules = (classeur: ClasseurBrut) => {
  const contexte = contexteDe(classeur, regularisations, NOVEMBRE);
  const { produites } = regularisations.calculer(contexte);
  const feuilles = (produites as Produite[]).filter(p => ['FaePca', 'FnpCca'].includes(p.table.nom));
  // Ce que son auteur a vu est une saisie de mémoire, que sa propre cellule garde.
  return [...cellulesGenerees(regularisations, contexte, feuilles)].filter(
    c => !['Force', 'BaseForcee', 'BaseModifiee'].includes(c.colonne),
  );
};

const euros = (piece: string, colonne: string, classeur = CLASSEUR) =>
  cellules(classeur)
    .find(c => String(c.ligne['Piece']).startsWith(piece) && c.colonne === colonne)
    ?.valeur.toNumber();

test('chaque chiffre des feuilles se rejoue depuis les cellules brutes', () => {
  const toutes = cellules(CLASSEUR);
  expect(toutes.length).toBeGreaterThan(30);
  for (const c of toutes) verifier(c, CLASSEUR);
});

test('les montants sont ceux de la règle', () => {
  // 6/10 de 1 000 ; 1 000 - 333,33 ; 3 100 × 16/31 ; le même moins 100 ; le retour en avoir ; le forcé.
  expect(
    ['BR-QUANTITE', 'BR-MONTANT', 'BR-PERIODE', 'BR-ENTAMEE', 'BR-RETOUR', 'BR-FORCEE', 'BR-BOUGEE'].map(p =>
      euros(p, 'Retenu'),
    ),
  ).toEqual([600, 666.67, 1600, 1500, 400, 450, 650]);
});

test('changer une feuille de l’arbre change le chiffre comme l’arbre le dit', () => {
  const propose = cellules(CLASSEUR).filter(c => c.colonne === 'Propose');
  for (const c of propose) {
    const explication = c.explication!;
    const source = { table: 'Receptions', ligne: 0, colonne: 'MontantHT' };
    const visees: number[] = [];
    const chercher = (e: typeof explication): void => {
      if (e.operation === 'CELLULE' && e.source.table === source.table && e.source.colonne === 'MontantHT')
        visees.push(e.source.ligne);
      else if ('termes' in e) e.termes.forEach(chercher);
    };
    chercher(explication);
    for (const ligne of new Set(visees)) {
      const change = changer(CLASSEUR, { ...source, ligne }, '777.77');
      const attendu = prevoir(explication, lireDans(change)).abs().toNumber();
      expect([c.nom, euros(String(c.ligne['Piece']), 'Propose', change)]).toEqual([c.nom, attendu]);
    }
  }
});

const SCENARIOS = join(__dirname, '../../scenarios');
const SAISIES = ['Force', 'BaseForcee', 'BaseModifiee'];

/** Tout ce que la capacité écrit en euros sur un scénario : feuilles, historique, écritures et extournes. */
function ecrites(entrees: ClasseurBrut): CelluleExpliquee[] {
  const date = entrees.get('Parametres')?.find(([cle]) => cle === 'DateArrete')?.[1] ?? '2026-11-30';
  const arrete = depuisTexte(date) as Jour;
  const contexte = contexteDe(entrees, regularisations, arrete);
  const { produites, ecritures } = regularisations.calculer(contexte);
  const passees = produireEcritures(ecritures, {
    arrete,
    modules: new Set(regularisations.modules),
    existantes: contexte.tables.lire(EcrituresCloture).lignes,
    exercices: contexte.tables.lire(Exercices).lignes,
  });
  const toutes = [...produites, passees] as Produite[];
  return [...cellulesGenerees(regularisations, contexte, toutes)].filter(c => !SAISIES.includes(c.colonne));
}

const ou = (s: Source) => `${s.table} ${s.colonne} ${s.ligne}`;
const feuilles = (c: CelluleExpliquee) => [...arbre.cellulesDe(c.explication!)].map(f => f.source);

describe.each(readdirSync(SCENARIOS).filter(nom => nom.startsWith('regul-')))('scénario %s', nom => {
  const { entrees } = lireScenario(join(SCENARIOS, nom));
  const avant = ecrites(entrees);

  test('chaque montant écrit, TVA et extournes comprises, se rejoue depuis les cellules brutes', () => {
    expect(fautesDe(avant, entrees)).toEqual([]);
    expect(avant.length).toBeGreaterThan(0);
  });

  // Une cellule de chaque colonne, un peu plus haute : ce qui en vient change comme son arbre le dit.
  const sources = new Map(avant.flatMap(c => (c.explication ? feuilles(c) : [])).map(s => [ou(s), s]));
  const uneParColonne = new Map(
    [...sources.values()]
      .filter(s => !/Periode|Date|Force$/.test(s.colonne))
      .map(s => [`${s.table}.${s.colonne}`, s]),
  );
  test.each([...uneParColonne])('%s change : les chiffres qui en viennent suivent', (_, source) => {
    const valeur = lireDans(entrees)(source);
    const autre = changer(entrees, source, valeur.times('1.05').toDecimalPlaces(2).toString());
    const prevus = avant
      .filter(c => c.explication && feuilles(c).some(s => ou(s) === ou(source)))
      .map(c => [c.nom, prevoir(c.explication!, lireDans(autre)).toNumber(), c.valeur.toNumber()] as const);
    const apres = new Map(ecrites(autre).map(c => [c.nom, c.valeur.toNumber()]));
    expect(prevus.some(([, prevu, lu]) => prevu !== lu)).toBe(true);
    expect(prevus.map(([cle]) => [cle, apres.get(cle)])).toEqual(prevus.map(([cle, prevu]) => [cle, prevu]));
  });
});

test('une ligne validée, un mois fermé et une saisie ne se recalculent pas', () => {
  const { entrees } = lireScenario(join(SCENARIOS, 'regul-charges'));
  const ligne = ecrites(entrees).find(c => c.table === 'Historique')!.ligne;
  const de = (change: object, classeur: ClasseurBrut = entrees) =>
    regularisations.expliquer?.(contexteDe(classeur, regularisations, NOVEMBRE), {
      table: 'Historique',
      ligne: { ...ligne, ligne: 9, ...change } as never,
      colonne: 'Montant',
    });
  const figee = { operation: 'CELLULE', source: { table: 'Historique', ligne: 9, colonne: 'Montant' } };
  const fermee = changer(entrees, { table: 'Periodes', ligne: 2, colonne: 'Etat' }, 'FERMEE');
  expect(de({})?.operation).not.toBe('CELLULE');
  expect([de({ Valide: true }), de({}, fermee)]).toMatchObject([figee, figee]);
  expect(de({ TypeLigne: 'MANUEL' })).toBeUndefined();
  expect(de({ Compte: '699999' })).toBeUndefined();
});
