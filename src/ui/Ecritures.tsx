import { makeStyles, tokens } from '@fluentui/react-components';
import { type Ecriture, enEuros, versIso } from '../comptabilite';
import { useLangue } from './langue';
import { Montant } from './Montant';
import { useTableau } from './tableau';

const MONTREES = 30;

const useStyles = makeStyles({
  legende: { textAlign: 'left', paddingBottom: tokens.spacingVerticalXXS, overflowWrap: 'anywhere' },
  titre: { fontWeight: tokens.fontWeightSemibold },
  piece: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, display: 'block' },
});

function UneEcriture({ ecriture }: { ecriture: Ecriture }) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  return (
    <table className={tableau.table}>
      <caption className={styles.legende}>
        <span className={styles.titre}>{ecriture.libelle}</span>
        <span className={styles.piece}>
          {ecriture.journal} · {ecriture.piece} · {formats.jour(versIso(ecriture.date))}
        </span>
      </caption>
      <thead>
        <tr>
          <th scope="col" className={tableau.entete}>
            {t.execution.compteTiers}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.execution.debit}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.execution.credit}
          </th>
        </tr>
      </thead>
      <tbody>
        {ecriture.lignes.map((ligne, rang) => (
          <tr key={rang}>
            <th scope="row" className={tableau.cellule}>
              {ligne.compte}
              {ligne.tiers !== undefined && <span className={styles.piece}>{ligne.tiers}</span>}
            </th>
            <td className={tableau.cellule}>
              <Montant euros={enEuros(ligne.debit)} />
            </td>
            <td className={tableau.cellule}>
              <Montant euros={enEuros(ligne.credit)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Les écritures d'une exécution, pièce par pièce ; au-delà de trente, la feuille les montre mieux. */
export function Ecritures({ ecritures }: { ecritures: readonly Ecriture[] }) {
  const { t } = useLangue();
  if (ecritures.length === 0) return <p>{t.execution.aucuneEcriture}</p>;
  return (
    <>
      {ecritures.slice(0, MONTREES).map(ecriture => (
        <UneEcriture key={ecriture.cle} ecriture={ecriture} />
      ))}
      {ecritures.length > MONTREES && <p>{t.execution.suite(ecritures.length - MONTREES)}</p>}
    </>
  );
}
