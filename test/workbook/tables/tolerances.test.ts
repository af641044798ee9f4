import { Decimal } from '../../../src/comptabilite';
import type { Anomalie } from '../../../src/comptabilite';
import { CAPACITES } from '../../../src/cloture';
import { TABLES_COMMUNES } from '../../../src/cloture/tables-communes';
import { controlerReferences, decoder, lectureVide } from '../../../src/workbook/decode';
import {
  nomNormalise,
  type AnyTable,
  type Cellule,
  type Colonne,
  type Lecture,
  type Rang,
} from '../../../src/workbook/table';

/** Chaque tolérance et chaque refus de la conception (§4), sur chaque colonne de chaque table. */
const TABLES: readonly AnyTable[] = [
  ...new Map(
    [...TABLES_COMMUNES, ...CAPACITES.flatMap(c => [...c.lit, ...c.ecrit])].map(t => [t.nom, t]),
  ).values(),
];

const ENTETE = 4;
const LIGNES = 3;

/** Une cellule que la colonne comprend sans rien dire, et la valeur qui doit en sortir. */
function temoin(colonne: Colonne, table: AnyTable, rang: number): readonly [Cellule, unknown] {
  const [min = 1, max = Number.MAX_SAFE_INTEGER] = colonne.bornes ?? [];
  const cle = table.cle.includes(colonne.cle);
  const n = cle ? rang : 0;
  switch (colonne.sorte) {
    case 'texte':
      return [`K${n}`, `K${n}`];
    case 'compte':
      return [`41100${n}`, `41100${n}`];
    case 'periode':
      return [`2026-0${n + 1}`, `2026-0${n + 1}`];
    case 'montant':
      return [-1234.5 - n, -123_450 - 100 * n];
    case 'quantite':
      return [1.25 + n, 12_500 + 10_000 * n];
    case 'taux':
      return [Math.min(0.2, max), String(Math.min(0.2, max))];
    case 'entier':
      return [Math.min(min + n, max), Math.min(min + n, max)];
    case 'jour':
      return [46_356 + n, 46_356 + n];
    case 'booleen':
      return ['O', true];
    case 'enumeration': {
      const valeurs = colonne.valeurs!;
      return [valeurs[n % valeurs.length]!, valeurs[n % valeurs.length]!];
    }
  }
}

const net = (valeur: unknown) => (Decimal.isDecimal(valeur) ? valeur.toString() : valeur);

/** Autres façons d'écrire la cellule témoin, que la lecture comprend. */
function comprises(colonne: Colonne, cellule: Cellule): readonly Cellule[] {
  const n = Number(cellule);
  const fr = (decimales: number) => Math.abs(n).toFixed(decimales).replace('.', ',');
  switch (colonne.sorte) {
    case 'texte':
      return [` ${cellule} `, `\u00a0${cellule}\u202f`];
    case 'compte':
      return [Number(cellule), ` ${cellule}\u00a0`];
    case 'periode': {
      const [annee, mois] = String(cellule).split('-');
      return [`${mois}/${annee}`, `${Number(mois)}/${annee}`, ` ${cellule} `];
    }
    case 'montant':
      return [
        '-1234,50', '-1 234,50', '-1\u00a0234,50\u00a0€', '-1\u202f234,5', '−1 234,50', '(1 234,50)', '(1 234,50 €)', '1 234,50-',
        '-1.234,50', '-1,234.50', '-1234.5', "-1'234,50", '€ -1 234,50', '-€1,234.50', 'EUR -1 234,50', '-1 234,50 EUR', '- 1 234,50',
        ' -1234,50\t',
      ]; // prettier-ignore
    case 'quantite':
      return ['1,25', '1.25', ' 1,2500 ', '+1,25', '1,25\u00a0'];
    case 'taux':
      return [`${fr(4)}`, `${n * 100} %`, `${n * 100}\u00a0%`, `${n * 100}%`, `${n * 100},0 %`, ` ${n} `];
    case 'entier':
      return [`${n}`, ` ${n}\u00a0`, `${n},0`, `${n}.00`];
    case 'jour':
      return [
        46_356.75, '30/11/2026',   '2026-11-30',  '20261130', 20_261_130, ' 30/11/2026\u00a0',
        '30/11/2026 14:30', '30/11/2026 14:30:15', '2026-11-30T00:00:00', '2026-11-30 08:00:00',
      ]; // prettier-ignore
    case 'booleen':
      return ['o', 'Oui', 'OUI', 'VRAI', 'Vrai', 'TRUE', 'true', true, 1, '1', 'X', 'x', 'yes', 'Y', ' O '];
    case 'enumeration': {
      const texte = String(cellule);
      const alias = Object.entries(colonne.alias ?? {}).flatMap(([a, v]) => (v === cellule ? [a] : []));
      return [texte.toLowerCase(), texte.replaceAll('_', ' '), `\u00a0${texte} `, ...alias];
    }
  }
}

