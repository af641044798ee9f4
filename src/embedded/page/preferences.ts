/** Ce que l'utilisateur a choisi, gardé dans son navigateur : langue, thème, largeur et présence du volet. */
import type { Language, Theme } from './frame/messages';

export interface Preferences {
  language: Language;
  theme: Theme;
  paneWidth: number;
  paneOpen: boolean;
}

const KEY = 'cloture.atelier';
export const PANE_WIDTH = { min: 320, normal: 360, max: 420 } as const;

/** Les choix gardés ; une adresse `?langue=en&theme=sombre` l'emporte, pour les captures et les liens. */
export function readPreferences(address: URL, stored = window.localStorage.getItem(KEY)): Preferences {
  const kept = parse(stored);
  const language = address.searchParams.get('langue');
  const theme = address.searchParams.get('theme');
  return {
    language: language === 'en' ? 'en-US' : language === 'fr' ? 'fr-FR' : kept.language,
    theme: theme === 'sombre' ? 'dark' : theme === 'clair' ? 'light' : kept.theme,
    paneWidth: kept.paneWidth,
    paneOpen: kept.paneOpen,
  };
}

export function writePreferences(preferences: Preferences): void {
  window.localStorage.setItem(KEY, JSON.stringify(preferences));
}

export function paneWidth(width: number): number {
  return Math.min(PANE_WIDTH.max, Math.max(PANE_WIDTH.min, Math.round(width)));
}

function parse(stored: string | null): Preferences {
  const kept = stored ? (JSON.parse(stored) as Partial<Preferences>) : {};
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    language: kept.language === 'en-US' ? 'en-US' : 'fr-FR',
    theme: kept.theme ?? (prefersDark ? 'dark' : 'light'),
    paneWidth: paneWidth(kept.paneWidth ?? PANE_WIDTH.normal),
    paneOpen: kept.paneOpen ?? true,
  };
}
