import { repartir, type Compte, type Jour, type Montant } from '../../../comptabilite';
import type {
  DonneesAvancement,
  LigneAffaire,
  LigneCommande,
  LigneDeCommande,
  LigneFactureClient,
  OptionsAvancement,
} from './donnees';
import type { Dossier } from './dossier';
import { LigneVendue, PosteHorsCommande, type DetailVente, type Etalement, type PosteVente } from './poste';
import type { Regles } from './regles';

export type { DetailVente, PosteVente } from './poste';

type Ventes = Pick<
  DonneesAvancement,
  | 'affaires'
  | 'commandes'
  | 'lignesCommande'
  | 'echeances'
  | 'avenants'
  | 'livraisons'
  | 'facturesClients'
  | 'produits'
  | 'comptes'
>;

type OptionsVentes = Pick<OptionsAvancement, 'echLitteral' | 'avenantsProbables' | 'comptes'>;

const cleLigne = (idCommande: string, ligne: string) => `${idCommande}\u0000${ligne}`;
const ordinal = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Règles portées par les lignes de vente de chaque affaire : elles disent quelle méthode la prend. */
export function reglesParAffaire(donnees: Ventes, regles: Regles): Map<string, Set<string>> {
  const affaires = new Map(donnees.affaires.map(a => [a.IdAffaire, a]));
  const commandes = new Map(donnees.commandes.map(c => [c.IdCommande, c]));
  const codes = new Map<string, Set<string>>();
  const noter = (idAffaire: string | undefined, produit?: string, regleLigne?: string) => {
    const affaire = affaires.get(idAffaire ?? '');
    const code = affaire && regles.codeDe(affaire, produit, regleLigne);
    if (!affaire || code === undefined) return;
    const connus = codes.get(affaire.IdAffaire);
    if (connus) connus.add(code);
    else codes.set(affaire.IdAffaire, new Set([code]));
  };
  for (const l of donnees.lignesCommande) {
    noter(commandes.get(l.IdCommande)?.IdAffaire, l.CodeProduit, l.RegleCALigne);
  }
  for (const f of donnees.facturesClients) if (f.IdCommande === undefined) noter(f.IdAffaire, f.CodeProduit);
  for (const b of donnees.livraisons) if (b.IdCommande === undefined) noter(b.IdAffaire, b.CodeProduit);
  return codes;
}

/** Range commandes, avenants, échéanciers, livraisons et factures dans les postes de vente des dossiers. */
export function rangerVentes(
  donnees: Ventes,
  dossiers: ReadonlyMap<string, Dossier>,
  regles: Regles,
  options: OptionsVentes,
): void {
  new Rangement(donnees, dossiers, regles, options).ranger();
}

class Rangement {
  private readonly affaires: ReadonlyMap<string, LigneAffaire>;
  private readonly commandes: ReadonlyMap<string, LigneCommande>;
  private readonly lignes = new Map<string, LigneDeCommande[]>();
  private readonly postes = new Map<string, LigneVendue>();
  /** Lignes de commande connues, y compris celles d'une autre méthode. */
  private readonly connues = new Set<string>();
  private readonly horsCommande = new Map<string, PosteHorsCommande>();
  private readonly produits: ReadonlyMap<
    string,
    { CompteVente?: Compte | undefined; CodeTVA?: string | undefined }
  >;
  private readonly tvaDuCompte: ReadonlyMap<string, string | undefined>;
  private readonly dateFacture = new Map<string, Jour>();
  private readonly acomptes = new Set<string>();

