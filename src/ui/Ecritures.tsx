import { makeStyles, tokens } from '@fluentui/react-components';
import { type Ecriture, enEuros, versIso } from '../comptabilite';
import { useLangue } from './langue';
import { Montant } from './Montant';
import { useTableau } from './tableau';

const MONTREES = 30;
/** Au-delà, la liste repousserait trop loin ce qui la suit. */
const DEPLIEES = 6;

const useStyles = makeStyles({
  legende: { textAlign: 'left', paddingBottom: tokens.spacingVerticalXXS, overflowWrap: 'anywhere' },
  pieces: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  resume: { cursor: 'pointer', paddingBlock: tokens.spacingVerticalXS },
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

/** Les écritures d'une exécution, pièce par pièce, repliées si elles sont nombreuses ; au-delà de trente, la feuille. */
export function Ecritures({ ecritures }: { ecritures: readonly Ecriture[] }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  if (ecritures.length === 0) return <p>{t.execution.aucuneEcriture}</p>;
  const pieces = (
    <div className={styles.pieces}>
      {ecritures.slice(0, MONTREES).map(ecriture => (
        <UneEcriture key={ecriture.cle} ecriture={ecriture} />
      ))}
      {ecritures.length > MONTREES && <p>{t.execution.suite(ecritures.length - MONTREES)}</p>}
    </div>
  );
  if (ecritures.length <= DEPLIEES) return pieces;
  return (
    <details>
      <summary className={styles.resume}>{t.execution.voir(formats.entier(ecritures.length))}</summary>
      {pieces}
    </details>
  );
}
