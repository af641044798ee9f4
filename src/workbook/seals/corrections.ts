/**
 * « Consigner les changements tardifs » : un geste qui écrit, dans le mois ouvert, ce qui est arrivé à un mois fermé. Un
 * module cumulatif en porte déjà l'effet : on le consigne, on ne l'écrit pas deux fois. Une écriture importée tard, elle,
 * est redatée au premier jour ouvert, sa vraie date gardée (PCG art. 1031-4).
 */
import {
  accorder,
  depuisEuros,
  fin,
  type Jour,
  type Montant,
  moins,
  periodeDe,
  suivante,
  texteMois,
  versIso,
} from '../../comptabilite';
import type { Capacite } from '../../cloture/capacite';
import { ChangementsTardifs, Ecritures } from '../../cloture/tables-communes';
import { lendemainDesFermes } from '../../cloture/tables-communes/mois-ouverts';
import { arreteDuClasseur } from '../../cloture/tables-communes/parametres';
import { recordGesture } from '../gesture';
import type { WorkOptions } from '../office';
import type { Produite } from '../plan';
import { readTables } from '../reader';
import type { AnyTable, Ligne, Rang, TablesLues, Valeurs } from '../table';
import { cleTexte } from '../tables/doublons';
import { tablesToRead } from '../tablesToRead';
import { frozenBy } from './as-of';
import { readSealBook } from './book';
import type { RowChange } from './compare';
import { changesSince, type Moved } from './late';
import { replay, type Replay } from './replay';
import { readableKey } from './sentences';

type Noted = Valeurs<typeof ChangementsTardifs>;

export interface LateRequest extends WorkOptions {
  readonly capacites: readonly Capacite[];
  /** Qui consigne ; à défaut, le complément, comme ses exécutions. */
  readonly par?: string;
}

/** Ce que le geste a consigné. Arrêtés en ISO ; absents : aucun mois n'est scellé, ou rien n'a bougé. */
export interface LateRecord {
  readonly arrete?: string;
  readonly origine?: string;
  readonly lignes: number;
  readonly effets: number;
  /** Lignes d'écritures redatées au premier jour ouvert. */
  readonly redatees: number;
}

/**
 * Consigne ce qui a bougé depuis le dernier mois fermé, et redate les écritures importées dans ce mois. Deux fois valent
 * une. Rien d'un mois fermé n'est touché.
 */
export async function recordLateChanges({
  capacites,
  par = 'Clôture',
  ...options
}: LateRequest): Promise<LateRecord> {
  const book = await readSealBook(options);
  const { last } = book;
  if (!last) return { lignes: 0, effets: 0, redatees: 0 };
  const known = tablesToRead(capacites);
  const tables = await readTables(known, options);
  const moved = await changesSince(book, last, { tables, known }, options);
  const rejeu = await replay(tables, { capacites, frozen: await frozenBy(book, last, known), ...options });
  const month: Months = { origine: last.head.Arrete, arrete: openMonth(tables, last.head.Arrete) };
  const late = redatable(tables, moved);
  const rows = moved.flatMap(one => rowsOf(tables, one, month, late));
  const amounts = new Set(known.flatMap(amountsOf));
  const effects = effectsOf(rejeu, month, amounts);
  const record: LateRecord = {
    arrete: versIso(month.arrete),
    origine: versIso(month.origine),
    lignes: rows.length,
    effets: effects.length,
    redatees: late.size,
  };
  if (rows.length + effects.length === 0) return record;
  const message = `Changements tardifs de ${texteMois(periodeDe(month.origine))} : ${accorder(rows.length, 'ligne')}, ${accorder(effects.length, 'effet')}, ${accorder(late.size, 'ligne redatée', 'lignes redatées')}.`;
  const gesture = { capacites, par, arrete: month.arrete, mode: 'CORRIGER', message, ...options } as const;
  await recordGesture(gesture, async ({ write }) => {
    await write(redated(tables, late, lendemainDesFermes(tables, month.origine)) as unknown as Produite);
    await write(noted([...rows, ...effects], month) as unknown as Produite);
  });
  return record;
}

interface Months {
  readonly origine: Jour;
  readonly arrete: Jour;
}

/** L'arrêté du classeur s'il est après le mois fermé, sinon le mois suivant. */
function openMonth(tables: TablesLues, closed: Jour): Jour {
  const current = arreteDuClasseur(tables);
  return current !== undefined && current > closed ? current : fin(suivante(periodeDe(closed)));
}

/** Les lignes d'écritures ajoutées après coup, quand toute leur pièce l'est : une pièce n'a qu'une date (domaine §9.1). */
function redatable(tables: TablesLues, moved: readonly Moved[]): ReadonlySet<string> {
  const added = new Set<string>();
  for (const { change, taken } of moved)
    if (change.table.nom === Ecritures.nom && change.objet === 'ENTREE')
      for (const { nature, key } of change.rows) if (nature === 'AJOUTEE' && !taken.has(key)) added.add(key);
  if (added.size === 0) return added;
  const piece = (l: Ligne<typeof Ecritures>) => [l.Exercice, l.Journal, l.EcritureNum].join('|');
  const { lignes } = tables.lire(Ecritures);
  const old = new Set(lignes.filter(l => !added.has(cleTexte(l, Ecritures.cle))).map(piece));
  const late = lignes.filter(l => added.has(cleTexte(l, Ecritures.cle)) && !old.has(piece(l)));
  return new Set(late.map(l => cleTexte(l, Ecritures.cle)));
}

