/**
 * Les cas de référence des immobilisations dans un vrai fichier : CSV saisis à la française, classeur fabriqué, clos par
 * la commande, relu par le vérificateur indépendant, et les mêmes chiffres par `npm run formule`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lignesDe } from '../xlsx/lignes';
import { verifier } from '../xlsx/verificateur';
import { lancer } from './lancer';

let dossier: string;
beforeAll(() => (dossier = mkdtempSync(join(tmpdir(), 'immobilisations-'))));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

/** Fabrique un classeur depuis des CSV : point-virgule, décimales à virgule, dates jour d'abord. */
function fabriquer(nom: string, csv: Readonly<Record<string, string>>) {
  const source = join(dossier, nom);
  mkdirSync(source);
  for (const [table, texte] of Object.entries(csv))
    writeFileSync(join(source, `${table}.csv`), `${texte.trim()}\n`);
  return lancer(dossier, 'classeur', ['--depuis', nom, '--sortie', `${nom}.xlsx`]);
}

function clore(entree: string, arrete: string, sortie: string) {
  const args = [entree, '--arrete', arrete, '--modules', 'immobilisations', '--sortie', sortie, '--json'];
  const { code, sortie: json, erreur } = lancer(dossier, 'cloture', args);
  if (code !== 0) throw new Error(`${json}\n${erreur}`);
  expect(verifier(new Uint8Array(readFileSync(join(dossier, sortie))))).toEqual([]);
}

/** Les lignes d'une feuille du fichier écrit. */
const lignes = (fichier: string, nom: string) =>
  lignesDe(new Uint8Array(readFileSync(join(dossier, fichier))), nom);

const annuites = (fichier: string, bien: string, colonne: string) =>
  lignes(fichier, "Plan d'amortissement")
    .filter(l => l['N° immobilisation'] === bien)
    .map(l => Number(l[colonne]));

const ecritures = (fichier: string, arrete: string) =>
  lignes(fichier, 'Ecritures de clôture')
    .filter(l => Object.values(l).some(v => v.includes(`|${arrete}|`)))
    .map(l => `${l['Compte']} ${Number(l['Débit'] ?? 0) - Number(l['Crédit'] ?? 0)}`);

const CATEGORIES = `
Catégorie;Libellé;Type;Compte;Compte d'amortissement;Compte de dotation
INFO;Matériel informatique;CORPORELLE;2183;28183;68112`;
const ENTETE =
  "N° immobilisation;Libellé;Catégorie;Type;Date d'acquisition;Mise en service;Valeur brute;Durée (mois);Mode fiscal;Immobilisation principale;Date de reprise;Cumul repris;Date de sortie;Type de sortie;Prix de cession HT";

const CIVIL = {
  Exercices: `
Exercice;DateDebut;DateFin;Referentiel;Cloture
2025;01/01/2025;31/12/2025;PCG2025;O
2026;01/01/2026;31/12/2026;PCG2025;N
2027;01/01/2027;31/12/2027;PCG2025;N`,
  Periodes: `
Periode;Exercice;Etat
2026-12;2026;OUVERTE
2027-10;2027;OUVERTE`,
  CategoriesImmo: CATEGORIES,
  PlanVersions: `
N° immobilisation;Date d'effet;Base restante;Durée restante (mois);Mode
INF-0006;01/07/2026;7 000,00;66;LINEAIRE`,
  Immobilisations: `
${ENTETE}
INF-0001;Serveur;INFO;CORPORELLE;12/05/2026;12/05/2026;12 000,00;36;;;;;20/10/2027;CESSION;7 500,00
INF-0002;Presse à découper;INFO;CORPORELLE;14/09/2026;14/09/2026;50 000,00;60;Dégressif;;;;;;
INF-0003;Ligne d'assemblage;INFO;CORPORELLE;15/01/2026;15/01/2026;24 000,00;96;Dégressif;;;;;;
INF-0004;Structure;INFO;CORPORELLE;14/09/2026;14/09/2026;80 000,00;120;;;;;;;
INF-0005;Composant;INFO;CORPORELLE;14/09/2026;14/09/2026;20 000,00;48;;INF-0004;;;;;
INF-0006;Révisée;INFO;CORPORELLE;01/01/2025;01/01/2025;10 000,00;60;;;;;;;
INF-0007;Reprise;INFO;CORPORELLE;01/03/2024;01/03/2024;9 000,00;36;;;31/12/2025;5 400,00;;;
INF-0008;Le jour même;INFO;CORPORELLE;14/12/2026;14/12/2026;1 080,00;36;;;;;14/12/2026;REBUT;
INF-0009;Amorti en un an;INFO;CORPORELLE;01/01/2026;01/01/2026;1 200,00;12;;;;;;;`,
};

