import { IndexPieces, type Compte } from '../../../comptabilite';
import type { Donnees } from './donnees';
import { lieuDe } from './lieu';
import type { Origine } from './proposition';

/** Une pièce de vente : livraison, échéance ou facture. */
export interface PieceDeVente {
  readonly IdCommande?: string | undefined;
  readonly LigneCommande?: string | undefined;
  readonly IdAffaire?: string | undefined;
  readonly Lot?: string | undefined;
  readonly SousLot?: string | undefined;
  readonly CodeProduit?: string | undefined;
  readonly Compte?: Compte | undefined;
  readonly CodeTVA?: string | undefined;
  readonly IdClient?: string | undefined;
}

type Imputation = Pick<
  Origine,
  'idAffaire' | 'lot' | 'sousLot' | 'codeProduit' | 'tiers' | 'compte' | 'codeTVA'
>;

type Lues = Pick<Donnees, 'affaires' | 'commandes' | 'lignesCommande' | 'produits'>;

/** À quoi va une pièce de vente, et si une règle de CA la prend déjà. */
export class Ventes {
  private readonly lignes: IndexPieces<'IdCommande', Donnees['lignesCommande'][number]>;
  private readonly commandes;
  private readonly affaires;
  private readonly produits;
  /** Affaires dont une ligne de commande au moins suit une règle de CA. */
  private readonly reglees = new Map<string, string>();

  constructor(
    { affaires, commandes, lignesCommande, produits }: Lues,
    private readonly compteParDefaut: Compte,
  ) {
    this.lignes = new IndexPieces(lignesCommande, 'IdCommande');
    this.commandes = new Map(commandes.map(c => [c.IdCommande, c]));
    this.affaires = new Map(affaires.map(a => [a.IdAffaire, a]));
    this.produits = new Map(produits.map(p => [p.CodeProduit, p]));
    for (const l of lignesCommande) {
      const regle = this.produits.get(l.CodeProduit)?.RegleCA ?? l.RegleCALigne;
      const affaire = this.commandes.get(l.IdCommande)?.IdAffaire;
      if (regle !== undefined && affaire !== undefined) this.reglees.set(affaire, regle);
    }
  }

  /** Affaire, client, produit, compte de vente et code TVA d'une pièce : les siens, sinon ceux de sa commande. */
  imputer(p: PieceDeVente): Imputation {
    const ligne = this.lignes.trouver(p.IdCommande, p.LigneCommande);
    const commande = this.commandes.get(p.IdCommande ?? '');
    const lieu = lieuDe(p, ligne && { ...ligne, IdAffaire: commande?.IdAffaire }, commande);
    const codeProduit = p.CodeProduit ?? ligne?.CodeProduit;
    return {
      ...lieu,
      codeProduit,
      tiers: p.IdClient ?? commande?.IdClient ?? this.affaires.get(lieu.idAffaire ?? '')?.IdClient,
      compte: p.Compte ?? this.produits.get(codeProduit ?? '')?.CompteVente ?? this.compteParDefaut,
      codeTVA: p.CodeTVA ?? ligne?.CodeTVA,
    };
  }

  /** Clé de la ligne de commande qu'une pièce sert ; undefined sans commande. */
  ligneServie(p: PieceDeVente): string | undefined {
    return this.lignes.cle(p.IdCommande, p.LigneCommande);
  }

  /**
   * La règle de CA qui prend déjà cette vente : celle du produit, de l'affaire, ou d'une autre ligne de l'affaire.
   * Un produit n'est jamais des deux côtés (domaine §4.7).
   */
  regleDe({ codeProduit, idAffaire = '' }: Imputation): string | undefined {
    return (
      this.produits.get(codeProduit ?? '')?.RegleCA ??
      this.affaires.get(idAffaire)?.RegleCA ??
      this.reglees.get(idAffaire)
    );
  }
}
