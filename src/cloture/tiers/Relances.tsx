import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { MontantExact } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { MontrerPlus, usePages } from '../../ui/pages';
import type { BilanExecution } from '../../ui/proprietes';
import { RangeeDepliable, Tableau } from '../../ui/Tableau';
import { Titre } from '../../ui/Titre';
import { relances, type LigneRelance } from './vue-travaux';

const useStyles = makeStyles({
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
  if (relance.Objet === undefined || relance.Texte === undefined) return <Note>{textes.sansTexte}</Note>;
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
      <Note role="status">{etat && textes[etat]}</Note>
    </>
  );
}

/** Les clients à relancer à l'arrêté ; chacun se déplie sur sa lettre. */
export function Relances({ bilan }: { bilan: BilanExecution }) {
  const { t, formats } = useLangue();
  const textes = t.tiersLettrage;
  const pages = usePages(relances(bilan), 20);
  const nomDe = (relance: LigneRelance) => relance.Nom ?? relance.IdTiers;
  return (
    <>
      <Titre>{textes.relances}</Titre>
      {pages.visibles.length === 0 ? (
        <Note>{textes.relancesAucune}</Note>
      ) : (
        <Tableau nom={textes.relances} textes={[textes.client, textes.niveau]} montants={[textes.net]}>
          {pages.visibles.map(relance => (
            <RangeeDepliable
              key={relance.IdTiers}
              titre={nomDe(relance)}
              nom={textes.lettre(nomDe(relance))}
              cellules={[
                `${formats.entier(relance.Niveau)} · ${relance.Libelle}`,
                <MontantExact montant={relance.Net ?? ZERO} />,
              ]}
            >
              {() => <Lettre relance={relance} />}
            </RangeeDepliable>
          ))}
        </Tableau>
      )}
      <MontrerPlus pages={pages} />
    </>
  );
}
