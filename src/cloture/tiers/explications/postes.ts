/** L'arbre d'un poste ouvert : ses cellules, et ce que les règlements en ont pris (conception §1, loi 3). */
import { arbre, type Explication, type Jour, type Libelle } from '../../../comptabilite';
import type { Auxiliaire } from '../calcul/auxiliaire';
import type { PosteDate } from '../calcul/echeancier';

export const dire = (fr: string, en: string): Libelle => ({ fr, en });

export const ZERO_EUROS = arbre.constante(dire('zéro', 'zero'), 0, 'EUR');
const UN = arbre.constante(dire('un', 'one'), 1);

/** 1 + t. */
export const unPlus = (t: Explication): Explication =>
  arbre.somme(dire('1 + taux de TVA', '1 + VAT rate'), [UN, t], 'NOMBRE');

/** Ce qui manque à une explication : une ligne qui n'est pas encore au classeur. */
class PasEcrite extends Error {}

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
  const origine = aux.origines[rang]!;
  const libelle = dire(origine.Piece, origine.Piece);
  if (origine.cellules !== undefined)
    return arbre.somme(
      libelle,
      origine.cellules.map(c => {
        const lue = arbre.cellule(
          libelle,
          { table: c.table, ligne: c.ligne, colonne: c.colonne },
          arbre.eurosExacts(c.montant),
          'EUR',
        );
        return c.signe < 0 ? arbre.difference(libelle, [ZERO_EUROS, lue]) : lue;
      }),
    );
  const ligne = origine.ligne === 0 ? origine.enPlace : origine.ligne;
  if (ligne === undefined) throw new PasEcrite();
  const cellule = (colonne: 'Debit' | 'Credit', fr: string, en: string) =>
    arbre.cellule(
      dire(`${fr} de ${origine.Piece}`, `${en} of ${origine.Piece}`),
      { table: aux.tables[rang]!, ligne, colonne },
      arbre.eurosExacts(origine[colonne]),
      'EUR',
    );
  const [debit, credit] = [cellule('Debit', 'débit', 'debit'), cellule('Credit', 'crédit', 'credit')];
  const client = aux.comptes[aux.compteDe[rang]!]!.sens === 'CLIENT';
  return arbre.difference(libelle, client ? [debit, credit] : [credit, debit]);
}

/** Ce qui reste d'un poste : min(montant ; max(0 ; ses pareils jusqu'à lui, moins ce qui les solde)). */
export function arbreResiduel(aux: Auxiliaire, poste: PosteDate): Explication {
  const montant = arbreLigne(aux, poste.rang);
  if (poste.imputation === undefined) return montant;
  const { restantes, soldantes } = poste.imputation;
  const jusquALui = restantes.slice(0, restantes.indexOf(poste.rang) + 1);
  const cumul = arbre.somme(
    dire('pièces jusqu’à elle et règlements', 'items up to it and receipts'),
    [...jusquALui, ...soldantes].map(rang => arbreLigne(aux, rang)),
  );
  const libelle = dire(`Reste de ${poste.piece}`, `Outstanding on ${poste.piece}`);
  return poste.residuel > 0
    ? arbre.minimum(libelle, [montant, arbre.maximum(libelle, [ZERO_EUROS, cumul])])
    : arbre.maximum(libelle, [montant, arbre.minimum(libelle, [ZERO_EUROS, cumul])]);
}

/** Une date en jours : la cellule de l'échéance, ou la date que donnent les conditions du tiers. */
export function arbreEcheance(aux: Auxiliaire, poste: PosteDate): Explication {
  const origine = aux.origines[poste.rang]!;
  const libelle = dire(`Échéance de ${poste.piece}`, `Due date of ${poste.piece}`);
  const ligne = origine.ligne === 0 ? origine.enPlace : origine.ligne;
  if (origine.DateEcheance === undefined || ligne === undefined)
    return arbre.constante(libelle, poste.echeance, 'JOUR');
  return arbre.cellule(
    libelle,
    { table: aux.tables[poste.rang]!, ligne, colonne: 'DateEcheance' },
    origine.DateEcheance,
    'JOUR',
  );
}

/** Un jour de la règle : l'arrêté, la fin d'un semestre. */
export const jourDit = (fr: string, en: string, j: Jour): Explication =>
  arbre.constante(dire(fr, en), j, 'JOUR');
