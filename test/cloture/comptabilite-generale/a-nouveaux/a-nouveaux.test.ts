import * as fc from 'fast-check';
import { comptabiliteGenerale } from '../../../../src/cloture/comptabilite-generale';
import { pieces } from '../../../../src/cloture/comptabilite-generale/pieces';
import type { Contexte } from '../../../../src/cloture/contexte';
import { EcrituresCloture, Ecritures } from '../../../../src/cloture/tables-communes';
import { GrandLivre } from '../../../../src/cloture/tables-communes/grand-livre';
import { versIso, type Ecriture } from '../../../../src/comptabilite';
import {
  calculer,
  codes,
  contexteDe,
  euros,
  le,
  passerComptabilite,
  passerPieces,
  type Dossier,
} from '../pieces/atelier';

const ENTETE =
  'Exercice;Journal;EcritureNum;Ligne;DateEcriture;Compte;Tiers;Piece;DatePiece;Libelle;Debit;Credit;Devise;MontantDevise;DateEcheance;Lettrage;DateLettrage';
const livre = (...lignes: string[]): Dossier => ({ Ecritures: [ENTETE, ...lignes].join('\n') });
const ligne = (
  num: number,
  n: number,
  date: string,
  compte: string,
  solde: number,
  suite: { tiers?: string; piece?: string; lettrage?: string; le?: string; echeance?: string } = {},
) =>
  [
    date.slice(0, 4),
    'OD',
    num,
    n,
    date,
    compte,
    suite.tiers ?? '',
    suite.piece ?? `P${num}`,
    date,
    'L',
    solde > 0 ? solde.toFixed(2) : '0',
    solde < 0 ? (-solde).toFixed(2) : '0',
    '',
    '',
    suite.echeance ?? '',
    suite.lettrage ?? '',
    suite.le ?? '',
  ].join(';');

/** 2026 : un capital de 1 000, une vente de 600 encaissée à moitié, un loyer de 250 payé : bénéfice 250. */
const ANNEE = livre(
  ligne(1, 1, '2026-01-02', '512', 1000),
  ligne(1, 2, '2026-01-02', '101', -1000),
  ligne(2, 1, '2026-11-05', '411', 600, { tiers: 'C1', piece: 'F1', echeance: '2027-01-31' }),
  ligne(2, 2, '2026-11-05', '706', -500),
  ligne(2, 3, '2026-11-05', '44571', -100),
  ligne(3, 1, '2026-11-20', '411', 240, { tiers: 'C1', piece: 'F2', lettrage: 'A', le: '2026-11-25' }),
  ligne(3, 2, '2026-11-20', '706', -240),
  ligne(4, 1, '2026-11-25', '512', 240),
  ligne(4, 2, '2026-11-25', '411', -240, { tiers: 'C1', piece: 'R2', lettrage: 'A', le: '2026-11-25' }),
  ligne(5, 1, '2026-11-28', '613', 490),
  ligne(5, 2, '2026-11-28', '512', -490),
);
const OUVERT_2027: Dossier = {
  Periodes: 'Periode;Exercice;Etat\n2026-12;2026;OUVERTE\n2027-01;2027;OUVERTE\n2027-02;2027;OUVERTE',
};

const enLignes = (e: Ecriture | undefined) =>
  e?.lignes.map(l =>
    [l.compte, l.tiers ?? '', l.piece ?? '', euros(l.debit - l.credit)].join(' ').replace(/ +/g, ' '),
  );

describe('au dernier arrêté de l’exercice', () => {
  test('une ligne par compte, une par poste ouvert d’un tiers, le résultat au 120 ; provisoires', () => {
    const { resultat } = passerComptabilite({ ...ANNEE, ...OUVERT_2027 }, '2026-12-31');
    const [e] = resultat.ecritures;
    expect(enLignes(e)).toEqual([
      '101 -1000.00',
      '120 -250.00',
      '411 C1 F1 600.00',
      '44571 -100.00',
      '512 750.00',
    ]);
    expect([e!.cle, e!.journal, e!.origine, versIso(e!.date), e!.libelle]).toEqual([
      'AN_SUIVANT|2027-01-01|2027|ARRETE',
      'AN',
      'AN',
      '2027-01-01',
      'À-nouveaux provisoires 2027',
    ]);
    expect(e!.lignes.find(l => l.compte === '411')).toMatchObject({
      echeance: le('2027-01-31'),
      datePiece: le('2026-11-05'),
    });
    expect(resultat.ecritures).toHaveLength(1);
  });
  test('une perte va au 129', () => {
    const perte = livre(ligne(1, 1, '2026-11-28', '613', 490), ligne(1, 2, '2026-11-28', '512', -490));
    expect(
      enLignes(passerComptabilite({ ...perte, ...OUVERT_2027 }, '2026-12-31').resultat.ecritures[0]),
    ).toEqual(['129 490.00', '512 -490.00']);
  });
  test('au milieu de l’exercice, rien ; ANouveaux = NON, rien', () => {
    expect(passerComptabilite(ANNEE).resultat.ecritures).toEqual([]);
    const non = { ...ANNEE, ...OUVERT_2027, Parametres: 'Cle;Valeur\nDateArrete;2026-12-31\nANouveaux;NON' };
    expect(passerComptabilite(non, '2026-12-31').resultat.ecritures).toEqual([]);
  });
});

