/** Les colonnes du résultat, du bilan et des soldes, prêtes à s'expliquer. */
import { arbre, debut, periodeDe, type Explication, type Jour, type Phrase } from '../../../comptabilite';
import type { Arrete } from '../arreter';
import { exerciceDuJour, unAnAvant, type BilanPresente } from '../calcul/arreter';
import {
  dispositionActif,
  dispositionCr,
  dispositionPassif,
  dispositionSig,
  type Rangee,
} from '../calcul/dispositions';
import { commeSoldes, presenter, type Apport, type Presentation } from '../calcul/presenter';
import { plusMoins, type ColonneExpliquee } from './colonne';
import { ArbresLivre, texteDe, type FenetreExpliquee, type Filtre } from './livre';

export type ColonneResultat = 'Mois' | 'Cumul' | 'MoisN1' | 'CumulN1';

/** Un apport est au débit pour une charge et un actif, sauf ses amortissements ; au crédit sinon. */
const auDebit = (a: Arrete, code: string, contra: boolean): boolean => {
  const cote = a.regroupement.ligne(code)?.cote;
  return contra ? false : cote === 'ACTIF' || cote === 'CHARGE';
};

/** Une colonne de mouvements, entre deux jours. */
export function colonneMouvements(
  a: Arrete,
  rangees: readonly Rangee[],
  presentation: Presentation,
  jours: { readonly du: Jour; readonly au: Jour },
  filtre?: Filtre,
): ColonneExpliquee {
  const arbres = new ArbresLivre(a);
  const codeDe = codes(presentation);
  return {
    rangees,
    presentation,
    regroupement: a.regroupement,
    apport: x =>
      arbres.compte(
        x.ancien ?? x.compte,
        arbres.mouvements(jours.du, jours.au),
        auDebit(a, codeDe.get(x) ?? '', x.contra),
        filtre,
      ),
  };
}

const codes = (p: Presentation): ReadonlyMap<Apport, string> =>
  new Map([...p.parLigne].flatMap(([code, apports]) => apports.map(x => [x, code] as const)));

/** Les jours et la présentation d'une colonne du résultat ; undefined si l'année d'avant n'a pas d'écritures. */
export function colonneResultat(
  a: Arrete,
  rangees: readonly Rangee[],
  colonne: ColonneResultat,
): ColonneExpliquee | undefined {
  const { resultat, arrete, debutMois } = a.etats;
  if (colonne === 'Mois') return colonneMouvements(a, rangees, resultat.mois, { du: debutMois, au: arrete });
  if (colonne === 'Cumul')
    return colonneMouvements(a, rangees, resultat.cumul, { du: a.exercice.debut, au: arrete });
  const presentation = colonne === 'MoisN1' ? resultat.moisN1 : resultat.cumulN1;
  const au = unAnAvant(arrete);
  const avant = exerciceDuJour(a.exercices, au);
  if (presentation === undefined || avant === undefined) return undefined;
  const du = colonne === 'MoisN1' ? debut(periodeDe(au)) : avant.debut;
  return colonneMouvements(a, rangees, presentation, { du, au });
}

export const rangeesCr = (a: Arrete) => dispositionCr(a.exercice.referentiel);
export const rangeesDeSig = (a: Arrete) => dispositionSig(a.exercice.referentiel, a.sig);

/** Le résultat d'un mois quelconque de l'exercice. */
export function colonneDuMois(a: Arrete, du: Jour, au: Jour): ColonneExpliquee {
  const presentation = presenter(commeSoldes(a.livre.mouvements(du, au)), a.regroupement);
  return colonneMouvements(a, rangeesCr(a), presentation, { du, au });
}

/** Une colonne de bilan : à l'arrêté, ou à la clôture de l'exercice d'avant. */
export function colonneBilan(
  a: Arrete,
  cote: 'ACTIF' | 'PASSIF',
  precedent: boolean,
  part?: 'BRUT' | 'CONTRA',
): ColonneExpliquee | undefined {
  const bilan = precedent ? a.etats.bilanN1 : a.etats.bilan;
  if (bilan === undefined) return undefined;
  const arbres = new ArbresLivre(a);
  const jours = precedent ? joursPrecedents(a, arbres) : arbres.solde(a.etats.arrete);
  const codeDe = codes(bilan.presentation);
  const { referentiel } = a.exercice;
  return {
    rangees: cote === 'ACTIF' ? dispositionActif(referentiel) : dispositionPassif(referentiel),
    presentation: bilan.presentation,
    regroupement: a.regroupement,
    apport: x =>
      arbres.compte(
        x.ancien ?? x.compte,
        jours,
        auDebit(a, codeDe.get(x) ?? '', x.contra),
        /^4[01]/.test(x.compte) ? l => texteDe(l, 'Tiers') === x.tiers : undefined,
      ),
    enPlus: code => (code === 'P10' ? resultats(a, bilan, precedent) : []),
    ...(part === undefined ? {} : { part }),
  };
}

function joursPrecedents(a: Arrete, arbres: ArbresLivre): readonly FenetreExpliquee[] {
  const { exercice } = a;
  const avant = a.exercices.find(x => x.fin === exercice.debut - 1);
  if (avant !== undefined && a.livre.mouvemente(avant.debut, avant.fin)) return arbres.solde(avant.fin);
  return [{ du: exercice.debut, au: exercice.fin, genres: new Set<'AN'>(['AN']) }];
}

/** Ce que la ligne P10 ajoute au compte 12 : les résultats qu'il ne porte pas encore. */
function resultats(a: Arrete, { parts }: BilanPresente, precedent: boolean): Explication[] {
  const avant = a.exercices.find(x => x.fin === a.exercice.debut - 1);
  const de = precedent ? avant : a.exercice;
  if (de === undefined) return [];
  const au = precedent ? de.fin : a.etats.arrete;
  const lignes: Explication[] = [];
  if (parts.P10N !== 0) lignes.push(partResultat(a, 'P10N', de.debut, au));
  if (parts.P10P !== 0) lignes.push(partResultat(a, 'P10P', undefined, de.debut));
  return lignes;
}

const NOMS: Readonly<Record<'P10N' | 'P10P', Phrase>> = {
  P10N: { fr: 'Résultat de l’exercice', en: 'Result of the year' },
  P10P: { fr: 'Exercices précédents pas encore clos', en: 'Prior years not yet closed' },
};

/** Produits moins charges : de l'exercice jusqu'à un jour, ou de tout ce qui le précède sans à-nouveaux. */
export function partResultat(a: Arrete, part: 'P10N' | 'P10P', du: Jour | undefined, au: Jour): Explication {
  const arbres = new ArbresLivre(a);
  const { grand } = a.livre;
  const exercice = grand.exerciceDu(au);
  const ouverture = exercice && grand.fenetreOuverture(exercice, au);
  const jours: readonly FenetreExpliquee[] =
    du !== undefined
      ? arbres.mouvements(du, au)
      : ouverture
        ? [{ du: ouverture.du as Jour, au: ouverture.au as Jour, genres: ouverture.genres }]
        : [];
  const comptes = grand.comptes().filter(c => /^[67]/.test(c));
  const de = (classe: string, debit: boolean) =>
    comptes
      .filter(c => c.startsWith(classe))
      .map(c => arbres.compte(c, jours, debit))
      .filter(e => !e.valeur.isZero());
  const charges = arbre.somme({ fr: 'Charges', en: 'Expenses' }, de('6', true), 'EUR');
  const produits = arbre.somme({ fr: 'Produits', en: 'Income' }, de('7', false), 'EUR');
  return plusMoins(NOMS[part], [produits], [charges]);
}
