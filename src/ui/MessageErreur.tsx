import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useLangue } from './langue';
import type { MessageDErreur } from './proprietes';

const useStyles = makeStyles({
  texte: { overflowWrap: 'anywhere', paddingBlock: tokens.spacingVerticalXS },
  details: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Une erreur, dite en une phrase avec son remède ; le détail technique se déplie. */
export function MessageErreur({ erreur, recommencer }: { erreur: MessageDErreur; recommencer?: () => void }) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const { message, remede } = langue === 'en' ? (erreur.en ?? erreur) : erreur;
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody className={styles.texte}>
        {message} {remede}
        {erreur.details !== '' && erreur.details !== erreur.message && (
          <details className={styles.details}>
            <summary>{t.commun.details}</summary>
            {erreur.details}
          </details>
        )}
      </MessageBarBody>
      {recommencer && erreur.recommencer && (
        <MessageBarActions>
          <Button size="small" onClick={recommencer}>
            {t.commun.reessayer}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
