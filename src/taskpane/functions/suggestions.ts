import { useEffect, useState } from 'react';
import type { Fonction } from '../../cloture/fonction';
import { debutDeMois, type Jour, versIso } from '../../comptabilite';
import type { Assistant, Suggestions } from './assistant';

/** Les propositions du classeur ; une fonction par arguments n'attend pas qu'il soit lu. */
export function useSuggestions(
  assistant: Assistant,
  fonction: Fonction,
): { suggestions: Suggestions | undefined; error: unknown } {
  const [read, setRead] = useState<{ suggestions?: Suggestions; error?: unknown }>({});
  useEffect(() => {
    let stale = false;
    assistant.suggestions().then(
      suggestions => {
        if (!stale) setRead({ suggestions });
      },
      (error: unknown) => {
        if (!stale) setRead({ error });
      },
    );
    return () => {
      stale = true;
    };
  }, [assistant]);
  const none: Suggestions = { byName: new Map(), arrete: undefined };
  const suggestions = read.suggestions ?? (fonction.flux ? undefined : none);
  return { suggestions, error: fonction.flux ? read.error : undefined };
}

const french = (jour: Jour) => versIso(jour).split('-').reverse().join('/');

/**
 * Ce que le classeur remplit seul : le premier code de la table, et le mois de l'arrêté pour une période. Une date
 * d'arrêté facultative reste vide : la cellule suivra celle du classeur.
 */
export function prefill(fonction: Fonction, suggestions: Suggestions | undefined): string[] {
  return fonction.parametres.map(parametre => {
    if (!suggestions || parametre.facultatif || !fonction.flux) return '';
    const { arrete, byName } = suggestions;
    if (parametre.date) {
      if (arrete === undefined) return '';
      return french(parametre.nom.fr === 'du' ? debutDeMois(arrete) : arrete);
    }
    return byName.get(parametre.nom.fr)?.[0]?.value ?? '';
  });
}
