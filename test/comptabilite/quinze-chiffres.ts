/**
 * Quinze chiffres significatifs, au demi éloigné de zéro, par les chiffres du texte et en entiers : ni `toPrecision`, ni
 * decimal.js.
 */
export function quinzeChiffresDuTexte(n: number): number {
  const [mantisse = '', exposant = ''] = Math.abs(n).toExponential().split('e');
  const chiffres = mantisse.replace('.', '').padEnd(17, '0');
  const arrondi = (BigInt(chiffres) + 50n) / 100n;
  return Math.sign(n) * Number(`${arrondi}e${Number(exposant) - 14}`);
}
