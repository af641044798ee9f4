/** Ce que la clôture écrit pour être lu, imprimé ou rapproché : dotations par compte, registre, comptes, fiches modifiées. */
import { compte, defineTable, entier, enumeration, jour, montant, texte } from '../../../workbook/table';
import { ETATS_IMMO } from './tables-generees';

const calcule = { calculee: true } as const;
const m = (entete: string, en: string, note: string) => montant({ entete, en, note, ...calcule });
/** Assez large pour dix millions, pas plus : le registre tient en A4. */
const etroit = (entete: string, en: string, note: string) =>
  montant({ entete, en, note, largeur: 14, ...calcule });
const t = (entete: string, en: string, largeur = 14) => texte({ entete, en, largeur, ...calcule });
const immo = () => texte({ entete: 'N° immobilisation', en: 'Asset no.', requis: true, ...calcule });

export const DotationsParCompte = defineTable({
  nom: 'DotationsParCompte',
  feuille: 'Dotations par compte',
  titre: { fr: 'Dotations du mois par compte', en: 'Charges of the month by account' },
  description: {
    fr: 'Ce que l’écriture du mois porte : une ligne par compte de dotation, compte d’amortissement et section, sorties comprises.',
    en: 'What the entry of the month carries: one row per charge account, depreciation account and section, disposals included.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['CompteDotation', 'CompteAmort', 'Section'],
  colonnes: {
    CompteDotation: compte({ entete: 'Compte de dotation', en: 'Charge account', requis: true, ...calcule }),
    CompteAmort: compte({
      entete: "Compte d'amortissement",
      en: 'Depreciation account',
      requis: true,
      ...calcule,
    }),
    Section: t('Section', 'Analytical section', 18),
    Arrete: jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule }),
    Nombre: entier({ entete: 'Biens', en: 'Assets', note: 'Biens qui dotent.', ...calcule }),
    Annee: m('Année', 'Year', 'Dotation depuis le premier jour de l’exercice.'),
    Periode: m('Période', 'Period', 'Dotation comptabilisée à cet arrêté.'),
    Cumul: m('Cumul', 'Accumulated', 'Amortissements cumulés à l’arrêté.'),
  },
});

export const RegistreImmo = defineTable({
  nom: 'RegistreImmo',
  feuille: 'Registre à imprimer',
  titre: { fr: 'Registre des immobilisations', en: 'Fixed asset register' },
  description: {
    fr: 'Le registre à l’arrêté, en une page de large (A4 paysage), les titres répétés. Les biens sortis de l’exercice y restent, à zéro.',
    en: 'The register at the closing date, one page wide (A4 landscape), headings repeated. Disposals of the year stay, at zero.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdImmo'],
  colonnes: {
    IdImmo: texte({ entete: 'N°', en: 'No.', requis: true, largeur: 12, ...calcule }),
    Libelle: t('Libellé', 'Label', 24),
    Compte: compte({ entete: 'Compte', en: 'Account', ...calcule }),
    DateAcquisition: jour({ entete: 'Acquis le', en: 'Acquired on', ...calcule }),
    DateMiseEnService: jour({ entete: 'En service le', en: 'In service on', ...calcule }),
    Plan: texte({
      entete: 'Plan',
      en: 'Plan',
      largeur: 16,
      note: 'Mode et durée : LIN 36 pour un linéaire de 36 mois ; + DEG 36 pour un plan fiscal dégressif.',
      ...calcule,
    }),
    Brut: etroit('Valeur brute', 'Gross value', 'Valeur brute à l’arrêté.'),
    Cumul: etroit('Cumul', 'Accumulated', 'Amortissements cumulés.'),
    Depreciation: etroit('Dépréc.', 'Impairment', 'Dépréciations à l’arrêté.'),
    VNC: etroit('VNC', 'Book value', 'Brut moins cumul et dépréciations.'),
    Etat: enumeration(ETATS_IMMO, { entete: 'État', en: 'Status', largeur: 16, ...calcule }),
    Localisation: t('Lieu', 'Location', 12),
    IdCollab: t('Détenteur', 'Employee', 14),
  },
});

export const RapprochementImmo = defineTable({
  nom: 'RapprochementImmo',
  feuille: 'Rapprochement des immos',
  titre: { fr: 'Rapprochement du registre et des comptes', en: 'Register to ledger reconciliation' },
  description: {
    fr: 'Par compte : ce que dit le registre, ce que dit la comptabilité, et d’où vient l’écart. Débit positif.',
    en: 'By account: what the register says, what the ledger says, and where the gap comes from. Debit positive.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Compte'],
  colonnes: {
    Compte: compte({ entete: 'Compte', en: 'Account', requis: true, ...calcule }),
    Nature: t('Nature', 'Nature', 26),
    Registre: m('Registre', 'Register', 'Somme des biens à l’arrêté.'),
    Comptabilite: m(
      'Comptabilité',
      'Ledger',
      'Solde des écritures à l’arrêté, celles de l’exécution comprises.',
    ),
    Ecart: m('Écart', 'Gap', 'Registre moins comptabilité.'),
    Explication: t('Explication', 'Explanation', 60),
  },
});

export const ModificationsImmo = defineTable({
  nom: 'ModificationsImmo',
  feuille: 'Modifications des fiches',
  titre: { fr: 'Modifications des fiches', en: 'Record changes' },
  description: {
    fr: 'Ce qui a changé dans les fiches depuis l’arrêté précédent de chaque bien : champ, avant, après, constaté par qui et quand.',
    en: 'What changed in the records since the previous closing date of each asset: field, before, after, seen by whom and when.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdImmo', 'Arrete', 'Champ'],
  colonnes: {
    IdImmo: immo(),
    Arrete: jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule }),
    Champ: texte({ entete: 'Champ', en: 'Field', requis: true, largeur: 24, ...calcule }),
    Ancien: t('Avant', 'Before', 24),
    Nouveau: t('Après', 'After', 24),
    Par: t('Par', 'By'),
    Horodatage: t('Constaté le', 'Seen on', 20),
  },
});
