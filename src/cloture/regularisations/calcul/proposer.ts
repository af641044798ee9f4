import {
  acquis,
  modeApplique,
  oppose,
  signaler,
  texteJour,
  versIso,
  type Anomalie,
  type Etendue,
  type Jour,
  type ModeEtalement,
  type Montant,
} from '../../../comptabilite';
import { Proposition, type Calculee, type Origines } from './proposition';
import type { ModuleRegul } from './types';

/** Ce qui est dû du même signe que sa pièce : au sens du module, ou en avoir de sens contraire. */
export function selonSigne<M extends ModuleRegul>(
  du: Montant,
  base: Montant,
  [module, avoir]: readonly [M, M],
): Calculee {
  return du < 0 ? { module: avoir, propose: oppose(du), base: oppose(base) } : { module, propose: du, base };
}

/** La proposition d'une ligne de pièce, sans montant si la pièce est ignorée. */
export function proposer(origines: Origines, rang: number, calculee: Calculee): Proposition {
  const ignoree = origines.de(rang).ignoree !== undefined;
  return new Proposition(origines, rang, ignoree ? { ...calculee, propose: undefined } : calculee);
}

/** La part acquise d'un montant à l'arrêté ; le montant entier s'il n'a pas de période. */
export function partAcquise(
  m: Montant,
  etendue: Etendue | undefined,
  arrete: Jour,
  mode: ModeEtalement,
): Montant {
  return etendue ? acquis(m, etendue, arrete, mode) : m;
}

const RIEN: readonly Anomalie[] = [];

/** C-CUT-06 : en mois, une période dont aucun mois ne compte se calcule en jours, et cela se dit (domaine §4.5). */
export function repliEnJours(
  p: Proposition,
  etendue: Etendue | undefined,
  mode: ModeEtalement,
): readonly Anomalie[] {
  if (!etendue || modeApplique(etendue, mode) === mode) return RIEN;
  const cle = p.piece;
  const { du, au } = etendue;
  return [
    signaler(
      'INFO',
      'C-CUT-06',
      {
        fr: `${cle} : du ${texteJour(du)} au ${texteJour(au)}, aucun mois n'est couvert quinze jours ; le prorata se fait en jours.`,
        en: `${cle}: from ${versIso(du)} to ${versIso(au)}, no month is covered for fifteen days; it is prorated in days.`,
      },
      {
        fr: 'Rien à faire, ou passez ProrataMethode à JOURS.',
        en: 'Nothing to do, or set ProrataMethode to JOURS.',
      },
      { ...p.source, cle, colonne: 'PeriodeDu' },
    ),
  ];
}
