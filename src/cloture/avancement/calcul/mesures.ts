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

/** Une affaire mesurée à une date : cumuls depuis l'origine, HT, au centime (domaine §5.3, §5.4, §5.7). */
export interface Mesure {
  readonly budget: Montant;
  readonly facture: Montant;
  /** TV, ACHF, RECNF et leur somme CH. */
  readonly tempsValorises: Montant;
  readonly achats: Montant;
  readonly receptions: Montant;
  readonly charges: Montant;
  /** TVpost, PLAN, CDEF, achats exclus de CH, et leur somme RAF. */
  readonly tempsFuturs: Montant;
  readonly planning: Montant;
  readonly commandesOuvertes: Montant;
  readonly achatsAVenir: Montant;
  readonly raf: Montant;
  readonly reprevision: Montant;
  readonly tauxCalcule: Taux;
  readonly tauxForce: Taux | undefined;
  readonly tauxRetenu: Taux;
  readonly ca: Montant;
  readonly fae: Montant;
  readonly pca: Montant;
  readonly margeADate: Montant;
  readonly margeTerminaison: Montant;
  readonly ecartMarge: Montant;
}

const UN = taux(1);
const NUL = taux(0);

/**
 * Mesure une affaire à une date, avec le % forcé de cet arrêté s'il y en a un (borné à [0 ; 1]).
 * CA = arr(BUD × CH / REP) : multiplié d'abord, divisé ensuite, arrondi une fois.
 */
export function mesurer(dossier: Dossier, date: Jour, force?: Taux): Mesure {
  const achats = achatsA(dossier, date);
  const budget = somme(dossier.postes.map(p => p.budget(date)));
  const facture = somme(dossier.postes.map(p => p.facture(date)));
  const tempsValorises = dossier.temps.auPlusTard(date);
  const charges = somme([tempsValorises, achats.achats, achats.receptions]);
  const tempsFuturs = dossier.temps.apres(date);
  const planning = dossier.planning.apres(date);
  const raf = somme([tempsFuturs, planning, achats.commandesOuvertes, achats.achatsAVenir]);
  const reprevision = plus(charges, raf);
  const tauxCalcule = avancement(charges, reprevision);
  const tauxForce = force === undefined ? undefined : borner(force);
  const ca = tauxForce ? appliquer(budget, tauxForce) : caAvance(budget, charges, reprevision);
  const prevuADate = tauxForce ? appliquer(reprevision, tauxForce) : charges;
  return {
    budget,
    facture,
    tempsValorises,
    ...achats,
    charges,
    tempsFuturs,
    planning,
    raf,
    reprevision,
    tauxCalcule,
    tauxForce,
    tauxRetenu: tauxForce ?? tauxCalcule,
    ca,
    fae: maximum(ZERO, moins(ca, facture)),
    pca: maximum(ZERO, moins(facture, ca)),
    margeADate: moins(ca, charges),
    margeTerminaison: moins(budget, reprevision),
    ecartMarge: moins(prevuADate, charges),
  };
}

type MesureAchats = Pick<Mesure, 'achats' | 'receptions' | 'commandesOuvertes' | 'achatsAVenir'>;

/** Achats à une date. Ce qui est exclu des charges est un coût encore à venir : il va au reste à faire. */
function achatsA(dossier: Dossier, date: Jour): MesureAchats {
  const factures = dossier.achatsProrates.map(a => a.a(date));
  const recues = dossier.receptionsProratees.map(r => r.a(date));
  return {
    achats: somme([dossier.achats.auPlusTard(date), ...factures.map(f => f.charge)]),
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

function caAvance(budget: Montant, charges: Montant, reprevision: Montant): Montant {
  if (reprevision <= 0 || charges <= 0) return ZERO;
  return fraction(budget, minimum(charges, reprevision), reprevision);
}

function borner(t: Taux): Taux {
  if (t.lessThan(0)) return NUL;
  return t.greaterThan(1) ? UN : t;
}

/** Une affaire qui n'a rien : ni vente, ni charge, ni reste à faire. */
export function estVide(m: Mesure): boolean {
  return m.budget === 0 && m.facture === 0 && m.charges === 0 && m.raf === 0;
}
