import type { Compte } from './compte';
import { versIso, type Jour } from './jour';
import { oppose, somme, texteMontant, type Montant } from './montant';

/** D'où vient une écriture (domaine §14.5). */
export type OrigineEcriture =
  | 'IMPORT'
  | 'SAISIE'
  | 'FAE'
  | 'PCA'
  | 'FNP'
  | 'CCA'
  | 'AMORT'
  | 'DEROGATOIRE'
  | 'CESSION'
  | 'PROV'
  | 'ENCOURS'
  | 'CHANGE'
  | 'EXTOURNE'
  | 'REPARTITION'
  | 'AN';

/** Ligne d'écriture : un débit ou un crédit, jamais les deux. */
export interface LigneEcriture {
  readonly compte: Compte;
  readonly tiers?: string;
  readonly libelle?: string;
  readonly debit: Montant;
  readonly credit: Montant;
  readonly idAffaire?: string;
  readonly section?: string;
  /** Pièce de la ligne, quand ce n'est pas celle de l'écriture : la facture qu'elle solde ou qu'elle continue. */
  readonly piece?: string;
  /** Échéance de la créance ou de la dette que la ligne porte. */
  readonly echeance?: Jour;
  /** Date de la pièce de la ligne, quand ce n'est pas celle de l'écriture. */
  readonly datePiece?: Jour;
  /** Devise de la ligne, et son montant dans cette devise, du côté où la ligne est. */
  readonly devise?: string;
  readonly montantDevise?: Montant;
  /** Lettrage que la ligne reprend d'un exercice antérieur. */
  readonly lettrage?: string;
  readonly dateLettrage?: Jour;
}

/** Pièce comptable équilibrée ; `cle` la rend unique et rejouable (CleGeneration). */
export interface Ecriture {
  readonly cle: string;
  readonly origine: OrigineEcriture;
  readonly journal: string;
  readonly date: Jour;
  readonly piece: string;
  readonly libelle: string;
  readonly lignes: readonly LigneEcriture[];
  /** Clé de l'écriture que celle-ci annule. */
  readonly extourneDe?: string;
  /** Jour où le fait s'est produit, quand sa période était déjà fermée (PCG art. 1031-4). */
  readonly survenance?: Jour;
}

/** Sens d'une clé de génération : l'écriture de l'arrêté ou son extourne. */
export type SensGeneration = 'ARRETE' | 'EXTOURNE';

/**
 * Construit une écriture, équilibrée par construction (PCG art. 911-1 ; domaine §0.1).
 * @throws RangeError s'il y a moins de deux lignes, si une ligne n'a pas exactement un côté non nul, ou si
 * la somme des débits diffère de celle des crédits.
 */
export function ecriture(e: Ecriture): Ecriture {
  if (e.lignes.length < 2) throw new RangeError(`Pièce ${e.piece} : il faut au moins deux lignes.`);
  for (const ligne of e.lignes) {
    if ((ligne.debit !== 0) === (ligne.credit !== 0)) {
      throw new RangeError(`Pièce ${e.piece}, compte ${ligne.compte} : un débit ou un crédit, et un seul.`);
    }
  }
  const debit = totalDebit(e);
  const credit = totalCredit(e);
  if (debit !== credit) {
    throw new RangeError(
      `Pièce ${e.piece} : débit ${texteMontant(debit)} et crédit ${texteMontant(credit)} diffèrent.`,
    );
  }
  return e;
}

/** Total des débits. */
export function totalDebit(e: Ecriture): Montant {
  return somme(e.lignes.map(l => l.debit));
}

/** Total des crédits. */
export function totalCredit(e: Ecriture): Montant {
  return somme(e.lignes.map(l => l.credit));
}

/**
 * Écriture d'extourne : elle nie l'écriture, elle ne recalcule rien (domaine §4.3).
 * INVERSE échange débit et crédit ; NEGATIVE garde les côtés et change les signes, pour ne pas gonfler les
 * mouvements. Sa clé porte le sens EXTOURNE et `extourneDe` désigne l'écriture annulée.
 */
export function extourner(e: Ecriture, date: Jour, forme: 'INVERSE' | 'NEGATIVE' = 'INVERSE'): Ecriture {
  const lignes = e.lignes.map(l =>
    forme === 'INVERSE'
      ? { ...l, debit: l.credit, credit: l.debit }
      : { ...l, debit: oppose(l.debit), credit: oppose(l.credit) },
  );
  return ecriture({
    ...e,
    cle: cleExtourne(e.cle),
    origine: 'EXTOURNE',
    date,
    libelle: `Extourne ${e.libelle}`,
    lignes,
    extourneDe: e.cle,
  });
}

/**
 * Clé d'idempotence d'une écriture générée (domaine §0.4).
 * Ex. : cleGeneration('FAE', jour(2026, 11, 30), '24A010', 'ARRETE') = 'FAE|2026-11-30|24A010|ARRETE'.
 */
export function cleGeneration(module: string, arrete: Jour, idSource: string, sens: SensGeneration): string {
  return `${module}|${versIso(arrete)}|${idSource}|${sens}`;
}

/** Ce que dit une clé de génération ; arrêté en ISO. */
export interface CleLue {
  readonly module: string;
  readonly arrete: string;
  readonly source: string;
  /** Vide si la clé ne le dit pas. */
  readonly sens: SensGeneration | '';
}

/**
 * Relit une clé de génération. Le code d'une source peut porter des barres : elle va de l'arrêté au sens, qui finit la clé.
 * @example lireCleGeneration('SAISIE|2026-11-30|OD|7|ARRETE').source // « OD|7 »
 */
export function lireCleGeneration(cle: string | undefined): CleLue {
  const [module = '', arrete = '', ...suite] = (cle ?? '').split('|');
  const dernier = suite.at(-1);
  const sens = dernier === 'ARRETE' || dernier === 'EXTOURNE' ? dernier : '';
  return { module, arrete, source: (sens === '' ? suite : suite.slice(0, -1)).join('|'), sens };
}

function cleExtourne(cle: string): string {
  return cle.endsWith('|ARRETE') ? `${cle.slice(0, -'ARRETE'.length)}EXTOURNE` : `${cle}|EXTOURNE`;
}
