import { enEuros, enSerie, texteJour, versIso } from '../../comptabilite';
import { lireDate, lireMontant, lireNombre } from '../arguments';
import { manque, refus, type Acces, type Fonction } from '../fonction';
import * as a from './arguments';
import { delaiComptable, delaiParEpuisement } from './calcul/delais';
import { echeance, lireCondition } from './calcul/echeance';
import { libelles, trancheDe } from './calcul/tranches';
import { FONCTIONS_AUXILIAIRE } from './fonctions-auxiliaire';
import { arbreDso, arbreDsoEpuisement, arbrePenaliteDonnee } from './fonctions-explications';
import { penalite } from './relances/calcul/penalites';

const TRANCHE: Fonction = {
  id: 'TIERS.TRANCHE',
  description: {
    fr: "Tranche d'ancienneté d'une échéance à une date : Non échu, 0–30, 31–60, 61–90 ou > 90.",
    en: 'Ageing bucket of a due date at a date: Non échu (not due), 0–30, 31–60, 61–90 or > 90 days.',
  },
  parametres: [a.ECHEANCE, a.ARRETE_DONNE, a.BORNES_TRANCHES],
  resultat: { type: 'string' },
  exemple: {
    formule: '=TIERS.TRANCHE(DATE(2026;10;30);DATE(2026;11;30))',
    arguments: [46325, 46356, null],
    resultat: '31–60',
    source: 'T-AR-01, F4 : 31 jours',
  },
  remarques: {
    fr: "Les bornes sont comprises : une échéance d'il y a 30 jours est en 0–30, d'il y a 31 jours en 31–60. Une facture due le jour même n'est pas en retard (C. com. art. L441-10).",
    en: 'Bounds are included: due 30 days ago is 0–30, due 31 days ago is 31–60. An invoice due that very day is not late (French Commercial Code L441-10).',
  },
  creer: acces => (due, arrete, bornesLues) => {
    const bornes = a.lireBornesTranches(bornesLues);
    const age =
      lireDate(arrete, a.ARRETE_DONNE.nom, acces.base1904) - lireDate(due, a.ECHEANCE.nom, acces.base1904);
    return libelles(bornes)[trancheDe(age, bornes)]!;
  },
};

const ECHEANCE: Fonction = {
  id: 'TIERS.ECHEANCE',
  description: {
    fr: "Échéance d'une facture d'après les conditions de règlement, en numéro de série : appliquez un format de date.",
    en: 'Due date of an invoice from its payment terms, as a serial number: apply a date format.',
  },
  parametres: [a.DATE_FACTURE, a.CONDITION],
  resultat: { type: 'number' },
  exemple: {
    formule: '=TIERS.ECHEANCE(DATE(2026;11;12);"45 J FDM")',
    arguments: [46338, '45 J FDM'],
    resultat: 46387,
    source: 'domaine §19 : 31/12/2026',
  },
  remarques: {
    fr: '« 45 J FDM » est la fin du mois de la date plus 45 jours ; « FDM + 45 », 45 jours après la fin du mois de la date : 31/12/2026 et 14/01/2027 pour une facture du 12/11/2026. Une condition qui n’a pas une de ces formes est refusée.',
    en: '“45 J FDM” is the end of the month of the date plus 45 days; “FDM + 45” is 45 days after the end of the month of the date: 31/12/2026 and 14/01/2027 for an invoice of 12/11/2026. Terms in any other form are refused.',
  },
  creer: acces => (date, conditionLue) => {
    const depuis = lireDate(date, a.DATE_FACTURE.nom, acces.base1904);
    const texte = String(conditionLue ?? '');
    const condition = lireCondition(texte);
    if (!condition)
      throw refus(
        `condition : « ${texte} » ne se comprend pas ; écrivez 30 J, NET 45, 45 J FDM, FDM + 45, 30 J FDM LE 10 ou COMPTANT`,
        `terms: "${texte}" is not understood; write 30 J, NET 45, 45 J FDM, FDM + 45, 30 J FDM LE 10 or COMPTANT`,
      );
    try {
      return enSerie(echeance(depuis, condition), acces.base1904);
    } catch {
      throw refus(
        `date : l’échéance du ${texteJour(depuis)} sort du calendrier d’Excel`,
        `date: the due date of ${versIso(depuis)} is outside the calendar of Excel`,
      );
    }
  },
};

const DSO: Fonction = {
  id: 'TIERS.DSO',
  description: {
    fr: 'Délai moyen de paiement (DSO comptable), en jours sans arrondi : créances TTC / CA TTC × jours.',
    en: 'Days sales outstanding, in days, unrounded: receivables / billed, both including VAT, × days.',
  },
  parametres: [a.CREANCES, a.CA_TTC, a.JOURS],
  resultat: { type: 'number' },
  exemple: {
    formule: '=TIERS.DSO(180000;420000;91)',
    arguments: [180000, 420000, 91],
    resultat: 39,
    source: 'T-AR-02',
  },
  remarques: {
    fr: 'Créances et CA sont tous deux TTC : des créances TTC sur des ventes HT gonflent le délai du taux de TVA.',
    en: 'Receivables and billed amount both include VAT: receivables including VAT over sales without it inflate the delay by the VAT rate.',
  },
  creer: () => (creances, ca, jours) => lireDso(creances, ca, jours).delai.toNumber(),
  expliquer: () => (creancesLues, caLu, joursLus) => {
    const { creances, ca, jours } = lireDso(creancesLues, caLu, joursLus);
    return arbreDso(creances, ca, jours);
  },
};

