/** Clé de regroupement du chiffre d'affaires (domaine §5.2) : l'affaire, ou un de ses lots ou sous-lots. */
export interface Groupe {
  readonly IdAffaire: string;
  readonly Lot?: string | undefined;
  readonly SousLot?: string | undefined;
  /** Code de la règle, quand ce n'est pas la règle principale de l'affaire : chaque méthode y a son groupe. */
  readonly RegleAnnexe?: string | undefined;
}

const SEPARATEUR = '\u0000';

/** Clé d'un groupe : le code de l'affaire seul quand elle n'est pas découpée. */
export function cleGroupe({ IdAffaire, Lot, SousLot, RegleAnnexe }: Groupe): string {
  if (RegleAnnexe !== undefined) return [IdAffaire, Lot ?? '', SousLot ?? '', RegleAnnexe].join(SEPARATEUR);
  if (Lot === undefined && SousLot === undefined) return IdAffaire;
  return [IdAffaire, Lot ?? '', SousLot ?? ''].join(SEPARATEUR);
}

/** Le groupe tel qu'on l'écrit : « 24A010 », « 24A010 / L1 / S2 » ou « 24A010 / LIVRAISON ». */
export function nomGroupe({ IdAffaire, Lot, SousLot, RegleAnnexe }: Groupe): string {
  return [IdAffaire, Lot, SousLot, RegleAnnexe].filter(x => x !== undefined).join(' / ');
}

/** Ordre croissant des groupes : affaire, lot, sous-lot ; jamais l'ordre des lignes du classeur. */
export function comparerGroupes(a: Groupe, b: Groupe): number {
  const [x, y] = [cleGroupe(a), cleGroupe(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
