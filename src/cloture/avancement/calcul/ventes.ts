import { chacun, PIECES_PAR_TRANCHE, type Compte, type Jour, type Montant } from '../../../comptabilite';
import type { Aiguillage, Porteur } from './aiguillage';
import { rangerAvenants } from './avenants';
import type {
  DonneesAvancement,
  LigneAffaire,
  LigneCommande,
  LigneDeCommande,
  LigneDevis,
  LigneEcheance,
  LigneFactureClient,
  LigneLivraison,
  OptionsAvancement,
} from './donnees';
import type { Dossier } from './dossier';
import { LignesDeCommande } from './lignes-commande';
import { lierAuxLivraisons } from './livraisons-liees';
import { LigneVendue, PosteHorsCommande, type DetailVente, type Etalement, type PosteVente } from './poste';
import { estAvancement, type Regles } from './regles';

export type { DetailVente, PosteVente } from './poste';

type Ventes = Pick<
  DonneesAvancement,
  | 'affaires'
  | 'devis'
  | 'commandes'
  | 'lignesCommande'
  | 'echeances'
  | 'avenants'
  | 'livraisons'
  | 'facturesClients'
  | 'produits'
  | 'comptes'
>;

type OptionsVentes = Pick<
  OptionsAvancement,
  'echLitteral' | 'avenantsProbables' | 'heuresParJour' | 'comptes'
>;

/** Une ligne de vente : de quoi la mener à son groupe et à son détail. */
interface Vendue {
  readonly Lot?: string | undefined;
  readonly SousLot?: string | undefined;
  readonly CodeProduit?: string | undefined;
  readonly CodeTVA?: string | undefined;
  readonly Compte?: Compte | undefined;
}

/** Règles portées par les lignes de vente de chaque affaire, avec leur lot : elles disent quelle méthode la prend. */
export function* reglesParAffaire(
  donnees: Ventes,
  regles: Regles,
): Generator<void, ReadonlyMap<string, readonly Porteur[]>> {
  const affaires = new Map(donnees.affaires.map(a => [a.IdAffaire, a]));
  const commandes = new Map(donnees.commandes.map(c => [c.IdCommande, c]));
  const porteurs = new Map<string, Porteur[]>();
  const noter = (idAffaire: string | undefined, lot = '', produit?: string, regleLigne?: string) => {
    const affaire = affaires.get(idAffaire ?? '');
    const code = affaire && regles.codeDe(affaire, produit, regleLigne);
    if (!affaire || code === undefined) return;
    const connus = porteurs.get(affaire.IdAffaire);
    if (!connus) porteurs.set(affaire.IdAffaire, [{ code, lot }]);
    else if (!connus.some(p => p.code === code && p.lot === lot)) connus.push({ code, lot });
  };
  const noterLigne = (l: LigneDeCommande) =>
    noter(commandes.get(l.IdCommande)?.IdAffaire, l.Lot, l.CodeProduit, l.RegleCALigne);
  yield* chacun(donnees.lignesCommande, noterLigne);
  const noterLibre = ({ IdCommande, IdAffaire, Lot, CodeProduit }: LigneFactureClient | LigneLivraison) => {
    if (IdCommande === undefined || !commandes.has(IdCommande)) noter(IdAffaire, Lot, CodeProduit);
  };
  yield* chacun(donnees.facturesClients, noterLibre);
  yield* chacun(donnees.livraisons, noterLibre);
  return porteurs;
}

/** Range devis, commandes, avenants, échéanciers, livraisons et factures dans les dossiers. Rend la main de temps en temps. */
export function rangerVentes(
  donnees: Ventes,
  aiguillage: Aiguillage,
  regles: Regles,
  options: OptionsVentes,
): Generator<void, void> {
  return new Rangement(donnees, aiguillage, regles, options).ranger();
}

class Rangement {
  private readonly affaires: ReadonlyMap<string, LigneAffaire>;
  private readonly commandes: ReadonlyMap<string, LigneCommande>;
  private readonly lignes = new LignesDeCommande();
  private readonly horsCommande = new Map<string, PosteHorsCommande>();
  private readonly produits: ReadonlyMap<
    string,
    { CompteVente?: Compte | undefined; CodeTVA?: string | undefined }
  >;
  private readonly tvaDuCompte: ReadonlyMap<string, string | undefined>;
  private readonly dateFacture = new Map<string, Jour>();
  private readonly acomptes = new Set<string>();
  /** Les postes à l'achèvement, que leurs livraisons font acquérir. */
  private readonly achevements: PosteVente[] = [];

