/** DSO, DPO, rotation : les délais de paiement (domaine §8.3). */
import { taux as enTaux, type Montant, type Taux } from '../../../comptabilite';

/**
 * DSO comptable : créances TTC / CA TTC de la période × jours de la période, sans arrondi ; undefined si le CA n'est
 * pas positif. Ex. : 180 000 sur 420 000 en 91 jours → 39,00. Le DPO est la même règle sur les dettes et les achats.
 */
export function delaiComptable(solde: Montant, ttc: Montant, jours: number): Taux | undefined {
  return ttc > 0 ? enTaux(solde).times(jours).div(ttc) : undefined;
}

/** Le facturé d'un mois. */
export interface MoisFacture {
  readonly ttc: Montant;
  readonly jours: number;
}

export interface Epuisement {
  readonly jours: Taux;
  /** L'historique n'a pas suffi : la fin est extrapolée à la moyenne des mois connus. */
  readonly extrapole: boolean;
  /** Nombre de mois dont les jours comptent en entier, du plus récent. */
  readonly epuises: number;
}

/**
 * DSO par épuisement : le CA TTC se retranche des créances mois par mois, du plus récent ; un mois épuisé compte ses
 * jours, le dernier au prorata ; un mois sans CA compte ses jours sans rien retrancher. Ex. : 180 000, puis 130 000
 * en 30 jours et 150 000 en 31 → 40,33. Undefined sans aucun CA positif.
 * @param mois du plus récent au plus ancien
 */
export function delaiParEpuisement(solde: Montant, mois: readonly MoisFacture[]): Epuisement | undefined {
  if (solde <= 0) return { jours: enTaux(0), extrapole: false, epuises: 0 };
  let reste: number = solde;
  let jours = 0;
  for (const [epuises, { ttc, jours: duree }] of mois.entries()) {
    if (ttc > 0 && reste <= ttc)
      return { jours: enTaux(reste).times(duree).div(ttc).plus(jours), extrapole: false, epuises };
    if (ttc > 0) reste -= ttc;
    jours += duree;
  }
  const positifs = mois.filter(m => m.ttc > 0);
  const total = positifs.reduce((s, m) => s + m.ttc, 0);
  if (total === 0) return undefined;
  const duree = mois.reduce((s, m) => s + m.jours, 0);
  return {
    jours: enTaux(reste).times(duree).div(total).plus(jours),
    extrapole: true,
    epuises: mois.length,
  };
}

/** Rotation : CA TTC annuel / moyenne des créances d'ouverture et de clôture ; undefined si la moyenne est nulle. */
export function rotation(caAnnuel: Montant, ouverture: Montant, cloture: Montant): Taux | undefined {
  return ouverture + cloture === 0
    ? undefined
    : enTaux(caAnnuel)
        .times(2)
        .div(ouverture + cloture);
}
