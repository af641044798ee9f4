import { Decimal, type Anomalie, type Taux } from '../../../comptabilite';
import * as t from '../../../workbook/table';
import { decoderIsolee } from '../../../workbook/tables/seule';
import type { Parametres } from '../../tables-communes/parametres';
import type { Semestre, TauxPenalites } from './calcul/penalites';

const SCHEMA = t.taux({ entete: 'Valeur', en: 'Value', bornes: [-0.05, 1] });

/** Un taux de la table Parametres, « 0,0262 » ou « 2,62 % » ; undefined s'il manque ou ne se lit pas. */
function lireTaux(parametres: Parametres, cle: string): Taux | undefined {
  const ecrit = parametres.texte(cle);
  if (ecrit === undefined) return undefined;
  const lu = decoderIsolee(SCHEMA, /^-?\d+(\.\d+)?$/.test(ecrit) ? Number(ecrit) : ecrit);
  return 'valeur' in lu && Decimal.isDecimal(lu.valeur) ? lu.valeur : undefined;
}

/** Les taux en vigueur, semestre par semestre : TauxLegal_2026_1, TauxBCE_2026_1 (domaine §8.5). */
export function lireTauxPenalites(parametres: Parametres, convenu: Taux | undefined): TauxPenalites {
  return {
    convenu,
    legal: semestre => lireTaux(parametres, `TauxLegal_${semestre}`),
    bce: semestre => lireTaux(parametres, `TauxBCE_${semestre}`),
    base: Number(parametres.valeur('BasePenalites')),
  };
}

/** Un taux qui manque arrête le calcul : il n'y a pas de taux par défaut. */
export function tauxManquant(semestre: Semestre, tiers: string): Anomalie {
  const cle = `TauxBCE_${semestre}`;
  return {
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
  };
}

/** Le plancher de trois fois le taux légal n'a pas pu être vérifié. */
export function plancherInconnu(semestre: Semestre): Anomalie {
  const cle = `TauxLegal_${semestre}`;
  return {
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
  };
}
