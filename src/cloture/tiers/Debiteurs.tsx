import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import type { AllerA } from '../../ui/PanneauExecution';
import { useTableau } from '../../ui/tableau';
import { type BalanceVue, type Sens, TABLES } from './vue';

const useStyles = makeStyles({
  alerte: { display: 'block', color: tokens.colorPaletteRedForeground1, fontSize: tokens.fontSizeBase200 },
});

interface Proprietes {
  balance: BalanceVue;
  sens: Sens;
  nom: string;
  /** La balance est dans le classeur : ses lignes s'y montrent. */
  ecrite: boolean;
  allerA: AllerA;
}

/** Les plus grands soldes, et ce qui en est échu ; chacun mène à sa ligne une fois la balance écrite. */
export function Debiteurs({ balance, sens, nom, ecrite, allerA }: Proprietes) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  return (
    <table className={tableau.table} aria-label={nom}>
      <thead>
        <tr>
          <th scope="col" className={tableau.entete}>
            {t.tiers.tiers}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.tiers.du}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.tiers.echu}
          </th>
        </tr>
      </thead>
      <tbody>
        {balance.debiteurs.map(d => (
          <tr key={d.tiers}>
            <th scope="row" className={tableau.cellule}>
              {ecrite ? (
                <Link
                  as="button"
                  aria-label={t.tiers.voir(d.nom)}
                  onClick={() => allerA({ table: TABLES[sens], ligne: d.ligne, colonne: 'Total' })}
                >
                  {d.nom}
                </Link>
              ) : (
                d.nom
              )}
              {d.depassement > 0 && (
                <span className={styles.alerte}>{t.tiers.depassement(formats.total(d.depassement))}</span>
              )}
            </th>
            <td className={tableau.cellule}>
              <Montant euros={d.du} />
            </td>
            <td className={tableau.cellule}>
              <Montant euros={d.echu} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
