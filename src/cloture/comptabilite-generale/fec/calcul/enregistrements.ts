/** D'octets à champs : les lignes entières d'un fichier, puis les bornes de leurs champs. Rien n'est décodé ni recopié. */
import type { Separateur } from './champs';

const LF = 10;
const CR = 13;
const GUILLEMET = 34;

/** Regroupe des morceaux quelconques en lignes entières : ni une ligne, ni une fin de ligne, ni un caractère n'est coupé. */
export class LignesEntieres {
  private reste: Uint8Array = new Uint8Array(0);

  /** Les lignes entières connues à ce point ; tout le reste si le fichier est fini. */
  ajouter(octets: Uint8Array, fini: boolean): Uint8Array {
    const tout = assembler([this.reste, octets]);
    const fin = fini ? tout.length : coupure(tout);
    this.reste = tout.slice(fin);
    return tout.subarray(0, fin);
  }
}

/** Après la dernière fin de ligne certaine : les CR de la fin peuvent encore être suivis d'un LF. */
function coupure(octets: Uint8Array): number {
  let fin = octets.length;
  while (fin > 0 && octets[fin - 1] === CR) fin--;
  return fin === 0 ? 0 : Math.max(octets.lastIndexOf(LF, fin - 1), octets.lastIndexOf(CR, fin - 1)) + 1;
}

/** Des octets mis bout à bout. */
export function assembler(parties: readonly Uint8Array[]): Uint8Array {
  const tout = new Uint8Array(parties.reduce((somme, { length }) => somme + length, 0));
  let rang = 0;
  for (const partie of parties) {
    tout.set(partie, rang);
    rang += partie.length;
  }
  return tout;
}

/** Où finit la ligne qui commence à `debut` : au prochain LF ou CR. */
export function finDeLigne(octets: Uint8Array, debut: number): number {
  let i = debut;
  while (i < octets.length && octets[i] !== LF && octets[i] !== CR) i++;
  return i;
}

/** Où commence la ligne d'après : une fin de ligne est LF, CR, ou des CR suivis d'un LF. */
export function apresFin(octets: Uint8Array, fin: number): number {
  let i = fin;
  while (i < octets.length && octets[i] === CR) i++;
  if (i < octets.length && octets[i] === LF) return i + 1;
  return i > fin ? fin + 1 : i;
}

/** Ce qu'un octet fait d'une ligne ; tous les autres n'y font rien. */
const FINIT = 1;
const SEPARE = 2;
const CITE = 3;

/** L'enregistrement en cours : les bornes de ses champs, sans les blancs qui les garnissent ni leurs guillemets. */
export class Enregistrement {
  octets: Uint8Array = new Uint8Array(0);
  /** Nombre de champs ; zéro si tous sont vides. */
  champs = 0;
  debuts = new Int32Array(64);
  fins = new Int32Array(64);
  /** Il y a un guillemet quelque part. */
  guillemet = false;
  private readonly effets = new Uint8Array(256);

  /** @param cadres vrai si les champs sont entre guillemets */
  constructor(
    separateur: Separateur,
    private readonly cadres: boolean,
  ) {
    this.effets[LF] = this.effets[CR] = FINIT;
    this.effets[separateur.charCodeAt(0)] = SEPARE;
    this.effets[GUILLEMET] = CITE;
  }

  /** Repère les champs de l'enregistrement qui commence à `debut` ; rend où commence le suivant. */
  lire(octets: Uint8Array, debut: number): number {
    const { effets } = this;
    const { length } = octets;
    this.octets = octets;
    this.champs = 0;
    this.guillemet = false;
    let rempli = false;
    let de = debut;
    let i = debut;
    for (; i < length; i++) {
      const effet = effets[octets[i]!];
      if (effet === 0) continue;
      if (effet === FINIT) break;
      if (effet === CITE) this.guillemet = true;
      else {
        if (this.fermer(de, i)) rempli = true;
        de = i + 1;
      }
    }
    if (this.fermer(de, i)) rempli = true;
    if (!rempli) this.champs = 0;
    return apresFin(octets, i);
  }

  /** Retient les bornes d'un champ ; vrai s'il est rempli. */
  private fermer(debut: number, fin: number): boolean {
    const { octets } = this;
    let de = debut;
    let a = fin;
    for (let n; de < a && (n = blancA(octets, de)) > 0;) de += n;
    for (let n; de < a && (n = blancAvant(octets, a)) > 0;) a -= n;
    if (this.cadres && a - de > 1 && octets[de] === GUILLEMET && octets[a - 1] === GUILLEMET) {
      de++;
      a--;
    }
    if (this.champs === this.debuts.length) this.elargir();
    this.debuts[this.champs] = de;
    this.fins[this.champs++] = a;
    return de < a;
  }

  /** De la place pour deux fois plus de champs. */
  private elargir(): void {
    const [debuts, fins] = [this.debuts, this.fins];
    this.debuts = new Int32Array(2 * debuts.length);
    this.fins = new Int32Array(2 * fins.length);
    this.debuts.set(debuts);
    this.fins.set(fins);
  }
}

/** Octets du blanc qui commence ici : espace ou contrôle (1), insécable (2), marque d'ordre (3) ; 0 si ce n'en est pas un. */
function blancA(octets: Uint8Array, i: number): number {
  const octet = octets[i]!;
  if (octet < 0x80) return octet <= 32 ? 1 : 0;
  if (octet === 0xc2 && octets[i + 1] === 0xa0) return 2;
  return octet === 0xef && octets[i + 1] === 0xbb && octets[i + 2] === 0xbf ? 3 : 0;
}

/** Octets du blanc qui finit ici, comme {@link blancA}. */
function blancAvant(octets: Uint8Array, i: number): number {
  const octet = octets[i - 1]!;
  if (octet < 0x80) return octet <= 32 ? 1 : 0;
  if (octet === 0xa0 && octets[i - 2] === 0xc2) return 2;
  return octet === 0xbf && octets[i - 2] === 0xbb && octets[i - 3] === 0xef ? 3 : 0;
}