  constructor(
    private readonly donnees: Ventes,
    private readonly aiguillage: Aiguillage,
    private readonly regles: Regles,
    private readonly options: OptionsVentes,
  ) {
    this.affaires = new Map(donnees.affaires.map(a => [a.IdAffaire, a]));
    this.commandes = new Map(donnees.commandes.map(c => [c.IdCommande, c]));
    this.produits = new Map(donnees.produits.map(p => [p.CodeProduit, p]));
    this.tvaDuCompte = new Map(donnees.comptes.map(c => [c.Compte, c.CodeTVA]));
    for (const f of donnees.facturesClients) {
      this.dateFacture.set(f.IdFacture, f.DateFacture);
      if (f.TypePiece === 'ACOMPTE') this.acomptes.add(f.IdFacture);
    }
  }

  *ranger(): Generator<void, void> {
    const { devis, lignesCommande, avenants, echeances, livraisons, facturesClients } = this.donnees;
    yield* chacun(devis, d => this.rangerDevis(d), PIECES_PAR_TRANCHE);
    yield* chacun(lignesCommande, l => this.rangerLigne(l), PIECES_PAR_TRANCHE);
    this.lignes.ranger();
    yield;
    rangerAvenants(avenants, this.lignes, this.aiguillage, this.options.avenantsProbables);
    yield* chacun(echeances, e => this.rangerEcheance(e), PIECES_PAR_TRANCHE);
    yield* chacun(livraisons, b => this.rangerLivraison(b), PIECES_PAR_TRANCHE);
    yield* chacun(facturesClients, f => this.rangerFacture(f), PIECES_PAR_TRANCHE);
    lierAuxLivraisons(this.achevements, livraisons);
    yield;
  }

  private rangerDevis(d: LigneDevis): void {
    const dossier = d.Statut === 'SIGNE' ? this.aiguillage.vers(d.IdAffaire, d.Lot, d.SousLot) : undefined;
    if (d.DateSignature !== undefined) dossier?.devis.ajouter(d.DateSignature, d.MontantHT, d);
    else
      dossier?.devisSansDate.push({ date: 0 as Jour, ligne: d.ligne, cle: d.IdDevis, montant: d.MontantHT });
  }

  private rangerLigne(l: LigneDeCommande): void {
    const commande = this.commandes.get(l.IdCommande);
    const affaire = this.affaires.get(commande?.IdAffaire ?? '');
    if (!commande || !affaire) return;
    const dossier = this.retenir(affaire, l, l.RegleCALigne);
    const poste =
      dossier &&
      new LigneVendue(
        commande,
        l,
        this.detail(dossier, commande.IdClient, l),
        // Hors avancement, seules les échéances dues font le budget (domaine §5.3, piège 1).
        estAvancement(dossier.regle) ? this.options : { ...this.options, echLitteral: true },
        dossier.ventesSuivies,
      );
    if (poste) this.ajouter(poste, dossier);
    this.lignes.ajouter(affaire.IdAffaire, l, poste);
  }

  /** Le dossier de la règle de la ligne ; l'affaire note une règle inconnue, ou une ligne sans règle. */
  private retenir(affaire: LigneAffaire, ligne: Vendue, regleLigne?: string): Dossier | undefined {
    const { IdAffaire } = affaire;
    const code = this.regles.codeDe(affaire, ligne.CodeProduit, regleLigne);
    const dossier = this.aiguillage.versRegle(IdAffaire, code, ligne.Lot, ligne.SousLot);
    if (!dossier) this.aiguillage.vers(IdAffaire, ligne.Lot, ligne.SousLot)?.autresRegles.add(code ?? '');
    return dossier;
  }

  private ajouter(poste: PosteVente, dossier: Dossier): void {
    dossier.postes.push(poste);
    if (dossier.regle.methode === 'ACHEVEMENT') this.achevements.push(poste);
  }

