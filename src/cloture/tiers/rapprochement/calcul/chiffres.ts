/** Ce que des erreurs de frappe font à un montant. */

const chiffres = (n: number) => [...String(Math.abs(n))].sort().join('');

/** Deux chiffres voisins inversés : 1 254 pour 1 524. L'écart est alors un multiple de 9. */
export function chiffresInverses(a: number, b: number): boolean {
  if (a === b || Math.sign(a) !== Math.sign(b) || (a - b) % 9 !== 0 || chiffres(a) !== chiffres(b))
    return false;
  const [x, y] = [String(Math.abs(a)), String(Math.abs(b))];
  const differents = [...x].map((c, i) => (c === y[i] ? -1 : i)).filter(i => i >= 0);
  return differents.length === 2 && differents[1]! - differents[0]! === 1;
}

/** La virgule d'un ou deux rangs trop loin : 120,00 pour 1 200,00. */
export function virguleDeplacee(a: number, b: number): boolean {
  if (a === 0 || b === 0 || Math.sign(a) !== Math.sign(b)) return false;
  const [grand, petit] = Math.abs(a) > Math.abs(b) ? [Math.abs(a), Math.abs(b)] : [Math.abs(b), Math.abs(a)];
  return grand === petit * 10 || grand === petit * 100 || grand === petit * 1000;
}
