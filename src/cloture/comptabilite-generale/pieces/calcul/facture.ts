/** Une facture saisie en quelques lignes : le tiers, les charges ou produits, la TVA (capacité 77). */
import {
  appliquer,
  auDebit,
  oppose,
  plus,
  somme,
  ZERO,
  type Compte,
  type LigneEcriture,
  type Montant,
} from '../../../../comptabilite';
import type { LigneDeFacture } from './types';

export interface Facture {
  /** Vrai pour une vente : le tiers est débité. Un avoir l'inverse. */
  readonly vente: boolean;
  readonly avoir: boolean;
  readonly collectif: Compte;
  readonly tiers: string;
  readonly lignes: readonly LigneDeFacture[];
  /** Ce que porte la ligne du tiers : échéance, devise et montant en devise. */
  readonly creance: Pick<LigneEcriture, 'echeance' | 'devise' | 'montantDevise'>;
}

/** La TVA d'une ligne : arr(HT × taux) ; nulle sans TVA. */
export const tvaDe = ({ ht, tva }: LigneDeFacture): Montant =>
  tva.regime === 'AUCUNE' ? ZERO : appliquer(ht, tva.taux);

/**
 * Les lignes de l'écriture : le tiers pour le TTC, puis chaque charge ou produit, puis la TVA, cumulée par compte. La
 * TVA se calcule ligne par ligne et s'ajoute : le nombre de lignes ne change pas les totaux (domaine §4.1).
 * Ex. : vente de 1 000,00 à 20 % → 411 débit 1 200,00 ; 706 crédit 1 000,00 ; 44571 crédit 200,00.
 */
export function lignesDeFacture(f: Facture): LigneEcriture[] {
  // Côté du tiers : débiteur pour une vente, créditeur pour un achat ; un avoir l'échange.
  const signe = f.vente === f.avoir ? -1 : 1;
  const du = (m: Montant): Montant => (signe === 1 ? m : oppose(m));
  const taxes = new Map<Compte, Montant>();
  const taxer = (compte: Compte, m: Montant) => taxes.set(compte, plus(taxes.get(compte) ?? ZERO, m));
  const bases = f.lignes.map(l => {
    const tva = tvaDe(l);
    const dansLaCharge = l.tva.regime === 'DANS_LA_CHARGE';
    if (l.tva.regime === 'NORMALE') taxer(l.tva.compte, oppose(du(tva)));
    if (l.tva.regime === 'AUTOLIQUIDEE') {
      taxer(l.tva.deductible, oppose(du(tva)));
      taxer(l.tva.collectee, du(tva));
    }
    const { idAffaire, section } = l;
    return auDebit(l.compte, oppose(du(dansLaCharge ? plus(l.ht, tva) : l.ht)), {
      ...(idAffaire === undefined ? {} : { idAffaire }),
      ...(section === undefined ? {} : { section }),
    });
  });
  const ttc = somme(f.lignes.map(l => (l.tva.regime === 'AUTOLIQUIDEE' ? l.ht : plus(l.ht, tvaDe(l)))));
  const lignes = [
    auDebit(f.collectif, du(ttc), { ...f.creance, tiers: f.tiers }),
    ...bases,
    ...[...taxes].map(([compte, m]) => auDebit(compte, m)),
  ];
  return lignes.filter(l => l.debit !== 0 || l.credit !== 0);
}