/** Les arguments d'un DSO et sa valeur. @throws ErreurFonction #VALEUR! sans jours, #N/A sans CA positif. */
function lireDso(creancesLues: unknown, caLu: unknown, joursLus: unknown) {
  const jours = lireNombre(joursLus, a.JOURS.nom);
  if (!(jours > 0))
    throw refus('jours : un nombre positif est attendu', 'days: a positive number is expected');
  const creances = lireMontant(creancesLues, a.CREANCES.nom);
  const ca = lireMontant(caLu, a.CA_TTC.nom);
  const delai = delaiComptable(creances, ca, jours);
  if (delai) return { creances, ca, jours, delai };
  throw manque(
    'caTTC : sans chiffre d’affaires positif, le délai ne se calcule pas',
    'billed: without a positive amount billed, there is no delay to compute',
  );
}

const DSOEPUISEMENT: Fonction = {
  id: 'TIERS.DSOEPUISEMENT',
  description: {
    fr: 'Délai moyen de paiement par épuisement du CA, en jours sans arrondi, du mois le plus récent au plus ancien.',
    en: 'Count-back days sales outstanding, in days, unrounded, from the most recent month backwards.',
  },
  parametres: [a.CREANCES, a.CA_PAR_MOIS, a.JOURS_PAR_MOIS],
  resultat: { type: 'number' },
  exemple: {
    formule: '=TIERS.DSOEPUISEMENT(180000;{130000;150000};{30;31})',
    arguments: [180000, [[130000], [150000]], [[30], [31]]],
    resultat: 40.333333333333336,
    source: 'T-AR-02 : 30 + 50 000 / 150 000 × 31',
  },
  remarques: {
    fr: 'Un mois sans CA positif compte ses jours sans rien retrancher. Si les mois donnés ne suffisent pas, la fin est extrapolée à leur moyenne : donnez-en assez.',
    en: 'A month without positive billing counts its days and takes nothing off. When the months given are not enough, the rest is extrapolated at their average: give enough of them.',
  },
  creer: () => (creances, ca, jours) => lireEpuisement(creances, ca, jours).delai.jours.toNumber(),
  expliquer: () => (creancesLues, ca, jours) => {
    const { creances, mois, delai } = lireEpuisement(creancesLues, ca, jours);
    return arbreDsoEpuisement(creances, mois, delai);
  },
};

/** Les arguments d'un DSO par épuisement et sa valeur. @throws ErreurFonction #VALEUR! ou #N/A sans mois facturé. */
function lireEpuisement(creancesLues: unknown, caLus: unknown, joursLus: unknown) {
  const ca = a.lireNombres(caLus, a.CA_PAR_MOIS.nom);
  const jours = a.lireNombres(joursLus, a.JOURS_PAR_MOIS.nom);
  if (ca.length !== jours.length)
    throw refus(
      `joursParMois : ${jours.length} mois, et ${ca.length} dans caTTCparMois ; les deux plages ont la même taille`,
      `daysByMonth: ${jours.length} months, and ${ca.length} in billedByMonth; both ranges have the same size`,
    );
  if (jours.some(j => !(j > 0)))
    throw refus('joursParMois : des jours positifs sont attendus', 'daysByMonth: positive days are expected');
  const mois = ca.map((euros, i) => ({ ttc: lireMontant(euros, a.CA_PAR_MOIS.nom), jours: jours[i]! }));
  const creances = lireMontant(creancesLues, a.CREANCES.nom);
  const delai = delaiParEpuisement(creances, mois);
  if (delai) return { creances, mois, delai };
  throw manque(
    'caTTCparMois : aucun mois au chiffre d’affaires positif',
    'billedByMonth: no month with a positive amount billed',
  );
}

const PENALITE: Fonction = {
  id: 'TIERS.PENALITE',
  description: {
    fr: "Pénalité de retard d'une facture, en euros arrondis au centime : TTC × taux × jours / 365. Sans TVA.",
    en: 'Late-payment penalty of an invoice, in euros rounded to the cent: amount × rate × days / 365. No VAT.',
  },
  parametres: [a.TTC, a.ECHEANCE, a.PAIEMENT, a.TAUX],
  resultat: { type: 'number' },
  exemple: {
    formule: '=TIERS.PENALITE(12000;DATE(2026;9;30);DATE(2026;11;24);0,0786)',
    arguments: [12000, 46295, 46350, 0.0786],
    resultat: 142.13,
    source: 'T-AR-03 : 55 jours à 7,86 %',
  },
  remarques: {
    fr: 'Les pénalités courent du lendemain de l’échéance, sans rappel. L’indemnité forfaitaire de 40 € par facture (C. com. art. D441-5) s’y ajoute.',
    en: 'Penalties run from the day after the due date, without notice. The fixed €40 per invoice (French Commercial Code D441-5) comes on top.',
  },
  creer: acces => (ttc, due, paiement, taux) =>
    enEuros(penalite(...lirePenalite(acces, ttc, due, paiement, taux))),
  expliquer: acces => (ttc, due, paiement, taux) =>
    arbrePenaliteDonnee(...lirePenalite(acces, ttc, due, paiement, taux)),
};

/** Les arguments d'une pénalité. @throws ErreurFonction #VALEUR! si l'un ne se lit pas. */
function lirePenalite({ base1904 }: Acces, ttc: unknown, due: unknown, paiement: unknown, taux: unknown) {
  return [
    lireMontant(ttc, a.TTC.nom),
    lireDate(due, a.ECHEANCE.nom, base1904),
    lireDate(paiement, a.PAIEMENT.nom, base1904),
    a.lireTaux(taux),
  ] as const;
}

/** Les fonctions de cellule des tiers : par arguments, puis celles qui suivent le classeur. */
export const FONCTIONS_TIERS: readonly Fonction[] = [
  TRANCHE,
  ECHEANCE,
  DSO,
  DSOEPUISEMENT,
  PENALITE,
  ...FONCTIONS_AUXILIAIRE,
];
