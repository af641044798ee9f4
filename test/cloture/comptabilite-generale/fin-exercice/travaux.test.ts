import { TravauxInventaire } from '../../../../src/cloture/comptabilite-generale/fin-exercice/tables';
import { Ecritures, EcrituresCloture } from '../../../../src/cloture/tables-communes';
import { comptabiliteGenerale } from '../../../../src/cloture/comptabilite-generale';
import { arbre, enEuros, rejouer, type Montant } from '../../../../src/comptabilite';
import type { AnyTable, Ligne } from '../../../../src/workbook/table';
import { passerComptabilite, placees, type Dossier } from '../pieces/atelier';

/** La liste de fin d'exercice : préremplie par les contrôles des mois, puis la chaîne des travaux d'inventaire. */
const mois = (n: number, etat: string) => `2026-${String(n).padStart(2, '0')};2026;${etat}`;
/** Les deux lignes d'une écriture générée : débit, crédit, montant ; puis son origine, sa clé et ce qu'elle annule. */
const generee = (
  piece: string,
  date: string,
  [debit, credit, euros]: readonly [string, string, number],
  origine: string,
) => [
  `2026;${piece};1;${date};${debit};P;${date};G;${euros};0;${origine}`,
  `2026;${piece};2;${date};${credit};P;${date};G;0;${euros};${origine}`,
];
const DOSSIER: Dossier = {
  Periodes: [
    'Periode;Exercice;Etat',
    ...Array.from({ length: 10 }, (_, i) => mois(i + 1, 'FERMEE')),
    mois(11, 'OUVERTE'),
    mois(12, 'EN_CLOTURE'),
    '2027-01;2027;OUVERTE',
  ].join('\n'),
  Ecritures:
    'Exercice;Journal;EcritureNum;Ligne;DateEcriture;Compte;Tiers;Piece;DatePiece;Libelle;Debit;Credit;Lettrage;DateLettrage\n' +
    '2026;VT;1;1;2026-11-05;411;C1;F1;2026-11-05;V;600;0;A;2026-11-20\n' +
    '2026;VT;1;2;2026-11-05;706;;F1;2026-11-05;V;0;600;;\n' +
    '2026;BQ;1;1;2026-11-20;512;;F1;2026-11-20;R;600;0;;\n' +
    '2026;BQ;1;2;2026-11-20;411;C1;F1;2026-11-20;R;0;600;A;2026-11-20\n' +
    '2026;VT;2;1;2026-11-25;411;C1;F2;2026-11-25;V;50;0;;\n' +
    '2026;VT;2;2;2026-11-25;706;;F2;2026-11-25;V;0;50;;\n' +
    '2026;OD;1;1;2026-12-02;512;;X;2026-12-02;A;20;0;;\n' +
    '2026;OD;1;2;2026-12-02;471;;X;2026-12-02;A;0;20;;\n' +
    '2026;BQ;2;1;2026-12-05;606;;B;2026-12-05;F;7;0;;\n' +
    '2026;BQ;2;2;2026-12-05;512;;B;2026-12-05;F;0;7;;\n' +
    '2026;AN;1;1;2026-01-01;512;;AN;2026-01-01;AN;100;0;;\n' +
    '2026;AN;1;2;2026-01-01;101;;AN;2026-01-01;AN;0;100;;',
  EcrituresCloture:
    'Exercice;Journal;EcritureNum;Ligne;DateEcriture;Compte;Piece;DatePiece;Libelle;Debit;Credit;Origine;CleGeneration;IdExtourneDe\n' +
    [
      ...generee('SIT;1', '2026-10-31', ['613', '408', 70], 'FNP;FNP|2026-10-31|X|ARRETE;'),
      ...generee(
        'SIT;2',
        '2026-11-01',
        ['408', '613', 70],
        'EXTOURNE;FNP|2026-10-31|X|EXTOURNE;FNP|2026-10-31|X|ARRETE',
      ),
      ...generee('SIT;3', '2026-12-31', ['613', '408', 90], 'FNP;FNP|2026-12-31|X|ARRETE;'),
      ...generee('IM;1', '2026-10-31', ['681', '281', 25], 'AMORT;AMORT|2026-10-31|I1|ARRETE;'),
      ...generee('IM;2', '2026-12-31', ['681', '281', 30], 'AMORT;AMORT|2026-12-31|I1|ARRETE;'),
      ...generee('IM;3', '2026-12-31', ['218', '231', 400], 'AMORT;MES|2026-12-31|I2|ARRETE;'),
    ].join('\n'),
  JournalExecutions:
    'IdExecution;Debut;Module;Arrete;Mode;Etat;Controles\n' +
    'e1;2026-10-02;tout;2026-09-30;FERMER;TERMINEE;Sans alerte\n' +
    'e0;2026-09-02;tout;2026-08-31;FERMER;TERMINEE;\n' +
    'e2;2026-11-02;tout;2026-10-31;VALIDER;TERMINEE;C-CPT-08 (9)\n' +
    'e3;2026-11-03;tout;2026-10-31;FERMER;TERMINEE;C-CPT-08 (2)\n' +
    'e4;2026-11-04;tout;2026-11-30;VALIDER;ANNULEE;C-CPT-01 (1)\n' +
    'e5;2026-12-02;immobilisations, tiers;2026-11-30;VALIDER;TERMINEE;C-IMM-01 (2)\n' +
    'e6;2026-12-03;tiers;2026-11-30;VALIDER;TERMINEE;Sans alerte',
};

