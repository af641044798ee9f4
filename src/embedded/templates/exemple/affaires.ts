/** Ce qui décrit une affaire de la société : qui y travaille, quand, à quel prix, et comment on la facture. */

/** Une personne sur une affaire : la part de son temps, sur toute l'affaire ou entre deux dates. */
export type Affectation = readonly [collab: string, part: number, du?: string, au?: string];

/** Une étape de facturation : sa date prévue, sa part de la vente, et sa nature si ce n'est pas une situation. */
export type Etape = readonly [date: string, part: number, nature?: 'ACOMPTE' | 'SOLDE' | 'RG'];

interface Commune {
  readonly id: string;
  readonly libelle: string;
  readonly client: string;
  readonly chef: string;
  readonly bu: string;
  readonly du: string;
  readonly au: string;
  readonly statut?: 'TERMINEE';
  readonly equipe: readonly Affectation[];
  /** Date de la commande ; par défaut, une semaine avant le début. */
  readonly signature?: string;
}

/** Un lot d'un forfait : son équipe, et sa part de la vente. */
export interface Lot {
  readonly code: string;
  readonly libelle: string;
  readonly part: number;
  readonly equipe: readonly string[];
}

/** Un forfait : vendu un prix, reconnu à l'avancement des coûts. */
export interface Forfait extends Commune {
  /** Marge visée, en part de la vente : la vente en découle. Négative, l'affaire se perdra. */
  readonly marge: number;
  readonly echeancier: readonly Etape[];
  /** Ce qui est vendu, donc sa règle ; un forfait entier par défaut. */
  readonly produit?: 'FORFAIT_LOTS' | 'FORFAIT_TACHES' | 'FORFAIT_DEVIS';
  /** Vendus ensemble, reconnus chacun pour soi. */
  readonly lots?: readonly Lot[];
}

/** Une régie vendue en jours, facturée chaque mois sur les jours passés. */
export interface Regie extends Commune {
  readonly tjm: number;
  /** Jours prévus au-delà (ou en deçà) des jours vendus, en part de ceux-ci : 0,05 veut dire une dérive de 5 %. */
  readonly derive: number;
}

/** Les contrats que d'autres méthodes reconnaîtront : maintenance au prorata, prestations à l'achèvement. */
export interface Autre extends Commune {
  readonly regle: 'MAINTENANCE' | 'LIVRAISON';
  readonly contrat: 'MAINTENANCE' | 'NEGOCE' | 'FRAIS' | 'REGIE';
}
