import { maximum, moins, ZERO } from '../../../comptabilite';
import { coefficientDe } from './coefficients';
import { enFraction, segmentDegressif, segmentFige } from './degressif';
import { calendrier } from './exercices';
import { segmentLineaire } from './lineaire';
import { assembler } from './plan';
import type { Segment } from './segment';
import type { Bornes, EtatPlan, Fiche, OptionsFiscales, Plan } from './types';

function initial(fiche: Fiche, exercices: readonly Bornes[], options: OptionsFiscales): Segment | undefined {
  const dureeMois = fiche.dureeFiscaleMois ?? fiche.dureeMois;
  if (!Number.isInteger(dureeMois) || dureeMois < 1 || dureeMois > 600)
    throw new RangeError(`${fiche.id} : durée fiscale de ${dureeMois} mois ; 1 à 600 mois sont attendus.`);
  const { acquisition, miseEnService, brut } = fiche;
  if (fiche.modeFiscal === 'DEGRESSIF') {
    const regle = {
      acquisition,
      dureeMois,
      coefficient: enFraction(coefficientDe(fiche, dureeMois, options)),
      reste: options.reste ?? 'EXERCICES',
      calendrier: calendrier(exercices),
    };
    return segmentDegressif(regle, acquisition, 0, ZERO, brut);
  }
  if (miseEnService === undefined) return undefined;
  return segmentLineaire(fiche.convention, miseEnService, dureeMois, ZERO, brut);
}

/**
 * Plan fiscal d'un bien, sur le coût entier : la valeur résiduelle ne le réduit pas (domaine §3.2, §3.4). Le
 * dégressif part du premier jour du mois d'acquisition, le linéaire de la mise en service. Le cumul fiscal repris
 * remplace le passé. undefined sans mode fiscal.
 * Ex. : 50 000,00 €, 60 mois, acquis le 14/09/2026, exercices civils : 2026 = 5 833,33 €, 2027 = 15 458,33 €.
 * @throws RangeError si la durée n'est pas éligible au dégressif.
 */
export function planFiscal(
  fiche: Fiche,
  exercices: readonly Bornes[],
  options: OptionsFiscales = {},
): Plan | undefined {
  if (fiche.modeFiscal === undefined || fiche.mode === 'NON_AMORTISSABLE') return undefined;
  const premier = initial(fiche, exercices, options);
  const etat: EtatPlan = premier ? 'EN_PLAN' : 'EN_ATTENTE_MES';
  const segments = [premier ?? segmentFige(fiche.acquisition)];
  const { reprise } = fiche;
  const repris = reprise && (reprise.cumulFiscal ?? reprise.cumul);
  if (premier && reprise && repris !== undefined) {
    segments.push(premier.reprendre(reprise.date, repris, maximum(ZERO, moins(fiche.brut, repris))));
  }
  return assembler({
    fiche: sansMiseEnService(fiche),
    etat,
    segments,
    depreciations: [],
    alertes: [],
    repris,
  });
}

/** Le plan fiscal a son propre départ : la mise en service ne retarde pas le dégressif. */
function sansMiseEnService(fiche: Fiche): Fiche {
  const { miseEnService: _, ...reste } = fiche;
  return reste;
}
