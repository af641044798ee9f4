/** Pourquoi une cellule d'une balance âgée vaut ce qu'elle vaut : l'arbre, bâti à la demande depuis les écritures. */
import { arbre, type Explication, type Jour, type Libelle, type Montant } from '../../comptabilite';
import type { TablesLues } from '../../workbook/table';
import type { CelluleGeneree, Contexte } from '../contexte';
import type { LigneAuxiliaire } from './calcul/auxiliaire';
import { NON_AFFECTE, type BalanceAgee, type UniteAgee, type Ventile } from './calcul/balance-agee';
import type { Sens } from './calcul/collectifs';
import type { PosteDate } from './calcul/echeancier';
import { ModeleTiers } from './modele';
import { origineDe } from './produites';
import { cleTranche } from './tables';

const ZERO_DIT = arbre.constante({ fr: 'zéro', en: 'zero' }, 0, 'EUR');

const SENS_DE: Readonly<Record<string, Sens>> = {
  BalanceAgeeClients: 'CLIENT',
  BalanceAgeeFournisseurs: 'FOURNISSEUR',
};

/** Les arbres d'une balance : ceux d'un poste, d'un tiers, d'un collectif, du total. */
class Arbres {
  private readonly residuels = new Map<PosteDate, Explication>();

  constructor(
    private readonly modele: ModeleTiers,
    private readonly balance: BalanceAgee,
    private readonly arrete: Jour,
  ) {}

  /** Ce que la cellule mesure ; undefined si ce n'est pas un montant de la balance. */
  expliquer(ligne: CelluleGeneree['ligne'], colonne: string): Explication | undefined {
    const { unites } = this.balance;
    const tiers = (ligne['Tiers'] as string | undefined) ?? '';
    const unite = unites.find(u => u.tiers === tiers);
    switch (ligne['Niveau']) {
      case 'PIECE': {
        const ventile = unite?.postes.find(v => origineDe(v.poste) === ligne['Origine']);
        return ventile && this.dePiece(ventile, colonne);
      }
      case 'TIERS':
        return unite && this.deTiers(unite, colonne);
      case 'COLLECTIF': {
        const compte = ligne['Compte'];
        return this.deUnites(unites, colonne, nom(String(compte)), v => v.poste.compte === compte);
      }
      case 'TOTAL':
        return this.deUnites(unites, colonne, { fr: 'Total', en: 'Total' });
      default:
        return undefined;
    }
  }

  private dePiece(ventile: Ventile, colonne: string): Explication | undefined {
    const retenu = dansColonne(colonne, this.modele, this.arrete);
    if (!retenu) return undefined;
    if (colonne === 'Litige' && !retenu(ventile)) return undefined;
    return retenu(ventile) ? this.deVentile(ventile) : ZERO_DIT;
  }

  private deTiers(unite: UniteAgee, colonne: string): Explication | undefined {
    const fiche = this.modele.tiers.get(unite.tiers);
    const libelle = nom(fiche?.Nom ?? unite.tiers);
    const plafond =
      fiche?.Plafond === undefined
        ? undefined
        : enCellule({ table: 'Tiers', ligne: fiche.ligne, colonne: 'Plafond' }, fiche.Plafond, 'Plafond');
    const total = () => this.deUnites([unite], 'Total', libelle)!;
    if (colonne === 'Plafond') return plafond;
    if (colonne === 'Depassement')
      return (
        plafond &&
        arbre.maximum({ fr: 'au-delà du plafond', en: 'over the limit' }, [
          ZERO_DIT,
          arbre.difference({ fr: 'solde moins plafond', en: 'balance less limit' }, [total(), plafond]),
        ])
      );
    if (colonne === 'Part') {
      if (this.balance.total.total === 0) return undefined;
      const tous = this.deUnites(this.balance.unites, 'Total', { fr: 'Total', en: 'Total' })!;
      return arbre.quotient({ fr: 'part du tiers', en: 'share of the third party' }, total(), tous);
    }
    return this.deUnites([unite], colonne, libelle);
  }

  private deUnites(
    unites: readonly UniteAgee[],
    colonne: string,
    libelle: Libelle,
    filtre: (v: Ventile) => boolean = () => true,
  ): Explication | undefined {
    if (colonne === 'Acomptes')
      return arbre.somme(
        libelle,
        unites.flatMap(u => u.acomptes).map(p => this.residuel(p)),
        'EUR',
      );
    const retenu = dansColonne(colonne, this.modele, this.arrete);
    if (!retenu) return undefined;
    const ventiles = unites.flatMap(u => u.postes.filter(v => retenu(v) && filtre(v)));
    return arbre.somme(
      libelle,
      ventiles.map(v => this.deVentile(v)),
      'EUR',
    );
  }

  /** Le poste dans sa tranche : son résiduel, moins ce que FIFO y impute. */
  private deVentile({ poste, fifo }: Ventile): Explication {
    const libelle = nom(poste.piece);
    if (!fifo) return this.residuel(poste);
    const cumul = [...fifo.debits, ...fifo.credits].map(p => this.residuel(p));
    return reste(libelle, this.residuel(poste), cumul, poste.residuel > 0);
  }

