import {
  fraction,
  plus,
  somme,
  type Jour,
  type Montant,
  ZERO,
  parTranches,
  terminer,
} from '../../comptabilite';
import type { Ligne, TablesLues } from '../../workbook/table';
import { Tiers } from '../tables-communes';
import { coursDeCloture, type LigneCours } from '../tables-communes/cours';
import type { Parametres } from '../tables-communes/parametres';
import { etablirBalance, type BalanceAgee, type OptionsBalance } from './calcul/balance-agee';
import type { Sens } from './calcul/collectifs';
import { lireCondition, type Condition } from './calcul/echeance';
import { type Constats, constatsVides, Echeancier, type PosteDate } from './calcul/echeancier';
import { postesOuverts } from './calcul/postes-ouverts';
import { BORNES, lireBornes } from './calcul/tranches';
import { lireAuxiliaire, type AuxiliaireLu, type ClotureEnCours } from './lecture';
import { SuiviCreances } from './tables';

export type LigneTiers = Ligne<typeof Tiers>;

/** Les réglages de la balance, à leur valeur en vigueur. */
export interface Reglages {
  readonly bornes: readonly number[];
  /** Les bornes telles qu'écrites, si elles ne se lisent pas. */
  readonly bornesIllisibles: string | undefined;
  readonly defaut: Condition;
  readonly defautIllisible: string | undefined;
  readonly credits: OptionsBalance['credits'];
  readonly base: OptionsBalance['base'];
  readonly parPayeur: boolean;
  readonly reevalue: boolean;
  readonly detail: boolean;
}

const TRENTE_JOURS: Condition = { forme: 'NET', jours: 30 };

export function lireReglages(parametres: Parametres): Reglages {
  const bornes = parametres.valeur('BucketsBalanceAgee');
  const lues = lireBornes(bornes);
  const defaut = parametres.valeur('ConditionReglementDefaut');
  const condition = lireCondition(defaut);
  return {
    bornes: lues ?? BORNES,
    bornesIllisibles: lues ? undefined : bornes,
    defaut: condition ?? TRENTE_JOURS,
    defautIllisible: condition ? undefined : defaut,
    credits: parametres.valeur('CreditsBalanceAgee'),
    base: parametres.valeur('BaseBalanceAgee'),
    parPayeur: parametres.valeur('TiersBalanceAgee') === 'PAYEUR',
    reevalue: parametres.valeur('DeviseBalanceAgee') === 'REEVALUE',
    detail: parametres.valeur('DetailBalanceAgee'),
  };
}

/**
 * Les tiers d'une lecture du classeur : l'auxiliaire est rangé une fois, chaque date se calcule à sa première demande
 * et se garde. Ne change pas ; une nouvelle lecture donne un nouveau modèle.
 */
export class ModeleTiers {
  readonly reglages: Reglages;
  readonly echeancier: Echeancier;
  readonly tiers: ReadonlyMap<string, LigneTiers>;
  readonly suivis: ReadonlyMap<string, Ligne<typeof SuiviCreances>>;
  private readonly cours: (arrete: Jour) => ReturnType<typeof coursDeCloture>;
  private readonly dates = new Map<Jour, readonly PosteDate[]>();
  private readonly constatees = new Map<Jour, Constats>();
  private readonly balances = new Map<string, BalanceAgee>();
  private readonly parTiers = new Map<string, ReadonlyMap<string, Montant>>();

  private constructor(
    readonly lu: AuxiliaireLu,
    tables: TablesLues,
    parametres: Parametres,
  ) {
    this.reglages = lireReglages(parametres);
    const tiers = tables.lire(Tiers).lignes;
    this.tiers = new Map(tiers.map(t => [t.IdTiers, t]));
    this.suivis = new Map(tables.lire(SuiviCreances).lignes.map(s => [cleSuivi(s.IdTiers, s.Piece), s]));
    this.cours = parDate(arrete => coursDeCloture(tables, arrete));
    this.echeancier = new Echeancier(this.lu.auxiliaire, tiers, this.reglages.defaut);
  }

  /**
   * Lit le classeur ; rend la main entre deux tranches de lignes.
   * @param cloture les écritures de clôture de l'arrêté en cours, à la place de celles que le classeur en garde
   */
  static *lire(
    tables: TablesLues,
    parametres: Parametres,
    cloture?: ClotureEnCours,
  ): Generator<void, ModeleTiers> {
    const lu = yield* lireAuxiliaire(tables, parametres, cloture);
    return new ModeleTiers(lu, tables, parametres);
  }

  /** Le même, d'un trait : pour une cellule ou une explication. */
  static lu(tables: TablesLues, parametres: Parametres): ModeleTiers {
    return terminer(ModeleTiers.lire(tables, parametres));
  }

  /** Les postes ouverts au soir d'un jour, datés, des deux sens. */
  postes(arrete: Jour): readonly PosteDate[] {
    return terminer(this.ouvrir(arrete));
  }

