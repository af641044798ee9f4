import { makeStyles, tokens } from '@fluentui/react-components';
import { type Ecriture, versIso } from '../comptabilite';
import { useLangue } from './langue';
import { MontantExact } from './Montant';
import { Rangee, Tableau } from './Tableau';

const MONTREES = 30;
/** Au-delà, la liste repousserait trop loin ce qui la suit. */
const DEPLIEES = 6;

const useStyles = makeStyles({
  pieces: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  resume: { cursor: 'pointer', paddingBlock: tokens.spacingVerticalXS },
  titre: { fontWeight: tokens.fontWeightSemibold },
  piece: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, display: 'block' },
});

function UneEcriture({ ecriture }: { ecriture: Ecriture }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const legende = (
    <>
      <span className={styles.titre}>{ecriture.libelle}</span>
      <span className={styles.piece}>
        {ecriture.journal} · {ecriture.piece} · {formats.jour(versIso(ecriture.date))}
      </span>
    </>
  );
  return (
    <Tableau
      legende={legende}
      textes={[t.execution.compteTiers]}
      montants={[t.execution.debit, t.execution.credit]}
    >
      {ecriture.lignes.map(({ compte, tiers, debit, credit }, rang) => (
        <Rangee
          key={rang}
          titre={
            <>
              {compte}
              {tiers !== undefined && <span className={styles.piece}>{tiers}</span>}
            </>
          }
          cellules={[<MontantExact montant={debit} />, <MontantExact montant={credit} />]}
        />
      ))}
    </Tableau>
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