describe('T-IMM-01 à 07, §16.5 et §16.6, dans le fichier écrit', () => {
  beforeAll(() => {
    const { code, erreur } = fabriquer('civil', CIVIL);
    if (code !== 0) throw new Error(erreur);
    clore('civil.xlsx', '2026-12-31', 'decembre.xlsx');
    clore('decembre.xlsx', '2027-10-31', 'octobre.xlsx');
  });

  test('les plans, exercice par exercice (domaine §3)', () => {
    const plan = (bien: string, colonne = 'Dotation économique') => annuites('decembre.xlsx', bien, colonne);
    expect(plan('INF-0001')).toEqual([2544.44, 3222.23]);
    expect(plan('INF-0002', 'Dotation fiscale')).toEqual([5833.33, 15458.33, 10047.92, 9330.21, 9330.21, 0]);
    expect(plan('INF-0002', 'Solde du 145')).toEqual([2861.11, 8319.44, 8367.36, 7697.57, 7027.78, 0]);
    expect(plan('INF-0003', 'Dotation fiscale').slice(0, 8)).toEqual([
      6750, 4851.56, 3487.06, 2506.33, 1801.42, 1534.54, 1534.55, 1534.54,
    ]);
    expect([plan('INF-0004')[0], plan('INF-0005')[0]]).toEqual([2377.78, 1486.11]);
    expect(plan('INF-0006').slice(0, 3)).toEqual([2000, 1636.36, 1272.73]);
    expect(plan('INF-0007')[0]).toBe(3085.71);
  });

  test('§16.5 : amorti et encore utilisé, dotation 0, il reste au brut', () => {
    expect(annuites('decembre.xlsx', 'INF-0009', 'Dotation économique')).toEqual([1200]);
    const [bien] = lignes('octobre.xlsx', 'Dotations du mois').filter(
      l => l['N° immobilisation'] === 'INF-0009',
    );
    const lus = ['Valeur brute', 'Année', 'Période', 'Cumul', 'VNC'].map(c => Number(bien?.[c]));
    expect(lus).toEqual([1200, 0, 0, 1200, 0]);
    // 206 200 au 31/12/2026 (INF-0008 sorti), moins les 12 000 vendus en octobre.
    const [annexe] = lignes('octobre.xlsx', 'Tableau des immobilisations').filter(
      l => l['Compte'] === '2183',
    );
    expect(['Brut N-1', 'Sorties', 'Brut N'].map(c => Number(annexe?.[c]))).toEqual([206200, 12000, 194200]);
  });

  test('§16.6 : sortie le jour de la mise en service, un jour de dotation puis la VNC', () => {
    // 1 080,00 sur 1 080 jours : 1,00 par jour.
    expect(ecritures('decembre.xlsx', '2026-12-31')).toEqual(
      expect.arrayContaining(['68112 1', '28183 -1', '28183 1', '657 1079', '2183 -1080']),
    );
  });

  test('T-IMM-07 : la cession du 20/10/2027, ligne à ligne', () => {
    expect(ecritures('octobre.xlsx', '2027-10-31')).toEqual(
      expect.arrayContaining([
        '68112 3222.23',
        '28183 -3222.23',
        '28183 5766.67',
        '657 6233.33',
        '2183 -12000',
        '462 9000',
        '757 -7500',
        '44571 -1500',
      ]),
    );
  });

  test('les mêmes chiffres par npm run formule, AMORT.* et IMMO.*', () => {
    const figures: readonly [string, number][] = [
      ['=AMORT.LINEAIRE(12000,36,DATE(2026,5,12),DATE(2026,11,1),DATE(2026,11,30))', 333.33],
      ['=AMORT.LINEAIRE(12000,36,DATE(2026,5,12),DATE(2026,1,1),DATE(2026,12,31),0,"ANNUEL_365")', 2564.38],
      ['=AMORT.LINEAIRE(12000,36,DATE(2026,5,12),DATE(2026,1,1),DATE(2026,12,31),0,"REEL_TOTAL")', 2562.04],
      ['=AMORT.LINEAIRE(20000,36,DATE(2026,5,12),DATE(2026,1,1),DATE(2026,12,31),5000)', 3180.56],
      ['=AMORT.DEGRESSIF(50000,60,DATE(2026,9,14),DATE(2027,1,1),DATE(2027,12,31))', 15458.33],
      ['=AMORT.DEGRESSIF(24000,96,DATE(2026,1,15),DATE(2031,1,1),DATE(2031,12,31))', 1534.54],
      ['=AMORT.DEGRESSIF(10000,60,DATE(2026,4,15),DATE(2026,1,1),DATE(2026,12,31))', 2625],
      [
        '=AMORT.DEROGATOIRE(50000,60,DATE(2026,9,14),DATE(2026,9,14),DATE(2026,1,1),DATE(2026,12,31))',
        2861.11,
      ],
      ['=AMORT.VNC(12000,36,DATE(2026,5,12),DATE(2027,12,31))', 5455.56],
      ['=IMMO.DOTATION("INF-0001",DATE(2027,1,1),DATE(2027,10,20))', 3222.23],
      ['=IMMO.CUMUL("INF-0002",DATE(2026,12,31))', 2972.22],
      ['=IMMO.DOTATION("INF-0006",DATE(2026,7,1),DATE(2026,12,31))', 636.36],
      ['=IMMO.DOTATION("INF-0007",DATE(2026,1,1),DATE(2026,12,31))', 3085.71],
      ['=IMMO.VNC("INF-0008",DATE(2026,12,31))', 0],
      // §16.3 : exercices de 15 puis 5 mois ; §16.4 : mises en service un 29/02, un 31, un 30 ; §16.5 : amorti.
      ['=AMORT.DEGRESSIF(50000,60,DATE(2025,10,15),DATE(2025,10,1),DATE(2026,12,31))', 21875],
      ['=AMORT.LINEAIRE(12000,36,DATE(2026,5,12),DATE(2027,1,1),DATE(2027,5,31))', 1666.67],
      ['=AMORT.LINEAIRE(3600,36,DATE(2024,2,29),DATE(2024,2,29),DATE(2024,2,29))', 6.67],
      ['=AMORT.LINEAIRE(3600,36,DATE(2025,1,31),DATE(2025,1,31),DATE(2025,2,28))', 103.33],
      ['=AMORT.LINEAIRE(3600,36,DATE(2025,11,30),DATE(2025,11,30),DATE(2026,2,28))', 303.33],
      ['=IMMO.DOTATION("INF-0009",DATE(2027,1,1),DATE(2027,10,31))', 0],
      ['=IMMO.CUMUL("INF-0009",DATE(2027,10,31))', 1200],
      ['=AMORT.LINEAIRE(3600,36,DATE(2024,2,29),DATE(2026,2,1),DATE(2026,2,28))', 100],
      ['=AMORT.LINEAIRE(3600,36,DATE(2020,1,31),DATE(2026,1,1),DATE(2026,12,31))', 0],
    ];
    const { code, sortie } = lancer(
      dossier,
      'formule',
      ['--classeur', 'decembre.xlsx', '--stdin'],
      figures.map(([f]) => f).join('\n'),
    );
    const lues = sortie
      .split('\n')
      .filter(Boolean)
      .map(l => JSON.parse(l) as { formule: string; valeur: number });
    expect(lues.map(l => [l.formule, l.valeur])).toEqual(figures);
    expect(code).toBe(0);
  });
});

