/** Un modèle d'écriture appliqué à un montant. */
import {
  appliquer,
  auDebit,
  moins,
  oppose,
  plus,
  texteMontant,
  ZERO,
  type LigneEcriture,
  type Montant,
} from '../../../../comptabilite';
import type { LigneModele } from './types';

/** Ce que la pièce donne aux lignes du modèle qui n'ont rien à elles. */
export type Commun = Pick<LigneEcriture, 'tiers' | 'libelle' | 'idAffaire' | 'section'>;

/**
 * Les lignes d'écriture d'un modèle pour un montant : chaque part arrondie une fois, la ligne sans part ni montant
 * prend ce qui équilibre. Un montant négatif échange les côtés ; une ligne nulle disparaît.
 * Ex. : LOYER (613 débit 100 %, 401 crédit, le reste) à 1 000,00 → 613 débit 1 000,00 ; 401 crédit 1 000,00.
 * @throws RangeError si deux lignes équilibrent, ou si rien n'équilibre et que débit et crédit diffèrent
 */
export function appliquerModele(
  modele: readonly LigneModele[],
  montant: Montant,
  commun: Commun = {},
): LigneEcriture[] {
  const lignes = [...modele].sort((a, b) => a.Ligne - b.Ligne);
  const libres = lignes.filter(estLibre);
  if (libres.length > 1)
    throw new RangeError(
      `plusieurs lignes n'ont ni part ni montant (${libres.map(l => l.Ligne).join(', ')})`,
    );
  let solde = ZERO;
  const montants = lignes.map(l => {
    if (estLibre(l)) return undefined;
    const m = l.Montant ?? appliquer(montant, l.Part!);
    const signe = l.Sens === 'DEBIT' ? m : oppose(m);
    solde = plus(solde, signe);
    return signe;
  });
  if (libres.length === 0 && solde !== 0)
    throw new RangeError(`débit et crédit diffèrent de ${texteMontant(solde)}`);
  return lignes.flatMap((l, i) => {
    const signe = montants[i] ?? moins(ZERO, solde);
    if (signe === 0) return [];
    const precisions = {
      ...commun,
      ...defini('tiers', l.Tiers),
      ...defini('libelle', l.Libelle),
      ...defini('idAffaire', l.IdAffaire),
      ...defini('section', l.Section),
    };
    return [auDebit(l.Compte, signe, precisions)];
  });
}

const estLibre = (l: LigneModele): boolean => l.Part === undefined && l.Montant === undefined;

const defini = <C extends keyof Commun>(cle: C, valeur: Commun[C]): Partial<Commun> =>
  valeur === undefined ? {} : { [cle]: valeur };