const FAUX: readonly Cellule[] = ['n', 'Non', 'NON', 'FAUX', 'false', false, 0, '0', 'No'];

/** Ce que la colonne ne peut pas comprendre. */
function refusees(colonne: Colonne): readonly Cellule[] {
  const erreurs =
    '#N/A #VALUE! #REF! #NAME? #DIV/0! #NULL! #NUM! #CALC! #SPILL! #BUSY! #VALEUR! #NOM? #NOMBRE!'.split(' ');
  const propres: Record<Colonne['sorte'], readonly Cellule[]> = {
    texte: ['é'.repeat(32_768), `=${'x'.repeat(32_766)}`, `=${'x'.repeat(32_767)}`],
    compte: ['CLIENT', '1', '41', true, '4'.repeat(13)],
    periode: ['2026-13', '13/2026', 'novembre', '11/26', 46_356, true],
    montant: ['douze', '1,234', '1.234', '12 €uros', '12€50', '12 EUR 50', true, '1,2,3', '12..5', '1e5', 1e300, '--5', '(5', '5%', '=1+1', '@', '-'],
    quantite: ['un', true, '1 jour', '1e5', 1e300],
    taux: ['vingt', true, '20 % ttc', '=1'],
    entier: ['1,5', 1.5, 'un', true, 1e300],
    jour: ['05/06/26', '31/02/2026', '2026-13-01', '11/30/2026', '30-11-2026', '5/1/2026', '30 nov. 2026', 12, -3, true, 1e9, '00/00/0000', '01/01/1900', '31/12/9999', 'demain'],
    booleen: ['peut-être', '2', 2, 'ouais'],
    enumeration: ['INCONNUE', 42, true],
  }; // prettier-ignore
  const bornes = colonne.bornes ? [colonne.bornes[1] + 1, colonne.bornes[0] - 1] : [];
  return [...erreurs, ...propres[colonne.sorte], ...bornes];
}

const estNumerique = ({ sorte }: Colonne) => sorte === 'taux' || sorte === 'entier';

/** La table témoin, et ce qu'elle doit donner. */
class Temoin {
  readonly entetes: readonly string[];
  readonly cellules: readonly (readonly Cellule[])[];
  readonly attendues: readonly Rang[];

  constructor(readonly table: AnyTable) {
    this.entetes = table.colonnes.map(c => c.entete);
    const rangs = Array.from({ length: LIGNES }, (_, rang) =>
      table.colonnes.map(c => temoin(c, table, rang)),
    );
    const distinctes = new Set(
      rangs.map(r => JSON.stringify(r.filter((_, k) => table.cle.includes(table.colonnes[k]!.cle)))),
    );
    const gardees = distinctes.size === LIGNES ? rangs : rangs.slice(0, 1);
    this.cellules = gardees.map(r => r.map(([cellule]) => cellule));
    this.attendues = gardees.map(r =>
      Object.fromEntries(r.map(([, v], k) => [table.colonnes[k]!.cle, v as Rang[string]])),
    );
  }

  lire(
    entetes: readonly unknown[] = this.entetes,
    lignes: readonly (readonly unknown[])[] = this.cellules,
    base1904 = false,
  ): Lecture {
    return decoder(this.table, [entetes, ...lignes], { premiereLigne: ENTETE, base1904 });
  }

  avec(k: number, cellule: Cellule): readonly (readonly Cellule[])[] {
    return this.cellules.map((l, i) => (i === 0 ? l.map((v, j) => (j === k ? cellule : v)) : l));
  }
}

/** Les lignes lues sont celles qu'on attend, sans rien de bloquant. */
function compris(lecture: Lecture, attendues: readonly Rang[], ou: string): void {
  const lues = lecture.lignes.map(({ ligne: _, ...l }) =>
    Object.fromEntries(
      Object.entries(l)
        .filter(([, v]) => v !== undefined)
        .map(([c, v]) => [c, net(v)]),
    ),
  );
  const voulues = attendues.map(l =>
    Object.fromEntries(Object.entries(l).filter(([, v]) => v !== undefined)),
  );
  expect([ou, lecture.anomalies.filter(a => a.gravite !== 'INFO').map(a => a.message)]).toEqual([ou, []]);
  expect([ou, lues]).toEqual([ou, voulues]);
  // Un avis par colonne, au plus (les avoirs en ont un, de la table).
  const colonnes = lecture.anomalies.filter(a => a.code === 'C-TAB-05').map(a => a.colonne);
  expect([ou, colonnes.length]).toEqual([ou, new Set(colonnes).size]);
}

