/** Lecture des nombres écrits en texte, à la française d'abord. */

const ESPACES = /[\s\u00a0\u202f\u2009']/g;
/** Le symbole d'un bord seulement : « 12€50 » ne vaut pas 1 250. */
const MONNAIE = /^([-+(]?)(?:€|eur)|(?:€|eur)([-)]?)$/gi;
const GROUPES = { ',': /^\d{1,3}(,\d{3})+$/, '.': /^\d{1,3}(\.\d{3})+$/ } as const;

/** `ambigu` : « 1,234 » peut être un nombre à trois décimales ou mille deux cent trente-quatre. */
export type NombreLu = { readonly decimal: string } | { readonly erreur: 'illisible' | 'ambigu' };

/**
 * Nombre écrit en texte, rendu en notation à point décimal : espaces, insécables, « € » et « EUR » sont ôtés ;
 * « 1 234,56 », « 1.234,56 », « 1,234.56 », « (12,5) » et « 12,5- » sont compris.
 *
 * @param troisDecimales la colonne admet trois décimales : « 1,125 » y est un nombre décimal ; sinon « 1,234 »
 *   ou « 1.234 » est ambigu et refusé.
 */
export function lireNombre(texte: string, troisDecimales: boolean): NombreLu {
  let t = texte.replace(ESPACES, '').replace('\u2212', '-').replace(MONNAIE, '$1$2');
  let negatif = false;
  if (t.startsWith('(') && t.endsWith(')')) {
    negatif = true;
    t = t.slice(1, -1);
  } else if (t.startsWith('-') || t.endsWith('-')) {
    negatif = true;
    t = t.startsWith('-') ? t.slice(1) : t.slice(0, -1);
  } else if (t.startsWith('+')) {
    t = t.slice(1);
  }
  const lu = lirePositif(t, troisDecimales);
  return 'decimal' in lu && negatif ? { decimal: `-${lu.decimal}` } : lu;
}

function lirePositif(t: string, troisDecimales: boolean): NombreLu {
  const virgule = t.lastIndexOf(',');
  const point = t.lastIndexOf('.');
  if (virgule < 0 && point < 0) return chiffres(t, '');
  const separateur = virgule > point ? ',' : '.';
  const milliers = separateur === ',' ? '.' : ',';
  const rang = Math.max(virgule, point);
  const entiers = t.slice(0, rang);
  const fraction = t.slice(rang + 1);
  if (entiers.includes(separateur)) {
    // « 1.234.567 » : le même signe répété ne peut séparer que des milliers.
    return GROUPES[separateur].test(t) ? chiffres(t.replaceAll(separateur, ''), '') : { erreur: 'illisible' };
  }
  if (entiers.includes(milliers)) {
    return GROUPES[milliers].test(entiers)
      ? chiffres(entiers.replaceAll(milliers, ''), fraction)
      : { erreur: 'illisible' };
  }
  if (!troisDecimales && /^[1-9]\d{0,2}$/.test(entiers) && /^\d{3}$/.test(fraction))
    return { erreur: 'ambigu' };
  return chiffres(entiers, fraction);
}

function chiffres(entiers: string, fraction: string): NombreLu {
  if (!/^\d*$/.test(entiers) || !/^\d*$/.test(fraction) || entiers + fraction === '') {
    return { erreur: 'illisible' };
  }
  return { decimal: fraction === '' ? entiers : `${entiers || '0'}.${fraction}` };
}

/** Nombre de décimales utiles d'un texte à point décimal. */
export function decimalesDe(decimal: string): number {
  const point = decimal.indexOf('.');
  return point < 0 ? 0 : decimal.slice(point + 1).replace(/0+$/, '').length;
}
