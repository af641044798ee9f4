import { Link, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { JournalExecutions } from '../cloture/tables-communes';
import { versIso } from '../comptabilite';
import type { NomIcone } from '../ui/icones';
import { useLangue } from '../ui/langue';
import { MessageErreur } from '../ui/MessageErreur';
import { MontrerPlus, usePages } from '../ui/pages';
import type { Ligne } from '../workbook/table';
import { Line, Lines } from './Lines';
import type { Services } from './services';
import { UndoRun } from './UndoRun';

type Execution = Ligne<typeof JournalExecutions>;

const ICONES: Record<Execution['Etat'], NomIcone> = {
  COMMENCEE: 'alerte',
  TERMINEE: 'fait',
  ANNULEE: 'info',
  INTERROMPUE: 'bloquant',
};

const useStyles = makeStyles({
  tete: { fontWeight: tokens.fontWeightSemibold },
  note: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
});

function Run({ execution, services }: { execution: Execution; services: Services }) {
  const { t, langue, formats } = useLangue();
  const styles = useStyles();
  const noms = execution.Module.split(/[\s,;+·]+/).map(
    nom =>
      services.capacites.find(capacite => capacite.nom === nom)?.titre[langue] ??
      t.historique.module[nom] ??
      nom,
  );
  const qui = execution.Par === undefined ? '' : ` ${t.historique.par(execution.Par)}`;
  return (
    <Line icone={ICONES[execution.Etat]}>
      <span className={styles.tete}>{t.historique.mode[execution.Mode]}</span> ·{' '}
      {t.historique.arrete(formats.jour(versIso(execution.Arrete)))}
      <div className={styles.note}>
        {t.historique.etat[execution.Etat]} · {formats.heure(execution.Debut)}
        {qui}
      </div>
      <div className={styles.note}>{noms.join(', ')}</div>
      {execution.Message !== undefined && (
        <div className={styles.note} lang="fr">
          {execution.Message}
        </div>
      )}
      <Link
        as="button"
        onClick={() => void services.allerA({ table: JournalExecutions.nom, ligne: execution.ligne })}
      >
        {t.historique.voir}
      </Link>
    </Line>
  );
}

/** L'historique des exécutions, de la plus récente à la plus ancienne, lu dans le journal du classeur. */
export default function History({ services }: { services: Services }) {
  const { t } = useLangue();
  const [lecture, setLecture] = useState<{ executions?: readonly Execution[]; erreur?: unknown }>({});
  useEffect(() => {
    let perime = false;
    const lire = () =>
      services.lireTables([JournalExecutions]).then(
        tables => {
          const { lignes } = tables.lire(JournalExecutions);
          if (!perime) setLecture({ executions: [...lignes].reverse() });
        },
        (erreur: unknown) => {
          if (!perime) setLecture({ erreur });
        },
      );
    void lire();
    const cesser = services.suivre(() => void lire());
    return () => {
      perime = true;
      cesser();
    };
  }, [services]);
  const { executions, erreur } = lecture;
  const pages = usePages(executions ?? [], 20);
  if (erreur !== undefined) return <MessageErreur erreur={services.messageErreur(erreur)} />;
  if (!executions) return <Spinner size="tiny" label={t.commun.chargement} />;
  if (executions.length === 0) return <p>{t.historique.aucune}</p>;
  return (
    <>
      <UndoRun services={services} />
      <Lines label={t.historique.titre}>
        {pages.visibles.map(execution => (
          <Run key={execution.IdExecution} execution={execution} services={services} />
        ))}
      </Lines>
      <MontrerPlus pages={pages} />
    </>
  );
}
