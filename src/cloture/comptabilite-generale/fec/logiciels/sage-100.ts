import type { Disposition } from '../calcul/disposition';

/** Sage 100, import paramétrable : l'exemple que Sage donne, regroupé par journal, date et numéro. */
export const SAGE_100: Disposition = {
  code: 'sage-100',
  nom: 'Sage 100',
  source:
    'Sage, « Exemples mappage import texte / API », fichier délimité par des tabulations, 11 colonnes (developer.sage.com/100/fr/saas/guides/samples/exemplesmappage)',
  extension: 'txt',
  encodage: 'iso-8859-15',
  separateur: '\t',
  entete: false,
  colonnes: [
    { titre: 'Type', constante: 'G' },
    { titre: 'Jou', champ: 'JOURNAL' },
    { titre: 'Date', date: 'ECRITURE', forme: 'JJMMAA' },
    { titre: 'N°', champ: 'NUMERO' },
    { titre: 'Général', champ: 'COMPTE' },
    { titre: 'Tiers', champ: 'TIERS' },
    { titre: 'Libellé', champ: 'LIBELLE' },
    { titre: 'Règlement', constante: '' },
    { titre: 'Echéance', date: 'ECHEANCE', forme: 'JJMMAA' },
    { titre: 'Débit', montant: 'DEBIT', decimale: ',' },
    { titre: 'Crédit', montant: 'CREDIT', decimale: ',' },
  ],
};
