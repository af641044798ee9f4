import { makeStyles, tokens } from '@fluentui/react-components';
import { enEuros, type Jour, type Montant as MontantExact, versIso } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { useTableau } from '../../ui/tableau';

const useStyles = makeStyles({
  resume: { cursor: 'pointer', fontSize: tokens.fontSizeBase200 },
  legende: { textAlign: 'left', color: tokens.colorNeutralForeground2 },
});

/** Un exercice, tel que le tableau le montre. */
export interface LigneChiffres {
  readonly fin: Jour;
  readonly montants: readonly (MontantExact | undefined)[];
}

/** Le plan en chiffres, replié sous le graphique : c'est lui que lit le lecteur d'écran. */
export function ChiffresPlan({
  colonnes,
  lignes,
  ouvert,
  legende,
  total,
}: {
  colonnes: readonly string[];
  lignes: readonly LigneChiffres[];
  ouvert?: boolean;
  /** Ce que montrent les colonnes, quand leurs titres ne le disent pas. */
  legende?: string;
  /** Somme de la première colonne : la même dans toutes les vues. */
  total?: MontantExact;
}) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  return (
    <details open={ouvert ?? false}>
      <summary className={styles.resume}>{t.immobilisations.planChiffres}</summary>
      <table className={tableau.table} aria-label={t.immobilisations.planChiffres}>
        {legende !== undefined && <caption className={styles.legende}>{legende}</caption>}
        <thead>
          <tr>
            <th scope="col" className={tableau.entete}>
              {t.immobilisations.exercice}
            </th>
            {colonnes.map(colonne => (
              <th key={colonne} scope="col" className={tableau.enteteMontant}>
                {colonne}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lignes.map(({ fin, montants }) => (
            <tr key={fin}>
              <th scope="row" className={tableau.cellule}>
                {formats.jour(versIso(fin))}
              </th>
              {montants.map((montant, rang) => (
                <td key={rang} className={tableau.cellule}>
                  {montant !== undefined && <Montant euros={enEuros(montant)} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {total !== undefined && (
          <tfoot>
            <tr>
              <th scope="row" className={tableau.cellule}>
                {t.immobilisations.total}
              </th>
              <td className={tableau.cellule}>
                <Montant euros={enEuros(total)} />
              </td>
              {colonnes.slice(1).map(colonne => (
                <td key={colonne} className={tableau.cellule} />
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </details>
  );
}
