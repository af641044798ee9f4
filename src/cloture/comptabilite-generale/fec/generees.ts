/** Les écritures de clôture qu'un FEC ramène : leur table les a déjà, elles ne se comptent qu'une fois. */
import { signaler, texteJour, versIso, type Anomalie, type Phrase } from '../../../comptabilite';
import { Ecritures, type EcrituresCloture } from '../../tables-communes';
import type { Valeurs } from '../../../workbook/table';

type LigneImportee = Valeurs<typeof Ecritures>;
type LigneGeneree = Valeurs<typeof EcrituresCloture>;
type Lignes<L> = readonly [L, ...L[]];

/** Les écritures à importer, et ce qu'il faut dire de celles de la clôture. */
export interface SansGenerees {
  readonly gardees: readonly LigneImportee[];
  /** Les écritures reconnues, nommées. */
  readonly avis: readonly Anomalie[];
  /** Bloquantes : un numéro de la clôture sur d'autres montants. */
  readonly conflits: readonly Anomalie[];
}

const NOMMEES = 10;

const nom = ({ Journal, EcritureNum }: LigneImportee | LigneGeneree) => `${Journal} ${EcritureNum}`;

function parPiece<L extends LigneImportee | LigneGeneree>(lignes: readonly L[]): Map<string, Lignes<L>> {
  const pieces = new Map<string, [L, ...L[]]>();
  for (const ligne of lignes) {
    const cle = nom(ligne);
    const piece = pieces.get(cle);
    if (piece) piece.push(ligne);
    else pieces.set(cle, [ligne]);
  }
  return pieces;
}

/** La date, les comptes et les montants d'une pièce, dans un ordre qui ne dépend pas du fichier. */
const contenuDe = (lignes: readonly (LigneImportee | LigneGeneree)[]) =>
  lignes
    .map(l => `${l.DateEcriture} ${l.Compte} ${l.Debit} ${l.Credit}`)
    .sort()
    .join('|');

/**
 * Reconnaît dans un FEC les écritures que la clôture du même exercice a générées : au même journal et au même numéro ; ou,
 * si le logiciel les a renumérotées, à leur date, leurs comptes, leurs montants et leur pièce, qui est la référence ou le
 * numéro d'alors, coupée peut-être. Chacune ne l'est qu'une fois.
 */
export function retirerGenerees(
  importees: readonly LigneImportee[],
  generees: readonly LigneGeneree[],
): SansGenerees {
  const pieces = parPiece(generees);
  if (pieces.size === 0) return { gardees: importees, avis: [], conflits: [] };
  const fichier = parPiece(importees);
  const reconnues = new Map<string, Phrase>();
  const conflits: Anomalie[] = [];
  const libres = new Map<string, Lignes<LigneGeneree>[]>();
  for (const [cle, lignes] of pieces) {
    const homonyme = fichier.get(cle);
    const contenu = contenuDe(lignes);
    if (!homonyme) libres.set(contenu, [...(libres.get(contenu) ?? []), lignes]);
    else if (contenuDe(homonyme) === contenu) reconnues.set(cle, { fr: cle, en: cle });
    else conflits.push(direConflit(cle, homonyme[0]));
  }
  const jours = new Set([...libres.values()].flat().map(([premiere]) => premiere.DateEcriture));
  for (const [cle, lignes] of fichier) {
    if (reconnues.has(cle) || !jours.has(lignes[0].DateEcriture)) continue;
    const candidates = libres.get(contenuDe(lignes)) ?? [];
    const rang = candidates.findIndex(([{ Piece, EcritureNum }]) =>
      lignes.every(l => Piece.startsWith(l.Piece) || EcritureNum.startsWith(l.Piece)),
    );
    if (rang < 0) continue;
    const [trouvee] = candidates.splice(rang, 1);
    const connue = nom(trouvee![0]);
    reconnues.set(cle, { fr: `${connue} (${cle} au fichier)`, en: `${connue} (${cle} in the file)` });
  }
  return {
    gardees: importees.filter(l => !reconnues.has(nom(l))),
    avis: reconnues.size === 0 ? [] : [direReconnues([...reconnues.values()])],
    conflits,
  };
}

function direReconnues(noms: readonly Phrase[]): Anomalie {
  const plus = noms.length > NOMMEES ? '…' : '';
  const liste = (langue: 'fr' | 'en') =>
    noms
      .slice(0, NOMMEES)
      .map(n => n[langue])
      .join(', ') + plus;
  return signaler(
    'INFO',
    'C-FEC-02',
    {
      fr: `Écritures du fichier qui sont celles de la clôture, non importées une seconde fois (${noms.length}) : ${liste('fr')}.`,
      en: `Entries of the file that are closing entries, not imported a second time (${noms.length}): ${liste('en')}.`,
    },
    {
      fr: 'Rien à faire : la table « Écritures de clôture » les a déjà, et les états les comptent une fois.',
      en: 'Nothing to do: the closing entries table already has them, and the statements count them once.',
    },
    { table: Ecritures.nom },
  );
}

const direConflit = (cle: string, { DateEcriture }: LigneImportee): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-FEC-01',
    {
      fr: `L'écriture ${cle} du fichier, du ${texteJour(DateEcriture)}, a le numéro d'une écriture de clôture, mais d'autres montants, comptes ou date.`,
      en: `Entry ${cle} of the file, dated ${versIso(DateEcriture)}, has the number of a closing entry, but other amounts, accounts or date.`,
    },
    {
      fr: 'Corrigez-la dans la comptabilité, ou relancez la clôture du mois, puis importez de nouveau : comptée des deux côtés, elle fausserait les états.',
      en: 'Correct it in the ledger, or run the close of the month again, then import again: counted on both sides, it would distort the statements.',
    },
    { table: Ecritures.nom, cle },
  );
