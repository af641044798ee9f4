/** Les numéros d'écriture se suivent par journal et par exercice (domaine §9.1, point 7) : en donner, et voir les trous. */

/** Une suite interrompue : ce qui précède le numéro, et les numéros manquants, bornes comprises. */
export interface Trou {
  readonly prefixe: string;
  readonly du: number;
  readonly au: number;
}

const FORME = /^(.*?)(\d+)$/;

/** Le préfixe et le rang d'un numéro ; undefined s'il ne finit pas par un nombre. Ex. : « CL-2026-11-003 » → 3. */
export function lireNumero(numero: string): { readonly prefixe: string; readonly rang: number } | undefined {
  const lu = FORME.exec(numero);
  if (!lu) return undefined;
  const rang = Number(lu[2]);
  return Number.isSafeInteger(rang) ? { prefixe: lu[1] ?? '', rang } : undefined;
}

/**
 * Les numéros qui manquent entre le premier et le dernier d'un journal, préfixe par préfixe, du plus petit au plus
 * grand. Un numéro peut revenir (une ligne par numéro) ; ceux qui ne finissent pas par un nombre ne se suivent pas.
 * @example trous(['1', '2', '5']) // [{ prefixe: '', du: 3, au: 4 }]
 */
export function trous(numeros: Iterable<string>): Trou[] {
  const rangs = new Map<string, Set<number>>();
  for (const numero of numeros) {
    const lu = lireNumero(numero);
    if (!lu) continue;
    const connus = rangs.get(lu.prefixe);
    if (connus) connus.add(lu.rang);
    else rangs.set(lu.prefixe, new Set([lu.rang]));
  }
  const manquants: Trou[] = [];
  for (const [prefixe, connus] of rangs) {
    let precedent: number | undefined;
    for (const rang of [...connus].sort((a, b) => a - b)) {
      if (precedent !== undefined && rang > precedent + 1)
        manquants.push({ prefixe, du: precedent + 1, au: rang - 1 });
      precedent = rang;
    }
  }
  return manquants;
}

/** Donne des numéros dans des suites : chaque suite repart de son plus petit numéro libre. */
export class Numerotation {
  private readonly pris = new Set<string>();
  private readonly rangs = new Map<string, number>();

  /** @param prefixe ce qui précède le rang de tout numéro donné */
  constructor(private readonly prefixe: string) {}

  /** Ce numéro est porté dans cette suite. */
  reserver(suite: string, numero: string): void {
    this.pris.add(`${suite}\u0000${numero}`);
  }

  /** Le plus petit numéro libre de la suite. Ex. : suivant('2026|VT') = 'CL-2026-11-001'. */
  suivant(suite: string): string {
    let rang = this.rangs.get(suite) ?? 0;
    let numero: string;
    do numero = this.prefixe + String(++rang).padStart(3, '0');
    while (this.pris.has(`${suite}\u0000${numero}`));
    this.rangs.set(suite, rang);
    return numero;
  }
}
