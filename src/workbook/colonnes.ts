/**
 * Les sortes de colonnes d'une table du classeur. Chaque colonne est un schéma zod qui porte sa description
 * (en-tête, note, liste, format) : types, contrôles, modèles et dictionnaire en découlent tous.
 */
import * as z from 'zod/mini';
import { Decimal, type Compte, type Jour, type Montant, type Periode, type Quantite } from '../comptabilite';

export type SorteColonne =
  | 'texte'
  | 'compte'
  | 'periode'
  | 'montant'
  | 'quantite'
  | 'taux'
  | 'entier'
  | 'jour'
  | 'booleen'
  | 'enumeration';

/** Valeur décodée d'une cellule ; `undefined` quand une colonne facultative est vide. */
export type Valeur = string | number | boolean | Decimal | undefined;

export interface OptionsColonne {
  /** En-tête français, tel qu'écrit dans le classeur. */
  readonly entete: string;
  /** En-tête anglais, accepté à la lecture. */
  readonly en: string;
  readonly requis?: boolean;
  /** Autres noms reconnus (exports d'ERP, FEC). */
  readonly synonymes?: readonly string[];
  /** Note de l'en-tête et texte du dictionnaire. */
  readonly note?: string;
  /** Table de référence, `'Affaires'` ou `'Commandes.IdCommande'`. */
  readonly reference?: string;
  /** Largeur en caractères dans les modèles. */
  readonly largeur?: number;
  /** Bornes incluses d'un taux ou d'un entier. */
  readonly bornes?: readonly [number, number];
  /** Autres façons d'écrire une valeur d'énumération : `{ FAC: 'FACTURE' }`. */
  readonly alias?: Readonly<Record<string, string>>;
  /** Texte qui accepte sans avis un nombre, une date ou un booléen (valeur d'un paramètre). */
  readonly libre?: boolean;
  /** Colonne calculée par le complément. */
  readonly calculee?: boolean;
  /** En-tête qui suit un réglage : la colonne se retrouve à sa place, et l'écriture la renomme, l'ajoute ou l'ôte. */
  readonly mobile?: boolean;
  /** Format d'affichage Excel, quand celui de la sorte ne convient pas. */
  readonly format?: string;
}

/** Ce que l'on sait d'une colonne, sans son nom de clé. */
export interface MetaColonne extends OptionsColonne {
  readonly sorte: SorteColonne;
  readonly format: string;
  readonly valeurs?: readonly string[];
}

/** Une colonne d'une table : sa clé technique et sa description. */
export interface Colonne extends MetaColonne {
  readonly cle: string;
}

export const FORMATS: Readonly<Record<SorteColonne, string>> = {
  texte: '@',
  compte: '@',
  periode: '@',
  montant: '#,##0.00',
  quantite: '0.00##',
  taux: '0.00%',
  entier: '0',
  jour: 'dd/mm/yyyy',
  booleen: '@',
  enumeration: '@',
};

/** Descriptions attachées aux schémas de colonnes. */
export const registreColonnes = z.registry<MetaColonne>();

type Schema<T, O> = O extends { readonly requis: true }
  ? z.ZodMiniType<T>
  : z.ZodMiniOptional<z.ZodMiniType<T>>;

function inscrire<T, O extends OptionsColonne>(
  schema: z.ZodMiniType<T>,
  sorte: SorteColonne,
  options: O,
  valeurs?: readonly string[],
): Schema<T, O> {
  const colonne = options.requis ? schema.clone() : z.optional(schema);
  registreColonnes.add(colonne, {
    ...options,
    sorte,
    format: options.format ?? FORMATS[sorte],
    ...(valeurs ? { valeurs } : {}),
  });
  return colonne as Schema<T, O>;
}

const schemaEntier = <T extends number>(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) =>
  z.custom<T>(v => Number.isSafeInteger(v) && (v as number) >= min && (v as number) <= max);

/** Texte sans espaces aux bords : identifiant, libellé, référence. */
export const texte = <const O extends OptionsColonne>(options: O): Schema<string, O> =>
  inscrire(z.string().check(z.minLength(1)), 'texte', options);

/** Numéro de compte, texte comparé par préfixe (domaine §2.4). */
export const compte = <const O extends OptionsColonne>(options: O): Schema<Compte, O> =>
  inscrire(
    z.custom<Compte>(v => typeof v === 'string' && v !== ''),
    'compte',
    options,
  );

/** Mois comptable `AAAA-MM`. */
export const periode = <const O extends OptionsColonne>(options: O): Schema<Periode, O> =>
  inscrire(
    z.custom<Periode>(v => typeof v === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(v)),
    'periode',
    options,
  );

/** Montant en euros dans la feuille, en centimes entiers une fois lu. */
export const montant = <const O extends OptionsColonne>(options: O): Schema<Montant, O> =>
  inscrire(schemaEntier<Montant>(), 'montant', options);

/** Quantité (jours, heures, unités) à quatre décimales, en dix-millièmes entiers une fois lue. */
export const quantite = <const O extends OptionsColonne>(options: O): Schema<Quantite, O> =>
  inscrire(schemaEntier<Quantite>(), 'quantite', options);

/** Taux ou part, exact comme saisi : 20 % vaut 0,20. */
export const taux = <const O extends OptionsColonne>(options: O): Schema<Decimal, O> =>
  inscrire(
    z.custom<Decimal>(v => Decimal.isDecimal(v)),
    'taux',
    options,
  );

/** Nombre entier (rang, durée en mois). */
export const entier = <const O extends OptionsColonne>(options: O): Schema<number, O> =>
  inscrire(schemaEntier<number>(), 'entier', options);

/** Date, sans heure ni fuseau. */
export const jour = <const O extends OptionsColonne>(options: O): Schema<Jour, O> =>
  inscrire(schemaEntier<Jour>(61, 2_958_465), 'jour', options);

/** O ou N dans la feuille. */
export const booleen = <const O extends OptionsColonne>(options: O): Schema<boolean, O> =>
  inscrire(z.boolean(), 'booleen', options, ['O', 'N']);

/** Valeur prise dans une liste fermée. */
export const enumeration = <const V extends readonly string[], const O extends OptionsColonne>(
  valeurs: V,
  options: O,
): Schema<V[number], O> =>
  inscrire(
    z.custom<V[number]>(v => typeof v === 'string' && valeurs.includes(v)),
    'enumeration',
    options,
    valeurs,
  );
