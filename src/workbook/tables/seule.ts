/** Décodage d'une valeur isolée, hors de toute table : un paramètre, un argument. */
import { registreColonnes, type Cellule, type Valeur } from '../table';
import type * as z from 'zod/mini';
import { decodeurDe } from './cellules';
import type { Faute } from './phrases';

export type ValeurIsolee = { readonly valeur: Valeur } | { readonly faute: Faute };

/**
 * Décode une cellule comme le ferait une table ; ce qui demanderait une alerte (arrondi) est refusé.
 * @example decoderIsolee(taux({ entete: 'Taux', en: 'Rate' }), '20 %') // { valeur: 0,2 }
 */
export function decoderIsolee(schema: z.ZodMiniType, brut: Cellule): ValeurIsolee {
  const meta = registreColonnes.get(schema);
  if (!meta) throw new Error('Schéma sans description de colonne.');
  let refus: Faute | undefined;
  const valeur = decodeurDe({ cle: '', ...meta })(brut, {
    base1904: false,
    aviser: () => undefined,
    alerter: faute => void (refus = faute),
    refuser: faute => void (refus = faute),
  });
  return refus ? { faute: refus } : { valeur };
}
