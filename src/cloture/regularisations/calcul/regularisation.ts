import {
  appliquer,
  CodesParDate,
  plus,
  ZERO,
  type Compte,
  type Jour,
  type Montant,
  type Taux,
} from '../../../comptabilite';
import type { Donnees, LigneCodeTVA, LigneCompte, Options } from './donnees';
import type { Proposition } from './proposition';
import type { ModuleRegul } from './types';

/** Ce que l'on passe pour une affaire, un tiers, un compte, un produit et un code TVA : une ligne de l'historique. */
export interface Regularisation {
  readonly module: ModuleRegul;
  readonly idAffaire: string | undefined;
  readonly lot: string | undefined;
  readonly sousLot: string | undefined;
  readonly codeProduit: string | undefined;
  readonly tiers: string | undefined;
  /** Compte de charge, de produit ou d'immobilisation. */
  readonly compte: Compte;
  readonly compteBilan: Compte;
  readonly codeTVA: string | undefined;
  readonly compteTVA: Compte;
  /** La charge ou le produit : HT, TVA non récupérable comprise. */
  readonly montant: Montant;
  /** TVA à régulariser, nulle pour une PCA, une CCA ou une charge à payer. */
  readonly tva: Montant;
  readonly extournee: boolean;
  /** La pièce d'une charge à payer, qui a sa propre écriture. */
  readonly piece: string | undefined;
  readonly propositions: readonly Proposition[];
}

/** Comment un module se passe : de quel côté du compte de résultat, et avec quelle TVA (domaine §4.1). */
interface Schema {
  readonly vente: boolean;
  /** 1 : au débit du compte de charge ou de produit ; -1 : à son crédit. */
  readonly sens: 1 | -1;
  readonly tva: boolean;
  readonly compte: keyof Options['comptes'];
  /** Début d'un compte de bilan de ce module. */
  readonly racine: string;
}

export const SCHEMAS: Readonly<Record<ModuleRegul, Schema>> = {
  FAE: { vente: true, sens: -1, tva: true, compte: 'fae', racine: '418' },
  PCA: { vente: true, sens: 1, tva: false, compte: 'pca', racine: '487' },
  AAE: { vente: true, sens: 1, tva: true, compte: 'aae', racine: '419' },
  FNP: { vente: false, sens: 1, tva: true, compte: 'fnp', racine: '408' },
  CCA: { vente: false, sens: -1, tva: false, compte: 'cca', racine: '486' },
  AAR: { vente: false, sens: -1, tva: true, compte: 'aar', racine: '409' },
  CAP: { vente: false, sens: 1, tva: false, compte: 'fnp', racine: '4' },
};

/** Ce qui décide du compte de bilan, du code de TVA et de son compte. */
export class Imputations {
  private readonly comptes: ReadonlyMap<string, LigneCompte>;
  private readonly produits: ReadonlyMap<string, string | undefined>;
  private readonly collectifs: ReadonlyMap<string, Compte | undefined>;
  private readonly codes: CodesParDate<LigneCodeTVA>;

  constructor(
    { comptes, produits, tiers, codesTVA }: Pick<Donnees, 'comptes' | 'produits' | 'tiers' | 'codesTVA'>,
    private readonly options: Options,
    private readonly arrete: Jour,
  ) {
    this.comptes = new Map(comptes.map(c => [c.Compte, c]));
    this.produits = new Map(produits.map(p => [p.CodeProduit, p.CodeTVA]));
    this.collectifs = new Map(tiers.map(t => [t.IdTiers, t.CompteFAE_FAR]));
    this.codes = new CodesParDate(codesTVA, options.tauxTVADefaut);
  }

  /** Code TVA de la pièce, sinon du produit, sinon du compte (domaine §4.1). */
  codeTVA({ codeTVA, codeProduit, compte }: Proposition): string | undefined {
    return codeTVA ?? this.produits.get(codeProduit ?? '') ?? this.comptes.get(compte ?? '')?.CodeTVA;
  }

  /** Vrai si le code n'a pas de taux à l'arrêté : sa TVA ne se calcule pas. */
  sansTaux(codeTVA: string | undefined): boolean {
    return this.codes.taux(codeTVA, this.arrete) === undefined;
  }

  /** Vrai si le tiers n'a pas de compte de FAE ou de FAR à lui. */
  sansCollectif(tiers: string | undefined): boolean {
    return this.collectifs.get(tiers ?? '') === undefined;
  }

  /**
   * Compte de bilan : celui que la pièce impose ; par tiers, celui du tiers pour une FAE ou une FNP ; celui du compte ;
   * celui des paramètres. Une immobilisation reçue et pas facturée va au 4084.
   */
  compteBilan({ module, compte, compteBilan, tiers }: Proposition): Compte | undefined {
    if (module === 'CAP') return compteBilan;
    const { comptes, detailEcriture } = this.options;
    if (module === 'FNP' && compte?.startsWith('2')) return comptes.fnpImmo;
    const duTiers =
      detailEcriture === 'PAR_TIERS' && (module === 'FAE' || module === 'FNP')
        ? this.collectifs.get(tiers ?? '')
        : undefined;
    const duCompte = this.comptes.get(compte ?? '')?.CompteCutOff;
    const { racine, compte: defaut } = SCHEMAS[module];
    return duTiers ?? (duCompte?.startsWith(racine) ? duCompte : undefined) ?? comptes[defaut];
  }

