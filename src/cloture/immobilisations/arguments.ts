import { ajouterJours, ajouterMois, finDeMois, jour, taux, texteJour, ZERO } from '../../comptabilite';
import type { Jour, Montant, Taux } from '../../comptabilite';
import {
  estVide,
  lireChoix,
  lireDate,
  lireDateFacultative,
  lireMontant,
  lireNombre,
  lirePeriode,
} from '../arguments';
import { refus } from '../fonction';
import { facultatif, parametre, parametreDate } from '../fonction-parametres';
import { CONVENTIONS, MODES, type Bornes, type Convention, type Fiche } from './calcul';

/** Les arguments des fonctions AMORT.* : leur description, et leur lecture avec une phrase par refus. */

const NOMBRE = { type: 'number' } as const;

export const BRUT = parametre(
  ['brut', 'Valeur brute du bien, en euros.'],
  ['cost', 'Gross cost of the asset, in euros.'],
  NOMBRE,
);
export const DUREE = parametre(
  ['dureeMois', "Durée d'amortissement en mois, de 1 à 600."],
  ['months', 'Depreciation life in months, 1 to 600.'],
  NOMBRE,
);
export const MES = parametreDate(
  ['miseEnService', "Date de mise en service : date d'Excel, ou texte 12/05/2026 ou 2026-05-12."],
  [
    'inServiceDate',
    'Date the asset is put into service: an Excel date, or text 12/05/2026 (day first) or 2026-05-12.',
  ],
);
export const ACQUISITION = parametreDate(
  ['acquisition', "Date d'acquisition : le dégressif part du premier jour de son mois."],
  ['acquisitionDate', 'Acquisition date: the declining balance starts on the first day of its month.'],
);
export const DEBUT_EXERCICE = parametreDate(
  ['debutExercice', "Premier jour de l'exercice."],
  ['yearStart', 'First day of the fiscal year.'],
);
export const FIN_EXERCICE = parametreDate(
  ['finExercice', "Dernier jour de l'exercice."],
  ['yearEnd', 'Last day of the fiscal year.'],
);
export const CLOTURE = facultatif(
  parametreDate(
    ['finExercice', "Dernier jour d'un exercice, n'importe lequel ; 31 décembre si omis."],
    ['yearEnd', 'Last day of any fiscal year; 31 December when omitted.'],
  ),
);
export const DATE = parametreDate(
  ['date', 'Jour de la valeur, compris.'],
  ['date', 'Day of the value, included.'],
);
export const RESIDUELLE = facultatif(
  parametre(
    ['residuelle', 'Valeur résiduelle en euros ; 0 si omise.'],
    ['residual', 'Residual value in euros; 0 when omitted.'],
    NOMBRE,
  ),
);
export const MODE = facultatif(
  parametre(
    ['mode', '"LINEAIRE" (par défaut), "DEGRESSIF" ou "NON_AMORTISSABLE".'],
    [
      'method',
      '"LINEAIRE" (default, straight line), "DEGRESSIF" (declining balance) or "NON_AMORTISSABLE" (none).',
    ],
  ),
);
export const CONVENTION = facultatif(
  parametre(
    ['convention', '"30_360" (par défaut), "ANNUEL_365" ou "REEL_TOTAL".'],
    ['convention', '"30_360" (default), "ANNUEL_365" or "REEL_TOTAL".'],
  ),
);
export const PERIODICITE = facultatif(
  parametre(
    ['periodicite', '"ANNUELLE" (par défaut), "SEMESTRIELLE", "TRIMESTRIELLE" ou "MENSUELLE".'],
    [
      'frequency',
      '"ANNUELLE" (default, yearly), "SEMESTRIELLE" (half-yearly), "TRIMESTRIELLE" (quarterly) or "MENSUELLE" (monthly).',
    ],
  ),
);
export const DUREE_FISCALE = facultatif(
  parametre(
    ['dureeFiscaleMois', 'Durée du plan fiscal en mois ; celle du bien si omise.'],
    ['taxMonths', 'Life of the tax plan in months; that of the asset when omitted.'],
    NOMBRE,
  ),
);
export const COEFFICIENT = facultatif(
  parametre(
    [
      'coefficient',
      'Coefficient dégressif ; celui du régime général si omis : 1,25 (3 ou 4 ans), 1,75 (5 ou 6 ans), 2,25 au-delà.',
    ],
    [
      'coefficient',
      'Declining-balance coefficient; the general one when omitted: 1.25 (3 or 4 years), 1.75 (5 or 6 years), 2.25 beyond.',
    ],
    NOMBRE,
  ),
);
export const RESTE = facultatif(
  parametre(
    ['conventionReste', 'Années restantes comptées en "EXERCICES" (par défaut) ou en "MOIS".'],
    [
      'remainingLife',
      'Remaining years counted in "EXERCICES" (default, fiscal years) or in "MOIS" (months).',
    ],
  ),
);

