import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { versIso } from '../comptabilite';
import { Anomalies } from '../ui/Anomalies';
import { useLangue } from '../ui/langue';
import { MessageErreur } from '../ui/MessageErreur';
import type { RunToUndo, Services, UndoneRun } from './services';

const useStyles = makeStyles({
  bloc: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalS,
  },
  texte: { margin: 0 },
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Ce que l'on sait de la dernière exécution annulable, tenu à jour avec le classeur. */
function useRun(services: Services): RunToUndo | undefined {
  const [run, setRun] = useState<RunToUndo>();
  useEffect(() => {
    let stale = false;
    const read = () =>
      services.annulation.derniere().then(
        found => stale || setRun(found),
        // Un classeur illisible se dit déjà sur la page : ici, il n'y a rien à annuler.
        () => stale || setRun(undefined),
      );
    void read();
    const stop = services.suivre(() => void read());
    return () => {
      stale = true;
      stop();
    };
  }, [services]);
  return run;
}

type State = { running?: boolean; asked?: boolean; done?: UndoneRun; error?: unknown };

/** « Annuler la dernière exécution » : le bouton dit laquelle, et la seconde pression seulement l'annule. */
export function UndoRun({ services }: { services: Services }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const run = useRun(services);
  const [state, setState] = useState<State>({});
  if (state.running) return <Spinner size="tiny" label={t.annulation.enCours} />;
  const start = () => {
    setState({ running: true });
    services.annulation.annuler().then(
      done => setState({ done }),
      (error: unknown) => setState({ error }),
    );
  };
  return (
    <section className={styles.bloc} aria-label={t.annulation.titre}>
      {run && (
        <p className={styles.texte}>
          {t.annulation.laquelle(
            t.historique.mode[run.mode],
            formats.jour(versIso(run.arrete)),
            formats.heure(run.debut),
            run.par,
          )}
          {run.etat !== 'TERMINEE' && ` ${t.annulation.inachevee}`}
        </p>
      )}
      {run && (
        <div className={styles.boutons}>
          <Button onClick={state.asked ? start : () => setState({ asked: true })}>
            {state.asked ? t.annulation.confirmer : t.annulation.titre}
          </Button>
          {state.asked && <Button onClick={() => setState({})}>{t.annulation.garder}</Button>}
        </div>
      )}
      <div role="status">{state.done ? t.annulation.faite : state.asked ? t.annulation.effet : ''}</div>
      {state.done && state.done.anomalies.length > 0 && (
        <Anomalies anomalies={state.done.anomalies} allerA={cellule => void services.allerA(cellule)} />
      )}
      {state.error !== undefined && (
        <MessageErreur erreur={services.messageErreur(state.error)} recommencer={start} />
      )}
    </section>
  );
}
