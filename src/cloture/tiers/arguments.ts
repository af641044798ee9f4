/** Les arguments des fonctions TIERS.* : leur description, et leur lecture avec une phrase par refus. */
import { taux, type Taux } from '../../comptabilite';
import { estVide, lireCle, lireNombre } from '../arguments';
import { refus, type Texte } from '../fonction';
import { facultatif, parametre, parametreDate } from '../fonction-parametres';
import { BORNES, lireBornes, verifierBornes } from './calcul/tranches';

export const ECHEANCE = parametreDate(['echeance', "Date d'échéance."], ['dueDate', 'Due date.']);
export const ARRETE_DONNE = parametreDate(
  ['arrete', "Date à laquelle on mesure l'âge."],
  ['closingDate', 'Date at which the age is measured.'],
);
export const BORNES_TRANCHES = parametre(
  [
    'bornes',
    'Bornes hautes des tranches, en jours : {0;30;60;90} si elles sont omises, une plage ou le texte "0;30;60;90".',
  ],
  [
    'bounds',
    'Upper bounds of the buckets, in days: {0;30;60;90} when omitted, a range or the text "0;30;60;90".',
  ],
  { matrice: true, facultatif: true },
);
export const DATE_FACTURE = parametreDate(['date', 'Date de la facture.'], ['date', 'Invoice date.']);
export const CONDITION = parametre(
  [
    'condition',
    'Conditions de règlement : "30 J", "NET 45", "45 J FDM", "FDM + 45", "30 J FDM LE 10" ou "COMPTANT".',
  ],
  [
    'terms',
    'Payment terms: "30 J" (days), "NET 45", "45 J FDM" (end of month after 45 days), "FDM + 45" (45 days after end of month), "30 J FDM LE 10" or "COMPTANT" (cash).',
  ],
);
export const CREANCES = parametre(
  ['creances', 'Créances TTC à la fin de la période, en euros : 411 et 413, sans douteux ni acomptes.'],
  ['receivables', 'Receivables including VAT at the end of the period, in euros: accounts 411 and 413.'],
);
export const CA_TTC = parametre(
  ['caTTC', "Chiffre d'affaires TTC facturé de la période, en euros."],
  ['billed', 'Amount billed in the period including VAT, in euros.'],
);
export const JOURS = parametre(
  ['jours', 'Jours de la période, par exemple 91 pour trois mois.'],
  ['days', 'Days of the period, such as 91 for three months.'],
);
export const CA_PAR_MOIS = parametre(
  ['caTTCparMois', 'CA TTC facturé de chaque mois, le plus récent d’abord.'],
  ['billedByMonth', 'Amount billed each month including VAT, most recent first.'],
  { matrice: true },
);
export const JOURS_PAR_MOIS = parametre(
  ['joursParMois', 'Jours de chacun de ces mois, dans le même ordre.'],
  ['daysByMonth', 'Days of each of these months, in the same order.'],
  { matrice: true },
);
export const TTC = parametre(
  ['ttc', 'Montant TTC impayé, en euros.'],
  ['amount', 'Unpaid amount including VAT, in euros.'],
);
export const PAIEMENT = parametreDate(
  ['paiement', 'Date du paiement, ou du calcul.'],
  ['paymentDate', 'Payment date, or date of the computation.'],
);
export const TAUX = parametre(
  ['taux', 'Taux annuel : 0,0786 ou 7,86 %.'],
  ['rate', 'Yearly rate: 0.0786 or 7.86%.'],
);
export const TIERS = parametre(
  ['tiers', 'Code du client ou du fournisseur. Vide : #N/A.'],
  ['thirdParty', 'Code of the customer or supplier. Empty: #N/A.'],
);
export const SENS = facultatif(
  parametre(
    ['sens', 'CLIENT (par défaut) ou FOURNISSEUR.'],
    ['side', 'CLIENT (default, receivables) or FOURNISSEUR (payables).'],
  ),
);

/** Les cellules d'un argument matrice, ligne par ligne ; une valeur seule en est une. */
function cellules(lu: unknown): unknown[] {
  return Array.isArray(lu)
    ? (lu as unknown[]).flatMap(ligne => (Array.isArray(ligne) ? (ligne as unknown[]) : [ligne]))
    : [lu];
}

/** Les nombres d'une plage. @throws ErreurFonction #VALEUR! si une cellule n'en est pas un. */
export function lireNombres(lu: unknown, nom: Texte): number[] {
  return cellules(lu).map(cellule => lireNombre(cellule, nom));
}

/** Les bornes des tranches ; celles d'usage si elles sont omises. @throws ErreurFonction #VALEUR! si elles ne croissent pas. */
export function lireBornesTranches(lu: unknown): readonly number[] {
  const valeurs = cellules(lu).filter(v => !estVide(v));
  if (valeurs.length === 0) return BORNES;
  const bornes =
    valeurs.length === 1 && typeof valeurs[0] === 'string'
      ? lireBornes(valeurs[0])
      : verifierBornes(valeurs.map(v => lireNombre(v, BORNES_TRANCHES.nom)));
  if (bornes) return bornes;
  throw refus(
    'bornes : des jours entiers croissants sont attendus, par exemple {0;30;60;90}',
    'bounds: increasing whole days are expected, such as {0;30;60;90}',
  );
}

/** Taux annuel entre 0 et 1. @throws ErreurFonction #VALEUR! hors de là : 7,86 au lieu de 7,86 % est l'erreur courante. */
export function lireTaux(lu: unknown): Taux {
  const valeur = lireNombre(lu, TAUX.nom);
  if (valeur >= 0 && valeur <= 1) return taux(valeur);
  throw refus(
    `taux : ${valeur} ; un taux de 0 à 1 est attendu, par exemple 0,0786 ou 7,86 %`,
    `rate: ${valeur}; a rate from 0 to 1 is expected, such as 0.0786 or 7.86%`,
  );
}

/** Code d'un tiers. @throws ErreurFonction comme `lireCle` */
export function lireTiers(lu: unknown): string {
  const vide = {
    fr: 'indiquez le code d’un client ou d’un fournisseur',
    en: 'give the code of a customer or supplier',
  };
  return lireCle(lu, TIERS.nom, vide, { fr: 'un code', en: 'a code' });
}
