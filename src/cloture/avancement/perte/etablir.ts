import { moins, ZERO, type Anomalie, type Jour } from '../../../comptabilite';
import type { LigneHistorique } from '../calcul/donnees';
import { cleGroupe, type Groupe } from '../calcul/groupe';
import { controlerEcrits, direNonSuivie, direPerte, type LigneEcrite } from './controles';
import { provisionsHistorisees, saisiSansEcriture } from './historique';
import { Soldes, type Solde } from './soldes';
import { partDepreciee, provisionRequise, resultatTerminaison, type MesurePerte } from './provision';

/** Un contrat mesuré à l'arrêté. */
export interface Contrat extends MesurePerte {
  readonly groupe: Groupe;
  /** Ligne de la table Affaires. */
  readonly ligne: number;
}

/** La perte d'un contrat : ce qu'il faut avoir provisionné à l'arrêté, et ce qui manque ou déborde. */
export type Perte = Solde;

/** Ce que l'arrêté précédent et les écritures laissent derrière eux. */
export interface PassePerte {
  readonly historique: readonly LigneHistorique[];
  readonly ecritures: readonly LigneEcrite[];
  readonly arrete: Jour;
  readonly precedent: Jour;
  readonly compteProvision: string;
  /** Affaires que la méthode mesure : la provision d'une autre est gardée telle quelle. */
  readonly suivies: ReadonlySet<string>;
}

/**
 * Les pertes à terminaison d'un arrêté (domaine §5.8) : par contrat, provision requise et écart avec l'arrêté
 * précédent. Un contrat sans vente n'en a pas : rien n'y engage encore. Un contrat fini, ou dont la perte est toute
 * passée en charges, revient à zéro.
 */
export function etablirPertes(
  contrats: readonly Contrat[],
  passe: PassePerte,
): { pertes: Perte[]; depreciations: Perte[]; anomalies: Anomalie[] } {
  const avant = provisionsHistorisees(passe.historique, passe.precedent);
  const anomalies: Anomalie[] = [];
  const requises = new Soldes(avant);
  const depreciees = new Soldes(provisionsHistorisees(passe.historique, passe.precedent, 'P394'));
  const vus = new Set<string>();
  for (const contrat of contrats) {
    vus.add(cleGroupe(contrat.groupe));
    const provision = contrat.budget === 0 ? ZERO : provisionRequise(contrat);
    const depreciation = partDepreciee(provision, contrat.enCours);
    depreciees.tenir(contrat.groupe, depreciation);
    requises.tenir(contrat.groupe, moins(provision, depreciation));
    if (contrat.budget !== 0 && resultatTerminaison(contrat) < 0)
      anomalies.push(direPerte(contrat, provision));
  }
  for (const [cle, historisee] of avant) {
    if (vus.has(cle)) continue;
    const suivie = passe.suivies.has(historisee.groupe.IdAffaire);
    requises.tenir(historisee.groupe, suivie ? ZERO : historisee.montant);
    if (!suivie && historisee.montant !== 0) anomalies.push(direNonSuivie(historisee));
  }
  depreciees.solder();
  anomalies.push(
    ...controlerEcrits(avant.values(), saisiSansEcriture(passe.historique, passe.precedent), passe),
  );
  return { pertes: requises.varies, depreciations: depreciees.varies, anomalies };
}
