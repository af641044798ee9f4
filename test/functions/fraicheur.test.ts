import fc from 'fast-check';
import { FacturesClients, Temps } from '../../src/cloture/tables-communes';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { TableCache } from '../../src/workbook/cache';
import { readTables } from '../../src/workbook/reader';
import { colonneDe, type TablesLues } from '../../src/workbook/table';
import { petitClasseur } from '../exemple/petit-classeur';
import { Vue } from '../workbook/coauteur';

/**
 * Le modèle des fonctions n'est jamais périmé : après n'importe quels changements, de n'importe qui, ce qu'il tient est ce
 * qu'une lecture neuve du classeur rend.
 */
const TABLES = [Temps, FacturesClients];

let excel: EmbeddedExcel;
let moi: Client;
let marc: Client;
let cache: TableCache;

beforeEach(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  moi = bootClient(excel);
  marc = bootClient(excel);
  moi.install();
  await faire(moi, context => {
    // Deux jours de la table viennent d'une formule, qui lit une feuille de l'utilisateur.
    context.workbook.worksheets.add('À moi').getRange('A1').values = [[1]];
    const jours = context.workbook.tables.getItem('Temps').columns.getItem('Jours').getDataBodyRange();
    jours.getCell(3, 0).formulas = [["='À moi'!A1"]];
    jours.getCell(7, 0).formulas = [["='À moi'!A1/2"]];
  });
  cache = new TableCache(TABLES, { delayMs: 0, calculatedDelayMs: 0 });
  await cache.start();
});

afterEach(async () => {
  await cache.stop();
  moi.uninstall();
  excel.dispose();
});

const faire = (client: Client, geste: (context: Excel.RequestContext) => void): Promise<void> =>
  client.Excel.run(async context => {
    geste(context);
    await context.sync();
  });

/** Qui change le classeur : l'utilisateur par la grille, le complément, un co-auteur. */
type Qui = 'grille' | 'complément' | 'co-auteur';
const QUI: readonly Qui[] = ['grille', 'complément', 'co-auteur'];

/** Écrit un bloc, par la grille ou par une bibliothèque. */
async function poser(qui: Qui, vue: Vue, [rang, colonne]: readonly [number, number], valeurs: unknown[][]) {
  const [row, column] = [vue.ligne + rang, vue.colonne + colonne];
  if (qui !== 'grille')
    return faire(qui === 'complément' ? moi : marc, context => {
      const feuille = context.workbook.worksheets.getItem(vue.feuille);
      feuille.getRangeByIndexes(row, column, valeurs.length, valeurs[0]!.length).values = valeurs;
    });
  const { id } = excel.model.sheets().find(({ name }) => name === vue.feuille)!;
  const plage = excel.model.workbook
    .getSheetBySheetId(id)!
    .getRange(row, column, valeurs.length, valeurs[0]!.length);
  plage.setValues(valeurs as never);
}

const client = (qui: Qui) => (qui === 'co-auteur' ? marc : moi);
const table = (qui: Qui, nom: string, geste: (t: Excel.Table) => void) =>
  faire(client(qui), context => geste(context.workbook.tables.getItem(nom)));

/** Saisies que l'annulation a bien défaites : un geste sans effet ne prouverait rien. */
let annulees = 0;