/** Les écritures redatées : leur date et leur survenance seules s'écrivent, le reste de la ligne est à l'utilisateur. */
function redated(tables: TablesLues, late: ReadonlySet<string>, day: Jour): Produite<typeof Ecritures> {
  const written = new Set(['DateEcriture', 'DateSurvenance']);
  const cle = (l: object) => cleTexte(l as Rang, Ecritures.cle);
  return {
    table: Ecritures,
    lignes: tables
      .lire(Ecritures)
      .lignes.filter(l => late.has(cle(l)))
      .map(l => ({ ...l, DateEcriture: day, DateSurvenance: l.DateSurvenance ?? l.DateEcriture })),
    cle,
    portee: l => late.has(cle(l)),
    colonnesUtilisateur: Ecritures.colonnes.map(c => c.cle).filter(c => !written.has(c)),
  };
}

/** Ce qu'on consigne d'une table : ses lignes du mois fermé qui ont bougé et qu'aucun mois fermé depuis n'a reprises. */
function rowsOf(
  tables: TablesLues,
  { change, taken }: Moved,
  { origine, arrete }: Months,
  late: ReadonlySet<string>,
): Noted[] {
  const { table, objet, datee, rows, gel } = change;
  if (objet !== 'ENTREE') return [];
  const counts = ({ nature, key }: RowChange) => !taken.has(key) && (datee || nature !== 'AJOUTEE');
  const wanted = rows.filter(counts);
  const byNumber = new Map(
    wanted.length === 0 ? [] : tables.lire(table).lignes.map(l => [l.ligne, l as Rang]),
  );
  return wanted.map(({ nature, key, ligne }) => ({
    Arrete: arrete,
    ArreteOrigine: origine,
    Objet: 'LIGNE',
    Source: table.nom,
    Cle: readableKey(key),
    Changement: nature,
    DateSurvenance: occurrence(byNumber.get(ligne ?? 0), gel.mois ?? [], origine),
    Traitement: table.nom !== Ecritures.nom ? 'CUMUL' : late.has(key) ? 'REDATEE' : 'A_PASSER',
  }));
}

function occurrence(row: Rang | undefined, columns: readonly string[], origine: Jour): Jour {
  const date = columns.map(cle => row?.[cle]).find(value => typeof value === 'number');
  return (date as Jour | undefined) ?? origine;
}

/** L'effet du mois recalculé, compte par compte et chiffre par chiffre ; le cumul du mois ouvert le porte. */
function effectsOf(
  { comptes, lignes }: Replay,
  { origine, arrete }: Months,
  amounts: ReadonlySet<string>,
): Noted[] {
  const effect = (
    fields: Pick<Noted, 'Objet' | 'Source' | 'Cle' | 'Colonne'>,
    fige: number | undefined,
    recalcule: number | undefined,
  ): Noted => ({
    Arrete: arrete,
    ArreteOrigine: origine,
    ...fields,
    Changement: 'EFFET',
    DateSurvenance: origine,
    Fige: cents(fige),
    Recalcule: cents(recalcule),
    Ecart: moins(cents(recalcule), cents(fige)),
    Traitement: 'CUMUL',
  });
  return [
    ...comptes.map(({ module, compte, idAffaire, fige, recalcule }) =>
      effect(
        {
          Objet: 'COMPTE',
          Source: module,
          Cle: [compte, idAffaire].filter(Boolean).join(' / '),
          Colonne: undefined,
        },
        fige,
        recalcule,
      ),
    ),
    ...lignes
      .filter(({ table, colonne }) => amounts.has(`${table}|${colonne}`))
      .map(({ table, cle, colonne, fige, recalcule }) =>
        effect({ Objet: 'CHIFFRE', Source: table, Cle: cle, Colonne: colonne }, fige, recalcule),
      ),
  ];
}

/** Les colonnes de montants : des jours ne s'additionnent pas à des euros. */
const amountsOf = ({ nom, colonnes }: AnyTable): string[] =>
  colonnes.filter(({ sorte }) => sorte === 'montant').map(({ cle }) => `${nom}|${cle}`);

const cents = (euros = 0): Montant => depuisEuros(euros);

/** Ce que le mois ouvert consigne de ce mois fermé. Une écriture déjà redatée n'est plus tardive : sa ligne reste. */
function noted(lignes: readonly Noted[], { origine, arrete }: Months): Produite<typeof ChangementsTardifs> {
  return {
    table: ChangementsTardifs,
    lignes,
    cle: l => cleTexte(l as unknown as Rang, ChangementsTardifs.cle),
    portee: l => l.Arrete === arrete && l.ArreteOrigine === origine && l.Traitement !== 'REDATEE',
  };
}
