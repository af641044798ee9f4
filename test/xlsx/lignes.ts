import { inventaire, type InventaireFeuille } from './inventaire';

/** Une feuille d'un fichier écrit, par son nom. @throws Error si elle n'y est pas */
export function feuille(octets: Uint8Array, nom: string): InventaireFeuille {
  const trouvee = inventaire(octets).feuilles.find(f => f.nom === nom);
  if (!trouvee) throw new Error(`feuille absente : ${nom}`);
  return trouvee;
}

/**
 * Les lignes d'une feuille du classeur, par en-tête, valeurs en texte : l'en-tête est en ligne 4, les données suivent.
 * Une cellule vide n'y est pas. Ne partage rien avec ce qui écrit.
 */
export function lignesDe(octets: Uint8Array, nom: string): Record<string, string>[] {
  const entetes = new Map<string, string>();
  const parRang = new Map<number, Record<string, string>>();
  for (const [adresse, brute] of Object.entries(feuille(octets, nom).valeurs)) {
    const [, colonne = '', rang = ''] = /^([A-Z]+)(\d+)$/.exec(adresse) ?? [];
    const valeur = brute.replace(/^\S+ /, '');
    if (rang === '4') entetes.set(colonne, valeur);
    else if (Number(rang) > 4) parRang.set(Number(rang), { ...parRang.get(Number(rang)), [colonne]: valeur });
  }
  return [...parRang]
    .sort(([a], [b]) => a - b)
    .map(([, l]) => Object.fromEntries(Object.entries(l).map(([c, v]) => [entetes.get(c) ?? c, v])));
}
