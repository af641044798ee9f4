import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { use, useState } from 'react';
import { useLangue } from '../../ui/langue';
import { Titre } from '../../ui/Titre';
import type { Services } from '../services';
import { FecExport } from './FecExport';
import { FecImport } from './FecImport';
import { Formulas } from './Formulas';
import { ImportForm } from './ImportForm';
import { useWork } from './useWork';
import { WorkState } from './WorkState';

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
  bouton: { alignSelf: 'flex-start' },
});

/** Ce qui entre dans le classeur et ce qui s'y répare : importer, insérer les tables absentes, formules. */
export default function Data({ services }: { services: Services }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const data = use(services.donnees());
  const fec = use(services.fec());
  const missing = useWork<number>();
  /** Change à chaque import : l'export relit les exercices du classeur. */
  const [imports, setImports] = useState(0);
  return (
    <>
      <Titre>{t.donnees.importer}</Titre>
      <ImportForm services={services} data={data} />
      <Titre>{t.fec.importer}</Titre>
      <FecImport services={services} fec={fec} written={() => setImports(imports + 1)} />
      <Titre>{t.fec.exporter}</Titre>
      <FecExport key={imports} services={services} fec={fec} />
      <Titre>{t.donnees.manquantes}</Titre>
      <p className={styles.note}>{t.donnees.manquantesTexte}</p>
      <Button
        className={styles.bouton}
        disabledFocusable={missing.running !== undefined}
        onClick={() => missing.start(services.premiersPas.insererTables)}
      >
        {t.donnees.inserer}
      </Button>
      <WorkState work={missing} services={services}>
        {added => (added === 0 ? t.donnees.completes : t.donnees.inserees(formats.entier(added)))}
      </WorkState>
      <Titre>{t.donnees.formules}</Titre>
      <Formulas services={services} data={data} />
    </>
  );
}