  /** Ce qui reste ouvert d'une ligne : son montant, moins ce que son lettrage partiel en solde. */
  private residuel(poste: PosteDate): Explication {
    const connu = this.residuels.get(poste);
    if (connu) return connu;
    const { imputation, rang } = poste;
    let arbre = this.deLigne(rang, poste.sens);
    if (imputation) {
      const jusquaElle = imputation.restantes.slice(0, imputation.restantes.indexOf(rang) + 1);
      const cumul = [...jusquaElle, ...imputation.soldantes].map(r => this.deLigne(r, poste.sens));
      arbre = reste(nom(poste.piece), arbre, cumul, poste.montant > 0);
    }
    this.residuels.set(poste, arbre);
    return arbre;
  }

  /** Le montant d'une ligne : débit moins crédit d'un client, crédit moins débit d'un fournisseur. */
  private deLigne(rang: number, sens: Sens): Explication {
    const { origines, tables } = this.modele.lu.auxiliaire;
    const origine = origines[rang]!;
    const table = tables[rang]!;
    if (origine.cellules) return dePiecesSources(origine, origine.cellules);
    const au = (colonne: 'Debit' | 'Credit') =>
      enCellule(
        { table, ligne: origine.ligne, colonne },
        origine[colonne],
        colonne === 'Debit' ? 'débit' : 'crédit',
      );
    const [plus, moins] = sens === 'CLIENT' ? (['Debit', 'Credit'] as const) : (['Credit', 'Debit'] as const);
    return arbre.difference(nom(origine.Piece), [au(plus), au(moins)]);
  }
}

function dePiecesSources(
  { Piece }: LigneAuxiliaire,
  cellules: NonNullable<LigneAuxiliaire['cellules']>,
): Explication {
  const de = (signe: 1 | -1) =>
    cellules.filter(c => c.signe === signe).map(c => enCellule(c, c.montant, c.colonne));
  return arbre.difference(nom(Piece), [arbre.somme(nom(Piece), de(1), 'EUR'), ...de(-1)]);
}

/** min(m ; max(0 ; cumul)) d'un montant positif, max(m ; min(0 ; cumul)) d'un négatif ; le cumul compte ce qui est en face. */
function reste(
  libelle: Libelle,
  montant: Explication,
  cumul: readonly Explication[],
  positif: boolean,
): Explication {
  const total = arbre.somme(
    { fr: 'jusqu’à cette pièce, règlements déduits', en: 'up to this document, net of receipts' },
    cumul,
  );
  const borne = { fr: 'ce qui n’est pas encore soldé', en: 'what is not settled yet' };
  return positif
    ? arbre.minimum(libelle, [montant, arbre.maximum(borne, [ZERO_DIT, total])])
    : arbre.maximum(libelle, [montant, arbre.minimum(borne, [ZERO_DIT, total])]);
}

const nom = (texte: string): Libelle => ({ fr: texte, en: texte });

const enCellule = (
  source: { readonly table: string; readonly ligne: number; readonly colonne: string },
  m: Montant,
  libelle: string,
) =>
  arbre.cellule(
    nom(libelle),
    { table: source.table, ligne: source.ligne, colonne: source.colonne },
    arbre.eurosExacts(m),
    'EUR',
  );

/** Les postes d'une colonne de montants ; undefined pour une autre colonne. */
function dansColonne(
  colonne: string,
  modele: ModeleTiers,
  arrete: Jour,
): ((v: Ventile) => boolean) | undefined {
  if (colonne === 'Total') return () => true;
  if (colonne === 'NonAffecte') return v => v.tranche === NON_AFFECTE;
  if (colonne === 'Litige') return v => modele.enLitige(v.poste);
  if (colonne === 'Promesse') return v => modele.options(arrete).promis(v.poste);
  const rang = /^Tranche(\d+)$/.exec(colonne)?.[1];
  return rang === undefined ? undefined : v => cleTranche(v.tranche) === colonne;
}

const lus = new WeakMap<TablesLues, Map<string, Arbres>>();

/**
 * L'arbre d'une cellule d'une balance âgée. Une réévaluation n'est pas expliquée : l'arbre ne dirait pas le cours.
 * Le modèle est celui du classeur tel qu'il est, écritures de clôture écrites comprises.
 */
export function expliquer(
  { arrete, tables, parametres }: Contexte,
  { table, ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  const sens = SENS_DE[table];
  if (!sens) return undefined;
  const connus = lus.get(tables) ?? new Map<string, Arbres>();
  lus.set(tables, connus);
  const cle = `${sens} ${arrete}`;
  let arbres = connus.get(cle);
  if (!arbres) {
    const modele = new ModeleTiers(tables, parametres);
    if (modele.reglages.reevalue) return undefined;
    arbres = new Arbres(modele, modele.balance(arrete, sens), arrete);
    connus.set(cle, arbres);
  }
  return arbres.expliquer(ligne, colonne);
}
