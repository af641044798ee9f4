/** Les lignes d'à-nouveaux d'un exercice : ses soldes de bilan repris, son résultat au 120 ou au 129 (domaine §9.6). */
import {
  auDebit,
  moins,
  oppose,
  plus,
  somme,
  ZERO,
  type Compte,
  type LigneEcriture,
  type Montant,
} from '../../../../comptabilite';

/** Ce qui reste d'une pièce d'un tiers à la clôture, débit positif. */
export interface PosteRepris {
  readonly compte: Compte;
  readonly solde: Montant;
  readonly precisions: Partial<LigneEcriture>;
}

export interface Cloture {
  /** Soldes de clôture des comptes des classes 1 à 5, débit positif. */
  readonly soldes: ReadonlyMap<Compte, Montant>;
  /** Postes ouverts des comptes de tiers ; ce qu'ils ne font pas du solde est repris sur une ligne sans tiers. */
  readonly postes: readonly PosteRepris[];
  /** Produits moins charges, exercice par exercice que rien n'a encore repris. */
  readonly resultats: readonly Montant[];
  readonly benefice: Compte;
  readonly perte: Compte;
  /** Le numéro du compte au plan du nouvel exercice. */
  readonly convertir: (compte: Compte) => Compte;
}

/**
 * Une ligne par compte, une par poste ouvert d'un tiers ; un solde nul n'a pas de ligne. Un bénéfice va au 120, une perte
 * au 129, ajoutés à ce que le compte portait déjà. Leur somme est nulle si la balance de clôture l'était.
 * @example reprendre({ soldes: 512 → 100,00, …, resultats: [100,00] }) // 512 débit 100,00 ; 120 crédit 100,00
 */
export function reprendre(c: Cloture): LigneEcriture[] {
  const restes = new Map<Compte, Montant>();
  const ajouter = (compte: Compte, m: Montant) => restes.set(compte, plus(restes.get(compte) ?? ZERO, m));
  for (const [compte, solde] of c.soldes) ajouter(c.convertir(compte), solde);
  for (const r of c.resultats) if (r !== 0) ajouter(r > 0 ? c.benefice : c.perte, oppose(r));
  const lignes: LigneEcriture[] = [];
  for (const { compte, solde, precisions } of c.postes) {
    const nouveau = c.convertir(compte);
    ajouter(nouveau, oppose(solde));
    if (solde !== 0) lignes.push(auDebit(nouveau, solde, precisions));
  }
  for (const [compte, reste] of restes) if (reste !== 0) lignes.push(auDebit(compte, reste));
  return lignes.sort(ordre);
}

const texteDe = (l: LigneEcriture) => [l.compte, l.tiers ?? '', l.piece ?? ''].join('\u0000');
const ordre = (a: LigneEcriture, b: LigneEcriture): number => {
  const [x, y] = [texteDe(a), texteDe(b)];
  return x < y ? -1 : x > y ? 1 : a.debit - a.credit - (b.debit - b.credit);
};

/** Ce qui manque à l'équilibre : zéro pour une balance juste. */
export const desequilibre = (lignes: readonly LigneEcriture[]): Montant =>
  moins(somme(lignes.map(l => l.debit)), somme(lignes.map(l => l.credit)));
