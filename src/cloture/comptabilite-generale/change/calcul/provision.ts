/** La provision pour perte de change : pertes latentes non couvertes, poste par poste ou en position globale (PCG 420-5, 420-6). */
import {
  fraction,
  maximum,
  minimum,
  moins,
  repartir,
  somme,
  ZERO,
  type Montant,
} from '../../../../comptabilite';
import { NATURES_PROVISION, type NatureProvision } from './types';

/** Un poste réévalué, vu de la provision. */
export interface PosteProvisionnable {
  readonly devise: string;
  readonly nature: NatureProvision;
  /** Exercice de l'échéance ; undefined : sans échéance, le poste ne se compense pas. */
  readonly exercice: string | undefined;
  /** Valeur de clôture moins valeur comptable, part couverte ôtée. */
  readonly ecart: Montant;
}

/** Ce qui se provisionne d'une devise, d'une nature. */
export interface Provisionnee {
  readonly devise: string;
  readonly nature: NatureProvision;
  readonly pertes: Montant;
  readonly gains: Montant;
  readonly requis: Montant;
}

/** L'écart qui reste après la part couverte : arr(écart × (résiduel − couvert) / résiduel). */
export const horsCouverture = (ecart: Montant, residuel: number, couvert: number): Montant =>
  residuel === 0
    ? ecart
    : fraction(ecart, Math.max(0, Math.abs(residuel) - Math.abs(couvert)), Math.abs(residuel));

/**
 * Les provisions requises, par devise et nature. Sans position globale, la somme des pertes. Avec elle, l'excédent des
 * pertes sur les gains des postes de même devise qui échoient dans le même exercice, partagé entre les natures selon
 * leurs pertes. Ex. : T-FX-01, perte 470,22 et gain 153,95 : 470,22, ou 316,27 en position globale.
 */
export function provisionner(
  postes: readonly PosteProvisionnable[],
  positionGlobale: boolean,
): Provisionnee[] {
  const devises = [...new Set(postes.map(p => p.devise))].sort();
  return devises.flatMap(devise => {
    const siens = postes.filter(p => p.devise === devise);
    const requis = new Map<NatureProvision, Montant>();
    const ajouter = (nature: NatureProvision, m: Montant) =>
      requis.set(nature, somme([requis.get(nature) ?? ZERO, m]));
    for (const groupe of groupesDe(siens, positionGlobale)) {
      const pertes = NATURES_PROVISION.map(n => total(groupe, n, 'PERTE'));
      const gains = NATURES_PROVISION.map(n => total(groupe, n, 'GAIN'));
      const excedent = maximum(ZERO, moins(somme(pertes), somme(gains)));
      if (excedent === 0) continue;
      repartir(excedent, pertes).forEach((part, i) => ajouter(NATURES_PROVISION[i]!, part));
    }
    return NATURES_PROVISION.map(nature => ({
      devise,
      nature,
      pertes: total(siens, nature, 'PERTE'),
      gains: total(siens, nature, 'GAIN'),
      requis: requis.get(nature) ?? ZERO,
    })).filter(p => p.pertes !== 0 || p.gains !== 0);
  });
}

/** Les postes d'une devise qui se compensent : chacun le sien, ou, en position globale, ceux d'un même exercice d'échéance. */
export const groupesDe = <P extends PosteProvisionnable>(
  postes: readonly P[],
  positionGlobale: boolean,
): P[][] => (positionGlobale ? positions(postes) : postes.map(p => [p]));

/** Même exercice d'échéance ; un poste sans échéance est seul. */
function positions<P extends PosteProvisionnable>(postes: readonly P[]): P[][] {
  const seuls = postes.filter(p => p.exercice === undefined).map(p => [p]);
  const ensemble = new Map<string, P[]>();
  for (const p of postes) {
    if (p.exercice === undefined) continue;
    const connus = ensemble.get(p.exercice);
    if (connus) connus.push(p);
    else ensemble.set(p.exercice, [p]);
  }
  return [...ensemble.values(), ...seuls];
}

const total = (
  postes: readonly PosteProvisionnable[],
  nature: NatureProvision,
  quoi: 'PERTE' | 'GAIN',
): Montant =>
  somme(
    postes
      .filter(p => p.nature === nature)
      .map(p => (quoi === 'PERTE' ? moins(ZERO, minimum(ZERO, p.ecart)) : maximum(ZERO, p.ecart))),
  );
