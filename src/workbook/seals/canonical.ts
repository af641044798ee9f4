/**
 * La forme canonique de ce qu'un mois figé retient d'une table : quelles lignes, quelles cellules, dans quel ordre et
 * sous quelle écriture. Rien n'y dépend de la place : trier, déplacer une colonne, une table ou en ajouter n'y change rien.
 */
import { depuisTexte, type Jour, periodeDe, versIso } from '../../comptabilite';
import { type AnyTable, type Colonne, type Gel, type Lecture, nomNormalise, type Valeur } from '../table';
import { texteDeCle } from '../tables/doublons';
import { type LignesParColonne, parColonne } from '../tables/par-colonne';

/**
 * Ce qu'un scellé retient d'une table : ses lignes du mois (ENTREE), celles d'après lui que le calcul lit aussi, comme un
 * reste à faire (SITUATION), ou ce que la clôture a écrit (RESULTAT).
 */
export type Objet = 'ENTREE' | 'SITUATION' | 'RESULTAT';

/** Une part d'une table que l'on scelle à part. */
export interface Part {
  readonly table: AnyTable;
  readonly objet: Objet;
  readonly gel: Gel;
}

/**
 * Les parts d'une table qu'un mois figé retient ; aucune s'il n'en dépend pas. Une table générée est un résultat si sa clé
 * porte l'arrêté : les autres sont refaites chaque mois.
 */
export function partsOf(table: AnyTable): Part[] {
  const { generee, cle, gel = {} } = table;
  const part = (objet: Objet, selon = gel): Part => ({ table, objet, gel: selon });
  if (gel.nature === 'HORS') return [];
  if (generee && table.gel) return [part('RESULTAT')];
  if (generee) return cle.includes('Arrete') ? [part('RESULTAT', { mois: ['Arrete'] })] : [];
  if (gel.nature === 'SITUATION') return [part('SITUATION')];
  return gel.mois ? [part('ENTREE'), part('SITUATION')] : [part('ENTREE')];
}

/** L'empreinte courte d'une ligne : elle dit laquelle a changé, et ne prouve rien (le SHA-256 de la table prouve). */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Sept caractères, 42 bits : deux lignes différentes ont la même une fois sur quatre mille milliards. */
export function empreinteCourte(texte: string): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < texte.length; i++) {
    const c = texte.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x5bd1e995);
    b ^= b >>> 13;
  }
  a = Math.imul(a ^ (a >>> 16) ^ b, 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 15) ^ a, 0xc2b2ae35);
  a ^= a >>> 13;
  b ^= b >>> 16;
  let court = '';
  for (let i = 0; i < 4; i++) court += ALPHABET[(a >>> (6 * i)) & 63];
  for (let i = 0; i < 3; i++) court += ALPHABET[(b >>> (6 * i)) & 63];
  return court;
}

/** Le jour, ou le dernier jour de la période, que dit une cellule ; une clé de génération dit son arrêté. */
function situer(valeur: Valeur, arrete: Jour): boolean | undefined {
  if (valeur === undefined) return undefined;
  if (typeof valeur === 'number') return valeur <= arrete;
  const [, date] = String(valeur).split('|');
  if (date === undefined) return String(valeur) <= periodeDe(arrete);
  const jour = depuisTexte(date);
  return jour === undefined ? undefined : jour <= arrete;
}

/** Un texte que JSON écrit tel quel : ni guillemet, ni barre, ni caractère de commande, ni demi-paire. */
const SIMPLE = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;
const enJson = (texte: string): string => (SIMPLE.test(texte) ? `"${texte}"` : JSON.stringify(texte));

/** Écrit une cellule dans la forme canonique : centimes et dix-millièmes entiers, jours ISO, taux exacts. */
function ecrivain({ sorte }: Colonne): (valeur: NonNullable<Valeur>) => string {
  if (sorte !== 'jour')
    return v => (typeof v === 'string' || typeof v === 'object' ? enJson(String(v)) : String(v));
  const dits = new Map<NonNullable<Valeur>, string>();
  return v => {
    const connu = dits.get(v);
    if (connu !== undefined) return connu;
    const dit = `"${versIso(v as Jour)}"`;
    dits.set(v, dit);
    return dit;
  };
}

