import type { DonneesAvancement, LigneAffaire, LigneRegle, OptionsAvancement } from './donnees';

/**
 * Les méthodes (domaine §5.5 à §5.9) : livré ou échu, jours réalisés sur jours vendus, coût engagé sur coût prévu, temps
 * écoulé de la période.
 */
export type Methode = NonNullable<LigneRegle['Type']>;

/** Règle de reconnaissance telle que la méthode l'applique, défauts compris (domaine §5.2). */
export interface RegleAvancement {
  readonly code: string;
  readonly ligne: number;
  readonly methode: Methode;
  readonly regroupement: 'AFFAIRE' | 'LOT' | 'SOUS_LOT';
  /** FAE et PCA détaillées aussi par produit ; compte, client et TVA le sont toujours (domaine §4.1). */
  readonly detailProduit: boolean;
  readonly baseBudget: 'REPREVISION_VENTES' | 'DEVIS_SIGNES';
  /** À l'achèvement et au prorata : le CA est celui des livraisons, comparé au facturé. */
  readonly livraisonsExclusivement: boolean;
  readonly chargesTempsEtAchats: boolean;
  readonly sourceRealise: 'PIECES' | 'HISTORIQUE';
  readonly sourceRaf: 'PLANNING' | 'TACHES';
  readonly inclureCotations: boolean;
  readonly margeNulle: boolean;
  readonly facturablesSeuls: boolean;
  readonly plafonner: boolean;
  /** Options du dossier, les mêmes pour toutes : ce qui se lit à la lettre d'Akuiteo (domaine §5.5, §5.6, §5.9). */
  readonly rafLitteral: boolean;
  readonly livraisonsLitteral: boolean;
  readonly pcaLitteral: boolean;
  readonly faeLitteral: boolean;
  readonly etatsTemps: ReadonlySet<string>;
  /** Profil particulier : le CA vient d'elle, sans écriture (capacité 186) ; undefined : la méthode reconnaît. */
  readonly formule: string | undefined;
}

type Litterales = Pick<
  OptionsAvancement,
  'rafLitteral' | 'livraisonsLitteral' | 'pcaLitteral' | 'faeLitteral'
>;

/** La règle mesure un % du budget, par les coûts ou par les jours. */
export const estAvancement = ({ methode }: RegleAvancement): boolean =>
  methode === 'AVANCEMENT_REEL' || methode === 'AVANCEMENT_THEORIQUE';

/**
 * FAE et PCA se tirent chacune de leurs lignes, et le CA d'elles : achèvement et prorata, sauf sur livraisons seules
 * (domaine §5.5, §5.9). Ailleurs le CA se mesure, et se compare au facturé.
 */
export const estParLignes = (regle: RegleAvancement): boolean =>
  !estAvancement(regle) && !regle.livraisonsExclusivement;

/** Qui décide de la règle d'une ligne : la ligne si sa règle le dit, sinon le produit, sinon l'affaire. */
export class Regles {
  private readonly lignes: ReadonlyMap<string, LigneRegle>;
  private readonly produits: ReadonlyMap<string, string | undefined>;
  private readonly lues = new Map<string, RegleAvancement>();

  constructor(donnees: Pick<DonneesAvancement, 'regles' | 'produits'>, litterales: Litterales) {
    this.lignes = new Map(donnees.regles.map(r => [r.CodeRegle, r]));
    this.produits = new Map(donnees.produits.map(p => [p.CodeProduit, p.RegleCA]));
    for (const r of donnees.regles) this.lues.set(r.CodeRegle, lireRegle(r, litterales));
  }

  /** Code de la règle d'une ligne de vente, undefined si personne n'en donne. */
  codeDe(affaire: LigneAffaire, codeProduit?: string, regleLigne?: string): string | undefined {
    if (regleLigne !== undefined && this.lignes.get(regleLigne)?.RegleSur === 'LIGNE') return regleLigne;
    const duProduit = codeProduit === undefined ? undefined : this.produits.get(codeProduit);
    return duProduit ?? affaire.RegleCA;
  }

  /** La règle de ce code, undefined si elle n'existe pas. */
  lue(code: string | undefined): RegleAvancement | undefined {
    return code === undefined ? undefined : this.lues.get(code);
  }
}

function lireRegle(r: LigneRegle, litterales: Litterales): RegleAvancement {
  const etats = (r.EtatsTemps ?? '').split(/[^A-Z_]+/i).filter(e => e !== '');
  return {
    code: r.CodeRegle,
    ligne: r.ligne,
    methode: r.Type,
    regroupement: r.Regroupement ?? 'AFFAIRE',
    detailProduit: (r.NiveauDetail ?? 'COMPTE') !== 'COMPTE',
    baseBudget: r.BaseBudget ?? 'REPREVISION_VENTES',
    livraisonsExclusivement: r.LivraisonsExclusivement ?? false,
    chargesTempsEtAchats: r.ChargesTempsEtAchats ?? true,
    sourceRealise: r.SourceRealise ?? 'PIECES',
    sourceRaf: r.SourceRAF ?? 'PLANNING',
    inclureCotations: r.InclureCotations ?? false,
    margeNulle: r.MargeNulle ?? false,
    facturablesSeuls: r.FacturablesSeuls ?? false,
    plafonner: r.Plafonner ?? true,
    rafLitteral: litterales.rafLitteral,
    livraisonsLitteral: litterales.livraisonsLitteral,
    pcaLitteral: litterales.pcaLitteral,
    faeLitteral: litterales.faeLitteral,
    formule: r.Formule,
    etatsTemps: new Set(etats.length === 0 ? ['VALIDE'] : etats.map(e => e.toUpperCase())),
  };
}
