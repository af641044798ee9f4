import { makeStyles } from '@fluentui/react-components';
import { Anomalies } from '../../ui/Anomalies';
import { useLangue } from '../../ui/langue';
import { Rangee, Tableau } from '../../ui/Tableau';
import { Titre } from '../../ui/Titre';
import { encoderValeur } from '../../workbook/decode';
import type { Mapping, Preview } from '../../workbook/importing';
import { versIso, type Jour } from '../../comptabilite';
import type { Colonne, Valeur } from '../../workbook/table';

const useStyles = makeStyles({
  // Un tableau large défile seul, au clavier aussi, sans élargir le volet.
  defile: { overflowX: 'auto' },
  texte: { margin: 0 },
});

const SHOWN = 5;

/** Ce que l'import écrirait : le compte, les premières lignes telles qu'elles seront comprises, les refus. */
export function PreviewView({ preview, mapping }: { preview: Preview; mapping: Mapping }) {
  const { t, langue, formats } = useLangue();
  const styles = useStyles();
  const columns = preview.table.colonnes.filter(({ cle }) => mapping[cle] !== undefined);
  const show = (column: Colonne, value: Valeur) => {
    if (value === undefined) return '';
    if (column.sorte === 'jour') return formats.jour(versIso(value as Jour));
    const cell = encoderValeur(column, value);
    if (column.sorte === 'montant') return formats.total(cell as number);
    return typeof cell === 'number' ? formats.nombre(cell) : String(cell);
  };
  const { added, replaced, refused, rows, anomalies } = preview;
  return (
    <>
      <Titre niveau={3}>{t.donnees.apercu}</Titre>
      <p role="status" className={styles.texte}>
        {t.donnees.bilan(formats.entier(added), formats.entier(replaced), formats.entier(refused))}
      </p>
      {rows.length > 0 && (
        <div className={styles.defile} tabIndex={0} role="region" aria-label={t.donnees.premieres}>
          <Tableau
            nom={t.donnees.premieres}
            textes={columns.map(column => (langue === 'en' ? column.en : column.entete))}
          >
            {rows.slice(0, SHOWN).map(row => {
              const [first = '', ...others] = columns.map(column => show(column, row[column.cle]));
              return <Rangee key={row.ligne} titre={first} cellules={others} />;
            })}
          </Tableau>
        </div>
      )}
      {anomalies.length > 0 && <Anomalies anomalies={anomalies} allerA={() => undefined} />}
    </>
  );
}
