import { ajouterJours, ajouterMois, debutDeMois, finDeMois, type Jour } from '../../../comptabilite';
import { calendrier, position } from './exercices';
import type { Bornes, Periodicite } from './types';

const MOIS: Record<Exclude<Periodicite, 'ANNUELLE'>, number> = {
  SEMESTRIELLE: 6,
  TRIMESTRIELLE: 3,
  MENSUELLE: 1,
};

/** Périodes d'un exercice, comptées depuis son ouverture ; la dernière est plus courte s'il le faut. */
function periodesDe(exercice: Bornes, periodicite: Periodicite): Bornes[] {
  if (periodicite === 'ANNUELLE') return [{ debut: exercice.debut, fin: exercice.fin }];
  const pas = MOIS[periodicite];
  const periodes: Bornes[] = [];
  const origine = debutDeMois(exercice.debut);
  for (let debut = exercice.debut, k = 1; debut <= exercice.fin; k++) {
    const fin = Math.min(finDeMois(ajouterMois(origine, pas * k - 1)), exercice.fin) as Jour;
    periodes.push({ debut, fin });
    debut = ajouterJours(fin, 1);
  }
  return periodes;
}

/**
 * Les périodes d'une suite d'exercices, en colonnes de nombres : cent mille plans les partagent, et aucun ne refait
 * le calendrier. Elle s'étend dans les deux sens à la demande.
 */
class Grille {
  readonly debuts: Jour[] = [];
  readonly fins: Jour[] = [];
  /** Position du dernier jour de chaque période, en trentièmes de mois. */
  readonly positions: number[] = [];

  constructor(
    private readonly exercices: readonly Bornes[],
    private readonly periodicite: Periodicite,
  ) {}

  /** Rangs de la première et de la dernière période qui touchent debut..fin. */
  etendre(debut: Jour, fin: Jour): { premier: number; dernier: number } {
    const ouverture = this.debuts[0];
    if (ouverture === undefined || debut < ouverture) this.batir(debut, this.fins.at(-1) ?? fin);
    const cloture = this.fins.at(-1);
    if (cloture !== undefined && cloture < fin) this.prolonger(ajouterJours(cloture, 1), fin);
    return { premier: this.rangDe(debut), dernier: this.rangDe(fin) };
  }

  private batir(debut: Jour, fin: Jour): void {
    for (const colonne of [this.debuts, this.fins, this.positions]) colonne.length = 0;
    this.prolonger(debut, fin);
  }

  private prolonger(depuis: Jour, jusqua: Jour): void {
    const suite = calendrier(this.exercices);
    let exercice = suite.contenant(depuis);
    for (; exercice.debut <= jusqua; exercice = suite.suivant(exercice))
      for (const { debut, fin } of periodesDe(exercice, this.periodicite)) {
        this.debuts.push(debut);
        this.fins.push(fin);
        this.positions.push(position(fin));
      }
  }

  /** Rang de la période qui contient un jour : la première qui finit ce jour ou après. */
  private rangDe(d: Jour): number {
    let bas = 0;
    let haut = this.fins.length - 1;
    while (bas < haut) {
      const milieu = (bas + haut) >> 1;
      if (this.fins[milieu]! < d) bas = milieu + 1;
      else haut = milieu;
    }
    return bas;
  }
}

const grilles = new WeakMap<readonly Bornes[], Map<Periodicite, Grille>>();

/** La grille d'une liste d'exercices, gardée tant que la liste l'est. */
export function grilleDe(exercices: readonly Bornes[], periodicite: Periodicite): Grille {
  const connues = grilles.get(exercices) ?? new Map<Periodicite, Grille>();
  grilles.set(exercices, connues);
  const connue = connues.get(periodicite) ?? new Grille(exercices, periodicite);
  connues.set(periodicite, connue);
  return connue;
}
