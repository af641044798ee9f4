/** Les tables du lettrage : ce que l'utilisateur décide à côté de ce que la clôture propose (domaine §9.4). */
import { booleen, defineTable, enumeration, jour, texte } from '../../../workbook/table';
import { COLONNES_LETTRAGE } from '../../tables-communes/lettrages';

const { calcule, m, t, compteTiers, tiers, devise, regle, score, cleLigne } = COLONNES_LETTRAGE;

export const DECISIONS = ['ACCEPTER', 'REFUSER'] as const;

export const LettragesProposes = defineTable({
  nom: 'LettragesProposes',
  feuille: 'Lettrage proposé',
  titre: { fr: 'Lettrage proposé', en: 'Proposed matching' },
  description: {
    fr: 'Une proposition par ligne, avec sa règle et son score. Écrivez ACCEPTER ou REFUSER : la prochaine validation lettre les acceptées et ne repropose pas les refusées.',
    en: 'One proposal per row, with its rule and score. Type ACCEPTER or REFUSER: the next validation matches the accepted ones and does not propose the refused ones again.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Proposition'],
  colonnes: {
    Proposition: texte({
      entete: 'Proposition',
      en: 'Proposal',
      requis: true,
      largeur: 18,
      note: 'Empreinte des lignes et des montants : une décision ne vaut que pour eux.',
      ...calcule,
    }),
    Decision: enumeration(DECISIONS, {
      entete: 'Décision',
      en: 'Decision',
      alias: { O: 'ACCEPTER', OUI: 'ACCEPTER', X: 'ACCEPTER', N: 'REFUSER', NON: 'REFUSER' },
      note: 'À vous : ACCEPTER ou REFUSER.',
    }),
    Score: score(),
    Regle: regle(),
    Compte: compteTiers(),
    Tiers: tiers(),
    Devise: devise(),
    PiecesDebit: t('Pièces au débit', 'Debit items', 'Pièces et part lettrée de chacune.', 40),
    PiecesCredit: t('Pièces au crédit', 'Credit items', 'Pièces et part lettrée de chacune.', 40),
    Debit: m('Débit lettré', 'Matched debit', 'Somme lettrée au débit.'),
    Credit: m('Crédit lettré', 'Matched credit', 'Somme lettrée au crédit.'),
    Ecart: m(
      'Écart',
      'Gap',
      'Débit moins crédit ; accepté, il part en 658 ou 758, ou en 656 ou 756 si la devise est soldée.',
    ),
    Partiel: booleen({
      entete: 'Partiel',
      en: 'Partial',
      note: 'O : un poste au moins garde un reste.',
      ...calcule,
    }),
    Explication: t('Pourquoi', 'Why', 'Ce qui a fait réunir ces postes.', 60),
    Lignes: t(
      'Lignes',
      'Lines',
      'Lignes d’écritures et centimes lettrés : ce qui sera fait si vous acceptez.',
      30,
    ),
  },
});

export const PostesALettrer = defineTable({
  nom: 'PostesALettrer',
  feuille: 'Postes à lettrer',
  titre: { fr: 'Postes à lettrer', en: 'Items to match' },
  description: {
    fr: 'Les postes ouverts des tiers qui ont des débits et des crédits. Donnez la même marque à ceux qui vont ensemble : la prochaine validation les lettre.',
    en: 'Open items of third parties having both debits and credits. Give the same mark to those that belong together: the next validation matches them.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['CleLigne'],
  colonnes: {
    CleLigne: cleLigne(),
    Marque: texte({
      entete: 'Marque',
      en: 'Mark',
      libre: true,
      note: 'À vous : la même marque (1, 2, a…) pour les postes à lettrer ensemble.',
    }),
    Compte: compteTiers(),
    Tiers: tiers(),
    Devise: devise(),
    Date: jour({ entete: 'Date', en: 'Date', ...calcule }),
    Echeance: jour({ entete: "Date d'échéance", en: 'Due date', ...calcule }),
    Piece: t('Pièce', 'Document', 'Référence de la pièce.', 18),
    Libelle: t('Libellé', 'Label', "Libellé de l'écriture.", 36),
    Debit: m('Débit ouvert', 'Open debit', 'Ce qui reste à lettrer au débit.'),
    Credit: m('Crédit ouvert', 'Open credit', 'Ce qui reste à lettrer au crédit.'),
    Proposition: t('Proposition', 'Proposal', 'La proposition qui prend ce poste, s’il y en a une.', 18),
  },
});