type Geste = (qui: Qui, nom: string, vue: Vue, n: number) => Promise<unknown>;
const GESTES: Readonly<Record<string, Geste>> = {
  saisir: (qui, nom, vue, n) => {
    const entete = nom === 'Temps' ? 'Jours' : 'Montant HT';
    const colonne = Math.max(
      0,
      vue.entetes.findIndex(e => e.trim() === entete),
    );
    return poser(qui, vue, [n % vue.corps.length, colonne], [[n % 7]]);
  },
  'saisir, puis annuler': async (_qui, nom, vue, n) => {
    await GESTES['saisir']!('grille', nom, vue, n);
    // Tantôt le modèle a déjà lu la saisie, tantôt les deux changements lui arrivent ensemble.
    if (n % 2 === 0) await excel.calculated();
    const saisie = JSON.stringify(new Vue(excel, nom).corps);
    excel.model.workbook.undo();
    annulees += Number(JSON.stringify(new Vue(excel, nom).corps) !== saisie);
    if (n % 3 === 0) excel.model.workbook.redo();
  },
  illisible: (qui, _nom, vue, n) =>
    poser(qui, vue, [n % vue.corps.length, n % vue.entetes.length], [['pas lisible']]),
  coller: (qui, _nom, vue, n) => {
    const rang = n % vue.corps.length;
    const lignes = vue.corps.slice(rang, rang + 3).map(l => [...l]);
    return poser(qui, vue, [(n * 3) % vue.corps.length, 0], lignes);
  },
  'recopier vers le bas': (qui, _nom, vue, n) => {
    const colonne = n % vue.entetes.length;
    const rang = n % vue.corps.length;
    const hauteur = Math.min(4, vue.corps.length - rang);
    return poser(
      qui,
      vue,
      [rang, colonne],
      Array.from({ length: hauteur }, () => [vue.corps[rang]![colonne]]),
    );
  },
  effacer: (qui, _nom, vue, n) => poser(qui, vue, [n % vue.corps.length, 0], [vue.entetes.map(() => '')]),
  'ajouter dessous': (qui, _nom, vue, n) => {
    const ligne = [...vue.corps[n % vue.corps.length]!];
    ligne[0] = `Z${n}`;
    return poser(qui, vue, [vue.corps.length, 0], [ligne]);
  },
  trier: (qui, nom, _vue, n) => table(qui, nom, t => t.sort.apply([{ key: n % 8, ascending: n % 2 === 0 }])),
  'supprimer une ligne': (qui, nom, vue, n) =>
    vue.corps.length > 2
      ? table(qui, nom, t => t.rows.getItemAt(n % vue.corps.length).delete())
      : Promise.resolve(),
  'insérer une ligne': (qui, _nom, vue, n) =>
    faire(client(qui), context => {
      const feuille = context.workbook.worksheets.getItem(vue.feuille);
      feuille
        .getRangeByIndexes(vue.ligne + (n % vue.corps.length) - (n % 2), 0, 1, 1)
        .getEntireRow()
        .insert('Down');
    }),
  'insérer une colonne': (qui, _nom, vue, n) =>
    faire(client(qui), context => {
      const feuille = context.workbook.worksheets.getItem(vue.feuille);
      feuille
        .getRangeByIndexes(0, n % 4, 1, 1)
        .getEntireColumn()
        .insert('Right');
    }),
  'renommer une colonne': (qui, _nom, vue, n) =>
    poser(qui, vue, [-1, n % vue.entetes.length], [[`${vue.entetes[n % vue.entetes.length]} `]]),
  'renommer la feuille': (qui, _nom, vue, n) =>
    faire(
      client(qui),
      context => void (context.workbook.worksheets.getItem(vue.feuille).name = `Feuille ${n}`),
    ),
  'un résultat de formule': (qui, _nom, _vue, n) =>
    faire(client(qui), context => {
      context.workbook.worksheets.getItem('À moi').getRange('A1').values = [[n % 5]];
    }),
};

const geste = fc.record({
  quoi: fc.constantFrom(...Object.keys(GESTES)),
  qui: fc.constantFrom(...QUI),
  nom: fc.constantFrom('Temps', 'FacturesClients'),
  n: fc.nat(500),
});

const contenu = (tables: TablesLues) =>
  TABLES.map(t => {
    const { lignes, ecartees, anomalies } = tables.lire(t);
    return { lignes: [...lignes], ecartees: [...ecartees], anomalies: anomalies.map(a => a.message) };
  });

/** Ce que tient le modèle une fois les événements arrivés ; on les attend un peu, une valeur périmée le reste. */
async function tenu(): Promise<unknown> {
  const attendu = JSON.stringify(contenu(await readTables(TABLES)));
  for (let essai = 0; essai < 40; essai++) {
    await excel.calculated();
    await cache.settled();
    if (JSON.stringify(contenu(cache)) === attendu) break;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return contenu(cache);
}

test('une saisie trop longue pour une réponse d’Excel se relit par tranches, sans rester périmée', async () => {
  moi.session.faults.maxBytes = 150_000;
  const vue = new Vue(excel, 'Temps');
  const taches = vue.entetes.findIndex(entete => entete.trim() === colonneDe(Temps, 'Tache').entete);
  const textes = vue.corps.map((_, i) => [`${i} ${'x'.repeat(2_000)}`]);
  await poser('co-auteur', vue, [0, taches], textes);
  expect(await tenu()).toEqual(contenu(await readTables(TABLES)));
  expect(cache.lire(Temps).lignes.map(l => l.Tache)).toEqual(textes.map(([t]) => t));
});

test('après n’importe quels changements, le modèle est une lecture neuve', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(geste, { minLength: 1, maxLength: 4 }), async gestes => {
      for (const { quoi, qui, nom, n } of gestes) await GESTES[quoi]!(qui, nom, new Vue(excel, nom), n);
      expect(await tenu()).toEqual(contenu(await readTables(TABLES)));
    }),
    { numRuns: 80, seed: 20_261_130, endOnFailure: true },
  );
  expect(annulees).toBeGreaterThan(5);
}, 600_000);
