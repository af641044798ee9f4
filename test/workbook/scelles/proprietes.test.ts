import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Scelles, Temps } from '../../../src/cloture/tables-communes';
import { enSerie, jour, type Jour } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { SealBook } from '../../../src/workbook/seals/book';
import { Canonique, type Part, partsOf } from '../../../src/workbook/seals/canonical';
import { findBreaks, linksOf, type SealRow, sign } from '../../../src/workbook/seals/chain';
import { comparePart } from '../../../src/workbook/seals/compare';
import { type Hash, hashRows, Pace, printRows, sha256 } from '../../../src/workbook/seals/digest';
import { applyRowDelta, encodeDelta, type RowIndex } from '../../../src/workbook/seals/row-index';
import { sorted } from '../../../src/workbook/seals/sorting';
import { type AnyTable, defineTable, type Lecture, montant, texte } from '../../../src/workbook/table';

/** Les scellés sans Excel : ce que la forme canonique ignore, ce qu'elle ne laisse pas passer. */
const NOVEMBRE = jour(2026, 11, 30);
const parcourir = <T>(suite: Generator<void, T>): T => {
  for (;;) {
    const { done, value } = suite.next();
    if (done) return value;
  }
};
/** Le SHA-256 de Node, par un autre chemin que WebCrypto. */
const hash: Hash = texte => Promise.resolve(createHash('sha256').update(texte).digest('hex'));

const ENTETES = [
  'IdTemps',
  'IdCollab',
  'Date',
  'IdAffaire',
  'Nature',
  'Jours',
  'Etat',
  'Facturable',
  'Motif',
];
type LigneTemps = readonly [string, string, number, string, string, number, string, string, string];

const lireTemps = (
  lignes: readonly LigneTemps[],
  entetes = ENTETES,
  ordre = ENTETES.map((_, i) => i),
): Lecture =>
  decoder(Temps, [ordre.map(i => entetes[i]), ...lignes.map(l => ordre.map(i => l[i]))], {
    premiereLigne: 4,
  });

const serie = (mois: number, jourDuMois: number) => enSerie(jour(2026, mois, jourDuMois));
const unTemps = fc
  .record({
    collab: fc.constantFrom('C1', 'C2'),
    mois: fc.integer({ min: 1, max: 12 }),
    jour: fc.integer({ min: 1, max: 28 }),
    affaire: fc.constantFrom('24A010', '24A020'),
    jours: fc.integer({ min: 1, max: 40_000 }).map(n => n / 10_000),
    etat: fc.constantFrom('SOUMIS', 'VALIDE'),
    motif: fc.constantFrom('', 'reprise', 'a;b\\c', 'é "x"'),
  })
  .map(
    t =>
      [
        t.collab,
        serie(t.mois, t.jour),
        t.affaire,
        'PRODUCTION_FACTURABLE',
        t.jours,
        t.etat,
        'O',
        t.motif,
      ] as const,
  );
const desTemps = fc
  .array(unTemps, { minLength: 1, maxLength: 40 })
  .map(temps => temps.map((t, i): LigneTemps => [`T${String(i).padStart(3, '0')}`, ...t]));

const part = (table: AnyTable, objet: Part['objet']): Part => partsOf(table).find(p => p.objet === objet)!;

/** Un scellé d'une seule part, tel que le classeur le garderait. */
async function sceller(lecture: Lecture, p: Part, arrete: Jour = NOVEMBRE) {
  const canonique = new Canonique(lecture, p, arrete);
  const rows = await printRows(canonique, new Pace());
  const empreinte = await hashRows(canonique, rows, { hash, pace: new Pace() });
  const delta = parcourir(encodeDelta(new Map(), rows));
  const table = {
    Numero: 1,
    Arrete: arrete,
    Objet: p.objet,
    Table: p.table.nom,
    Lignes: rows.length,
    Empreinte: empreinte,
  };
  const head = { Numero: 1, Arrete: arrete, Objet: 'SCELLE' as const, Colonnes: p.table.nom };
  const lignes = (await sign(head, [table], undefined, hash)) as SealRow[];
  const index = { numero: 1, table: p.table.nom, objet: p.objet, hash: empreinte, full: true, delta };
  return { book: new SealBook(lignes, [index]), empreinte, rows };
}

