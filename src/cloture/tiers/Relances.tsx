import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { enEuros, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import type { BilanExecution } from '../../ui/proprietes';
import { useTableau } from '../../ui/tableau';
import { Titre } from '../../ui/Titre';
import { relances, type LigneRelance } from './vue-travaux';

const PAR_PAGE = 20;

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  bouton: { minWidth: 0, padding: 0, justifyContent: 'flex-start', textAlign: 'left' },
  lettre: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    margin: 0,
    paddingBlock: tokens.spacingVerticalS,
    fontFamily: 'inherit',
  },
});

/** La lettre telle qu'elle partira, et de quoi la copier. */
function Lettre({ relance }: { relance: LigneRelance }) {
  const { t } = useLangue();
  const styles = useStyles();
  const textes = t.tiersLettrage;
  const [etat, setEtat] = useState<'copiee' | 'copieRefusee'>();
  if (relance.Objet === undefined || relance.Texte === undefined)
    return <p className={styles.note}>{textes.sansTexte}</p>;
  const complete = `${relance.Objet}\n\n${relance.Texte}`;
  const copier = () => {
    navigator.clipboard.writeText(complete).then(
      () => setEtat('copiee'),
      () => setEtat('copieRefusee'),
    );
  };
  return (
    <>
      <pre className={styles.lettre} lang={relance.Langue === 'EN' ? 'en' : 'fr'}>
        {complete}
      </pre>
      <Button size="small" onClick={copier}>
        {textes.copier}
      </Button>
      <span role="status" className={styles.note}>
        {etat && ` ${textes[etat]}`}
      </span>
    </>
  );
}

function UneRelance({ relance }: { relance: LigneRelance }) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const [depliee, setDepliee] = useState(false);
  const nom = relance.Nom ?? relance.IdTiers;
  return (
    <>
      <tr>
        <th scope="row" className={tableau.cellule}>
          <Button
            appearance="transparent"
            size="small"
            className={styles.bouton}
            aria-expanded={depliee}
            aria-label={t.tiersLettrage.lettre(nom)}
            onClick={() => setDepliee(!depliee)}
          >
            {depliee ? '▾ ' : '▸ '}
            {nom}
          </Button>
        </th>
        <td className={tableau.cellule}>
          {formats.entier(relance.Niveau)} · {relance.Libelle}
        </td>
        <td className={tableau.celluleMontant}>
          <Montant euros={enEuros(relance.Net ?? ZERO)} />
        </td>
      </tr>
      {depliee && (
        <tr>
          <td colSpan={3} className={tableau.cellule}>
            <Lettre relance={relance} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Les clients à relancer à l'arrêté ; chacun se déplie sur sa lettre. */
export function Relances({ bilan }: { bilan: BilanExecution }) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const [montrees, setMontrees] = useState(PAR_PAGE);
  const textes = t.tiersLettrage;
  const toutes = relances(bilan);
  const restantes = Math.min(PAR_PAGE, toutes.length - montrees);
  return (
    <>
      <Titre>{textes.relances}</Titre>
      {toutes.length === 0 ? (
        <p className={styles.note}>{textes.relancesAucune}</p>
      ) : (
        <table className={tableau.table} aria-label={textes.relances}>
          <thead>
            <tr>
              <th scope="col" className={tableau.entete}>
                {textes.client}
              </th>
              <th scope="col" className={tableau.entete}>
                {textes.niveau}
              </th>
              <th scope="col" className={tableau.enteteMontant}>
                {textes.net}
              </th>
            </tr>
          </thead>
          <tbody>
            {toutes.slice(0, montrees).map(relance => (
              <UneRelance key={relance.IdTiers} relance={relance} />
            ))}
          </tbody>
        </table>
      )}
      {restantes > 0 && (
        <Button size="small" onClick={() => setMontrees(n => n + PAR_PAGE)}>
          {textes.suivantes(formats.entier(restantes))}
        </Button>
      )}
    </>
  );
}
