/** Ce qui bloque ou alerte : un contrôle par fonction, chacun avec son code (domaine §15). */
import type { Anomalie } from '../../../comptabilite';
import { controlerCharges } from './couts';
import type { AffaireJugee } from './dire';
import { controlerLignes } from './lignes';
import { controlerTaux } from './taux';
import { controlerVentes } from './ventes';

export type { AffaireJugee } from './dire';
export { controlerIdentite, documentsTardifs, sansHistorique } from './passe';
export { controlerEcartee } from './regles';
export { controlerRecul } from './taux';
export { controlerTemps } from './temps';
export { controlerTVA, sansDetail } from './ventes';

/** Tous les contrôles d'une affaire à un arrêté ; une seule BLOQUANT suffit à taire ses chiffres. */
export function controlerAffaire(a: AffaireJugee): Anomalie[] {
  return [...controlerCharges(a), ...controlerTaux(a), ...controlerVentes(a), ...controlerLignes(a)];
}