async function bouge(scelle: { book: SealBook }, lecture: Lecture, p: Part) {
  const { book } = scelle;
  return comparePart(book, book.last!, { part: p, lecture }, { hash });
}

test('la forme canonique est celle que la documentation dit : un JSON par ligne, aux clés triées', async () => {
  const lecture = lireTemps([
    ['T2', 'C1', serie(11, 3), '24A010', 'PRODUCTION_FACTURABLE', 0.5, 'VALIDE', 'O', ''],
    ['T1', 'C1', serie(11, 2), '24A010', 'PRODUCTION_FACTURABLE', 1, 'VALIDE', 'N', 'tard'],
    ['T3', 'C1', serie(12, 1), '24A010', 'PRODUCTION_FACTURABLE', 1, 'VALIDE', 'O', ''],
  ]);
  const lignes = [
    '{"Date":"2026-11-02","Etat":"VALIDE","Facturable":false,"IdAffaire":"24A010","IdCollab":"C1","IdTemps":"T1","Jours":10000,"Motif":"tard","Nature":"PRODUCTION_FACTURABLE"}',
    '{"Date":"2026-11-03","Etat":"VALIDE","Facturable":true,"IdAffaire":"24A010","IdCollab":"C1","IdTemps":"T2","Jours":5000,"Nature":"PRODUCTION_FACTURABLE"}',
  ];
  const sha = (texte: string) => createHash('sha256').update(texte).digest('hex');
  const { empreinte, rows } = await sceller(lecture, part(Temps, 'ENTREE'));
  expect(rows.map(r => r.key)).toEqual(['T1', 'T2']);
  expect(empreinte).toBe(sha(sha(lignes.join('\n'))));
  expect(await sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('ni l’ordre des lignes, ni celui des colonnes, ni une colonne de plus ne changent un scellé', () =>
  fc.assert(
    fc.asyncProperty(desTemps, fc.infiniteStream(fc.nat()), async (temps, alea) => {
      const p = part(Temps, 'ENTREE');
      const scelle = await sceller(lireTemps(temps), p);
      const battre = <T>(liste: readonly T[]) =>
        liste
          .map(x => [alea.next().value, x] as const)
          .sort(([a], [b]) => a - b)
          .map(([, x]) => x);
      const autre = lireTemps(battre(temps), [...ENTETES, 'Ma note'], battre(ENTETES.map((_, i) => i)));
      expect(await bouge(scelle, autre, p)).toBeUndefined();
      expect((await sceller(autre, p)).empreinte).toBe(scelle.empreinte);
    }),
    { numRuns: 60 },
  ));

test('toute cellule changée d’une ligne figée nomme sa ligne, et elle seule ; d’après l’arrêté, rien', () =>
  fc.assert(
    fc.asyncProperty(desTemps, fc.nat(), fc.nat(), async (temps, r, c) => {
      const p = part(Temps, 'ENTREE');
      const scelle = await sceller(lireTemps(temps), p);
      const rang = r % temps.length;
      const colonne = [1, 2, 3, 5, 6, 7, 8][c % 7]!;
      const changee = [...temps[rang]!] as unknown[];
      const avant = changee[colonne];
      changee[colonne] =
        typeof avant === 'number'
          ? colonne === 2
            ? avant > serie(6, 1)
              ? avant - 1
              : avant + 1
            : Number((avant + 0.0001).toFixed(4))
          : ((
              {
                C1: 'C2',
                C2: 'C1',
                '24A010': '24A020',
                '24A020': '24A010',
                SOUMIS: 'VALIDE',
                VALIDE: 'SOUMIS',
                O: 'N',
              } as Record<string, string>
            )[String(avant)] ?? `${String(avant)}!`);
      const lignes = temps.map((t, i) => (i === rang ? (changee as unknown as LigneTemps) : t));
      const fige = temps[rang]![2] <= enSerie(NOVEMBRE);
      const change = await bouge(scelle, lireTemps(lignes), p);
      const encore = (changee[2] as number) <= enSerie(NOVEMBRE);
      if (!fige && !encore) expect(change).toBeUndefined();
      else
        expect(change?.rows).toMatchObject([
          {
            key: temps[rang]![0],
            nature: fige ? (encore ? 'CHANGEE' : 'RETIREE') : 'AJOUTEE',
            ...(encore ? { ligne: 5 + rang } : {}),
          },
        ]);
    }),
    { numRuns: 200 },
  ));

test('une ligne de plus d’une table sans date n’altère rien ; une ligne changée, si', async () => {
  const Tarifs = defineTable({
    nom: 'Tarifs',
    feuille: 'Tarifs',
    titre: { fr: 'Tarifs', en: 'Rates' },
    description: { fr: 'Un tarif.', en: 'A rate.' },
    famille: 'REFERENTIELS',
    cle: ['Code'],
    colonnes: {
      Code: texte({ entete: 'Code', en: 'Code', requis: true }),
      Montant: montant({ entete: 'Montant', en: 'Amount', requis: true }),
    },
  }) as unknown as AnyTable;
  const lire = (...lignes: unknown[][]) =>
    decoder(Tarifs, [['Code', 'Montant'], ...lignes], { premiereLigne: 4 });
  const p = part(Tarifs, 'ENTREE');
  const scelle = await sceller(lire(['A', 1000]), p);
  expect(await bouge(scelle, lire(['A', 1000], ['B', 10]), p)).toMatchObject({
    datee: false,
    rows: [{ nature: 'AJOUTEE', ligne: 6 }],
  });
  expect(await bouge(scelle, lire(['A', 1000.01]), p)).toMatchObject({
    rows: [{ nature: 'CHANGEE', ligne: 5 }],
  });
});

test('l’index compact rend les clés et les empreintes, de scellé en scellé, quels que soient les caractères', () => {
  const cle = fc.string({ unit: 'binary', maxLength: 12 });
  const etat = fc.dictionary(cle, fc.stringMatching(/^[A-Za-z0-9_-]{7}$/), { noNullPrototype: true });
  fc.assert(
    fc.property(fc.array(etat, { minLength: 1, maxLength: 5 }), etats => {
      const index: RowIndex = new Map();
      let avant: RowIndex = new Map();
      for (const e of etats) {
        const lignes = Object.entries(e);
        const texte = parcourir(
          encodeDelta(
            avant,
            lignes.map(([key, print], rank) => ({ key, print, rank })),
          ),
        );
        // Ce qu'une cellule d'Excel garde : ni contrôle, ni demi-caractère.
        expect(texte).toMatch(/^[ -~\u00a0-\ud7ff\ue000-\ufffd]*$/);
        parcourir(applyRowDelta(index, texte));
        avant = new Map(lignes);
        expect(index).toEqual(avant);
      }
    }),
  );
});

test('trier par paquets et fusions rend l’ordre des clés', () =>
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 3 }), { maxLength: 300 }),
      fc.integer({ min: 0, max: 60 }),
      (base, fois) => {
        const cles = Array.from({ length: fois }, () => base).flat();
        const attendu = cles
          .map((k, i) => [k, i] as const)
          .sort(([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j));
        expect(parcourir(sorted(cles))).toEqual(attendu.map(([, i]) => i));
      },
    ),
    { numRuns: 50 },
  ));

