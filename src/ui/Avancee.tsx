import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useLangue } from './langue';
import { Note } from './Note';
import type { Progression } from './proprietes';

const useStyles = makeStyles({
  bloc: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  ligne: {
    display: 'flex',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
  },
  lignes: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  bouton: { alignSelf: 'flex-start' },
});

interface ProprietesAvancee {
  progression: Progression | undefined;
  annulation: boolean;
  annuler: () => void;
}

/** Sans nouvelles aussi longtemps, c'est peut-être Excel qui attend la fin d'une saisie : il ne le dit pas. */
const SILENCE_MS = 5_000;

function useSilence(progression: Progression | undefined): boolean {
  const [silence, setSilence] = useState<Progression | 'debut'>();
  const derniere = progression ?? 'debut';
  useEffect(() => {
    const attente = window.setTimeout(() => setSilence(derniere), SILENCE_MS);
    return () => window.clearTimeout(attente);
  }, [derniere]);
  return silence === derniere;
}

/** Un travail en cours : l'étape en mots, les lignes faites, et de quoi renoncer. */
export function Avancee({ progression, annulation, annuler }: ProprietesAvancee) {
  const { t, langue, formats } = useLangue();
  const styles = useStyles();
  const silence = useSilence(progression);
  const etape = annulation
    ? t.commun.annulation
    : ((langue === 'en' ? progression?.en : undefined) ?? progression?.etape ?? t.commun.chargement);
  const total = progression?.total ?? 0;
  return (
    <div className={styles.bloc}>
      <div className={styles.ligne}>
        <span role="status">{etape}</span>
        {total > 0 && (
          <span className={styles.lignes}>
            {t.commun.fait(formats.entier(progression?.fait ?? 0), formats.entier(total))}
          </span>
        )}
      </div>
      {total > 0 ? (
        <ProgressBar aria-label={etape} max={total} value={Math.min(progression?.fait ?? 0, total)} />
      ) : (
        <ProgressBar aria-label={etape} />
      )}
      {silence && <Note role="status">{t.commun.saisieEnCours}</Note>}
      <Button className={styles.bouton} disabledFocusable={annulation} onClick={annuler}>
        {t.commun.annuler}
      </Button>
    </div>
  );
}
