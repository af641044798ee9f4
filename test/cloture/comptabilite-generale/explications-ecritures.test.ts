/**
 * Chaque débit et chaque crédit des modèles, des abonnements, de la provision de change et des à-nouveaux s'explique ;
 * l'arbre se rejoue des cellules brutes du dossier, au centime, et une cellule qui change change le chiffre.
 */
import { Decimal } from 'decimal.js';
import { comptabiliteGenerale } from '../../../src/cloture/comptabilite-generale';
import { pieces } from '../../../src/cloture/comptabilite-generale/pieces';
import { PositionsChange, ProvisionsChange } from '../../../src/cloture/comptabilite-generale/change/tables';
import type { Capacite, CelluleGeneree, Contexte } from '../../../src/cloture/capacite';
import { EcrituresCloture } from '../../../src/cloture/tables-communes';
import { arbre, enEuros, rejouer, type Montant, type Source } from '../../../src/comptabilite';
import type { AnyTable, Ligne } from '../../../src/workbook/table';
import { calculer, contexteDe, placees, SOCLE, type Dossier } from './pieces/atelier';

/** Une cellule telle que le dossier l'écrit ; une écriture de clôture, telle que l'exécution la laisse. */
function lire(dossier: Dossier, { tables }: Contexte) {
  const brut: Dossier = { ...SOCLE, ...dossier };
  return ({ table, ligne, colonne }: Source): Decimal => {
    if (table === EcrituresCloture.nom) {
      const lue = tables.lire(EcrituresCloture).lignes.find(l => l.ligne === ligne)!;
      return new Decimal(enEuros(lue[colonne as 'Debit']));
    }
    const [entete = [], ...lignes] = brut[table]!.split('\n').map(l => l.split(';'));
    const texte = lignes[ligne - 2]?.[entete.indexOf(colonne)];
    if (texte === undefined) throw new Error(`${table}!${colonne}, ligne ${ligne}`);
    return new Decimal(texte === '' ? 0 : texte);
  };
}

interface Dit {
  readonly cle: string;
  readonly compte: string;
  readonly valeur: string;
  readonly sources: ReadonlySet<string>;
}

/** Explique et rejoue chaque montant des écritures de ces modules ; rend ce qu'ils disent. */
function expliquerTout(
  capacite: Capacite,
  dossier: Dossier,
  contexte: Contexte,
  modules: readonly string[],
): Dit[] {
  const lu = lire(dossier, contexte);
  return contexte.tables
    .lire(EcrituresCloture)
    .lignes.filter(l => modules.includes(l.CleGeneration.split('|')[0]!))
    .map(ligne => {
      const colonne = ligne.Debit !== 0 ? 'Debit' : 'Credit';
      const sources = verifier(capacite, contexte, lu, {
        table: EcrituresCloture.nom,
        ligne: ligne as CelluleGeneree['ligne'],
        colonne,
      });
      const valeur = `${colonne} ${enEuros(ligne[colonne]).toFixed(2)}`;
      return { cle: ligne.CleGeneration, compte: ligne.Compte, valeur, sources };
    });
}

/** L'arbre d'une cellule vaut la cellule, et se rejoue ; rend les tables et colonnes dont elle vient. */
function verifier(
  capacite: Capacite,
  contexte: Contexte,
  lu: ReturnType<typeof lire>,
  cellule: CelluleGeneree,
): Set<string> {
  const attendu = arbre.eurosExacts(cellule.ligne[cellule.colonne] as Montant).toFixed(2);
  const explication = capacite.expliquer?.(contexte, cellule);
  const quoi = `${cellule.table} ${String(cellule.ligne['CleGeneration'] ?? cellule.ligne['Poste'])} ${String(cellule.ligne['Compte'])} ${cellule.colonne}`;
  expect([quoi, explication?.valeur.toFixed(2)]).toEqual([quoi, attendu]);
  expect([quoi, rejouer(explication!, lu).toFixed(2)]).toEqual([quoi, attendu]);
  return new Set([...arbre.cellulesDe(explication!)].map(c => `${c.source.table}.${c.source.colonne}`));
}

const MODELES =
  'Modele;Ligne;Compte;Sens;Part;Montant\n' +
  'HONO;1;613;DEBIT;0.3333;\nHONO;2;606400;DEBIT;;12.50\nHONO;3;401;CREDIT;;\n' +
  'PARTAGE;1;613;DEBIT;0.5;\nPARTAGE;2;606100;DEBIT;0.5;\nPARTAGE;3;488;CREDIT;;';
