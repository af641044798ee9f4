import { plus, ZERO, type Jour, type Montant } from '../../../comptabilite';

/** Ce qui se lit d'une ligne d'Historique. */
export interface LigneProvision {
  readonly ligne: number;
  readonly Arrete: Jour;
  readonly Module: string;
  readonly TypeLigne: string;
  readonly IdAffaire: string;
  readonly Lot?: string | undefined;
  readonly SousLot?: string | undefined;
  readonly Montant: Montant;
}

/** Une affaire, ou un lot : ce sur quoi le CA se reconnaît, et donc ce dont la perte se provisionne. */
export interface CleContrat {
  readonly idAffaire: string;
  readonly lot?: string | undefined;
  readonly sousLot?: string | undefined;
}

/** La clé en un texte, pour la chercher. */
export const texteCle = ({ idAffaire, lot, sousLot }: CleContrat): string =>
  [idAffaire, lot ?? '', sousLot ?? ''].join('|');

/** La provision historisée d'un contrat à un arrêté. */
export interface ProvisionHistorisee {
  readonly cle: CleContrat;
  readonly montant: Montant;
  /** Ligne d'Historique, pour mener une anomalie à sa cellule. */
  readonly ligne: number;
}

const COMPTEES: ReadonlySet<string> = new Set(['ARRETE', 'MANUEL', 'REPRISE']);

/** Provisions historisées à un arrêté, par contrat : des soldes, ajustements et reprises compris (domaine §5.11). */
export function provisionsHistorisees(
  lignes: readonly LigneProvision[],
  arrete: Jour,
): Map<string, ProvisionHistorisee> {
  const provisions = new Map<string, ProvisionHistorisee>();
  for (const l of lignes) {
    if (l.Module !== 'P1516' || l.Arrete !== arrete || !COMPTEES.has(l.TypeLigne)) continue;
    const cle = { idAffaire: l.IdAffaire, lot: l.Lot, sousLot: l.SousLot };
    const avant = provisions.get(texteCle(cle))?.montant ?? ZERO;
    provisions.set(texteCle(cle), { cle, montant: plus(avant, l.Montant), ligne: l.ligne });
  }
  return provisions;
}

/** Ce que l'historique porte d'une affaire sans écriture du complément : reprises et ajustements saisis. */
export function saisiSansEcriture(lignes: readonly LigneProvision[], auPlusTard: Jour): Map<string, Montant> {
  const saisis = new Map<string, Montant>();
  for (const l of lignes) {
    if (l.Module !== 'P1516' || l.Arrete > auPlusTard) continue;
    if (l.TypeLigne !== 'REPRISE' && l.TypeLigne !== 'MANUEL') continue;
    saisis.set(l.IdAffaire, plus(saisis.get(l.IdAffaire) ?? ZERO, l.Montant));
  }
  return saisis;
}
