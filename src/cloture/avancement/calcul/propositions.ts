import {
  acquis,
  moins,
  plus,
  repartir,
  somme,
  ZERO,
  type Etendue,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import {
  livraisonsAFacturer,
  type Echeance,
  type LigneFacturee,
  type Livraison,
  type PosteVente,
} from './poste';
import type { RegleAvancement } from './regles';

/** Une pièce dont une part est à établir, ou à différer. */
export type PieceRegularisee = Livraison | Echeance | LigneFacturee;

/** Ce qu'une pièce propose de régulariser. */
export interface Proposition<P extends PieceRegularisee = PieceRegularisee> {
  readonly de: P;
  /** Ce que la pièce compte : une livraison ou une échéance peut être bornée par sa commande. */
  readonly base: Montant;
  readonly montant: Montant;
}

/** FAE et PCA proposées d'un poste, pièce par pièce. */
export interface Propositions {
  readonly fae: readonly Proposition<Livraison | Echeance>[];
  readonly pca: readonly Proposition<LigneFacturee>[];
}

/**
 * FAE et PCA d'un poste, chacune tirée de ses lignes (domaine §5.5, §5.9). FAE : livré et échu pas encore facturés,
 * entiers à l'achèvement, pour la part de période écoulée au prorata. PCA : facturé au plus tard de la date, pour un
 * service ou une livraison d'après elle ; au prorata, la part de période qui reste.
 */
export function proposer(poste: PosteVente, regle: RegleAvancement, date: Jour): Propositions {
  const { livre, echeances } = poste.aEtablir(date);
  const bases = [
    ...partager(livre, livraisonsAFacturer(poste, date)),
    ...partager(echeances, poste.echeancesAEtablir(date)),
  ];
  const entier = regle.methode === 'ACHEVEMENT' || regle.faeLitteral;
  return {
    fae: bases.map(({ de, base }) => ({ de, base, montant: entier ? base : acquisDe(de, base, date) })),
    pca: facturesDifferees(poste, regle, date).map(de => {
      const base = de.montant;
      const gagne = regle.methode === 'ACHEVEMENT' ? ZERO : acquisDe(de, base, date);
      return { de, base, montant: moins(base, gagne) };
    }),
  };
}

/** Les factures dont une part au moins n'est pas acquise. À la lettre d'Akuiteo, celles d'après l'arrêté (§5.5 b). */
function facturesDifferees(poste: PosteVente, regle: RegleAvancement, date: Jour): LigneFacturee[] {
  if (regle.methode === 'PRORATA') return poste.lignesFacturees.filter(f => f.date <= date);
  if (regle.pcaLitteral) return poste.lignesFacturees.filter(f => f.date > date);
  return poste.lignesFacturees.filter(f => f.date <= date && acquiseLe(f) > date);
}

/** Premier jour où une facture à l'achèvement est acquise : sa période commencée, ce qu'elle facture livré. */
const acquiseLe = ({ piece, livree }: LigneFacturee): number => Math.max(piece.PeriodeDu ?? 0, livree ?? 0);

/** CA d'un poste sur livraisons seules : tout le livré, facturé ou non ; à la lettre, le seul non facturé. */
export function livreReconnu(poste: PosteVente, regle: RegleAvancement, date: Jour): Montant {
  const part = (l: Livraison) => (regle.methode === 'ACHEVEMENT' ? l.montant : acquisDe(l, l.montant, date));
  return somme(livraisonsReconnues(poste, regle, date).map(part));
}

/** Les livraisons que ce CA compte. */
export function livraisonsReconnues(poste: PosteVente, regle: RegleAvancement, date: Jour): Livraison[] {
  return regle.livraisonsLitteral
    ? livraisonsAFacturer(poste, date)
    : poste.livraisons.filter(l => l.date <= date);
}

/** Ce qu'une ligne couvre ; undefined sans période entière, ou si elle finit avant de commencer. */
export function etendueDe({
  piece: { PeriodeDu: du, PeriodeAu: au },
}: PieceRegularisee): Etendue | undefined {
  return du === undefined || au === undefined || au < du ? undefined : { du, au };
}

/**
 * Part acquise d'un montant d'une pièce, en jours ; tout, sans période. La part d'une pièce étalée sur sa commande est
 * une différence de cumuls : les parts d'une pièce s'ajoutent à son prorata, au centime (domaine §0.1).
 */
export function acquisDe(piece: PieceRegularisee, base: Montant, date: Jour): Montant {
  const etendue = etendueDe(piece);
  if (!etendue) return base;
  const avant = base === piece.montant ? piece.etalement?.avant : undefined;
  if (avant === undefined) return acquis(base, etendue, date);
  return moins(acquis(plus(avant, base), etendue, date), acquis(avant, etendue, date));
}

/** Un terme borné par la commande, partagé entre les pièces qui le font. */
function partager<P extends PieceRegularisee>(
  terme: Montant,
  pieces: readonly P[],
): { de: P; base: Montant }[] {
  const montants = pieces.map(p => p.montant);
  if (somme(montants) === terme) return pieces.map(de => ({ de, base: de.montant }));
  const parts = repartir(terme, montants);
  return pieces.map((de, rang) => ({ de, base: parts[rang] ?? ZERO }));
}
