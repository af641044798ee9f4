// Les réglages du poste, rangés par la classe Storage d'office-js-helpers. Ce paquet est archivé : il n'entre que
// par ce fichier, il n'est chargé que si un réglage existe ou s'enregistre, et rien d'autre de lui ne sert.
import type { Langue } from './proprietes';
import type { Apparence } from './theme';

export interface Preferences {
  langue: 'auto' | Langue;
  apparence: Apparence;
  /** Le nom dont ce poste signe ; vide : il ne signe pas. Excel ne dit pas à un complément qui l'ouvre. */
  signature: string;
}

const CONTENEUR = 'Cloture';
const CLE = 'preferences';
export const PREFERENCES_PAR_DEFAUT: Preferences = { langue: 'auto', apparence: 'auto', signature: '' };

async function rangement() {
  const { Storage, StorageType } = await import('@microsoft/office-js-helpers');
  return new Storage<unknown>(CONTENEUR, StorageType.LocalStorage);
}

/** Un hôte qui cloisonne le volet peut refuser le stockage local : le seul fait d'y toucher lève alors une erreur. */
function dejaConservees(): boolean {
  try {
    return window.localStorage.getItem(`@${CONTENEUR}/${CLE}`) !== null;
  } catch {
    return false;
  }
}

/** N'accepte d'une valeur conservée que ce qu'elle devrait être ; le reste reprend sa valeur d'origine. */
export function preferencesDe(valeur: unknown): Preferences {
  const lu = (valeur ?? {}) as Partial<Record<keyof Preferences, unknown>>;
  const parmi = <T extends string>(choix: readonly T[], x: unknown, defaut: T): T =>
    choix.find(c => c === x) ?? defaut;
  return {
    langue: parmi(['auto', 'fr', 'en'] as const, lu.langue, PREFERENCES_PAR_DEFAUT.langue),
    apparence: parmi(['auto', 'clair', 'sombre'] as const, lu.apparence, PREFERENCES_PAR_DEFAUT.apparence),
    signature: typeof lu.signature === 'string' ? lu.signature : PREFERENCES_PAR_DEFAUT.signature,
  };
}

/** Les réglages conservés sur ce poste, ou ceux d'origine. */
export async function lirePreferences(): Promise<Preferences> {
  if (!dejaConservees()) return PREFERENCES_PAR_DEFAUT;
  try {
    return preferencesDe((await rangement()).get(CLE));
  } catch {
    return PREFERENCES_PAR_DEFAUT;
  }
}

/** Conserve les réglages ; rend faux si le navigateur le refuse. */
export async function conserverPreferences(preferences: Preferences): Promise<boolean> {
  try {
    (await rangement()).set(CLE, preferences);
    return true;
  } catch {
    return false;
  }
}

/** Qui signe ce que le volet écrit ; rien si le poste n'a pas dit son nom. */
export async function signataire(): Promise<{ par?: string }> {
  const nom = (await lirePreferences()).signature.trim();
  return nom === '' ? {} : { par: nom };
}