const janvier = (c: Contexte): Contexte => ({ ...c, arrete: le('2027-01-31') });

describe('dans le nouvel exercice', () => {
  test('les pièces de janvier les reprennent une fois, provisoires puis définitifs, aux mêmes lignes', () => {
    const decembre = passerComptabilite({ ...ANNEE, ...OUVERT_2027 }, '2026-12-31');
    const provisoires = calculer(pieces, janvier(decembre.ensuite));
    expect(provisoires.resultat.ecritures.map(e => e.cle)).toEqual(['AN_PROVISOIRE|2027-01-01|2027|ARRETE']);
    expect(enLignes(provisoires.resultat.ecritures[0])).toEqual(enLignes(decembre.resultat.ecritures[0]));
    const lignes = provisoires.ensuite.tables.lire(EcrituresCloture).lignes;
    expect([...new Set(lignes.map(l => l.CleGeneration))]).toEqual(['AN_PROVISOIRE|2027-01-01|2027|ARRETE']);
    // Relancer ne double rien.
    const encore = calculer(pieces, provisoires.ensuite);
    expect(encore.resultat.ecritures).toEqual(provisoires.resultat.ecritures);
    expect(encore.ensuite.tables.lire(EcrituresCloture).lignes).toHaveLength(lignes.length);
  });
  test('le dernier mois fermé les rend définitifs', () => {
    const { resultat } = passerPieces(
      { ...ANNEE, Periodes: OUVERT_2027['Periodes']!.replace('2026-12;2026;OUVERTE', '2026-12;2026;FERMEE') },
      '2027-01-31',
    );
    expect(resultat.ecritures.map(e => [e.cle, e.libelle])).toEqual([
      ['AN|2027-01-01|2027|ARRETE', 'À-nouveaux 2027'],
    ]);
  });
  const IMPORTES = (banque: string) =>
    livre(
      ...ANNEE['Ecritures']!.split('\n').slice(1),
      `2027;AN;1;1;2027-01-01;512;;AN;2027-01-01;AN;${banque};0;;;;;`,
      `2027;AN;1;2;2027-01-01;411;C1;F1;2027-01-01;AN;600;0;;;;;`,
      `2027;AN;1;3;2027-01-01;101;;AN;2027-01-01;AN;0;1000;;;;;`,
      `2027;AN;1;4;2027-01-01;44571;;AN;2027-01-01;AN;0;100;;;;;`,
      `2027;AN;1;5;2027-01-01;120;;AN;2027-01-01;AN;0;250;;;;;`,
    );
  test('importés, ils ne se refont pas ; un écart avec la clôture se dit, compte et montant', () => {
    expect(passerPieces({ ...IMPORTES('750'), ...OUVERT_2027 }, '2027-01-31').resultat).toMatchObject({
      ecritures: [],
      anomalies: [],
    });
    const { resultat } = passerPieces({ ...IMPORTES('751'), ...OUVERT_2027 }, '2027-01-31');
    expect([resultat.ecritures, codes(resultat)]).toEqual([[], ['C-AN-02']]);
    expect(resultat.anomalies[0]!.message).toContain('1 compte (512 1,00)');
  });
  test('lettré après la clôture, le poste est repris avec son lettrage', () => {
    const apres = livre(
      ligne(1, 1, '2026-11-05', '411', 600, { tiers: 'C1', piece: 'F1', lettrage: 'B', le: '2027-01-15' }),
      ligne(1, 2, '2026-11-05', '706', -600),
    );
    const [e] = passerPieces({ ...apres, ...OUVERT_2027 }, '2027-01-31').resultat.ecritures;
    expect(e!.lignes.find(l => l.compte === '411')).toMatchObject({
      lettrage: 'B',
      dateLettrage: le('2027-01-15'),
    });
  });
  test('la réévaluation de change est reprise à part : son extourne la solde, et le poste garde sa valeur d’entrée', () => {
    const usd = {
      ...livre(
        '2026;VT;1;1;2026-11-05;411;C1;F1;2026-11-05;Vente USD;9090.91;0;USD;10000;2027-02-20;;',
        '2026;VT;1;2;2026-11-05;706;;F1;2026-11-05;Vente USD;0;9090.91;;;;;',
      ),
      TauxChange: 'Devise;Date;Taux;Type\nUSD;2026-12-31;1.16;CLOTURE\nUSD;2027-01-31;1.16;CLOTURE',
      ...OUVERT_2027,
    };
    const decembre = passerComptabilite(usd, '2026-12-31');
    const ouverture = calculer(pieces, janvier(decembre.ensuite));
    expect(ouverture.resultat.ecritures.map(enLignes)).toEqual([
      ['120 -8620.69', '1515 -470.22', '411 C1 F1 9090.91'],
      ['476 F1 470.22', '411 C1 F1 -470.22'].sort().reverse(),
    ]);
    // Au mois suivant, même cours : même perte latente, provision inchangée.
    const fin = comptabiliteGenerale.calculer(ouverture.ensuite);
    expect(fin.ecritures.filter(e => e.cle.endsWith('ARRETE')).map(enLignes)).toEqual([
      ['476 470.22', '411 C1 F1 -470.22'],
    ]);
  });
});

