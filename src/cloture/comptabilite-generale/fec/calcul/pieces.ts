/** Équilibre des pièces et continuité de leurs numéros (domaine §11.4). */
import { LIGNES_PAR_TRANCHE, periodeDe, texteJour, versIso, type Jour } from '../../../../comptabilite';
import { enTexte } from './lecteur';
import { Lexique } from './lexique';
import type { LignesFec } from './lignes';
import type { Signalements } from './signalements';

/** Une pièce telle qu'elle s'équilibre : son numéro, et sa date quand les numéros recommencent. */
interface Unite {
  readonly piece: number;
  readonly premiere: number;
  readonly date: Jour;
  debit: number;
  credit: number;
}

export interface PiecesControlees {
  /** Nombre de pièces, un numéro qui recommence comptant une fois par date. */
  readonly nombre: number;
}

/**
 * Contrôle l'équilibre : par journal et numéro ; si un numéro sert à plusieurs dates, chaque date s'équilibre (les
 * numéros recommencent) ou bien l'ensemble. Rend la main toutes les tant de pièces.
 */
export function* controlerPieces(
  lignes: LignesFec,
  constats: Signalements,
): Generator<void, PiecesControlees> {
  const { pieces } = lignes;
  const datees = datesMultiples(lignes);
  const recommencent = new Set<number>();
  let nombre = 0;
  for (let p = 0; p < pieces.journal.length; p++) {
    if (p % LIGNES_PAR_TRANCHE === 0) yield;
    const unites = datees.get(p);
    const tombe = pieces.debit[p] === pieces.credit[p];
    nombre += unites ? unites.length : 1;
    if (!unites) {
      if (tombe) continue;
      const ligne = lignes.numeroDeLigne[pieces.premiere[p]!]!;
      constats.noter(
        'PIECE',
        ligne,
        'EcritureNum',
        ...lignes.nomDe(p),
        enTexte(pieces.debit[p]!),
        enTexte(pieces.credit[p]!),
      );
      continue;
    }
    const fausses = unites.filter(({ debit, credit }) => debit !== credit);
    if (fausses.length === 0) recommencent.add(pieces.journal[p]!);
    else if (tombe) {
      constats.noter(
        'PLUSIEURS_DATES',
        lignes.numeroDeLigne[pieces.premiere[p]!]!,
        'EcritureDate',
        ...lignes.nomDe(p),
      );
      nombre -= unites.length - 1;
    } else {
      for (const { premiere, debit, credit, date } of fausses)
        constats.noter(
          'PIECE_DU_JOUR',
          lignes.numeroDeLigne[premiere]!,
          'EcritureNum',
          ...lignes.nomDe(p),
          enTexte(debit),
          enTexte(credit),
          date === 0 ? '?' : texteJour(date),
          date === 0 ? '?' : versIso(date),
        );
    }
  }
  yield;
  controlerSuites(lignes, constats, datees, recommencent);
  return { nombre };
}

/** Les pièces dont le numéro sert à plusieurs dates, découpées par date. */
function datesMultiples(lignes: LignesFec): Map<number, Unite[]> {
  const { pieces } = lignes;
  const trouvees = new Map<number, Unite[]>();
  for (let p = 0; p < pieces.journal.length; p++)
    if (pieces.dateMin[p] !== pieces.dateMax[p]) trouvees.set(p, []);
  if (trouvees.size === 0) return trouvees;
  const parDate = new Map<string, Unite>();
  for (let i = 0; i < lignes.nombre; i++) {
    const unites = trouvees.get(lignes.piece[i]!);
    if (!unites) continue;
    const date = lignes.date[i]! as Jour;
    const cle = `${lignes.piece[i]} ${date}`;
    let unite = parDate.get(cle);
    if (!unite) {
      unite = { piece: lignes.piece[i]!, premiere: i, date, debit: 0, credit: 0 };
      parDate.set(cle, unite);
      unites.push(unite);
    }
    unite.debit += lignes.debit[i]!;
    unite.credit += lignes.credit[i]!;
  }
  return trouvees;
}

/** Un numéro qui se suit : le nombre qui le finit, sa pièce, et la ligne du fichier où il paraît. */
interface Numero {
  readonly rang: number;
  readonly piece: number;
  readonly ligne: number;
}

