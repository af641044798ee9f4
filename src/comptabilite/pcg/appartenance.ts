/** Un compte est-il du plan de l'exercice ? (domaine §2.4) */
import type { Referentiel } from '../exercice';
import { comptesOfficiels, estSubdivise } from './listes';

/**
 * OUI : le compte prolonge un compte officiel du plan. ALERTE : il n'en est pas (C-CPT-04). BLOQUANT_ETATS : il
 * n'existe que dans l'autre plan, et les états le présenteraient sur une ligne fausse.
 */
export type Appartenance = 'OUI' | 'ALERTE' | 'BLOQUANT_ETATS';

/** Comptes de l'autre plan que le plus long préfixe avalerait : 675 tomberait dans 67, le résultat exceptionnel. */
const MAL_PRESENTES: Readonly<Record<Referentiel, readonly string[]>> = {
  PCG2014: ['657', '757'],
  PCG2025: ['671', '674', '675', '771', '774', '775', '777', '79'],
};

/** Un compte officiel et son libellé. */
export interface CompteOfficiel {
  readonly compte: string;
  readonly libelle: string;
}

/**
 * Le compte officiel que ce compte prolonge : le plus long préfixe de la liste. undefined si même sa classe est inconnue.
 * @example officielDe('706100', 'PCG2025')?.compte // '706'
 */
export function officielDe(compte: string, referentiel: Referentiel): CompteOfficiel | undefined {
  const liste = comptesOfficiels(referentiel);
  for (let n = compte.length; n > 0; n--) {
    const prefixe = compte.slice(0, n);
    const libelle = liste.get(prefixe);
    if (libelle !== undefined) return { compte: prefixe, libelle };
  }
  return undefined;
}

/**
 * Appartenance d'un compte au plan : son plus long préfixe officiel a trois chiffres au moins, ou deux sans aucune
 * subdivision officielle (31, 53… ; hors classe 8). Le plan se choisit par l'ouverture de l'exercice (`referentielDe`).
 * @example appartenance('675000', 'PCG2025') // 'BLOQUANT_ETATS' ; 'OUI' en PCG2014
 */
export function appartenance(compte: string, referentiel: Referentiel): Appartenance {
  const prefixe = officielDe(compte, referentiel)?.compte ?? '';
  if (prefixe.length >= 3 || (prefixe.length === 2 && isole(prefixe, referentiel))) return 'OUI';
  return MAL_PRESENTES[referentiel].some(p => compte.startsWith(p)) ? 'BLOQUANT_ETATS' : 'ALERTE';
}

const isole = (prefixe: string, referentiel: Referentiel) =>
  prefixe < '8' && !estSubdivise(prefixe, referentiel);
