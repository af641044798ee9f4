/** Passer un compte de l'ancien plan au nouveau : colonnes N-1 et reprise de soldes (domaine §2.3). */
import { appartenance } from './appartenance';
import { CONVERSIONS, type Conversion } from './table-conversion';

export { CONVERSIONS, type Conversion } from './table-conversion';

/** Un compte passé au nouveau plan. */
export interface CompteConverti {
  /** Son numéro dans le PCG2025 ; l'ancien tant que rien n'est décidé. */
  readonly compte: string;
  /**
   * INCHANGE : même numéro, même sens. CONVERTI : la table suffit. A_CONFIRMER : cible par défaut, que les faits peuvent
   * changer. A_DECIDER : aucune cible d'office, l'utilisateur choisit.
   */
  readonly etat: 'INCHANGE' | 'CONVERTI' | 'A_CONFIRMER' | 'A_DECIDER';
  /** La ligne de la table de passage qui s'applique. */
  readonly regle?: Conversion;
}

const regles = new Map(CONVERSIONS.map(c => [c.de, c]));

/**
 * Numéro au PCG2025 d'un compte du PCG2014. Ce qui suit le préfixe converti reste, sans allonger le numéro quand il
 * finit par des zéros : « 153000 » devient « 152100 », « 671410 » « 654110 ».
 * @param compte un compte d'un exercice tenu au PCG2014
 * @param choisi la cible que l'utilisateur a retenue, à la place de celle de la table : un compte entier, ou son début
 * @example convertir('775000') // { compte: '757000', etat: 'A_CONFIRMER', … }
 */
export function convertir(compte: string, choisi?: string): CompteConverti {
  const regle = regleDe(compte);
  if (choisi !== undefined) {
    const entier = choisi.length >= compte.length;
    const numero = entier ? choisi : renumeroter(compte, regle?.de ?? compte, choisi);
    return { compte: numero, etat: 'CONVERTI', ...(regle && { regle }) };
  }
  if (!regle) return { compte, etat: appartenance(compte, 'PCG2025') === 'OUI' ? 'INCHANGE' : 'A_DECIDER' };
  if (regle.vers === undefined) return { compte, etat: 'A_DECIDER', regle };
  const etat = regle.avertissement ? 'A_CONFIRMER' : 'CONVERTI';
  return { compte: renumeroter(compte, regle.de, regle.vers), etat, regle };
}

function regleDe(compte: string): Conversion | undefined {
  for (let n = compte.length; n > 0; n--) {
    const regle = regles.get(compte.slice(0, n));
    if (regle) return regle;
  }
  return undefined;
}

/** Le préfixe remplacé, à la longueur du compte tant que ses zéros de fin le permettent. */
function renumeroter(compte: string, de: string, vers: string): string {
  const suite = compte.slice(de.length);
  if (suite === '') return vers;
  let numero = vers + suite;
  while (numero.length > compte.length && numero.length > vers.length && numero.endsWith('0'))
    numero = numero.slice(0, -1);
  return numero.padEnd(compte.length, '0').slice(0, 12);
}
