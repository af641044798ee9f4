import { maximum, minimum, moins, oppose, somme, ZERO, type Montant } from '../../../comptabilite';

/** Ce qui fait le budget d'un poste, chaque terme borné par ce qui reste de la commande (domaine §5.3, piège 2). */
export interface TermesBudget {
  readonly facture: Montant;
  /** Livré non facturé. */
  readonly livre: Montant;
  /** Échéancier non facturé. */
  readonly echeances: Montant;
  /** Commandé, ni livré ni à l'échéancier. */
  readonly reste: Montant;
}

const positif = (m: Montant): Montant => maximum(m, ZERO);

/** Une ligne de commande et ses pièces, avant de borner. */
export interface Bruts {
  readonly commande: Montant;
  readonly facture: Montant;
  readonly livre: Montant;
  readonly echeances: Montant;
}

const inverser = (b: Bruts): Bruts => ({
  commande: oppose(b.commande),
  facture: oppose(b.facture),
  livre: oppose(b.livre),
  echeances: oppose(b.echeances),
});

export const sommeTermes = (t: TermesBudget): Montant => somme([t.facture, t.livre, t.echeances, t.reste]);

/** La valeur résiduelle d'une commande (domaine §5.3, piège 2), signes renversés pour une remise. */
export function residuelSigne(bruts: Bruts, resteGarde: boolean): TermesBudget {
  if (bruts.commande >= 0) return residuel(bruts, resteGarde);
  const { facture, livre, echeances, reste } = residuel(inverser(bruts), resteGarde);
  return {
    facture: oppose(facture),
    livre: oppose(livre),
    echeances: oppose(echeances),
    reste: oppose(reste),
  };
}

function residuel({ commande, facture, livre, echeances }: Bruts, resteGarde: boolean): TermesBudget {
  const l = minimum(positif(livre), positif(moins(commande, facture)));
  const e = minimum(positif(echeances), positif(moins(moins(commande, facture), l)));
  const reste = resteGarde ? positif(moins(moins(moins(commande, facture), l), e)) : ZERO;
  return { facture, livre: l, echeances: e, reste };
}
