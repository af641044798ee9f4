/** L'arbre d'un budget : les cellules de la table Budgets, un douzième par mois pour une année. */
import { arbre, date, periodeDe, type Explication } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import { Budgets } from '../../tables-communes';
import type { Arrete } from '../arreter';
import type { Rangee } from '../calcul/dispositions';
import { commeSoldes, presenter, type Apport } from '../calcul/presenter';
import type { ColonneExpliquee } from './colonne';

export type ColonneBudget = 'BudgetMois' | 'BudgetCumul' | 'Reste';

/** Une colonne de budget ; undefined sans budget par compte. */
export function expliquerBudget(
  a: Arrete,
  rangees: readonly Rangee[],
  colonne: ColonneBudget,
): ColonneExpliquee | undefined {
  const { budget } = a;
  if (budget === undefined) return undefined;
  const mouvements =
    colonne === 'BudgetMois' ? budget.mois : colonne === 'BudgetCumul' ? budget.cumul : budget.reste;
  return {
    rangees,
    presentation: presenter(commeSoldes(mouvements), a.regroupement),
    regroupement: a.regroupement,
    apport: x => budgetDuCompte(a, x, colonne),
  };
}

/** Rang d'un mois dans l'exercice, à partir de 1. */
const rangDe = (a: Arrete, jour: Arrete['etats']['arrete']): number => {
  const [d, o] = [date(jour), date(a.exercice.debut)];
  return (d.annee - o.annee) * 12 + d.mois - o.mois + 1;
};

function budgetDuCompte(a: Arrete, x: Apport, colonne: ColonneBudget): Explication {
  const version = a.contexte.parametres.valeur('VersionBudget');
  const lignes = a.contexte.tables
    .lire(Budgets)
    .lignes.filter(l => l.Version === version && l.Exercice === a.exercice.code);
  const axe = lignes.some(l => /^[67]/.test(l.NatureOuCompte) && l.Axe === 'CENTRE') ? 'CENTRE' : 'AFFAIRE';
  const mois = periodeDe(a.etats.arrete);
  const compte = (l: Ligne<typeof Budgets>): boolean =>
    l.Periode === undefined ||
    (colonne === 'BudgetMois'
      ? l.Periode === mois
      : colonne === 'BudgetCumul'
        ? l.Periode <= mois
        : l.Periode > mois);
  const termes = lignes
    .filter(l => l.NatureOuCompte === x.compte && l.Axe === axe && compte(l))
    .map(l => (l.Periode === undefined ? partDeLAnnee(a, l, colonne) : celluleDe(l)));
  // Saisi positif, un budget se montre dans le sens de sa ligne : une remise (709) y vient en moins.
  const somme = arbre.somme({ fr: x.compte, en: x.compte }, termes, 'EUR');
  return somme.valeur.equals(arbre.eurosExacts(x.montant))
    ? somme
    : arbre.produit({ fr: `${x.compte}, en moins`, en: `${x.compte}, deducted` }, [
        arbre.constante({ fr: 'Sens de la ligne', en: 'Side of the line' }, -1),
        somme,
      ]);
}

const celluleDe = (l: Ligne<typeof Budgets>): Explication =>
  arbre.cellule(
    { fr: `Budget ${l.Code} ${l.Periode ?? ''}`.trim(), en: `Budget ${l.Code} ${l.Periode ?? ''}`.trim() },
    { table: Budgets.nom, ligne: l.ligne, colonne: 'Montant' },
    arbre.eurosExacts(l.Montant),
    'EUR',
  );

/** La part d'une année : un cumul arrondi moins un autre. */
function partDeLAnnee(a: Arrete, l: Ligne<typeof Budgets>, colonne: ColonneBudget): Explication {
  const nombre = rangDe(a, a.exercice.fin);
  const rang = rangDe(a, a.etats.arrete);
  const jusqua = (k: number): Explication =>
    arbre.prorata(
      { fr: `Budget jusqu’au mois ${k}`, en: `Budget up to month ${k}` },
      celluleDe(l),
      arbre.constante({ fr: 'Mois', en: 'Months' }, k),
      arbre.constante({ fr: 'Mois de l’exercice', en: 'Months of the year' }, nombre),
    );
  if (colonne === 'BudgetCumul') return jusqua(rang);
  const [haut, bas] = colonne === 'Reste' ? [nombre, rang] : [rang, rang - 1];
  return arbre.difference(
    { fr: 'Part de l’année', en: 'Share of the year' },
    [jusqua(haut), jusqua(bas)],
    'EUR',
  );
}
