/**
 * « Importer un export » : d'un fichier CSV aux lignes d'une table. L'utilisateur dit quelle colonne du fichier va dans
 * quelle colonne de la table ; ce qui ne se comprend pas est une anomalie qui nomme la ligne du fichier, et rien de cette
 * ligne n'est écrit.
 */
import { type Anomalie, estBloquante, type Montant, oppose } from '../comptabilite';
import { type Export, importable, type Mapping, SHOWN, tooWide } from './export-file';
import { Decodage } from './decode';
import type { DescriptionFeuille } from './feuille';
import type { Image } from './images';
import { type WorkOptions, throwIfCancelled, withExcel, yieldToWindow } from './office';
import { enqueue } from './queue';
import { readTables } from './reader';
import type { AnyTable, Colonne, Lecture, Rang } from './table';
import { cleLisible, cleTexte } from './tables/doublons';
import { TableWriter, type WriteReport } from './writer';

export * from './export-file';

/** Ce que devient une ligne dont la clé est déjà dans la table. */
export type ImportMode = 'AJOUTER' | 'REMPLACER';

/** Une ligne décodée du fichier, sous son numéro. */
type Row = Rang & { readonly ligne: number };

export interface Preview {
  readonly mode: ImportMode;
  /** Les colonnes reconnues ou choisies, seules lues et seules écrites (avec celles de la clé). */
  readonly table: AnyTable;
  /** Les lignes prêtes à écrire. */
  readonly rows: readonly Row[];
  readonly added: number;
  readonly replaced: number;
  readonly refused: number;
  readonly anomalies: readonly Anomalie[];
}

const ROWS_PER_SLICE = 2000;

/**
 * La table réduite à ce que le fichier apporte : les autres colonnes de l'utilisateur ne se lisent ni ne s'écrivent.
 * Pour remplacer, la clé et les colonnes à changer suffisent.
 */
function reduced(table: AnyTable, mapping: Mapping, mode: ImportMode): AnyTable {
  const wanted = ({ cle, requis }: Colonne) =>
    mapping[cle] !== undefined || table.cle.includes(cle) || (requis && mode === 'AJOUTER');
  // Réduite, une table générée semblerait avoir perdu ses autres colonnes : un import n'en ajoute aucune.
  return { ...table, generee: false, colonnes: importable(table).filter(wanted) };
}

/**
 * Ce que l'import écrirait, sans rien écrire : les lignes du fichier décodées comme celles d'une feuille, rapprochées de
 * celles de la table par leur clé. Rend la main à la fenêtre entre deux tranches.
 * @param options `existing` : la table, si elle est déjà lue
 */
export async function previewImport(
  table: AnyTable,
  file: Export,
  mapping: Mapping,
  mode: ImportMode,
  { signal, existing: read }: WorkOptions & { readonly existing?: Lecture | undefined } = {},
): Promise<Preview> {
  const target = reduced(table, mapping, mode);
  const columnOf = new Map(Object.entries(mapping).map(([column, header]) => [header, column]));
  // Sous le nom du fichier : ce sont ses lignes que les anomalies nomment.
  const decoding = new Decodage(
    { ...target, nom: file.name },
    file.headers.map(header => columnOf.get(header) ?? ''),
    { premiereLigne: file.headerLine },
  );
  for (let first = 0; first < file.records.length; first += ROWS_PER_SLICE) {
    throwIfCancelled(signal);
    decoding.ajouter(file.records.slice(first, first + ROWS_PER_SLICE));
    await yieldToWindow();
  }
  const existing = read ?? (await readTables([table])).lire(table);
  const lacking = importable(table).find(c => c.requis && !target.colonnes.includes(c));
  return reconcile(target, file, decoding.terminer(), { existing, mode, lacking });
}

/** Les lignes du fichier face à celles de la table : à ajouter, à remplacer, refusées. */
function reconcile(
  table: AnyTable,
  file: Export,
  read: Lecture,
  { existing, mode, lacking }: { existing: Lecture; mode: ImportMode; lacking: Colonne | undefined },
): Preview {
  const wide = tooWide(file);
  const anomalies = [
    // Dans un fichier texte, un nombre écrit en texte ou une colonne déplacée vont de soi : les avis se taisent.
    ...read.anomalies.filter(({ gravite }) => gravite !== 'INFO'),
    ...wide.anomalies,
  ];
  const bad = new Set([...anomalies.filter(estBloquante).map(({ ligne }) => ligne), ...wide.rows]);
  const present = new Map<string, number>();
  for (const row of existing.lignes) present.set(cleTexte(row, table.cle), row.ligne);
  const unreadable = new Set(existing.ecartees.map(row => cleTexte(row, table.cle)));
  const positive = existing.anomalies.some(({ code, gravite }) => code === MIXED && gravite === 'INFO');
  const ambiguous = anomalies.some(({ code }) => code === MIXED);
  const seen = new Set<string>();
  const rows: Row[] = [];
  let replaced = 0;
  let shown = 0;
  for (const row of ambiguous ? [] : (read.lignes as readonly Row[])) {
    const key = cleTexte(row, table.cle);
    const first = !seen.has(key);
    seen.add(key);
    const taken = present.get(key);
    if (!first || bad.has(row.ligne)) continue;
    const obstacle = unreadable.has(key)
      ? UNREADABLE
      : taken === undefined
        ? lacking && cannotAdd(lacking)
        : mode === 'AJOUTER' && alreadyThere(taken);
    if (obstacle) {
      if (shown++ < SHOWN) anomalies.push(refusal(table, row, obstacle));
      continue;
    }
    if (taken !== undefined) replaced++;
    rows.push(positive ? withPositiveCredits(table, row) : row);
  }
  return {
    mode,
    table,
    rows,
    added: rows.length - replaced,
    replaced,
    refused: read.lignes.length + read.ecartees.length - rows.length,
    anomalies: anomalies.map(ofFile),
  };
}

