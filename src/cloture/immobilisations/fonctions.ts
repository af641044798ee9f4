import { enEuros, enSerie, moins, ZERO, type Jour } from '../../comptabilite';
import { estVide, lireChoix, lireDate, lirePeriode } from '../arguments';
import { manque, type Acces, type Fonction, type ResultatFonction } from '../fonction';
import { AU, DU } from '../fonction-parametres';
import * as a from './arguments';
import {
  derogatoire,
  dotationLineaire,
  PERIODICITES,
  planEconomique,
  planFiscal,
  RESTES,
  vues,
  type Fiche,
} from './calcul';

/** Fiche d'un bien dégressif fiscalement et linéaire économiquement, en 30/360 : le cas courant. */
function ficheFiscale(
  [brut, duree, acquisition]: readonly unknown[],
  {
    fiscale,
    coefficient,
    miseEnService,
  }: { fiscale?: number; coefficient: unknown; miseEnService: Jour | undefined },
  base1904: boolean,
): Fiche {
  const force = a.lireCoefficient(coefficient);
  const acquis = lireDate(acquisition, a.ACQUISITION.nom, base1904);
  return {
    id: 'bien',
    brut: a.lireBrut(brut),
    residuelle: ZERO,
    acquisition: acquis,
    miseEnService: miseEnService ?? acquis,
    dureeMois: fiscale === undefined ? a.lireDureeDegressive(duree) : a.lireDuree(duree),
    mode: 'LINEAIRE',
    modeFiscal: 'DEGRESSIF',
    ...(fiscale === undefined ? {} : { dureeFiscaleMois: fiscale }),
    ...(force ? { coefficient: force } : {}),
    convention: '30_360',
  };
}

const LINEAIRE: Fonction = {
  id: 'AMORT.LINEAIRE',
  description: {
    fr: "Dotation d'amortissement linéaire d'une période, bornes comprises, en euros.",
    en: 'Straight-line depreciation charge of a period, both days included, in euros.',
  },
  parametres: [a.BRUT, a.DUREE, a.MES, DU, AU, a.RESIDUELLE, a.CONVENTION],
  resultat: { type: 'number' },
  exemple: {
    formule: '=AMORT.LINEAIRE(12000;36;DATE(2026;5;12);DATE(2026;11;1);DATE(2026;11;30))',
    arguments: [12000, 36, 46154, 46327, 46356, null, null],
    resultat: 333.33,
    source: 'T-IMM-01, novembre 2026',
  },
  remarques: {
    fr:
      'La dotation est la différence de deux cumuls arrondis au centime : la somme des mois est exactement la base. ' +
      'Conventions : 30_360 compte des mois de 30 jours, ANNUEL_365 des années de 365 jours (le 29 février ne compte ' +
      "pas), REEL_TOTAL les jours réels de toute la durée. AMORLINC d'Excel suit une autre règle et ne donne pas ce montant.",
    en:
      'The charge is the difference of two cumulative amounts rounded to the cent: the months add up exactly to the base. ' +
      'Conventions: 30_360 counts months of 30 days, ANNUEL_365 years of 365 days (29 February does not count), ' +
      'REEL_TOTAL the actual days of the whole life. Excel AMORLINC follows another rule and gives another amount.',
  },
  creer: acces => (brutLu, duree, mes, du, au, residuelle, convention) => {
    const { base1904 } = acces;
    const brut = a.lireBrut(brutLu);
    const dureeMois = a.lireDuree(duree);
    const plan = {
      base: moins(brut, a.lireResiduelle(residuelle, brut)),
      dureeMois,
      miseEnService: lireDate(mes, a.MES.nom, base1904),
      convention: a.lireConvention(convention),
    };
    const { debut, fin } = lirePeriode(du, au, base1904);
    return enEuros(dotationLineaire(plan, debut, fin));
  },
};

