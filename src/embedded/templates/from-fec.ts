/** Les lignes d'un classeur neuf, tirées d'un FEC. */
import { finDeMois, versIso } from '../../comptabilite';
import type { LectureFec, TablesFec } from '../../cloture/comptabilite-generale/fec/calcul/fec';
import { RapportFec } from '../../cloture/comptabilite-generale/fec/tables';
import { Ecritures, Exercices, Parametres, Periodes, PlanComptable, Tiers } from '../../cloture/tables-communes';
import type { Rang } from '../../workbook/table';
import { defaultParameters } from './content';

const date = (Cle: string, Valeur: string, Commentaire: string): Rang => ({
  Cle,
  Valeur,
  Type: 'DATE',
  Commentaire,
});

/** Les paramètres par défaut, et ce que le FEC dit du dossier. L'arrêté est la fin du mois de sa dernière écriture. */
function parametersOf({ siren, exercice, derniereEcriture }: LectureFec): Rang[] {
  const own: Rang[] = [
    ...(siren ? [{ Cle: 'Siren', Valeur: siren, Type: 'TEXTE', Commentaire: 'Numéro SIREN, neuf chiffres.' }] : []),
    ...(derniereEcriture
      ? [date('DateArrete', versIso(finDeMois(derniereEcriture)), "Dernier jour du mois que l'on clôture.")]
      : []),
    ...(exercice
      ? [
          date('DateDebutExercice', versIso(exercice.debut), "Premier jour de l'exercice en cours."),
          date('DateFinExercice', versIso(exercice.fin), "Dernier jour de l'exercice en cours."),
        ]
      : []),
  ];
  const given = new Set(own.map(({ Cle }) => Cle));
  return [...own, ...defaultParameters().filter(({ Cle }) => !given.has(Cle))];
}

/** Lignes de chaque table, par nom. */
export function rowsOfFec(lecture: LectureFec, tables: TablesFec): Map<string, readonly Rang[]> {
  return new Map<string, readonly Rang[]>([
    [Parametres.nom, parametersOf(lecture)],
    [Exercices.nom, [tables.exercice]],
    [Periodes.nom, tables.periodes],
    [PlanComptable.nom, tables.comptes],
    [Tiers.nom, tables.tiers],
    [Ecritures.nom, tables.ecritures],
    [RapportFec.nom, tables.rapport],
  ] as unknown as [string, readonly Rang[]][]);
}
