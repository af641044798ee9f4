import { unzipSync } from 'fflate';
import { attribut, fils, lien, lireXml, nomLocal, premier, sansEchappement, texteDe } from './xml';
import type { Noeud } from './xml';

export interface Defaut {
  partie: string;
  endroit: string;
  defaut: string;
}

export interface Relation {
  id: string;
  genre: string;
  cible: string;
  externe: boolean;
}

export interface FeuilleLue {
  nom: string;
  partie: string;
  racine: Noeud;
  etat: string;
  tables: { partie: string; racine: Noeud }[];
}

/** Un classeur décompressé : parties, relations, feuilles, textes ; ce qui manque est un défaut, pas une erreur. */
export class Dossier {
  readonly defauts: Defaut[] = [];
  readonly parties: Map<string, Uint8Array>;
  readonly arbres = new Map<string, Noeud>();
  readonly feuilles: FeuilleLue[] = [];
  readonly textes: string[] = [];
  classeur = '';

  constructor(octets: Uint8Array) {
    this.parties = new Map(Object.entries(unzipSync(octets)));
    for (const [nom, contenu] of this.parties) {
      if (!/\.(xml|rels|vml)$/i.test(nom)) continue;
      try {
        this.arbres.set(nom, lireXml(new TextDecoder('utf-8', { fatal: true }).decode(contenu)));
      } catch (e) {
        this.noter(nom, 'partie', `XML mal formé : ${e instanceof Error ? e.message : String(e)}`);
      }
    }
    this.classeur = this.relations('').find(r => r.genre === 'officeDocument')?.cible ?? '';
    this.lireFeuilles();
    const sst = this.arbre(this.liee(this.classeur, 'sharedStrings'));
    for (const si of fils(sst, 'si')) this.textes.push(texteDeSi(si));
  }

  noter(partie: string, endroit: string, defaut: string): void {
    this.defauts.push({ partie, endroit, defaut });
  }

  arbre(partie: string | undefined): Noeud | undefined {
    return partie === undefined ? undefined : this.arbres.get(partie);
  }

  /** Nom de la partie des relations. */
  static rels(partie: string): string {
    const coupe = partie.lastIndexOf('/') + 1;
    return `${partie.slice(0, coupe)}_rels/${partie.slice(coupe)}.rels`;
  }

  relations(partie: string): Relation[] {
    return fils(this.arbres.get(Dossier.rels(partie)), 'Relationship').map(r => {
      const cible = attribut(r, 'Target') ?? '';
      const externe = attribut(r, 'TargetMode') === 'External';
      const type = attribut(r, 'Type') ?? '';
      return {
        id: attribut(r, 'Id') ?? '',
        genre: type.slice(type.lastIndexOf('/') + 1),
        cible: externe ? cible : absolu(partie, cible),
        externe,
      };
    });
  }

  liee(partie: string, genre: string): string | undefined {
    return this.relations(partie).find(r => r.genre === genre)?.cible;
  }

  private lireFeuilles(): void {
    const relations = new Map(this.relations(this.classeur).map(r => [r.id, r]));
    for (const s of fils(premier(this.arbre(this.classeur), 'sheets'), 'sheet')) {
      const relation = relations.get(lien(s) ?? '');
      const racine = this.arbre(relation?.cible);
      if (!relation || !racine || nomLocal(racine) !== 'worksheet') continue;
      const tables = this.relations(relation.cible)
        .filter(r => r.genre === 'table')
        .flatMap(r => {
          const arbre = this.arbre(r.cible);
          return arbre ? [{ partie: r.cible, racine: arbre }] : [];
        });
      const nom = attribut(s, 'name') ?? '';
      this.feuilles.push({
        nom,
        partie: relation.cible,
        racine,
        etat: attribut(s, 'state') ?? 'visible',
        tables,
      });
    }
  }

  /** Texte affiché d'une cellule qui n'est pas un nombre. */
  texteCellule(c: Noeud): string | undefined {
    const type = attribut(c, 't');
    const v = premier(c, 'v');
    if (type === 's') return this.textes[Number(texteDe(v))];
    if (type === 'inlineStr') return texteDeSi(premier(c, 'is') ?? c);
    if (type === 'str') return sansEchappement(texteDe(v));
    return undefined;
  }
}

function texteDeSi(si: Noeud): string {
  const morceaux = [...fils(si, 't'), ...fils(si, 'r').flatMap(r => fils(r, 't'))];
  return sansEchappement(morceaux.map(t => t.texte).join(''));
}

function absolu(depuis: string, cible: string): string {
  const base = new URL(`http://x/${depuis}`);
  return decodeURIComponent(new URL(cible, base).pathname.slice(1));
}

export interface Plage {
  l1: number;
  c1: number;
  l2: number;
  c2: number;
}

const LIGNES = 1048576;
const COLONNES = 16384;

function colonneDe(lettres: string): number {
  return [...lettres].reduce((n, l) => n * 26 + (l.codePointAt(0) ?? 64) - 64, 0);
}

/** Lit « A1 » ou « A1:B2 » (compté de 1) ; indéfini si la plage n'en est pas une ou sort de la feuille. */
export function plage(texte: string | undefined): Plage | undefined {
  const m = /^\$?([A-Z]{1,3})\$?([1-9]\d*)(?::\$?([A-Z]{1,3})\$?([1-9]\d*))?$/.exec(texte ?? '');
  if (!m) return undefined;
  const c1 = colonneDe(m[1] ?? '');
  const l1 = Number(m[2]);
  const c2 = m[3] === undefined ? c1 : colonneDe(m[3]);
  const l2 = m[4] === undefined ? l1 : Number(m[4]);
  if (c1 > c2 || l1 > l2 || c2 > COLONNES || l2 > LIGNES) return undefined;
  return { l1, c1, l2, c2 };
}

export const secoupent = (a: Plage, b: Plage): boolean =>
  a.l1 <= b.l2 && b.l1 <= a.l2 && a.c1 <= b.c2 && b.c1 <= a.c2;

export const lettres = (n: number): string =>
  (n > 26 ? lettres(Math.floor((n - 1) / 26)) : '') + String.fromCharCode(65 + ((n - 1) % 26));
