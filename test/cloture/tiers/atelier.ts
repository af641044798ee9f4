/** De quoi écrire un auxiliaire en quelques lignes. */
import {
  compte,
  depuisEuros,
  depuisTexte,
  type Jour,
  type Montant,
  ZERO,
  terminer,
} from '../../../src/comptabilite';
import { Auxiliaire } from '../../../src/cloture/tiers/calcul/auxiliaire';
import { livreDe, type LigneAuxiliaire } from '../../../src/cloture/tiers/calcul/livre';
import type { OptionsBalance } from '../../../src/cloture/tiers/calcul/balance-agee';
import { Echeancier, type PosteDate } from '../../../src/cloture/tiers/calcul/echeancier';
import { postesOuverts } from '../../../src/cloture/tiers/calcul/postes-ouverts';
import { BORNES } from '../../../src/cloture/tiers/calcul/tranches';

export const le = (texte: string): Jour => {
  const lu = depuisTexte(texte);
  if (lu === undefined) throw new Error(texte);
  return lu;
};

export interface LigneEssai {
  readonly tiers?: string;
  readonly compte?: string;
  readonly piece: string;
  readonly date: string;
  readonly echeance?: string;
  /** En euros ; positif au débit. */
  readonly montant: number;
  readonly lettrage?: string;
  readonly lettreLe?: string;
  readonly journal?: string;
  readonly devise?: string;
}

export function lignes(essais: readonly LigneEssai[]): LigneAuxiliaire[] {
  return essais.map((l, rang) => {
    const m = depuisEuros(l.montant);
    return {
      ligne: rang + 2,
      Journal: l.journal ?? 'VT',
      DateEcriture: le(l.date),
      Compte: compte(l.compte ?? '411000'),
      Tiers: l.tiers ?? 'C1',
      Piece: l.piece,
      DatePiece: le(l.date),
      Libelle: l.piece,
      Debit: m > 0 ? m : ZERO,
      Credit: (m < 0 ? -m : 0) as Montant,
      Lettrage: l.lettrage,
      DateLettrage: l.lettreLe === undefined ? undefined : le(l.lettreLe),
      DateEcheance: l.echeance === undefined ? undefined : le(l.echeance),
      Devise: l.devise,
    };
  });
}

export function auxiliaire(essais: readonly LigneEssai[], cloture: readonly LigneEssai[] = []): Auxiliaire {
  return terminer(
    Auxiliaire.ranger(
      [livreDe('Ecritures', lignes(essais)), livreDe('EcrituresCloture', lignes(cloture), true)],
      new Map(),
    ),
  );
}

const TRENTE_JOURS = { forme: 'NET', jours: 30 } as const;

/** Les postes ouverts, datés, d'un jour. */
export function postesAu(aux: Auxiliaire, jour: Jour): PosteDate[] {
  const echeancier = new Echeancier(aux, [], TRENTE_JOURS);
  return postesOuverts(aux, jour).map(p => echeancier.dater(p));
}

export function options(arrete: Jour, plus: Partial<OptionsBalance> = {}): OptionsBalance {
  return {
    arrete,
    bornes: BORNES,
    credits: 'COLONNE_SEPAREE',
    base: 'ECHEANCE',
    unite: tiers => tiers,
    enLitige: () => false,
    promis: () => false,
    ...plus,
  };
}
