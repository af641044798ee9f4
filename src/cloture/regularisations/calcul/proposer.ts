import {
  acquis,
  modeApplique,
  oppose,
  signaler,
  texteJour,
  versIso,
  ZERO,
  type Anomalie,
  type Etendue,
  type Jour,
  type ModeEtalement,
  type Montant,
} from '../../../comptabilite';
import type { ModuleRegul, Proposee, Proposition } from './types';

type Requises = Pick<Proposee, 'module' | 'cle' | 'piece' | 'sources' | 'date' | 'base' | 'propose'>;

/**
 * Une proposition, retenue telle que proposée ; ce qui n'est pas dit n'a pas lieu : ni affaire, ni période, ni raison de
 * l'ignorer. Champ à champ : étaler les objets ici coûtait dix fois plus aux moteurs JavaScript.
 */
export function proposer(p: Requises & Partial<Proposee>): Proposition {
  return {
    module: p.module,
    cle: p.cle,
    piece: p.piece,
    sources: p.sources,
    idAffaire: p.idAffaire,
    lot: p.lot,
    sousLot: p.sousLot,
    codeProduit: p.codeProduit,
    tiers: p.tiers,
    compte: p.compte,
    compteBilan: p.compteBilan,
    extournee: p.extournee ?? true,
    codeTVA: p.codeTVA,
    etendue: p.etendue,
    date: p.date,
    base: p.base,
    facturations: p.facturations ?? AUCUNE,
    propose: p.propose,
    ignoree: p.ignoree,
    reconnue: p.reconnue ?? false,
    forcage: undefined,
    retenu: p.propose ?? ZERO,
    ecart: ZERO,
    baseModifiee: undefined,
  };
}

const AUCUNE: Proposee['facturations'] = [];

/** Clé d'une proposition : table, pièce, ligne. Ex. : « Receptions|BR-2026-046|1 ». */
export const cleDe = (table: string, piece: string, ligne?: string): string =>
  ligne === undefined ? `${table}|${piece}` : `${table}|${piece}|${ligne}`;

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

const RIEN: readonly Anomalie[] = [];

/** C-CUT-06 : en mois, une période dont aucun mois ne compte se calcule en jours, et cela se dit (domaine §4.5). */
export function repliEnJours(
  etendue: Etendue | undefined,
  mode: ModeEtalement,
  lieu: { readonly table: string; readonly ligne: number; readonly cle: string },
): readonly Anomalie[] {
  if (!etendue || modeApplique(etendue, mode) === mode) return RIEN;
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
