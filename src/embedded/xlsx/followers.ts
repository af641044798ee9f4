import { cellAddress, parseRange } from './a1';
import type { Adjuster } from './adjust';
import type { Package } from './package';
import { child, elements, textOf, walk } from './xml';
import type { XmlElement } from './xml';

/**
 * Notes (and the shapes that show them), threaded comments and drawings stay on their cells when rows or columns
 * were inserted or deleted.
 * @param name name of the sheet in the file
 */
export function followNotes(pack: Package, part: string, name: string, adjuster: Adjuster): void {
  for (const link of pack.relationships(part)) {
    if (link.external || !pack.has(link.target)) continue;
    const kind = link.type.slice(link.type.lastIndexOf('/') + 1);
    if (kind === 'comments' || kind === 'threadedComment') followComments(pack, link.target, name, adjuster);
    else if (kind === 'vmlDrawing') followShapes(pack, link.target, name, adjuster);
    else if (kind === 'drawing') followAnchors(pack, link.target, name, adjuster);
  }
}

function moved(
  adjuster: Adjuster,
  sheet: string,
  row: number,
  column: number,
): { row: number; column: number } | undefined {
  const range = adjuster.range(sheet, { startRow: row, startColumn: column, endRow: row, endColumn: column });
  return range && { row: range.startRow, column: range.startColumn };
}

function followComments(pack: Package, part: string, sheet: string, adjuster: Adjuster): void {
  const root = pack.xml(part);
  let changed = false;
  walk(root, node => {
    node.children = node.children.filter(c => {
      const range = typeof c === 'string' ? undefined : parseRange(c.attrs['ref'] ?? '');
      if (typeof c === 'string' || !range) return true;
      const to = moved(adjuster, sheet, range.startRow, range.startColumn);
      if (!to) changed = true;
      else if (to.row !== range.startRow || to.column !== range.startColumn) {
        c.attrs['ref'] = cellAddress(to.row, to.column);
        changed = true;
      }
      return to !== undefined;
    });
  });
  if (changed) pack.set(part, root);
}

/** The shape of a note says its cell in `x:Row` and `x:Column`. */
function followShapes(pack: Package, part: string, sheet: string, adjuster: Adjuster): void {
  const before = pack.text(part);
  const after = before.replace(/<v:shape\b[\s\S]*?<\/v:shape>/g, shape => {
    const row = /<x:Row>(\d+)<\/x:Row>/.exec(shape);
    const column = /<x:Column>(\d+)<\/x:Column>/.exec(shape);
    if (!row || !column) return shape;
    const to = moved(adjuster, sheet, Number(row[1]), Number(column[1]));
    if (!to) return '';
    return shape
      .replace(row[0], `<x:Row>${to.row}</x:Row>`)
      .replace(column[0], `<x:Column>${to.column}</x:Column>`);
  });
  if (after !== before) pack.set(part, after);
}

function setNumber(node: XmlElement | undefined, value: number): boolean {
  if (!node || textOf(node) === String(value)) return false;
  node.children = [String(value)];
  return true;
}

/** A drawing keeps its size: both its corners move as its first one does. */
function followAnchors(pack: Package, part: string, sheet: string, adjuster: Adjuster): void {
  const root = pack.xml(part);
  let changed = false;
  for (const anchor of elements(root)) {
    const [from, to] = [child(anchor, 'from'), child(anchor, 'to')];
    const [row, column] = [Number(textOf(child(from, 'row'))), Number(textOf(child(from, 'col')))];
    const place = from && moved(adjuster, sheet, row, column);
    if (!place) continue;
    const [rows, columns] = [place.row - row, place.column - column];
    for (const corner of [from, to]) {
      if (!corner || (rows === 0 && columns === 0)) continue;
      changed = setNumber(child(corner, 'row'), Number(textOf(child(corner, 'row'))) + rows) || changed;
      changed = setNumber(child(corner, 'col'), Number(textOf(child(corner, 'col'))) + columns) || changed;
    }
  }
  if (changed) pack.set(part, root);
}
