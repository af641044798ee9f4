import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { direAnomalie, type Anomalie, type Gravite } from '../comptabilite';
import { Icone, type NomIcone } from './icones';
import { useLangue } from './langue';
import { MontrerPlus, usePages } from './pages';
import type { Cellule } from './proprietes';

const ICONES: Record<Gravite, NomIcone> = { BLOQUANT: 'bloquant', ALERTE: 'alerte', INFO: 'info' };
const ORDRE: readonly Gravite[] = ['BLOQUANT', 'ALERTE', 'INFO'];
/** Peu d'abord : ce qui suit la liste doit rester à portée ; puis par vingtaines. */
const [PREMIERES, PAR_PAGE] = [5, 20];

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
  const triees = ORDRE.flatMap(gravite => anomalies.filter(a => a.gravite === gravite));
  const pages = usePages(triees, PAR_PAGE, PREMIERES);
  if (anomalies.length === 0) return <p className={styles.compte}>{t.anomalies.aucune}</p>;
  const [bloquantes, alertes, infos] = ORDRE.map(gravite => nombre(anomalies, gravite)) as [
    number,
    number,
    number,
  ];
  return (
    <section aria-label={t.anomalies.titre}>
      <p className={styles.compte}>{t.anomalies.compte(bloquantes, alertes, infos)}</p>
      <ul className={styles.liste}>
        {pages.visibles.map((anomalie, rang) => (
          <UneAnomalie key={rang} anomalie={anomalie} allerA={allerA} />
        ))}
      </ul>
      <MontrerPlus pages={pages} />
    </section>
  );
}
