import type { Valeur } from '../table';

/** Valeur comparable par ===, vide comprise : un taux est un objet. */
const comparable = (valeur: Valeur): Exclude<Valeur, object> =>
  typeof valeur === 'object' ? String(valeur) : valeur;

/** Empreinte d'une valeur : des valeurs différentes en ont presque toujours de différentes. */
function empreinteDe(valeur: Valeur): number {
  if (typeof valeur === 'number' && (valeur | 0) === valeur) return Math.imul(valeur, 0x9e3779b1);
  const texte = valeur === undefined ? '' : String(valeur);
  let mele = texte.length;
  for (let i = 0; i < texte.length; i++) mele = Math.imul(mele ^ texte.charCodeAt(i), 0x01000193);
  return mele;
}

/** L'empreinte de la clé de chaque ligne, colonne après colonne : une valeur qui se suit n'est lue qu'une fois. */
function empreintesDe(cles: readonly (readonly Valeur[])[], lignes: number): Int32Array {
  const melees = new Int32Array(lignes);
  for (const valeurs of cles) {
    let avant: Valeur;
    let sienne = empreinteDe(avant);
    for (let rang = 0; rang < lignes; rang++) {
      const valeur = valeurs[rang];
      if (valeur !== avant) sienne = empreinteDe((avant = valeur));
      melees[rang] = Math.imul(melees[rang]! ^ sienne, 0x9e3779b1);
    }
  }
  return melees;
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
  const empreintes = empreintesDe(cles, lignes);
  const egales = (a: number, b: number) =>
    empreintes[a] === empreintes[b] &&
    cles.every(valeurs => valeurs[a] === valeurs[b] || comparable(valeurs[a]) === comparable(valeurs[b]));
  for (let rang = 0; rang < lignes; rang++) {
    const empreinte = empreintes[rang]!;
    let place = (empreinte ^ (empreinte >>> 15)) & (cases - 1);
    while (rangs[place] !== -1 && !egales(rangs[place]!, rang)) place = (place + 1) & (cases - 1);
    if (rangs[place] === -1) rangs[place] = rang;
    else repete(rang, rangs[place]!);
  }
}
