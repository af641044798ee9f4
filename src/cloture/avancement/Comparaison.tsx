import { moins, type Montant } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { MontantExact } from '../../ui/Montant';
import { Rangee, Tableau } from '../../ui/Tableau';
import type { PointArrete } from './vue';

/** Une mesure de plus que celles de l'historique : sa valeur ce mois-ci, et l'écart s'il se connaît. */
export interface MesureDuMois {
  readonly nom: string;
  readonly valeur: Montant | undefined;
  readonly avant?: Montant | undefined;
}

/** L'écart de deux cumuls, s'ils se connaissent. */
function ecart(valeur: Montant | undefined, avant: Montant | undefined): Montant | undefined {
  return valeur === undefined || avant === undefined ? undefined : moins(valeur, avant);
}

/** Budget − reprévision, quand les deux sont connus. */
const marge = ({ budget, reprevision }: PointArrete) => ecart(budget, reprevision);

interface ProprietesComparaison {
  nom: string;
  present: PointArrete;
  precedent: PointArrete | undefined;
  /** Mesures du mois qui ne se comparent pas (FAE, PCA, production). */
  autres?: readonly MesureDuMois[];
}

/** Les cumuls de l'arrêté et leur écart avec l'arrêté précédent. */
export function Comparaison({ nom, present, precedent, autres = [] }: ProprietesComparaison) {
  const { t } = useLangue();
  const mesures: MesureDuMois[] = [
    { nom: t.avancement.ca, valeur: present.ca, avant: precedent?.ca },
    { nom: t.avancement.facture, valeur: present.facture, avant: precedent?.facture },
    ...autres,
    { nom: t.avancement.budget, valeur: present.budget, avant: precedent?.budget },
    { nom: t.avancement.charges, valeur: present.charges, avant: precedent?.charges },
    { nom: t.avancement.raf, valeur: present.raf, avant: precedent?.raf },
    { nom: t.avancement.margeTerminaison, valeur: marge(present), avant: precedent && marge(precedent) },
  ].filter(({ valeur }) => valeur !== undefined);
  return (
    <Tableau nom={nom} textes={[t.avancement.mesure]} montants={[t.avancement.cumul, t.avancement.ecart]}>
      {mesures.map(({ nom: mesure, valeur, avant }) => (
        <Rangee
          key={mesure}
          titre={mesure}
          cellules={[<MontantExact montant={valeur} />, <MontantExact montant={ecart(valeur, avant)} />]}
        />
      ))}
    </Tableau>
  );
}
