/** Les tranches d'âge de la balance âgée : bornes comprises, ouvertes à gauche (domaine §8.2). */

/** Bornes hautes par défaut, en jours après l'échéance. */
export const BORNES: readonly number[] = [0, 30, 60, 90];

const BORNES_MAX = 12;

/**
 * Bornes d'un texte « 0;30;60;90 » : des jours entiers strictement croissants, séparés par des points-virgules, sinon
 * par des virgules ou des espaces. Rend undefined si ce n'en est pas.
 */
export function lireBornes(texte: string): readonly number[] | undefined {
  const morceaux = texte.trim().split(texte.includes(';') ? /\s*;\s*/ : /\s*,\s*|\s+/);
  if (morceaux.some(m => !/^-?\d{1,4}$/.test(m))) return undefined;
  return verifierBornes(morceaux.map(Number));
}

/** Les mêmes bornes si elles sont entières et strictement croissantes, sinon undefined. */
export function verifierBornes(bornes: readonly number[]): readonly number[] | undefined {
  const croissantes = bornes.every((b, i) => Number.isInteger(b) && (i === 0 || b > bornes[i - 1]!));
  return bornes.length > 0 && bornes.length <= BORNES_MAX && croissantes ? bornes : undefined;
}

/** Rang de la tranche d'un âge en jours : 0 jusqu'à la première borne comprise, puis une par borne, puis au-delà. */
export function trancheDe(age: number, bornes: readonly number[]): number {
  let rang = 0;
  while (rang < bornes.length && age > bornes[rang]!) rang++;
  return rang;
}

/**
 * Noms des tranches. Une facture due le jour de l'arrêté n'est pas en retard (C. com. art. L441-10) : avec 0 pour
 * première borne, la première tranche est « Non échu » et la suivante garde son nom d'usage, 0–30, bien que 0 n'y
 * soit pas.
 */
export function libelles(bornes: readonly number[]): readonly string[] {
  const premiere = bornes[0]!;
  const depuisZero = premiere === 0;
  const milieu = bornes.slice(1).map((haute, i) => {
    const basse = depuisZero && i === 0 ? 0 : bornes[i]! + 1;
    return `${basse}–${haute}`;
  });
  return [depuisZero ? 'Non échu' : `≤ ${premiere}`, ...milieu, `> ${bornes[bornes.length - 1]!}`];
}
