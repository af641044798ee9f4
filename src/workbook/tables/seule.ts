/** Décodage d'une valeur isolée, hors de toute table : un paramètre, un argument. */
import { registreColonnes, type Cellule, type Valeur } from '../table';
import type * as z from 'zod';
import { decodeurDe } from './cellules';

export type ValeurIsolee = { readonly valeur: Valeur } | { readonly erreur: string; readonly remede: string };

/**
 * Décode une cellule comme le ferait une table ; ce qui demanderait une alerte (arrondi) est refusé.
 * @example decoderIsolee(taux({ entete: 'Taux', en: 'Rate' }), '20 %') // { valeur: 0,2 }
 */
export function decoderIsolee(schema: z.ZodType, brut: Cellule): ValeurIsolee {
  const meta = registreColonnes.get(schema);
  if (!meta) throw new Error('Schéma sans description de colonne.');
  let refus: { erreur: string; remede: string } | undefined;
  const valeur = decodeurDe({ cle: '', ...meta })(brut, {
    base1904: false,
    aviser: () => undefined,
    alerter: (erreur, remede) => void (refus = { erreur, remede }),
    refuser: (erreur, remede) => void (refus = { erreur, remede }),
  });
  return refus ?? { valeur };
}
