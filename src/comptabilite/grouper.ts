/**
 * Les éléments par clé, dans leur ordre ; les clés dans celui de leur premier élément.
 * @example grouper(['ab', 'c', 'ad'], mot => mot[0]) // Map { 'a' => ['ab', 'ad'], 'c' => ['c'] }
 */
export function grouper<K, L>(elements: readonly L[], cle: (element: L) => K): Map<K, L[]> {
  const groupes = new Map<K, L[]>();
  for (const element of elements) {
    const k = cle(element);
    const groupe = groupes.get(k);
    if (groupe) groupe.push(element);
    else groupes.set(k, [element]);
  }
  return groupes;
}
