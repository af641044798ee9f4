import type { Jour } from '../../../comptabilite';
import type { AnyTable, Lecture, Ligne, TablesLues } from '../../../workbook/table';
import { Ecritures, EcrituresCloture } from '../../tables-communes';
import type { Lettrages } from './tables';

type LigneEcritures = Ligne<typeof Ecritures>;
type LigneCloture = Ligne<typeof EcrituresCloture>;
export type LigneLettrage = Ligne<typeof Lettrages>;

/** Clé d'une ligne importée : ce qui l'identifie dans Ecritures. */
export const cleImportee = (l: Pick<LigneEcritures, 'Exercice' | 'Journal' | 'EcritureNum' | 'Ligne'>) =>
  [l.Exercice, l.Journal, l.EcritureNum, l.Ligne].join('|');

/** Clé d'une ligne écrite par la clôture. */
export const cleCloture = (l: Pick<LigneCloture, 'CleGeneration' | 'Ligne'>) =>
  `${l.CleGeneration}#${l.Ligne}`;

/** Ce qu'une ligne d'écriture doit au lettrage fait ici. */
interface Marque {
  readonly Lettrage: string;
  readonly DateLettrage: Jour | undefined;
}

/** Les tables, où certaines lignes sont remplacées par d'autres ; les lectures d'origine ne changent pas. */
export function remplacerLignes(
  tables: TablesLues,
  autres: ReadonlyMap<AnyTable, readonly object[]>,
): TablesLues {
  const lectures = new Map<AnyTable, Lecture>();
  for (const [table, lignes] of autres)
    lectures.set(table, { ...tables.lire(table), lignes } as unknown as Lecture);
  return {
    lire: <T extends AnyTable>(table: T) =>
      (lectures.get(table) as Lecture<T> | undefined) ?? tables.lire(table),
  };
}

/** Le code et la date de chaque ligne lettrée ici, par clé de ligne. */
export function marquesDe(lettrages: readonly Omit<LigneLettrage, 'ligne'>[]): ReadonlyMap<string, Marque> {
  const marques = new Map<string, Marque>();
  for (const l of lettrages)
    if (l.Etat === 'LETTRE' && l.Code !== undefined)
      marques.set(l.CleLigne, { Lettrage: l.Code, DateLettrage: l.DateLettrage });
  return marques;
}

/**
 * Les tables, lettrages faits ici compris : une ligne de `Lettrages` donne son code et sa date à sa ligne d'écriture, et
 * prévaut sur le lettrage importé. La table Ecritures est à l'utilisateur : rien n'y est écrit.
 */
export function avecLettrages(
  tables: TablesLues,
  lettrages: readonly Omit<LigneLettrage, 'ligne'>[],
): TablesLues {
  const marques = marquesDe(lettrages);
  if (marques.size === 0) return tables;
  const marquer = <L extends { readonly Compte: string }>(
    lignes: readonly L[],
    cle: (l: L) => string,
  ): readonly L[] =>
    lignes.map(l => {
      const marque = l.Compte.startsWith('4') ? marques.get(cle(l)) : undefined;
      return marque === undefined ? l : { ...l, ...marque };
    });
  return remplacerLignes(
    tables,
    new Map<AnyTable, readonly object[]>([
      [Ecritures, marquer(tables.lire(Ecritures).lignes, cleImportee)],
      [EcrituresCloture, marquer(tables.lire(EcrituresCloture).lignes, cleCloture)],
    ]),
  );
}
