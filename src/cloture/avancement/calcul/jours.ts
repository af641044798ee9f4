import {
  fraction,
  maximum,
  minimum,
  moins,
  moinsQ,
  plusQ,
  quotient,
  sommeQ,
  taux,
  ZERO,
  type Jour,
  type Montant,
  type Quantite,
  type Taux,
} from '../../../comptabilite';
import type { Dossier } from './dossier';

/** Une régie vendue mesurée en jours (domaine §5.6) ; les jours sont en dix-millièmes. */
export interface MesureJours {
  /** JV, jours vendus des lignes de commande au budget. */
  readonly vendus: Quantite;
  /** JR, jours réalisés. */
  readonly realises: Quantite;
  /** JR retenus au numérateur du % : jamais négatifs, plafonnés aux jours vendus si la règle le veut. */
  readonly retenus: Quantite;
  /** RAF théorique = JV - JR. */
  readonly rafTheorique: Quantite;
  /** RAF réel = jours planifiés après la date. */
  readonly rafReel: Quantite;
  /** RAF théorique - RAF réel : négatif quand l'affaire dérive. */
  readonly ecart: Quantite;
  /** Reprévision = JR + RAF réel. */
  readonly reprevision: Quantite;
  /** JR / reprévision ; 0 si elle est nulle. */
  readonly tauxCalcule: Taux;
  /** JR / JV, tel quel ; undefined sans jours vendus. */
  readonly tauxTheorique: Taux | undefined;
}

/** Mesure les jours d'un groupe à une date ; undefined à l'avancement réel. */
export function mesurerJours(dossier: Dossier, date: Jour): MesureJours | undefined {
  const { regle, postes, joursRealises, joursPlanifies } = dossier;
  if (regle.methode !== 'AVANCEMENT_THEORIQUE') return undefined;
  const vendus = sommeQ(postes.map(p => p.joursVendus(date)));
  const realises = enJours(joursRealises.auPlusTard(date));
  const planifies = regle.rafLitteral ? joursPlanifies.auPlusTard(date) : joursPlanifies.apres(date);
  const rafReel = enJours(planifies);
  const rafTheorique = moinsQ(vendus, realises);
  const reprevision = plusQ(realises, rafReel);
  const faits = maximum(enMontant(realises), ZERO);
  return {
    vendus,
    realises,
    retenus: enJours(regle.plafonner ? minimum(faits, enMontant(vendus)) : faits),
    rafTheorique,
    rafReel,
    ecart: moinsQ(rafTheorique, rafReel),
    reprevision,
    tauxCalcule: (reprevision > 0 ? rapport(enJours(faits), reprevision) : undefined) ?? taux(0),
    tauxTheorique: rapport(realises, vendus),
  };
}

/** % proposé d'une régie : jours retenus / jours vendus ; undefined sans jours vendus. */
export function tauxDesJours({ retenus, vendus }: MesureJours): Taux | undefined {
  return vendus > 0 ? rapport(retenus, vendus) : undefined;
}

/** CA d'une régie : arr(BUD × jours retenus / JV), multiplié d'abord ; 0 sans jours vendus. */
export function caDesJours({ retenus, vendus }: MesureJours, budget: Montant): Montant {
  return vendus > 0 ? fraction(budget, retenus, vendus) : ZERO;
}

/**
 * Production selon Akuiteo, montrée à côté de la vraie et jamais passée (domaine §5.6) : BUD - CA M-1 quand il ne
 * reste rien à faire de ce qui est vendu, sinon BUD / reprévision × JR. undefined si la reprévision est nulle.
 */
export function productionIndicative(
  { rafTheorique, reprevision, realises }: MesureJours,
  budget: Montant,
  caPrecedent: Montant,
): Montant | undefined {
  if (rafTheorique === 0) return moins(budget, caPrecedent);
  return reprevision === 0 ? undefined : fraction(budget, realises, reprevision);
}

const enJours = (m: Montant) => m as number as Quantite;
const enMontant = (q: Quantite) => q as number as Montant;
const rapport = (num: Quantite, den: Quantite) => quotient(enMontant(num), enMontant(den));