const liste = (dossier: Dossier, arrete = '2026-12-31') =>
  passerComptabilite(dossier, arrete)
    .ensuite.tables.lire(TravauxInventaire)
    .lignes.map(l => [
      l.Travail,
      l.Etat,
      l.Pieces,
      l.Montant === undefined ? undefined : enEuros(l.Montant),
      l.Constat,
    ]);

test('les onze mois d’avant disent leurs contrôles ; la chaîne suit, avec ses écritures et ses montants', () => {
  const lignes = liste(DOSSIER);
  expect(lignes.slice(0, 11).map(l => l[1])).toEqual([
    ...Array.from({ length: 8 }, () => 'A_REVOIR'),
    'FAIT',
    'A_REVOIR',
    'A_FAIRE',
  ]);
  expect(lignes[6]).toEqual([
    'juillet 2026',
    'A_REVOIR',
    0,
    0,
    "Le journal des exécutions n'a pas de clôture de ce mois.",
  ]);
  expect(lignes.slice(7, 11)).toEqual([
    [
      'août 2026',
      'A_REVOIR',
      0,
      0,
      'Contrôles non consignés : clos par une version antérieure du complément.',
    ],
    ['septembre 2026', 'FAIT', 0, 0, 'Sans alerte'],
    ['octobre 2026', 'A_REVOIR', 3, 165, 'C-CPT-08 (2)'],
    // Valider un seul travail n'efface pas ce que les autres ont dit du mois.
    ['novembre 2026', 'A_FAIRE', 0, 0, 'C-IMM-01 (2)'],
  ]);
  expect(lignes.slice(11)).toEqual([
    ['Intégration des écritures', 'FAIT', 6, 1377, undefined],
    // 600 et 20 reçus, 7 payés ; les 100 d'à-nouveaux n'en sont pas.
    ['Encaissements (débits des 51)', 'FAIT', 2, 620, undefined],
    ['Décaissements (crédits des 51)', 'FAIT', 1, 7, undefined],
    ['Lettrage des tiers', 'A_REVOIR', 2, 600, 'Lignes de tiers qui ne sont pas lettrées : 1.'],
    // La dotation de l'année, 25 et 30 ; la mise en service de 400 n'en est pas.
    ['Amortissements', 'FAIT', 2, 55, undefined],
    // La FNP d'octobre est extournée en novembre : celle de décembre reste.
    ['Charges et produits rattachés', 'FAIT', 1, 90, undefined],
    ['Provisions et dépréciations', 'SANS_OBJET', 0, 0, undefined],
    ['En-cours', 'SANS_OBJET', 0, 0, undefined],
    ['Écarts de change', 'SANS_OBJET', 0, 0, undefined],
    [
      'Comptes d’attente et virements (471 à 473, 58)',
      'A_REVOIR',
      undefined,
      -20,
      'Soldes à justifier. 471 : -20,00 €.',
    ],
    ['Abonnements (488)', 'FAIT', undefined, 0, undefined],
    // Débits repris : 512 713, 411 50, 218 400 ; crédits : 101 100, 408 90, 281 55, 471 20, 231 400, résultat 498.
    ['À-nouveaux de l’exercice suivant', 'FAIT', 1, 1163, undefined],
  ]);
});