test.each([
  [
    '§16.1 : exercice ouvert le 01/07/2024, cession du 15/03/2025',
    '01/07/2024',
    '30/06/2025',
    '675',
    '775',
    'PCG2014',
  ],
  [
    '§16.2 : exercice ouvert le 01/02/2025, cession du 15/03/2025',
    '01/02/2025',
    '31/01/2026',
    '657',
    '757',
    'PCG2025',
  ],
])('%s', (_, debut, fin, vnc, prix, referentiel) => {
  const cas = `cas-${vnc}`;
  fabriquer(cas, {
    Exercices: `Exercice;DateDebut;DateFin;Referentiel;Cloture\nX;${debut};${fin};${referentiel};N`,
    Periodes: 'Periode;Exercice;Etat\n2025-03;X;OUVERTE',
    CategoriesImmo: CATEGORIES,
    Immobilisations: `${ENTETE}\nINF-0001;Serveur;INFO;CORPORELLE;01/02/2025;01/02/2025;3 600,00;36;;;;;15/03/2025;CESSION;1 000,00`,
  });
  clore(`${cas}.xlsx`, '2025-03-31', `${cas}-clos.xlsx`);
  // N360(01/02/2025 ; 15/03/2025) = 45 : 3 600 × 45/1 080 = 150,00.
  expect(ecritures(`${cas}-clos.xlsx`, '2025-03-31')).toEqual(
    expect.arrayContaining([`${vnc} 3450`, `${prix} -1000`, '462 1200', '44571 -200', '68112 150']),
  );
});

const exercices = (...dates: readonly [string, string][]) =>
  [
    'Exercice;DateDebut;DateFin;Referentiel;Cloture',
    ...dates.map(([debut, fin]) => `${fin.slice(-4)}-${fin.slice(3, 5)};${debut};${fin};PCG2025;N`),
  ].join('\n');

