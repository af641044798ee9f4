import type { Jour, Montant } from '../../../comptabilite';
import type { AchatProrate, CommandeOuverte, ReceptionProratee, ReceptionSuivie } from './achats';
import type {
  LigneAffaire,
  LigneAvenant,
  LigneBudget,
  LigneCotation,
  LigneDevis,
  LigneFactureFournisseur,
  LigneHistorique,
  LigneNoteFrais,
  LignePlanning,
  LigneTemps,
} from './donnees';
import { cleGroupe, nomGroupe, type Groupe } from './groupe';
import type { OrigineVente, PosteVente } from './poste';
import type { RegleAvancement } from './regles';
import { Suite } from './suite';
import type { TacheSuivie } from './taches';

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

/** Ce dont on garde l'origine : rien pour calculer, les ventes pour les détailler, tout pour expliquer. */
export type Traces = 'RIEN' | 'VENTES' | 'TOUT';

/**
 * Tout ce qu'un groupe (une affaire, ou un de ses lots) a de daté : de quoi le mesurer à n'importe quel jour sans
 * relire les lignes.
 */
export class Dossier implements Groupe {
  readonly IdAffaire: string;
  /** Clé de regroupement, et la même telle qu'on l'écrit. */
  readonly cle: string;
  readonly nom: string;
  readonly explicable: boolean;
  readonly ventesSuivies: boolean;

  readonly postes: PosteVente[] = [];
  /** Devis signés, à leur signature ; avenants de vente retenus, quand le budget part des devis. */
  readonly devis: Suite<LigneDevis>;
  readonly avenants: Suite<OrigineVente<LigneAvenant>>;
  /** Temps valorisés, à leur date comptable. */
  readonly temps: Suite<LigneTemps>;
  /** Planning valorisé, après remplacement par les temps saisis le même jour. */
  readonly planning: Suite<LignePlanning>;
  /** Jours planifiés de collaborateurs externes, en dix-millièmes. */
  readonly planningExterne = new Suite();
  /** Jours réalisés et planifiés, en dix-millièmes : la méthode théorique compte en jours. */
  readonly joursRealises: Suite<LigneTemps>;
  readonly joursPlanifies: Suite<LignePlanning>;
  /** Reste à faire saisi par tâche, quand la règle le lit là. */
  readonly taches: TacheSuivie[] = [];
  /** Factures d'achat comptées dans les charges, et celles qui en sont exclues. */
  readonly achats: Suite<LigneFactureFournisseur>;
  readonly achatsHors: Suite<LigneFactureFournisseur>;
  readonly achatsProrates: AchatProrate[] = [];
  readonly frais: Suite<LigneNoteFrais>;
  /** Réceptions non facturées : consommées, puis non consommées. */
  readonly receptions = new Suite();
  readonly receptionsHors = new Suite();
  readonly receptionsProratees: ReceptionProratee[] = [];
  /** Les réceptions sans période, une à une : seulement pour expliquer, le calcul lit leurs suites. */
  readonly receptionsSuivies: ReceptionSuivie[] = [];
  readonly commandesOuvertes: CommandeOuverte[] = [];
  readonly cotations: Suite<LigneCotation>;
  /** Charges historisées (CHARGES + FNP - CCA, extournes comprises), et la part CCA qu'elles ont retirée. */
  readonly chargesHistorisees: Suite<LigneHistorique>;
  readonly ccaHistorisees: Suite<LigneHistorique>;
  /** Budget de charges de l'affaire, avenants de coût acceptés compris ; vide si elle est découpée en lots. */
  readonly budgetCharges: Suite<LigneBudget | LigneAvenant>;

  readonly coutsManquants: CoutManquant[] = [];
  readonly facturesNonValidees: PieceDatee[] = [];
  readonly achatsNonValides: PieceDatee[] = [];
  /** Devis signés sans date de signature, avenants sans ligne de commande : dits, et pas comptés. */
  readonly devisSansDate: PieceDatee[] = [];
  readonly avenantsSansCommande: PieceDatee[] = [];
  /** Nombre de temps dans un état que la règle ne compte pas. */
  readonly tempsNonComptes = new Suite();
  /** Règles que personne ne connaît, portées par des lignes de l'affaire ; vide pour une ligne sans règle. */
  readonly autresRegles = new Set<string>();

  constructor(
    readonly affaire: LigneAffaire,
    readonly regle: RegleAvancement,
    traces: Traces = 'RIEN',
    readonly Lot?: string,
    readonly SousLot?: string,
    readonly RegleAnnexe?: string,
  ) {
    this.IdAffaire = affaire.IdAffaire;
    this.cle = cleGroupe(this);
    this.nom = nomGroupe(this);
    this.explicable = traces === 'TOUT';
    this.ventesSuivies = traces !== 'RIEN';
    const { explicable } = this;
    this.devis = new Suite(this.ventesSuivies);
    this.avenants = new Suite(this.ventesSuivies);
    this.temps = new Suite(explicable);
    this.planning = new Suite(explicable);
    this.joursRealises = new Suite(explicable);
    this.joursPlanifies = new Suite(explicable);
    this.achats = new Suite(explicable);
    this.achatsHors = new Suite(explicable);
    this.frais = new Suite(explicable);
    this.cotations = new Suite(explicable);
    this.chargesHistorisees = new Suite(explicable);
    this.ccaHistorisees = new Suite(explicable);
    this.budgetCharges = new Suite(explicable);
  }
}
