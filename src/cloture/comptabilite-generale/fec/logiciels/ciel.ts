import type { Disposition } from '../calcul/disposition';

/** Ciel et Sage 50, fichier XIMPORT à colonnes fixes. */
export const CIEL: Disposition = {
  code: 'ciel',
  nom: 'Ciel Compta, Sage 50 (XIMPORT)',
  source:
    'Format « CIEL (XIMPORT) » de Dolibarr, accountancyexport.class.php, fonction exportCiel, qui renvoie à l’aide technique de Sage 50 (sage50c.online-help.sage.fr/aide-technique)',
  extension: 'txt',
  encodage: 'iso-8859-15',
  separateur: '',
  entete: false,
  colonnes: [
    { titre: 'Mouvement', champ: 'RANG', largeur: 5 },
    { titre: 'Journal', champ: 'JOURNAL', largeur: 2 },
    { titre: 'Date', date: 'ECRITURE', forme: 'AAAAMMJJ', largeur: 8 },
    { titre: 'Echéance', date: 'ECHEANCE', forme: 'AAAAMMJJ', largeur: 8 },
    { titre: 'Pièce', champ: 'PIECE', largeur: 12 },
    { titre: 'Compte', champ: 'TIERS_OU_COMPTE', largeur: 11 },
    { titre: 'Libellé', champ: 'LIBELLE', sansAccents: true, largeur: 25 },
    {
      titre: 'Montant',
      montant: 'MONTANT',
      decimale: ',',
      largeur: 13,
      comble: { cote: 'GAUCHE', par: ' ' },
    },
    { titre: 'Sens', sens: ['D', 'C'] },
    { titre: 'Analytique', constante: '', largeur: 18 },
    { titre: 'Libellé du compte', champ: 'LIBELLE', sansAccents: true, largeur: 34 },
    { titre: 'Monnaie et version', constante: 'O2003' },
  ],
};
