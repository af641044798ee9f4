import {
  accorder,
  absolu,
  somme,
  texteMontant,
  ZERO,
  type Compte,
  type Montant,
} from '../../../comptabilite';
import type { Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import type { PosteALettrer, Proposition } from './calcul/types';
import { ecrireParts } from './decisions';
import type { LettrageEtabli } from './etablir';
import { LettragesProposes, PostesALettrer } from './tables';
import { Lettrages } from '../../tables-communes/lettrages';

/** Au-delà, une proposition se lettre par référence automatique ou par marques : une cellule a 32 767 signes. */
const SIGNES_MAX = 32_000;
const PIECES_MONTREES = 8;

type Index = ReadonlyMap<string, PosteALettrer>;

function dire(parts: Proposition['parts'], index: Index): string {
  const textes = parts
    .slice(0, PIECES_MONTREES)
    .map(p => `${index.get(p.cle)?.piece ?? p.cle} ${texteMontant(absolu(p.montant))}`);
  if (parts.length > PIECES_MONTREES) textes.push(`et ${accorder(parts.length - PIECES_MONTREES, 'autre')}`);
  return textes.join(' + ');
}

const RAISONS: Readonly<Record<Proposition['regle'], string>> = {
  REFERENCE: 'Ces postes portent ou nomment la même pièce',
  MONTANT: 'Montants opposés, chacun le seul de sa valeur',
  SOUS_ENSEMBLE: 'La seule somme de quelques postes qui solde celui d’en face',
  FIFO: 'Du plus ancien au plus récent, sans autre raison',
  MANUEL: 'Votre marque',
};

function direEcart({ ecart, deChange }: Proposition): string[] {
  if (ecart === 0) return [];
  return deChange
    ? [`soldés en devise, écart de change de ${texteMontant(ecart)}`]
    : [`écart de ${texteMontant(ecart)} dans la tolérance`];
}

function expliquer(p: Proposition): string {
  const reserves = [
    ...(p.partielle ? ['un poste garde un reste'] : []),
    ...direEcart(p),
    ...(p.uniciteVerifiee ? [] : ['recherche arrêtée à sa borne : une autre somme est possible']),
  ];
  return [RAISONS[p.regle], ...reserves].join(' ; ') + '.';
}

function ligneProposee(p: Proposition, index: Index): Valeurs<typeof LettragesProposes> {
  const debits = p.parts.filter(x => x.montant > 0);
  const credits = p.parts.filter(x => x.montant < 0);
  const lignes = ecrireParts(p.parts);
  const total = (parts: Proposition['parts']): Montant => somme(parts.map(x => absolu(x.montant)));
  return {
    Proposition: p.id,
    Decision: undefined,
    Score: p.score,
    Regle: p.regle,
    Compte: p.compte as Compte,
    Tiers: p.tiers,
    Devise: p.devise || undefined,
    PiecesDebit: dire(debits, index),
    PiecesCredit: dire(credits, index),
    Debit: total(debits),
    Credit: total(credits),
    Ecart: p.ecart,
    Partiel: p.partielle,
    Explication: expliquer(p),
    Lignes: lignes.length > SIGNES_MAX ? undefined : lignes,
  };
}

/**
 * Les propositions à décider, les plus sûres d'abord, puis celles que l'utilisateur a refusées. Une proposition faite
 * quitte la table : elle est dans Lettrages.
 */
export function produirePropositions(l: LettrageEtabli): TableProduite<typeof LettragesProposes> {
  const index = new Map(l.restants.map(p => [p.cle, p]));
  const aDecider = [...l.propositions.propositions].sort(
    (a, b) => b.score - a.score || (a.tiers < b.tiers ? -1 : a.tiers > b.tiers ? 1 : a.id < b.id ? -1 : 1),
  );
  const refusees = l.refusees.filter(r =>
    r.Lignes?.split('\n').every(x => index.has(x.slice(0, x.lastIndexOf('=')))),
  );
  return {
    table: LettragesProposes,
    lignes: [...aDecider.map(p => ligneProposee(p, index)), ...refusees],
    cle: x => x.Proposition,
    portee: () => true,
  };
}

/** Les postes ouverts des périmètres qui ont des débits et des crédits ; une marque sans suite reste en place. */
export function produirePostes(l: LettrageEtabli): TableProduite<typeof PostesALettrer> {
  const proposition = new Map(
    l.propositions.propositions.flatMap(p => p.parts.map(part => [part.cle, p.id] as const)),
  );
  const cle = (p: PosteALettrer) => `${p.compte}|${p.tiers}|${p.devise}`;
  const debits = new Set(l.restants.filter(p => p.reste > 0).map(cle));
  const credits = new Set(l.restants.filter(p => p.reste < 0).map(cle));
  return {
    table: PostesALettrer,
    lignes: l.restants
      .filter(p => debits.has(cle(p)) && credits.has(cle(p)))
      .map(p => ({
        CleLigne: p.cle,
        Marque: l.marques.get(p.cle),
        Compte: p.compte as Compte,
        Tiers: p.tiers,
        Devise: p.devise || undefined,
        Date: p.date,
        Echeance: p.echeance,
        Piece: p.piece,
        Libelle: p.libelle,
        Debit: p.reste > 0 ? p.reste : ZERO,
        Credit: p.reste < 0 ? absolu(p.reste) : ZERO,
        Proposition: proposition.get(p.cle),
      })),
    cle: x => x.CleLigne,
    portee: () => true,
  };
}

/** Les lettrages faits ici, annulés compris. */
export function produireLettrages(l: LettrageEtabli): TableProduite<typeof Lettrages> {
  return {
    table: Lettrages,
    lignes: l.lettrages,
    cle: x => `${x.Groupe}|${x.CleLigne}`,
    portee: () => true,
  };
}
