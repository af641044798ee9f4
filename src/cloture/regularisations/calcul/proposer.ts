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
import type { ModuleRegul, Proposee } from './types';

type Requises = Pick<Proposee, 'module' | 'cle' | 'piece' | 'sources' | 'date' | 'base' | 'propose'>;

/** Une proposition ; ce qui n'est pas dit n'a pas lieu : ni affaire, ni période, ni raison de l'ignorer. */
export function proposer(p: Requises & Partial<Proposee>): Proposee {
  return {
    idAffaire: undefined,
    lot: undefined,
    sousLot: undefined,
    codeProduit: undefined,
    tiers: undefined,
    compte: undefined,
    compteBilan: undefined,
    extournee: true,
    codeTVA: undefined,
    etendue: undefined,
    facturations: [],
    ignoree: undefined,
    ...p,
  };
}

/** Clé d'une proposition : table, pièce, ligne. Ex. : « Receptions|BR-2026-046|1 ». */
export const cleDe = (table: string, ...ligne: readonly string[]): string => [table, ...ligne].join('|');

/** Ce qui est dû du même signe que sa pièce : au sens du module, ou en avoir de sens contraire. */
export function selonSigne<M extends ModuleRegul>(
  du: Montant,
  base: Montant,
  [module, avoir]: readonly [M, M],
): Pick<Proposee, 'module' | 'propose' | 'base'> {
  return du < 0 ? { module: avoir, propose: oppose(du), base: oppose(base) } : { module, propose: du, base };
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

/** C-CUT-06 : en mois, une période dont aucun mois ne compte se calcule en jours, et cela se dit (domaine §4.5). */
export function repliEnJours(
  etendue: Etendue | undefined,
  mode: ModeEtalement,
  lieu: { readonly table: string; readonly ligne: number; readonly cle: string },
): Anomalie[] {
  if (!etendue || modeApplique(etendue, mode) === mode) return [];
  const { du, au } = etendue;
  return [
    signaler(
      'INFO',
      'C-CUT-06',
      {
        fr: `${lieu.cle} : du ${texteJour(du)} au ${texteJour(au)}, aucun mois n'est couvert quinze jours ; le prorata se fait en jours.`,
        en: `${lieu.cle}: from ${versIso(du)} to ${versIso(au)}, no month is covered for fifteen days; it is prorated in days.`,
      },
      {
        fr: 'Rien à faire, ou passez ProrataMethode à JOURS.',
        en: 'Nothing to do, or set ProrataMethode to JOURS.',
      },
      { ...lieu, colonne: 'PeriodeDu' },
    ),
  ];
}