describe('au changement de plan (PCG2014 → PCG2025)', () => {
  const EXERCICES = {
    Exercices:
      'Exercice;DateDebut;DateFin;Referentiel\n2024;2024-01-01;2024-12-31;PCG2014\n2025;2025-01-01;2025-12-31;PCG2025',
    Periodes: 'Periode;Exercice;Etat\n2024-12;2024;OUVERTE\n2025-01;2025;OUVERTE\n2025-02;2025;OUVERTE',
  };
  const PLAN = { PlanComptable: 'Compte;Libelle' };
  const avec = (compte: string, retenus: Dossier = {}) =>
    passerPieces(
      {
        ...livre(ligne(1, 1, '2024-11-05', '512', 100), ligne(1, 2, '2024-11-05', compte, -100)),
        ...EXERCICES,
        ...PLAN,
        ...retenus,
      },
      '2025-01-31',
    ).resultat;
  test('514 passe au 512 et 153 au 1521, sans question (domaine §2.3)', () => {
    expect(enLignes(avec('153').ecritures[0])).toEqual(['1521 -100.00', '512 100.00']);
    expect(codes(avec('153'))).toEqual([]);
  });
  test('4811 n’a pas d’héritier : à l’utilisateur de choisir ; 54 est à confirmer', () => {
    expect(codes(avec('4811'), 'BLOQUANT')).toEqual(['C-AN-03']);
    expect(codes(avec('540'))).toEqual(['C-AN-04']);
    const choisi = avec('4811', { PassagePlan: 'Compte;Retenu\n4811;481' });
    expect([codes(choisi), enLignes(choisi.ecritures[0])]).toEqual([[], ['481 -100.00', '512 100.00']]);
    expect(enLignes(avec('540').ecritures[0])).toEqual(['512 100.00', '530 -100.00']);
  });
});

describe('propriétés', () => {
  const COMPTES = ['101', '164', '411', '401', '44571', '512', '613', '706', '707'];
  const piece = fc.record({
    de: fc.constantFrom(...COMPTES),
    a: fc.constantFrom(...COMPTES),
    centimes: fc.integer({ min: 1, max: 1e8 }),
    mois: fc.integer({ min: 1, max: 12 }),
    lettre: fc.constantFrom('', 'A', 'B', 'a'),
  });
  test('les à-nouveaux ferment : comptes de bilan inchangés par la réouverture, classes 6 et 7 à zéro, résultat au 12', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 25 }), tirees => {
        const tiersDe = (c: string) => (c === '411' ? 'C1' : c === '401' ? 'F1' : '');
        const lignes = tirees.flatMap(({ de, a, centimes, mois, lettre }, i) => {
          const date = `2026-${String(mois).padStart(2, '0')}-15`;
          const une = (n: number, c: string, m: number) =>
            ligne(i + 1, n, date, c, m / 100, { tiers: tiersDe(c), lettrage: tiersDe(c) ? lettre : '' });
          return [une(1, de, centimes), une(2, a, -centimes)];
        });
        const { ensuite, resultat } = passerPieces({ ...livre(...lignes), ...OUVERT_2027 }, '2027-01-31');
        expect(codes(resultat, 'BLOQUANT')).toEqual([]);
        const avant = new Map<string, number>();
        for (const l of ensuite.tables.lire(Ecritures).lignes)
          avant.set(l.Compte, (avant.get(l.Compte) ?? 0) + l.Debit - l.Credit);
        const resultatNet = [...avant].reduce((s, [c, m]) => (c >= '6' ? s - m : s), 0);
        const gl = GrandLivre.lu(ensuite.tables, ensuite.parametres);
        const apres = (c: string) => gl.solde({ comptes: x => x === c, au: le('2027-01-31') }) as number;
        for (const [c, m] of avant) expect(apres(c)).toBe(c >= '6' ? 0 : m);
        expect(apres('120') + apres('129')).toBe(0 - resultatNet);
        // Auxiliaire : chaque tiers garde son solde.
        for (const [c, t] of [
          ['411', 'C1'],
          ['401', 'F1'],
        ]) {
          const repris = resultat.ecritures
            .flatMap(e => e.lignes)
            .filter(l => l.compte === c && l.tiers === t)
            .reduce((s, l) => s + l.debit - l.credit, 0);
          expect(repris).toBe(avant.get(c!) ?? 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('une balance fausse ne se reprend pas', () => {
  const fausse = livre(ligne(1, 1, '2026-11-05', '512', 100));
  const { resultat } = passerPieces({ ...fausse, ...OUVERT_2027 }, '2027-01-31');
  expect([resultat.ecritures, codes(resultat, 'BLOQUANT')]).toEqual([[], ['C-AN-01']]);
  expect(contexteDe(fausse).arrete).toBe(le('2026-11-30'));
});