  /** Les mêmes, gardés pour la suite ; rend la main entre deux tranches de postes. */
  *ouvrir(arrete: Jour): Generator<void, readonly PosteDate[]> {
    const connus = this.dates.get(arrete);
    if (connus) return connus;
    const postes: PosteDate[] = [];
    const constats = constatsVides();
    const ouverts = postesOuverts(this.lu.auxiliaire, arrete);
    for (const tranche of parTranches(ouverts)) {
      yield;
      for (const poste of tranche) postes.push(this.echeancier.dater(poste, constats));
    }
    this.dates.set(arrete, postes);
    this.constatees.set(arrete, constats);
    return postes;
  }

  /** Ce que les échéances des postes d'un jour ont à dire ; celles d'un autre jour n'y comptent pas. */
  constats(arrete: Jour): Constats {
    this.postes(arrete);
    return this.constatees.get(arrete)!;
  }

  postesDe(arrete: Jour, sens: Sens): readonly PosteDate[] {
    return this.postes(arrete).filter(p => p.sens === sens);
  }

  /** La balance âgée d'un sens au soir d'un jour, selon les réglages du classeur. */
  balance(arrete: Jour, sens: Sens): BalanceAgee {
    const cle = `${sens} ${arrete}`;
    const connue = this.balances.get(cle);
    if (connue) return connue;
    const balance = etablirBalance(this.postesDe(arrete, sens), this.options(arrete));
    this.balances.set(cle, balance);
    return balance;
  }

  options(arrete: Jour): OptionsBalance {
    const { bornes, credits, base, reevalue } = this.reglages;
    return {
      arrete,
      bornes,
      credits,
      base,
      unite: tiers => this.unite(tiers),
      enLitige: p => this.enLitige(p),
      promis: p => (this.suivi(p)?.DatePromesse ?? 0) > arrete,
      ...(reevalue ? { revaluer: (p: PosteDate) => this.reevaluer(p, arrete) } : {}),
    };
  }

  /** Le tiers sous lequel un poste se présente : lui-même, ou son payeur selon TiersBalanceAgee. */
  unite(tiers: string): string {
    return this.reglages.parPayeur ? (this.tiers.get(tiers)?.Payeur ?? tiers) : tiers;
  }

  /** Le suivi d'une pièce, sinon celui de tout le tiers. */
  suivi(poste: PosteDate): Ligne<typeof SuiviCreances> | undefined {
    if (this.suivis.size === 0) return undefined;
    return this.suivis.get(cleSuivi(poste.tiers, poste.piece)) ?? this.suivis.get(cleSuivi(poste.tiers));
  }

  /** Une pièce est en litige par son suivi, qui prévaut, ou par son tiers. */
  enLitige(poste: PosteDate): boolean {
    return this.suivi(poste)?.Litige ?? this.tiers.get(poste.tiers)?.Litige ?? false;
  }

  /** Soldes par tiers au soir d'un jour : factures, effets et créances douteuses, acomptes non compris. */
  soldes(arrete: Jour, sens: Sens): ReadonlyMap<string, Montant> {
    const cle = `${sens} ${arrete}`;
    const connus = this.parTiers.get(cle);
    if (connus) return connus;
    const soldes = new Map<string, Montant>();
    for (const { tiers, nature, residuel } of this.postesDe(arrete, sens))
      if (nature !== 'ACOMPTE') soldes.set(tiers, plus(soldes.get(tiers) ?? ZERO, residuel));
    this.parTiers.set(cle, soldes);
    return soldes;
  }

  /** Le cours de clôture d'une devise, du mois de l'arrêté. */
  coursAu(devise: string, arrete: Jour): LigneCours | undefined {
    return this.cours(arrete)(devise);
  }

  /** Ce qui réévalue un poste : son reste en devise et le cours de clôture ; undefined s'il garde le comptabilisé. */
  reevaluation(poste: PosteDate, arrete: Jour): Reevaluation | undefined {
    const { devise, residuelDevise } = poste;
    if (devise === undefined || devise === 'EUR' || residuelDevise === undefined) return undefined;
    const cours = this.coursAu(devise, arrete);
    return cours && { residuelDevise, cours };
  }

  private reevaluer(poste: PosteDate, arrete: Jour): Montant | undefined {
    const lue = this.reevaluation(poste, arrete);
    return lue && fraction(lue.residuelDevise, 1, lue.cours.Taux);
  }
}

interface Reevaluation {
  readonly residuelDevise: Montant;
  readonly cours: LigneCours;
}

/** La même fonction d'une date, calculée une fois par date. */
function parDate<T>(de: (jour: Jour) => T): (jour: Jour) => T {
  const connues = new Map<Jour, T>();
  return jour => {
    const connue = connues.get(jour) ?? de(jour);
    connues.set(jour, connue);
    return connue;
  };
}

const cleSuivi = (tiers: string, piece = '') => `${tiers}\u0000${piece}`;

/**
 * Un poste est dans les créances ou les dettes d'un délai de paiement : facture ou effet, ni douteux, ni acompte, ni
 * immobilisation (domaine §8.3).
 */
export const dansEncours = ({ nature, compte }: PosteDate): boolean =>
  (nature === 'COURANT' || nature === 'EFFET') && !/^40[45]/.test(compte);

/** Créances ou dettes d'un délai de paiement. */
export const encours = (postes: readonly PosteDate[]): Montant =>
  somme(postes.filter(dansEncours).map(p => p.residuel));
