import type { Langue } from './metadata';

/** The language of Excel's display: French unless Excel says another. */
export function displayLanguage(): Langue {
  return Office.context?.displayLanguage?.toLowerCase().startsWith('fr') === false ? 'en' : 'fr';
}