const DEGRESSIF: Fonction = {
  id: 'AMORT.DEGRESSIF',
  description: {
    fr: "Dotation d'amortissement dégressif fiscal d'un exercice, en euros.",
    en: 'Tax declining-balance depreciation charge of a fiscal year, in euros.',
  },
  parametres: [a.BRUT, a.DUREE, a.ACQUISITION, a.DEBUT_EXERCICE, a.FIN_EXERCICE, a.COEFFICIENT, a.RESTE],
  resultat: { type: 'number' },
  exemple: {
    formule: '=AMORT.DEGRESSIF(50000;60;DATE(2026;9;14);DATE(2027;1;1);DATE(2027;12;31))',
    arguments: [50000, 60, 46279, 46388, 46752, null, null],
    resultat: 15458.33,
    source: 'T-IMM-02, exercice 2027',
  },
  remarques: {
    fr:
      'Donnez un exercice entier, jamais un mois : les exercices précédents sont supposés de douze mois. Le premier compte ' +
      "les mois depuis celui de l'acquisition ; on passe au linéaire dès que la VNC divisée par les années restantes dépasse " +
      "l'annuité dégressive. AMORDEGRC d'Excel utilise d'autres coefficients et arrondit à l'euro.",
    en:
      'Give a whole fiscal year, never a month: earlier years are taken as twelve months. The first one counts months from ' +
      'that of the acquisition; the plan switches to straight line once book value over remaining years exceeds the ' +
      'declining charge. Excel AMORDEGRC uses other coefficients and rounds to whole euros.',
  },
  creer: acces => (brut, duree, acquisition, debutLu, finLue, coefficient, reste) => {
    const { base1904 } = acces;
    const fiche = ficheFiscale(
      [brut, duree, acquisition],
      { coefficient, miseEnService: undefined },
      base1904,
    );
    const exercice = a.lireExercice(debutLu, finLue, base1904);
    const options = { reste: lireChoix(reste, a.RESTE.nom, RESTES, 'EXERCICES') };
    const plan = planFiscal(fiche, [exercice], options);
    return plan ? enEuros(plan.dotation(exercice.debut, exercice.fin)) : 0;
  },
};

const DEROGATOIRE: Fonction = {
  id: 'AMORT.DEROGATOIRE',
  description: {
    fr: "Amortissement dérogatoire d'un exercice, en euros : dotation au 145 positive, reprise négative.",
    en: 'Excess tax depreciation of a fiscal year, in euros: charge to 145 positive, reversal negative.',
  },
  parametres: [
    a.BRUT,
    a.DUREE,
    a.ACQUISITION,
    a.MES,
    a.DEBUT_EXERCICE,
    a.FIN_EXERCICE,
    a.DUREE_FISCALE,
    a.COEFFICIENT,
  ],
  resultat: { type: 'number' },
  exemple: {
    formule: '=AMORT.DEROGATOIRE(50000;60;DATE(2026;9;14);DATE(2026;9;14);DATE(2026;1;1);DATE(2026;12;31))',
    arguments: [50000, 60, 46279, 46279, 46023, 46387, null, null],
    resultat: 2861.11,
    source: 'T-IMM-02, exercice 2026',
  },
  remarques: {
    fr:
      'Dégressif fiscal moins linéaire économique en 30/360. Le solde du 145 ne devient jamais négatif : un plan fiscal plus ' +
      'lent ne donne rien. Les exercices précédents sont supposés de douze mois.',
    en:
      'Tax declining balance less book straight line in 30/360. The balance of 145 never goes below zero: a slower tax plan ' +
      'gives nothing. Earlier fiscal years are taken as twelve months.',
  },
  creer: acces => (brut, duree, acquisition, mes, debutLu, finLue, fiscaleLue, coefficient) => {
    const { base1904 } = acces;
    const omise = estVide(fiscaleLue) || fiscaleLue === 0;
    const fiscale = omise ? a.lireDureeDegressive(duree) : a.lireDureeDegressive(fiscaleLue, a.DUREE_FISCALE);
    const miseEnService = lireDate(mes, a.MES.nom, base1904);
    const fiche = ficheFiscale([brut, duree, acquisition], { fiscale, coefficient, miseEnService }, base1904);
    const exercice = a.lireExercice(debutLu, finLue, base1904);
    return enEuros(derogatoire(fiche, [exercice]).mouvement(exercice.debut, exercice.fin));
  },
};