/** Valeur brute, strictement positive. */
export function lireBrut(lu: unknown): Montant {
  const brut = lireMontant(lu, BRUT.nom);
  if (brut <= 0) throw refus('brut : un montant positif est attendu', 'cost: a positive amount is expected');
  return brut;
}

/** Durée en mois entiers, de 1 à 600. */
export function lireDuree(lu: unknown, { nom } = DUREE): number {
  const mois = lireNombre(lu, nom);
  if (!Number.isInteger(mois) || mois < 1 || mois > 600)
    throw refus(
      `${nom.fr} : ${mois} ; un nombre entier de mois de 1 à 600 est attendu`,
      `${nom.en}: ${mois}; a whole number of months from 1 to 600 is expected`,
    );
  return mois;
}

/** Durée qui ouvre droit au dégressif : des années entières, trois au moins (CGI art. 39 A). */
export function lireDureeDegressive(lu: unknown, parametre = DUREE): number {
  const mois = lireDuree(lu, parametre);
  const { nom } = parametre;
  if (mois < 36 || mois % 12 !== 0)
    throw refus(
      `${nom.fr} : ${mois} mois ; le dégressif demande des années entières, trois au moins (36, 48, 60…)`,
      `${nom.en}: ${mois} months; the declining balance needs whole years, at least three (36, 48, 60…)`,
    );
  return mois;
}

/** Valeur résiduelle entre 0 et le brut ; 0 si omise. */
export function lireResiduelle(lu: unknown, brut: Montant): Montant {
  const residuelle = estVide(lu) ? ZERO : lireMontant(lu, RESIDUELLE.nom);
  if (residuelle < 0 || residuelle > brut)
    throw refus(
      'residuelle : un montant entre 0 et la valeur brute est attendu',
      'residual: an amount between 0 and the cost is expected',
    );
  return residuelle;
}

/** Coefficient au moins égal à 1 ; omis, vide ou 0 : celui de la table. */
export function lireCoefficient(lu: unknown): Taux | undefined {
  if (estVide(lu) || lu === 0) return undefined;
  const coefficient = lireNombre(lu, COEFFICIENT.nom);
  if (coefficient < 1 || coefficient > 10)
    throw refus(
      `coefficient : ${coefficient} ; un nombre de 1 à 10 est attendu, par exemple 1,75`,
      `coefficient: ${coefficient}; a number from 1 to 10 is expected, such as 1.75`,
    );
  return taux(coefficient);
}

export function lireConvention(lu: unknown): Convention {
  return lireChoix(lu, CONVENTION.nom, CONVENTIONS, '30_360');
}

/** Les bornes d'un exercice : 24 mois au plus, sinon ce n'en est pas un. */
export function lireExercice(debutLu: unknown, finLue: unknown, base1904: boolean): Bornes {
  const bornes = lirePeriode(debutLu, finLue, base1904, [DEBUT_EXERCICE, FIN_EXERCICE]);
  if (bornes.fin >= ajouterMois(bornes.debut, 24))
    throw refus(
      `du ${texteJour(bornes.debut)} au ${texteJour(bornes.fin)} : un exercice ne dépasse pas 24 mois`,
      `from ${texteJour(bornes.debut)} to ${texteJour(bornes.fin)}: a fiscal year is 24 months at most`,
    );
  return bornes;
}

/** Exercices de douze mois clos à l'anniversaire de cette date ; 31 décembre si elle est omise. */
export function lireExercices(lu: unknown, base1904: boolean): readonly Bornes[] {
  const fin = lireDateFacultative(lu, CLOTURE.nom, base1904) ?? jour(2026, 12, 31);
  const precedente = ajouterMois(fin, -12);
  const veille = finDeMois(fin) === fin ? finDeMois(precedente) : precedente;
  return [{ debut: ajouterJours(veille, 1), fin }];
}

/** Ce que AMORT.VNC et AMORT.PLAN savent d'un bien : acquis le jour de sa mise en service. */
export function lireFiche(
  lus: {
    brut: unknown;
    duree: unknown;
    mes: unknown;
    residuelle: unknown;
    mode: unknown;
    convention: unknown;
  },
  base1904: boolean,
): Fiche {
  const brut = lireBrut(lus.brut);
  const mode = lireChoix(lus.mode, MODE.nom, MODES, 'LINEAIRE');
  const miseEnService: Jour = lireDate(lus.mes, MES.nom, base1904);
  return {
    id: 'bien',
    brut,
    residuelle: lireResiduelle(lus.residuelle, brut),
    acquisition: miseEnService,
    miseEnService,
    dureeMois: mode === 'DEGRESSIF' ? lireDureeDegressive(lus.duree) : lireDuree(lus.duree),
    mode,
    convention: lireConvention(lus.convention),
  };
}
