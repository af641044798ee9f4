/** Codes de lettrage : A, B… Z, AA, AB… ; en minuscules quand un poste garde un reste (domaine §9.4). */

const LETTRES = /^[A-Za-z]+$/;

/** Rang d'un code : A vaut 1, Z 26, AA 27 ; 0 pour un code qui n'est pas fait de lettres. */
export function rangDuCode(code: string): number {
  if (!LETTRES.test(code)) return 0;
  let rang = 0;
  for (const lettre of code.toUpperCase()) rang = rang * 26 + lettre.charCodeAt(0) - 64;
  return rang;
}

/** Code d'un rang. Ex. : codeDuRang(28) = 'AB'. */
export function codeDuRang(rang: number): string {
  let code = '';
  for (let n = rang; n > 0; n = Math.floor((n - 1) / 26))
    code = String.fromCharCode(65 + ((n - 1) % 26)) + code;
  return code;
}

/** Distribue les codes d'un compte et d'un tiers, après ceux qui servent déjà. */
export class Codes {
  private readonly derniers = new Map<string, number>();

  /** Un code déjà pris sur cette portée ne resservira pas. */
  prendre(portee: string, code: string): void {
    const rang = rangDuCode(code);
    if (rang > (this.derniers.get(portee) ?? 0)) this.derniers.set(portee, rang);
  }

  suivant(portee: string, partiel: boolean): string {
    const rang = (this.derniers.get(portee) ?? 0) + 1;
    this.derniers.set(portee, rang);
    const code = codeDuRang(rang);
    return partiel ? code.toLowerCase() : code;
  }
}