  constructor(
    private readonly donnees: Ventes,
    private readonly dossiers: ReadonlyMap<string, Dossier>,
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

  ranger(): void {
    this.rangerCommandes();
    this.rangerAvenants();
    this.rangerEcheances();
    this.rangerLivraisons();
    for (const f of this.donnees.facturesClients) this.rangerFacture(f);
  }

  private rangerCommandes(): void {
    for (const l of this.donnees.lignesCommande) {
      const commande = this.commandes.get(l.IdCommande);
      const affaire = this.affaires.get(commande?.IdAffaire ?? '');
      if (!commande || !affaire) continue;
      this.connues.add(cleLigne(l.IdCommande, l.Ligne));
      const liste = this.lignes.get(l.IdCommande);
      if (liste) liste.push(l);
      else this.lignes.set(l.IdCommande, [l]);
      const dossier = this.retenir(affaire, l.CodeProduit, l.RegleCALigne);
      if (!dossier) continue;
      const poste = new LigneVendue(
        commande,
        l,
        this.detail(commande.IdClient, l),
        this.options.echLitteral,
        dossier.explicable,
      );
      this.postes.set(cleLigne(l.IdCommande, l.Ligne), poste);
      dossier.postes.push(poste);
    }
    for (const lignes of this.lignes.values()) lignes.sort((a, b) => ordinal(a.Ligne, b.Ligne));
  }

  /** Le dossier de l'affaire si la règle de cette ligne est à l'avancement réel ; sinon note l'autre règle. */
  private retenir(affaire: LigneAffaire, produit?: string, regleLigne?: string): Dossier | undefined {
    const dossier = this.dossiers.get(affaire.IdAffaire);
    const code = this.regles.codeDe(affaire, produit, regleLigne);
    if (dossier && code !== undefined && !this.regles.avancementReel(code)) dossier.autresRegles.add(code);
    return dossier && this.regles.avancementReel(code) ? dossier : undefined;
  }

  /** Compte : de la ligne, du produit, sinon CPT_VENTE. TVA : de la ligne, du produit, sinon du compte (§4.1). */
  private detail(
    tiers: string,
    l: { CodeProduit?: string | undefined; CodeTVA?: string | undefined; Compte?: Compte | undefined },
  ): DetailVente {
    const produit = this.produits.get(l.CodeProduit ?? '');
    const compte = l.Compte ?? produit?.CompteVente ?? this.options.comptes.vente;
    return {
      tiers,
      compte,
      codeTVA: l.CodeTVA ?? produit?.CodeTVA ?? this.tvaDuCompte.get(compte),
    };
  }

  private rangerAvenants(): void {
    const statuts = this.options.avenantsProbables ? ['ACCEPTE', 'PROBABLE'] : ['ACCEPTE'];
    for (const a of this.donnees.avenants) {
      const retenu = a.Type === 'VENTE' && statuts.includes(a.Statut) && !a.InclusDansCommande;
      if (!retenu || a.DateValidation === undefined || a.MontantVente === undefined) continue;
      const date = a.DateValidation;
      const lignes =
        a.IdCommande === undefined
          ? this.lignesDeLAffaire(a.IdAffaire)
          : (this.lignes.get(a.IdCommande) ?? []);
      this.etaler(lignes, a.MontantVente, (poste, part, etalement) =>
        poste.avenants.ajouter(date, part, { piece: a, etalement }),
      );
    }
  }

  private lignesDeLAffaire(idAffaire: string): LigneDeCommande[] {
    return [...this.commandes.values()]
      .filter(c => c.IdAffaire === idAffaire)
      .sort((a, b) => ordinal(a.IdCommande, b.IdCommande))
      .flatMap(c => this.lignes.get(c.IdCommande) ?? []);
  }

  private rangerEcheances(): void {
    for (const e of this.donnees.echeances) {
      if (!e.Valide) continue;
      const facturee = this.dateDeFacturation(e.IdFacture, e.DateFacture);
      this.surLigne(e.IdCommande, e.LigneCommande, e.MontantHT, (poste, part, etalement) =>
        poste.echeances.push({ echeance: e.DateEcheance, facturee, montant: part, piece: e, etalement }),
      );
    }
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

  private rangerLivraisons(): void {
    for (const b of this.donnees.livraisons) {
      const facturee = this.dateDeFacturation(b.IdFacture, b.DateFacture);
      const livraison = { date: b.DateLivraison, facturee, piece: b };
      const pris = this.surLigne(b.IdCommande, b.LigneCommande, b.MontantHT, (poste, part, etalement) =>
        poste.livraisons.push({ ...livraison, montant: part, etalement }),
      );
      if (pris) continue;
      const affaire = this.affaires.get(b.IdAffaire);
      const dossier = affaire && this.retenir(affaire, b.CodeProduit);
      if (!dossier) continue;
      this.posteLibre(dossier, this.detail(dossier.affaire.IdClient, b)).livraisons.push({
        ...livraison,
        montant: b.MontantHT,
      });
    }
  }

  private rangerFacture(f: LigneFactureClient): void {
    const commande = this.commandes.get(f.IdCommande ?? '');
    const affaire = this.affaires.get(f.IdAffaire ?? commande?.IdAffaire ?? '');
    if (!f.Validee) {
      const dossier = this.dossiers.get(affaire?.IdAffaire ?? '');
      const cle = `${f.IdFacture}/${f.Ligne}`;
      dossier?.facturesNonValidees.push({ date: f.DateFacture, ligne: f.ligne, cle, montant: f.MontantHT });
      return;
    }
    if (f.TypePiece === 'ACOMPTE') return;
    const pris = this.surLigne(f.IdCommande, f.LigneCommande, f.MontantHT, (poste, part, etalement) =>
      poste.factures.ajouter(f.DateFacture, part, { piece: f, etalement }),
    );
    if (pris || !affaire) return;
    const dossier = this.retenir(affaire, f.CodeProduit);
    if (!dossier) return;
    this.posteLibre(dossier, this.detail(f.IdClient, f)).factures.ajouter(f.DateFacture, f.MontantHT, {
      piece: f,
    });
  }

  /** Poste des pièces sans commande, un par détail. */
  private posteLibre(dossier: Dossier, detail: DetailVente): PosteHorsCommande {
    const cle = [dossier.affaire.IdAffaire, detail.tiers, detail.compte, detail.codeTVA].join('\u0000');
    let poste = this.horsCommande.get(cle);
    if (!poste) {
      poste = new PosteHorsCommande(detail, dossier.explicable);
      this.horsCommande.set(cle, poste);
      dossier.postes.push(poste);
    }
    return poste;
  }

  /**
   * Donne une pièce à sa ligne de commande, ou l'étale sur toutes les lignes de la commande quand elle n'en
   * vise aucune. Rend faux si la commande ou la ligne n'existe pas : la pièce compte alors pour elle-même.
   */
  private surLigne(
    idCommande: string | undefined,
    ligne: string | undefined,
    m: Montant,
    donner: (poste: LigneVendue, part: Montant, etalement?: Etalement) => void,
  ): boolean {
    if (idCommande === undefined) return false;
    if (ligne === undefined) return this.etaler(this.lignes.get(idCommande) ?? [], m, donner);
    const cle = cleLigne(idCommande, ligne);
    const poste = this.postes.get(cle);
    if (poste) donner(poste, m);
    return this.connues.has(cle);
  }

  /** Étale au prorata des montants HT par arrondi cumulé, lignes par ordre croissant. */
  private etaler(
    lignes: readonly LigneDeCommande[],
    m: Montant,
    donner: (poste: LigneVendue, part: Montant, etalement?: Etalement) => void,
  ): boolean {
    if (lignes.length === 0) return false;
    const total = lignes.reduce((t, l) => t + l.MontantHT, 0);
    const parts = repartir(m, total === 0 ? lignes.map(() => 1) : lignes.map(l => l.MontantHT));
    lignes.forEach((l, rang) => {
      const poste = this.postes.get(cleLigne(l.IdCommande, l.Ligne));
      const part = parts[rang];
      if (poste && part !== undefined) donner(poste, part, { lignes, rang });
    });
    return true;
  }
}

/** Liste des postes d'un dossier qui a un échéancier plus court que sa commande à cette date. */
export function echeanciersIncomplets(postes: readonly PosteVente[], date: Jour): string[] {
  return postes.filter(p => p.echeancierIncomplet(date)).map(p => p.nom);
}
