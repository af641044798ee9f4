/** Ce que la page « Arrêtés » montre de l'historique : filtres, lignes, chemin vers l'écriture. Aucun calcul comptable. */
import {
  EcrituresCloture,
  Historique,
  Periodes,
  RATTACHEMENT,
  ReglesCA,
} from '../../cloture/tables-communes';
import { avantApres, estPermise } from '../../cloture/tables-communes/ecritures-touchees';
import { ruptures, type Rupture } from '../../cloture/tables-communes/sceau';
import { piecesTouchees } from '../../cloture/tables-communes/sceau-pieces';
import {
  lireCleGeneration,
  fin,
  LIGNES_PAR_TRANCHE,
  type Phrase,
  type Jour,
  versIso,
} from '../../comptabilite';
import { Pace } from '../../workbook/seals/digest';
import type { Ligne, Rang, TablesLues, Valeurs } from '../../workbook/table';

export type RecordRow = Ligne<typeof Historique>;
/** Une ligne saisie dans le volet. */
export type NewRecord = Valeurs<typeof Historique>;
export type Module = RecordRow['Module'];

/** Les tables que la page lit. */
export const RECORD_TABLES = [Historique, EcrituresCloture, Periodes, ReglesCA] as const;

/** L'historique lu, du plus récent arrêté au plus ancien. */
export interface Records {
  readonly rows: readonly RecordRow[];
  readonly broken: readonly Rupture[];
  /** Ce que quelqu'un a fait à la main des écritures de clôture. */
  readonly touched: TouchedEntries;
  /** Le numéro de ligne de l'écriture d'une ligne, si elle en a une. */
  readonly entryOf: (row: RecordRow) => number | undefined;
  /** La méthode d'une ligne : celle de sa règle, RATTACHEMENT, ou son module. */
  readonly methodOf: (row: RecordRow) => string;
  /** Les arrêtés encore ouverts : les seuls où une ligne se saisit. */
  readonly open: readonly Jour[];
}

/** Les lignes d'écriture changées, ajoutées ou retirées à la main ; et les libellés changés d'écritures validées. */
export interface TouchedEntries {
  readonly changed: readonly Rupture[];
  /** Numéros des lignes ajoutées. */
  readonly added: readonly number[];
  /** Clés de génération des lignes retirées. */
  readonly removed: readonly string[];
  /** Lignes retirées qu'on ne sait plus remettre : leur clé et leur nombre. */
  readonly lost: readonly (readonly [cle: string, nombre: number])[];
  readonly labels: readonly { readonly ligne: number; readonly dit: Phrase }[];
}

function* touchedEntries(tables: TablesLues): Generator<void, TouchedEntries> {
  const { changees, ajoutees, retirees, perdues } = yield* piecesTouchees(tables.lire(EcrituresCloture));
  return {
    changed: changees.filter(one => !estPermise(one)),
    added: ajoutees.map(({ ligne }) => ligne),
    removed: retirees.map(({ CleGeneration }) => String(CleGeneration)),
    lost: [...perdues],
    labels: changees
      .filter(estPermise)
      .flatMap(one => one.colonnes.map(colonne => ({ ligne: one.ligne, dit: avantApres(one, colonne) }))),
  };
}

export const keyOf = (row: Rang | RecordRow | NewRecord): Rang =>
  Object.fromEntries(Historique.cle.map(column => [column, (row as Rang)[column]]));

/** Range ce que la page a lu, par tranches : la fenêtre ne se fige pas. */
export const recordsOf = (tables: TablesLues): Promise<Records> => new Pace().run(sorting(tables));

