import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import { Note } from '../../ui/Note';
import { Titre } from '../../ui/Titre';
import { useWork } from '../data/useWork';
import { WorkState } from '../data/WorkState';
import type { Services } from '../services';
import { MonthList } from './MonthList';
import type { LateRecord, Reopening, Verification } from './monthServices';
import { RecordOutcome, ReopenOutcome, VerificationView } from './outcomes';
import { type Month, MONTH_TABLES, monthsOf } from './view';

const useStyles = makeStyles({
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Les mois du classeur, relus quand il change. */
function useMonths(services: Services) {
  const [read, setRead] = useState<{ months?: Month[]; error?: unknown }>({});
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound(n => n + 1), []);
  useEffect(() => services.suivre(again), [services, again]);
  useEffect(() => {
    let stale = false;
    services.lireTables(MONTH_TABLES).then(
      tables => {
        if (!stale) setRead({ months: monthsOf(tables) });
      },
      (error: unknown) => {
        if (!stale) setRead({ error });
      },
    );
    return () => {
      stale = true;
    };
  }, [services, round]);
  return { ...read, again };
}

/** Ce qu'un geste de la page a rendu. */
type Outcome =
  | { readonly kind: 'verified'; readonly verification: Verification }
  | { readonly kind: 'recorded'; readonly record: LateRecord }
  | { readonly kind: 'reopened'; readonly reopening: Reopening };

/** La page « Mois fermés » : où en est chaque mois, son scellé, et les gestes : vérifier, consigner, rouvrir. */
export default function Months({ services }: { services: Services }) {
  const { t } = useLangue();
  const styles = useStyles();
  const { months, error, again } = useMonths(services);
  const work = useWork<Outcome>();
  if (error !== undefined)
    return <MessageErreur erreur={services.messageErreur(error)} recommencer={again} />;
  if (!months) return <Spinner size="tiny" label={t.commun.chargement} />;
  const verify = (arrete?: string) =>
    work.start(async options => {
      const { verify: run } = await services.mois();
      return { kind: 'verified', verification: await run(arrete, options) };
    });
  const record = () =>
    work.start(async options => {
      const { record: run } = await services.mois();
      return { kind: 'recorded', record: await run(options) };
    });
  const reopen = (arrete: string, motif: string) =>
    work.start(async options => {
      const { reopen: run } = await services.mois();
      const reopening = await run(arrete, motif, options);
      again();
      return { kind: 'reopened', reopening };
    });
  const closed = months.some(({ scelle }) => scelle !== undefined);
  return (
    <>
      <Note>{t.mois.intro}</Note>
      {!work.running && (
        <div className={styles.boutons}>
          <Button appearance="primary" disabledFocusable={!closed} onClick={() => verify()}>
            {t.mois.verifier}
          </Button>
          <Button disabledFocusable={!closed} onClick={() => void services.ouvrirFeuille('Scellés des mois')}>
            {t.mois.feuille}
          </Button>
        </div>
      )}
      <WorkState work={work} services={services}>
        {outcome => {
          switch (outcome.kind) {
            case 'verified':
              return (
                <VerificationView verification={outcome.verification} record={record} services={services} />
              );
            case 'recorded':
              return <RecordOutcome record={outcome.record} />;
            default:
              return <ReopenOutcome reopening={outcome.reopening} services={services} />;
          }
        }}
      </WorkState>
      <Titre>{t.mois.liste}</Titre>
      {months.length === 0 ? (
        <p>{t.mois.aucun}</p>
      ) : (
        <MonthList months={months} busy={work.running !== undefined} verify={verify} reopen={reopen} />
      )}
    </>
  );
}
