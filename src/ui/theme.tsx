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

/** Habille le volet. En contraste élevé, le navigateur impose ses couleurs ; rien ici ne les contredit. */
export function FournisseurTheme(props: {
  apparence: Apparence;
  hoteSombre: boolean | undefined;
  children: ReactNode;
}) {
  const styles = usePage();
  const systeme = useSyncExternalStore(abonnerSombre, systemeSombre);
  return (
    <FluentProvider theme={themeDe(props.apparence, props.hoteSombre, systeme)} className={styles.page}>
      {props.children}
    </FluentProvider>
  );
}