test('§16.3 : premier exercice de 15 mois, puis un de 5 ; le linéaire n’en dépend pas', () => {
  fabriquer('longueurs', {
    Exercices: exercices(
      ['01/10/2025', '31/12/2026'],
      ['01/01/2027', '31/05/2027'],
      ['01/06/2027', '31/05/2028'],
      ['01/06/2028', '31/05/2029'],
      ['01/06/2029', '31/05/2030'],
      ['01/06/2030', '31/05/2031'],
    ),
    Periodes: 'Periode;Exercice;Etat\n2026-12;2026-12;OUVERTE',
    CategoriesImmo: CATEGORIES,
    Immobilisations: `${ENTETE}
INF-0001;Serveur;INFO;CORPORELLE;12/05/2026;12/05/2026;12 000,00;36;;;;;;;
INF-0002;Presse;INFO;CORPORELLE;15/10/2025;15/10/2025;50 000,00;60;Dégressif;;;;;;`,
  });
  clore('longueurs.xlsx', '2026-12-31', 'longueurs-clos.xlsx');
  const plan = (bien: string, colonne: string) => annuites('longueurs-clos.xlsx', bien, colonne);
  // 229, 379, 739 puis 1 080 jours sur 1 080.
  expect(plan('INF-0001', 'Dotation économique')).toEqual([2544.44, 1666.67, 4000, 3788.89]);
  // 35 % × 15/12, puis 35 % × 5/12, 35 % (restent 40 mois, 30 %), 12/28, 12/16, et les 4 mois qui restent.
  expect(plan('INF-0002', 'Dotation fiscale')).toEqual([21875, 4101.56, 8408.2, 6692.25, 6692.24, 2230.75]);
  // N360(15/10/2025 ; 31/12/2026) = 436 : 50 000 × 436/1 800 = 12 111,11, et 21 875,00 − 12 111,11 au 145.
  expect(plan('INF-0002', 'Solde du 145')[0]).toBe(9763.89);
  expect(ecritures('longueurs-clos.xlsx', '2026-12-31')).toEqual(
    expect.arrayContaining(['68112 14655.55', '28183 -14655.55', '145 -9763.89']),
  );
});

test('§16.4 : mises en service un 29/02, un 31 et un 30, exercices clos fin février', () => {
  fabriquer('fevrier', {
    Exercices: exercices(
      ['01/03/2023', '29/02/2024'],
      ['01/03/2024', '28/02/2025'],
      ['01/03/2025', '28/02/2026'],
      ['01/03/2026', '28/02/2027'],
      ['01/03/2027', '29/02/2028'],
      ['01/03/2028', '28/02/2029'],
    ),
    Periodes: 'Periode;Exercice;Etat\n2026-02;2026-02;OUVERTE',
    CategoriesImmo: CATEGORIES,
    Immobilisations: `${ENTETE}
INF-0001;Un 29 février;INFO;CORPORELLE;29/02/2024;29/02/2024;3 600,00;36;;;;;;;
INF-0002;Un 31;INFO;CORPORELLE;31/01/2025;31/01/2025;3 600,00;36;;;;;;;
INF-0003;Un 30;INFO;CORPORELLE;30/11/2025;30/11/2025;3 600,00;36;;;;;;;`,
  });
  clore('fevrier.xlsx', '2026-02-28', 'fevrier-clos.xlsx');
  const plan = (bien: string) => annuites('fevrier-clos.xlsx', bien, 'Dotation économique');
  // Fin février compte pour le 30 : 2, 362, 722 jours ; 31, 391, 751 ; 91, 451, 811 ; puis 1 080 sur 1 080.
  expect(plan('INF-0001')).toEqual([6.67, 1200, 1200, 1193.33]);
  expect(plan('INF-0002')).toEqual([103.33, 1200, 1200, 1096.67]);
  expect(plan('INF-0003')).toEqual([303.33, 1200, 1200, 896.67]);
  // 2 406,67 + 1 303,33 + 303,33.
  expect(ecritures('fevrier-clos.xlsx', '2026-02-28')).toEqual(
    expect.arrayContaining(['68112 4013.33', '28183 -4013.33']),
  );
});

test('un import fautif dit ses erreurs ligne par ligne, et ne fabrique rien', () => {
  const { code, erreur, sortie } = fabriquer('fautif', {
    ...CIVIL,
    Immobilisations: `
${ENTETE}
INF-0001;Écran;INFO;CORPORELLE;12/05/2026;12/05/2026;1 200,50;36;;;;;;;
INF-0002;Clé;INFO;CORPORELLE;31/02/2026;12/05/2026;douze;36;;;;;;;
INF-0001;Doublon;INFO;CORPORELLE;12/05/2026;12/05/2026;10,00;36;;;;;;;`,
  });
  const dit = `${sortie}${erreur}`;
  expect(code).toBe(1);
  expect(dit).toMatch(/ligne 3.*Date d'acquisition|Date d'acquisition.*ligne 3/);
  expect(dit).toMatch(/ligne 3.*Valeur brute|Valeur brute.*ligne 3/);
  expect(dit).toMatch(/INF-0001/);
});
