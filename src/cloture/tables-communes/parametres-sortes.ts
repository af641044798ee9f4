/** Les sortes de paramètres : comment une valeur se lit, et son défaut. */
import { compte, type Compte, type Jour } from '../../comptabilite';
import * as t from '../../workbook/table';
import type { decoderIsolee } from '../../workbook/tables/seule';

/** Un paramètre : ce que sa valeur doit être, ce qu’elle vaut sans ligne, et ce qu’elle change. */
export interface Description<T> {
  readonly schema: Parameters<typeof decoderIsolee>[0];
  readonly defaut: T;
  readonly note: string;
}

/** Les options facultatives ne passent pas par `requis` : le défaut tient lieu de valeur. */
export const libelle = { entete: 'Valeur', en: 'Value' } as const;

export const choix = <const V extends readonly [string, ...string[]]>(
  valeurs: V,
  note: string,
): Description<V[number]> => ({
  schema: t.enumeration(valeurs, libelle),
  defaut: valeurs[0],
  note: `${note} Choix : ${valeurs.join(', ')}.`,
});
export const oui = (defaut: boolean, note: string): Description<boolean> => ({
  schema: t.booleen(libelle),
  defaut,
  note,
});
export const unCompte = (defaut: string, note: string): Description<Compte> => ({
  schema: t.compte(libelle),
  defaut: compte(defaut),
  note,
});
export const unTexte = (defaut: string, note: string): Description<string> => ({
  schema: t.texte(libelle),
  defaut,
  note,
});
export const unEntier = (defaut: number, note: string): Description<number> => ({
  schema: t.entier({ ...libelle, bornes: [1, 9_999] }),
  defaut,
  note,
});
export const uneDate = (note: string): Description<Jour | undefined> => ({
  schema: t.jour(libelle),
  defaut: undefined,
  note,
});
