/** Ce que le volet montre d'une exécution : la balance, le contrôle des livres, les comptes absents du plan. */
import { depuisTexte, enEuros, moins, ZERO, type Jour, type Montant } from '../../comptabilite';
import type { BilanExecution, ProprietesPanneau } from '../../ui/proprietes';
import { nomNormalise } from '../../workbook/table';
import { Parametres } from '../tables-communes';
import { GrandLivre, TABLES_GRAND_LIVRE, type LigneLivre } from '../tables-communes/grand-livre';
import { lireParametres } from '../tables-communes/parametres';
import type { LigneGenerale } from './editions/balances';
import type { LigneRapprochement } from './editions/rapprochement';
import type { CompteAbsent } from './plan/absents';

const lignesDe = (bilan: BilanExecution, nom: string): readonly object[] =>
  bilan.produites?.find(p => p.table.nom === nom)?.lignes ?? [];

/** Un compte de la balance, solde en euros, débit moins crédit. */
export interface CompteVu {
  readonly compte: string;
  readonly libelle: string;
  readonly solde: number;
}

export interface BalanceVue {
  readonly classes: readonly CompteVu[];
  readonly comptes: readonly CompteVu[];
  readonly debit: number;
  readonly credit: number;
}

const soldeDe = (l: LigneGenerale) => enEuros(moins(l.SoldeD ?? ZERO, l.SoldeC ?? ZERO));
const vu = (l: LigneGenerale): CompteVu => ({
  compte: l.Compte ?? '',
  libelle: l.Libelle ?? '',
  solde: soldeDe(l),
});

/** La balance calculée ; undefined sans écriture. */
export function balanceVue(bilan: BilanExecution): BalanceVue | undefined {
  const lignes = lignesDe(bilan, 'BalanceGenerale') as readonly LigneGenerale[];
  const total = lignes.find(l => l.Niveau === 'TOTAL');
  if (!total) return undefined;
  return {
    classes: lignes.filter(l => l.Niveau === 'CLASSE').map(vu),
    comptes: lignes.filter(l => l.Niveau === 'COMPTE').map(vu),
    debit: enEuros(total.SoldeD ?? ZERO),
    credit: enEuros(total.SoldeC ?? ZERO),
  };
}

/** Les comptes dont le numéro commence par le texte cherché, ou dont le libellé le contient. */
export function chercher(comptes: readonly CompteVu[], texte: string): readonly CompteVu[] {
  const brut = texte.trim();
  const mot = nomNormalise(brut);
  if (mot === '') return [];
  return comptes.filter(c => c.compte.startsWith(brut) || nomNormalise(c.libelle).includes(mot));
}

export const livresVus = (bilan: BilanExecution) =>
  lignesDe(bilan, 'RapprochementLivres') as readonly LigneRapprochement[];
export const absentsVus = (bilan: BilanExecution) =>
  lignesDe(bilan, 'ComptesAbsents') as readonly CompteAbsent[];

/** Les mouvements d'un compte dans l'exercice. */
export interface MouvementsVus {
  readonly lignes: readonly LigneLivre[];
  readonly ouverture: Montant;
}

/** Lit les écritures du classeur et rend les mouvements d'un compte jusqu'à l'arrêté (ISO). */
export async function lireMouvements(
  lireTables: ProprietesPanneau['lireTables'],
  compte: string,
  arreteIso: string,
): Promise<MouvementsVus> {
  const tables = await lireTables([...TABLES_GRAND_LIVRE, Parametres]);
  const arrete = depuisTexte(arreteIso) as Jour;
  const livre = GrandLivre.lu(tables, lireParametres(tables, arrete));
  const exercice = livre.exerciceDu(arrete);
  if (!exercice) return { lignes: [], ouverture: ZERO };
  const lignes = livre.lignes(compte, exercice.DateDebut, arrete, livre.courants());
  const solde = livre.solde({ comptes: c => c === compte, au: arrete });
  const mouvements = lignes.reduce((s, l) => s + l.debit - l.credit, 0);
  return { lignes, ouverture: (solde - mouvements) as Montant };
}