const SAISIES: Dossier = {
  ModelesEcritures: MODELES,
  SaisieEcritures:
    'IdPiece;Ligne;Type;Date;Piece;Libelle;Tiers;Montant;Modele\n' +
    'P1;1;MODELE;2026-11-12;M-1;Honoraires;F1;1000.01;HONO\n' +
    'P1;2;MODELE;2026-11-12;M-1;Honoraires;F1;50.00;PARTAGE',
  Abonnements:
    'IdAbonnement;Libelle;Mode;Montant;Periodicite;Debut;Fin;Modele\nEAU;Eau;ETALE;100.00;MENSUELLE;2026-11-01;2027-01-31;PARTAGE',
};

test('un modèle : chaque ligne dit sa part, son montant fixe ou ce qui équilibre', () => {
  const { ensuite } = calculer(pieces, contexteDe(SAISIES));
  const dits = expliquerTout(pieces, SAISIES, ensuite, ['SAISIE', 'ABONNEMENT']);
  expect(dits.map(d => `${d.cle.split('|')[0]} ${d.compte} ${d.valeur}`)).toEqual([
    // 1 000,01 × 0,3333 = 333,303… ; 333,30 + 12,50 = 345,80.
    'SAISIE 613 Debit 333.30',
    'SAISIE 606400 Debit 12.50',
    'SAISIE 401 Credit 345.80',
    'SAISIE 613 Debit 25.00',
    'SAISIE 606100 Debit 25.00',
    'SAISIE 488 Credit 50.00',
    // 100,00 sur trois mois : 33,33 ; la moitié, 16,665, s'arrondit à 16,67 (domaine §0.1).
    'ABONNEMENT 613 Debit 16.67',
    'ABONNEMENT 606100 Debit 16.67',
    'ABONNEMENT 488 Credit 33.34',
  ]);
  expect([...dits[0]!.sources].sort()).toEqual(['ModelesEcritures.Part', 'SaisieEcritures.Montant']);
  expect([...dits[1]!.sources]).toEqual(['ModelesEcritures.Montant']);
  expect([...dits[6]!.sources].sort()).toEqual(['Abonnements.Montant', 'ModelesEcritures.Part']);
});

const ECRITURES =
  'Exercice;Journal;EcritureNum;Ligne;DateEcriture;Compte;Tiers;Piece;DatePiece;Libelle;Debit;Credit;Devise;MontantDevise;DateEcheance';
/** T-FX-01, un emprunt en devise, et une provision commerciale de 100 déjà au compte. */
const CHANGE: Dossier = {
  Ecritures: [
    ECRITURES,
    '2026;VT;1;1;2026-11-05;411;C1;F1;2026-11-05;V;9090.91;0;USD;10000;2026-12-20',
    '2026;VT;1;2;2026-11-05;706;;F1;2026-11-05;V;0;9090.91;;;',
    '2026;AC;1;1;2026-11-06;613;;A1;2026-11-06;A;4464.29;0;;;',
    '2026;AC;1;2;2026-11-06;401;F1;A1;2026-11-06;A;0;4464.29;USD;5000;2026-12-20',
    '2026;BQ;1;1;2026-11-07;512;;E1;2026-11-07;E;800.00;0;;;',
    '2026;BQ;1;2;2026-11-07;164;;E1;2026-11-07;E;0;800.00;CHF;1000;2026-12-31',
    '2026;OD;1;1;2026-11-08;6815;;D1;2026-11-08;D;100;0;;;',
    '2026;OD;1;2;2026-11-08;1515;;D1;2026-11-08;D;0;100;;;',
  ].join('\n'),
  TauxChange: 'Devise;Date;Taux;Type\nUSD;2026-11-30;1.16;CLOTURE\nCHF;2026-11-30;0.95;CLOTURE',
};
const avecGlobale = (dossier: Dossier): Dossier => ({
  ...dossier,
  Parametres: 'Cle;Valeur\nDateArrete;2026-11-30\nPositionGlobaleChange;O',
});
const COUVERT: Dossier = {
  ...CHANGE,
  CouverturesChange: 'IdCouverture;Tiers;Piece;Devise;MontantDevise\nH1;C1;F1;USD;4000',
};

