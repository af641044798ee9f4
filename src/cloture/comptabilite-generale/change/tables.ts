/** Les tables du change : couvertures saisies, postes réévalués et provision (domaine §9.7). */
import { compte, defineTable, enumeration, jour, montant, taux, texte } from '../../../workbook/table';
import { NATURES_POSTE, NATURES_PROVISION } from './calcul/types';

const calcule = { calculee: true } as const;
const m = (entete: string, en: string, note: string) => montant({ entete, en, note, ...calcule });
const t = (entete: string, en: string, note: string) => texte({ entete, en, note, ...calcule });
const arrete = () => jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule });
const devise = () => texte({ entete: 'Devise', en: 'Currency', requis: true, note: 'Code ISO.', ...calcule });

export const CouverturesChange = defineTable({
  nom: 'CouverturesChange',
  feuille: 'Couvertures de change',
  titre: { fr: 'Couvertures de change', en: 'Currency hedges' },
  description: {
    fr: 'La part des créances et des dettes en devise qu’un instrument couvre : elle ne se provisionne pas (PCG art. 420-5).',
    en: 'The part of currency receivables and payables that an instrument hedges: it needs no provision (PCG art. 420-5).',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['Du'], depuis: { Au: 'Au' } },
  cle: ['IdCouverture'],
  colonnes: {
    IdCouverture: texte({ entete: 'Couverture', en: 'Hedge', requis: true, note: 'Code unique.' }),
    Tiers: texte({ entete: 'Tiers', en: 'Third party', reference: 'Tiers', note: 'Tiers du poste couvert.' }),
    Piece: texte({ entete: 'Pièce', en: 'Document', requis: true, note: 'Pièce du poste couvert.' }),
    Devise: texte({ entete: 'Devise', en: 'Currency', requis: true, note: 'Code ISO.' }),
    MontantDevise: montant({
      entete: 'Montant couvert',
      en: 'Hedged amount',
      requis: true,
      note: 'En devise, positif.',
    }),
    Du: jour({ entete: 'Du', en: 'From', note: 'Vide : depuis toujours.' }),
    Au: jour({ entete: 'Au', en: 'To', note: 'Dernier jour de la couverture ; vide : sans fin.' }),
    Motif: texte({ entete: 'Motif', en: 'Reason', largeur: 36, note: 'Instrument et référence.' }),
  },
});

export const PositionsChange = defineTable({
  nom: 'PositionsChange',
  feuille: 'Postes en devise',
  titre: { fr: 'Postes en devise réévalués', en: 'Revalued currency items' },
  description: {
    fr: 'Un poste en devise par ligne, à sa valeur comptable et au cours de clôture (1 EUR = tant de devise). Un écart négatif est une perte latente.',
    en: 'One currency item per row, at book value and at the closing rate (1 EUR = so many units). A negative difference is an unrealised loss.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Arrete', 'Poste'],
  colonnes: {
    Arrete: arrete(),
    Poste: texte({
      entete: 'Poste',
      en: 'Item',
      requis: true,
      largeur: 30,
      note: 'Compte, tiers et pièce ou lettrage, devise.',
      ...calcule,
    }),
    Nature: enumeration(NATURES_POSTE, { entete: 'Nature', en: 'Nature', requis: true, ...calcule }),
    Compte: compte({ entete: 'Compte', en: 'Account', ...calcule }),
    Tiers: t('Tiers', 'Third party', 'Code du tiers.'),
    Piece: t('Pièce', 'Document', 'Référence de la pièce.'),
    DateEcheance: jour({ entete: "Date d'échéance", en: 'Due date', ...calcule }),
    Devise: devise(),
    MontantDevise: m('Montant en devise', 'Currency amount', 'Ce qui reste ouvert, débit positif.'),
    ValeurComptable: m('Valeur comptable', 'Book value', 'Au cours d’entrée, débit positif.'),
    CoursCloture: taux({
      entete: 'Cours de clôture',
      en: 'Closing rate',
      format: '0.0000##',
      note: '1 EUR = ce nombre d’unités de la devise.',
      ...calcule,
    }),
    ValeurCloture: m('Valeur à la clôture', 'Closing value', 'Montant en devise divisé par le cours.'),
    Ecart: m('Écart', 'Difference', 'Valeur à la clôture moins valeur comptable.'),
    Couvert: m('Montant couvert', 'Hedged amount', 'En devise.'),
    EcartAProvisionner: m(
      'Écart à provisionner',
      'Difference to provide for',
      'Écart hors couverture ; les gains ne comptent qu’en position globale.',
    ),
  },
});

export const ProvisionsChange = defineTable({
  nom: 'ProvisionsChange',
  feuille: 'Provision de change',
  titre: { fr: 'Provision pour perte de change', en: 'Exchange loss provision' },
  description: {
    fr: 'Par devise et nature : pertes et gains latents hors couverture, et la provision requise. L’écriture ajuste le 1515 par différence.',
    en: 'By currency and nature: unrealised losses and gains net of hedges, and the required provision. The entry adjusts account 1515 by difference.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Arrete', 'Devise', 'Nature'],
  colonnes: {
    Arrete: arrete(),
    Devise: devise(),
    Nature: enumeration(NATURES_PROVISION, { entete: 'Nature', en: 'Nature', requis: true, ...calcule }),
    Pertes: m('Pertes latentes', 'Unrealised losses', 'Hors couverture, positives.'),
    Gains: m('Gains latents', 'Unrealised gains', 'Hors couverture, positifs.'),
    Requis: m('Provision requise', 'Required provision', 'Pertes, ou leur excédent en position globale.'),
  },
});
