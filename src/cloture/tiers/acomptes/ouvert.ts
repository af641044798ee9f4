import { moins, plus, type Compte, type LigneEcriture, type Montant } from '../../../comptabilite';
import type { Collectif, Nature } from '../calcul/collectifs';
import type { PosteDate } from '../calcul/echeancier';
import type { TypeOperation } from './calcul/types';

/** Natures de comptes où la pièce d'une opération est cherchée, de la plus précise à la plus générale. */
export const NATURES: Readonly<Partial<Record<TypeOperation, readonly Nature[]>>> = {
  IRRECOUVRABLE: ['DOUTEUX', 'COURANT'],
  EFFET_ENCAISSE: ['EFFET'],
  EFFET_ESCOMPTE: ['EFFET'],
};
export const COURANTE: readonly Nature[] = ['COURANT'];

interface Reste {
  readonly compte: Compte;
  readonly nature: Nature;
  reste: Montant;
}

/** Ce qui reste ouvert de chaque pièce, et change à mesure que les opérations passent. */
export class Ouvert {
  private readonly restes = new Map<string, Reste[]>();

  constructor(
    postes: readonly PosteDate[],
    private readonly collectif: (compte: Compte) => Collectif | undefined,
  ) {
    for (const { tiers, piece, compte, nature, residuel } of postes)
      this.ajouter(tiers, piece, { compte, nature, reste: residuel });
  }

  /** Le compte d'une nature où la pièce est ouverte, et ce qui en reste. */
  chercher(tiers: string, piece: string, natures: readonly Nature[]): Readonly<Reste> | undefined {
    const comptes = this.restes.get(`${tiers}|${piece}`) ?? [];
    for (const nature of natures) {
      const trouve = comptes.find(c => c.nature === nature && c.reste !== 0);
      if (trouve) return trouve;
    }
    return undefined;
  }

  /** Ce que des lignes d'écriture ouvrent ou soldent. */
  passer(lignes: readonly LigneEcriture[]): void {
    for (const { tiers, piece = '', compte, debit, credit } of lignes) {
      const collectif = tiers === undefined ? undefined : this.collectif(compte);
      if (tiers === undefined || collectif === undefined) continue;
      const reste = collectif.sens === 'CLIENT' ? moins(debit, credit) : moins(credit, debit);
      this.ajouter(tiers, piece, { compte, nature: collectif.nature, reste });
    }
  }

  private ajouter(tiers: string, piece: string, mouvement: Reste): void {
    const cle = `${tiers}|${piece}`;
    const comptes = this.restes.get(cle) ?? [];
    const connu = comptes.find(c => c.compte === mouvement.compte);
    if (connu) connu.reste = plus(connu.reste, mouvement.reste);
    else comptes.push(mouvement);
    this.restes.set(cle, comptes);
  }
}
