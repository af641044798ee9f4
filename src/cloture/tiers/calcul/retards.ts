/** Le retard que chaque tiers a montré : de l'échéance de ses pièces soldées à leur dernier règlement. */
import type { Jour } from '../../../comptabilite';
import type { Auxiliaire } from './auxiliaire';
import type { Sens } from './collectifs';

/** Jours entiers, demi éloigné de zéro. */
const auPlusProche = (x: number) => Math.trunc(x + Math.sign(x) / 2);

export interface RetardObserve {
  /** Jours moyens, pondérés par les montants ; négatif : il paie en avance. */
  readonly jours: number;
  readonly pieces: number;
}

/** Groupes soldés à une date : la ligne de leur dernier règlement, ou -1. */
function derniersReglements(aux: Auxiliaire, arrete: Jour): Int32Array {
  const { n, date, groupe, lettreLe, montant } = aux;
  const sommes = new Float64Array(aux.groupes.length);
  const derniers = new Int32Array(aux.groupes.length).fill(-1);
  for (let i = 0; i < n; i++) {
    const g = groupe[i]!;
    if (g < 0 || date[i]! > arrete || lettreLe[i] === 0 || lettreLe[i]! > arrete) continue;
    sommes[g]! += montant[i]!;
    if (montant[i]! < 0 && (derniers[g]! < 0 || date[i]! > date[derniers[g]!]!)) derniers[g] = i;
  }
  return derniers.map((dernier, g) => (sommes[g] === 0 ? dernier : -1));
}

/** Chaque pièce soldée jusqu'à l'arrêté et la ligne de son dernier règlement, en rangs de l'auxiliaire. */
export function visiterSoldees(
  aux: Auxiliaire,
  arrete: Jour,
  sens: Sens,
  visiter: (piece: number, reglement: number) => void,
): void {
  const derniers = derniersReglements(aux, arrete);
  for (let i = 0; i < aux.n; i++) {
    const g = aux.groupe[i]!;
    if (g < 0 || aux.montant[i]! <= 0 || derniers[g]! < 0 || aux.date[i]! > arrete) continue;
    const collectif = aux.comptes[aux.compteDe[i]!]!;
    if (collectif.sens === sens && collectif.nature === 'COURANT') visiter(i, derniers[g]!);
  }
}

/**
 * Le retard observé de chaque tiers d'un sens, d'après les pièces soldées jusqu'à l'arrêté. Un tiers sans pièce soldée
 * n'en a pas.
 * @param echeanceDe échéance d'une ligne de l'auxiliaire
 */
export function retardsObserves(
  aux: Auxiliaire,
  arrete: Jour,
  sens: Sens,
  echeanceDe: (rang: number) => Jour,
): ReadonlyMap<string, RetardObserve> {
  const poids = new Map<number, { montant: number; jours: number; pieces: number }>();
  visiterSoldees(aux, arrete, sens, (piece, reglement) => {
    const montant = aux.montant[piece]!;
    const tiers = aux.tiersDe[piece]!;
    const connu = poids.get(tiers) ?? { montant: 0, jours: 0, pieces: 0 };
    poids.set(tiers, connu);
    connu.montant += montant;
    connu.jours += montant * (aux.date[reglement]! - echeanceDe(piece));
    connu.pieces++;
  });
  const retards = new Map<string, RetardObserve>();
  for (const [tiers, { montant, jours, pieces }] of poids)
    retards.set(aux.tiers[tiers]!, { jours: auPlusProche(jours / montant), pieces });
  return retards;
}
