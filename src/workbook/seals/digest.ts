/** L'empreinte SHA-256 d'une table dans sa forme canonique, et les empreintes courtes de ses lignes, par tranches. */
import { throwIfCancelled, type WorkOptions, yieldToWindow } from '../office';
import { type Canonique, empreinteCourte } from './canonical';
import { sorted } from './sorting';

/** SHA-256 d'un texte, en hexadécimal. Reçu, jamais supposé : un essai ou un autre hôte peut donner le sien. */
export type Hash = (text: string) => Promise<string>;

/** Le SHA-256 de l'hôte : WebCrypto, dans Excel comme dans Node. */
export const sha256: Hash = async text => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
};

/** Lignes d'un bloc : le SHA-256 de la table est celui de la suite des SHA-256 de ses blocs. */
export const BLOCK = 1024;

/** Durée d'une tranche avant de rendre la main. */
const SLICE_MS = 25;

/** Une ligne retenue : sa clé, son empreinte courte, son rang dans la lecture. */
export interface RowPrint {
  readonly key: string;
  readonly print: string;
  readonly rank: number;
}

export interface TablePrint {
  readonly rows: readonly RowPrint[];
  readonly hash: string;
}

/** Rend la main à la fenêtre quand la tranche est passée ; renoncer s'entend là. */
export class Pace {
  /** Fois où la main a été rendue. */
  yields = 0;
  private start = performance.now();

  constructor(private readonly options: WorkOptions = {}) {}

  async breathe(): Promise<void> {
    if (performance.now() - this.start < SLICE_MS) return;
    throwIfCancelled(this.options.signal);
    await yieldToWindow();
    this.yields++;
    this.start = performance.now();
  }

  async run<T>(slices: Generator<void, T>): Promise<T> {
    for (;;) {
      const { done, value } = slices.next();
      if (done) return value;
      await this.breathe();
    }
  }
}

/** Les rangs retenus, dans l'ordre de leurs clés. */
async function inOrder(canonique: Canonique, pace: Pace): Promise<{ ranks: number[]; keys: string[] }> {
  const ranks: number[] = [];
  const keys: string[] = [];
  for (let rank = 0; rank < canonique.nombre; rank++) {
    if (rank % BLOCK === 0) await pace.breathe();
    if (!canonique.retient(rank)) continue;
    ranks.push(rank);
    keys.push(canonique.cle(rank));
  }
  const order = await pace.run(sorted(keys));
  return { ranks: order.map(at => ranks[at]!), keys: order.map(at => keys[at]!) };
}

/** Les lignes retenues, dans l'ordre de leurs clés, avec leur empreinte courte ; bloc par bloc, leur texte est à qui le veut. */
async function printBlocks(
  canonique: Canonique,
  pace: Pace,
  onBlock?: (text: string) => Promise<void>,
): Promise<RowPrint[]> {
  const { ranks, keys } = await inOrder(canonique, pace);
  const rows: RowPrint[] = [];
  for (let first = 0; first < ranks.length; first += BLOCK) {
    const lines: string[] = [];
    for (let i = first; i < Math.min(ranks.length, first + BLOCK); i++) {
      const rank = ranks[i]!;
      const text = canonique.texte(rank);
      lines.push(text);
      rows.push({ key: keys[i]!, print: empreinteCourte(text), rank });
    }
    await onBlock?.(lines.join('\n'));
    await pace.breathe();
  }
  return rows;
}

/** Les lignes retenues, dans l'ordre de leurs clés, avec leur empreinte courte. */
export const printRows = (canonique: Canonique, pace: Pace): Promise<RowPrint[]> =>
  printBlocks(canonique, pace);

interface Hashing {
  readonly hash: Hash;
  readonly pace: Pace;
}

/** Les mêmes, et le SHA-256 de la table, en une passe. */
export async function printTable(canonique: Canonique, { hash, pace }: Hashing): Promise<TablePrint> {
  const blocks: string[] = [];
  const rows = await printBlocks(canonique, pace, async text => void blocks.push(await hash(text)));
  return { rows, hash: await hash(blocks.join('\n')) };
}

/**
 * SHA-256 d'une table : ses lignes dans l'ordre des clés, une par ligne (LF), par blocs de {@link BLOCK} ; puis la suite
 * des empreintes des blocs, une par ligne. Une table vide a l'empreinte du texte vide.
 */
export async function hashRows(
  canonique: Canonique,
  rows: readonly RowPrint[],
  { hash, pace }: Hashing,
): Promise<string> {
  const blocks: string[] = [];
  for (let first = 0; first < rows.length; first += BLOCK) {
    const lines = rows.slice(first, first + BLOCK).map(({ rank }) => canonique.texte(rank));
    blocks.push(await hash(lines.join('\n')));
    await pace.breathe();
  }
  return hash(blocks.join('\n'));
}
