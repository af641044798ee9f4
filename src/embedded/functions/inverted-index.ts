/**
 * L'index inversé d'Univer (valeur → lignes d'une colonne) cherche, à chaque résultat de formule, l'ancienne valeur
 * de la ligne parmi toutes celles de la colonne : dix mille formules différentes y font cinquante millions de pas.
 * Tant qu'une colonne n'a reçu que des résultats de formules, on se souvient ici de la place de chaque ligne ; dès
 * qu'une recherche l'a remplie aussi, Univer reprend la main.
 */
import { engineFormula } from '#vendor';

type Positions = NonNullable<
  ReturnType<typeof engineFormula.CELL_INVERTED_INDEX_CACHE.getCellValuePositions>
>;
type Rows = Positions extends Map<unknown, infer Value> ? Value : never;

let installed = false;

function landing(positions: Positions, value: unknown, row: number): Rows | undefined {
  const text = String(value);
  const keys = [value, Number(text), text.toLowerCase()] as Parameters<Positions['get']>[0][];
  for (const key of keys) {
    const rows = positions.get(key);
    if (rows?.has(row)) return rows;
  }
  return undefined;
}

/** Pose le raccourci, une fois par processus : l'index est partagé par toutes les instances d'Univer. */
export function quickenInvertedIndex(): void {
  if (installed) return;
  installed = true;
  const cache = engineFormula.CELL_INVERTED_INDEX_CACHE;
  const slow = cache.set.bind(cache);
  const places = new WeakMap<Positions, Map<number, Rows>>();
  const shared = new WeakSet<Positions>();
  cache.set = (unitId, sheetId, column, value, row, forced = false) => {
    const before = cache.getCellValuePositions(unitId, sheetId, column);
    const ours = forced && cache.shouldContinueBuildingCache(unitId, sheetId, column, row);
    if (!ours || (before && (shared.has(before) || !places.has(before)))) {
      slow(unitId, sheetId, column, value, row, forced);
      const positions = cache.getCellValuePositions(unitId, sheetId, column);
      if (positions) shared.add(positions);
      return;
    }
    if (before) places.get(before)?.get(row)?.delete(row);
    slow(unitId, sheetId, column, value, row, false);
    const positions = cache.getCellValuePositions(unitId, sheetId, column);
    if (!positions) return;
    const rows = landing(positions, value, row);
    const known = places.get(positions) ?? new Map<number, Rows>();
    places.set(positions, known);
    if (rows) known.set(row, rows);
    else shared.add(positions);
  };
}
