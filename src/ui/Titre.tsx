import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  titre: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
});

/** Le titre d'une partie du volet. */
export function Titre({ children }: { children: ReactNode }) {
  return <h2 className={useStyles().titre}>{children}</h2>;
}
