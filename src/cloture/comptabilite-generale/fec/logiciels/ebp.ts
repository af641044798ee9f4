import type { Disposition } from '../calcul/disposition';

/** EBP Compta, fichier d'écritures délimité par des virgules. */
export const EBP: Disposition = {
  code: 'ebp',
  nom: 'EBP Compta',
  source:
    'OpenFlyers, « Accounting export template EBP » (doc-en.openflyers.com, Accounting-export-template-Ebp)',
  extension: 'txt',
  encodage: 'iso-8859-15',
  separateur: ',',
  entete: false,
  colonnes: [
    { titre: 'Mouvement', champ: 'RANG', largeur: 5, comble: { cote: 'GAUCHE', par: ' ' } },
    { titre: 'Date', date: 'ECRITURE', forme: 'JJMMAAAA' },
    { titre: 'Journal', champ: 'JOURNAL' },
    { titre: 'Compte', champ: 'TIERS_OU_COMPTE', largeur: 15 },
    { titre: 'Libellé automatique', constante: '' },
    { titre: 'Libellé', champ: 'LIBELLE', sansAccents: true, largeur: 40, guillemets: true },
    { titre: 'Pièce', champ: 'PIECE', largeur: 15, guillemets: true },
    {
      titre: 'Montant',
      montant: 'MONTANT',
      decimale: '.',
      largeur: 13,
      comble: { cote: 'GAUCHE', par: '0' },
    },
    { titre: 'Sens', sens: ['D', 'C'] },
    { titre: 'Echéance', date: 'ECHEANCE', forme: 'JJMMAAAA' },
    { titre: 'Fin', constante: '' },
  ],
};
