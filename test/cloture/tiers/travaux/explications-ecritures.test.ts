/** Chaque débit, crédit et engagement des opérations et du lettrage se rejoue depuis les cellules. */
import { TYPES_OPERATION } from '../../../../src/cloture/tiers/acomptes/calcul/types';
import { clore, ligne, modifier, PARAMETRES, rejouerTables, texteLignes, type Classeur } from './atelier';

const ARRETE = '2026-11-30';

let numero = 0;
const operation = (
  Type: string,
  Montant: number,
  autres: Readonly<Record<string, string | number>> = {},
) => ({
  IdOperation: `OP${String(++numero).padStart(2, '0')}`,
  Date: '2026-11-15',
  Type,
  IdTiers: 'C1',
  Montant,
  CodeTVA: 'N',
  ...autres,
});

/** Une opération de chaque type, frais, intérêts, retenue et encaissé compris ; des compensations en trois fois. */
const OPERATIONS: Classeur = {
  Ecritures: [
    ...['F100', 'F101', 'F102', 'F103', 'F104'].map(piece => ligne('C1', piece, '2026-11-05', 1_200.37)),
    ligne('C2', 'F200', '2026-09-05', 12_000),
    ligne('F1', 'FF9', '2026-11-08', -1_200.01),
  ],
  OperationsTiers: [
    operation('ACOMPTE_RECU', 100, { Piece: 'AC1', Date: '2026-10-10' }),
    operation('ACOMPTE_RECU', 33.35, { Piece: 'AC1', Date: '2026-10-11', CodeTVA: 'R' }),
    operation('COMPENSATION_ACOMPTE', 33.33, { Piece: 'F100', PieceLiee: 'AC1' }),
    operation('COMPENSATION_ACOMPTE', 50, { Piece: 'F100', PieceLiee: 'AC1', Date: '2026-11-16' }),
    operation('COMPENSATION_ACOMPTE', 20.01, { Piece: 'F100', PieceLiee: 'AC1', Date: '2026-11-17' }),
    operation('ACOMPTE_VERSE', 601, { IdTiers: 'F1', Piece: 'AV1', Date: '2026-10-10' }),
    operation('COMPENSATION_ACOMPTE', 400, { IdTiers: 'F1', Piece: 'FF9', PieceLiee: 'AV1' }),
    operation('ESCOMPTE_ACCORDE', 24.07, { Piece: 'F100' }),
    operation('ESCOMPTE_OBTENU', 11.13, { IdTiers: 'F1', Piece: 'FF9', CodeTVA: 'R' }),
    operation('EFFET_RECU', 1_200.37, { Piece: 'F101', DateEcheance: '2027-01-31' }),
    operation('EFFET_ESCOMPTE', 1_200.37, {
      Piece: 'F101',
      Date: '2026-11-20',
      Interets: 12.5,
      Frais: 3,
      DateEcheance: '2027-01-31',
    }),
    operation('EFFET_RECU', 1_200.37, { Piece: 'F102', DateEcheance: '2026-11-25' }),
    operation('EFFET_ENCAISSE', 1_200.37, { Piece: 'F102', Date: '2026-11-25' }),
    operation('DAILLY', 5_000, { Piece: 'D1', Interets: 40, Frais: 7.5 }),
    operation('DAILLY_REMBOURSE', 2_000, { PieceLiee: 'D1', Date: '2026-11-28' }),
    operation('CESSION_FACTOR', 1_200.37, { Piece: 'F103' }),
    operation('FINANCEMENT_FACTOR', 1_000.37, {
      PieceLiee: 'F103',
      Piece: 'FA1',
      Date: '2026-11-18',
      Frais: 15.55,
      Interets: 4.2,
      Retenue: 120,
    }),
    operation('LIBERATION_FACTOR', 50, { PieceLiee: 'FA1', Date: '2026-11-29' }),
    operation('IRRECOUVRABLE', 12_000, { IdTiers: 'C2', Piece: 'F200', Encaisse: 3_600 }),
    operation('RENTREE', 120.02, { Piece: 'F90' }),
    operation('PENALITES', 182.13, { Piece: 'PEN1', Frais: 40, DateEcheance: '2026-12-15' }),
    operation('ACOMPTE_FACTURE', 133.35, { Piece: 'AC1', Date: '2026-10-09' }),
  ],
};

