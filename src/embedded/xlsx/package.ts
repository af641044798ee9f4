import { fflate } from '#vendor';
import { element, elements, parseXml, writeXml, XML_HEADER } from './xml';
import type { XmlElement } from './xml';

/** One relationship of a part; `target` is the full name of the part, or the address when `external`. */
export interface Relationship {
  id: string;
  type: string;
  target: string;
  external: boolean;
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Namespace under which Office writes the kinds of relationships. */
export const OFFICE_RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Full name of the target of a relationship seen from the part `from`. */
export function resolveTarget(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

/** Shortest relative name of `target` seen from the part `from`. */
export function relativeTarget(from: string, target: string): string {
  const a = from.split('/').slice(0, -1);
  const b = target.split('/');
  let same = 0;
  while (same < a.length && same < b.length - 1 && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
}

const relsName = (part: string): string => {
  const cut = part.lastIndexOf('/') + 1;
  return `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`;
};

/** Pictures are already packed; large sheets are packed faster, for a file hardly larger. */
function levelOf(name: string, size: number): 6 | 3 | 0 {
  if (/\.(png|jpe?g|gif|zip)$/i.test(name)) return 0;
  return size > 2_000_000 ? 3 : 6;
}

/**
 * The parts of a file: bytes by name, content types and relationships kept as trees until the end.
 * Copied before each save, so that a document can be saved several times.
 */
export class Package {
  private readonly parts: Map<string, Uint8Array>;
  private types: XmlElement;

  constructor(parts: Map<string, Uint8Array>) {
    this.parts = parts;
    const types = parts.get('[Content_Types].xml');
    if (!types) throw new Error("Ce fichier n'est pas un classeur .xlsx (types de contenu absents).");
    this.types = parseXml(decoder.decode(types));
  }

  /** Opens the bytes of a file; throws a French sentence when they are not those of a workbook. */
  static open(bytes: Uint8Array): Package {
    if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
      throw new Error(
        "Ce classeur est protégé par un mot de passe ou à l'ancien format .xls : enregistrez-le en .xlsx.",
      );
    }
    let entries: Record<string, Uint8Array>;
    try {
      entries = fflate.unzipSync(bytes);
    } catch {
      throw new Error("Ce fichier n'est pas un classeur .xlsx (archive illisible).");
    }
    const kept = Object.entries(entries).filter(([name]) => !name.endsWith('/'));
    return new Package(new Map(kept.map(([name, part]) => [name.replace(/\\/g, '/'), part])));
  }

  /** A copy that can be changed without touching this one. */
  clone(): Package {
    const copy = new Package(new Map(this.parts));
    copy.types = parseXml(writeXml(this.types));
    return copy;
  }

  names(): string[] {
    return [...this.parts.keys()];
  }

  has(name: string): boolean {
    return this.parts.has(name);
  }

  bytes(name: string): Uint8Array {
    const part = this.parts.get(name);
    if (!part) throw new Error(`Classeur incomplet : la partie ${name} manque.`);
    return part;
  }

  text(name: string): string {
    return decoder.decode(this.bytes(name));
  }

  xml(name: string): XmlElement {
    return parseXml(this.text(name));
  }

  set(name: string, content: Uint8Array | XmlElement | string, contentType?: string): void {
    const bytes =
      content instanceof Uint8Array
        ? content
        : encoder.encode(typeof content === 'string' ? content : XML_HEADER + writeXml(content));
    this.parts.set(name, bytes);
    if (contentType) this.setContentType(name, contentType);
  }

  /** Removes a part, its relationships and its content type. */
  remove(name: string): void {
    this.parts.delete(name);
    this.parts.delete(relsName(name));
    this.types.children = this.types.children.filter(
      c => typeof c === 'string' || c.attrs['PartName'] !== `/${name}`,
    );
  }

  private setContentType(name: string, contentType: string): void {
    const known = elements(this.types, 'Override').find(o => o.attrs['PartName'] === `/${name}`);
    if (known) known.attrs['ContentType'] = contentType;
    else this.types.children.push(element('Override', { PartName: `/${name}`, ContentType: contentType }));
  }

  relationships(part: string): Relationship[] {
    const name = relsName(part);
    if (!this.parts.has(name)) return [];
    return elements(this.xml(name), 'Relationship').map(r => {
      const external = r.attrs['TargetMode'] === 'External';
      const target = r.attrs['Target'] ?? '';
      return {
        id: r.attrs['Id'] ?? '',
        type: r.attrs['Type'] ?? '',
        target: external ? target : resolveTarget(part, target),
        external,
      };
    });
  }

  /** First relationship whose kind ends with `/kind` (transitional and strict files differ by their beginning). */
  related(part: string, kind: string): Relationship | undefined {
    return this.relationships(part).find(r => r.type.endsWith(`/${kind}`));
  }

  setRelationships(part: string, list: readonly Relationship[]): void {
    const name = relsName(part);
    if (list.length === 0) {
      this.parts.delete(name);
      return;
    }
    const children = list.map(r =>
      element('Relationship', {
        Id: r.id,
        Type: r.type,
        Target: r.external ? r.target : relativeTarget(part, r.target),
        TargetMode: r.external ? 'External' : undefined,
      }),
    );
    this.set(name, element('Relationships', { xmlns: RELATIONSHIPS }, children));
  }

  /** Adds a relationship and gives its id. */
  relate(part: string, kind: string, target: string): string {
    const list = this.relationships(part);
    const used = new Set(list.map(r => r.id));
    let n = list.length + 1;
    while (used.has(`rId${n}`)) n++;
    const type = kind.includes('/') ? kind : `${OFFICE_RELATIONSHIPS}/${kind}`;
    this.setRelationships(part, [...list, { id: `rId${n}`, type, target, external: false }]);
    return `rId${n}`;
  }

  /** A free name `prefixN.suffix`. */
  freeName(prefix: string, suffix: string): string {
    let n = 1;
    while (this.parts.has(`${prefix}${n}${suffix}`)) n++;
    return `${prefix}${n}${suffix}`;
  }

  /**
   * The bytes of the file. Entries in a fixed order and at a fixed date: the same parts give the same bytes,
   * whatever the day and the time zone (the date of a zip entry is a local one: it is given as local).
   */
  zip(): Uint8Array {
    this.set('[Content_Types].xml', this.types);
    const first = ['[Content_Types].xml', '_rels/.rels'];
    const rest = [...this.parts.keys()]
      .filter(n => !first.includes(n))
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const mtime = new Date(1980, 0, 1);
    const entries: Record<string, [Uint8Array, { level: 6 | 3 | 0; mtime: Date }]> = {};
    for (const name of [...first, ...rest]) {
      const part = this.parts.get(name);
      if (part) entries[name] = [part, { level: levelOf(name, part.length), mtime }];
    }
    return fflate.zipSync(entries);
  }
}
