/** La balance âgée : chaque poste ouvert dans une tranche et une seule (domaine §8.2). */
import {
  maximum,
  minimum,
  moins,
  oppose,
  plus,
  somme,
  ZERO,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { PosteDate } from './echeancier';
import { trancheDe } from './tranches';

/** Ce que l'on fait d'un avoir ou d'un règlement qui ne solde rien. */
export type TraitementCredits = 'COLONNE_SEPAREE' | 'PAR_DATE' | 'FIFO' | 'NON_ECHU';

/** Rang de la colonne « Non affecté ». */
export const NON_AFFECTE = -1;

export interface OptionsBalance {
  readonly arrete: Jour;
  readonly bornes: readonly number[];
  readonly credits: TraitementCredits;
  readonly base: 'ECHEANCE' | 'FACTURE';
  /** Le tiers sous lequel un poste se présente : lui-même, ou son payeur. */
  unite(tiers: string): string;
  /** Résiduel réévalué d'un poste en devise ; undefined : le comptabilisé. */
  revaluer?(poste: PosteDate): Montant | undefined;
  enLitige(poste: PosteDate): boolean;
  promis(poste: PosteDate): boolean;
}

/** Un poste dans sa tranche. */
export interface Ventile {
  readonly poste: PosteDate;
  readonly montant: Montant;
  readonly tranche: number;
  /** Jours depuis la base de la balance : son échéance, ou sa date. */
  readonly age: number;
  /** Jours depuis l'échéance, quelle que soit la base ; positif, il est en retard. */
  readonly retard: number;
  /** En FIFO : les débits du même compte jusqu'à celui-ci, et les crédits qui s'y imputent. */
  readonly fifo?: { readonly debits: readonly PosteDate[]; readonly credits: readonly PosteDate[] };
}

/** Les montants d'une ligne de la balance. Total = Σ tranches + nonAffecte. */
export interface Cumuls {
  total: Montant;
  readonly tranches: Montant[];
  nonAffecte: Montant;
  acomptes: Montant;
  litige: Montant;
  promesse: Montant;
  ecartChange: Montant;
}

export interface UniteAgee {
  readonly tiers: string;
  readonly cumuls: Cumuls;
  readonly postes: readonly Ventile[];
  readonly acomptes: readonly PosteDate[];
}

export interface BalanceAgee {
  readonly unites: readonly UniteAgee[];
  readonly collectifs: ReadonlyMap<Compte, Cumuls>;
  readonly total: Cumuls;
}

export const cumulsVides = (tranches: number): Cumuls => ({
  total: ZERO,
  tranches: new Array<Montant>(tranches).fill(ZERO),
  nonAffecte: ZERO,
  acomptes: ZERO,
  litige: ZERO,
  promesse: ZERO,
  ecartChange: ZERO,
});

/** Âge d'un poste à l'arrêté, en jours : négatif, il n'est pas échu. Un crédit vieillit depuis sa propre date. */
export function ageDe(poste: PosteDate, { arrete, base }: Pick<OptionsBalance, 'arrete' | 'base'>): number {
  return arrete - (poste.residuel < 0 || base === 'FACTURE' ? poste.date : poste.echeance);
}

const agesDe = (poste: PosteDate, options: OptionsBalance) => ({
  age: ageDe(poste, options),
  retard: options.arrete - poste.echeance,
});

/** Montant du poste dans la balance : son résiduel, réévalué si on le demande. */
export function montantDe(poste: PosteDate, options: Pick<OptionsBalance, 'revaluer'>): Montant {
  return options.revaluer?.(poste) ?? poste.residuel;
}

/**
 * Range les postes d'un tiers dans les tranches. FIFO impute chaque crédit sur le plus ancien débit du même compte du
 * même tiers, jamais sur un autre compte : le sous-total du collectif reste son solde. L'excédent de crédit reste non
 * affecté.
 */
export function ventiler(postes: readonly PosteDate[], options: OptionsBalance): Ventile[] {
  if (options.credits === 'FIFO') return parCompte(postes).flatMap(p => imputerFifo(p, options));
  return postes.map(poste => {
    const ages = agesDe(poste, options);
    const tranche = trancheDuPoste(poste, ages.age, options);
    return { poste, montant: montantDe(poste, options), ...ages, tranche };
  });
}

function trancheDuPoste(poste: PosteDate, age: number, { credits, bornes }: OptionsBalance): number {
  if (poste.residuel > 0 || credits === 'PAR_DATE') return trancheDe(age, bornes);
  return credits === 'NON_ECHU' ? 0 : NON_AFFECTE;
}

function parCompte(postes: readonly PosteDate[]): PosteDate[][] {
  const comptes = new Map<Compte, PosteDate[]>();
  for (const poste of postes) {
    const connus = comptes.get(poste.compte);
    if (connus) connus.push(poste);
    else comptes.set(poste.compte, [poste]);
  }
  return [...comptes.values()];
}

/** Ce qui reste d'un montant quand `enFace` solde d'abord ce qui le précède : min(m ; max(0 ; cumul - enFace)). */
export function resteFifo(m: Montant, cumul: Montant, enFace: Montant): Montant {
  return minimum(m, maximum(ZERO, moins(cumul, enFace)));
}

function imputerFifo(postes: readonly PosteDate[], options: OptionsBalance): Ventile[] {
  const anciens = [...postes].sort((a, b) => a.echeance - b.echeance || a.date - b.date || a.rang - b.rang);
  const debits = anciens.filter(p => p.residuel > 0);
  const credits = anciens.filter(p => p.residuel < 0);
  const total = (liste: readonly PosteDate[]) => somme(liste.map(p => montantDe(p, options)));
  const enFace = oppose(total(credits));
  const dus = total(debits);
  const ventiles: Ventile[] = [];
  let cumul = ZERO;
  debits.forEach((poste, i) => {
    const m = montantDe(poste, options);
    cumul = plus(cumul, m);
    const montant = resteFifo(m, cumul, enFace);
    const ages = agesDe(poste, options);
    const tranche = trancheDe(ages.age, options.bornes);
    const fifo = { debits: debits.slice(0, i + 1), credits };
    if (montant !== 0) ventiles.push({ poste, montant, ...ages, tranche, fifo });
  });
  cumul = ZERO;
  credits.forEach((poste, i) => {
    const m = oppose(montantDe(poste, options));
    cumul = plus(cumul, m);
    const reste = resteFifo(m, cumul, dus);
    const ages = agesDe(poste, options);
    const fifo = { debits: credits.slice(0, i + 1), credits: debits };
    if (reste !== 0) ventiles.push({ poste, montant: oppose(reste), ...ages, tranche: NON_AFFECTE, fifo });
  });
  return ventiles;
}

/** Les postes par tiers présenté, dans l'ordre du grand livre. */
export function parUnite(
  postes: readonly PosteDate[],
  unite: OptionsBalance['unite'],
): Map<string, PosteDate[]> {
  const unites = new Map<string, PosteDate[]>();
  for (const poste of postes) {
    const cle = unite(poste.tiers);
    const connus = unites.get(cle);
    if (connus) connus.push(poste);
    else unites.set(cle, [poste]);
  }
  return unites;
}

/**
 * La balance âgée des postes d'un sens. Les acomptes (4191, 4091) sont une information, hors du total. La somme des
 * tranches et du non affecté est le solde des collectifs, quels que soient bornes et traitement des crédits.
 */
export function etablirBalance(postes: readonly PosteDate[], options: OptionsBalance): BalanceAgee {
  const nombre = options.bornes.length + 1;
  const total = cumulsVides(nombre);
  const collectifs = new Map<Compte, Cumuls>();
  const unites: UniteAgee[] = [];
  for (const [tiers, siens] of parUnite(postes, options.unite)) {
    const acomptes = siens.filter(p => p.nature === 'ACOMPTE');
    const ouverts = acomptes.length === 0 ? siens : siens.filter(p => p.nature !== 'ACOMPTE');
    const cumuls = cumulsVides(nombre);
    cumuls.acomptes = somme(acomptes.map(p => p.residuel));
    total.acomptes = plus(total.acomptes, cumuls.acomptes);
    const ventiles = ventiler(ouverts, options);
    for (const ventile of ventiles) {
      const { compte } = ventile.poste;
      let collectif = collectifs.get(compte);
      if (!collectif) collectifs.set(compte, (collectif = cumulsVides(nombre)));
      const apport = apportDe(ventile.poste, options);
      for (const cible of [cumuls, collectif, total]) ajouter(cible, ventile, apport);
    }
    unites.push({ tiers, cumuls, postes: ventiles, acomptes });
  }
  return { unites, collectifs, total };
}

/** Ce qu'un poste apporte aux colonnes d'information. */
interface Apport {
  readonly litige: boolean;
  readonly promis: boolean;
  readonly ecartChange: Montant;
}

function apportDe(poste: PosteDate, options: OptionsBalance): Apport {
  return {
    litige: options.enLitige(poste),
    promis: options.promis(poste),
    ecartChange: options.revaluer ? moins(montantDe(poste, options), poste.residuel) : ZERO,
  };
}

function ajouter(cumuls: Cumuls, { montant, tranche }: Ventile, apport: Apport): void {
  cumuls.total = plus(cumuls.total, montant);
  if (tranche === NON_AFFECTE) cumuls.nonAffecte = plus(cumuls.nonAffecte, montant);
  else cumuls.tranches[tranche] = plus(cumuls.tranches[tranche]!, montant);
  if (apport.litige) cumuls.litige = plus(cumuls.litige, montant);
  if (apport.promis) cumuls.promesse = plus(cumuls.promesse, montant);
  cumuls.ecartChange = plus(cumuls.ecartChange, apport.ecartChange);
}
