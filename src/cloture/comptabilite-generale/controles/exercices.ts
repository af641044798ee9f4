/** C-CPT-10, 11 et 13 : l'exercice d'une ligne est celui de sa date, et son plan celui de son ouverture. */
import {
  LIGNES_PAR_TRANCHE,
  referentielDe,
  signaler,
  texteJour,
  versIso,
  type Anomalie,
  type Jour,
  type Referentiel,
} from '../../../comptabilite';
import { lignesEcrites, type LivreControle } from './livre-controle';

export interface ExerciceControle {
  readonly ligne: number;
  readonly Exercice: string;
  readonly DateDebut: Jour;
  readonly DateFin: Jour;
  readonly Referentiel: Referentiel;
}

const PERIODE = /^\d{4}-(0[1-9]|1[0-6])$/;
const APPLICATION_ANTICIPEE = 2024;

/** Les lignes d'aucun exercice, d'un autre que celui qu'elles nomment, ou d'une période spéciale mal écrite. */
export function* controlerExercices(
  livre: LivreControle,
  exercices: readonly ExerciceControle[],
  arrete: Jour,
): Generator<void, Anomalie[]> {
  const parJour = new Map<Jour, ExerciceControle | undefined>();
  const horsExercice: number[] = [];
  const autreExercice: number[] = [];
  const malDites: number[] = [];
  for (let i = 0; i < livre.n; i++) {
    if (i % LIGNES_PAR_TRANCHE === 0) yield;
    const jour = livre.DateEcriture[i]!;
    if (jour > arrete) continue;
    if (!parJour.has(jour))
      parJour.set(
        jour,
        exercices.find(e => e.DateDebut <= jour && jour <= e.DateFin),
      );
    const exercice = parJour.get(jour);
    if (!exercice) horsExercice.push(i);
    else if (livre.Exercice[i] !== exercice.Exercice) autreExercice.push(i);
    const periode = livre.Periode[i];
    if (periode === undefined) continue;
    const speciale = periode.slice(-2) > '12';
    if (!PERIODE.test(periode) || (speciale && jour !== exercice?.DateFin)) malDites.push(i);
  }
  return [
    ...groupe(
      livre,
      horsExercice,
      'C-CPT-10',
      'DateEcriture',
      {
        fr: 'sont datées hors de tout exercice.',
        en: 'dated outside every fiscal year.',
      },
      {
        fr: 'Ajoutez leur exercice à la table Exercices, ou corrigez leur date.',
        en: 'Add their fiscal year to table Exercices, or correct their date.',
      },
    ),
    ...groupe(
      livre,
      autreExercice,
      'C-CPT-10',
      'Exercice',
      {
        fr: 'nomment un autre exercice que celui de leur date.',
        en: 'naming another fiscal year than that of their date.',
      },
      {
        fr: 'Corrigez la colonne Exercice : la date fait foi.',
        en: 'Correct the Exercice column: the date prevails.',
      },
    ),
    ...groupe(
      livre,
      malDites,
      'C-CPT-11',
      'Periode',
      {
        fr: 'ont une période spéciale mal écrite, ou une autre date que la fin de l’exercice.',
        en: 'with a wrong special period, or a date other than the end of the year.',
      },
      {
        fr: 'Écrivez AAAA-13 à AAAA-16 et datez la ligne du dernier jour de l’exercice ; sinon videz la colonne.',
        en: 'Write YYYY-13 to YYYY-16 and date the row the last day of the year; otherwise clear the column.',
      },
    ),
  ];
}

function groupe(
  livre: LivreControle,
  rangs: readonly number[],
  code: string,
  colonne: string,
  suite: { fr: string; en: string },
  remede: { fr: string; en: string },
): Anomalie[] {
  const [premier] = rangs;
  if (premier === undefined) return [];
  const { fr, en } = lignesEcrites(rangs.length);
  return [
    signaler('ALERTE', code, { fr: `${fr} ${suite.fr}`, en: `${en} ${suite.en}` }, remede, {
      table: livre.table,
      ligne: livre.ligne[premier]!,
      colonne,
    }),
  ];
}

/** C-CPT-13 : le plan d'un exercice suit sa date d'ouverture (domaine §2.1). */
export function controlerReferentiels(
  exercices: readonly ExerciceControle[],
  anneeDe: (j: Jour) => number,
): Anomalie[] {
  return exercices.flatMap(e => {
    const attendu = referentielDe(e.DateDebut);
    if (e.Referentiel === attendu) return [];
    const anticipe = e.Referentiel === 'PCG2025' && anneeDe(e.DateDebut) >= APPLICATION_ANTICIPEE;
    return [
      signaler(
        anticipe ? 'INFO' : 'ALERTE',
        'C-CPT-13',
        {
          fr: `L'exercice ${e.Exercice}, ouvert le ${texteJour(e.DateDebut)}, est tenu au ${e.Referentiel}${anticipe ? ' par anticipation' : ` au lieu du ${attendu}`}.`,
          en: `Fiscal year ${e.Exercice}, opened ${versIso(e.DateDebut)}, is kept under ${e.Referentiel}${anticipe ? ' early' : ` instead of ${attendu}`}.`,
        },
        {
          fr: anticipe
            ? 'L’application anticipée est permise aux exercices ouverts en 2024.'
            : 'Le règlement ANC 2022-06 s’impose aux exercices ouverts à compter du 1er janvier 2025, et à eux seuls.',
          en: anticipe
            ? 'Early application is allowed to years opened in 2024.'
            : 'Regulation ANC 2022-06 applies to years opened from 1 January 2025, and to them only.',
        },
        { table: 'Exercices', ligne: e.ligne, colonne: 'Referentiel', cle: e.Exercice },
      ),
    ];
  });
}
