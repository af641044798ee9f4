import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { langueDe } from '../ui/dictionnaire';
import { lirePreferences } from '../ui/preferences';
import { App } from './App';
import { officeServices } from './officeServices';

/** Excel de bureau dit son thème ; Excel pour le web ne le dit pas toujours : le système tranche alors. */
function hoteSombre(): boolean | undefined {
  const theme = Office.context.officeTheme as Office.OfficeTheme | undefined;
  if (!theme) return undefined;
  if (typeof theme.isDarkTheme === 'boolean') return theme.isDarkTheme;
  const fond = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(theme.bodyBackgroundColor ?? '');
  if (!fond) return undefined;
  const clarte = fond.slice(1).reduce((somme, composante) => somme + parseInt(composante, 16), 0);
  return clarte < 3 * 128;
}

/** Marque l'instant où le volet est à l'écran : l'Excel de l'utilisateur et le banc le lisent. */
function Affiche() {
  useEffect(() => {
    performance.mark('cloture:affiche');
  }, []);
  return null;
}

/** Affiche le volet dans l'élément donné, avec les réglages du poste. */
export async function monter(element: HTMLElement): Promise<void> {
  const preferences = await lirePreferences();
  createRoot(element).render(
    <StrictMode>
      <App
        services={officeServices()}
        preferences={preferences}
        langueHote={langueDe(Office.context.displayLanguage)}
        hoteSombre={hoteSombre}
      />
      <Affiche />
    </StrictMode>,
  );
}
