/** Ce que le plan de comptes du classeur dit d'un compte : sa propre ligne, sinon celle du plus long préfixe (domaine §2.4). */
import type { Referentiel } from '../../comptabilite';
import type { Ligne, TablesLues } from '../../workbook/table';
import type { Parametres } from './parametres';
import { PlanComptable, type Exercices } from './referentiels';

export type LignePlanComptable = Ligne<typeof PlanComptable>;

export class PlanDeComptes {
  private readonly parCompte: ReadonlyMap<string, LignePlanComptable>;

  constructor(readonly lignes: readonly LignePlanComptable[]) {
    this.parCompte = new Map(lignes.map(l => [l.Compte as string, l]));
  }

  static lu(tables: TablesLues): PlanDeComptes {
    return new PlanDeComptes(tables.lire(PlanComptable).lignes);
  }

  /** La ligne du compte lui-même. */
  fiche(compte: string): LignePlanComptable | undefined {
    return this.parCompte.get(compte);
  }

  /**
   * La valeur d'une colonne pour un compte : celle de sa ligne, sinon du plus long préfixe qui la remplit.
   * @example plan.herite('411200', 'Collectif') // true, par la ligne 411
   */
  herite<C extends keyof LignePlanComptable>(compte: string, colonne: C): LignePlanComptable[C] | undefined {
    for (let n = compte.length; n > 0; n--) {
      const valeur = this.parCompte.get(compte.slice(0, n))?.[colonne];
      if (valeur !== undefined) return valeur;
    }
    return undefined;
  }
}

/** Plan d'un exercice : celui que les paramètres imposent, sinon celui de la table Exercices (domaine §2.1). */
export function referentielDeLExercice(
  exercice: Pick<Ligne<typeof Exercices>, 'Referentiel'>,
  parametres: Parametres,
): Referentiel {
  const choix = parametres.valeur('ReferentielComptable');
  return choix === 'AUTO' ? exercice.Referentiel : choix;
}
