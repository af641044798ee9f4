/** « Pourquoi ce chiffre ? » des états : de la rangée aux comptes, puis aux écritures. */
import { arbre, terminer, type Explication, type Jour, type Phrase } from '../../comptabilite';
import type { CelluleGeneree, Contexte } from '../contexte';
import { lireParametres } from '../tables-communes/parametres';
import { arreterEtats, type Arrete } from './arreter';
import {
  colonneBilan,
  colonneDuMois,
  colonneResultat,
  partResultat,
  rangeesCr,
  rangeesDeSig,
} from './explications/resultat';
import { expliquerAxe } from './explications/axes';
import { expliquerGestion } from './explications/gestion';
import { expliquerRangee, plusMoins, type ColonneExpliquee } from './explications/colonne';
import { expliquerBudget } from './explications/budget';
import { moisDe } from './produites';
import * as tables from './tables';

/**
 * L'arrêté dont les feuilles parlent : le dernier écrit dans leur historique. Après une fermeture, l'arrêté du classeur
 * est déjà celui du mois suivant.
 */
function arreteDesFeuilles({ tables: lues, arrete }: Contexte): Jour {
  let dernier: { Arrete: Jour; Horodatage?: string | undefined } | undefined;
  for (const l of lues.lire(tables.HistoriqueEtats).lignes)
    if (dernier === undefined || (l.Horodatage ?? '') > (dernier.Horodatage ?? '')) dernier = l;
  return dernier?.Arrete ?? arrete;
}

const gardes = new WeakMap<Contexte['tables'], Map<Jour, Arrete | undefined>>();

/** Les états d'un arrêté, établis une fois par lecture du classeur. */
export const arreteGarde = (contexte: Contexte, arrete: Jour): Arrete | undefined =>
  terminer(arreteParTranches(contexte, arrete));

/** Les mêmes, qui rendent la main de temps en temps s'ils ne sont pas encore établis. */
export function* arreteParTranches(contexte: Contexte, arrete: Jour): Generator<void, Arrete | undefined> {
  const connus = gardes.get(contexte.tables) ?? new Map<Jour, Arrete | undefined>();
  gardes.set(contexte.tables, connus);
  if (!connus.has(arrete)) {
    const parametres = lireParametres(contexte.tables, arrete);
    connus.set(arrete, yield* arreterEtats({ ...contexte, arrete, parametres }));
  }
  return connus.get(arrete);
}

type Ligne = Readonly<Record<string, unknown>>;

