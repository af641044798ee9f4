import { useSyncExternalStore } from 'react';

/** Adresse d'une page du volet : `#/`, `#/travail/avancement`, `#/diagnostic`… */
export type Route =
  | { page: 'accueil' | 'diagnostic' | 'aide' | 'reglages' | 'inconnue' }
  | { page: 'travail'; capacite: string };

export const adresses = {
  accueil: '#/',
  diagnostic: '#/diagnostic',
  aide: '#/aide',
  reglages: '#/reglages',
  travail: (capacite: string) => `#/travail/${capacite}`,
} as const;

export function routeDe(hash: string): Route {
  const [page = '', detail] = hash.replace(/^#?\/?/, '').split('/');
  if (page === '') return { page: 'accueil' };
  if (page === 'travail' && detail) return { page, capacite: decodeURIComponent(detail) };
  if (page === 'diagnostic' || page === 'aide' || page === 'reglages') return { page };
  return { page: 'inconnue' };
}

function abonner(rappel: () => void): () => void {
  window.addEventListener('hashchange', rappel);
  return () => window.removeEventListener('hashchange', rappel);
}

/** La partie de l'adresse après « # ». Office.js remplace history.pushState : seul le fragment est sûr. */
export function useHash(): string {
  return useSyncExternalStore(abonner, () => window.location.hash);
}
