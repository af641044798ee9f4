/** L'arbre d'un poste ouvert : ses cellules, et ce que les règlements en ont pris (conception §1, loi 3). */
import { arbre, type Explication, type Jour, type Libelle } from '../../../comptabilite';
import type { Auxiliaire } from '../calcul/auxiliaire';
import type { CelluleSource } from '../calcul/livre';
import type { PosteDate } from '../calcul/echeancier';

export const dire = (fr: string, en: string): Libelle => ({ fr, en });

export const ZERO_EUROS = arbre.constante(dire('zéro', 'zero'), 0, 'EUR');
const UN = arbre.constante(dire('un', 'one'), 1);

/** 1 + t. */
export const unPlus = (t: Explication): Explication =>
  arbre.somme(dire('1 + taux de TVA', '1 + VAT rate'), [UN, t], 'NOMBRE');

/** arr(TTC / (1 + t)). */
export function arbreHorsTaxe(ttc: Explication, taux: Explication): Explication {
  const libelle = dire('HT', 'Excl. VAT');
  return arbre.arrondi(libelle, arbre.quotient(libelle, ttc, unPlus(taux), 'EUR'));
}

/** Ce qui manque à une explication : une ligne qui n'est pas encore au classeur. */
export class PasEcrite extends Error {}

/** Undefined si l'arbre aurait une feuille hors du classeur. */
export function siEcrit<T>(batir: () => T): T | undefined {
  try {
    return batir();
  } catch (e) {
    if (e instanceof PasEcrite) return undefined;
    throw e;
  }
}

/** Une ligne de compte de tiers, signée comme l'auxiliaire : débit moins crédit pour un client. */
export function arbreLigne(aux: Auxiliaire, rang: number): Explication {
  const origine = aux.origine(rang);
  const libelle = dire(origine.Piece, origine.Piece);
  if (origine.cellules !== undefined) return arbreSources(libelle, origine.cellules);
  const ligne = origine.ligne === 0 ? origine.enPlace : origine.ligne;
  if (ligne === undefined) throw new PasEcrite();
  const cellule = (colonne: 'Debit' | 'Credit', fr: string, en: string) =>
    arbre.cellule(
      dire(`${fr} de ${origine.Piece}`, `${en} of ${origine.Piece}`),
      { table: aux.table(rang), ligne, colonne },
      arbre.eurosExacts(origine[colonne]),
      'EUR',
    );
  const [debit, credit] = [cellule('Debit', 'débit', 'debit'), cellule('Credit', 'crédit', 'credit')];
  const client = aux.comptes[aux.compteDe[rang]!]!.sens === 'CLIENT';
  return arbre.difference(libelle, client ? [debit, credit] : [credit, debit]);
}

/** Une ligne sans écriture : les cellules de la facture ou du règlement, selon leur signe. */
function arbreSources(libelle: Libelle, cellules: readonly CelluleSource[]): Explication {
  const de = (signe: 1 | -1) =>
    cellules
      .filter(c => c.signe === signe)
      .map(({ table, ligne, colonne, montant }) =>
        arbre.cellule(libelle, { table, ligne, colonne }, arbre.eurosExacts(montant), 'EUR'),
      );
  return arbre.difference(libelle, [arbre.somme(libelle, de(1), 'EUR'), ...de(-1)]);
}

/** Ce qui reste d'un poste : son montant, moins ce que son lettrage partiel en solde. */
export function arbreResiduel(aux: Auxiliaire, poste: PosteDate): Explication {
  const montant = arbreLigne(aux, poste.rang);
  if (poste.imputation === undefined) return montant;
  const { restantes, soldantes } = poste.imputation;
  const jusquALui = restantes.slice(0, restantes.indexOf(poste.rang) + 1);
  return arbreReste(
    dire(`Reste de ${poste.piece}`, `Outstanding on ${poste.piece}`),
    montant,
    [...jusquALui, ...soldantes].map(rang => arbreLigne(aux, rang)),
  );
}

/**
 * min(m ; max(0 ; cumul)) d'un montant positif, max(m ; min(0 ; cumul)) d'un négatif.
 * @param cumul les pièces jusqu'à celle-ci et ce qui les solde
 */
export function arbreReste(
  libelle: Libelle,
  montant: Explication,
  cumul: readonly Explication[],
): Explication {
  const total = arbre.somme(
    dire('jusqu’à cette pièce, règlements déduits', 'up to this document, net of receipts'),
    cumul,
  );
  const borne = dire('ce qui n’est pas encore soldé', 'what is not settled yet');
  return montant.valeur.gt(0)
    ? arbre.minimum(libelle, [montant, arbre.maximum(borne, [ZERO_EUROS, total])])
    : arbre.maximum(libelle, [montant, arbre.minimum(borne, [ZERO_EUROS, total])]);
}

/** arr(reste en devise / cours) : ce qui reste d'un poste, au cours de clôture. */
export function arbreReevalue(
  aux: Auxiliaire,
  poste: PosteDate,
  residuel: Explication,
  cours: Explication,
): Explication {
  const origine = aux.origine(poste.rang);
  const positif = (libelle: Libelle, e: Explication, gardee: boolean) =>
    gardee ? e : arbre.difference(libelle, [ZERO_EUROS, e], e.unite);
  const enDevise = dire(`En devise, ${poste.piece}`, `In currency, ${poste.piece}`);
  const montantDevise = origine.MontantDevise!;
  const absolu = positif(
    enDevise,
    arbre.cellule(
      enDevise,
      { table: aux.table(poste.rang), ligne: origine.ligne, colonne: 'MontantDevise' },
      arbre.eurosExacts(montantDevise),
      'NOMBRE',
    ),
    montantDevise >= 0,
  );
  const reste =
    poste.imputation === undefined
      ? positif(enDevise, absolu, poste.residuel > 0)
      : arbre.prorata(
          dire(`Reste en devise, ${poste.piece}`, `Outstanding in currency, ${poste.piece}`),
          absolu,
          residuel,
          positif(dire('Montant', 'Amount'), arbreLigne(aux, poste.rang), poste.montant > 0),
        );
  const libelle = dire(`${poste.piece} au cours de clôture`, `${poste.piece} at the closing rate`);
  return arbre.arrondi(libelle, arbre.quotient(libelle, reste, cours, 'EUR'));
}

/** La cellule d'une date d'une ligne de l'auxiliaire, en jours ; la constante si elle n'est pas au classeur. */
export function arbreDate(
  aux: Auxiliaire,
  rang: number,
  libelle: Libelle,
  { colonne, le }: { readonly colonne: string | undefined; readonly le: Jour },
): Explication {
  const origine = aux.origine(rang);
  const ligne = origine.ligne === 0 ? origine.enPlace : origine.ligne;
  return colonne === undefined || ligne === undefined
    ? arbre.constante(libelle, le, 'JOUR')
    : arbre.cellule(libelle, { table: aux.table(rang), ligne, colonne }, le, 'JOUR');
}

/** L'échéance d'une ligne : sa cellule, ou la date que donnent les conditions du tiers. */
export function arbreEcheance(aux: Auxiliaire, rang: number, le: Jour): Explication {
  const { DateEcheance, Piece } = aux.origine(rang);
  const colonne = DateEcheance === undefined ? undefined : 'DateEcheance';
  return arbreDate(aux, rang, dire(`Échéance de ${Piece}`, `Due date of ${Piece}`), { colonne, le });
}

/** Un jour de la règle : l'arrêté, la fin d'un semestre. */
export const jourDit = (fr: string, en: string, j: Jour): Explication =>
  arbre.constante(dire(fr, en), j, 'JOUR');
