import type { Valeur } from '../table';

/** Valeur comparable par ===, vide comprise : un taux est un objet. */
const comparable = (valeur: Valeur): Exclude<Valeur, object> =>
  typeof valeur === 'object' ? String(valeur) : valeur;

/** Mêle une valeur à une empreinte : des clés différentes en ont presque toujours de différentes. */
function meler(empreinte: number, valeur: Valeur): number {
  if (typeof valeur === 'number' && (valeur | 0) === valeur) return Math.imul(empreinte ^ valeur, 0x9e3779b1);
  const texte = valeur === undefined ? '' : String(valeur);
  let mele = Math.imul(empreinte ^ texte.length, 0x9e3779b1);
  for (let i = 0; i < texte.length; i++) mele = Math.imul(mele ^ texte.charCodeAt(i), 0x01000193);
  return mele;
}

/**
 * Appelle `repete` pour chaque ligne dont la clé, faite des valeurs de plusieurs colonnes, a déjà été vue, avec le rang
 * de la première qui la porte. Une table de rangs à adressage ouvert, deux fois trop grande : aucune clé n'est copiée.
 */
export function repetitions(
  cles: readonly (readonly Valeur[])[],
  lignes: number,
  repete: (rang: number, premiere: number) => void,
): void {
  const cases = 2 ** Math.ceil(Math.log2(2 * lignes + 1));
  const rangs = new Int32Array(cases).fill(-1);
  const egales = (a: number, b: number) =>
    cles.every(valeurs => valeurs[a] === valeurs[b] || comparable(valeurs[a]) === comparable(valeurs[b]));
  for (let rang = 0; rang < lignes; rang++) {
    let empreinte = 0;
    for (const valeurs of cles) empreinte = meler(empreinte, valeurs[rang]);
    let place = (empreinte ^ (empreinte >>> 15)) & (cases - 1);
    while (rangs[place] !== -1 && !egales(rangs[place]!, rang)) place = (place + 1) & (cases - 1);
    if (rangs[place] === -1) rangs[place] = rang;
    else repete(rang, rangs[place]!);
  }
}
