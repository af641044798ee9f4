/** Équilibre des pièces et continuité de leurs numéros (domaine §11.4). */
import { LIGNES_PAR_TRANCHE, periodeDe, texteJour, versIso, type Jour } from '../../../../comptabilite';
import { enTexte } from './lecteur';
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
  const { pieces, journaux } = lignes;
  const datees = datesMultiples(lignes);
  const recommencent = new Set<number>();
  let nombre = 0;
  const nom = (piece: number) => [journaux.textes[pieces.journal[piece]!]!, pieces.numero[piece]!] as const;
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
        ...nom(p),
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
        ...nom(p),
      );
      nombre -= unites.length - 1;
    } else {
      for (const { premiere, debit, credit, date } of fausses)
        constats.noter(
          'PIECE_DU_JOUR',
          lignes.numeroDeLigne[premiere]!,
          'EcritureNum',
          ...nom(p),
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

interface Numero {
  readonly rang: number;
  readonly texte: string;
  readonly ligne: number;
  readonly journal: string;
}

const MANQUANTS = 5;

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
  const { pieces, journaux } = lignes;
  for (let p = 0; p < pieces.journal.length; p++) {
    const texte = pieces.numero[p]!;
    const lu = /^(.*?)(\d{1,15})$/.exec(texte);
    if (!lu) continue;
    const journal = pieces.journal[p]!;
    const dates = recommencent.has(journal)
      ? (datees.get(p)?.map(({ date, premiere }) => [date, premiere] as const) ?? [
          [pieces.dateMin[p]! as Jour, pieces.premiere[p]!] as const,
        ])
      : [[0 as Jour, pieces.premiere[p]!] as const];
    for (const [date, premiere] of dates) {
      const mois = date === 0 ? '' : periodeDe(date);
      const numero: Numero = {
        rang: Number(lu[2]),
        texte,
        ligne: lignes.numeroDeLigne[premiere]!,
        journal: journaux.textes[journal]!,
      };
      ranger(parJournal, `${journal} ${lu[1]} ${mois}`, numero);
      ranger(parSociete, `${lu[1]} ${mois}`, numero);
    }
  }
  const [journal, societe] = [trous(parJournal), trous(parSociete)];
  const retenus = manquants(societe) < manquants(journal) ? societe : journal;
  for (const [avant, apres] of retenus)
    constats.noter(
      'TROU',
      apres.ligne,
      'EcritureNum',
      apres.journal,
      avant.texte,
      apres.texte,
      texteManquants(avant, apres),
    );
}

function ranger(groupes: Map<string, Numero[]>, cle: string, numero: Numero): void {
  const groupe = groupes.get(cle);
  if (groupe) groupe.push(numero);
  else groupes.set(cle, [numero]);
}

type Trou = readonly [avant: Numero, apres: Numero];

function trous(groupes: ReadonlyMap<string, Numero[]>): Trou[] {
  return [...groupes.values()].flatMap(groupe => {
    const suite = groupe.sort((a, b) => a.rang - b.rang);
    return suite.flatMap((numero, i): Trou[] => {
      const avant = suite[i - 1];
      return avant && numero.rang > avant.rang + 1 ? [[avant, numero]] : [];
    });
  });
}

const manquants = (suite: readonly Trou[]) =>
  suite.reduce((total, [avant, apres]) => total + apres.rang - avant.rang - 1, 0);

/** Les premiers numéros manquants, puis leur compte. */
function texteManquants(avant: Numero, apres: Numero): string {
  const nombre = apres.rang - avant.rang - 1;
  const prefixe = avant.texte.slice(0, avant.texte.length - String(avant.texte.match(/\d+$/)![0]).length);
  const largeur = avant.texte.length - prefixe.length;
  const premiers = Array.from(
    { length: Math.min(nombre, MANQUANTS) },
    (_, i) => prefixe + String(avant.rang + 1 + i).padStart(largeur, '0'),
  );
  return premiers.join(', ') + (nombre > MANQUANTS ? `… (${nombre})` : '');
}
