import {
  FluentProvider,
  makeStyles,
  type Theme,
  tokens,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { type ReactNode, useSyncExternalStore } from 'react';

/** Choix de l'utilisateur ; « auto » suit Excel, sinon le système. */
export type Apparence = 'auto' | 'clair' | 'sombre';

const usePage = makeStyles({
  page: {
    minHeight: '100vh',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
});

function suivre(requete: string): [abonner: (rappel: () => void) => () => void, lire: () => boolean] {
  const media = window.matchMedia(requete);
  return [
    rappel => {
      media.addEventListener('change', rappel);
      return () => media.removeEventListener('change', rappel);
    },
    () => media.matches,
  ];
}

const [abonnerSombre, systemeSombre] = suivre('(prefers-color-scheme: dark)');

/** Clair ou sombre : le choix de l'utilisateur, puis le thème d'Excel s'il le dit, puis celui du système. */
export function themeDe(apparence: Apparence, hoteSombre: boolean | undefined, systeme: boolean): Theme {
  const sombre = apparence === 'auto' ? (hoteSombre ?? systeme) : apparence === 'sombre';
  return sombre ? webDarkTheme : webLightTheme;
}

/** Excel ne prévient pas quand son thème change : on le relit quand le volet reprend la main. */
function suivreHote(rappel: () => void): () => void {
  window.addEventListener('focus', rappel);
  document.addEventListener('visibilitychange', rappel);
  return () => {
    window.removeEventListener('focus', rappel);
    document.removeEventListener('visibilitychange', rappel);
  };
}

interface ProprietesTheme {
  apparence: Apparence;
  /** Le thème d'Excel est-il sombre ? Indéfini quand il ne le dit pas. */
  hoteSombre: () => boolean | undefined;
  children: ReactNode;
}

/** Habille le volet. En contraste élevé, le navigateur impose ses couleurs ; rien ici ne les contredit. */
export function FournisseurTheme({ apparence, hoteSombre, children }: ProprietesTheme) {
  const styles = usePage();
  const systeme = useSyncExternalStore(abonnerSombre, systemeSombre);
  const hote = useSyncExternalStore(suivreHote, hoteSombre);
  return (
    <FluentProvider theme={themeDe(apparence, hote, systeme)} className={styles.page}>
      {children}
    </FluentProvider>
  );
}