/** L'arbre d'un chiffre d'une feuille d'état ; undefined si la cellule n'en est pas un. */
export function expliquer(
  contexte: Contexte,
  { table, ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  const explique = PAR_TABLE[table];
  if (explique === undefined || ligne[colonne] === undefined) return undefined;
  const propre =
    table === tables.HistoriqueEtats.nom ? (ligne['Arrete'] as Jour) : arreteDesFeuilles(contexte);
  const a = arreteGarde(contexte, propre);
  return a && explique(a, ligne, colonne);
}

type Expliquer = (a: Arrete, ligne: Ligne, colonne: string) => Explication | undefined;

const PAR_TABLE: Readonly<Record<string, Expliquer>> = {
  CompteResultat: (a, l, colonne) => expliquerResultat(a, rangeesCr(a), l, colonne),
  SoldesGestion: (a, l, colonne) => expliquerResultat(a, rangeesDeSig(a), l, colonne),
  ResultatMensuel: expliquerMensuel,
  BilanActif: expliquerActif,
  BilanPassif: (a, l, colonne) =>
    colonne === 'Net' || colonne === 'NetN1' ? expliquerPassif(a, l, colonne === 'NetN1') : undefined,
  ResultatParAxe: expliquerAxe,
  CompteGestion: expliquerGestion,
  HistoriqueEtats: expliquerHistorique,
};

const posteDe = (l: Ligne) => String(l['Poste']);

/** L'arbre de la rangée, ou du seul compte qu'elle montre. */
function dansColonne(c: ColonneExpliquee | undefined, l: Ligne): Explication | undefined {
  if (c === undefined) return undefined;
  const compte = l['Compte'];
  if (typeof compte !== 'string') return expliquerRangee(c, posteDe(l));
  const apports = (c.presentation.parLigne.get(posteDe(l)) ?? []).filter(x => x.compte === compte);
  const de = (contra: boolean) => apports.filter(x => x.contra === contra).map(x => c.apport(x));
  const nom = { fr: `Compte ${compte}`, en: `Account ${compte}` };
  if (c.part === 'CONTRA') return arbre.somme(nom, de(true), 'EUR');
  return plusMoins(nom, de(false), c.part === 'BRUT' ? [] : de(true));
}

const VARIATION: Phrase = { fr: 'Variation', en: 'Change' };
const ECART: Phrase = { fr: 'Écart au budget', en: 'Variance' };

function expliquerResultat(
  a: Arrete,
  rangees: ReturnType<typeof rangeesCr>,
  l: Ligne,
  colonne: string,
): Explication | undefined {
  const de = (c: 'Mois' | 'Cumul' | 'MoisN1' | 'CumulN1') => dansColonne(colonneResultat(a, rangees, c), l);
  switch (colonne) {
    case 'Mois':
    case 'Cumul':
    case 'MoisN1':
    case 'CumulN1':
      return de(colonne);
    case 'Variation':
      return difference(VARIATION, de('Cumul'), de('CumulN1'));
    case 'BudgetMois':
    case 'BudgetCumul':
      return budgetDe(a, l, colonne);
    case 'EcartBudget':
      return difference(ECART, de('Cumul'), budgetDe(a, l, 'BudgetCumul'));
    case 'PartCA':
      return part({ fr: 'Part du chiffre d’affaires', en: 'Share of revenue' }, de('Cumul'), caDe(a));
    default:
      return undefined;
  }
}

const budgetDe = (a: Arrete, l: Ligne, colonne: 'BudgetMois' | 'BudgetCumul') => {
  const c = expliquerBudget(a, rangeesCr(a), colonne);
  return dansColonne(c, l);
};

const caDe = (a: Arrete) => {
  const c = colonneResultat(a, rangeesCr(a), 'Cumul');
  return c && expliquerRangee(c, 'CAN');
};

/** a − b, si les deux s'expliquent. */
export const difference = (libelle: Phrase, a: Explication | undefined, b: Explication | undefined) =>
  a && b && arbre.difference(libelle, [a, b], 'EUR');

/** a ÷ b, si les deux s'expliquent et que b n'est pas nul. */
export const part = (libelle: Phrase, a: Explication | undefined, b: Explication | undefined) =>
  a && b && !b.valeur.isZero() ? arbre.quotient(libelle, a, b, 'TAUX') : undefined;

function expliquerMensuel(a: Arrete, l: Ligne, colonne: string): Explication | undefined {
  const [, rang] = /^M(\d+)$/.exec(colonne) ?? [];
  if (rang !== undefined) {
    const mois = moisDe(a)[Number(rang) - 1];
    return mois && dansColonne(colonneDuMois(a, mois.du, mois.au), l);
  }
  return colonne === 'Cumul' ? dansColonne(colonneResultat(a, rangeesCr(a), 'Cumul'), l) : undefined;
}

function expliquerActif(a: Arrete, l: Ligne, colonne: string): Explication | undefined {
  switch (colonne) {
    case 'Brut':
      return dansColonne(colonneBilan(a, 'ACTIF', false, 'BRUT'), l);
    case 'Amortissements':
      return dansColonne(colonneBilan(a, 'ACTIF', false, 'CONTRA'), l);
    case 'Net':
    case 'NetN1':
      return dansColonne(colonneBilan(a, 'ACTIF', colonne === 'NetN1'), l);
    default:
      return undefined;
  }
}

function expliquerPassif(a: Arrete, l: Ligne, precedent: boolean): Explication | undefined {
  const c = colonneBilan(a, 'PASSIF', precedent);
  const poste = posteDe(l);
  if (c === undefined || !/^P10[NAPD]$/.test(poste)) return dansColonne(c, l);
  const avant = a.exercices.find(x => x.fin === a.exercice.debut - 1);
  const exercice = precedent ? avant : a.exercice;
  if (exercice === undefined) return undefined;
  if (poste === 'P10N')
    return partResultat(a, 'P10N', exercice.debut, precedent ? exercice.fin : a.etats.arrete);
  if (poste === 'P10P') return partResultat(a, 'P10P', undefined, exercice.debut);
  const dividende = (compte: string) => compte.startsWith('1209');
  const apports = (c.presentation.parLigne.get('P10') ?? []).filter(
    x => dividende(x.compte) === (poste === 'P10D'),
  );
  return arbre.somme(
    { fr: 'Compte 12', en: 'Account 12' },
    apports.map(x => c.apport(x)),
    'EUR',
  );
}

function expliquerHistorique(a: Arrete, l: Ligne, colonne: string): Explication | undefined {
  if (colonne !== 'Mois' && colonne !== 'Cumul') return undefined;
  switch (l['Etat']) {
    case 'RESULTAT':
      return expliquerResultat(a, rangeesCr(a), l, colonne);
    case 'SOLDES':
      return expliquerResultat(a, rangeesDeSig(a), l, colonne);
    case 'ACTIF':
      return dansColonne(colonneBilan(a, 'ACTIF', false), l);
    default:
      return expliquerPassif(a, l, false);
  }
}

/** L'arbre d'un code d'état au cumul : ce que CPTA.POSTE rend. */
export function expliquerPoste(a: Arrete, etat: string, code: string): Explication | undefined {
  return expliquerHistorique(a, { Etat: etat, Poste: code }, 'Cumul');
}