  /** Compte de TVA : celui du compte, sinon du code, sinon des paramètres. */
  compteTVA(module: ModuleRegul, compte: Compte, codeTVA: string | undefined): Compte {
    const code = this.codes.enVigueur(codeTVA ?? '', this.arrete);
    const { vente } = SCHEMAS[module];
    const { tvaFae, tvaFnp } = this.options.comptes;
    return (
      this.comptes.get(compte)?.CompteTVACutOff ??
      (vente ? code?.CompteFAE : code?.CompteFNP) ??
      (vente ? tvaFae : tvaFnp)
    );
  }

  /** Montant à passer et sa TVA, arr(HT × taux). */
  taxer(
    module: ModuleRegul,
    ht: Montant,
    codeTVA: string | undefined,
  ): Pick<Regularisation, 'montant' | 'tva'> {
    const taxe = this.taxe(module, codeTVA);
    if (!taxe) return { montant: ht, tva: ZERO };
    const due = appliquer(ht, taxe.taux);
    return taxe.vers === 'CHARGE' ? { montant: plus(ht, due), tva: ZERO } : { montant: ht, tva: due };
  }

  /** Où va la TVA d'un code : non récupérable, dans la charge ; sinon à son compte. undefined s'il n'y en a pas. */
  taxe(module: ModuleRegul, codeTVA: string | undefined): Taxe | undefined {
    const { vente, tva } = SCHEMAS[module];
    const taux = this.codes.taux(codeTVA, this.arrete);
    if (!taux || module === 'CAP') return undefined;
    const code = this.codes.enVigueur(codeTVA ?? '', this.arrete);
    const ligne = taux.isZero() ? undefined : code?.ligne;
    if (!vente && code?.Regime === 'NON_RECUPERABLE') return { taux, ligne, vers: 'CHARGE' };
    return tva && this.options.cutOffTVA === 'TTC' ? { taux, ligne, vers: 'COMPTE' } : undefined;
  }
}

/** La TVA d'une régularisation : son taux, la ligne de code qui le porte, et où elle va. */
export interface Taxe {
  readonly taux: Taux;
  /** undefined : le taux du dossier, ou un taux nul. */
  readonly ligne: number | undefined;
  readonly vers: 'CHARGE' | 'COMPTE';
}

/**
 * Réunit ce qui est retenu par module, affaire, lot, compte, produit, tiers et code TVA, en ordre croissant de clé ; la
 * TVA se calcule sur chaque réunion, puis s'ajoute (domaine §4.1). Ce qui n'a pas de compte n'en est pas.
 */
export function reunir(propositions: readonly Proposition[], imputations: Imputations): Regularisation[] {
  const groupes = new Map<string, Groupe>();
  for (const p of propositions) {
    const compteBilan = imputations.compteBilan(p);
    if (p.retenu === 0 || p.reconnue || p.compte === undefined || compteBilan === undefined) continue;
    const codeTVA = imputations.codeTVA(p);
    const piece = p.module === 'CAP' ? p.piece : undefined;
    const lieu = [p.idAffaire, p.lot, p.sousLot];
    const cle = [p.module, ...lieu, p.compte, p.codeProduit, p.tiers, codeTVA, piece, compteBilan].join('|');
    const groupe = groupes.get(cle);
    if (groupe) {
      groupe.propositions.push(p);
      groupe.ht = plus(groupe.ht, p.retenu);
    } else {
      groupes.set(cle, {
        premiere: p,
        compte: p.compte,
        compteBilan,
        codeTVA,
        piece,
        ht: p.retenu,
        propositions: [p],
      });
    }
  }
  return [...groupes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, { ht }]) => ht !== 0)
    .map(([, groupe]) => regularisation(groupe, imputations));
}

interface Groupe {
  readonly premiere: Proposition;
  readonly compte: Compte;
  readonly compteBilan: Compte;
  readonly codeTVA: string | undefined;
  readonly piece: string | undefined;
  ht: Montant;
  readonly propositions: Proposition[];
}

function regularisation(g: Groupe, imputations: Imputations): Regularisation {
  const { module, idAffaire, lot, sousLot, codeProduit, tiers, extournee } = g.premiere;
  const { compte, compteBilan, codeTVA, piece, propositions } = g;
  return {
    ...{ module, idAffaire, lot, sousLot, codeProduit, tiers, extournee },
    ...{ compte, compteBilan, codeTVA, piece, propositions },
    compteTVA: imputations.compteTVA(module, compte, codeTVA),
    ...imputations.taxer(module, g.ht, codeTVA),
  };
}