const MANQUANTS = 5;
/** Chiffres qu'un entier exact tient toujours. */
const CHIFFRES = 15;
const estChiffre = (octet: number) => octet >= 48 && octet <= 57;

/**
 * Cherche les trous : par journal (et par mois si ses numéros recommencent), ou pour toute la société si la suite y est
 * plus continue (domaine §11.3). Un numéro sans chiffres à la fin ne se suit pas.
 */
function controlerSuites(
  lignes: LignesFec,
  constats: Signalements,
  datees: ReadonlyMap<number, readonly Unite[]>,
  recommencent: ReadonlySet<number>,
): void {
  const parJournal = new Map<string, Numero[]>();
  const parSociete = new Map<string, Numero[]>();
  const prefixes = new Lexique(lignes.decoder);
  const { pieces } = lignes;
  for (let p = 0; p < pieces.journal.length; p++) {
    const journal = pieces.journal[p]!;
    const { octets, bornes } = lignes.numerosDe(journal);
    const [de, a] = [bornes[pieces.numero[p]!]!, bornes[pieces.numero[p]! + 1]!];
    let chiffres = a;
    while (chiffres > de && a - chiffres < CHIFFRES && estChiffre(octets[chiffres - 1]!)) chiffres--;
    if (chiffres === a) continue;
    const rang = nombreDe(octets, chiffres, a);
    const prefixe = prefixes.rang(octets, de, chiffres, 0);
    const suivre = (mois: string, premiere: number) => {
      const numero: Numero = { rang, piece: p, ligne: lignes.numeroDeLigne[premiere]! };
      ranger(parJournal, `${journal} ${prefixe} ${mois}`, numero);
      ranger(parSociete, `${prefixe} ${mois}`, numero);
    };
    const unites = datees.get(p);
    if (!recommencent.has(journal)) suivre('', pieces.premiere[p]!);
    else if (unites) for (const { date, premiere } of unites) suivre(moisDe(date), premiere);
    else suivre(moisDe(pieces.dateMin[p]! as Jour), pieces.premiere[p]!);
  }
  const [journal, societe] = [trous(parJournal), trous(parSociete)];
  for (const trou of manquants(societe) < manquants(journal) ? societe : journal)
    direTrou(trou, lignes, constats);
}

/** Le nombre qu'écrivent des chiffres. */
function nombreDe(octets: Uint8Array, de: number, a: number): number {
  let nombre = 0;
  for (let i = de; i < a; i++) nombre = nombre * 10 + octets[i]! - 48;
  return nombre;
}

const moisDe = (date: Jour) => (date === 0 ? '' : periodeDe(date));

function ranger(groupes: Map<string, Numero[]>, cle: string, numero: Numero): void {
  const groupe = groupes.get(cle);
  if (groupe) groupe.push(numero);
  else groupes.set(cle, [numero]);
}

type Trou = readonly [avant: Numero, apres: Numero];

function trous(groupes: ReadonlyMap<string, Numero[]>): Trou[] {
  const trouves: Trou[] = [];
  for (const groupe of groupes.values()) {
    groupe.sort((a, b) => a.rang - b.rang);
    for (let i = 1; i < groupe.length; i++) {
      const [avant, apres] = [groupe[i - 1]!, groupe[i]!];
      if (apres.rang > avant.rang + 1) trouves.push([avant, apres]);
    }
  }
  return trouves;
}

const manquants = (suite: readonly Trou[]) =>
  suite.reduce((total, [avant, apres]) => total + apres.rang - avant.rang - 1, 0);

/** Dit un trou : les premiers numéros manquants, puis leur compte. */
function direTrou([avant, apres]: Trou, lignes: LignesFec, constats: Signalements): void {
  const [, numeroAvant] = lignes.nomDe(avant.piece);
  const [journal, numeroApres] = lignes.nomDe(apres.piece);
  const nombre = apres.rang - avant.rang - 1;
  const prefixe = numeroAvant.replace(/\d+$/, '');
  const largeur = numeroAvant.length - prefixe.length;
  const premiers = Array.from(
    { length: Math.min(nombre, MANQUANTS) },
    (_, i) => prefixe + String(avant.rang + 1 + i).padStart(largeur, '0'),
  );
  const dits = premiers.join(', ') + (nombre > MANQUANTS ? `… (${nombre})` : '');
  constats.noter('TROU', apres.ligne, 'EcritureNum', journal, numeroAvant, numeroApres, dits);
}
