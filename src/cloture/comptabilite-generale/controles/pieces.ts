/** C-CPT-01, 07 et 12 : une pièce s'équilibre, n'a qu'une date, et chaque ligne un seul côté (domaine §9.1). */
import {
  accorder,
  LIGNES_PAR_TRANCHE,
  signaler,
  texteJour,
  texteMontant,
  versIso,
  type Anomalie,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { lignesEcrites, MAX_PAR_CONTROLE, type LivreControle } from './livre-controle';

/** Les pièces d'un livre : la même place dans chaque liste est la même pièce. */
interface Pieces {
  readonly premiere: number[];
  readonly ecart: number[];
  readonly lignes: number[];
  readonly jours: Map<number, Map<Jour, number>>;
  readonly pieceDe: Int32Array;
}

/**
 * Contrôle les pièces d'une table jusqu'à l'arrêté. Une pièce est un exercice, un journal et un numéro ; quand les numéros
 * reprennent chaque mois, la date s'y ajoute, et chaque date doit s'équilibrer (domaine §11.4).
 */
export function* controlerPieces(livre: LivreControle, arrete: Jour): Generator<void, Anomalie[]> {
  const pieces = yield* reunir(livre, arrete);
  const anomalies: Anomalie[] = [];
  let autres = 0;
  pieces.premiere.forEach((rang, piece) => {
    const trouvee = juger(livre, pieces, piece, rang);
    if (!trouvee) return;
    if (anomalies.length < MAX_PAR_CONTROLE) anomalies.push(trouvee);
    else autres++;
  });
  if (autres > 0) anomalies.push(encore(livre.table, autres));
  return [...anomalies, ...cotes(livre, arrete)];
}

function* reunir(livre: LivreControle, arrete: Jour): Generator<void, Pieces> {
  const pieces: Pieces = {
    premiere: [],
    ecart: [],
    lignes: [],
    jours: new Map(),
    pieceDe: new Int32Array(livre.n).fill(-1),
  };
  const parJournal = new Map<string, Map<string, number>>();
  const { Exercice, Journal, EcritureNum, DateEcriture, Debit, Credit } = livre;
  let dernier = -1;
  let rangDernier = -1;
  for (let i = 0; i < livre.n; i++) {
    if (i % LIGNES_PAR_TRANCHE === 0) yield;
    const jour = DateEcriture[i]!;
    if (jour > arrete) continue;
    const memePiece =
      rangDernier >= 0 &&
      EcritureNum[i] === EcritureNum[rangDernier] &&
      Journal[i] === Journal[rangDernier] &&
      Exercice[i] === Exercice[rangDernier];
    const piece = memePiece ? dernier : pieceDe(parJournal, pieces, livre, i);
    dernier = piece;
    rangDernier = i;
    pieces.pieceDe[i] = piece;
    pieces.lignes[piece]!++;
    pieces.ecart[piece] = pieces.ecart[piece]! + Debit[i]! - Credit[i]!;
    const premierJour = DateEcriture[pieces.premiere[piece]!]!;
    const dates = pieces.jours.get(piece);
    if (dates || jour !== premierJour) {
      const connues = dates ?? new Map<Jour, number>();
      if (!dates) {
        connues.set(premierJour, pieces.ecart[piece] - Debit[i]! + Credit[i]!);
        pieces.jours.set(piece, connues);
      }
      connues.set(jour, (connues.get(jour) ?? 0) + Debit[i]! - Credit[i]!);
    }
  }
  return pieces;
}

function pieceDe(
  parJournal: Map<string, Map<string, number>>,
  pieces: Pieces,
  { Exercice, Journal, EcritureNum }: LivreControle,
  rang: number,
): number {
  const journal = `${Exercice[rang] ?? ''}\u0000${Journal[rang] ?? ''}`;
  const numeros = parJournal.get(journal) ?? new Map<string, number>();
  parJournal.set(journal, numeros);
  const numero = EcritureNum[rang] ?? '';
  const connue = numeros.get(numero);
  if (connue !== undefined) return connue;
  const piece = pieces.premiere.push(rang) - 1;
  pieces.ecart.push(0);
  pieces.lignes.push(0);
  numeros.set(numero, piece);
  return piece;
}

/** Ce qui ne va pas dans une pièce ; rien quand elle s'équilibre à une seule date, ou à chacune des siennes. */
function juger(livre: LivreControle, pieces: Pieces, piece: number, rang: number): Anomalie | undefined {
  const nom = `${livre.Journal[rang] ?? ''} ${livre.EcritureNum[rang] ?? ''}`;
  const lieu = { table: livre.table, ligne: livre.ligne[rang]!, cle: nom };
  const ecart = pieces.ecart[piece]! as Montant;
  const jours = pieces.jours.get(piece);
  const fautif = jours && [...jours].find(([, net]) => net !== 0);
  if (ecart !== 0) {
    const [jour, net] = fautif ?? [livre.DateEcriture[rang]!, ecart];
    return desequilibree(nom, jour, net as Montant, lieu);
  }
  if (pieces.lignes[piece] === 1) {
    if (livre.Debit[rang] === 0 && livre.Credit[rang] === 0) return undefined;
    return desequilibree(nom, livre.DateEcriture[rang]!, livre.Debit[rang]! as Montant, lieu);
  }
  return fautif && jours ? plusieursDates(nom, [...jours.keys()], lieu) : undefined;
}

type Lieu = { readonly table: string; readonly ligne: number; readonly cle: string };

const desequilibree = (nom: string, jour: Jour, ecart: Montant, lieu: Lieu): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-CPT-01',
    {
      fr: `La pièce ${nom} du ${texteJour(jour)} n'est pas équilibrée : débits moins crédits, ${texteMontant(ecart)}.`,
      en: `Entry ${nom} of ${versIso(jour)} does not balance: debits less credits, ${texteMontant(ecart, 'en')}.`,
    },
    {
      fr: 'Complétez ou corrigez ses lignes : chaque pièce a autant au débit qu’au crédit (PCG art. 911-1).',
      en: 'Complete or correct its rows: each entry has equal debits and credits (PCG art. 911-1).',
    },
    { ...lieu, colonne: 'Debit' },
  );

