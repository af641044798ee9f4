import type { Jour, Montant } from '../../../comptabilite';
import type { LigneAffaire, LigneFactureFournisseur, LignePlanning, LigneTemps } from './donnees';
import type { AchatProrate, CommandeOuverte, ReceptionProratee, ReceptionSuivie } from './achats';
import type { RegleAvancement } from './regles';
import { Suite } from './suite';
import type { PosteVente } from './ventes';

/** Un coût journalier manque : première ligne en cause, et combien d'autres. */
export interface CoutManquant {
  readonly idCollab: string;
  readonly table: 'Temps' | 'Planning';
  readonly ligne: number;
  readonly date: Jour;
  readonly cle: string;
}

/** Montants à une ligne près, pour une anomalie qui mène à sa cellule. */
export interface PieceDatee {
  readonly date: Jour;
  readonly ligne: number;
  readonly cle: string;
  readonly montant: Montant;
}

/** Tout ce qu'une affaire a de daté : de quoi la mesurer à n'importe quel jour sans relire les lignes. */
export class Dossier {
  readonly postes: PosteVente[] = [];
  /** Temps valorisés, à leur date comptable. */
  readonly temps: Suite<LigneTemps>;
  /** Planning valorisé, après remplacement par les temps saisis le même jour. */
  readonly planning: Suite<LignePlanning>;
  /** Jours planifiés de collaborateurs externes, en dix-millièmes. */
  readonly planningExterne = new Suite();
  /** Factures d'achat comptées dans les charges, et celles qui en sont exclues. */
  readonly achats: Suite<LigneFactureFournisseur>;
  readonly achatsHors: Suite<LigneFactureFournisseur>;
  readonly achatsProrates: AchatProrate[] = [];
  /** Réceptions non facturées : consommées, puis non consommées. */
  readonly receptions = new Suite();
  readonly receptionsHors = new Suite();
  readonly receptionsProratees: ReceptionProratee[] = [];
  /** Les réceptions sans période, une à une : seulement pour expliquer, le calcul lit leurs suites. */
  readonly receptionsSuivies: ReceptionSuivie[] = [];
  readonly commandesOuvertes: CommandeOuverte[] = [];
  readonly coutsManquants: CoutManquant[] = [];
  readonly facturesNonValidees: PieceDatee[] = [];
  readonly achatsNonValides: PieceDatee[] = [];
  /** Nombre de temps dans un état que la règle ne compte pas. */
  readonly tempsNonComptes = new Suite();
  /** Autres règles portées par des lignes de l'affaire : elles relèvent d'une autre méthode. */
  readonly autresRegles = new Set<string>();

  constructor(
    readonly affaire: LigneAffaire,
    readonly regle: RegleAvancement,
    /** Garder d'où vient chaque montant, pour expliquer un chiffre de cette affaire. */
    readonly explicable = false,
  ) {
    this.temps = new Suite(explicable);
    this.planning = new Suite(explicable);
    this.achats = new Suite(explicable);
    this.achatsHors = new Suite(explicable);
  }
}
