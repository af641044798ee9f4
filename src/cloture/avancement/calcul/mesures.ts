import {
  appliquer,
  fraction,
  maximum,
  minimum,
  moins,
  plus,
  quotient,
  somme,
  taux,
  ZERO,
  type Jour,
  type Montant,
  type Taux,
} from '../../../comptabilite';
import type { Dossier } from './dossier';
import { caDesJours, mesurerJours, tauxDesJours, type MesureJours } from './jours';
import type { TermesBudget } from './poste';

/** Un groupe (affaire ou lot) mesuré à une date : cumuls depuis l'origine, HT, au centime (domaine §5.3 à §5.7). */
export interface Mesure extends MesureCharges {
  /** DEV, devis signés. */
  readonly budgetInitial: Montant;
  readonly budget: Montant;
  /** Termes du budget des pièces ; undefined quand le budget part des devis. */
  readonly termes: TermesBudget | undefined;
  /** Avenants compris dans le budget. */
  readonly avenants: Montant;
  readonly facture: Montant;
  /** Jours de la régie vendue ; undefined à l'avancement réel. */
  readonly jours: MesureJours | undefined;
  readonly tauxCalcule: Taux;
  /** Ce que la méthode propose : % calculé, ou % théorique d'une régie ; undefined sans jours vendus. */
  readonly tauxPropose: Taux | undefined;
  readonly tauxForce: Taux | undefined;
  readonly tauxRetenu: Taux;
  readonly ca: Montant;
  readonly fae: Montant;
  readonly pca: Montant;
  readonly margeADate: Montant;
  readonly margeTerminaison: Montant;
  readonly ecartMarge: Montant;
}

/** Charges à date et reste à faire d'un groupe, en euros. */
export interface MesureCharges {
  /** Les charges viennent de l'historique : leur détail par nature n'y est pas, TV, ACHF et RECNF valent 0. */
  readonly chargesHistorisees: boolean;
  /** TV, ACHF (achats et frais), RECNF et leur somme CH. */
  readonly tempsValorises: Montant;
  readonly achats: Montant;
  readonly frais: Montant;
  readonly receptions: Montant;
  readonly charges: Montant;
  /** Achats, frais et réceptions que la règle ne compte pas (temps seuls) : montrés, jamais tus. */
  readonly achatsIgnores: Montant;
  /** TVpost, PLAN ou tâches, CDEF, COT, achats exclus de CH, et leur somme RAF. */
  readonly tempsFuturs: Montant;
  readonly planning: Montant;
  readonly taches: Montant;
  readonly commandesOuvertes: Montant;
  readonly cotations: Montant;
  readonly achatsAVenir: Montant;
  readonly raf: Montant;
  readonly reprevision: Montant;
}

const UN = taux(1);
const NUL = taux(0);

