import type { Disposition } from '../calcul/disposition';

/** Cegid, import d'écritures délimité par des points-virgules. */
export const CEGID: Disposition = {
  code: 'cegid',
  nom: 'Cegid',
  source:
    'Format « CEGID » de Dolibarr, htdocs/accountancy/class/accountancyexport.class.php, fonction exportCegid (github.com/Dolibarr/dolibarr)',
  extension: 'csv',
  encodage: 'iso-8859-15',
  separateur: ';',
  entete: false,
  colonnes: [
    { titre: 'Date', date: 'ECRITURE', forme: 'JJMMAAAA' },
    { titre: 'Journal', champ: 'JOURNAL' },
    { titre: 'Compte général', champ: 'COMPTE' },
    { titre: 'Compte auxiliaire', champ: 'TIERS' },
    { titre: 'Sens', sens: ['D', 'C'] },
    { titre: 'Montant', montant: 'MONTANT', decimale: ',' },
    { titre: 'Libellé', champ: 'LIBELLE', sansAccents: true },
    { titre: 'Référence', champ: 'PIECE', sansAccents: true },
  ],
};
