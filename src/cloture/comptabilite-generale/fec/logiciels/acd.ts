import type { Disposition } from '../calcul/disposition';

/** ACD i-Suite Expert : treize colonnes séparées par des points-virgules, la date entière puis découpée. */
export const ACD: Disposition = {
  code: 'acd',
  nom: 'ACD i-Suite Expert',
  source:
    'Format « iSuite Expert » de Dolibarr, htdocs/accountancy/class/accountancyexport.class.php, fonction exportiSuiteExpert (github.com/Dolibarr/dolibarr)',
  extension: 'csv',
  encodage: 'iso-8859-15',
  separateur: ';',
  entete: false,
  colonnes: [
    { titre: 'Mouvement', champ: 'RANG' },
    { titre: 'Date', date: 'ECRITURE', forme: 'JJ/MM/AAAA' },
    { titre: 'Année', date: 'ECRITURE', forme: 'AAAA' },
    { titre: 'Mois', date: 'ECRITURE', forme: 'MM' },
    { titre: 'Jour', date: 'ECRITURE', forme: 'JJ' },
    { titre: 'Référence', champ: 'PIECE' },
    { titre: 'Libellé', champ: 'LIBELLE' },
    { titre: 'Compte', champ: 'TIERS_OU_COMPTE' },
    { titre: 'Nom', champ: 'NOM_TIERS_OU_COMPTE' },
    { titre: 'Débit', montant: 'DEBIT', decimale: ',' },
    { titre: 'Crédit', montant: 'CREDIT', decimale: ',' },
    { titre: 'Montant', montant: 'MONTANT', decimale: ',' },
    { titre: 'Journal', champ: 'JOURNAL' },
  ],
};