/** Mesure un groupe à une date, avec le % forcé de cet arrêté s'il y en a un (borné à [0 ; 1]). */
export function mesurer(dossier: Dossier, date: Jour, force?: Taux): Mesure {
  const ventes = mesurerVentes(dossier, date);
  const charges = mesurerCharges(dossier, date);
  const jours = mesurerJours(dossier, date);
  const tauxForce = force === undefined ? undefined : borner(force);
  const reel = avancement(charges.charges, charges.reprevision);
  const tauxCalcule = jours ? jours.tauxCalcule : reel;
  const tauxPropose = jours ? tauxDesJours(jours) : reel;
  const propose = jours ? caDesJours(jours, ventes.budget) : caAvance(ventes.budget, charges);
  const avance = tauxForce ? appliquer(ventes.budget, tauxForce) : propose;
  const { margeNulle } = dossier.regle;
  const ca = margeNulle ? limiter(avance, ventes.budget, charges.charges, tauxForce) : avance;
  const tauxRetenu = margeNulle ? (quotient(ca, ventes.budget) ?? NUL) : (tauxForce ?? tauxPropose ?? NUL);
  // Champ à champ : étaler deux objets ici coûte dix fois plus aux moteurs JavaScript.
  return {
    chargesHistorisees: charges.chargesHistorisees,
    tempsValorises: charges.tempsValorises,
    achats: charges.achats,
    frais: charges.frais,
    receptions: charges.receptions,
    charges: charges.charges,
    achatsIgnores: charges.achatsIgnores,
    tempsFuturs: charges.tempsFuturs,
    planning: charges.planning,
    taches: charges.taches,
    commandesOuvertes: charges.commandesOuvertes,
    cotations: charges.cotations,
    achatsAVenir: charges.achatsAVenir,
    raf: charges.raf,
    reprevision: charges.reprevision,
    budgetInitial: ventes.budgetInitial,
    budget: ventes.budget,
    termes: ventes.termes,
    avenants: ventes.avenants,
    facture: ventes.facture,
    jours,
    tauxCalcule,
    tauxPropose,
    tauxForce,
    tauxRetenu,
    ca,
    fae: maximum(ZERO, moins(ca, ventes.facture)),
    pca: maximum(ZERO, moins(ventes.facture, ca)),
    margeADate: moins(ca, charges.charges),
    margeTerminaison: moins(ventes.budget, charges.reprevision),
    ecartMarge: tauxForce || margeNulle || jours ? ecartDeMarge(charges, tauxRetenu) : ZERO,
  };
}

type MesureVentes = Pick<Mesure, 'budgetInitial' | 'budget' | 'termes' | 'avenants' | 'facture'>;

/** BUD = CDENL + BLNF + ECHNF + FACT (avenants compris), ou DEV + AVE (domaine §5.3). */
function mesurerVentes({ postes, devis, avenants, regle }: Dossier, date: Jour): MesureVentes {
  const facture = somme(postes.map(p => p.facture(date)));
  const budgetInitial = devis.auPlusTard(date);
  if (regle.baseBudget === 'DEVIS_SIGNES') {
    const ajoutes = avenants.auPlusTard(date);
    return {
      budgetInitial,
      budget: plus(budgetInitial, ajoutes),
      termes: undefined,
      avenants: ajoutes,
      facture,
    };
  }
  const parPoste = postes.map(p => p.termes(date));
  const termes: TermesBudget = {
    facture: somme(parPoste.map(t => t.facture)),
    livre: somme(parPoste.map(t => t.livre)),
    echeances: somme(parPoste.map(t => t.echeances)),
    reste: somme(parPoste.map(t => t.reste)),
  };
  return {
    budgetInitial,
    budget: somme([termes.facture, termes.livre, termes.echeances, termes.reste]),
    termes,
    avenants: somme(postes.map(p => p.avenant(date))),
    facture,
  };
}

/**
 * CH et RAF (domaine §5.7). Temps et achats, temps seuls, ou charges historisées ; planning ou tâches ; ce qui est
 * exclu des charges est un coût encore à venir, et va au reste à faire.
 */
