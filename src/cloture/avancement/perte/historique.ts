import { plus, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { LigneHistorique } from '../calcul/donnees';
import { cleGroupe, type Groupe } from '../calcul/groupe';

/** La provision historisée d'un contrat à un arrêté. */
export interface ProvisionHistorisee {
  readonly groupe: Groupe;
  readonly montant: Montant;
  /** Ligne d'Historique, pour mener une anomalie à sa cellule. */
  readonly ligne: number;
}

/** Les modules de l'historique qui tiennent un solde par contrat : 1516, dépréciation du 345, 345. */
export type ModuleSolde = 'P1516' | 'P394' | 'ENCOURS';

const COMPTEES: ReadonlySet<string> = new Set(['ARRETE', 'MANUEL', 'REPRISE']);

/** Provisions (ou autres soldes) historisées à un arrêté, par contrat : ajustements et reprises compris (domaine §5.11). */
export function provisionsHistorisees(
  lignes: readonly LigneHistorique[],
  arrete: Jour,
  module: ModuleSolde = 'P1516',
): Map<string, ProvisionHistorisee> {
  const provisions = new Map<string, ProvisionHistorisee>();
  for (const l of lignes) {
    if (l.Module !== module || l.Arrete !== arrete || !COMPTEES.has(l.TypeLigne)) continue;
    const cle = cleGroupe(l);
    const avant = provisions.get(cle)?.montant ?? ZERO;
    provisions.set(cle, { groupe: l, montant: plus(avant, l.Montant), ligne: l.ligne });
  }
  return provisions;
}

/** Ce que l'historique porte d'une affaire sans écriture du complément : reprises et ajustements saisis. */
export function saisiSansEcriture(
  lignes: readonly LigneHistorique[],
  auPlusTard: Jour,
): Map<string, Montant> {
  const saisis = new Map<string, Montant>();
  for (const l of lignes) {
    if (l.Module !== 'P1516' || l.Arrete > auPlusTard) continue;
    if (l.TypeLigne !== 'REPRISE' && l.TypeLigne !== 'MANUEL') continue;
    saisis.set(l.IdAffaire, plus(saisis.get(l.IdAffaire) ?? ZERO, l.Montant));
  }
  return saisis;
}
