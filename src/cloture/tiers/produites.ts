/** Les lignes des balances âgées : les pièces repliées de chaque tiers, sa ligne, puis les collectifs et le total. */
import { quotient, type Montant, ZERO } from '../../comptabilite';
import { nomNormalise, type Table } from '../../workbook/table';
import type { TableProduite } from '../contexte';
import {
  NON_AFFECTE,
  type BalanceAgee,
  type Cumuls,
  type UniteAgee,
  type Ventile,
} from './calcul/balance-agee';
import type { PosteDate } from './calcul/echeancier';
import { depassement } from './calcul/plafond';
import type { ModeleTiers } from './modele';
import { cleTranche, type LigneBalance } from './tables';

/** Une feuille d'Excel a 1 048 576 lignes : au-delà, les pièces ne sont pas détaillées. */
export const LIGNES_MAX = 1_000_000;

export const SANS_NOM = '(sans tiers)';

/** La table et la ligne d'où vient un poste, ou la clé d'une écriture de clôture. Ex. : « Ecritures 128 ». */
export const origineDe = ({ source }: PosteDate) => source.cle ?? `${source.table} ${source.ligne}`;

type ColonnesMontants = Pick<LigneBalance, 'Tranche0' | 'Tranche1' | 'Tranche2' | 'Tranche3' | 'Tranche4'>;

function tranches(montants: readonly Montant[]): ColonnesMontants {
  return Object.fromEntries(montants.map((m, rang) => [cleTranche(rang), m])) as ColonnesMontants;
}

function montantsDe(cumuls: Cumuls, reevalue: boolean) {
  return {
    Total: cumuls.total,
    ...tranches(cumuls.tranches),
    NonAffecte: cumuls.nonAffecte,
    Acomptes: cumuls.acomptes,
    Litige: cumuls.litige,
    Promesse: cumuls.promesse,
    ...(reevalue ? { EcartChange: cumuls.ecartChange } : {}),
  };
}

function ligneTiers(unite: UniteAgee, total: Montant, modele: ModeleTiers): LigneBalance {
  const { tiers, cumuls } = unite;
  const connu = modele.tiers.get(tiers);
  const plafond = connu?.Plafond;
  return {
    Niveau: 'TIERS',
    Tiers: tiers || undefined,
    Nom: tiers === '' ? SANS_NOM : (connu?.Nom ?? tiers),
    ...montantsDe(cumuls, modele.reglages.reevalue),
    Plafond: plafond,
    ...(plafond === undefined ? {} : { Depassement: depassement(cumuls.total, plafond) }),
    Part: quotient(cumuls.total, total),
  };
}

function lignePiece(unite: string, ventile: Ventile, nombre: number, modele: ModeleTiers): LigneBalance {
  const { poste, montant, tranche, age } = ventile;
  const rangees = new Array<Montant>(nombre).fill(ZERO);
  if (tranche !== NON_AFFECTE) rangees[tranche] = montant;
  return {
    Niveau: 'PIECE',
    Tiers: unite || undefined,
    Nom: poste.tiers === unite ? poste.libelle : (modele.tiers.get(poste.tiers)?.Nom ?? poste.tiers),
    Compte: poste.compte,
    Piece: poste.piece,
    DatePiece: poste.date,
    Echeance: poste.echeance,
    Retard: age,
    Total: montant,
    ...tranches(rangees),
    NonAffecte: tranche === NON_AFFECTE ? montant : ZERO,
    Litige: modele.enLitige(poste) ? montant : undefined,
    Origine: origineDe(poste),
  };
}

const nomDe = ({ tiers }: UniteAgee, modele: ModeleTiers) =>
  tiers === '' ? '\uffff' : nomNormalise(modele.tiers.get(tiers)?.Nom ?? tiers);

/** Les tiers dans l'ordre de leur nom, la ligne sans tiers à la fin. */
export function trier(balance: BalanceAgee, modele: ModeleTiers): readonly UniteAgee[] {
  const noms = new Map(balance.unites.map(u => [u, nomDe(u, modele)]));
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...balance.unites].sort((a, b) => compare(noms.get(a)!, noms.get(b)!) || compare(a.tiers, b.tiers));
}

/** Toutes les lignes de la feuille, dans son ordre. */
export function lignesBalance(
  balance: BalanceAgee,
  modele: ModeleTiers,
  nomCompte: (compte: string) => string | undefined,
): LigneBalance[] {
  const { total } = balance;
  const nombre = total.tranches.length;
  const { detail, reevalue } = modele.reglages;
  const pieces = balance.unites.reduce((n, u) => n + u.postes.length, 0);
  const detaille = detail && balance.unites.length + pieces < LIGNES_MAX;
  const lignes: LigneBalance[] = [];
  for (const unite of trier(balance, modele)) {
    const ordre = [...(detaille ? unite.postes : [])].sort(
      (a, b) => a.poste.echeance - b.poste.echeance || a.poste.rang - b.poste.rang,
    );
    // Le détail d'abord : Excel met le bouton d'un regroupement sur la ligne qui le suit.
    for (const ventile of ordre) lignes.push(lignePiece(unite.tiers, ventile, nombre, modele));
    lignes.push(ligneTiers(unite, total.total, modele));
  }
  for (const [compte, cumuls] of [...balance.collectifs].sort(([a], [b]) => (a < b ? -1 : 1)))
    lignes.push({
      Niveau: 'COLLECTIF',
      Compte: compte,
      Nom: nomCompte(compte),
      ...montantsDe(cumuls, reevalue),
      Acomptes: undefined,
    });
  if (balance.unites.length > 0)
    lignes.push({ Niveau: 'TOTAL', Nom: 'Total', ...montantsDe(total, reevalue) });
  return lignes;
}

/** La table d'une balance âgée, dans l'ordre de la feuille. */
export function produireBalance(
  table: Table<LigneBalance>,
  lignes: readonly LigneBalance[],
): TableProduite<Table<LigneBalance>> {
  return {
    table,
    lignes,
    cle: l => [l.Niveau, l.Tiers ?? '', l.Compte ?? '', l.Piece ?? '', l.Origine ?? ''].join('|'),
    portee: () => true,
    colonnesUtilisateur: ['Commentaire'],
    ordonnee: true,
  };
}
