/** Clé de regroupement du chiffre d'affaires (domaine §5.2) : l'affaire, ou un de ses lots ou sous-lots. */
export interface Groupe {
  readonly IdAffaire: string;
  readonly Lot?: string | undefined;
  readonly SousLot?: string | undefined;
}

const SEPARATEUR = '\u0000';

/** Clé d'un groupe : le code de l'affaire seul quand elle n'est pas découpée. */
export function cleGroupe({ IdAffaire, Lot, SousLot }: Groupe): string {
  if (Lot === undefined && SousLot === undefined) return IdAffaire;
  return [IdAffaire, Lot ?? '', SousLot ?? ''].join(SEPARATEUR);
}

/** Le groupe tel qu'on l'écrit : « 24A010 » ou « 24A010 / L1 / S2 ». */
export function nomGroupe({ IdAffaire, Lot, SousLot }: Groupe): string {
  return [IdAffaire, Lot, SousLot].filter(x => x !== undefined).join(' / ');
}

/** Ordre croissant des groupes : affaire, lot, sous-lot ; jamais l'ordre des lignes du classeur. */
export function comparerGroupes(a: Groupe, b: Groupe): number {
  const [x, y] = [cleGroupe(a), cleGroupe(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