function* sorting(tables: TablesLues): Generator<void, Records> {
  const history = tables.lire(Historique);
  const types = new Map(tables.lire(ReglesCA).lignes.map(r => [r.CodeRegle, r.Type as string]));
  const entries = new Map<string, number>();
  for (const [i, e] of tables.lire(EcrituresCloture).lignes.entries()) {
    if (i % LIGNES_PAR_TRANCHE === 0) yield;
    for (const key of [entryKey(e.CleGeneration, e.Compte, e.IdAffaire), entryKey(e.CleGeneration, e.Compte)])
      if (!entries.has(key)) entries.set(key, e.ligne);
  }
  const touched = yield* touchedEntries(tables);
  return {
    rows: [...history.lignes].sort((a, b) => b.Arrete - a.Arrete || a.ligne - b.ligne),
    broken: ruptures(history),
    touched,
    entryOf: row => entries.get(wanted(row, true)) ?? entries.get(wanted(row, false)),
    methodOf: row =>
      row.Regle === undefined
        ? row.Module
        : row.Regle === RATTACHEMENT
          ? RATTACHEMENT
          : (types.get(row.Regle) ?? row.Regle),
    open: tables
      .lire(Periodes)
      .lignes.filter(({ Etat }) => Etat !== 'FERMEE')
      .map(({ Periode }) => fin(Periode))
      .sort((a, b) => a - b),
  };
}

/** Le rattachement des produits a ses propres clés de génération (RFAE, RPCA). */
const keyModule = (row: Pick<RecordRow, 'Module' | 'Regle'>) =>
  row.Regle === RATTACHEMENT && (row.Module === 'FAE' || row.Module === 'PCA')
    ? `R${row.Module}`
    : row.Module;

/** Module, arrêté et sens d'une écriture, son compte et son affaire : ce qui la rapproche d'une ligne d'historique. */
function entryKey(cle: string, compte: string, affaire = ''): string {
  const { module, arrete, sens } = lireCleGeneration(cle);
  return [module, arrete, sens, compte, affaire].join('|');
}

const wanted = (row: RecordRow, byProject: boolean) =>
  entryKey(
    [keyModule(row), versIso(row.Arrete), '', row.TypeLigne === 'EXTOURNE' ? 'EXTOURNE' : 'ARRETE'].join('|'),
    row.Compte ?? '',
    byProject ? row.IdAffaire : '',
  );

/** Ce qu'on demande à voir ; un champ vide ne filtre rien. */
export interface RecordFilter {
  readonly affaire: string;
  /** Mois AAAA-MM. */
  readonly mois: string;
  readonly methode: string;
}

export const EVERYTHING: RecordFilter = { affaire: '', mois: '', methode: '' };

export const monthOf = (row: RecordRow): string => versIso(row.Arrete).slice(0, 7);

/** Les lignes que le filtre retient. */
export const filtered = (
  { rows, methodOf }: Records,
  { affaire, mois, methode }: RecordFilter,
): RecordRow[] =>
  rows.filter(
    row =>
      (affaire === '' || row.IdAffaire === affaire) &&
      (mois === '' || monthOf(row) === mois) &&
      (methode === '' || methodOf(row) === methode),
  );

const distinct = (values: readonly (string | undefined)[]) =>
  [...new Set(values.filter(v => v !== undefined))].sort();

/** Les choix de chaque filtre : ce qui est dans l'historique. */
export const choicesOf = ({ rows, methodOf }: Records) => ({
  affaires: distinct(rows.map(r => r.IdAffaire)),
  mois: distinct(rows.map(monthOf)).reverse(),
  methodes: distinct(rows.map(methodOf)),
});

/** Une ligne saisie et pas encore validée : la seule qui se change. */
export const isEditable = (row: RecordRow): boolean =>
  (row.TypeLigne === 'MANUEL' || row.TypeLigne === 'REPRISE') &&
  row.Valide !== true &&
  row.Sceau === undefined;

/** La copie d'une ligne, à retoucher : à saisir, pas validée, sans sceau. */
export function copyOf(row: RecordRow): NewRecord {
  const { ligne: _ligne, Sceau: _sceau, Horodatage: _quand, ...rest } = row;
  return { ...rest, TypeLigne: 'MANUEL', Valide: false };
}
