import { makeStyles } from '@fluentui/react-components';
import { enEuros, type Montant, versIso } from '../../comptabilite';
import { Anomalies } from '../../ui/Anomalies';
import { useLangue } from '../../ui/langue';
import { Rangee, Tableau } from '../../ui/Tableau';
import { Titre } from '../../ui/Titre';
import type { FecRead } from './fecServices';

const useStyles = makeStyles({
  // Un tableau large défile seul, au clavier aussi, sans élargir le volet.
  defile: { overflowX: 'auto' },
  texte: { margin: 0, overflowWrap: 'anywhere' },
});

/** Ce qu'un FEC contient : ses totaux, ses journaux, ses points à lire. */
export function FecPreview({ read }: { read: FecRead }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { lecture, journaux } = read;
  const { totaux, exercice, lignes, anomalies, bloque } = lecture;
  const euros = (centimes: number) => formats.total(enEuros(centimes as Montant));
  return (
    <>
      <Titre niveau={3}>{t.fec.apercu}</Titre>
      {bloque && <p className={styles.texte}>{t.fec.bloque}</p>}
      {totaux && exercice && (
        <>
          <p className={styles.texte}>
            {t.fec.resume(
              formats.entier(lignes.nombre),
              formats.entier(totaux.nombre),
              `${formats.jour(versIso(exercice.debut))} – ${formats.jour(versIso(exercice.fin))}`,
            )}
          </p>
          <p className={styles.texte}>{t.fec.totaux(euros(totaux.debit), euros(totaux.credit))}</p>
          <div className={styles.defile} tabIndex={0} role="region" aria-label={t.fec.journaux}>
            <Tableau nom={t.fec.journaux} textes={[t.fec.journal, t.fec.lignes, t.fec.debit, t.fec.credit]}>
              {journaux.map(({ code, libelle, lignes: n, debit, credit }) => (
                <Rangee
                  key={code}
                  titre={libelle === '' ? code : `${code} · ${libelle}`}
                  cellules={[formats.entier(n), euros(debit), euros(credit)]}
                />
              ))}
            </Tableau>
          </div>
        </>
      )}
      {anomalies.length > 0 && <Anomalies anomalies={anomalies} allerA={() => undefined} />}
    </>
  );
}
