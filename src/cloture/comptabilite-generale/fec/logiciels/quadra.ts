import type { Colonne, Disposition } from '../calcul/disposition';

const blanc = (titre: string, largeur: number): Colonne => ({ titre, constante: '', largeur });

/** Cegid Quadra (Quadratus), fichier ASCII à colonnes fixes : un enregistrement M par ligne d'écriture. */
export const QUADRA: Disposition = {
  code: 'quadra',
  nom: 'Cegid Quadra (Quadratus)',
  source:
    'OpenFlyers, « Accounting export template Quadratus » (doc-en.openflyers.com, Accounting-export-template-Quadratus), et fonction exportQuadratus de Dolibarr',
  extension: 'txt',
  encodage: 'iso-8859-15',
  separateur: '',
  entete: false,
  colonnes: [
    { titre: 'Type', constante: 'M' },
    { titre: 'Compte', champ: 'TIERS_OU_COMPTE', largeur: 8 },
    { titre: 'Journal', champ: 'JOURNAL', largeur: 2 },
    { titre: 'Folio', constante: '000' },
    { titre: 'Date', date: 'ECRITURE', forme: 'JJMMAA' },
    blanc('Code libellé', 1),
    { titre: 'Libellé', champ: 'LIBELLE', sansAccents: true, largeur: 20 },
    { titre: 'Sens', sens: ['D', 'C'] },
    { titre: 'Signe', constante: '+' },
    {
      titre: 'Montant',
      montant: 'MONTANT',
      decimale: 'CENTIMES',
      largeur: 12,
      comble: { cote: 'GAUCHE', par: '0' },
    },
    blanc('Contrepartie', 8),
    { titre: 'Echéance', date: 'ECHEANCE', forme: 'JJMMAA', vide: '000000' },
    blanc('Lettrage', 2),
    blanc('Code statistique', 3),
    { titre: 'Pièce', champ: 'PIECE', largeur: 5 },
    blanc('Affaire', 10),
    blanc('Quantité', 10),
    { titre: 'Pièce sur 8', champ: 'PIECE', largeur: 8 },
    { titre: 'Devise', constante: 'EUR' },
    { titre: 'Journal sur 3', champ: 'JOURNAL', largeur: 3 },
    blanc('Réservé', 3),
    { titre: 'Libellé sur 30', champ: 'LIBELLE', sansAccents: true, largeur: 30 },
    blanc('Code TVA', 2),
    { titre: 'Pièce sur 10', champ: 'PIECE', largeur: 10 },
  ],
};
