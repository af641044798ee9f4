import { moins, somme, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { MontantExact } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { MontrerPlus, usePages } from '../../ui/pages';
import type { AllerA } from '../../ui/PanneauExecution';
import type { BilanExecution } from '../../ui/proprietes';
import { Action, Precision, Rangee, Tableau } from '../../ui/Tableau';
import { Titre } from '../../ui/Titre';
import { Relances } from './Relances';
import {
  lignesLettrees,
  propositions,
  provisions,
  type LigneProposition,
  type LigneProvision,
} from './vue-travaux';

function UneProposition({ p, allerA }: { p: LigneProposition; allerA: AllerA }) {
  const { t, formats } = useLangue();
  const textes = t.tiersLettrage;
  const regle = [p.Regle && textes.regle[p.Regle], formats.entier(p.Score ?? 0)].filter(Boolean).join(' · ');
  return (
    <Rangee
      titre={
        <>
          <Action
            nom={textes.decider(`${p.Tiers ?? ''} ${p.PiecesDebit ?? ''}`)}
            agir={() => allerA({ table: 'LettragesProposes', colonne: 'Decision' })}
          >
            {p.Tiers}
          </Action>
          <Precision>
            {p.PiecesDebit} = {p.PiecesCredit}
          </Precision>
        </>
      }
      cellules={[
        <>
          {regle}
          <Precision>{p.Decision === undefined ? textes.aDecider : textes.decisions[p.Decision]}</Precision>
        </>,
        <MontantExact montant={p.Debit ?? ZERO} />,
      ]}
    />
  );
}

/** Les propositions de lettrage, les plus sûres d'abord ; la décision se prend dans la feuille. */
function Lettrage({ bilan, allerA }: { bilan: BilanExecution; allerA: AllerA }) {
  const { t, formats } = useLangue();
  const textes = t.tiersLettrage;
  const pages = usePages(propositions(bilan), 20);
  const faites = lignesLettrees(bilan);
  const aucune = pages.visibles.length === 0;
  return (
    <>
      <Titre>{textes.lettrage}</Titre>
      {faites > 0 && <Note>{textes.lettrageFait(formats.entier(faites))}</Note>}
      <Note>{aucune ? textes.lettrageAucun : textes.lettrageAide}</Note>
      {!aucune && (
        <Tableau nom={textes.lettrage} textes={[textes.tiers, textes.score]} montants={[textes.montant]}>
          {pages.visibles.map(p => (
            <UneProposition key={p.Proposition} p={p} allerA={allerA} />
          ))}
        </Tableau>
      )}
      <MontrerPlus pages={pages} />
    </>
  );
}

/** Ce que la dépréciation change depuis l'arrêté précédent. */
const variation = (l: LigneProvision) => moins(l.Dotation ?? ZERO, l.Reprise ?? ZERO);

/** Les créances dépréciées et ce qui change depuis l'arrêté précédent. */
function Provisions({ bilan }: { bilan: BilanExecution }) {
  const { t } = useLangue();
  const textes = t.tiersLettrage;
  const lignes = provisions(bilan);
  const total = (de: (l: LigneProvision) => LigneProvision['Montant']) => (
    <MontantExact montant={somme(lignes.map(de))} />
  );
  return (
    <>
      <Titre>{textes.provisions}</Titre>
      {lignes.length === 0 ? (
        <Note>{textes.provisionsAucune}</Note>
      ) : (
        <Tableau
          nom={textes.provisions}
          textes={[textes.client]}
          montants={[textes.depreciation, textes.variation]}
          pied={<Rangee titre={textes.total} cellules={[total(l => l.Montant), total(variation)]} />}
        >
          {lignes.map(l => (
            <Rangee
              key={`${l.IdTiers} ${l.IdFacture ?? ''} ${l.Compte ?? ''}`}
              titre={
                <>
                  {l.Nom ?? l.IdTiers}
                  <Precision>{l.IdFacture}</Precision>
                </>
              }
              cellules={[<MontantExact montant={l.Montant} />, <MontantExact montant={variation(l)} />]}
            />
          ))}
        </Tableau>
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
