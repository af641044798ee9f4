/** Congés, arrêts et jours libérés : ce qui ôte une personne à ses affaires. */
import { ajouterJours, type Jour } from '../../../comptabilite';
import type { Alea } from './alea';
import { estOuvre, jourDeSemaine, joursOuvres, le } from './calendrier';
import type { Personne } from './equipe';

export type Absence = 'CONGES' | 'MALADIE';

const ETE = ['2026-07-20', '2026-07-27', '2026-08-03', '2026-08-10'].map(le);
const PRINTEMPS = ['2026-02-16', '2026-02-23', '2026-04-13', '2026-04-20'].map(le);
/** Ponts que presque tous prennent, et la semaine de Noël, où la société ferme. */
const PONTS = ['2026-01-02', '2026-05-15', '2026-07-13'].map(le);
const NOEL = [
  ...joursOuvres(le('2025-12-24'), le('2026-01-02')),
  ...joursOuvres(le('2026-12-24'), le('2027-01-01')),
];
const ARRETE = le('2026-11-30');

/** Les jours où une personne ne travaille pas, et pourquoi ; un externe est simplement absent. */
export function absencesDe(p: Personne, hasard: Alea): ReadonlyMap<Jour, Absence> {
  const absences = new Map<Jour, Absence>();
  const poser = (jours: readonly Jour[]) => jours.forEach(j => absences.set(j, 'CONGES'));
  const semaine = (debut: Jour, nombre: number) =>
    poser(joursOuvres(debut, ajouterJours(debut, nombre * 7 - 3)));
  poser(NOEL);
  semaine(hasard.parmi(ETE), hasard.entier(2, 3));
  semaine(hasard.parmi(PRINTEMPS), 1);
  poser(PONTS.filter(() => hasard.entier(1, 10) <= 8));
  // Un vendredi de temps libre, un mois sur deux environ.
  for (let mois = 1; mois <= 12; mois++) {
    const jour = vendredi(mois, hasard.entier(0, 2));
    if (hasard.entier(1, 10) <= 6 && estOuvre(jour)) absences.set(jour, 'CONGES');
  }
  if (!p.externe) malades(absences, hasard);
  return absences;
}

function malades(absences: Map<Jour, Absence>, hasard: Alea): void {
  const arrets = hasard.entier(0, 3);
  for (let arret = 0; arret < arrets; arret++) {
    const debut = ajouterJours(le('2026-01-05'), hasard.entier(0, 320));
    for (const jour of joursOuvres(debut, ajouterJours(debut, hasard.entier(0, 3)))) {
      if (jour <= ARRETE && !absences.has(jour)) absences.set(jour, 'MALADIE');
    }
  }
}

function vendredi(mois: number, rang: number): Jour {
  const premier = le(`2026-${String(mois).padStart(2, '0')}-01`);
  return ajouterJours(premier, ((12 - jourDeSemaine(premier)) % 7) + rang * 7);
}

/** Le jour libre d'un temps partiel : le mercredi à 80 %, un mercredi sur deux à 90 %. */
export function jourLibere(p: Personne, j: Jour): boolean {
  if (p.quotite >= 1 || jourDeSemaine(j) !== 3) return false;
  return p.quotite <= 0.8 || Math.floor(j / 7) % 2 === 0;
}
