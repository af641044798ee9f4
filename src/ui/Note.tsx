import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  note: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
});

/** Une phrase de second plan. `role="status"` la fait lire quand elle change. */
export function Note({ children, ...attributs }: { role?: 'status'; id?: string; children: ReactNode }) {
  return (
    <p {...attributs} className={useStyles().note}>
      {children}
    </p>
  );
}
