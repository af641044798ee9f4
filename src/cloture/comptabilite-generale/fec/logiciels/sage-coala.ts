import type { Disposition } from '../calcul/disposition';

/** Sage Coala, import délimité par des points-virgules. */
export const SAGE_COALA: Disposition = {
  code: 'sage-coala',
  nom: 'Sage Coala',
  source:
    'OpenFlyers, « Accounting export template Sage Coala » (doc-en.openflyers.com, Accounting-export-template-SageCoala)',
  extension: 'csv',
  encodage: 'utf-8',
  separateur: ';',
  entete: false,
  colonnes: [
    { titre: 'Date', date: 'ECRITURE', forme: 'JJ/MM/AAAA' },
    { titre: 'Journal', champ: 'JOURNAL' },
    { titre: 'Pièce', champ: 'NUMERO' },
    { titre: 'Compte', champ: 'TIERS_OU_COMPTE' },
    { titre: 'Débit', montant: 'DEBIT', decimale: ',' },
    { titre: 'Crédit', montant: 'CREDIT', decimale: ',' },
    { titre: 'Libellé', champ: 'LIBELLE', largeur: 50 },
    { titre: 'Pièce', champ: 'NUMERO' },
    { titre: 'Monnaie', constante: 'E' },
  ],
};
