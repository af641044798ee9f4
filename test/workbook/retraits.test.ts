import fc from 'fast-check';
import { EcrituresCloture } from '../../src/cloture/tables-communes';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient } from '../../src/embedded/node/client';
import { decrireFeuille } from '../../src/workbook/feuille';
import type { Image } from '../../src/workbook/images';
import { withExcel } from '../../src/workbook/office';
import type { Produite } from '../../src/workbook/plan';
import { deleteRows, RowsMoved } from '../../src/workbook/swap';
import { TableWriter, writeTable } from '../../src/workbook/writer';
import { petitClasseur } from '../exemple/petit-classeur';
import { photographier } from './classeur-vivant';
import { Vue } from './coauteur';

/** Des lignes qu'on retire, et un co-auteur qui passe entre la lecture et le retrait. */
const NOM = 'EcrituresCloture';
const LIGNES = 6;
const FEUILLE = decrireFeuille(EcrituresCloture);

/** Ce que le co-auteur fait à cet instant, sur la table ou sa feuille. */
const GESTES: readonly ((table: Excel.Table, rang: number) => void)[] = [
  (table, rang) => void ligneDe(table, rang).insert('Down'),
  (table, rang) => ligneDe(table, rang).delete('Up'),
  (table, rang) => table.rows.getItemAt(rang).delete(),
  table => void table.worksheet.getRange('2:2').insert('Down'),
  table => table.worksheet.getRange('2:2').delete('Up'),
  table => table.sort.apply([{ key: 3, ascending: false }]),
  (table, rang) =>
    (table.getDataBodyRange().getLastColumn().getCell(rang, 0).getOffsetRange(0, 3).values = [['note']]),
  () => undefined,
];

const ligneDe = (table: Excel.Table, rang: number): Excel.Range =>
  table.getDataBodyRange().getRow(rang).getEntireRow();

const cas = fc
  .record({
    index: fc.nat(LIGNES - 1),
    count: fc.integer({ min: 1, max: LIGNES }),
    rang: fc.nat(LIGNES - 1),
    geste: fc.nat(GESTES.length - 1),
  })
  .map(({ index, count, ...reste }) => ({
    index,
    count: Math.min(count, LIGNES - 1, LIGNES - index),
    ...reste,
  }));

/** Ce qui s'est perdu un jour : une ligne insérée au milieu, une note avalée au bout, un compte redevenu un nombre. */
const DEJA_PERDUS = [
  { index: 1, count: 3, rang: 2, geste: 0 },
  { index: 4, count: 2, rang: 0, geste: 2 },
  { index: 0, count: 1, rang: 0, geste: 1 },
  { index: 1, count: 2, rang: 0, geste: GESTES.length - 1 },
];

test('retirer des lignes pendant qu’un co-auteur en déplace : celles qu’on voulait, ou rien', async () => {
  const octets = await petitClasseur();
  const excel = await createEmbeddedExcel({ fichier: octets });
  const client = bootClient(excel);
  const marc = bootClient(excel, { user: 'Marc' });
  await fc.assert(
    fc.asyncProperty(cas, async ({ index, count, rang, geste }) => {
      await excel.load(octets);
      await client.Excel.run(async context => {
        const table = context.workbook.tables.getItem(NOM);
        // Une note qui touche la table : écrite là, Excel l'y prendrait ; elle y remonte.
        const dessous = table.getRange().getLastRow().getCell(0, 3).getOffsetRange(1, 0);
        dessous.getOffsetRange(1, 0).values = [['note dessous']];
        dessous.getEntireRow().delete('Up');
        await context.sync();
      });
      const { corps, ligne, colonne } = new Vue(excel, NOM);
      const voulues = corps.slice(index, index + count).map(l => JSON.stringify(l));
      const location = {
        id: '',
        name: NOM,
        sheet: '',
        row: ligne - 1,
        column: colonne,
        rows: corps.length + 1,
        columns: corps[0]!.length,
      };
      let laisse: ReturnType<typeof photographier> = {};
      let restent: string[] = [];
      let bouge = false;
      await client.Excel.run(async context => {
        const table = context.workbook.tables.getItem(NOM);
        const sync = context.sync.bind(context) as typeof context.sync;
        let envois = 0;
        context.sync = async passThrough => {
          if (++envois === 2) {
            await marc.Excel.run(async autre => {
              GESTES[geste]!(autre.workbook.tables.getItem(NOM), rang);
              await autre.sync();
            });
            laisse = photographier(excel);
            restent = new Vue(excel, NOM).corps.map(l => JSON.stringify(l));
          }
          return sync(passThrough as never);
        };
        const place = { table, location, index, count };
        await deleteRows(
          context,
          place,
          (row, before, beside) => !beside && JSON.stringify(before) === voulues[row],
        ).catch((erreur: unknown) => {
          if (!(erreur instanceof RowsMoved)) throw erreur;
          bouge = true;
        });
      });
      // Le dernier geste ne déplace rien : le retrait doit alors aboutir.
      if (geste === GESTES.length - 1) expect(bouge).toBe(false);
      if (bouge) expect(photographier(excel)).toEqual(laisse);
      else
        expect(new Vue(excel, NOM).corps.map(l => JSON.stringify(l))).toEqual(
          restent.filter(l => !voulues.includes(l)),
        );
    }),
    { numRuns: 20, examples: DEJA_PERDUS.map(cas => [cas]) },
  );
  marc.dispose();
  client.dispose();
  excel.dispose();
});

/** Retire les premières lignes de la table ; rend ce qu'il faut pour les remettre. */
async function retirerLesPremieres(excel: EmbeddedExcel, combien: number): Promise<Image[]> {
  const premiere = new Vue(excel, NOM).ligne + 1;
  const produite = {
    table: EcrituresCloture,
    lignes: [],
    cle: ligne => `${ligne.CleGeneration}|${ligne.Ligne}`,
    portee: ligne => ligne.ligne < premiere + combien,
  } satisfies Produite<typeof EcrituresCloture>;
  const images: Image[] = [];
  await withExcel(context =>
    writeTable(context, produite as unknown as Produite, FEUILLE, {
      onImage: image => Promise.resolve(void images.push(image)),
    }),
  );
  expect(new Vue(excel, NOM).corps).toHaveLength(LIGNES - combien);
  return images;
}

async function remettre(images: readonly Image[]): Promise<void> {
  for (const image of images) await withExcel(context => new TableWriter(context).restore(FEUILLE, image));
}

test('rouvrir des lignes qui se suivent : elles reviennent exactement, en autant d’envois pour cinq que pour une', async () => {
  const excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  const client = bootClient(excel);
  client.install();
  const depart = photographier(excel);
  const envois: number[] = [];
  for (const combien of [1, 5]) {
    const images = await retirerLesPremieres(excel, combien);
    const avant = client.session.stats.requests;
    await remettre(images);
    envois.push(client.session.stats.requests - avant);
    expect(photographier(excel)).toEqual(depart);
  }
  expect(envois[1]).toBe(envois[0]);
  // Un envoi à moitié appliqué, à chaque envoi : remettre de nouveau finit, sans une ligne blanche de plus.
  for (let n = 1; n <= envois[0]!; n++) {
    const images = await retirerLesPremieres(excel, 5);
    client.session.faults.failAt(n, 'GeneralException', 'half');
    await remettre(images).catch(() => undefined);
    client.session.faults.clear();
    await remettre(images);
    expect({ n, classeur: photographier(excel) }).toEqual({ n, classeur: depart });
  }
  client.uninstall();
  client.dispose();
  excel.dispose();
});