  /** Compte : de la ligne, du produit, sinon CPT_VENTE. TVA : de la ligne, du produit, sinon du compte (§4.1). */
  private detail(dossier: Dossier, tiers: string, l: Vendue): DetailVente {
    const produit = this.produits.get(l.CodeProduit ?? '');
    const compte = l.Compte ?? produit?.CompteVente ?? this.options.comptes.vente;
    return {
      tiers,
      compte,
      codeTVA: l.CodeTVA ?? produit?.CodeTVA ?? this.tvaDuCompte.get(compte),
      codeProduit: dossier.regle.detailProduit ? l.CodeProduit : undefined,
    };
  }

  private rangerEcheance(e: LigneEcheance): void {
    if (!e.Valide) return;
    const facturee = this.dateDeFacturation(e.IdFacture, e.DateFacture);
    const acompte = e.Nature === 'ACOMPTE' || this.acomptes.has(e.IdFacture ?? '');
    const echeance = { echeance: e.DateEcheance, facturee, acompte, piece: e };
    this.lignes.surLigne(e.IdCommande, e.LigneCommande, e.MontantHT, (poste, part, etalement) =>
      poste.echeances.push({ ...echeance, montant: part, etalement }),
    );
  }

  /**
   * Depuis quand une échéance ou une livraison est facturée : undefined si elle ne l'est pas, ou si elle ne
   * l'est que par un acompte (domaine §5.3, piège 3).
   */
  private dateDeFacturation(idFacture: string | undefined, date: Jour | undefined): Jour | undefined {
    if (idFacture === undefined) return date;
    if (this.acomptes.has(idFacture)) return undefined;
    return this.dateFacture.get(idFacture) ?? date ?? (0 as Jour);
  }

  private rangerLivraison(b: LigneLivraison): void {
    const facturee = this.dateDeFacturation(b.IdFacture, b.DateFacture);
    const livraison = { date: b.DateLivraison, facturee, piece: b };
    const pris = this.lignes.surLigne(b.IdCommande, b.LigneCommande, b.MontantHT, (poste, part, etalement) =>
      poste.livraisons.push({ ...livraison, montant: part, etalement }),
    );
    if (pris) return;
    const affaire = this.affaires.get(b.IdAffaire);
    const dossier = affaire && this.retenir(affaire, b);
    if (!dossier) return;
    this.posteLibre(dossier, this.detail(dossier, dossier.affaire.IdClient, b)).livraisons.push({
      ...livraison,
      montant: b.MontantHT,
    });
  }

  private rangerFacture(f: LigneFactureClient): void {
    const commande = this.commandes.get(f.IdCommande ?? '');
    const affaire = this.affaires.get(f.IdAffaire ?? commande?.IdAffaire ?? '');
    if (!f.Validee) {
      const ligne = this.lignes.visee(f.IdCommande, f.LigneCommande);
      const dossier = affaire && this.aiguillage.versPiece({ ...f, IdAffaire: affaire.IdAffaire }, ligne);
      const cle = `${f.IdFacture}/${f.Ligne}`;
      dossier?.facturesNonValidees.push({ date: f.DateFacture, ligne: f.ligne, cle, montant: f.MontantHT });
      return;
    }
    if (f.TypePiece === 'ACOMPTE') return;
    const pris = this.lignes.surLigne(f.IdCommande, f.LigneCommande, f.MontantHT, (poste, part, etalement) =>
      facturer(poste, f, part, etalement),
    );
    if (pris || !affaire) return;
    const dossier = this.retenir(affaire, f);
    if (!dossier) return;
    facturer(this.posteLibre(dossier, this.detail(dossier, f.IdClient, f)), f, f.MontantHT);
  }

  /** Poste des pièces sans commande, un par détail. */
  private posteLibre(dossier: Dossier, detail: DetailVente): PosteHorsCommande {
    const { tiers, compte, codeTVA, codeProduit } = detail;
    const cle = [dossier.cle, tiers, compte, codeTVA, codeProduit].join('\u0000');
    let poste = this.horsCommande.get(cle);
    if (!poste) {
      poste = new PosteHorsCommande(detail, dossier.ventesSuivies);
      this.horsCommande.set(cle, poste);
      this.ajouter(poste, dossier);
    }
    return poste;
  }
}

function facturer(
  poste: PosteVente,
  piece: LigneFactureClient,
  montant: Montant,
  etalement?: Etalement,
): void {
  poste.factures.ajouter(piece.DateFacture, montant, { piece, etalement });
  poste.lignesFacturees.push({ date: piece.DateFacture, montant, piece, etalement, livree: undefined });
}
