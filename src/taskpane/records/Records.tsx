import { Button, Field, makeStyles, Select, Spinner } from '@fluentui/react-components';
import { use, useCallback, useEffect, useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import { Note } from '../../ui/Note';
import { MontrerPlus, usePages } from '../../ui/pages';
import { Tableau } from '../../ui/Tableau';
import type { Services } from '../services';
import { RecordForm } from './RecordForm';
import { RecordLine } from './RecordLine';
import { Touched } from './Touched';
import {
  choicesOf,
  EVERYTHING,
  filtered,
  type NewRecord,
  type RecordFilter,
  type RecordRow,
  type Records as Lues,
  recordsOf,
} from './view';

const useStyles = makeStyles({
  bouton: { alignSelf: 'flex-start' },
});

/** Ce qui a été lu, suivi tant que la page est ouverte, gestes compris ; et de quoi recommencer après un échec. */
function useRecords(services: Services) {
  const { follow } = use(services.arretes());
  const [read, setRead] = useState<{ records?: Lues; error?: unknown }>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    let stale = false;
    let last = 0;
    /** Un rangement plus ancien que le dernier demandé se perd. */
    const tell = (work: Promise<typeof read>) => {
      const mine = ++last;
      void work
        .catch((error: unknown) => ({ error }))
        .then(next => {
          if (!stale && mine === last) setRead(next);
        });
    };
    const stop = follow(
      tables => tell(recordsOf(tables).then(records => ({ records }))),
      (error: unknown) => tell(Promise.resolve({ error })),
    );
    return () => {
      stale = true;
      stop();
    };
  }, [follow, round]);
  return { ...read, again: useCallback(() => setRound(n => n + 1), []) };
}

/** La consultation de l'historique des arrêtés, et les gestes sur ses lignes saisies. */
export default function Records({ services }: { services: Services }) {
  const { t } = useLangue();
  const { records, error, again } = useRecords(services);
  if (error !== undefined)
    return <MessageErreur erreur={services.messageErreur(error)} recommencer={again} />;
  if (!records) return <Spinner size="tiny" label={t.commun.chargement} />;
  return <Consultation services={services} records={records} />;
}

/** Ce qu'on est en train de saisir : une ligne neuve, une copie, ou la ligne qu'on retouche. */
interface Draft {
  readonly base?: NewRecord;
  readonly before?: RecordRow;
}

function Consultation({ services, records }: { services: Services; records: Lues }) {
  const { t, formats } = useLangue();
  const texts = t.arretes;
  const styles = useStyles();
  const gestures = use(services.arretes());
  const [filter, setFilter] = useState<RecordFilter>(EVERYTHING);
  const [draft, setDraft] = useState<Draft>();
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState<unknown>();
  const found = filtered(records, filter);
  const pages = usePages(found);
  /** Mène un geste et dit son issue ; la page suit le classeur, rien n'est à relire. */
  const run = (work: Promise<boolean>, done: string, otherwise: string) => {
    setFailure(undefined);
    work.then(
      ok => {
        setSaid(ok ? done : otherwise);
        if (ok) setDraft(undefined);
      },
      (error: unknown) => setFailure(error),
    );
  };
  const putBack = (work: Promise<number>) =>
    void work.then(
      n => setSaid(texts.remises(formats.entier(n))),
      (error: unknown) => setFailure(error),
    );
  const save = (row: NewRecord) =>
    run(draft?.before ? gestures.change(draft.before, row) : gestures.add(row), texts.ecrite, texts.prise);
  return (
    <>
      <Note>{texts.intro}</Note>
      <Touched
        records={records}
        restore={() => putBack(gestures.restore())}
        restoreLabels={() => putBack(gestures.restoreLabels())}
      />
      {records.rows.length === 0 ? (
        <p>{texts.aucune}</p>
      ) : (
        <Filters
          records={records}
          filter={filter}
          change={next => {
            setFilter(next);
            pages.revenir();
          }}
        />
      )}
      <Note role="status">
        {said === '' ? texts.nombre(formats.entier(found.length), formats.entier(records.rows.length)) : said}
      </Note>
      {failure !== undefined && <MessageErreur erreur={services.messageErreur(failure)} />}
      {draft === undefined ? (
        <Button
          className={styles.bouton}
          size="small"
          disabledFocusable={records.open.length === 0}
          onClick={() => setDraft({})}
        >
          {texts.ajouter}
        </Button>
      ) : (
        <RecordForm
          key={draft.before?.ligne ?? draft.base?.Montant ?? 'neuve'}
          base={draft.base}
          open={records.open}
          save={save}
          cancel={() => setDraft(undefined)}
        />
      )}
      {found.length > 0 && (
        <Tableau nom={texts.lignes} textes={[texts.ligne]} montants={[texts.montant]}>
          {pages.visibles.map(row => (
            <RecordLine
              key={row.ligne}
              row={row}
              method={records.methodOf(row)}
              entry={records.entryOf(row)}
              goTo={cellule => void services.allerA(cellule)}
              edit={base => setDraft({ base, before: row })}
              copy={base => setDraft({ base })}
              remove={() => run(gestures.remove(row), texts.supprimee, texts.disparue)}
              validate={par => run(gestures.validate(row, par), texts.figee, texts.disparue)}
            />
          ))}
        </Tableau>
      )}
      <MontrerPlus pages={pages} />
    </>
  );
}

interface FiltersProps {
  readonly records: Lues;
  readonly filter: RecordFilter;
  readonly change: (filter: RecordFilter) => void;
}

function Filters({ records, filter, change }: FiltersProps) {
  const { t } = useLangue();
  const texts = t.arretes;
  const choices = choicesOf(records);
  const select = (name: keyof RecordFilter, values: readonly string[], all: string) => (
    <Field label={texts.filtres[name]}>
      <Select value={filter[name]} onChange={(_, { value }) => change({ ...filter, [name]: value })}>
        <option value="">{all}</option>
        {values.map(value => (
          <option key={value}>{value}</option>
        ))}
      </Select>
    </Field>
  );
  return (
    <>
      {select('affaire', choices.affaires, texts.toutes)}
      {select('mois', choices.mois, texts.tous)}
      {select('methode', choices.methodes, texts.toutes)}
    </>
  );
}
