import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Icone, type NomIcone } from '../ui/icones';

const useStyles = makeStyles({
  liste: { listStyleType: 'none', margin: 0, padding: 0 },
  ligne: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'start',
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  icone: { paddingTop: '2px' },
});

/** Une liste d'états : l'icône se lit sans la couleur, le texte dit la même chose. */
export function Lines({
  label,
  ordered,
  children,
}: {
  label: string;
  ordered?: boolean;
  children: ReactNode;
}) {
  const styles = useStyles();
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className={styles.liste} aria-label={label}>
      {children}
    </List>
  );
}

export function Line({ icone, children }: { icone: NomIcone; children: ReactNode }) {
  const styles = useStyles();
  return (
    <li className={styles.ligne}>
      <span className={styles.icone}>
        <Icone nom={icone} />
      </span>
      <div>{children}</div>
    </li>
  );
}
