/** Ce qui arrive aux immobilisations : mouvements, révisions, dépréciations, coefficients (domaine §3.4, §3.7, §3.10). */
import {
  compte,
  defineTable,
  entier,
  enumeration,
  jour,
  montant,
  taux,
  texte,
} from '../../../workbook/table';
import { MODES } from './tables-registre';

export const TYPES_MOUVEMENT = [
  'ACQUISITION',
  'COMPLEMENT',
  'AVOIR',
  'AVOIR_ANTERIEUR',
  'TRANSFERT',
  'CESSION',
  'REBUT',
] as const;

const idImmo = () =>
  texte({
    entete: 'N° immobilisation',
    en: 'Asset no.',
    requis: true,
    reference: 'Immobilisations',
    note: 'Fiche concernée.',
  });
const motif = () =>
  texte({ entete: 'Motif', en: 'Reason', largeur: 34, note: 'Fait qui justifie la ligne.' });

export const MouvementsImmo = defineTable({
  nom: 'MouvementsImmo',
  feuille: 'Mouvements des immobilisations',
  titre: { fr: 'Mouvements des immobilisations', en: 'Asset movements' },
  description: {
    fr: 'Ce qui change la valeur brute ou la place d’un bien. Sans ligne ici, la valeur brute est celle de la fiche.',
    en: 'What changes the gross value or the place of an asset. Without rows here, the gross value is that of the record.',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['Date'] },
  cle: ['IdImmo', 'NoMouvement'],
  colonnes: {
    IdImmo: idImmo(),
    NoMouvement: texte({
      entete: 'N° mouvement',
      en: 'Movement no.',
      requis: true,
      note: 'Numéro du mouvement dans la fiche.',
    }),
    Date: jour({ entete: 'Date', en: 'Date', requis: true, note: "Date d'effet." }),
    Type: enumeration(TYPES_MOUVEMENT, {
      entete: 'Type',
      en: 'Type',
      requis: true,
      alias: { COMPLÉMENT: 'COMPLEMENT' },
      note: 'ACQUISITION, COMPLEMENT et AVOIR changent la valeur brute, AVOIR_ANTERIEUR celle d’un exercice fini ; CESSION et REBUT partiels la réduisent ; TRANSFERT change la section, le lieu ou le détenteur.',
    }),
    Montant: montant({
      entete: 'Montant',
      en: 'Amount',
      requis: true,
      note: 'Valeur brute en cause, en euros HT, positive : le type donne le sens. 0 pour un transfert.',
    }),
    PrixHT: montant({
      entete: 'Prix HT',
      en: 'Price excl. VAT',
      note: "Prix d'une cession partielle ; vide : rien n’est facturé.",
    }),
    Section: texte({
      entete: 'Section',
      en: 'Analytical section',
      note: 'Nouvelle section, pour un transfert.',
    }),
    Localisation: texte({ entete: 'Localisation', en: 'Location', note: 'Nouveau lieu, pour un transfert.' }),
    IdCollab: texte({
      entete: 'Collaborateur',
      en: 'Employee',
      note: 'Nouveau détenteur, pour un transfert.',
    }),
    IdFactF: texte({ entete: 'Facture fournisseur', en: 'Supplier invoice', note: 'Facture ou avoir.' }),
    LigneFactF: texte({
      entete: 'Ligne de facture',
      en: 'Invoice line',
      largeur: 9,
      note: 'Ligne de cette facture.',
    }),
    Motif: motif(),
  },
});

