import type { Anomalie, Taux } from '../../../comptabilite';
import type { Parametres } from '../../tables-communes/parametres';
import type { Semestre, TauxPenalites } from './calcul/penalites';

export const cleLegal = (semestre: Semestre) => `TauxLegal_${semestre}`;
export const cleBce = (semestre: Semestre) => `TauxBCE_${semestre}`;

/** Les taux en vigueur, semestre par semestre : TauxLegal_2026_1, TauxBCE_2026_1 (domaine §8.5). */
export function lireTauxPenalites(parametres: Parametres, convenu: Taux | undefined): TauxPenalites {
  return {
    convenu,
    legal: semestre => parametres.taux(cleLegal(semestre)),
    bce: semestre => parametres.taux(cleBce(semestre)),
    base: Number(parametres.valeur('BasePenalites')),
  };
}

/** Un taux qui manque arrête le calcul : il n'y a pas de taux par défaut. Un taux illisible est déjà dit (C-PAR-01). */
export function tauxManquant(parametres: Parametres, semestre: Semestre, tiers: string): Anomalie[] {
  const cle = cleBce(semestre);
  if (parametres.texte(cle) !== undefined) return [];
  return [
    {
      code: 'C-REL-02',
      gravite: 'BLOQUANT',
      table: 'Parametres',
      cle,
      message: `Pénalités de ${tiers} : le taux de la BCE du semestre ${semestre} n'est pas dans Parametres.`,
      remede: `Ajoutez ${cle}, le taux convenu du tiers, ou mettez PenalitesRelance à N.`,
      en: {
        message: `Interest of ${tiers}: the ECB rate of half-year ${semestre} is not in Parametres.`,
        remede: `Add ${cle}, the agreed rate of the third party, or set PenalitesRelance to N.`,
      },
    },
  ];
}

/** Le plancher de trois fois le taux légal n'a pas pu être vérifié ; un taux illisible est déjà dit (C-PAR-01). */
export function plancherInconnu(parametres: Parametres, semestre: Semestre): Anomalie[] {
  const cle = cleLegal(semestre);
  if (parametres.texte(cle) !== undefined) return [];
  return [
    {
      code: 'C-REL-03',
      gravite: 'ALERTE',
      table: 'Parametres',
      cle,
      message: `Pénalités : le taux légal du semestre ${semestre} n'est pas connu, le taux convenu n'est pas comparé à son plancher.`,
      remede: `Ajoutez ${cle} dès sa publication : le taux convenu ne peut être inférieur à trois fois ce taux (C. com. art. L441-10).`,
      en: {
        message: `Interest: the legal rate of half-year ${semestre} is not known, the agreed rate is not compared with its floor.`,
        remede: `Add ${cle} when published: the agreed rate cannot be below three times that rate.`,
      },
    },
  ];
}
