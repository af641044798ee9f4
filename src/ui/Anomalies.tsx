import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { direAnomalie, type Anomalie, type Gravite } from '../comptabilite';
import { Icone, type NomIcone } from './icones';
import { useLangue } from './langue';
import type { Cellule } from './proprietes';

const ICONES: Record<Gravite, NomIcone> = { BLOQUANT: 'bloquant', ALERTE: 'alerte', INFO: 'info' };
const ORDRE: readonly Gravite[] = ['BLOQUANT', 'ALERTE', 'INFO'];
/** Peu d'abord : ce qui suit la liste doit rester à portée ; puis par vingtaines. */
const PREMIERES = 5;
const PAR_PAGE = 20;

const useStyles = makeStyles({
  liste: { listStyleType: 'none', margin: 0, padding: 0 },
  article: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  icone: { paddingTop: '2px' },
  gravite: { fontWeight: tokens.fontWeightSemibold },
  lieu: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    paddingBlock: tokens.spacingVerticalXXS,
    overflowWrap: 'anywhere',
  },
  texte: { margin: 0, overflowWrap: 'anywhere' },
  compte: { margin: 0, paddingBottom: tokens.spacingVerticalXS, color: tokens.colorNeutralForeground2 },
});

const nombre = (anomalies: readonly Anomalie[], gravite: Gravite) =>
  anomalies.filter(a => a.gravite === gravite).length;

function celluleDe({ table, ligne, colonne }: Anomalie): Cellule | undefined {
  if (table === undefined) return undefined;
  return { table, ...(ligne === undefined ? {} : { ligne }), ...(colonne === undefined ? {} : { colonne }) };
}

interface ProprietesAnomalies {
  anomalies: readonly Anomalie[];
  allerA: (cellule: Cellule) => void;
}

function UneAnomalie({ anomalie, allerA }: { anomalie: Anomalie; allerA: (cellule: Cellule) => void }) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const cellule = celluleDe(anomalie);
  const { message, remede } = direAnomalie(anomalie, langue);
  const lieu = [
    anomalie.table,
    anomalie.ligne === undefined ? undefined : `${t.commun.ligne} ${anomalie.ligne}`,
    anomalie.colonne === undefined ? undefined : `${t.commun.colonne} ${anomalie.colonne}`,
  ].filter(Boolean);
  const action = anomalie.ligne === undefined ? t.commun.allerALaTable : t.commun.allerALaCellule;
  return (
    <li className={styles.article}>
      <span className={styles.icone}>
        <Icone nom={ICONES[anomalie.gravite]} />
      </span>
      <div>
        <p className={styles.texte}>
          <span className={styles.gravite}>{t.gravite[anomalie.gravite]} · </span>
          {message}
        </p>
        {remede !== '' && <p className={styles.texte}>→ {remede}</p>}
        <div className={styles.lieu}>{[...lieu, anomalie.code].join(' · ')}</div>
        {cellule && (
          <Button size="small" aria-label={`${action} : ${lieu.join(', ')}`} onClick={() => allerA(cellule)}>
            {action}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Les anomalies, bloquantes d'abord : ce qui ne va pas, où, quoi faire, et le chemin jusqu'à la cellule. */
export function Anomalies({ anomalies, allerA }: ProprietesAnomalies) {
  const { t } = useLangue();
  const styles = useStyles();
  const [montrees, setMontrees] = useState(PREMIERES);
  if (anomalies.length === 0) return <p className={styles.compte}>{t.anomalies.aucune}</p>;
  const triees = ORDRE.flatMap(gravite => anomalies.filter(a => a.gravite === gravite));
  const [bloquantes, alertes, infos] = ORDRE.map(gravite => nombre(anomalies, gravite)) as [
    number,
    number,
    number,
  ];
  const restantes = triees.length - montrees;
  return (
    <section aria-label={t.anomalies.titre}>
      <p className={styles.compte}>{t.anomalies.compte(bloquantes, alertes, infos)}</p>
      <ul className={styles.liste}>
        {triees.slice(0, montrees).map((anomalie, rang) => (
          <UneAnomalie key={rang} anomalie={anomalie} allerA={allerA} />
        ))}
      </ul>
      {restantes > 0 && (
        <Button size="small" onClick={() => setMontrees(n => n + PAR_PAGE)}>
          {t.anomalies.suivantes(Math.min(PAR_PAGE, restantes))}
        </Button>
      )}
    </section>
  );
}
