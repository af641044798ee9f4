import type { DonneesAvancement, LigneAffaire, LigneRegle, OptionsAvancement } from './donnees';

/** Les méthodes de ce dossier : coût engagé sur coût prévu, ou jours réalisés sur jours vendus. */
export type MethodeAvancement = 'AVANCEMENT_REEL' | 'AVANCEMENT_THEORIQUE';

/** Règle de reconnaissance telle que la méthode l'applique, défauts compris (domaine §5.2). */
export interface RegleAvancement {
  readonly code: string;
  readonly ligne: number;
  readonly methode: MethodeAvancement;
  readonly regroupement: 'AFFAIRE' | 'LOT' | 'SOUS_LOT';
  /** FAE et PCA détaillées aussi par produit ; compte, client et TVA le sont toujours (domaine §4.1). */
  readonly detailProduit: boolean;
  readonly baseBudget: 'REPREVISION_VENTES' | 'DEVIS_SIGNES';
  readonly chargesTempsEtAchats: boolean;
  readonly sourceRealise: 'PIECES' | 'HISTORIQUE';
  readonly sourceRaf: 'PLANNING' | 'TACHES';
  readonly inclureCotations: boolean;
  readonly margeNulle: boolean;
  readonly facturablesSeuls: boolean;
  readonly plafonner: boolean;
  /** Option du dossier, la même pour toutes : RAF réel en jours lu jusqu'à l'arrêté. */
  readonly rafLitteral: boolean;
  readonly etatsTemps: ReadonlySet<string>;
}

/** Qui décide de la règle d'une ligne : la ligne si sa règle le dit, sinon le produit, sinon l'affaire. */
export class Regles {
  private readonly lignes: ReadonlyMap<string, LigneRegle>;
  private readonly produits: ReadonlyMap<string, string | undefined>;
  private readonly lues = new Map<string, RegleAvancement>();

  constructor(
    donnees: Pick<DonneesAvancement, 'regles' | 'produits'>,
    { rafLitteral }: Pick<OptionsAvancement, 'rafLitteral'>,
  ) {
    this.lignes = new Map(donnees.regles.map(r => [r.CodeRegle, r]));
    this.produits = new Map(donnees.produits.map(p => [p.CodeProduit, p.RegleCA]));
    for (const r of donnees.regles) {
      if (r.Type === 'AVANCEMENT_REEL' || r.Type === 'AVANCEMENT_THEORIQUE') {
        this.lues.set(r.CodeRegle, lireRegle(r, r.Type, rafLitteral));
      }
    }
  }

  /** Code de la règle d'une ligne de vente, undefined si personne n'en donne. */
  codeDe(affaire: LigneAffaire, codeProduit?: string, regleLigne?: string): string | undefined {
    if (regleLigne !== undefined && this.lignes.get(regleLigne)?.RegleSur === 'LIGNE') return regleLigne;
    const duProduit = codeProduit === undefined ? undefined : this.produits.get(codeProduit);
    return duProduit ?? affaire.RegleCA;
  }

  /** La règle si elle est à l'avancement, réel ou théorique. */
  avancement(code: string | undefined): RegleAvancement | undefined {
    return code === undefined ? undefined : this.lues.get(code);
  }

  /** Méthode d'une règle, undefined si la règle n'existe pas. */
  methode(code: string): string | undefined {
    return this.lignes.get(code)?.Type;
  }
}

function lireRegle(r: LigneRegle, methode: MethodeAvancement, rafLitteral: boolean): RegleAvancement {
  const etats = (r.EtatsTemps ?? '').split(/[^A-Z_]+/i).filter(e => e !== '');
  return {
    code: r.CodeRegle,
    ligne: r.ligne,
    methode,
    regroupement: r.Regroupement ?? 'AFFAIRE',
    detailProduit: (r.NiveauDetail ?? 'COMPTE') !== 'COMPTE',
    baseBudget: r.BaseBudget ?? 'REPREVISION_VENTES',
    chargesTempsEtAchats: r.ChargesTempsEtAchats ?? true,
    sourceRealise: r.SourceRealise ?? 'PIECES',
    sourceRaf: r.SourceRAF ?? 'PLANNING',
    inclureCotations: r.InclureCotations ?? false,
    margeNulle: r.MargeNulle ?? false,
    facturablesSeuls: r.FacturablesSeuls ?? false,
    plafonner: r.Plafonner ?? true,
    rafLitteral,
    etatsTemps: new Set(etats.length === 0 ? ['VALIDE'] : etats.map(e => e.toUpperCase())),
  };
}