describe('la chaîne', () => {
  async function chaine(): Promise<SealRow[]> {
    const lignes: SealRow[] = [];
    for (const [i, arrete] of [jour(2026, 9, 30), jour(2026, 10, 31), NOVEMBRE].entries()) {
      const commun = { Numero: i + 1, Arrete: arrete };
      const tables = [
        {
          ...commun,
          Objet: 'ENTREE' as const,
          Table: 'Temps',
          Lignes: 12,
          Empreinte: 'ab'.repeat(32),
          Colonnes: 'IdTemps',
        },
      ];
      const head = {
        ...commun,
        Objet: 'SCELLE' as const,
        Par: 'Claire',
        Version: '0.1.0',
        Horodatage: '2026-12-01 08:00:00',
        ArretePrecedent: jour(2026, 8, 31),
        Colonnes: 'Temps',
      };
      const neuves = await sign(head, tables, linksOf(lignes).at(-1), hash);
      lignes.push(...neuves.map((l, j) => ({ ...l, ligne: 5 + 2 * i + j })));
    }
    return lignes;
  }

  test('entière, elle n’a rien à dire, dans n’importe quel ordre de lignes', async () => {
    const lignes = await chaine();
    expect(await findBreaks(linksOf(lignes), hash)).toEqual([]);
    expect(await findBreaks(linksOf([...lignes].reverse()), hash)).toEqual([]);
  });

  const CHANGES: Partial<Record<keyof SealRow, unknown>> = {
    Arrete: jour(2026, 8, 31),
    Lignes: 13,
    Empreinte: 'cd'.repeat(32),
    Precedente: 'ef'.repeat(32),
    Colonnes: 'x',
    Par: 'Paul',
    Version: '9',
    Horodatage: '2027-01-01 00:00:00',
    ArretePrecedent: jour(2026, 7, 31),
    Table: 'Affaires',
    Motif: 'm',
  };
  test.each(Object.keys(CHANGES) as (keyof SealRow)[])(
    'changer « %s » d’un scellé la rompt',
    async colonne => {
      const lignes = await chaine();
      for (const rang of [0, 1, 2, 3, 4, 5]) {
        const ligne = lignes[rang]!;
        if (ligne[colonne] === undefined) continue;
        const faussees = lignes.map((l, i) =>
          i === rang ? ({ ...l, [colonne]: CHANGES[colonne] } as SealRow) : l,
        );
        // L'arrêté d'une ligne de table est celui de son scellé : il n'est signé qu'une fois.
        if (colonne === 'Arrete' && ligne.Objet === 'ENTREE') continue;
        expect(await findBreaks(linksOf(faussees), hash)).not.toEqual([]);
      }
    },
  );

  test('retirer un scellé, ou une de ses tables, la rompt', async () => {
    const lignes = await chaine();
    for (const rang of [0, 1, 2, 3, 4])
      expect(await findBreaks(linksOf(lignes.filter((_, i) => i !== rang)), hash)).not.toEqual([]);
  });
});

