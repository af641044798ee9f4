import {
  ajouterJours,
  ajouterMois,
  date,
  estFinDeMois,
  jour,
  joursDuMois,
  type Jour,
} from '../../../comptabilite';
import type { Bornes } from './types';

/** Suite des exercices, sans trou ni fin : douze mois de part et d'autre de ceux qui sont connus. */
export interface Calendrier {
  contenant(d: Jour): Bornes;
  suivant(exercice: Bornes): Bornes;
}

/** Rang d'un mois depuis l'an 0. */
export function rangDuMois(d: Jour): number {
  const { annee, mois } = date(d);
  return 12 * annee + mois - 1;
}

/** Jours comptables (trentièmes de mois) écoulés au soir de `d` depuis l'an 0 : un mois fini en vaut toujours 30. */
export function position(d: Jour): number {
  const { annee, mois, jour: j } = date(d);
  return 30 * (12 * annee + mois - 1) + (j >= 30 || j === joursDuMois(annee, mois) ? 30 : j);
}

/** Dernier jour du mois de ce rang. */
export function finDuRang(rang: number): Jour {
  const suivant = rang + 1;
  return ajouterJours(jour(Math.floor(suivant / 12), (suivant % 12) + 1, 1), -1);
}

/**
 * Mois d'un exercice, du premier inclus au dernier exclu : un mois est à l'exercice qui contient son dernier jour.
 * Un exercice ouvert le 15/03 compte donc mars entier, et deux exercices qui se suivent ne partagent aucun mois.
 */
export function moisDe({ debut, fin }: Bornes): { premier: number; apres: number } {
  return { premier: rangDuMois(debut), apres: rangDuMois(fin) + (estFinDeMois(fin) ? 1 : 0) };
}

/** Exercice de douze mois qui contient `d`, dans la suite de ceux qui s'ouvrent à l'anniversaire de `ouverture`. */
function annuel(ouverture: Jour, d: Jour): Bornes {
  let k = date(d).annee - date(ouverture).annee;
  if (ajouterMois(ouverture, 12 * k) > d) k--;
  return {
    debut: ajouterMois(ouverture, 12 * k),
    fin: ajouterJours(ajouterMois(ouverture, 12 * (k + 1)), -1),
  };
}

const calendriers = new WeakMap<readonly Bornes[], Calendrier>();

/** Calendrier d'une liste d'exercices, dans n'importe quel ordre ; vide : années civiles. Gardé pour la même liste. */
export function calendrier(exercices: readonly Bornes[]): Calendrier {
  const connu = calendriers.get(exercices);
  if (connu) return connu;
  const tries = [...exercices].sort((a, b) => a.debut - b.debut);
  const premier = tries[0];
  const dernier = tries[tries.length - 1];
  const contenant = (d: Jour): Bornes => {
    if (!premier || !dernier) return annuel(jour(2000, 1, 1), d);
    if (d < premier.debut) return annuel(premier.debut, d);
    if (d > dernier.fin) return annuel(ajouterJours(dernier.fin, 1), d);
    let avant = premier;
    for (const exercice of tries) {
      if (d < exercice.debut)
        return { debut: ajouterJours(avant.fin, 1), fin: ajouterJours(exercice.debut, -1) };
      if (d <= exercice.fin) return exercice;
      avant = exercice;
    }
    return dernier;
  };
  const cree = { contenant, suivant: (e: Bornes) => contenant(ajouterJours(e.fin, 1)) };
  calendriers.set(exercices, cree);
  return cree;
}