test.each([
  // T-FX-01 : perte 470,22 ; emprunt : 1 000 ÷ 0,95 = 1 052,63, perte 252,63.
  ['sans position globale', CHANGE, { COMMERCIAL: 370.22, FINANCIER: 252.63 }],
  ['en position globale', avecGlobale(CHANGE), { COMMERCIAL: 216.27, FINANCIER: 252.63 }],
  // 470,22 × 6 000 ÷ 10 000 = 282,13 ; moins 100 déjà provisionnés.
  ['avec une couverture', COUVERT, { COMMERCIAL: 182.13, FINANCIER: 252.63 }],
])(
  'la provision de change, %s : postes, pertes, requis et ajustement se rejouent',
  (_, dossier, attendus) => {
    const { ensuite } = calculer(comptabiliteGenerale, contexteDe(dossier));
    const dits = expliquerTout(comptabiliteGenerale, dossier, ensuite, ['PROVCHANGE']);
    expect(dits.map(d => [d.cle.split('|')[2], d.valeur])).toEqual(
      Object.entries(attendus).flatMap(([nature, m]) => [
        [nature, `Debit ${m.toFixed(2)}`],
        [nature, `Credit ${m.toFixed(2)}`],
      ]),
    );
    expect([...dits[0]!.sources].sort()).toEqual([
      ...(dossier === COUVERT ? ['CouverturesChange.MontantDevise'] : []),
      'Ecritures.Credit',
      'Ecritures.Debit',
      'Ecritures.MontantDevise',
      'TauxChange.Taux',
    ]);
    const lu = lire(dossier, ensuite);
    const colonnes: [AnyTable, string[]][] = [
      [PositionsChange, ['MontantDevise', 'ValeurComptable', 'ValeurCloture', 'Ecart', 'EcartAProvisionner']],
      [ProvisionsChange, ['Pertes', 'Gains', 'Requis']],
    ];
    for (const [table, noms] of colonnes)
      for (const ligne of ensuite.tables.lire(table).lignes as Ligne<AnyTable>[])
        for (const colonne of noms)
          verifier(comptabiliteGenerale, ensuite, lu, { table: table.nom, ligne, colonne });
  },
);

test('deux natures en position globale se partagent l’excédent, et le partage s’explique', () => {
  // Une perte financière et une perte commerciale en USD, un gain commercial : l'excédent se partage selon les pertes.
  const lignes = [
    '2026;BQ;2;1;2026-11-07;512;;E2;2026-11-07;E;0;900.00;;;',
    '2026;BQ;2;2;2026-11-07;276;;E2;2026-11-07;E;900.00;0;USD;1000;2026-12-31',
  ];
  const dossier = avecGlobale({ ...CHANGE, Ecritures: `${CHANGE['Ecritures']}\n${lignes.join('\n')}` });
  const { ensuite } = calculer(comptabiliteGenerale, contexteDe(dossier));
  const requis = ensuite.tables.lire(ProvisionsChange).lignes.filter(l => l.Devise === 'USD');
  // Pertes 470,22 et 900 − 862,07 = 37,93 ; gain 153,95 ; excédent 354,20, dont 354,20 × 470,22 ÷ 508,15 = 327,76.
  expect(requis.map(l => [l.Nature, enEuros(l.Requis!)])).toEqual([
    ['COMMERCIAL', 327.76],
    ['FINANCIER', 26.44],
  ]);
  for (const ligne of requis)
    verifier(comptabiliteGenerale, ensuite, lire(dossier, ensuite), {
      table: ProvisionsChange.nom,
      ligne: ligne as Ligne<AnyTable>,
      colonne: 'Requis',
    });
});

/** 2026 : capital, vente à demi encaissée, loyer, un acompte lettré ; bénéfice 250. */
const ANNEE: Dossier = {
  Periodes: 'Periode;Exercice;Etat\n2026-12;2026;OUVERTE\n2027-01;2027;OUVERTE\n2027-02;2027;OUVERTE',
  Ecritures: [
    ECRITURES,
    '2026;OD;1;1;2026-01-02;512;;P1;2026-01-02;L;1000;0;;;',
    '2026;OD;1;2;2026-01-02;101;;P1;2026-01-02;L;0;1000;;;',
    '2026;OD;2;1;2026-11-05;411;C1;F1;2026-11-05;L;600;0;;;2027-01-31',
    '2026;OD;2;2;2026-11-05;706;;F1;2026-11-05;L;0;500;;;',
    '2026;OD;2;3;2026-11-05;44571;;F1;2026-11-05;L;0;100;;;',
    '2026;OD;3;1;2026-11-25;512;;F1;2026-11-25;L;200;0;;;',
    '2026;OD;3;2;2026-11-25;411;C1;F1;2026-11-25;L;0;200;;;',
    '2026;OD;4;1;2026-11-28;613;;P4;2026-11-28;L;250;0;;;',
    '2026;OD;4;2;2026-11-28;512;;P4;2026-11-28;L;0;250;;;',
    '2026;OD;5;1;2026-11-29;411;;P5;2026-11-29;L;30;0;;;',
    '2026;OD;5;2;2026-11-29;512;;P5;2026-11-29;L;0;30;;;',
  ].join('\n'),
};
const ATTENDUS = [
  '101 Credit 1000.00',
  '120 Credit 250.00',
  '411 Debit 30.00',
  '411 C1 Debit 400.00',
  '44571 Credit 100.00',
  '512 Debit 920.00',
];
const enTextes = (contexte: Contexte, module: string) =>
  contexte.tables
    .lire(EcrituresCloture)
    .lignes.filter(l => l.CleGeneration.startsWith(`${module}|`))
    .map(l =>
      [
        l.Compte,
        l.Tiers,
        l.Debit !== 0 ? `Debit ${enEuros(l.Debit).toFixed(2)}` : `Credit ${enEuros(l.Credit).toFixed(2)}`,
      ]
        .filter(x => x !== undefined)
        .join(' '),
    );

