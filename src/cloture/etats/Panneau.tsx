import { depuisTexte, enEuros } from '../../comptabilite';
import { Graphique } from '../../ui/Graphique';
import { useLangue } from '../../ui/langue';
import { Note } from '../../ui/Note';
import { PanneauExecution, type Detail } from '../../ui/PanneauExecution';
import type { BilanExecution, ProprietesPanneau } from '../../ui/proprietes';
import { Titre } from '../../ui/Titre';
import { ARegrouper } from './ARegrouper';
import { Etat } from './Etat';
import { editionDe, moisDuGraphique, sansLigne } from './vue';

/** Le chiffre d'affaires en barres et le résultat en ligne, mois par mois. */
function Mois({ bilan }: { bilan: BilanExecution }) {
  const { t } = useLangue();
  const euros = (m: Parameters<typeof enEuros>[0] | undefined) => (m === undefined ? undefined : enEuros(m));
  const points = moisDuGraphique(bilan).map(({ rang, ca, resultat }) => ({
    cle: rang,
    court: rang,
    dit: `${t.etats.mois} ${rang}`,
    barre: euros(ca),
    ligne: euros(resultat),
  }));
  if (points.length < 2) return null;
  return <Graphique nom={t.etats.graphique} points={points} barres={t.etats.ca} ligne={t.etats.resultat} />;
}

/** Volet « États » : ce qui reste à regrouper, puis résultat, soldes et bilan, des lignes aux écritures. */
export default function Panneau(props: ProprietesPanneau) {
  const { t } = useLangue();
  const { saisir, messageErreur, lireTables } = props;
  const detail: Detail = ({ bilan, allerA, relancer }) => {
    const comptes = sansLigne(bilan);
    const arrete = depuisTexte(bilan.arrete);
    const edition = editionDe(bilan);
    return (
      <>
        {comptes.length > 0 && (
          <>
            <Titre>{t.etats.aRegrouper}</Titre>
            <ARegrouper comptes={comptes} gestes={{ saisir, messageErreur, relancer }} />
          </>
        )}
        {edition !== '' && arrete !== undefined && (
          <>
            <Titre>{t.etats.noms.RESULTAT}</Titre>
            <Note>{edition}</Note>
            <Mois bilan={bilan} />
            <Etat bilan={bilan} arrete={arrete} menees={{ lireTables, allerA }} />
          </>
        )}
      </>
    );
  };
  return <PanneauExecution {...props} detail={detail} />;
}
