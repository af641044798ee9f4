import { enEuros, moins, texteJour, ZERO, type Jour } from '../../comptabilite';
import { estVide, lireChoix, lireDate, lireMontant, lireNombre } from '../arguments';
import { ErreurFonction, type Fonction, type ParametreFonction } from '../fonction';
import { CONVENTIONS, dotationLineaire, type PlanLineaire } from './calcul';

const refus = (fr: string, en: string) => new ErreurFonction('invalidValue', fr, en);

const BRUT: ParametreFonction = {
  nom: { fr: 'brut', en: 'cost' },
  description: { fr: 'Valeur brute du bien, en euros.', en: 'Gross cost of the asset, in euros.' },
  type: 'number',
};
const DUREE: ParametreFonction = {
  nom: { fr: 'dureeMois', en: 'months' },
  description: {
    fr: "Durée d'amortissement en mois, de 1 à 600.",
    en: 'Depreciation life in months, 1 to 600.',
  },
  type: 'number',
};
const MES: ParametreFonction = {
  nom: { fr: 'miseEnService', en: 'inServiceDate' },
  description: {
    fr: "Date de mise en service : date d'Excel, ou texte 12/05/2026 ou 2026-05-12.",
    en: 'Date the asset is put into service: an Excel date, or text 12/05/2026 (day first) or 2026-05-12.',
  },
  type: 'any',
  date: true,
};
const DU: ParametreFonction = {
  nom: { fr: 'du', en: 'from' },
  description: { fr: 'Premier jour de la période, compris.', en: 'First day of the period, included.' },
  type: 'any',
  date: true,
};
const AU: ParametreFonction = {
  nom: { fr: 'au', en: 'to' },
  description: { fr: 'Dernier jour de la période, compris.', en: 'Last day of the period, included.' },
  type: 'any',
  date: true,
};
const RESIDUELLE: ParametreFonction = {
  nom: { fr: 'residuelle', en: 'residual' },
  description: {
    fr: 'Valeur résiduelle en euros ; 0 si omise.',
    en: 'Residual value in euros; 0 when omitted.',
  },
  type: 'number',
  facultatif: true,
};
const CONVENTION: ParametreFonction = {
  nom: { fr: 'convention', en: 'convention' },
  description: {
    fr: '"30_360" (par défaut), "ANNUEL_365" ou "REEL_TOTAL".',
    en: '"30_360" (default), "ANNUEL_365" or "REEL_TOTAL".',
  },
  type: 'any',
  facultatif: true,
};

/** Lit et vérifie les arguments d'un plan linéaire. @throws ErreurFonction #VALEUR! avec une phrase par défaut. */
function lirePlan(valeurs: readonly unknown[], base1904: boolean): PlanLineaire {
  const [brutLu, dureeLue, mesLue, , , residuelleLue, conventionLue] = valeurs;
  const brut = lireMontant(brutLu, BRUT.nom);
  if (brut <= 0) throw refus('brut : un montant positif est attendu', 'cost: a positive amount is expected');
  const dureeMois = lireNombre(dureeLue, DUREE.nom);
  if (!Number.isInteger(dureeMois) || dureeMois < 1 || dureeMois > 600)
    throw refus(
      `dureeMois : ${dureeMois} ; un nombre entier de mois de 1 à 600 est attendu`,
      `months: ${dureeMois}; a whole number of months from 1 to 600 is expected`,
    );
  const residuelle = estVide(residuelleLue) ? ZERO : lireMontant(residuelleLue, RESIDUELLE.nom);
  if (residuelle < 0 || residuelle > brut)
    throw refus(
      'residuelle : un montant entre 0 et la valeur brute est attendu',
      'residual: an amount between 0 and the cost is expected',
    );
  return {
    base: moins(brut, residuelle),
    dureeMois,
    miseEnService: lireDate(mesLue, MES.nom, base1904),
    convention: lireChoix(conventionLue, CONVENTION.nom, CONVENTIONS, '30_360'),
  };
}

/** Les deux bornes d'une période, dans l'ordre. @throws ErreurFonction #VALEUR! si elles sont inversées. */
function lirePeriode(duLu: unknown, auLu: unknown, base1904: boolean): { du: Jour; au: Jour } {
  const du = lireDate(duLu, DU.nom, base1904);
  const au = lireDate(auLu, AU.nom, base1904);
  if (au < du)
    throw refus(
      `la période finit le ${texteJour(au)}, avant son début le ${texteJour(du)}`,
      `the period ends on ${texteJour(au)}, before it begins on ${texteJour(du)}`,
    );
  return { du, au };
}

/** Les fonctions de cellule des immobilisations. */
export const FONCTIONS_IMMOBILISATIONS: readonly Fonction[] = [
  {
    id: 'AMORT.LINEAIRE',
    description: {
      fr: "Dotation d'amortissement linéaire d'une période, bornes comprises, en euros.",
      en: 'Straight-line depreciation charge of a period, both days included, in euros.',
    },
    parametres: [BRUT, DUREE, MES, DU, AU, RESIDUELLE, CONVENTION],
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
    creer:
      acces =>
      (...valeurs) => {
        const { base1904 } = acces;
        const plan = lirePlan(valeurs, base1904);
        const { du, au } = lirePeriode(valeurs[3], valeurs[4], base1904);
        return enEuros(dotationLineaire(plan, du, au));
      },
  },
];
