import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { useTableau } from '../../ui/tableau';
import type { BalanceVue } from './vue';

const contraste = '@media (forced-colors: active)';

const useStyles = makeStyles({
  piste: { width: '100%', minWidth: '48px', height: '10px', display: 'block' },
  aVenir: { fill: tokens.colorBrandBackground, [contraste]: { fill: 'CanvasText' } },
  enRetard: { fill: tokens.colorPaletteDarkOrangeForeground1, [contraste]: { fill: 'Highlight' } },
  part: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  barre: { width: '32%' },
  note: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Le solde par ancienneté : une barre, un montant et une part par tranche ; le texte dit tout ce que la barre montre. */
export function GraphiqueBalance({ balance, nom }: { balance: BalanceVue; nom: string }) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const max = Math.max(1, ...balance.tranches.map(x => Math.abs(x.euros)));
  const part = (euros: number) => (balance.total === 0 ? '' : formats.pourcentage(euros / balance.total));
  return (
    <>
      <table className={tableau.table} aria-label={nom}>
        <thead>
          <tr>
            <th scope="col" className={tableau.entete}>
              {t.tiers.tranche}
            </th>
            <td className={mergeClasses(tableau.entete, styles.barre)} />
            <th scope="col" className={tableau.enteteMontant}>
              {t.tiers.montant}
            </th>
            <th scope="col" className={tableau.enteteMontant}>
              {t.tiers.part}
            </th>
          </tr>
        </thead>
        <tbody>
          {balance.tranches.map(({ nom: tranche, euros, enRetard }) => (
            <tr key={tranche}>
              <th scope="row" className={tableau.cellule}>
                {tranche}
              </th>
              <td className={tableau.cellule}>
                <svg
                  className={styles.piste}
                  viewBox="0 0 100 10"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  <rect
                    className={enRetard ? styles.enRetard : styles.aVenir}
                    width={(Math.abs(euros) / max) * 100}
                    height="10"
                  />
                </svg>
              </td>
              <td className={tableau.cellule}>
                <Montant euros={euros} />
              </td>
              <td className={mergeClasses(tableau.cellule, styles.part)}>{part(euros)}</td>
            </tr>
          ))}
          {balance.nonAffecte !== 0 && (
            <tr>
              <th scope="row" className={tableau.cellule}>
                {t.tiers.nonAffecte}
              </th>
              <td className={tableau.cellule} />
              <td className={tableau.cellule}>
                <Montant euros={balance.nonAffecte} />
              </td>
              <td className={mergeClasses(tableau.cellule, styles.part)}>{part(balance.nonAffecte)}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={tableau.cellule}>
              {t.tiers.total}
            </th>
            <td className={tableau.cellule} />
            <td className={tableau.cellule}>
              <Montant euros={balance.total} />
            </td>
            <td className={tableau.cellule} />
          </tr>
        </tfoot>
      </table>
      {balance.acomptes !== 0 && (
        <p className={styles.note}>{t.tiers.acomptes(formats.total(balance.acomptes))}</p>
      )}
    </>
  );
}
