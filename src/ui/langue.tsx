import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { TEXTES } from './dictionnaire';
import { type Formats, formatsDe } from './format';
import type { Langue } from './proprietes';
import type { Textes } from './textes-fr';

interface Parler {
  langue: Langue;
  t: Textes;
  formats: Formats;
}

const ContexteLangue = createContext<Parler>({ langue: 'fr', t: TEXTES.fr, formats: formatsDe('fr') });

export function FournisseurLangue({ langue, children }: { langue: Langue; children: ReactNode }) {
  const valeur = useMemo(() => ({ langue, t: TEXTES[langue], formats: formatsDe(langue) }), [langue]);
  return <ContexteLangue.Provider value={valeur}>{children}</ContexteLangue.Provider>;
}

/** Textes et formats de la langue du volet. */
export function useLangue(): Parler {
  return useContext(ContexteLangue);
}