function refus(anomalies: readonly Anomalie[], voulue: Partial<Anomalie>, ou: string): void {
  const trouvee = anomalies.find(
    a =>
      a.gravite === 'BLOQUANT' &&
      (Object.keys(voulue) as (keyof Anomalie)[]).every(cle => a[cle] === voulue[cle]) &&
      a.remede.length > 10 &&
      (a.en?.message ?? '').length > 10 &&
      (a.en?.remede ?? '').length > 10,
  );
  expect([ou, trouvee?.code ?? anomalies]).toEqual([ou, voulue.code]);
}

describe.each(TABLES.map(table => [table.nom, new Temoin(table)] as const))('%s', (nom, t) => {
  const { table } = t;

  test('sa table témoin se lit, dans les deux calendriers', () => {
    compris(t.lire(), t.attendues, nom);
    const en1904 = t.cellules.map(l =>
      l.map((v, k) => (table.colonnes[k]!.sorte === 'jour' ? Number(v) - 1462 : v)),
    );
    compris(t.lire(t.entetes, en1904, true), t.attendues, nom);
  });

  test('ses en-têtes : clé, anglais, synonymes, casse, accents, espaces ; colonnes déplacées, en plus, facultatives absentes', () => {
    const sansAccent = (s: string) => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    const partout: readonly ((c: Colonne) => string)[] = [
      c => c.cle,
      c => c.en,
      c => c.entete.toUpperCase(),
      c => sansAccent(c.entete).toLowerCase(),
      c => `  ${c.entete.replaceAll(' ', '\u00a0 ').replaceAll("'", '’')}\n`,
    ];
    for (const nommer of partout)
      compris(t.lire(table.colonnes.map(nommer)), t.attendues, `${nom} ${nommer.toString()}`);
    for (const [k, colonne] of table.colonnes.entries())
      for (const synonyme of colonne.synonymes ?? []) {
        const lue = t.lire(t.entetes.map((e, j) => (j === k ? synonyme : e)));
        compris(lue, t.attendues, `${nom} ${synonyme}`);
        const propre = [colonne.cle, colonne.entete, colonne.en]
          .map(nomNormalise)
          .includes(nomNormalise(synonyme));
        const avis = lue.anomalies.some(a => a.code === 'C-TAB-05' && a.colonne === colonne.cle);
        expect([synonyme, avis]).toEqual([synonyme, !propre]);
      }
    const renverse = <T>(l: readonly T[]) => [...l].reverse();
    compris(t.lire(renverse(t.entetes), t.cellules.map(renverse)), t.attendues, `${nom} renversée`);
    const enPlus = (l: readonly Cellule[], a: Cellule) => l.flatMap(v => [a, v]).concat([a]);
    const plus = t.entetes.flatMap((e, k) => [`À moi ${k}`, e]).concat(['']);
    compris(
      t.lire(
        plus,
        t.cellules.map(l => enPlus(l, '#REF!')),
      ),
      t.attendues,
      `${nom} colonnes en plus`,
    );
    for (const [k, colonne] of table.colonnes.entries()) {
      const sans = <T>(l: readonly T[]) => l.filter((_, j) => j !== k);
      const lue = t.lire(sans(t.entetes), t.cellules.map(sans));
      if (colonne.requis) {
        refus(
          lue.anomalies,
          { code: 'C-TAB-02', table: nom, ligne: ENTETE, colonne: colonne.cle },
          `${nom} sans ${colonne.cle}`,
        );
        expect(lue.lignes).toEqual([]);
      } else if (!table.cle.includes(colonne.cle))
        compris(
          lue,
          t.attendues.map(l => ({ ...l, [colonne.cle]: undefined })),
          `${nom} sans ${colonne.cle}`,
        );
      const double = <T>(l: readonly T[]) => [...l, l[k]!];
      const deux = t.lire(double(t.entetes), t.cellules.map(double));
      refus(
        deux.anomalies,
        { code: 'C-TAB-03', table: nom, ligne: ENTETE, colonne: colonne.cle },
        `${nom} ${colonne.cle} double`,
      );
      expect(deux.lignes).toEqual([]);
    }
  });

  test.each(table.colonnes.map((colonne, k) => [colonne.cle, colonne, k] as const))(
    '%s',
    (cle, colonne, k) => {
      const ici = { table: nom, ligne: ENTETE + 1, colonne: cle };
      for (const cellule of comprises(colonne, t.cellules[0]![k]))
        compris(
          t.lire(t.entetes, t.avec(k, cellule)),
          t.attendues,
          `${nom} ${cle} ${typeof cellule} ${String(cellule)}`,
        );
      if (colonne.sorte === 'booleen')
        for (const cellule of FAUX)
          compris(
            t.lire(t.entetes, t.avec(k, cellule)),
            t.attendues.map((l, i) => (i === 0 ? { ...l, [cle]: false } : l)),
            `${nom} ${cle} ${cellule}`,
          );
      if (colonne.sorte === 'texte' && !table.cle.includes(cle) && colonne.reference === undefined)
        for (const texte of [
          '=1+1',
          '+33 1',
          '-remise',
          '@lui',
          "'tic",
          '007',
          '2026-11-30',
          'é'.repeat(32_767),
          '__proto__',
        ])
          compris(
            t.lire(t.entetes, t.avec(k, texte)),
            t.attendues.map((l, i) => (i === 0 ? { ...l, [cle]: texte } : l)),
            `${nom} ${cle} ${texte.slice(0, 20)}`,
          );
      for (const cellule of refusees(colonne)) {
        const lue = t.lire(t.entetes, t.avec(k, cellule));
        refus(
          lue.anomalies,
          { ...ici, code: 'C-GEN-03' },
          `${nom} ${cle} ${typeof cellule} ${String(cellule).slice(0, 30)}`,
        );
        expect(lue.lignes).toHaveLength(t.cellules.length - 1);
      }
      for (const vide of ['', ' ', '\u00a0\u202f', null]) {
        const lue = t.lire(t.entetes, t.avec(k, vide));
        const ou = `${nom} ${cle} vide`;
        if (colonne.requis) refus(lue.anomalies, { ...ici, code: 'C-TAB-04' }, ou);
        else if (!table.cle.includes(cle))
          compris(
            lue,
            t.attendues.map((l, i) => (i === 0 ? { ...l, [cle]: undefined } : l)),
            ou,
          );
      }
    },
  );

  test('ses lignes : blanches sautées sous leur numéro, une clé en double nomme les deux', () => {
    const blanche = table.colonnes.map((_, k) => (k % 2 === 0 ? ' ' : ''));
    const lue = t.lire(t.entetes, [blanche, t.cellules[0]!, blanche, ...t.cellules.slice(1), blanche]);
    expect(lue.lignes.map(l => l.ligne)).toEqual(
      t.cellules.map((_, i) => (i === 0 ? ENTETE + 2 : ENTETE + 3 + i)),
    );
    if (table.cle.length === 0) return;
    const double = t.lire(t.entetes, [...t.cellules, t.cellules[0]!]);
    const ligne = ENTETE + t.cellules.length + 1;
    refus(double.anomalies, { code: 'C-GEN-01', table: nom, ligne, colonne: table.cle.at(-1)! }, nom);
    expect(double.anomalies.find(a => a.code === 'C-GEN-01')?.message).toContain(`ligne ${ENTETE + 1}`);
  });

  test('ses renvois : un code inconnu se nomme, une table citée absente est une alerte', () => {
    const noms = new Map(TABLES.map(autre => [autre.nom, autre]));
    for (const { cle, reference } of table.colonnes) {
      if (reference === undefined) continue;
      const cible = noms.get(reference.split('.')[0]!)!;
      const citee = new Temoin(cible);
      // La table citée garde ses lignes sous d'autres codes.
      const autres = citee.cellules.map(l =>
        l.map((v, j) =>
          typeof v === 'string' && /^(K|41100)/.test(v) && cible.colonnes[j]!.sorte !== 'enumeration'
            ? `${v}9`
            : v,
        ),
      );
      const lectures = (presente: boolean) =>
        new Map([
          [cible.nom, presente ? citee.lire(citee.entetes, autres) : lectureVide(cible)],
          [nom, cible === table && presente ? t.lire(t.entetes, [...t.cellules]) : t.lire()],
        ]);
      if (cible === table) continue;
      refus(
        controlerReferences(lectures(true)),
        { code: 'C-GEN-02', table: nom, ligne: ENTETE + 1, colonne: cle },
        `${nom} ${cle}`,
      );
      expect(controlerReferences(lectures(false)).filter(a => a.colonne === cle)).toMatchObject([
        { code: 'C-GEN-02', gravite: 'ALERTE' },
      ]);
    }
  });

  test('absente : bloquante si elle est requise, sinon vide', () => {
    const lue = lectureVide(table);
    expect(lue.lignes).toEqual([]);
    if (table.requise) refus(lue.anomalies, { code: 'C-TAB-01', table: nom }, nom);
    else expect(lue.anomalies).toEqual([]);
  });
});

test('il y a des tables, et chaque sorte de colonne', () => {
  expect(TABLES.length).toBeGreaterThan(100);
  const sortes = new Set(TABLES.flatMap(t => t.colonnes.map(c => c.sorte)));
  expect(sortes.size).toBe(10);
  expect(TABLES.flatMap(t => t.colonnes).filter(estNumerique).length).toBeGreaterThan(10);
});
