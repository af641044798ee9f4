/** Balance générale, balance auxiliaire et balances détaillées, du même grand livre (domaine §9.5). */
import {
  ajouterMois,
  date,
  debut,
  finDeMois,
  periodeDe,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { convertir, officielDe } from '../../../comptabilite/pcg';
import type { Valeurs } from '../../../workbook/table';
import type { Referentiel } from '../../../comptabilite';
import type {
  Axe,
  DebitCredit,
  GrandLivre,
  LigneBalanceCompte,
  LigneExercice,
} from '../../tables-communes/grand-livre';
import type { PlanDeComptes } from '../../tables-communes/plan-comptes';
import type { Edition } from './edition';
import type { BalanceAuxiliaire, BalanceDetaillee, BalanceGenerale } from './tables';

export type LigneGenerale = Valeurs<typeof BalanceGenerale>;
export type LigneAuxiliaire = Valeurs<typeof BalanceAuxiliaire>;
export type LigneDetaillee = Valeurs<typeof BalanceDetaillee>;

/** Résultat des exercices antérieurs, quand aucun à-nouveau ne l'a repris : il n'est d'aucun compte. */
export const RESULTAT_ANTERIEUR = '12';

type Montants = Pick<
  LigneAuxiliaire,
  'OuvertureD' | 'OuvertureC' | 'MoisD' | 'MoisC' | 'CumulD' | 'CumulC' | 'SoldeD' | 'SoldeC'
>;

/** Premier jour du trimestre de l'exercice qui contient l'arrêté. */
export function debutTrimestre({ DateDebut }: Pick<LigneExercice, 'DateDebut'>, arrete: Jour): Jour {
  const [a, b] = [date(DateDebut), date(arrete)];
  const ecoules = (b.annee - a.annee) * 12 + b.mois - a.mois;
  return ecoules < 3 ? DateDebut : debut(periodeDe(ajouterMois(DateDebut, ecoules - (ecoules % 3))));
}

const coteDe = (solde: number): DebitCredit => ({ debit: Math.max(0, solde), credit: Math.max(0, -solde) });

const montantsDe = (l: LigneBalanceCompte): Montants => {
  const solde = coteDe(l.solde);
  return {
    OuvertureD: l.ouverture.debit as Montant,
    OuvertureC: l.ouverture.credit as Montant,
    MoisD: l.mouvements.debit as Montant,
    MoisC: l.mouvements.credit as Montant,
    CumulD: l.cumul.debit as Montant,
    CumulC: l.cumul.credit as Montant,
    SoldeD: solde.debit as Montant,
    SoldeC: solde.credit as Montant,
  };
};

/** Σ de lignes, colonne par colonne ; une colonne que rien ne remplit reste vide. */
export function sommer<L extends object, C extends keyof L>(
  lignes: readonly L[],
  colonnes: readonly C[],
): Partial<Record<C, Montant>> {
  const totaux: Partial<Record<C, Montant>> = {};
  for (const colonne of colonnes)
    for (const l of lignes) {
      const valeur = l[colonne] as number | undefined;
      if (valeur !== undefined) totaux[colonne] = ((totaux[colonne] ?? 0) + valeur) as Montant;
    }
  return totaux;
}

export const MONTANTS_BALANCE = [
  'OuvertureD',
  'OuvertureC',
  'MoisD',
  'MoisC',
  'CumulD',
  'CumulC',
  'SoldeD',
  'SoldeC',
] as const;
export const MONTANTS_GENERALE = [...MONTANTS_BALANCE, 'TrimestreD', 'TrimestreC', 'SoldeN1'] as const;

/** Le libellé d'un compte : du plan de la société, sinon du plan officiel. */
export const libelleDe = (
  compte: string,
  { plan, referentiel }: Pick<Edition, 'plan' | 'referentiel'>,
): string | undefined => plan.herite(compte, 'Libelle') ?? officielDe(compte, referentiel)?.libelle;

/** La balance générale de l'arrêté : comptes, sous-totaux de classe, total. */
export function* balanceGenerale(edition: Edition): Generator<void, LigneGenerale[]> {
  const { livre, arrete, exercice } = edition;
  const mois = yield* livre.balance({ au: arrete, du: debut(periodeDe(arrete)) });
  yield;
  const trimestre = yield* livre.balance({ au: arrete, du: debutTrimestre(exercice, arrete) });
  yield;
  const n1 = yield* soldesN1(edition);
  const duTrimestre = new Map(trimestre.map(l => [l.compte as string, l.mouvements]));
  const comptes: LigneGenerale[] = mois.map(l => {
    const t = duTrimestre.get(l.compte);
    return {
      Niveau: 'COMPTE',
      Compte: l.compte,
      Libelle: libelleDe(l.compte, edition),
      ...montantsDe(l),
      TrimestreD: (t?.debit ?? 0) as Montant,
      TrimestreC: (t?.credit ?? 0) as Montant,
      SoldeN1: n1 && ((n1.get(l.compte) ?? 0) as Montant),
    };
  });
  const vus = new Set(mois.map(l => l.compte as string));
  // Un compte de N-1 que rien ne touche cette année se voit aussi.
  for (const [compte, solde] of n1 ?? [])
    if (!vus.has(compte) && solde !== 0)
      comptes.push({
        Niveau: 'COMPTE',
        Compte: compte,
        Libelle: libelleDe(compte, edition),
        SoldeN1: solde as Montant,
      });
  const anterieur = livre.resultatAnterieur(arrete);
  if (anterieur !== 0) comptes.push(ligneAnterieure(anterieur));
  return avecTotaux(comptes.sort((a, b) => ((a.Compte ?? '') < (b.Compte ?? '') ? -1 : 1)));
}

function ligneAnterieure(resultat: Montant): LigneGenerale {
  const cote = coteDe(-resultat);
  return {
    Niveau: 'COMPTE',
    Compte: RESULTAT_ANTERIEUR,
    Libelle: 'Résultat des exercices antérieurs, non repris',
    OuvertureD: cote.debit as Montant,
    OuvertureC: cote.credit as Montant,
    SoldeD: cote.debit as Montant,
    SoldeC: cote.credit as Montant,
  };
}

function avecTotaux(comptes: readonly LigneGenerale[]): LigneGenerale[] {
  const lignes: LigneGenerale[] = [];
  const classes = [...new Set(comptes.map(l => (l.Compte ?? '').slice(0, 1)))];
  for (const classe of classes) {
    const dedans = comptes.filter(l => l.Compte?.startsWith(classe));
    lignes.push(...dedans, {
      Niveau: 'CLASSE',
      Compte: classe,
      Libelle: `Classe ${classe}`,
      ...sommer(dedans, MONTANTS_GENERALE),
    });
  }
  if (comptes.length > 0)
    lignes.push({ Niveau: 'TOTAL', Libelle: 'Total', ...sommer(comptes, MONTANTS_GENERALE) });
  return lignes;
}

/** L'arrêté d'un an plus tôt, s'il est d'un exercice du classeur. */
export function arreteN1(livre: GrandLivre, arrete: Jour): Jour | undefined {
  const avant = finDeMois(ajouterMois(arrete, -12));
  return livre.exerciceDu(avant) && avant;
}

/** Le compte d'aujourd'hui d'un compte d'il y a un an : le même, sauf si le plan a changé entre les deux. */
export function compteActuel(
  compte: string,
  { referentiel, retenus }: Pick<Edition, 'referentiel' | 'retenus'>,
  avant: Referentiel,
): string {
  return referentiel === 'PCG2025' && avant === 'PCG2014'
    ? convertir(compte, retenus.get(compte)).compte
    : compte;
}

/** Les soldes d'il y a un an, aux comptes du plan d'aujourd'hui ; undefined si le classeur n'a pas cet exercice. */
function* soldesN1(edition: Edition): Generator<void, Map<string, number> | undefined> {
  const { livre, arrete } = edition;
  const avant = arreteN1(livre, arrete);
  const exercice = avant && livre.exerciceDu(avant);
  if (avant === undefined || !exercice) return undefined;
  const balance = yield* livre.balance({ au: avant });
  if (balance.length === 0) return undefined;
  const soldes = new Map<string, number>();
  for (const { compte, solde } of balance) {
    const actuel = compteActuel(compte, edition, edition.referentielDe(exercice));
    soldes.set(actuel, (soldes.get(actuel) ?? 0) + solde);
  }
  return soldes;
}

/** Les comptes tenus tiers par tiers : ceux que le plan dit collectifs, et ceux dont une ligne nomme un tiers. */
export function collectifs(balance: readonly LigneBalanceCompte[], plan: PlanDeComptes): ReadonlySet<string> {
  return new Set(
    balance
      .filter(l => l.valeur !== '' || plan.herite(l.compte, 'Collectif') === true)
      .map(l => l.compte as string),
  );
}

/** La balance des collectifs, tiers par tiers. */
export function* balanceAuxiliaire(
  edition: Edition,
  nom: (tiers: string) => string | undefined,
): Generator<void, LigneAuxiliaire[]> {
  const { livre, arrete, plan } = edition;
  const toute = yield* livre.balance({ au: arrete, du: debut(periodeDe(arrete)), axe: 'Tiers' });
  const tenus = collectifs(toute, plan);
  const tiers = toute
    .filter(l => tenus.has(l.compte))
    .map((l): LigneAuxiliaire => ({
      Niveau: 'TIERS',
      Compte: l.compte,
      Tiers: l.valeur || undefined,
      Nom: l.valeur === '' ? '(sans tiers)' : nom(l.valeur),
      ...montantsDe(l),
    }));
  const lignes: LigneAuxiliaire[] = [];
  for (const [compte, dedans] of grouper(tiers, l => l.Compte ?? '')) {
    // Un total se présente comme une somme de soldes : un client créditeur ne se compense pas avec les autres.
    lignes.push(...dedans, {
      Niveau: 'COLLECTIF',
      Compte: compte,
      Nom: libelleDe(compte, edition),
      ...sommer(dedans, MONTANTS_BALANCE),
    });
  }
  if (tiers.length > 0) lignes.push({ Niveau: 'TOTAL', Nom: 'Total', ...sommer(tiers, MONTANTS_BALANCE) });
  return lignes;
}

/** Les axes que l'on peut demander, et la colonne d'écriture de chacun. */
export const AXES = {
  JOURNAL: 'Journal',
  AFFAIRE: 'IdAffaire',
  SECTION: 'Section',
} as const satisfies Record<string, Axe>;

/** La balance partagée par journal, affaire ou section : chaque code, son total, et celui de l'axe. */
export function* balanceDetaillee(
  edition: Edition,
  axe: keyof typeof AXES,
): Generator<void, LigneDetaillee[]> {
  const { livre, arrete } = edition;
  const toute = yield* livre.balance({ au: arrete, du: debut(periodeDe(arrete)), axe: AXES[axe] });
  const lignes: LigneDetaillee[] = [];
  const comptes = [...toute].sort((a, b) => (a.valeur < b.valeur ? -1 : a.valeur > b.valeur ? 1 : 0));
  const detail = comptes.map((l): LigneDetaillee => ({
    Axe: axe,
    Code: l.valeur || undefined,
    Niveau: 'COMPTE',
    Compte: l.compte,
    Libelle: libelleDe(l.compte, edition),
    ...montantsDe(l),
  }));
  for (const [code, dedans] of grouper(detail, l => l.Code ?? ''))
    lignes.push(...dedans, {
      Axe: axe,
      Code: code || undefined,
      Niveau: 'CODE',
      Libelle: code === '' ? 'Sans code' : `Total ${code}`,
      ...sommer(dedans, MONTANTS_BALANCE),
    });
  if (detail.length > 0)
    lignes.push({ Axe: axe, Niveau: 'TOTAL', Libelle: 'Total', ...sommer(detail, MONTANTS_BALANCE) });
  return lignes;
}

function grouper<L>(lignes: readonly L[], cle: (l: L) => string): Map<string, L[]> {
  const groupes = new Map<string, L[]>();
  for (const l of lignes) {
    const groupe = groupes.get(cle(l));
    if (groupe) groupe.push(l);
    else groupes.set(cle(l), [l]);
  }
  return groupes;
}