test('deux comptes d’attente de soldes contraires ne se compensent pas', () => {
  const compense =
    '\n2026;VI;1;1;2026-12-03;580;;X;2026-12-03;A;20;0;;\n2026;VI;1;2;2026-12-03;512;;X;2026-12-03;A;0;20;;';
  const lignes = liste({ ...DOSSIER, Ecritures: DOSSIER['Ecritures']! + compense });
  expect(lignes.find(([travail]) => String(travail).startsWith('Comptes d’attente'))?.slice(1)).toEqual([
    'A_REVOIR',
    undefined,
    0,
    'Soldes à justifier. 471 : -20,00 € ; 580 : 20,00 €.',
  ]);
});

test('un compte d’attente que l’exercice d’avant a laissé ouvert se voit, à-nouveaux passés ou non', () => {
  const [entete, ...autres] = DOSSIER['Ecritures']!.split('\n');
  const dAvant = ['471;;X;2025-12-03;A;8;0;;', '512;;X;2025-12-03;A;0;8;;'].map(
    (l, i) => `2025;OD;9;${i + 1};2025-12-03;${l}`,
  );
  const sansAN = autres.filter(l => !l.startsWith('2026;AN'));
  const Ecritures = [entete, ...dAvant, ...sansAN].join('\n');
  const lignes = liste({ ...DOSSIER, Ecritures });
  expect(lignes.find(([travail]) => String(travail).startsWith('Comptes d’attente'))?.slice(1)).toEqual([
    'A_REVOIR',
    undefined,
    -12,
    'Soldes à justifier. 471 : -12,00 €.',
  ]);
});

test('un mois qui n’est pas le dernier de l’exercice n’a pas de liste ; relancer décembre n’en ajoute rien', () => {
  expect(liste(DOSSIER, '2026-11-30')).toEqual([]);
  const { resultat } = passerComptabilite(DOSSIER, '2026-12-31');
  const produite = resultat.produites.find(p => p.table === TravauxInventaire)!;
  expect(new Set(produite.lignes.map(l => produite.cle(l))).size).toBe(produite.lignes.length);
});

test('chaque montant s’explique par ses écritures, et se rejoue', () => {
  const ensuite = placees(passerComptabilite(DOSSIER, '2026-12-31').ensuite);
  const lignes = ensuite.tables.lire(TravauxInventaire).lignes;
  for (const ligne of lignes) {
    if (ligne.Montant === undefined) continue;
    const cellule = { table: TravauxInventaire.nom, ligne: ligne as Ligne<AnyTable>, colonne: 'Montant' };
    const lu = comptabiliteGenerale.expliquer?.(ensuite, cellule);
    const rejoue = rejouer(lu!, ({ table, ligne: numero, colonne }) => {
      const source = [Ecritures, EcrituresCloture].find(t => t.nom === table) as AnyTable;
      const citee = ensuite.tables.lire(source).lignes.find(l => l.ligne === numero);
      return arbre.eurosExacts(citee?.[colonne as string] as Montant);
    });
    expect([ligne.Travail, rejoue.toFixed(2)]).toEqual([ligne.Travail, enEuros(ligne.Montant).toFixed(2)]);
  }
});