/** Une anomalie du fichier ne mène à aucune cellule du classeur. */
function ofFile(anomaly: Anomalie): Anomalie {
  const { table: _file, ...rest } = anomaly;
  return rest;
}

/** Signe des avoirs : mêlé dans le fichier, l'import entier attend ; tout positif dans la table, il le reste. */
const MIXED = 'C-TAB-07';

function withPositiveCredits(table: AnyTable, row: Row): Row {
  const { avoirs } = table;
  if (!avoirs || row[avoirs.colonne] !== avoirs.valeur) return row;
  const amounts = avoirs.montants.filter(column => typeof row[column] === 'number');
  return { ...row, ...Object.fromEntries(amounts.map(column => [column, oppose(row[column] as Montant)])) };
}

/** Pourquoi une ligne lisible du fichier n'entre pas : sa clé, puis la fin de la phrase, dans les deux langues. */
interface Obstacle {
  readonly fr: (table: string) => string;
  readonly en: (table: string) => string;
  readonly remede: string;
  readonly remedy: string;
}

const UNREADABLE: Obstacle = {
  fr: table => `est celle d'une ligne de ${table} qui ne se lit pas`,
  en: table => `belongs to a row of ${table} that cannot be read`,
  remede: 'Corrigez d’abord cette ligne de la table, puis importez à nouveau.',
  remedy: 'Correct that row of the table first, then import again.',
};

const alreadyThere = (row: number): Obstacle => ({
  fr: table => `est déjà dans ${table}, ligne ${row}`,
  en: table => `is already in ${table}, row ${row}`,
  remede: 'Choisissez de remplacer les lignes de même clé, ou retirez la ligne du fichier.',
  remedy: 'Choose to replace rows with the same key, or remove the row from the file.',
});

const cannotAdd = (column: Colonne): Obstacle => ({
  fr: table => `n'est pas dans ${table}, et le fichier n'a pas de quoi l'ajouter (« ${column.entete} »)`,
  en: table => `is not in ${table}, and the file lacks what adding it takes ("${column.en}")`,
  remede: `Donnez une colonne du fichier à « ${column.entete} », ou retirez la ligne.`,
  remedy: `Map a column of the file to "${column.en}", or remove the row.`,
});

function refusal(table: AnyTable, row: Row, { fr, en, remede, remedy }: Obstacle): Anomalie {
  const cle = cleLisible(table, row);
  return {
    code: 'C-CSV-06',
    gravite: 'ALERTE',
    ligne: row.ligne,
    cle,
    message: `Ligne ${row.ligne} du fichier : la clé ${cle} ${fr(table.nom)}.`,
    remede,
    en: { message: `Row ${row.ligne} of the file: the key ${cle} ${en(table.nom)}.`, remede: remedy },
  };
}

/**
 * Écrit les lignes d'un aperçu. Une ligne de même clé garde sa place, ses colonnes absentes du fichier et ce qui
 * l'entoure ; les autres s'ajoutent à la suite. Aucune ligne n'est retirée. En ajout, une clé arrivée dans la table depuis
 * l'aperçu n'est pas touchée. Renoncer, ou une panne, remet la table comme elle était.
 * @param description la feuille à créer si la table manque au classeur
 */
export function importRows(
  preview: Preview,
  description: DescriptionFeuille,
  options: WorkOptions = {},
): Promise<WriteReport> {
  const { table, rows, mode } = preview;
  const keys = new Set(rows.map(row => cleTexte(row, table.cle)));
  const produite = {
    table,
    lignes: rows,
    cle: (row: object) => cleTexte(row as Rang, table.cle),
    portee: (row: object) => mode === 'REMPLACER' && keys.has(cleTexte(row as Rang, table.cle)),
  };
  return enqueue(async () => {
    throwIfCancelled(options.signal);
    const images: Image[] = [];
    const onImage = async (image: Image) => void images.push(image);
    try {
      return await withExcel(context =>
        new TableWriter(context, { ...options, onImage }).write(produite, description),
      );
    } catch (error) {
      await withExcel(async context => {
        const writer = new TableWriter(context);
        for (const image of images.reverse()) await writer.restore({ ...description, table }, image);
      });
      throw error;
    }
  });
}
