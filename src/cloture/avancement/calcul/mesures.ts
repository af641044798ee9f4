import {
  appliquer,
  moins,
  plus,
  somme,
  ZERO,
  type Jour,
  type Montant,
  type Taux,
} from '../../../comptabilite';
import type { Dossier } from './dossier';
import { mesurerJours, type MesureJours } from './jours';
import type { TermesBudget } from './poste';
import { reconnaitre, type Forcage, type Reconnu } from './reconnaitre';

/** Un groupe (affaire ou lot) mesuré à une date : cumuls depuis l'origine, HT, au centime (domaine §5.3 à §5.9). */
export interface Mesure extends MesureCharges, Reconnu {
  /** DEV, devis signés. */
  readonly budgetInitial: Montant;
  readonly budget: Montant;
  /** Termes du budget des pièces ; undefined quand le budget part des devis. */
  readonly termes: TermesBudget | undefined;
  /** Avenants compris dans le budget. */
  readonly avenants: Montant;
  readonly facture: Montant;
  /** Jours de la régie vendue ; undefined pour une autre méthode. */
  readonly jours: MesureJours | undefined;
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

/** Mesure un groupe à une date, avec ce que l'utilisateur a forcé à cet arrêté. */
export function mesurer(dossier: Dossier, date: Jour, force: Forcage = {}): Mesure {
  const ventes = mesurerVentes(dossier, date);
  const charges = mesurerCharges(dossier, date);
  const jours = mesurerJours(dossier, date);
  const { budget, facture } = ventes;
  const reconnu = reconnaitre(dossier, { date, budget, facture, charges, jours }, force);
  const { ca, tauxForce, tauxRetenu } = reconnu;
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
    tauxCalcule: reconnu.tauxCalcule,
    tauxPropose: reconnu.tauxPropose,
    tauxForce,
    tauxRetenu,
    ca,
    fae: reconnu.fae,
    pca: reconnu.pca,
    proposees: reconnu.proposees,
    margeADate: moins(ca, charges.charges),
    margeTerminaison: moins(ventes.budget, charges.reprevision),
    ecartMarge:
      tauxRetenu && reconnu.tauxCalcule && (tauxForce || dossier.regle.margeNulle || jours)
        ? ecartDeMarge(charges, tauxRetenu)
        : ZERO,
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

/** Marge à date - % retenu × marge à terminaison = % retenu × REP - CH. */
function ecartDeMarge({ charges, reprevision }: MesureCharges, retenu: Taux): Montant {
  return moins(appliquer(reprevision, retenu), charges);
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