test('les dix-sept opérations y sont', () => {
  expect(new Set(OPERATIONS['OperationsTiers']!.map(o => o['Type']))).toEqual(new Set(TYPES_OPERATION));
});

test.each([
  ['PCG2025', {}],
  ['facture d’acompte au 411', { Parametres: PARAMETRES({ AcompteALaFacture: 'O' }) }],
])('%s : chaque débit, crédit et engagement d’une opération se rejoue au centime', (_, autres: Classeur) => {
  const { resultat } = clore({ ...OPERATIONS, ...autres }, ARRETE);
  expect(resultat.anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
  const lignes = texteLignes(resultat.ecritures).length;
  expect(lignes).toBeGreaterThan(60);
  const rejouees = rejouerTables({ ...OPERATIONS, ...autres }, ARRETE, [
    'EcrituresCloture',
    'EngagementsTiers',
  ]);
  expect(rejouees.filter(nom => nom.startsWith('EcrituresCloture'))).toHaveLength(2 * lignes);
  expect(rejouees.filter(nom => nom.startsWith('EngagementsTiers')).length).toBeGreaterThan(10);
});

test.each([
  ['payé trop peu', 'C1', 1_200, -1_199.5, ['411 C 0.50', '658 D 0.50']],
  ['payé trop', 'C1', 1_200, -1_200.75, ['411 D 0.75', '758 C 0.75']],
  ['fournisseur payé trop peu', 'F1', -1_200, 1_199.5, ['401 D 0.50', '758 C 0.50']],
])(
  '%s : l’écart de règlement est la somme des lignes lettrées',
  (_, tiers, facture, reglement, attendues) => {
    const depart: Classeur = {
      Parametres: PARAMETRES({ ToleranceReglement: '1.00' }),
      Ecritures: [
        ligne(tiers, 'F100', '2026-09-10', facture),
        ligne(tiers, 'BQ7', '2026-10-05', reglement, { Libelle: 'VIR F100' }),
      ],
    };
    const decide = modifier(clore(depart, ARRETE).classeur, 'LettragesProposes', p => ({
      ...p,
      Decision: 'ACCEPTER',
    }));
    expect(texteLignes(clore(decide, ARRETE).resultat.ecritures)).toEqual(attendues);
    expect(rejouerTables(decide, ARRETE, ['EcrituresCloture'])).toHaveLength(4);
  },
);

test('un écart sur une pièce déjà lettrée en partie vient de ce que chaque lettrage en a pris', () => {
  const tolerance = { Parametres: PARAMETRES({ ToleranceReglement: '1.00' }) };
  const accepter = (c: Classeur) => modifier(c, 'LettragesProposes', p => ({ ...p, Decision: 'ACCEPTER' }));
  const facture = ligne('C1', 'F100', '2026-09-10', 1_200);
  const premier = ligne('C1', 'F100', '2026-10-05', -800);
  const second = ligne('C1', 'F100', '2026-11-10', -399.4);
  const octobre = clore({ ...tolerance, Ecritures: [facture, premier] }, '2026-10-31');
  const partiel = clore(accepter(octobre.classeur), '2026-10-31');
  const novembre = accepter(
    clore({ ...partiel.classeur, Ecritures: [facture, premier, second] }, ARRETE).classeur,
  );
  expect(texteLignes(clore(novembre, ARRETE).resultat.ecritures)).toEqual(['411 C 0.60', '658 D 0.60']);
  expect(rejouerTables(novembre, ARRETE, ['EcrituresCloture'])).toHaveLength(4);
});
