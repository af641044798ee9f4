import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import type { Services } from '../services';
import type { Assistant } from './assistant';

const useStyles = makeStyles({
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  texte: { margin: 0 },
});

interface InsertProps {
  call: { us: string; shown: string };
  assistant: Assistant;
  services: Services;
}

/** Écrit la formule dans la cellule active ; une cellule occupée ne se remplace qu'après l'avoir demandé. */
export function InsertButton({ call, assistant, services }: InsertProps) {
  const { t } = useLangue();
  const styles = useStyles();
  const [occupied, setOccupied] = useState<string>();
  const [message, setMessage] = useState('');
  const [error, setError] = useState<unknown>();
  const insert = (replace: boolean) => {
    setError(undefined);
    setMessage('');
    assistant.insert(call.us, replace).then(({ address, written }) => {
      setOccupied(written ? undefined : address);
      setMessage(written ? t.fonctions.ecrite(address) : t.fonctions.occupee(address));
    }, setError);
  };
  const copy = () =>
    navigator.clipboard.writeText(call.shown).then(
      () => setMessage(t.fonctions.copie),
      () => setMessage(t.fonctions.copieRefusee),
    );
  return (
    <>
      <div className={styles.boutons}>
        <Button appearance="primary" onClick={() => insert(false)}>
          {t.fonctions.inserer}
        </Button>
        <Button onClick={() => void copy()}>{t.fonctions.copier}</Button>
      </div>
      <p role="status" className={styles.texte}>
        {message}
      </p>
      {occupied !== undefined && (
        <Button onClick={() => insert(true)}>{t.fonctions.remplacer(occupied)}</Button>
      )}
      {error !== undefined && <MessageErreur erreur={services.messageErreur(error)} />}
    </>
  );
}