test('300 000 temps : scellés et vérifiés par tranches de 4 096 lignes au plus, quinze octets d’index par ligne', async () => {
  const N = 300_000;
  const lignes = Array.from({ length: N }, (_, i): LigneTemps => [
    // Une clé sur deux vient d'une seconde série : la table n'est pas en ordre.
    `T${String(i % 2 === 0 ? i : N - i).padStart(7, '0')}`,
    `C${i % 40}`,
    serie(1 + (i % 11), 1 + (i % 28)),
    '24A010',
    'PRODUCTION_FACTURABLE',
    1,
    'VALIDE',
    'O',
    '',
  ]);
  const lecture = lireTemps(lignes);
  let pauses = 0;
  class Compte extends Pace {
    override breathe(): Promise<void> {
      pauses++;
      return Promise.resolve();
    }
  }
  const p = part(Temps, 'ENTREE');
  const canonique = new Canonique(lecture, p, NOVEMBRE);
  const rows = await printRows(canonique, new Compte());
  expect(rows).toHaveLength(N);
  // Lire par 1 024, trier par 4 096 puis fusionner (7 passes), empreindre par 1 024.
  expect(pauses).toBeGreaterThan(N / 1024 + (N / 4096) * 7 + N / 1024);
  pauses = 0;
  await hashRows(canonique, rows, { hash, pace: new Compte() });
  expect(pauses).toBe(Math.ceil(N / 1024));
  const delta = parcourir(encodeDelta(new Map(), rows));
  expect(delta.length / N).toBeLessThan(15);
  const index: RowIndex = new Map();
  parcourir(applyRowDelta(index, delta));
  expect(index.size).toBe(N);
  // Le mois d'après ne garde que ce qui est nouveau.
  expect(parcourir(encodeDelta(index, rows))).toBe('');
}, 600_000);

test('la table Scelles range ses lignes par rang, objet et table', () => {
  expect(Scelles.cle).toEqual(['Numero', 'Objet', 'Table']);
});
