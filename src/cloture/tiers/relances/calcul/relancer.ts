import { minimum, moins, oppose, plus, somme, ZERO, type Jour, type Montant } from '../../../../comptabilite';

/** Un poste ouvert d'un client ; `reste` positif : dû, négatif : avoir ou règlement non affecté. */
export interface PosteRelance {
  readonly cle: string;
  readonly tiers: string;
  readonly piece: string;
  readonly date: Jour;
  readonly echeance: Jour;
  readonly reste: Montant;
  readonly litige: boolean;
  /** Promesse de paiement : hors des relances jusqu'à ce jour compris. */
  readonly promesse: Jour | undefined;
}

export interface TiersRelance {
  readonly bloque: boolean;
  readonly litige: boolean;
  /** Acomptes reçus et pas encore compensés, négatifs : ils rendent un client créditeur, ils ne réduisent pas la lettre. */
  readonly acomptes: Montant;
}

export interface Seuil {
  readonly niveau: number;
  /** Jours de retard à partir desquels le niveau vaut ; négatif avant l'échéance. */
  readonly jours: number;
}

/** Une pièce d'une lettre : ce qui en est dû, avoirs déduits à part. */
export interface PieceRelancee {
  readonly poste: PosteRelance;
  readonly niveau: number;
  readonly retard: number;
}

/** Une lettre : un client, un niveau, ses pièces et ce qui s'en déduit. */
export interface Relance {
  readonly tiers: string;
  readonly niveau: number;
  readonly pieces: readonly PieceRelancee[];
  readonly credits: readonly PosteRelance[];
  readonly du: Montant;
  readonly deduit: Montant;
  /** du - déduit ; toujours positif. */
  readonly net: Montant;
}

/** Pourquoi un client qui a des pièces en retard n'est pas relancé. */
export type RaisonEcart = 'BLOQUE' | 'LITIGE' | 'PROMESSE' | 'CREDITEUR' | 'COUVERT' | 'SEUIL';

export interface OptionsRelance {
  readonly arrete: Jour;
  readonly seuils: readonly Seuil[];
  /** Dernier niveau envoyé pour un poste : il ne redescend jamais. */
  readonly precedent: (cle: string) => number | undefined;
  /** Net au-dessous duquel on n'écrit pas. */
  readonly minimum: Montant;
}

export interface Relances {
  readonly relances: readonly Relance[];
  readonly ecartes: readonly { readonly tiers: string; readonly raison: RaisonEcart }[];
}

/** Le plus haut niveau dont le délai est passé ; undefined si aucun. */
export function niveauDe(retard: number, seuils: readonly Seuil[]): number | undefined {
  const passes = seuils.filter(s => s.jours <= retard).map(s => s.niveau);
  return passes.length === 0 ? undefined : Math.max(...passes);
}

const parEcheance = (a: PosteRelance, b: PosteRelance) =>
  a.echeance - b.echeance || a.date - b.date || (a.cle < b.cle ? -1 : 1);

/** Les pièces qui restent dues une fois les crédits imputés de la plus ancienne à la plus récente. */
function apresCredits(pieces: readonly PieceRelancee[], credits: Montant): PieceRelancee[] {
  let reste = credits;
  return pieces.filter(({ poste }) => {
    const impute = minimum(reste, poste.reste);
    reste = moins(reste, impute);
    return impute < poste.reste;
  });
}

function relancerTiers(
  tiers: string,
  postes: readonly PosteRelance[],
  fiche: TiersRelance | undefined,
  options: OptionsRelance,
): Relance | RaisonEcart | undefined {
  const { arrete, seuils, precedent } = options;
  const candidates = postes
    .filter(p => p.reste > 0)
    .sort(parEcheance)
    .flatMap((poste): PieceRelancee[] => {
      const niveau = niveauDe(arrete - poste.echeance, seuils);
      if (niveau === undefined) return [];
      return [
        { poste, niveau: Math.max(niveau, precedent(poste.cle) ?? niveau), retard: arrete - poste.echeance },
      ];
    });
  if (candidates.length === 0) return undefined;
  if (fiche?.bloque) return 'BLOQUE';
  if (fiche?.litige) return 'LITIGE';
  if (plus(somme(postes.map(p => p.reste)), fiche?.acomptes ?? ZERO) <= 0) return 'CREDITEUR';
  const promise = ({ poste }: PieceRelancee) => poste.promesse !== undefined && poste.promesse >= arrete;
  const pieces = candidates.filter(c => !c.poste.litige && !promise(c));
  if (pieces.length === 0) return candidates.some(promise) ? 'PROMESSE' : 'LITIGE';
  const credits = postes.filter(p => p.reste < 0 && !p.litige).sort(parEcheance);
  const du = somme(pieces.map(p => p.poste.reste));
  const deduit = oppose(somme(credits.map(c => c.reste)));
  const net = moins(du, deduit);
  const dues = apresCredits(pieces, deduit);
  if (net <= 0 || dues.length === 0) return 'COUVERT';
  if (net < options.minimum) return 'SEUIL';
  return { tiers, niveau: Math.max(...dues.map(p => p.niveau)), pieces, credits, du, deduit, net };
}

/**
 * Qui relancer, à quel niveau, pour quel net (domaine §8.4) : une lettre par client au plus haut niveau de ses pièces
 * encore dues ; avoirs et règlements non affectés se déduisent de la plus ancienne ; hors litiges, promesses non échues
 * et clients bloqués. Un client dont le solde, ou le net des pièces, est créditeur n'est jamais relancé. Le niveau d'une
 * pièce ne redescend jamais.
 */
export function relancer(
  postes: Iterable<PosteRelance>,
  fiche: (tiers: string) => TiersRelance | undefined,
  options: OptionsRelance,
): Relances {
  const parTiers = new Map<string, PosteRelance[]>();
  for (const poste of postes) {
    const connus = parTiers.get(poste.tiers);
    if (connus) connus.push(poste);
    else parTiers.set(poste.tiers, [poste]);
  }
  const relances: Relance[] = [];
  const ecartes: { tiers: string; raison: RaisonEcart }[] = [];
  for (const [tiers, siens] of [...parTiers].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rendu = relancerTiers(tiers, siens, fiche(tiers), options);
    if (typeof rendu === 'string') ecartes.push({ tiers, raison: rendu });
    else if (rendu !== undefined) relances.push(rendu);
  }
  return { relances, ecartes };
}
