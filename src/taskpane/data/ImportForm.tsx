import { Button, Field, makeStyles, Radio, RadioGroup, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import {
  type Export,
  forTable,
  type ImportMode,
  type Mapping,
  openExport,
  type Preview,
  proposeMapping,
} from '../../workbook/importing';
import { throwIfCancelled, type WorkOptions } from '../../workbook/office';
import type { WriteReport } from '../../workbook/writer';
import type { Services } from '../services';
import type { DataServices } from './dataServices';
import { MappingFields } from './Mapping';
import { PreviewView } from './PreviewView';
import { useWork } from './useWork';
import { WorkState } from './WorkState';

const useStyles = makeStyles({
  texte: { margin: 0 },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
  bouton: { alignSelf: 'flex-start' },
  // Un titre de table ou de fichier long ne doit pas élargir le volet.
  champ: { gridTemplateColumns: 'minmax(0, 1fr)' },
  fichier: { width: '100%' },
  choix: { minWidth: 0 },
});

/** Le fichier choisi et ce qu'on en fait ; changer de table, de fichier, de colonnes ou de mode refait l'aperçu. */
interface Choice {
  readonly file: Export;
  readonly mapping: Mapping;
}

/** « Importer un export » : une table, un fichier, l'aperçu, puis l'écriture. */
export function ImportForm({ services, data }: { services: Services; data: DataServices }) {
  const { t, langue, formats } = useLangue();
  const styles = useStyles();
  const [name, setName] = useState(data.tables[0]!.nom);
  const [mode, setMode] = useState<ImportMode>('AJOUTER');
  const [choice, setChoice] = useState<Choice>();
  /** Change à chaque import : le champ du fichier renaît vide, le même fichier peut se choisir encore. */
  const [round, setRound] = useState(0);
  const preview = useWork<Preview>();
  const writing = useWork<WriteReport>();
  const table = data.tables.find(({ nom }) => nom === name)!;

  const look = (next: Choice, target = table, how = mode) => {
    setChoice(next);
    preview.start(options => data.preview(target, next.file, next.mapping, how, options));
  };
  /** Lit ce qui vient du fichier pour une table, en propose les colonnes, et en montre l'aperçu. */
  const propose = (source: (options: WorkOptions) => Promise<Export>, target = table) =>
    preview.start(async options => {
      const read = await source(options);
      const remembered = await data.remembered(target);
      const file = forTable(target, read, remembered);
      const mapping = proposeMapping(target, file.headers, remembered);
      // Un autre fichier, ou une autre table, choisi depuis l'emporte.
      throwIfCancelled(options.signal);
      setChoice({ file, mapping });
      return data.preview(target, file, mapping, mode, options);
    });
  const open = (picked: File | undefined) => {
    writing.reset();
    preview.reset();
    setChoice(undefined);
    if (!picked) return;
    propose(async options => openExport(picked.name, new Uint8Array(await picked.arrayBuffer()), options));
  };
  const ready = preview.result;
  return (
    <>
      <p className={styles.note}>{t.donnees.importerTexte}</p>
      <Field label={t.donnees.table} className={styles.champ}>
        <Select
          className={styles.choix}
          select={{ className: styles.fichier }}
          value={name}
          onChange={(_, { value }) => {
            setName(value);
            writing.reset();
            const target = data.tables.find(({ nom }) => nom === value);
            if (choice && target) propose(() => Promise.resolve(choice.file), target);
          }}
        >
          {data.tables.map(({ nom, titre }) => (
            <option key={nom} value={nom}>
              {titre[langue]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t.donnees.fichier} hint={t.donnees.fichierAide} className={styles.champ}>
        <input
          key={round}
          aria-label={t.donnees.fichier}
          type="file"
          accept=".csv,.txt,.tsv"
          className={styles.fichier}
          onChange={event => open(event.target.files?.[0])}
        />
      </Field>
      {choice && (
        <>
          <p className={styles.texte}>
            {t.donnees.lu(choice.file.name, formats.entier(choice.file.records.length))}
            {choice.file.headerLine > 1 &&
              ` ${t.donnees.enteteLigne(formats.entier(choice.file.headerLine))}`}
          </p>
          <MappingFields
            key={`${name} ${choice.file.name}`}
            table={table}
            headers={choice.file.headers}
            mapping={choice.mapping}
            change={mapping => look({ ...choice, mapping })}
          />
          <Field label={t.donnees.mode}>
            <RadioGroup
              value={mode}
              onChange={(_, { value }) => {
                setMode(value as ImportMode);
                look(choice, table, value as ImportMode);
              }}
            >
              <Radio value="AJOUTER" label={t.donnees.modes.AJOUTER} />
              <Radio value="REMPLACER" label={t.donnees.modes.REMPLACER} />
            </RadioGroup>
          </Field>
        </>
      )}
      {(choice ?? preview.running ?? preview.error) !== undefined && (
        <WorkState work={preview} services={services}>
          {result => choice && <PreviewView preview={result} mapping={choice.mapping} />}
        </WorkState>
      )}
      {choice && ready && (
        <Button
          appearance="primary"
          className={styles.bouton}
          disabledFocusable={ready.rows.length === 0 || writing.running !== undefined}
          onClick={() => {
            writing.start(options => data.write(table, ready, choice.mapping, options));
            setChoice(undefined);
            setRound(round + 1);
          }}
        >
          {ready.rows.length === 0 ? t.donnees.rien : t.donnees.lancer(formats.entier(ready.rows.length))}
        </Button>
      )}
      <WorkState work={writing} services={services}>
        {({ ajoutees, modifiees }) =>
          t.donnees.importees(formats.entier(ajoutees), formats.entier(modifiees), table.titre[langue])
        }
      </WorkState>
    </>
  );
}
