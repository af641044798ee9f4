/** Chaque chiffre des états s'explique jusqu'aux écritures, et se rejoue de leurs cellules. */
import { etats } from '../../../src/cloture/etats';
import { arbre, type Explication } from '../../../src/comptabilite';
import type { Produite } from '../../../src/workbook/plan';
import { cellulesGenerees, changer, lireDans, prevoir, verifier } from '../../explication/rejeu';
import { brut, contexte, type Dossier, type Ecrit } from './dossier';

const VIEUX = ['2024-25', '2024-07-01', '2025-06-30', 'PCG2014'] as const;
const NEUF = ['2025-26', '2025-07-01', '2026-06-30', 'PCG2025'] as const;
const a = { affaire: 'A1', section: 'S1' };

/** Cinquante ventes d'un compte : elles se rangent par mois. */
const ventes: Ecrit[] = Array.from({ length: 50 }, (_, i): Ecrit[] => [
  [`2025-${i % 2 === 0 ? '09' : '11'}-10`, '706000', -10 - i, a],
  [`2025-${i % 2 === 0 ? '09' : '11'}-10`, '411000', 10 + i, { tiers: i % 3 === 0 ? 'A' : 'B' }],
]).flat();

const DOSSIER: Dossier = {
  arrete: '2025-12-31',
  exercices: [VIEUX, NEUF],
  ecritures: [
    ['2024-12-10', '512000', 900],
    ['2024-12-10', '706000', -1_000],
    ['2024-12-10', '775', -400],
    ['2024-12-10', '675', 150],
    ['2024-12-10', '791', -50],
    ['2024-12-10', '411000', 400, { tiers: 'A' }],
    ...ventes,
    ['2025-12-05', '411000', -5_000, { tiers: 'B' }],
    ['2025-12-05', '512000', 5_000],
    ['2025-12-12', '709', 12, a],
    ['2025-12-12', '604000', 300, { affaire: 'A2' }],
    ['2025-12-12', '641000', 120, { section: 'S2' }],
    ['2025-12-12', '645000', 40],
    ['2025-12-12', '68112', 30],
    ['2025-12-12', '28183', -30],
    ['2025-12-12', '2183', 90],
    ['2025-12-12', '401000', -562, { tiers: 'F' }],
    ['2025-12-12', '1209', 70],
    ['2025-12-12', '120000', -20],
    ['2025-12-12', '512000', -50],
    ['2025-12-12', '747', -25],
    ['2025-12-12', '512000', 25],
  ],
  tables: {
    Affaires: [
      ['IdAffaire', 'Libelle', 'Type', 'Statut', 'BU'],
      ['A1', 'Un', 'EXTERNE', 'OUVERTE', 'Nord'],
      ['A2', 'Deux', 'EXTERNE', 'OUVERTE', ''],
    ],
    Budgets: [
      ['Version', 'Exercice', 'Periode', 'Axe', 'Code', 'NatureOuCompte', 'Montant'],
      ['INITIAL', '2025-26', '', 'CENTRE', 'S1', '706000', '1000.00'],
      ['INITIAL', '2025-26', '2025-12', 'CENTRE', 'S1', '709', '6.00'],
      ['INITIAL', '2025-26', '2026-02', 'CENTRE', 'S1', '641000', '70.00'],
    ],
  },
};

const BRUT = brut(DOSSIER);
const CONTEXTE = contexte(DOSSIER);
const produites = etats.calculer(CONTEXTE).produites as Produite[];
const cellules = [...cellulesGenerees(etats, CONTEXTE, produites)];

test('les états de l’essai se bouclent', () => {
  const bloquantes = etats.calculer(CONTEXTE).anomalies.filter(x => x.gravite === 'BLOQUANT');
  expect(bloquantes.map(x => x.message)).toEqual([]);
});

test.each(produites.map(p => p.table.nom))('%s : chaque chiffre se rejoue depuis les cellules', nom => {
  const siennes = cellules.filter(c => c.table === nom);
  expect(siennes.length).toBeGreaterThan(10);
  for (const c of siennes) verifier(c, BRUT);
});

test('changer une écriture change la ligne comme l’arbre le dit ; une autre n’y fait rien', () => {
  const pv = (dossier: typeof BRUT) => {
    const c = cellules.find(
      x => x.table === 'CompteResultat' && x.ligne['Poste'] === 'CAN' && x.colonne === 'Cumul',
    );
    return prevoir(c!.explication!, lireDans(dossier)).toNumber();
  };
  const avant = pv(BRUT);
  const ligne = DOSSIER.ecritures.findIndex(e => e[1] === '706000' && e[0].startsWith('2025')) + 2;
  expect(pv(changer(BRUT, { table: 'Ecritures', ligne, colonne: 'Credit' }, '110.00'))).toBe(avant + 100);
  const autre = DOSSIER.ecritures.findIndex(e => e[1] === '641000') + 2;
  expect(pv(changer(BRUT, { table: 'Ecritures', ligne: autre, colonne: 'Debit' }, '999.00'))).toBe(avant);
});

test('le premier niveau tient à l’écran : un compte de cinquante écritures se lit par mois', () => {
  const c = cellules.find(
    x => x.table === 'CompteResultat' && x.ligne['Compte'] === '706000' && x.colonne === 'Cumul',
  );
  const plus = (e: Explication): Explication =>
    'termes' in e && e.termes.length === 1 ? plus(e.termes[0]!) : e;
  const noeud = plus(c!.explication!);
  expect('termes' in noeud ? noeud.termes.map(t => t.libelle.fr) : []).toEqual([
    'septembre 2025',
    'novembre 2025',
  ]);
  expect([...arbre.cellulesDe(c!.explication!)].length).toBe(50);
});