function mesurerCharges(dossier: Dossier, date: Jour): MesureCharges {
  const { chargesTempsEtAchats: avecAchats, sourceRealise, sourceRaf, inclureCotations } = dossier.regle;
  const historisees = avecAchats && sourceRealise === 'HISTORIQUE';
  const pieces = achatsA(dossier, date);
  const retenir = (m: Montant, compte: boolean) => (compte ? m : ZERO);
  const achatsComptes = avecAchats && !historisees;
  const tempsValorises = retenir(dossier.temps.auPlusTard(date), !historisees);
  const achats = retenir(pieces.achats, achatsComptes);
  const frais = retenir(pieces.frais, achatsComptes);
  const receptions = retenir(pieces.receptions, achatsComptes);
  const charges = historisees
    ? dossier.chargesHistorisees.auPlusTard(date)
    : somme([tempsValorises, achats, frais, receptions]);
  const tempsFuturs = dossier.temps.apres(date);
  const planning = retenir(dossier.planning.apres(date), sourceRaf === 'PLANNING');
  const taches = somme(dossier.taches.map(t => t.a(date)?.cout ?? ZERO));
  const commandesOuvertes = retenir(pieces.commandesOuvertes, avecAchats);
  const cotations = retenir(dossier.cotations.auPlusTard(date), inclureCotations);
  const ccaHistorisees = dossier.ccaHistorisees.auPlusTard(date);
  const achatsAVenir = historisees ? ccaHistorisees : retenir(pieces.achatsAVenir, avecAchats);
  const raf = somme([tempsFuturs, planning, taches, commandesOuvertes, cotations, achatsAVenir]);
  return {
    chargesHistorisees: historisees,
    tempsValorises,
    achats,
    frais,
    receptions,
    charges,
    achatsIgnores: retenir(somme([pieces.achats, pieces.frais, pieces.receptions]), !avecAchats),
    tempsFuturs,
    planning,
    taches,
    commandesOuvertes,
    cotations,
    achatsAVenir,
    raf,
    reprevision: plus(charges, raf),
  };
}

type AchatsADate = Pick<
  MesureCharges,
  'achats' | 'frais' | 'receptions' | 'commandesOuvertes' | 'achatsAVenir'
>;

function achatsA(dossier: Dossier, date: Jour): AchatsADate {
  const factures = dossier.achatsProrates.map(a => a.a(date));
  const recues = dossier.receptionsProratees.map(r => r.a(date));
  return {
    achats: somme([dossier.achats.auPlusTard(date), ...factures.map(f => f.charge)]),
    frais: dossier.frais.auPlusTard(date),
    receptions: somme([dossier.receptions.auPlusTard(date), ...recues.map(r => r.charge)]),
    commandesOuvertes: somme(dossier.commandesOuvertes.map(c => c.reste(date))),
    achatsAVenir: somme([
      dossier.achatsHors.auPlusTard(date),
      dossier.receptionsHors.auPlusTard(date),
      ...factures.map(f => f.aVenir),
      ...recues.map(r => r.aVenir),
    ]),
  };
}

/** CH / REP entre 0 et 1 ; 0 quand la reprévision est nulle ou négative (§16 cas 23). */
function avancement(charges: Montant, reprevision: Montant): Taux {
  if (reprevision <= 0 || charges <= 0) return NUL;
  return charges >= reprevision ? UN : (quotient(charges, reprevision) ?? NUL);
}

/** arr(BUD × CH / REP) : multiplié d'abord, divisé ensuite, arrondi une fois. */
function caAvance(budget: Montant, { charges, reprevision }: MesureCharges): Montant {
  if (reprevision <= 0 || charges <= 0) return ZERO;
  return fraction(budget, minimum(charges, reprevision), reprevision);
}

/** Marge nulle (PCG art. 622-4) : CA = min(CH ; BUD) ; un % forcé peut le baisser, jamais le relever. */
function limiter(avance: Montant, budget: Montant, charges: Montant, force: Taux | undefined): Montant {
  const limite = minimum(charges, budget);
  return force ? minimum(avance, limite) : limite;
}

/** Marge à date - % retenu × marge à terminaison = % retenu × REP - CH. */
function ecartDeMarge({ charges, reprevision }: MesureCharges, retenu: Taux): Montant {
  return moins(appliquer(reprevision, retenu), charges);
}

function borner(t: Taux): Taux {
  if (t.lessThan(0)) return NUL;
  return t.greaterThan(1) ? UN : t;
}

/** Un groupe qui n'a rien : ni vente, ni charge, ni reste à faire. */
export function estVide(m: Mesure): boolean {
  return (
    m.budget === 0 &&
    m.facture === 0 &&
    m.charges === 0 &&
    m.raf === 0 &&
    m.achatsIgnores === 0 &&
    !m.jours?.realises
  );
}