export const PlanVersions = defineTable({
  nom: 'PlanVersions',
  feuille: 'Révisions de plan',
  titre: { fr: 'Révisions des plans d’amortissement', en: 'Plan revisions' },
  description: {
    fr: 'Une révision est prospective (PCG art. 214-14) : la base restante court sur la nouvelle durée à partir de la date d’effet.',
    en: 'A revision is prospective: the remaining base runs over the new life from the effective date.',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['DateEffet'] },
  cle: ['IdImmo', 'DateEffet'],
  colonnes: {
    IdImmo: idImmo(),
    DateEffet: jour({
      entete: "Date d'effet",
      en: 'Effective date',
      requis: true,
      note: 'Premier jour du nouveau plan.',
    }),
    Base: montant({
      entete: 'Base restante',
      en: 'Remaining base',
      requis: true,
      note: 'VNC à la veille moins la valeur résiduelle.',
    }),
    DureeRestante: entier({
      entete: 'Durée restante (mois)',
      en: 'Remaining life (months)',
      requis: true,
      bornes: [1, 600],
      note: 'En mois, depuis la date d’effet.',
    }),
    Mode: enumeration(MODES, { entete: 'Mode', en: 'Method', requis: true, note: 'Mode du nouveau plan.' }),
    Motif: motif(),
  },
});

export const DepreciationsImmo = defineTable({
  nom: 'DepreciationsImmo',
  feuille: 'Dépréciations des immos',
  titre: { fr: 'Dépréciations des immobilisations', en: 'Asset impairments' },
  description: {
    fr: 'Une dotation est positive, une reprise négative. Le plan repart de la VNC dépréciée (PCG art. 214-17).',
    en: 'A charge is positive, a reversal negative. The plan restarts from the impaired book value.',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['Date'] },
  cle: ['IdImmo', 'Date'],
  colonnes: {
    IdImmo: idImmo(),
    Date: jour({
      entete: 'Date',
      en: 'Date',
      requis: true,
      note: 'Date de la dépréciation ou de la reprise.',
    }),
    Montant: montant({
      entete: 'Montant',
      en: 'Amount',
      requis: true,
      note: 'Positif : dotation. Négatif : reprise.',
    }),
    DureeRestante: entier({
      entete: 'Durée restante (mois)',
      en: 'Remaining life (months)',
      bornes: [1, 600],
      note: 'Vide : la fin du plan ne change pas.',
    }),
    Compte: compte({
      entete: 'Compte de dépréciation',
      en: 'Impairment account',
      note: 'Vide : celui de la catégorie (29x).',
    }),
    Motif: motif(),
  },
});

export const CoefDegressif = defineTable({
  nom: 'CoefDegressif',
  feuille: 'Coefficients dégressifs',
  titre: { fr: 'Coefficients du dégressif fiscal', en: 'Declining-balance coefficients' },
  description: {
    fr: 'Le coefficient d’un bien est celui de sa date d’acquisition, pour toute sa vie. Vide : régime général (CGI art. 39 A).',
    en: 'The coefficient of an asset is that of its acquisition date, for life. Empty: general regime.',
  },
  famille: 'REFERENTIELS',
  gel: { mois: ['DateDebut'] },
  cle: ['DateDebut', 'DureeMin'],
  colonnes: {
    DateDebut: jour({
      entete: 'Acquis depuis',
      en: 'Acquired from',
      requis: true,
      note: 'Premier jour, compris.',
    }),
    DateFin: jour({
      entete: "Acquis jusqu'au",
      en: 'Acquired until',
      note: 'Dernier jour, compris ; vide : sans fin.',
    }),
    DureeMin: entier({
      entete: 'Durée minimale (mois)',
      en: 'Min. life (months)',
      requis: true,
      bornes: [1, 600],
      note: 'Comprise.',
    }),
    DureeMax: entier({
      entete: 'Durée maximale (mois)',
      en: 'Max. life (months)',
      bornes: [1, 600],
      note: 'Comprise ; vide : sans limite.',
    }),
    Coefficient: taux({
      entete: 'Coefficient',
      en: 'Coefficient',
      requis: true,
      format: '0.00',
      note: 'Par exemple 1,25.',
    }),
    Source: texte({ entete: 'Source', en: 'Source', largeur: 34, note: 'Texte qui le fixe.' }),
  },
});
