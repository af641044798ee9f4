import { regularisations } from '../../../src/cloture/regularisations';
import { depuisTexte, type Jour } from '../../../src/comptabilite';
import type { Produite } from '../../../src/workbook/plan';
import { matricesExemple } from '../../functions/exemple';
import {
  cellulesGenerees,
  changer,
  contexteDe,
  prevoir,
  lireDans,
  verifier,
  type ClasseurBrut,
} from '../../explication/rejeu';

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
