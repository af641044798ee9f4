import type { DonneesAvancement, LigneAffaire, LigneRegle } from './donnees';

/** Règle de reconnaissance telle que la méthode l'applique (domaine §5.2). */
export interface RegleAvancement {
  readonly code: string;
  readonly ligne: number;
  readonly etatsTemps: ReadonlySet<string>;
  readonly chargesTempsEtAchats: boolean;
  /** Options demandées que cette version ne sait pas calculer : chacune bloque. */
  readonly indisponibles: readonly string[];
  readonly detailPlusFin: boolean;
}

const METHODE = 'AVANCEMENT_REEL';

/** Qui décide de la règle d'une ligne : la ligne si sa règle le dit, sinon le produit, sinon l'affaire. */
export class Regles {
  private readonly lignes: ReadonlyMap<string, LigneRegle>;
  private readonly produits: ReadonlyMap<string, string | undefined>;
  private readonly avancement = new Map<string, RegleAvancement>();

  constructor(donnees: Pick<DonneesAvancement, 'regles' | 'produits'>) {
    this.lignes = new Map(donnees.regles.map(r => [r.CodeRegle, r]));
    this.produits = new Map(donnees.produits.map(p => [p.CodeProduit, p.RegleCA]));
    for (const r of donnees.regles) {
      if (r.Type === METHODE) this.avancement.set(r.CodeRegle, lireRegle(r));
    }
  }

  /** Code de la règle d'une ligne de vente, undefined si personne n'en donne. */
  codeDe(affaire: LigneAffaire, codeProduit?: string, regleLigne?: string): string | undefined {
    if (regleLigne !== undefined && this.lignes.get(regleLigne)?.RegleSur === 'LIGNE') return regleLigne;
    const duProduit = codeProduit === undefined ? undefined : this.produits.get(codeProduit);
    return duProduit ?? affaire.RegleCA;
  }

  /** La règle si elle est à l'avancement réel. */
  avancementReel(code: string | undefined): RegleAvancement | undefined {
    return code === undefined ? undefined : this.avancement.get(code);
  }

  /** Méthode d'une règle, undefined si la règle n'existe pas. */
  methode(code: string): string | undefined {
    return this.lignes.get(code)?.Type;
  }
}

function lireRegle(r: LigneRegle): RegleAvancement {
  const indisponibles: string[] = [];
  const exiger = (condition: boolean, phrase: string) => {
    if (!condition) indisponibles.push(phrase);
  };
  exiger((r.Regroupement ?? 'AFFAIRE') === 'AFFAIRE', `le regroupement ${r.Regroupement}`);
  exiger((r.SourceRAF ?? 'PLANNING') === 'PLANNING', 'le reste à faire par tâches (SourceRAF = TACHES)');
  exiger((r.BaseBudget ?? 'REPREVISION_VENTES') === 'REPREVISION_VENTES', 'le budget des devis signés');
  exiger((r.SourceRealise ?? 'PIECES') === 'PIECES', 'les charges historisées (SourceRealise = HISTORIQUE)');
  exiger(r.InclureCotations !== true, 'les cotations dans le reste à faire');
  const etats = (r.EtatsTemps ?? '').split(/[^A-Z_]+/i).filter(e => e !== '');
  return {
    code: r.CodeRegle,
    ligne: r.ligne,
    etatsTemps: new Set(etats.length === 0 ? ['VALIDE'] : etats.map(e => e.toUpperCase())),
    chargesTempsEtAchats: r.ChargesTempsEtAchats ?? true,
    indisponibles,
    detailPlusFin: (r.NiveauDetail ?? 'COMPTE') !== 'COMPTE',
  };
}
