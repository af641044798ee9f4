/** Les deux listes officielles de comptes : règlement ANC 2014-03, textes au 1er janvier 2024 et au 1er janvier 2026. */
import type { Referentiel } from '../exercice';
import listes from './listes.json';

/** Un compte des deux plans sous le même nom : ce nom. Sinon : [PCG2014, PCG2025], null là où il n'existe pas. */
type Nom = string | (string | null)[];

const COMPTES: Readonly<Record<string, Nom>> = listes;
const lues = new Map<Referentiel, ReadonlyMap<string, string>>();

/**
 * Numéro → libellé de chaque compte officiel du plan, subdivisions facultatives comprises, dans l'ordre des numéros.
 * Lue à la première demande, gardée ensuite.
 * @example comptesOfficiels('PCG2025').get('657') // « Valeurs comptables des immobilisations… cédées »
 */
export function comptesOfficiels(referentiel: Referentiel): ReadonlyMap<string, string> {
  const connue = lues.get(referentiel);
  if (connue) return connue;
  const rang = referentiel === 'PCG2014' ? 0 : 1;
  const liste: [string, string][] = [];
  for (const [compte, nom] of Object.entries(COMPTES)) {
    const libelle = typeof nom === 'string' ? nom : nom[rang];
    if (typeof libelle === 'string') liste.push([compte, libelle]);
  }
  const officielle = new Map(liste.sort(([a], [b]) => (a < b ? -1 : 1)));
  lues.set(referentiel, officielle);
  return officielle;
}

const subdivises = new Map<Referentiel, ReadonlySet<string>>();

/** Vrai si la liste officielle subdivise ce compte. Ex. : estSubdivise('411', 'PCG2025'), et non '4111'. */
export function estSubdivise(prefixe: string, referentiel: Referentiel): boolean {
  let connus = subdivises.get(referentiel);
  if (!connus) {
    const trouves = new Set<string>();
    for (const compte of comptesOfficiels(referentiel).keys())
      for (let n = 1; n < compte.length; n++) trouves.add(compte.slice(0, n));
    subdivises.set(referentiel, (connus = trouves));
  }
  return connus.has(prefixe);
}
