import type { Disposition } from '../calcul/disposition';

/** Agiris Isacompta : treize colonnes séparées par des points-virgules. */
export const ISACOMPTA: Disposition = {
  code: 'isacompta',
  nom: 'Agiris Isacompta',
  source:
    'Format « Agiris Isacompta » de Dolibarr, htdocs/accountancy/class/accountancyexport.class.php, fonction exportAgiris (github.com/Dolibarr/dolibarr)',
  extension: 'csv',
  encodage: 'iso-8859-15',
  separateur: ';',
  entete: false,
  colonnes: [
    { titre: 'Mouvement', champ: 'RANG' },
    { titre: 'Libellé du mouvement', champ: 'LIBELLE' },
    { titre: 'Date', date: 'ECRITURE', forme: 'JJMMAAAA' },
    { titre: 'Libellé', champ: 'LIBELLE' },
    { titre: 'Compte', champ: 'TIERS_OU_COMPTE' },
    { titre: 'Libellé du compte', champ: 'NOM_TIERS_OU_COMPTE' },
    { titre: 'Référence', champ: 'PIECE' },
    { titre: 'Débit', montant: 'DEBIT', decimale: ',' },
    { titre: 'Crédit', montant: 'CREDIT', decimale: ',' },
    { titre: 'Montant', montant: 'MONTANT', decimale: ',' },
    { titre: 'Sens', sens: ['D', 'C'] },
    { titre: 'Lettrage', champ: 'LETTRAGE' },
    { titre: 'Journal', champ: 'JOURNAL' },
  ],
};