interface ColonneRetenue {
  /** Son nom, comme JSON l'écrit. */
  readonly nom: string;
  readonly ecrire: ReturnType<typeof ecrivain>;
  readonly valeurs: readonly Valeur[];
  /** Les dates depuis lesquelles ses cellules valent. */
  readonly depuis: readonly Valeur[] | undefined;
}

/** Les lignes d'une table que retient un arrêté, sous leur forme canonique, à la demande. */
export class Canonique {
  private readonly lignes: LignesParColonne;
  private readonly retenues: readonly ColonneRetenue[];
  private readonly cles: readonly (readonly Valeur[])[];
  private readonly mois: readonly (readonly Valeur[])[];
  private readonly premieres: readonly Valeur[];
  private readonly exclues: ReadonlySet<string>;
  private readonly apres: boolean;
  private readonly seulement: readonly Valeur[] | undefined;

  /**
   * @param colonnes clés des colonnes retenues par un scellé d'avant ; absent : toutes celles d'aujourd'hui
   */
  constructor(
    readonly lecture: Lecture,
    { gel, objet }: Part,
    private readonly arrete: Jour,
    colonnes?: ReadonlySet<string>,
  ) {
    const { table } = lecture;
    this.apres = objet === 'SITUATION';
    this.lignes = parColonne(lecture);
    const lue = (cle: string) => this.lignes.colonne(cle);
    this.retenues = colonnesRetenues(table, gel)
      .filter(({ cle }) => !colonnes || colonnes.has(cle))
      .map(colonne => {
        const date = gel.depuis?.[colonne.cle];
        return {
          nom: `${JSON.stringify(colonne.cle)}:`,
          ecrire: ecrivain(colonne),
          valeurs: lue(colonne.cle),
          depuis: date === undefined ? undefined : lue(date),
        };
      });
    this.cles = table.cle.map(lue);
    this.mois = (gel.mois ?? []).map(lue);
    this.premieres = this.cles[0] ?? [];
    this.seulement = gel.seulement === undefined ? undefined : lue(gel.seulement);
    this.exclues = new Set((gel.sauf?.lignes ?? []).map(nomNormalise));
  }

  /** Nombre de lignes lues, retenues ou non. */
  get nombre(): number {
    return this.lignes.n;
  }

  /** La ligne de ce rang est-elle de cette part ? Sans date, elle est du mois ; d'une table sans date, de la part qu'on lit. */
  retient(rang: number): boolean {
    if (this.exclues.size > 0 && this.exclues.has(nomNormalise(String(this.premieres[rang])))) return false;
    if (this.seulement && this.seulement[rang] === undefined) return false;
    for (const valeurs of this.mois) {
      const situee = situer(valeurs[rang], this.arrete);
      if (situee !== undefined) return situee !== this.apres;
    }
    return !this.apres || this.mois.length === 0;
  }

  cle(rang: number): string {
    return texteDeCle(this.cles.map(valeurs => valeurs[rang]));
  }

  /** Numéro de la ligne sur la feuille. */
  numero(rang: number): number {
    return this.lignes.numeros[rang]!;
  }

  /** La ligne : un objet JSON de ses seules cellules remplies, ses colonnes dans l'ordre de leurs clés. */
  texte(rang: number): string {
    let texte = '';
    for (const { nom, ecrire, valeurs, depuis } of this.retenues) {
      const valeur = valeurs[rang];
      if (valeur === undefined) continue;
      if (depuis && situer(depuis[rang], this.arrete) === false) continue;
      texte += (texte === '' ? '{' : ',') + nom + ecrire(valeur);
    }
    return texte === '' ? '{}' : `${texte}}`;
  }
}

/** Les colonnes que le gel retient, dans l'ordre de leurs clés. */
export function colonnesRetenues(table: AnyTable, gel: Gel): readonly Colonne[] {
  const sauf = new Set(gel.sauf?.colonnes ?? []);
  return table.colonnes
    .filter(({ cle, calculee }) => !sauf.has(cle) && (table.generee || calculee !== true))
    .sort((a, b) => (a.cle < b.cle ? -1 : 1));
}
