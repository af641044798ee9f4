import {
  appliquer,
  CodesParDate,
  maximum,
  plus,
  repartir,
  somme,
  ZERO,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { LigneCodeTVA, OptionsAvancement } from './donnees';
import type { DetailVente, PosteVente } from './poste';

/** FAE ou PCA d'un groupe sur un détail (compte, client, TVA, produit si la règle le veut) : une ligne d'historique et d'écriture. */
export interface Regularisation extends DetailVente {
  readonly montant: Montant;
  /** TVA sur FAE, arr(HT × taux) ; toujours nulle pour une PCA. */
  readonly tva: Montant;
  readonly compteTVA: Compte;
}

/** Ce qu'un détail pèse dans le partage d'une FAE ou d'une PCA. */
export interface Poids {
  readonly detail: DetailVente;
  readonly postes: PosteVente[];
  budget: Montant;
  facture: Montant;
}

/** Détails de vente d'une affaire à une date, par ordre croissant de leur clé. */
export function detailler(postes: readonly PosteVente[], date: Jour): Poids[] {
  const parCle = new Map<string, Poids>();
  for (const p of postes) {
    const cle = [p.detail.compte, p.detail.tiers, p.detail.codeTVA ?? '', p.detail.codeProduit ?? ''].join(
      '|',
    );
    const poids = parCle.get(cle) ?? { detail: p.detail, postes: [], budget: ZERO, facture: ZERO };
    poids.postes.push(p);
    poids.budget = plus(poids.budget, p.budget(date));
    poids.facture = plus(poids.facture, p.facture(date));
    parCle.set(cle, poids);
  }
  return [...parCle.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, poids]) => poids);
}

/**
 * Répartit une FAE ou une PCA sur les détails de l'affaire, au prorata du budget par arrondi cumulé ; au
 * prorata du facturé si aucun n'a de budget (domaine §5.4). Rend undefined si rien ne permet de répartir.
 */
export function repartirSurDetails(
  total: Montant,
  poids: readonly Poids[],
): Map<DetailVente, Montant> | undefined {
  if (total === 0) return new Map();
  return partager(total, poids, [poids.map(p => maximum(p.budget, ZERO)), poids.map(p => p.facture)]);
}

/**
 * Porte une FAE ou une PCA retenue aux détails dont les lignes la proposent ; forcée, elle se partage comme la
 * proposition, ou comme le budget s'il n'y en a pas.
 */
export function porterAuxDetails(
  retenue: Montant,
  proposees: readonly Montant[],
  poids: readonly Poids[],
): Map<DetailVente, Montant> | undefined {
  if (retenue === somme(proposees)) return parDetail(poids, proposees);
  return partager(retenue, poids, [proposees]) ?? repartirSurDetails(retenue, poids);
}

function partager(
  total: Montant,
  poids: readonly Poids[],
  essais: readonly (readonly Montant[])[],
): Map<DetailVente, Montant> | undefined {
  const essai = essais.find(e => somme(e) !== 0);
  return essai && parDetail(poids, repartir(total, essai));
}

const parDetail = (poids: readonly Poids[], parts: readonly Montant[]): Map<DetailVente, Montant> =>
  new Map(poids.flatMap((p, rang) => (parts[rang] ? [[p.detail, parts[rang]] as const] : [])));

/** TVA d'un détail à une date (domaine §4.1) : taux, et compte de TVA sur FAE. */
export class TvaSurFae extends CodesParDate<LigneCodeTVA> {
  constructor(
    lignes: readonly LigneCodeTVA[],
    private readonly options: OptionsAvancement,
  ) {
    super(lignes, options.tauxTVADefaut);
  }

  /** La régularisation complète d'un détail. */
  regularisation(detail: DetailVente, montant: Montant, date: Jour, avecTVA: boolean): Regularisation {
    const t = avecTVA && this.options.cutOffTVA === 'TTC' ? this.taux(detail.codeTVA, date) : undefined;
    const compteTVA = this.enVigueur(detail.codeTVA ?? '', date)?.CompteFAE ?? this.options.comptes.tvaFae;
    const { tiers, compte, codeTVA, codeProduit } = detail;
    const tva = t ? appliquer(montant, t) : ZERO;
    return { tiers, compte, codeTVA, codeProduit, montant, tva, compteTVA };
  }
}
