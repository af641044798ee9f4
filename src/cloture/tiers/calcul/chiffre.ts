/** Le facturé TTC par mois, d'après l'auxiliaire (domaine §8.3) : jamais du HT face à des créances TTC. */
import { plus, periodeDe, type Jour, type Montant, type Periode, ZERO } from '../../../comptabilite';
import type { Auxiliaire } from './auxiliaire';
import type { Sens } from './collectifs';
import type { LigneAuxiliaire } from './livre';

const FACTURE = { CLIENT: /^70/, FOURNISSEUR: /^6[0-2]/ } as const;

type LigneEcriture = Pick<LigneAuxiliaire, 'Exercice' | 'Journal' | 'EcritureNum' | 'Compte'>;
const cleDe = (exercice?: string, journal?: string, numero?: string) => `${exercice} ${journal} ${numero}`;

/** Les écritures qui sont des factures ou des avoirs : elles portent un compte 70 (60, 61 ou 62 pour un achat). */
export function ecrituresFacturees(lignes: readonly LigneEcriture[], sens: Sens): ReadonlySet<string> {
  const cles = new Set<string>();
  for (const { Compte, Exercice, Journal, EcritureNum } of lignes)
    if (FACTURE[sens].test(Compte)) cles.add(cleDe(Exercice, Journal, EcritureNum));
  return cles;
}

/**
 * Les lignes facturées d'un sens, chacune avec son mois : les lignes du tiers des écritures de facture, ou les factures
 * elles-mêmes quand il n'y a pas de grand livre. Ni règlement, ni acompte, ni douteux, ni immobilisation.
 * @param facturees écritures retenues ; undefined sans grand livre
 */
export function visiterFactures(
  aux: Auxiliaire,
  sens: Sens,
  facturees: ReadonlySet<string> | undefined,
  visiter: (rang: number, mois: Periode) => void,
): void {
  const periodes = new Map<number, Periode>();
  const [exercice, journal, numero] = [aux.lire('Exercice'), aux.lire('Journal'), aux.lire('EcritureNum')];
  const estFacture = aux.lire('estFacture');
  const facturee = (i: number) =>
    facturees ? facturees.has(cleDe(exercice(i), journal(i), numero(i))) : estFacture(i) === true;
  for (let i = 0; i < aux.n; i++) {
    const { sens: sien, nature, compte } = aux.comptes[aux.compteDe[i]!]!;
    if (sien !== sens || nature !== 'COURANT' || compte.startsWith('404')) continue;
    if (!facturee(i)) continue;
    const jour = aux.date[i]!;
    const periode = periodes.get(jour) ?? periodeDe(jour as Jour);
    periodes.set(jour, periode);
    visiter(i, periode);
  }
}

/** Le facturé TTC d'un sens par mois, avoirs déduits. */
export function factureParMois(
  aux: Auxiliaire,
  sens: Sens,
  facturees: ReadonlySet<string> | undefined,
): ReadonlyMap<Periode, Montant> {
  const mois = new Map<Periode, Montant>();
  visiterFactures(aux, sens, facturees, (rang, periode) =>
    mois.set(periode, plus(mois.get(periode) ?? ZERO, aux.montant[rang]! as Montant)),
  );
  return mois;
}
