import { useSyncExternalStore } from 'react';

/** Les pages du volet qui n'ont pas de détail dans leur adresse. */
const PAGES = [
  'cloture',
  'donnees',
  'fonctions',
  'explication',
  'arretes',
  'mois',
  'historique',
  'diagnostic',
  'aide',
  'reglages',
] as const;
type Page = (typeof PAGES)[number];

/** Adresse d'une page du volet : `#/`, `#/travail/avancement`, `#/diagnostic`… */
export type Route = { page: 'accueil' | Page | 'inconnue' } | { page: 'travail'; capacite: string };

export const adresses = {
  accueil: '#/',
  cloture: '#/cloture',
  donnees: '#/donnees',
  fonctions: '#/fonctions',
  explication: '#/explication',
  arretes: '#/arretes',
  mois: '#/mois',
  historique: '#/historique',
  diagnostic: '#/diagnostic',
  aide: '#/aide',
  reglages: '#/reglages',
  travail: (capacite: string) => `#/travail/${capacite}`,
} as const;

export function routeDe(hash: string): Route {
  const [page = '', detail] = hash.replace(/^#?\/?/, '').split('/');
  if (page === '') return { page: 'accueil' };
  if (page === 'travail' && detail) return { page, capacite: decodeURIComponent(detail) };
  const connue = PAGES.find(nom => nom === page);
  return { page: connue ?? 'inconnue' };
}

function abonner(rappel: () => void): () => void {
  window.addEventListener('hashchange', rappel);
  return () => window.removeEventListener('hashchange', rappel);
}

/** La partie de l'adresse après « # ». Office.js remplace history.pushState : seul le fragment est sûr. */
export function useHash(): string {
  return useSyncExternalStore(abonner, () => window.location.hash);
}
