import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  titre: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  sousTitre: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

/** Le titre d'une partie du volet, ou d'une sous-partie. */
export function Titre({ niveau = 2, children }: { niveau?: 2 | 3; children: ReactNode }) {
  const styles = useStyles();
  const Titre = niveau === 2 ? 'h2' : 'h3';
  return <Titre className={mergeClasses(styles.titre, niveau === 3 && styles.sousTitre)}>{children}</Titre>;
}
