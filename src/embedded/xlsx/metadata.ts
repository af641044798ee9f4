import { child, element, elements, insertOrdered, localName, walk } from './xml';
import type { XmlElement } from './xml';

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DYNAMIC = 'http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray';
const FEATURE = '{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}';
const ORDER = [
  'metadataTypes',
  'metadataStrings',
  'mdxMetadata',
  'futureMetadata',
  'cellMetadata',
  'valueMetadata',
  'extLst',
];

/** Numbers (`cm`, from 1) of the cell metadata that mark dynamic arrays. */
export function dynamicNumbers(root: XmlElement | undefined): Set<string> {
  const types = elements(child(root, 'metadataTypes'), 'metadataType').map(t => t.attrs['name']);
  const blocks = elements(child(root, 'cellMetadata'), 'bk');
  const found = new Set<string>();
  for (const [i, block] of blocks.entries()) {
    if (elements(block, 'rc').some(rc => types[Number(rc.attrs['t']) - 1] === 'XLDAPR'))
      found.add(String(i + 1));
  }
  return found;
}

function futureBlock(): XmlElement {
  const properties = element('xda:dynamicArrayProperties', { fDynamic: 1, fCollapsed: 0 });
  return element('bk', {}, [element('extLst', {}, [element('ext', { uri: FEATURE }, [properties])])]);
}

/** Adds to `name` a list under the root, at its place. */
function listOf(root: XmlElement, name: string, attrs: Record<string, string> = {}): XmlElement {
  const known = elements(root).find(
    e => localName(e) === name && (!attrs['name'] || e.attrs['name'] === attrs['name']),
  );
  if (known) return known;
  const made = element(name, { ...attrs, count: 0 });
  insertOrdered(root, made, ORDER);
  return made;
}

function push(list: XmlElement, part: XmlElement): number {
  list.children.push(part);
  const count = elements(list).length;
  list.attrs['count'] = String(count);
  return count;
}

/**
 * Number of the metadata to put on the cell of a dynamic array; the tree is completed when it has none.
 * @returns the tree to write and the number for the attribute `cm`
 */
export function withDynamicArrays(source: XmlElement | undefined): { root: XmlElement; cm: string } {
  const root = source ?? element('metadata', { xmlns: SPREADSHEET, 'xmlns:xda': DYNAMIC });
  const [known] = dynamicNumbers(root);
  if (known !== undefined) return { root, cm: known };
  // Un espace de noms peut être déclaré plus bas : il l'est ici à la racine, ce qui ne gêne personne.
  walk(root, () => undefined);
  root.attrs['xmlns:xda'] = DYNAMIC;
  const type = push(
    listOf(root, 'metadataTypes'),
    element('metadataType', {
      name: 'XLDAPR', minSupportedVersion: 120000, copy: 1, pasteAll: 1, pasteValues: 1, merge: 1, splitFirst: 1,
      rowColShift: 1, clearFormats: 1, clearComments: 1, assign: 1, coerce: 1, cellMeta: 1,
    }),
  ); // prettier-ignore
  const block = push(listOf(root, 'futureMetadata', { name: 'XLDAPR' }), futureBlock());
  const cm = push(
    listOf(root, 'cellMetadata'),
    element('bk', {}, [element('rc', { t: type, v: block - 1 })]),
  );
  return { root, cm: String(cm) };
}