const plusieursDates = (nom: string, jours: readonly Jour[], lieu: Lieu): Anomalie =>
  signaler(
    'ALERTE',
    'C-CPT-07',
    {
      fr: `La pièce ${nom} a ${jours.length} dates (${jours.slice(0, 3).map(texteJour).join(', ')}), et ne s'équilibre pas à chacune.`,
      en: `Entry ${nom} has ${jours.length} dates (${jours.slice(0, 3).map(versIso).join(', ')}), and does not balance on each.`,
    },
    {
      fr: 'Donnez la même date à toutes ses lignes : un mois ne s’équilibre que si ses pièces y tiennent en entier.',
      en: 'Give all its rows the same date: a month balances only when its entries fall entirely in it.',
    },
    { ...lieu, colonne: 'DateEcriture' },
  );

const encore = (table: string, n: number): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-CPT-01',
    {
      fr: `${accorder(n, 'autre pièce a', 'autres pièces ont')} le même défaut.`,
      en: `${accorder(n, 'more entry has', 'more entries have', 'en')} the same fault.`,
    },
    { fr: 'Corrigez les premières, puis relancez.', en: 'Correct the first ones, then run again.' },
    { table, colonne: 'Debit' },
  );

/** C-CPT-12 : un débit ou un crédit, un seul ; un montant négatif se voit. */
function cotes(livre: LivreControle, arrete: Jour): Anomalie[] {
  const doubles: number[] = [];
  const negatifs: number[] = [];
  for (let i = 0; i < livre.n; i++) {
    if (livre.DateEcriture[i]! > arrete) continue;
    const debit = livre.Debit[i]!;
    const credit = livre.Credit[i]!;
    if (debit !== 0 && credit !== 0) doubles.push(i);
    else if (debit < 0 || credit < 0) negatifs.push(i);
  }
  const [double] = doubles;
  const [negatif] = negatifs;
  const anomalies: Anomalie[] = [];
  if (double !== undefined) {
    const { fr, en } = lignesEcrites(doubles.length);
    anomalies.push(
      signaler(
        'BLOQUANT',
        'C-CPT-12',
        { fr: `${fr} ont un débit et un crédit à la fois.`, en: `${en} with both a debit and a credit.` },
        {
          fr: 'Un débit ou un crédit, et un seul, par ligne.',
          en: 'One debit or one credit per row, never both.',
        },
        { table: livre.table, ligne: livre.ligne[double]!, colonne: 'Credit' },
      ),
    );
  }
  if (negatif !== undefined) {
    const { fr, en } = lignesEcrites(negatifs.length);
    anomalies.push(
      signaler(
        'INFO',
        'C-CPT-12',
        { fr: `${fr} au montant négatif.`, en: `${en} with a negative amount.` },
        {
          fr: 'Rien à faire si ce sont des extournes négatives : elles gardent leur côté.',
          en: 'Nothing to do if they are negative reversals: they keep their side.',
        },
        { table: livre.table, ligne: livre.ligne[negatif]!, colonne: 'Debit' },
      ),
    );
  }
  return anomalies;
}
