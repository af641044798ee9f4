/** Présenter la balance dans un autre plan : comptes de groupe, rubriques, et ce qui n'est rattaché à rien. */
import { signaler, type Anomalie, type Montant } from '../../../comptabilite';
import type { Ligne, Valeurs } from '../../../workbook/table';
import type { LigneBalanceCompte } from '../../tables-communes/grand-livre';
import type { PlanDeComptes } from '../../tables-communes/plan-comptes';
import { ComptesGroupe, type BalanceGroupe } from './tables';

export type LigneRattachement = Ligne<typeof ComptesGroupe>;
export type LigneBalanceGroupe = Valeurs<typeof BalanceGroupe>;

/** Les rattachements d'un plan : le plus long préfixe l'emporte. */
export class PlanDeGroupe {
  private readonly parPrefixe: ReadonlyMap<string, LigneRattachement>;
  private readonly libelles = new Map<string, string>();

  constructor(
    readonly nom: string,
    lignes: readonly LigneRattachement[],
  ) {
    this.parPrefixe = new Map(lignes.map(l => [l.Compte, l]));
    for (const l of lignes)
      if (l.Libelle !== undefined && !this.libelles.has(l.CompteGroupe))
        this.libelles.set(l.CompteGroupe, l.Libelle);
  }

  /** Les plans du classeur, dans l'ordre de leur première ligne. */
  static lus(lignes: readonly LigneRattachement[]): PlanDeGroupe[] {
    const noms = [...new Set(lignes.map(l => l.Plan))];
    return noms.map(
      nom =>
        new PlanDeGroupe(
          nom,
          lignes.filter(l => l.Plan === nom),
        ),
    );
  }

  rattachement(compte: string): LigneRattachement | undefined {
    for (let n = compte.length; n > 0; n--) {
      const ligne = this.parPrefixe.get(compte.slice(0, n));
      if (ligne) return ligne;
    }
    return undefined;
  }

  libelle(compteGroupe: string): string | undefined {
    return this.libelles.get(compteGroupe);
  }
}

interface Cumul {
  ouverture: number;
  debit: number;
  credit: number;
  solde: number;
}
const nul = (): Cumul => ({ ouverture: 0, debit: 0, credit: 0, solde: 0 });

function ajouter(vers: Cumul, l: LigneBalanceCompte): void {
  vers.ouverture += l.ouverture.debit - l.ouverture.credit;
  vers.debit += l.cumul.debit;
  vers.credit += l.cumul.credit;
  vers.solde += l.solde;
}

const montants = (c: Cumul) => ({
  Ouverture: c.ouverture as Montant,
  Debit: c.debit as Montant,
  Credit: c.credit as Montant,
  Solde: c.solde as Montant,
});

/**
 * La balance dans un plan de groupe : les comptes de chaque rubrique, la rubrique, les comptes non rattachés, le total.
 * Le total est celui de la balance générale.
 */
export function regrouper(
  plan: PlanDeGroupe,
  balance: readonly LigneBalanceCompte[],
  comptes: PlanDeComptes,
): LigneBalanceGroupe[] {
  const rubriques = new Map<string, Map<string, Cumul>>();
  const seuls: LigneBalanceGroupe[] = [];
  const total = nul();
  for (const l of balance) {
    ajouter(total, l);
    const rattache = plan.rattachement(l.compte);
    if (!rattache) {
      const sien = nul();
      ajouter(sien, l);
      seuls.push({
        Plan: plan.nom,
        Niveau: 'NON_RATTACHE',
        CompteGroupe: l.compte,
        Libelle: comptes.herite(l.compte, 'Libelle'),
        ...montants(sien),
      });
      continue;
    }
    const rubrique = rattache.Rubrique ?? '';
    const dedans = rubriques.get(rubrique) ?? new Map<string, Cumul>();
    rubriques.set(rubrique, dedans);
    const cumul = dedans.get(rattache.CompteGroupe) ?? nul();
    dedans.set(rattache.CompteGroupe, cumul);
    ajouter(cumul, l);
  }
  return [
    ...[...rubriques].flatMap(([rubrique, dedans]) => lignesDeRubrique(plan, rubrique, dedans)),
    ...seuls,
    { Plan: plan.nom, Niveau: 'TOTAL', Libelle: 'Total', ...montants(total) },
  ];
}

function lignesDeRubrique(
  plan: PlanDeGroupe,
  rubrique: string,
  dedans: ReadonlyMap<string, Cumul>,
): LigneBalanceGroupe[] {
  const commun = { Plan: plan.nom, Rubrique: rubrique || undefined };
  const ensemble = nul();
  const lignes = [...dedans]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([compte, cumul]): LigneBalanceGroupe => {
      for (const cle of ['ouverture', 'debit', 'credit', 'solde'] as const) ensemble[cle] += cumul[cle];
      return {
        ...commun,
        Niveau: 'COMPTE',
        CompteGroupe: compte,
        Libelle: plan.libelle(compte),
        ...montants(cumul),
      };
    });
  return rubrique === ''
    ? lignes
    : [...lignes, { ...commun, Niveau: 'RUBRIQUE', Libelle: rubrique, ...montants(ensemble) }];
}

/** C-CPT-14 : un compte mouvementé qu'un plan de groupe ne prend pas. */
export function controlerRattachements(lignes: readonly LigneBalanceGroupe[]): Anomalie[] {
  const parPlan = new Map<string, string[]>();
  for (const l of lignes)
    if (l.Niveau === 'NON_RATTACHE')
      parPlan.set(l.Plan, [...(parPlan.get(l.Plan) ?? []), l.CompteGroupe ?? '']);
  return [...parPlan].map(([plan, comptes]) => {
    const liste = comptes.slice(0, 6).join(', ') + (comptes.length > 6 ? '…' : '');
    return signaler(
      'ALERTE',
      'C-CPT-14',
      {
        fr: `Plan ${plan} : ${comptes.length} compte${comptes.length > 1 ? 's' : ''} sans rattachement (${liste}).`,
        en: `Chart ${plan}: ${comptes.length} account${comptes.length > 1 ? 's' : ''} not mapped (${liste}).`,
      },
      {
        fr: `Ajoutez leur préfixe à « ${ComptesGroupe.feuille} » ; le total reste juste, ils sont à part.`,
        en: `Add their prefix to "${ComptesGroupe.feuille}"; the total stays right, they are shown apart.`,
      },
      { table: ComptesGroupe.nom, colonne: 'Compte', cle: plan },
    );
  });
}