test.each([
  ['AN_SUIVANT', comptabiliteGenerale, '2026-12-31'],
  ['AN_PROVISOIRE', pieces, '2027-01-31'],
] as const)(
  '%s : soldes, postes de tiers et résultat s’expliquent par les écritures',
  (module, capacite, arrete) => {
    const { ensuite } = calculer(capacite, contexteDe(ANNEE, arrete));
    expect(enTextes(ensuite, module).sort()).toEqual([...ATTENDUS].sort());
    const dits = expliquerTout(capacite, ANNEE, ensuite, [module]);
    expect(dits).toHaveLength(ATTENDUS.length);
  },
);

test('les à-nouveaux d’un exercice en devise : la réévaluation reprise à part s’explique aussi', () => {
  const dossier: Dossier = {
    ...ANNEE,
    ...CHANGE,
    TauxChange: 'Devise;Date;Taux;Type\nUSD;2026-12-31;1.16;CLOTURE\nCHF;2026-12-31;0.95;CLOTURE',
  };
  const premier = calculer(comptabiliteGenerale, contexteDe(dossier, '2026-12-31')).ensuite;
  const suite = { ...contexteDe(dossier, '2027-01-31'), tables: placees(premier).tables };
  const ensuite = placees(calculer(pieces, suite).ensuite);
  const dits = expliquerTout(pieces, dossier, ensuite, ['AN_PROVISOIRE']);
  expect(dits.some(d => d.cle.includes('~CHANGE'))).toBe(true);
  expect(dits.length).toBeGreaterThan(8);
});

test('deux exercices non repris : le résultat d’avant s’explique à part, au 120', () => {
  const dossier: Dossier = {
    ...ANNEE,
    Exercices:
      'Exercice;DateDebut;DateFin;Referentiel\n2025;2025-01-01;2025-12-31;PCG2025\n2026;2026-01-01;2026-12-31;PCG2025\n2027;2027-01-01;2027-12-31;PCG2025',
    Ecritures: `${ANNEE['Ecritures']}\n2025;OD;1;1;2025-03-02;512;;Q1;2025-03-02;L;70;0;;;\n2025;OD;1;2;2025-03-02;706;;Q1;2025-03-02;L;0;70;;;`,
  };
  const { ensuite } = calculer(comptabiliteGenerale, contexteDe(dossier, '2026-12-31'));
  expect(enTextes(ensuite, 'AN_SUIVANT')).toContain('120 Credit 320.00');
  expliquerTout(comptabiliteGenerale, dossier, ensuite, ['AN_SUIVANT']);
});

test('une cellule de l’arbre changée change l’à-nouveau d’autant ; un livre faux ne se reprend pas', () => {
  const banque = (dossier: Dossier) => {
    const { ensuite } = calculer(comptabiliteGenerale, contexteDe(dossier, '2026-12-31'));
    return enTextes(ensuite, 'AN_SUIVANT').find(t => t.startsWith('512'));
  };
  const changer = (de: string, a: string): Dossier => ({
    ...ANNEE,
    Ecritures: ANNEE['Ecritures']!.replaceAll(de, a),
  });
  expect(banque(ANNEE)).toBe('512 Debit 920.00');
  expect(banque(changer(';250;', ';251;'))).toBe('512 Debit 919.00');
  expect(banque(changer(';500;', ';501;'))).toBe(undefined);
});