const VNC: Fonction = {
  id: 'AMORT.VNC',
  description: {
    fr: "Valeur nette comptable d'un bien au soir d'un jour, en euros.",
    en: 'Net book value of an asset at the end of a day, in euros.',
  },
  parametres: [a.BRUT, a.DUREE, a.MES, a.DATE, a.RESIDUELLE, a.MODE, a.CONVENTION],
  resultat: { type: 'number' },
  exemple: {
    formule: '=AMORT.VNC(12000;36;DATE(2026;5;12);DATE(2027;12;31))',
    arguments: [12000, 36, 46154, 46752, null, null, null],
    resultat: 5455.56,
    source: 'T-IMM-01, fin 2027',
  },
  remarques: {
    fr: 'En dégressif, le bien est acquis le jour de sa mise en service et les exercices sont les années civiles.',
    en: 'With the declining balance, the asset is acquired when put into service and fiscal years are calendar years.',
  },
  creer: acces => (brut, duree, mes, date, residuelle, mode, convention) => {
    const { base1904 } = acces;
    const fiche = a.lireFiche({ brut, duree, mes, residuelle, mode, convention }, base1904);
    return enEuros(planEconomique(fiche, []).vnc(lireDate(date, a.DATE.nom, base1904)));
  },
};

/** En-têtes du plan débordé, dans la langue d'Excel. */
export const COLONNES_PLAN = {
  fr: ['Début', 'Fin', 'Dotation', 'Cumul', 'VNC'],
  en: ['From', 'To', 'Charge', 'Accumulated', 'Book value'],
} as const;

/** Le plan de T-IMM-01, celui de AMORT.PLAN et de IMMO.PLAN. */
export const EXEMPLE_PLAN = {
  resultat: [
    COLONNES_PLAN.fr,
    [46023, 46387, 2544.44, 2544.44, 9455.56],
    [46388, 46752, 4000, 6544.44, 5455.56],
    [46753, 47118, 4000, 10544.44, 1455.56],
    [47119, 47483, 1455.56, 12000, 0],
  ],
  source: 'T-IMM-01',
};

/** Le plan entier en lignes de cellules, en-têtes compris ; les dates sont des numéros de série. */
function deborder(
  fiche: Fiche,
  periodicite: unknown,
  cloture: unknown,
  { base1904, langue }: Acces,
): ResultatFonction {
  const exercices = a.lireExercices(cloture, base1904);
  const choix = lireChoix(periodicite, a.PERIODICITE.nom, PERIODICITES, 'ANNUELLE');
  const lignes = vues(planEconomique(fiche, exercices), exercices, choix);
  if (lignes.length === 0)
    throw manque(
      'rien à amortir : le bien est non amortissable ou sa valeur résiduelle égale son brut',
      'nothing to depreciate: the asset is not depreciable or its residual value equals its cost',
    );
  return [
    COLONNES_PLAN[langue],
    ...lignes.map(({ debut, fin, dotation, cumul, vnc }) => [
      enSerie(debut, base1904),
      enSerie(fin, base1904),
      enEuros(dotation),
      enEuros(cumul),
      enEuros(vnc),
    ]),
  ];
}

const PLAN: Fonction = {
  id: 'AMORT.PLAN',
  description: {
    fr: "Plan d'amortissement entier : début, fin, dotation, cumul et valeur nette de chaque période.",
    en: 'Whole depreciation schedule: start, end, charge, cumulative charge and net value of each period.',
  },
  parametres: [a.BRUT, a.DUREE, a.MES, a.MODE, a.PERIODICITE, a.RESIDUELLE, a.CONVENTION, a.CLOTURE],
  resultat: { type: 'any', matrice: true },
  exemple: {
    formule: '=AMORT.PLAN(12000;36;DATE(2026;5;12))',
    arguments: [12000, 36, 46154, null, null, null, null, null],
    ...EXEMPLE_PLAN,
  },
  remarques: {
    fr:
      'La première ligne porte les titres ; mettez un format de date sur les deux premières colonnes. Toutes les périodicités ' +
      'somment au même total. En dégressif, le bien est acquis le jour de sa mise en service.',
    en:
      'The first row holds the headings; give the first two columns a date format. Every frequency adds up to the ' +
      'same total. With the declining balance, the asset is acquired when put into service.',
  },
  creer: acces => (brut, duree, mes, mode, periodicite, residuelle, convention, cloture) => {
    const fiche = a.lireFiche({ brut, duree, mes, residuelle, mode, convention }, acces.base1904);
    return deborder(fiche, periodicite, cloture, acces);
  },
};

/** Les fonctions de cellule des immobilisations, par arguments. */
export const FONCTIONS_IMMOBILISATIONS: readonly Fonction[] = [LINEAIRE, DEGRESSIF, DEROGATOIRE, VNC, PLAN];
