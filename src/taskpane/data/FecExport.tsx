import { Button, Field, Link, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import type { Export } from '../../cloture/comptabilite-generale/fec/exporter';
import { Anomalies } from '../../ui/Anomalies';
import { useLangue } from '../../ui/langue';
import type { Services } from '../services';
import type { FecServices } from './fecServices';
import { useWork } from './useWork';
import { WorkState } from './WorkState';

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
  texte: { margin: 0, overflowWrap: 'anywhere' },
  bouton: { alignSelf: 'flex-start' },
  champ: { gridTemplateColumns: 'minmax(0, 1fr)' },
  choix: { minWidth: 0 },
  liste: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
  mot: { overflowWrap: 'anywhere' },
});

const FEC = 'fec';

/** Un choix parmi quelques-uns, qui tient dans le volet le plus étroit. */
function Choice<V extends string>({
  label,
  value,
  options,
  change,
}: {
  label: string;
  value: V;
  options: readonly (readonly [V, string])[];
  change: (value: V) => void;
}) {
  const styles = useStyles();
  return (
    <Field label={label} className={styles.champ}>
      <Select className={styles.choix} value={value} onChange={(_, { value: picked }) => change(picked as V)}>
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** « Exporter les écritures » : le FEC ou le format d'un logiciel, préparé puis téléchargé. */
export function FecExport({ services, fec }: { services: Services; fec: FecServices }) {
  const { t } = useLangue();
  const styles = useStyles();
  const [years, setYears] = useState<readonly { code: string; libelle: string }[]>();
  const [year, setYear] = useState('');
  const [what, setWhat] = useState<'TOUTES' | 'GENEREES'>('TOUTES');
  const [format, setFormat] = useState(FEC);
  const [encodage, setEncodage] = useState<'iso-8859-15' | 'utf-8'>('iso-8859-15');
  const work = useWork<Export>();
  useEffect(() => {
    let here = true;
    fec
      .years()
      .catch(() => [])
      .then(read => {
        if (!here) return;
        setYears(read);
        setYear((read.find(({ courant }) => courant) ?? read[0])?.code ?? '');
      });
    return () => {
      here = false;
    };
  }, [fec]);
  if (years === undefined) return null;
  if (years.length === 0) return <p className={styles.note}>{t.fec.sansExercice}</p>;
  const demande = { exercice: year, generees: what === 'GENEREES', encodage };
  return (
    <>
      <p className={styles.note}>{t.fec.exporterTexte}</p>
      <Choice
        label={t.fec.exercice}
        value={year}
        options={years.map(({ code, libelle }) => [code, libelle])}
        change={setYear}
      />
      <Choice
        label={t.fec.quoi}
        value={what}
        options={[
          ['TOUTES', t.fec.quois.TOUTES],
          ['GENEREES', t.fec.quois.GENEREES],
        ]}
        change={setWhat}
      />
      <Choice
        label={t.fec.format}
        value={format}
        options={[[FEC, t.fec.formatFec], ...fec.formats.map(({ code, nom }) => [code, nom] as const)]}
        change={setFormat}
      />
      {format === FEC && (
        <Choice
          label={t.fec.encodage}
          value={encodage}
          options={[
            ['iso-8859-15', t.fec.encodages['iso-8859-15']],
            ['utf-8', t.fec.encodages['utf-8']],
          ]}
          change={setEncodage}
        />
      )}
      <Button
        className={styles.bouton}
        disabledFocusable={work.running !== undefined}
        onClick={() =>
          work.start(options => fec.export(demande, format === FEC ? undefined : format, options))
        }
      >
        {t.fec.preparer}
      </Button>
      <WorkState work={work} services={services}>
        {result => <Prepared result={result} services={services} />}
      </WorkState>
    </>
  );
}

/** Le fichier prêt, à télécharger, ou ce qui l'empêche. */
function Prepared({ result, services }: { result: Export; services: Services }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { fichiers, anomalies, bloque, lignes, empreinte } = result;
  const links = useMemo(
    () =>
      fichiers.map(({ nom, octets }) => ({
        nom,
        url: URL.createObjectURL(new Blob([octets.slice()], { type: 'text/plain' })),
      })),
    [fichiers],
  );
  useEffect(() => () => links.forEach(({ url }) => URL.revokeObjectURL(url)), [links]);
  return (
    <>
      <p className={styles.texte}>{bloque ? t.fec.exportBloque : t.fec.pret(formats.entier(lignes))}</p>
      {links.length > 0 && (
        <ul className={styles.liste}>
          {links.map(({ nom, url }) => (
            <li key={nom}>
              <Link href={url} download={nom} className={styles.mot}>
                {t.fec.telecharger(nom)}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {empreinte !== undefined && (
        <p className={styles.texte}>
          {t.fec.empreinte} {empreinte}
        </p>
      )}
      {anomalies.length > 0 && (
        <Anomalies anomalies={anomalies} allerA={cellule => void services.allerA(cellule)} />
      )}
    </>
  );
}
