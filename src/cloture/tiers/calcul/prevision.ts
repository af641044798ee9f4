/** La prévision de trésorerie par semaine, depuis les échéances et les retards observés (mission 310). */
import { ajouterJours, plus, type Jour, type Montant, ZERO } from '../../../comptabilite';

/** Un montant attendu, et quand. */
export interface Attendu {
  readonly montant: Montant;
  /** Par l'échéance. */
  readonly du: Jour;
  /** Par l'échéance et ce que l'on sait du tiers ; undefined : on n'y compte pas. */
  readonly prevu: Jour | undefined;
}

export interface Semaine {
  readonly lundi: Jour;
  dus: Montant;
  prevus: Montant;
}

/** Lundi de la semaine d'un jour. Le numéro de série 2 d'Excel est un lundi. */
export function lundiDe(j: Jour): Jour {
  return ajouterJours(j, -((j - 2) % 7));
}

/** La semaine où tombe un jour, de 0 à `nombre` - 1 : la première prend ce qui la précède, la dernière ce qui la suit. */
export function rangSemaine(j: Jour, arrete: Jour, nombre: number): number {
  const premier = lundiDe(ajouterJours(arrete, 1));
  return Math.min(nombre - 1, Math.max(0, Math.floor((j - premier) / 7)));
}

/**
 * Les attendus par semaine, du lundi au dimanche, à partir du lendemain de l'arrêté. Ce qui est déjà échu tombe dans
 * la première semaine, ce qui est plus loin que la dernière s'y ajoute : la somme est celle des attendus.
 */
export function parSemaine(attendus: readonly Attendu[], arrete: Jour, nombre: number): Semaine[] {
  const premier = lundiDe(ajouterJours(arrete, 1));
  const semaines = Array.from({ length: nombre }, (_, k): Semaine => {
    return { lundi: ajouterJours(premier, 7 * k), dus: ZERO, prevus: ZERO };
  });
  const semaineDe = (j: Jour) => semaines[rangSemaine(j, arrete, nombre)]!;
  for (const { montant, du, prevu } of attendus) {
    const due = semaineDe(du);
    due.dus = plus(due.dus, montant);
    if (prevu === undefined) continue;
    const prevue = semaineDe(prevu);
    prevue.prevus = plus(prevue.prevus, montant);
  }
  return semaines;
}
