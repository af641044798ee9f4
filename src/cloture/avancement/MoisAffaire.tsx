import { makeStyles, tokens } from '@fluentui/react-components';
import { enEuros, versIso } from '../../comptabilite';
import { GraphiqueMois } from '../../ui/GraphiqueMois';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { useTableau } from '../../ui/tableau';
import type { Mois } from './vue';

const useStyles = makeStyles({
  resume: { fontSize: tokens.fontSizeBase200, cursor: 'pointer' },
});

/** Reconnu et facturé par mois : le dessin, et les mêmes chiffres dans un tableau. */
export function MoisAffaire({ nom, mois }: { nom: string; mois: readonly Mois[] }) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  if (mois.length < 2) return null;
  return (
    <div>
      <GraphiqueMois
        nom={t.avancement.mois(nom)}
        barres={t.avancement.reconnuMois}
        ligne={t.avancement.factureMois}
        mois={mois.map(m => ({
          iso: versIso(m.arrete),
          barre: enEuros(m.reconnu),
          ligne: m.facture === undefined ? undefined : enEuros(m.facture),
        }))}
      />
      <details>
        <summary className={styles.resume}>{t.avancement.moisChiffres}</summary>
        <table className={tableau.table} aria-label={t.avancement.moisChiffres}>
          <thead>
            <tr>
              <th scope="col" className={tableau.entete}>
                {t.avancement.unMois}
              </th>
              <th scope="col" className={tableau.enteteMontant}>
                {t.avancement.reconnuMois}
              </th>
              <th scope="col" className={tableau.enteteMontant}>
                {t.avancement.factureMois}
              </th>
            </tr>
          </thead>
          <tbody>
            {mois.map(m => (
              <tr key={m.arrete}>
                <th scope="row" className={tableau.cellule}>
                  {formats.moisCourt(versIso(m.arrete))}
                </th>
                <td className={tableau.cellule}>
                  <Montant euros={enEuros(m.reconnu)} />
                </td>
                <td className={tableau.cellule}>
                  {m.facture !== undefined && <Montant euros={enEuros(m.facture)} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
