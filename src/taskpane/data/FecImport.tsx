import { Button, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Anomalies } from '../../ui/Anomalies';
import { useLangue } from '../../ui/langue';
import type { Services } from '../services';
import { FecPreview } from './FecPreview';
import type { FecRead, FecServices, FecWritten, ModeFec } from './fecServices';
import { useWork } from './useWork';
import { WorkState } from './WorkState';

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
  texte: { margin: 0 },
  bouton: { alignSelf: 'flex-start' },
  champ: { gridTemplateColumns: 'minmax(0, 1fr)' },
  fichier: { width: '100%' },
});

interface ProprietesImport {
  services: Services;
  fec: FecServices;
  /** Les écritures du classeur ont changé. */
  written: () => void;
}

/** « Importer un FEC » : un fichier, ce qu'il contient, puis l'écriture, entière ou pas du tout. */
export function FecImport({ services, fec, written }: ProprietesImport) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const [mode, setMode] = useState<ModeFec>('REMPLACER');
  /** Change à chaque import : le champ du fichier renaît vide, le même fichier peut se choisir encore. */
  const [round, setRound] = useState(0);
  const reading = useWork<FecRead>();
  const writing = useWork<FecWritten>();

  const open = (picked: File | undefined) => {
    writing.reset();
    reading.reset();
    if (picked) reading.start(options => fec.read(picked, options));
  };
  const read = reading.result;
  const ready = read && !read.lecture.bloque;
  return (
    <>
      <p className={styles.note}>{t.fec.importerTexte}</p>
      <Field label={t.fec.fichier} hint={t.fec.fichierAide} className={styles.champ}>
        <input
          key={round}
          aria-label={t.fec.fichier}
          type="file"
          accept=".txt,.csv"
          className={styles.fichier}
          onChange={event => open(event.target.files?.[0])}
        />
      </Field>
      <WorkState work={reading} services={services}>
        {result => <FecPreview read={result} />}
      </WorkState>
      {ready && (
        <>
          <Field label={t.fec.mode}>
            <RadioGroup value={mode} onChange={(_, { value }) => setMode(value as ModeFec)}>
              <Radio value="REMPLACER" label={t.fec.modes.REMPLACER} />
              <Radio value="AJOUTER" label={t.fec.modes.AJOUTER} />
            </RadioGroup>
          </Field>
          <Button
            appearance="primary"
            className={styles.bouton}
            disabledFocusable={writing.running !== undefined}
            onClick={() => {
              writing.start(options => fec.write(read, mode, options).finally(written));
              reading.reset();
              setRound(round + 1);
            }}
          >
            {t.fec.lancer(formats.entier(read.lecture.lignes.nombre))}
          </Button>
        </>
      )}
      <WorkState work={writing} services={services}>
        {({ anomalies, avis, ajoutees, modifiees, retirees, redatees }) =>
          anomalies.length > 0 ? (
            <>
              <p className={styles.texte}>{t.fec.refuse}</p>
              <Anomalies anomalies={anomalies} allerA={cellule => void services.allerA(cellule)} />
            </>
          ) : (
            <>
              {t.fec.importees(formats.entier(ajoutees), formats.entier(modifiees), formats.entier(retirees))}
              {redatees > 0 && ` ${t.fec.redatees(formats.entier(redatees))}`}
              {avis.length > 0 && (
                <Anomalies anomalies={avis} allerA={cellule => void services.allerA(cellule)} />
              )}
            </>
          )
        }
      </WorkState>
    </>
  );
}
