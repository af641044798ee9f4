/** La chaîne des scellés : chaque scellé, et chaque réouverture, porte l'empreinte de celui d'avant. */
import { type Jour, versIso } from '../../comptabilite';
import type { Scelles } from '../../cloture/tables-communes';
import type { Ligne, Valeurs } from '../table';
import type { Hash } from './digest';

export type SealRow = Ligne<typeof Scelles>;
type NewRow = Valeurs<typeof Scelles>;

/** Un maillon : un mois scellé avec ses tables, ou une réouverture. */
export interface Link {
  readonly numero: number;
  readonly head: SealRow;
  readonly tables: readonly SealRow[];
}

/** Ce qu'un maillon dit de lui-même, avant son empreinte. */
export type NewLink = Omit<NewRow, 'Empreinte' | 'Precedente' | 'Table' | 'Lignes'> & {
  readonly Objet: 'SCELLE' | 'REOUVERTURE';
};

/** Les maillons du classeur, dans l'ordre ; une ligne de table sans son maillon ne compte pas. */
export function linksOf(rows: readonly SealRow[]): Link[] {
  const isHead = ({ Objet }: SealRow) => Objet === 'SCELLE' || Objet === 'REOUVERTURE';
  const tables = new Map<number, SealRow[]>();
  for (const row of rows) {
    if (isHead(row)) continue;
    const known = tables.get(row.Numero);
    if (known) known.push(row);
    else tables.set(row.Numero, [row]);
  }
  return rows
    .filter(isHead)
    .map(head => ({ numero: head.Numero, head, tables: tables.get(head.Numero) ?? [] }))
    .sort((a, b) => a.numero - b.numero);
}

/** Les scellés en vigueur, du plus ancien au plus récent : une réouverture lève ceux de son mois et des suivants. */
export function inForce(links: readonly Link[]): Link[] {
  let kept: Link[] = [];
  for (const link of links) {
    if (link.head.Objet === 'REOUVERTURE') kept = kept.filter(({ head }) => head.Arrete < link.head.Arrete);
    else kept.push(link);
  }
  return kept;
}

const day = (value: Jour | undefined): string => (value === undefined ? '' : versIso(value));

/**
 * Le texte dont l'empreinte d'un maillon est le SHA-256 : un tableau JSON de ce qu'il dit, puis de ses tables triées.
 * Changer une cellule d'un scellé change donc son empreinte, et détache les suivants.
 */
export function textOf(
  head: NewLink & { Precedente?: string | undefined },
  tables: readonly NewRow[],
): string {
  const sorted = [...tables].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return JSON.stringify([
    head.Numero,
    head.Objet,
    versIso(head.Arrete),
    day(head.ArretePrecedent),
    head.Colonnes ?? '',
    head.Version ?? '',
    head.Motif ?? '',
    head.Par ?? '',
    head.Horodatage ?? '',
    head.Precedente ?? '',
    sorted.map(row => [row.Objet, row.Table ?? '', row.Lignes ?? 0, row.Colonnes ?? '', row.Empreinte]),
  ]);
}

const nameOf = ({ Objet, Table }: NewRow): string => `${Objet} ${Table ?? ''}`;

/** Le maillon de plus, signé : ses lignes telles qu'à écrire dans la table. */
export async function sign(
  link: NewLink,
  tables: readonly NewRow[],
  previous: Link | undefined,
  hash: Hash,
): Promise<NewRow[]> {
  const head = { ...link, ...(previous ? { Precedente: previous.head.Empreinte } : {}) };
  return [...tables, { ...head, Empreinte: await hash(textOf(head, tables)) }];
}

/** Où la chaîne est rompue : le maillon changé, ou celui qui ne suit pas le précédent. */
export interface Break {
  readonly link: Link;
  readonly nature: 'CHANGE' | 'DETACHE';
}

export async function findBreaks(links: readonly Link[], hash: Hash): Promise<Break[]> {
  const breaks: Break[] = [];
  let previous: Link | undefined;
  for (const link of links) {
    const head = link.head as SealRow & NewLink;
    const follows =
      link.numero === (previous?.numero ?? 0) + 1 &&
      (head.Precedente ?? '') === (previous?.head.Empreinte ?? '');
    if (!follows) breaks.push({ link, nature: 'DETACHE' });
    if ((await hash(textOf(head, link.tables))) !== head.Empreinte) breaks.push({ link, nature: 'CHANGE' });
    previous = link;
  }
  return breaks;
}
