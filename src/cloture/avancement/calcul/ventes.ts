import { repartir, type Compte, type Jour, type Montant } from '../../../comptabilite';
import type { Aiguillage, Porteur } from './aiguillage';
import type {
  DonneesAvancement,
  LigneAffaire,
  LigneAvenant,
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

const cleLigne = (idCommande: string, ligne: string) => `${idCommande}\u0000${ligne}`;
const ordinal = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Règles portées par les lignes de vente de chaque affaire, avec leur lot : elles disent quelle méthode la prend. */
export function reglesParAffaire(donnees: Ventes, regles: Regles): Map<string, Porteur[]> {
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
  for (const l of donnees.lignesCommande) {
    noter(commandes.get(l.IdCommande)?.IdAffaire, l.Lot, l.CodeProduit, l.RegleCALigne);
  }
  const libre = ({ IdCommande }: { IdCommande?: string | undefined }) =>
    IdCommande === undefined || !commandes.has(IdCommande);
  for (const f of donnees.facturesClients) if (libre(f)) noter(f.IdAffaire, f.Lot, f.CodeProduit);
  for (const b of donnees.livraisons) if (libre(b)) noter(b.IdAffaire, b.Lot, b.CodeProduit);
  return porteurs;
}

/** Range devis, commandes, avenants, échéanciers, livraisons et factures dans les dossiers. */
export function rangerVentes(
  donnees: Ventes,
  aiguillage: Aiguillage,
  regles: Regles,
  options: OptionsVentes,
): void {
  new Rangement(donnees, aiguillage, regles, options).ranger();
}

class Rangement {
  private readonly affaires: ReadonlyMap<string, LigneAffaire>;
  private readonly commandes: ReadonlyMap<string, LigneCommande>;
  private readonly lignes = new Map<string, LigneDeCommande[]>();
  private readonly lignesDAffaire = new Map<string, LigneDeCommande[]>();
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

  ranger(): void {
    this.rangerDevis();
    this.rangerCommandes();
    this.rangerAvenants();
    this.rangerEcheances();
    this.rangerLivraisons();
    for (const f of this.donnees.facturesClients) this.rangerFacture(f);
  }

  private rangerDevis(): void {
    for (const d of this.donnees.devis) {
      const dossier = d.Statut === 'SIGNE' ? this.aiguillage.vers(d.IdAffaire, d.Lot, d.SousLot) : undefined;
      if (d.DateSignature !== undefined) dossier?.devis.ajouter(d.DateSignature, d.MontantHT, d);
      else
        dossier?.devisSansDate.push({
          date: 0 as Jour,
          ligne: d.ligne,
          cle: d.IdDevis,
          montant: d.MontantHT,
        });
    }
  }

  private rangerCommandes(): void {
    for (const l of this.donnees.lignesCommande) {
      const commande = this.commandes.get(l.IdCommande);
      const affaire = this.affaires.get(commande?.IdAffaire ?? '');
      if (!commande || !affaire) continue;
      this.connues.add(cleLigne(l.IdCommande, l.Ligne));
      ajouterA(this.lignes, l.IdCommande, l);
      ajouterA(this.lignesDAffaire, affaire.IdAffaire, l);
      const dossier = this.retenir(affaire, l, l.RegleCALigne);
      if (!dossier) continue;
      const detail = this.detail(dossier, commande.IdClient, l);
      const poste = new LigneVendue(commande, l, detail, this.options, dossier.ventesSuivies);
      this.postes.set(cleLigne(l.IdCommande, l.Ligne), poste);
      dossier.postes.push(poste);
    }
    const parNumero = (a: LigneDeCommande, b: LigneDeCommande) =>
      ordinal(a.IdCommande, b.IdCommande) || ordinal(a.Ligne, b.Ligne);
    for (const lignes of [...this.lignes.values(), ...this.lignesDAffaire.values()]) lignes.sort(parNumero);
  }

  /** Le dossier de la ligne si sa règle est à l'avancement ; sinon l'affaire note l'autre règle. */
  private retenir(affaire: LigneAffaire, ligne: Vendue, regleLigne?: string): Dossier | undefined {
    const dossier = this.aiguillage.vers(affaire.IdAffaire, ligne.Lot, ligne.SousLot);
    const code = this.regles.codeDe(affaire, ligne.CodeProduit, regleLigne);
    if (dossier && code !== undefined && !this.regles.avancement(code)) dossier.autresRegles.add(code);
    return dossier && this.regles.avancement(code) ? dossier : undefined;
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

  /**
   * Avenants de vente retenus (domaine §5.7). Au budget des pièces, ils grossissent les lignes de leur commande, ou de
   * l'affaire, sauf s'ils y sont déjà ; au budget des devis, ils s'ajoutent tous, car la commande n'y est pas.
   */
  private rangerAvenants(): void {
    const statuts = this.options.avenantsProbables ? ['ACCEPTE', 'PROBABLE'] : ['ACCEPTE'];
    for (const a of this.donnees.avenants) {
      if (a.Type !== 'VENTE' || !statuts.includes(a.Statut) || a.DateValidation === undefined) continue;
      const lignes =
        a.IdCommande === undefined ? this.lignesDAffaire.get(a.IdAffaire) : this.lignes.get(a.IdCommande);
      if (a.MontantVente !== undefined) this.rangerMontantAvenant(a, a.MontantVente, lignes ?? []);
      if (a.Heures === undefined || a.InclusDansCommande) continue;
      const date = a.DateValidation;
      this.etaler(lignes ?? [], a.Heures as number as Montant, (poste, part, etalement) =>
        poste.heuresAvenants.ajouter(date, part, { piece: a, etalement }),
      );
    }
  }

  private rangerMontantAvenant(a: LigneAvenant, m: Montant, lignes: readonly LigneDeCommande[]): void {
    const date = a.DateValidation ?? (0 as Jour);
    const dossier = this.aiguillage.vers(a.IdAffaire);
    if (dossier?.regle.baseBudget === 'DEVIS_SIGNES') {
      if (dossier.regle.regroupement === 'AFFAIRE' || lignes.length === 0) {
        dossier.avenants.ajouter(date, m, { piece: a });
        return;
      }
      partager(lignes, m, (l, part, etalement) =>
        this.aiguillage
          .vers(a.IdAffaire, l.Lot, l.SousLot)
          ?.avenants.ajouter(date, part, { piece: a, etalement }),
      );
      return;
    }
    if (a.InclusDansCommande) return;
    const etale = this.etaler(lignes, m, (poste, part, etalement) =>
      poste.avenants.ajouter(date, part, { piece: a, etalement }),
    );
    if (!etale) dossier?.avenantsSansCommande.push({ date, ligne: a.ligne, cle: a.IdAvenant, montant: m });
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
      const dossier = affaire && this.retenir(affaire, b);
      if (!dossier) continue;
      this.posteLibre(dossier, this.detail(dossier, dossier.affaire.IdClient, b)).livraisons.push({
        ...livraison,
        montant: b.MontantHT,
      });
    }
  }

  private rangerFacture(f: LigneFactureClient): void {
    const commande = this.commandes.get(f.IdCommande ?? '');
    const affaire = this.affaires.get(f.IdAffaire ?? commande?.IdAffaire ?? '');
    if (!f.Validee) {
      const ligne = this.ligneVisee(f.IdCommande, f.LigneCommande);
      const dossier = affaire && this.aiguillage.versPiece({ ...f, IdAffaire: affaire.IdAffaire }, ligne);
      const cle = `${f.IdFacture}/${f.Ligne}`;
      dossier?.facturesNonValidees.push({ date: f.DateFacture, ligne: f.ligne, cle, montant: f.MontantHT });
      return;
    }
    if (f.TypePiece === 'ACOMPTE') return;
    const pris = this.surLigne(f.IdCommande, f.LigneCommande, f.MontantHT, (poste, part, etalement) =>
      poste.factures.ajouter(f.DateFacture, part, { piece: f, etalement }),
    );
    if (pris || !affaire) return;
    const dossier = this.retenir(affaire, f);
    if (!dossier) return;
    this.posteLibre(dossier, this.detail(dossier, f.IdClient, f)).factures.ajouter(
      f.DateFacture,
      f.MontantHT,
      {
        piece: f,
      },
    );
  }

  /** Poste des pièces sans commande, un par détail. */
  private posteLibre(dossier: Dossier, detail: DetailVente): PosteHorsCommande {
    const { tiers, compte, codeTVA, codeProduit } = detail;
    const cle = [dossier.cle, tiers, compte, codeTVA, codeProduit].join('\u0000');
    let poste = this.horsCommande.get(cle);
    if (!poste) {
      poste = new PosteHorsCommande(detail, dossier.ventesSuivies);
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

  private ligneVisee(idCommande = '', ligne = ''): LigneDeCommande | undefined {
    return this.lignes.get(idCommande)?.find(l => l.Ligne === ligne);
  }

  /** Étale une pièce sur des lignes de commande. Rend faux s'il n'y en a aucune. */
  private etaler(
    lignes: readonly LigneDeCommande[],
    m: Montant,
    donner: (poste: LigneVendue, part: Montant, etalement?: Etalement) => void,
  ): boolean {
    partager(lignes, m, (l, part, etalement) => {
      const poste = this.postes.get(cleLigne(l.IdCommande, l.Ligne));
      if (poste) donner(poste, part, etalement);
    });
    return lignes.length > 0;
  }
}

/** Partage au prorata des montants HT par arrondi cumulé, lignes par ordre croissant. */
function partager(
  lignes: readonly LigneDeCommande[],
  m: Montant,
  donner: (ligne: LigneDeCommande, part: Montant, etalement: Etalement) => void,
): void {
  if (lignes.length === 0) return;
  const total = lignes.reduce((t, l) => t + l.MontantHT, 0);
  const parts = repartir(m, total === 0 ? lignes.map(() => 1) : lignes.map(l => l.MontantHT));
  lignes.forEach((l, rang) => {
    const part = parts[rang];
    if (part !== undefined) donner(l, part, { lignes, rang });
  });
}

function ajouterA<L>(carte: Map<string, L[]>, cle: string, l: L): void {
  const liste = carte.get(cle);
  if (liste) liste.push(l);
  else carte.set(cle, [l]);
}

/** Liste des postes d'un dossier qui a un échéancier plus court que sa commande à cette date. */
export function echeanciersIncomplets(postes: readonly PosteVente[], date: Jour): string[] {
  return postes.filter(p => p.echeancierIncomplet(date)).map(p => p.nom);
}
