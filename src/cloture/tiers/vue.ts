/** Ce que le volet montre d'une exécution : tranches, délais, premiers débiteurs, pris dans les tables calculées. */
import { enEuros, somme, type Montant, ZERO } from '../../comptabilite';
import type { BilanExecution } from '../../ui/proprietes';
import { DISPOSITION } from '../../workbook/feuille';
import type { AnyTable } from '../../workbook/table';
import type { LigneIndicateur } from './indicateurs';
import { cleTranche, type LigneBalance } from './tables';
import type { LigneTendance } from './tendance';

export type Sens = 'CLIENT' | 'FOURNISSEUR';
export const TABLES = { CLIENT: 'BalanceAgeeClients', FOURNISSEUR: 'BalanceAgeeFournisseurs' } as const;

const calculee = (bilan: BilanExecution, nom: string) => bilan.produites?.find(p => p.table.nom === nom);
const lignesDe = (bilan: BilanExecution, nom: string) => calculee(bilan, nom)?.lignes ?? [];

/** Une tranche du graphique, avec son nom dans la langue du volet. */
export interface TrancheVue {
  readonly nom: string;
  readonly euros: number;
  readonly enRetard: boolean;
}

export interface DebiteurVue {
  readonly tiers: string;
  readonly nom: string;
  readonly du: number;
  readonly echu: number;
  readonly depassement: number;
  /** Sa ligne dans la feuille, que la clôture range dans l'ordre du calcul. */
  readonly ligne: number;
}

export interface BalanceVue {
  readonly tranches: readonly TrancheVue[];
  readonly nonAffecte: number;
  readonly total: number;
  readonly acomptes: number;
  readonly debiteurs: readonly DebiteurVue[];
}

const MONTRES = 8;

type Montants = Readonly<Record<string, Montant | undefined>>;
const montantsDe = (ligne: LigneBalance) => ligne as unknown as Montants;

/** La balance d'un sens ; undefined sans poste ouvert. */
export function balanceVue(bilan: BilanExecution, sens: Sens, langue: 'fr' | 'en'): BalanceVue | undefined {
  const produite = calculee(bilan, TABLES[sens]);
  const lignes = (produite?.lignes ?? []) as readonly LigneBalance[];
  const total = lignes.find(l => l.Niveau === 'TOTAL');
  if (!produite || !total) return undefined;
  const colonnes = (produite.table as AnyTable).colonnes.filter(c => c.mobile);
  const echu = (ligne: LigneBalance) =>
    somme(colonnes.slice(1).map((_, rang) => montantsDe(ligne)[cleTranche(rang + 1)] ?? ZERO));
  return {
    tranches: colonnes.map((c, rang) => ({
      nom: langue === 'fr' ? c.entete : c.en,
      euros: enEuros(montantsDe(total)[c.cle] ?? ZERO),
      enRetard: rang > 0,
    })),
    nonAffecte: enEuros(total.NonAffecte ?? ZERO),
    total: enEuros(total.Total),
    acomptes: enEuros(total.Acomptes ?? ZERO),
    debiteurs: lignes
      .map((l, rang) => ({ l, ligne: DISPOSITION.donnees + rang }))
      .filter(({ l }) => l.Niveau === 'TIERS')
      .sort((a, b) => b.l.Total - a.l.Total)
      .slice(0, MONTRES)
      .map(({ l, ligne }) => ({
        ligne,
        tiers: l.Tiers ?? '',
        nom: l.Nom ?? '',
        du: enEuros(l.Total),
        echu: enEuros(echu(l)),
        depassement: enEuros(l.Depassement ?? ZERO),
      })),
  };
}

/** La valeur d'un indicateur, sans unité ; undefined quand il ne se calcule pas. */
export function indicateurVu(bilan: BilanExecution, code: string): number | undefined {
  const lignes = lignesDe(bilan, 'IndicateursTiers') as readonly LigneIndicateur[];
  const valeur = lignes.find(l => l.Code === code)?.Valeur;
  return valeur === undefined ? undefined : valeur / 10_000;
}

/** Le DSO ou le DPO de chaque fin de mois, en jours. */
export function tendanceVue(bilan: BilanExecution, sens: Sens): readonly { fin: number; jours: number }[] {
  const lignes = lignesDe(bilan, 'TendanceTiers') as readonly LigneTendance[];
  return lignes.flatMap(l => {
    const jours = sens === 'CLIENT' ? l.Dso : l.Dpo;
    return jours === undefined ? [] : [{ fin: l.FinDeMois as number, jours: jours / 10_000 }];
  });
}
