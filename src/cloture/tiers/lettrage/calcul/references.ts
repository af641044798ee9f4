import type { PosteALettrer } from './types';

/** Majuscules et chiffres seuls, zéros de tête de chaque nombre ôtés : « FA-000123 » et « fa 123 » se valent. */
export function referenceNormalisee(texte: string): string {
  return texte
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/(^|[A-Z])0+(?=\d)/g, '$1');
}

/** Les mots d'un libellé qui peuvent être une référence : trois signes au moins, dont un chiffre. */
function mots(libelle: string): string[] {
  return libelle
    .split(/[\s,;:+/]+/)
    .map(referenceNormalisee)
    .filter(m => m.length >= 3 && /\d/.test(m));
}

/**
 * Réunit les postes qui portent la même pièce, ou dont le libellé nomme la pièce d'un autre ; un règlement qui nomme
 * deux factures les réunit toutes trois. Ne rend que les réunions des deux sens, dans l'ordre de leur premier poste.
 */
export function reunirParReference(postes: readonly PosteALettrer[]): PosteALettrer[][] {
  const parent = postes.map((_, i) => i);
  const racine = (i: number): number => {
    let r = i;
    while (parent[r] !== r) r = parent[r] = parent[parent[r]!]!;
    return r;
  };
  const pieces = new Map<string, number>();
  postes.forEach(({ piece }, i) => {
    const reference = referenceNormalisee(piece);
    if (reference === '') return;
    const premier = pieces.get(reference);
    if (premier === undefined) pieces.set(reference, i);
    else parent[racine(i)] = racine(premier);
  });
  postes.forEach(({ libelle }, i) => {
    for (const mot of mots(libelle)) {
      const nomme = pieces.get(mot);
      if (nomme !== undefined) parent[racine(i)] = racine(nomme);
    }
  });
  const reunions = new Map<number, PosteALettrer[]>();
  postes.forEach((poste, i) => {
    const r = racine(i);
    const reunion = reunions.get(r);
    if (reunion) reunion.push(poste);
    else reunions.set(r, [poste]);
  });
  return [...reunions.values()].filter(r => r.some(p => p.reste > 0) && r.some(p => p.reste < 0));
}
