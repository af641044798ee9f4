import { Button, makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { EcrituresCloture, Historique } from '../../cloture/tables-communes';
import type { Rupture } from '../../cloture/tables-communes/sceau';
import { useLangue } from '../../ui/langue';
import type { Records } from './view';

const useStyles = makeStyles({
  bouton: { alignSelf: 'flex-start' },
  liste: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

/** Lignes dites ; au-delà, le nombre suffit. */
const SHOWN = 10;

/** Ce qui a été changé à la main dans ce que le complément tient, et le bouton qui le remet. */
export function Touched({
  records: { broken, touched },
  restore,
  restoreLabels,
}: {
  records: Records;
  restore: () => void;
  restoreLabels: () => void;
}) {
  const { t, langue, formats } = useLangue();
  const texts = t.arretes;
  const changed = (table: { titre: Record<typeof langue, string> }) => (one: Rupture) =>
    texts.changee(
      table.titre[langue],
      String(one.ligne),
      one.colonnes.map(c => (langue === 'en' ? c.en : c.entete)).join(', '),
    );
  const lines = [
    ...broken.map(changed(Historique)),
    ...touched.changed.map(changed(EcrituresCloture)),
    ...touched.added.map(ligne => texts.ajoutee(String(ligne))),
    ...touched.removed.map(texts.retiree),
  ];
  return (
    <>
      <Notice
        lines={lines}
        title={texts.changees(formats.entier(lines.length))}
        button={texts.remettre}
        act={restore}
      />
      <Notice
        lines={touched.labels.map(({ ligne, dit }) => texts.libelle(String(ligne), dit[langue]))}
        title={texts.libelles(formats.entier(touched.labels.length))}
        button={texts.remettreLibelles}
        act={restoreLabels}
        allowed
      />
      <Notice
        lines={touched.lost.map(([cle, nombre]) => texts.perdue(cle, formats.entier(nombre)))}
        title={texts.perdues}
      />
    </>
  );
}

interface NoticeProps {
  lines: readonly string[];
  title: string;
  button?: string;
  act?: () => void;
  allowed?: boolean;
}

function Notice({ lines, title, button, act, allowed = false }: NoticeProps) {
  const styles = useStyles();
  if (lines.length === 0) return null;
  return (
    <>
      <MessageBar intent={allowed ? 'info' : 'warning'} layout="multiline">
        <MessageBarBody>
          {title}
          <ul className={styles.liste}>
            {lines.slice(0, SHOWN).map((line, i) => (
              <li key={i}>{line}</li>
            ))}
          </ul>
        </MessageBarBody>
      </MessageBar>
      {button && (
        <Button
          className={styles.bouton}
          appearance={allowed ? 'secondary' : 'primary'}
          size="small"
          onClick={act}
        >
          {button}
        </Button>
      )}
    </>
  );
}
