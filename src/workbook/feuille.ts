/** Description pure d'une feuille : ce que l'écriture dans Excel et les modèles .xlsx doivent produire. */
import type { AnyTable, Bilingue, Colonne, SorteColonne } from './table';

/** Rangs, à partir de 1, des lignes d'une feuille faite par nous ; la table commence en colonne A. */
export const DISPOSITION = { titre: 1, description: 2, total: 3, entete: 4, donnees: 5 } as const;

/** Aspect d'une colonne : à remplir, calculée par le complément, ou calculée mais modifiable (« retenu »). */
export type AspectColonne = 'saisie' | 'calcul' | 'retenu';

export interface ColonneFeuille {
  readonly cle: string;
  /** En caractères, comme dans Excel. */
  readonly largeur: number;
  readonly format: string;
  readonly aspect: AspectColonne;
  readonly total?: Total;
}

/** Ce que dit la première cellule de la ligne des totaux. */
export const LIBELLE_TOTAL = 'Total des lignes visibles';

/** Ce qu'une colonne totalise, au-dessus de son en-tête : les lignes visibles, donc ce que le filtre laisse. */
export type Total = 'SOMME' | 'NOMBRE';

/** Mise en évidence des lignes dont une colonne a une valeur donnée, ou vérifie une comparaison à zéro. */
export interface FormatConditionnel {
  readonly colonne: string;
  readonly quand: { readonly vaut: string } | { readonly compare: '<' | '>' | '<>'; readonly a: number };
  readonly ton: 'erreur' | 'alerte' | 'succes' | 'attenue' | 'titre' | 'total';
}

export interface DescriptionFeuille {
  readonly nom: string;
  readonly table: AnyTable;
  readonly titre: Bilingue;
  readonly description: Bilingue;
  readonly colonnes: readonly ColonneFeuille[];
  readonly formatsConditionnels: readonly FormatConditionnel[];
  /** Les lignes où cette colonne vaut `detail` se regroupent et se replient sous la ligne qui les suit. */
  readonly plan?: PlanLignes;
  /** Colonnes imprimées, de la première à celle-ci, sur une page A4 de large ; absent : toutes. */
  readonly imprimerJusqua?: string;
  /** Imprimée debout, et non couchée. */
  readonly portrait?: boolean;
}

export interface PlanLignes {
  readonly colonne: string;
  readonly detail: string;
}

const LARGEURS: Readonly<Record<SorteColonne, number>> = {
  texte: 16,
  compte: 12,
  periode: 11,
  montant: 15,
  quantite: 11,
  taux: 11,
  entier: 9,
  jour: 12.5,
  booleen: 10,
  enumeration: 18,
};

/**
 * Largeur d'une colonne : celle du schéma, sinon celle de sa sorte, au moins assez pour que l'en-tête tienne en deux
 * lignes à côté de son bouton de filtre.
 */
export function largeurColonne(colonne: Colonne): number {
  const base = colonne.largeur ?? LARGEURS[colonne.sorte];
  const mot = Math.max(...colonne.entete.split(' ').map(m => m.length));
  return Math.max(base, mot + 5, Math.ceil(colonne.entete.length / 2) + 5);
}

/**
 * Description d'une feuille déduite de sa table, que l'appelant complète.
 *
 * @example decrireFeuille(CaAvancement, { totaux: { CAReconnu: 'SOMME' }, retenus: ['PctRetenu'] })
 */
export function decrireFeuille(
  table: AnyTable,
  options: {
    readonly totaux?: Readonly<Record<string, Total>>;
    readonly retenus?: readonly string[];
    readonly formatsConditionnels?: readonly FormatConditionnel[];
    readonly plan?: PlanLignes;
    readonly imprimerJusqua?: string;
    readonly portrait?: boolean;
  } = {},
): DescriptionFeuille {
  const { totaux = {}, retenus = [], formatsConditionnels = [], plan, imprimerJusqua, portrait } = options;
  return {
    nom: table.feuille,
    table,
    titre: table.titre,
    description: table.description,
    colonnes: table.colonnes.map(c => {
      const total = totaux[c.cle];
      const calcul = table.generee || c.calculee === true;
      return {
        cle: c.cle,
        largeur: largeurColonne(c),
        format: c.format,
        aspect: retenus.includes(c.cle) ? 'retenu' : calcul ? 'calcul' : 'saisie',
        ...(total ? { total } : {}),
      };
    }),
    formatsConditionnels,
    ...(plan ? { plan } : {}),
    ...(imprimerJusqua === undefined ? {} : { imprimerJusqua }),
    ...(portrait === true ? { portrait } : {}),
  };
}

/**
 * Formule du total d'une colonne, en syntaxe d'Excel : SOUS.TOTAL suit le filtre, et la table quand elle grandit.
 * @example formuleTotal('DotationsDuMois', 'Valeur brute', 'SOMME') // SUBTOTAL(109,DotationsDuMois[Valeur brute])
 */
export function formuleTotal(table: string, entete: string, total: Total): string {
  return `SUBTOTAL(${total === 'SOMME' ? 109 : 103},${table}[${entete.replace(/['#[\]]/g, "'$&")}])`;
}
