import { enEuros, moins, type Montant as MontantExact } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { useTableau } from '../../ui/tableau';
import type { PointArrete } from './vue';

/** Une mesure de plus que celles de l'historique : sa valeur ce mois-ci, et l'écart s'il se connaît. */
export interface MesureDuMois {
  readonly nom: string;
  readonly valeur: MontantExact | undefined;
  readonly avant?: MontantExact | undefined;
}

/** Budget − reprévision, quand les deux sont connus. */
function marge({ budget, reprevision }: PointArrete): MontantExact | undefined {
  return budget === undefined || reprevision === undefined ? undefined : moins(budget, reprevision);
}

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
  const tableau = useTableau();
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
    <table className={tableau.table} aria-label={nom}>
      <thead>
        <tr>
          <th scope="col" className={tableau.entete}>
            {t.avancement.mesure}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.avancement.cumul}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.avancement.ecart}
          </th>
        </tr>
      </thead>
      <tbody>
        {mesures.map(({ nom: mesure, valeur, avant }) => (
          <tr key={mesure}>
            <th scope="row" className={tableau.cellule}>
              {mesure}
            </th>
            <td className={tableau.cellule}>{valeur !== undefined && <Montant euros={enEuros(valeur)} />}</td>
            <td className={tableau.cellule}>
              {valeur !== undefined && avant !== undefined && (
                <Montant euros={enEuros(moins(valeur, avant))} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
