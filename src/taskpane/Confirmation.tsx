import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef } from 'react';

const useStyles = makeStyles({
  texte: { margin: 0 },
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  bloc: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
});

interface ProprietesConfirmation {
  question: string;
  oui: string;
  non: string;
  repondre: (oui: boolean) => void;
}

/** Ce qui ne se défait pas ne part pas d'un clic : la question, et le refus sous le doigt. */
export function Confirmation({ question, oui, non, repondre }: ProprietesConfirmation) {
  const styles = useStyles();
  const bloc = useRef<HTMLDivElement>(null);
  const titre = useId();
  useEffect(() => bloc.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={bloc} role="group" aria-labelledby={titre} className={styles.bloc}>
      <p id={titre} className={styles.texte}>
        {question}
      </p>
      <div className={styles.boutons}>
        <Button onClick={() => repondre(false)}>{non}</Button>
        <Button appearance="primary" onClick={() => repondre(true)}>
          {oui}
        </Button>
      </div>
    </div>
  );
}
