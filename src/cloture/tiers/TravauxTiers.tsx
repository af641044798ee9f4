import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { enEuros, moins, somme, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import type { AllerA } from '../../ui/PanneauExecution';
import type { BilanExecution } from '../../ui/proprietes';
import { useTableau } from '../../ui/tableau';
import { Titre } from '../../ui/Titre';
import { Relances } from './Relances';
import { lignesLettrees, propositions, provisions, type LigneProposition } from './vue-travaux';

const PAR_PAGE = 20;

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  lien: { minWidth: 0, padding: 0, justifyContent: 'flex-start', textAlign: 'left' },
  detail: { display: 'block', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

function UneProposition({ p, allerA }: { p: LigneProposition; allerA: AllerA }) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const textes = t.tiersLettrage;
  return (
    <tr>
      <th scope="row" className={tableau.cellule}>
        <Button
          appearance="transparent"
          size="small"
          className={styles.lien}
          aria-label={textes.decider(`${p.Tiers ?? ''} ${p.PiecesDebit ?? ''}`)}
          onClick={() => allerA({ table: 'LettragesProposes', colonne: 'Decision' })}
        >
          {p.Tiers}
        </Button>
        <span className={styles.detail}>
          {p.PiecesDebit} = {p.PiecesCredit}
        </span>
      </th>
      <td className={tableau.cellule}>
        {p.Regle && textes.regle[p.Regle]} · {formats.entier(p.Score ?? 0)}
        <span className={styles.detail}>
          {p.Decision === undefined ? textes.aDecider : textes.decisions[p.Decision]}
        </span>
      </td>
      <td className={tableau.celluleMontant}>
        <Montant euros={enEuros(p.Debit ?? ZERO)} />
      </td>
    </tr>
  );
}

/** Les propositions de lettrage, les plus sûres d'abord ; la décision se prend dans la feuille. */
function Lettrage({ bilan, allerA }: { bilan: BilanExecution; allerA: AllerA }) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const [montrees, setMontrees] = useState(PAR_PAGE);
  const textes = t.tiersLettrage;
  const toutes = propositions(bilan);
  const faites = lignesLettrees(bilan);
  const restantes = Math.min(PAR_PAGE, toutes.length - montrees);
  return (
    <>
      <Titre>{textes.lettrage}</Titre>
      {faites > 0 && <p className={styles.note}>{textes.lettrageFait(formats.entier(faites))}</p>}
      <p className={styles.note}>{toutes.length === 0 ? textes.lettrageAucun : textes.lettrageAide}</p>
      {toutes.length > 0 && (
        <table className={tableau.table} aria-label={textes.lettrage}>
          <thead>
            <tr>
              <th scope="col" className={tableau.entete}>
                {textes.tiers}
              </th>
              <th scope="col" className={tableau.entete}>
                {textes.score}
              </th>
              <th scope="col" className={tableau.enteteMontant}>
                {textes.montant}
              </th>
            </tr>
          </thead>
          <tbody>
            {toutes.slice(0, montrees).map(p => (
              <UneProposition key={p.Proposition} p={p} allerA={allerA} />
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

/** Les créances dépréciées et ce qui change depuis l'arrêté précédent. */
function Provisions({ bilan }: { bilan: BilanExecution }) {
  const { t } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const textes = t.tiersLettrage;
  const lignes = provisions(bilan);
  const variation = (l: (typeof lignes)[number]) => moins(l.Dotation ?? ZERO, l.Reprise ?? ZERO);
  return (
    <>
      <Titre>{textes.provisions}</Titre>
      {lignes.length === 0 ? (
        <p className={styles.note}>{textes.provisionsAucune}</p>
      ) : (
        <table className={tableau.table} aria-label={textes.provisions}>
          <thead>
            <tr>
              <th scope="col" className={tableau.entete}>
                {textes.client}
              </th>
              <th scope="col" className={tableau.enteteMontant}>
                {textes.depreciation}
              </th>
              <th scope="col" className={tableau.enteteMontant}>
                {textes.variation}
              </th>
            </tr>
          </thead>
          <tbody>
            {lignes.map(l => (
              <tr key={`${l.IdTiers} ${l.IdFacture ?? ''} ${l.Compte ?? ''}`}>
                <th scope="row" className={tableau.cellule}>
                  {l.Nom ?? l.IdTiers}
                  <span className={styles.detail}>{l.IdFacture}</span>
                </th>
                <td className={tableau.celluleMontant}>
                  <Montant euros={enEuros(l.Montant)} />
                </td>
                <td className={tableau.celluleMontant}>
                  <Montant euros={enEuros(variation(l))} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className={tableau.cellule}>
                {textes.total}
              </th>
              <td className={tableau.celluleMontant}>
                <Montant euros={enEuros(somme(lignes.map(l => l.Montant)))} />
              </td>
              <td className={tableau.celluleMontant}>
                <Montant euros={enEuros(somme(lignes.map(variation)))} />
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </>
  );
}

/** Lettrage, relances et provisions d'une exécution. */
export function Travaux({ bilan, allerA }: { bilan: BilanExecution; allerA: AllerA }) {
  return (
    <>
      <Lettrage bilan={bilan} allerA={allerA} />
      <Relances bilan={bilan} />
      <Provisions bilan={bilan} />
    </>
  );
}
