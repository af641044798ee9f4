/** Ce que les états lisent du classeur, mis à la portée du calcul. */
import { estBloquante, type Jour, type Referentiel } from '../../comptabilite';
import type { AnyTable, Lecture, TablesLues } from '../../workbook/table';
import { parColonne } from '../../workbook/tables/par-colonne';
import * as t from '../tables-communes';
import type { Parametres } from '../tables-communes/parametres';
import { rangDeMois, rangerLivre, type Livre, type Source } from './calcul/livre';
import { Regroupement, type OptionsRegroupement } from './calcul/regrouper';
import { RegroupementComptes } from './tables-saisies';

/** Un exercice, ses mois, et le plan où il se tient. */
export interface ExerciceVu {
  readonly code: string;
  readonly debut: Jour;
  readonly fin: Jour;
  readonly du: number;
  readonly au: number;
  readonly referentiel: Referentiel;
  readonly ligne: number;
}

/** Les exercices du classeur, du plus ancien au plus récent. Un plan imposé en paramètre vaut pour tous. */
export function lireExercices(tables: TablesLues, parametres: Parametres): ExerciceVu[] {
  const impose = parametres.valeur('ReferentielComptable');
  return tables
    .lire(t.Exercices)
    .lignes.map(x => ({
      code: x.Exercice,
      debut: x.DateDebut,
      fin: x.DateFin,
      du: rangDeMois(x.DateDebut),
      au: rangDeMois(x.DateFin),
      referentiel: impose === 'AUTO' ? x.Referentiel : impose,
      ligne: x.ligne,
    }))
    .sort((a, b) => a.debut - b.debut);
}

function source(lecture: Lecture): Source {
  const lignes = parColonne(lecture);
  const colonne = (cle: string) => lignes.colonne(cle) as unknown[];
  return {
    n: lignes.n,
    date: colonne('DateEcriture') as Jour[],
    journal: colonne('Journal') as string[],
    compte: colonne('Compte') as string[],
    tiers: colonne('Tiers') as string[],
    affaire: colonne('IdAffaire') as string[],
    section: colonne('Section') as string[],
    debit: colonne('Debit') as number[],
    credit: colonne('Credit') as number[],
  };
}

/** Les tables dont les écritures font les états : importées, puis de clôture. */
export const LIVRES: readonly AnyTable[] = [t.Ecritures, t.EcrituresCloture];

/** Les cumuls des écritures importées et de clôture ; rend la main entre deux tranches. */
export function* lireLivre(tables: TablesLues, parametres: Parametres): Generator<void, Livre> {
  const sources = LIVRES.map(table => source(tables.lire(table)));
  return yield* rangerLivre(sources, parametres.valeur('JOURNAL_AN'));
}

/** Vrai si une écriture importée n'a pas pu se lire : les états seraient faux. */
export const livreIllisible = (tables: TablesLues): boolean =>
  LIVRES.some(table => tables.lire(table).anomalies.some(a => estBloquante(a) && a.ligne !== undefined));

/** Le regroupement d'un plan : les tables officielles, complétées par ce que le classeur décide. */
export function lireRegroupement(
  tables: TablesLues,
  parametres: Parametres,
  referentiel: Referentiel,
): Regroupement {
  const imposees: OptionsRegroupement['imposees'] = new Map(
    tables
      .lire(t.PlanComptable)
      .lignes.filter(l => l.LigneCR !== undefined || l.LigneBilan !== undefined)
      .map(l => [l.Compte as string, { cr: l.LigneCR, bilan: l.LigneBilan }]),
  );
  return new Regroupement(referentiel, {
    ligne455: parametres.valeur('Ligne455'),
    imposees,
    regles: tables
      .lire(RegroupementComptes)
      .lignes.filter(l => l.Referentiel === undefined || l.Referentiel === referentiel)
      .map(l => ({ prefixe: l.Compte, sens: l.Sens, code: l.Ligne })),
  });
}

/** Le nom de chaque compte : celui du classeur. */
export const nomsDesComptes = (tables: TablesLues): ReadonlyMap<string, string> =>
  new Map(tables.lire(t.PlanComptable).lignes.map(l => [l.Compte as string, l.Libelle]));
