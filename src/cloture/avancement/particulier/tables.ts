import { defineTable, jour, montant, texte } from '../../../workbook/table';

const calcule = { calculee: true } as const;

/** L'historique d'un profil particulier (capacité 186) : un CA par formule, sans écriture ; une ligne par arrêté et par groupe. */
export const HistoriqueParticulier = defineTable({
  nom: 'HistoriqueParticulier',
  feuille: 'CA par formule',
  titre: { fr: 'CA par formule', en: 'Revenue by formula' },
  description: {
    fr: 'Le CA des règles qui ont une formule : sans écriture, hors du CA reconnu. Les arrêtés passés y restent.',
    en: 'Revenue of the rules that have a formula: no entry, outside recognised revenue. Past closes stay.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Arrete', 'IdAffaire', 'Lot', 'SousLot', 'Regle'],
  colonnes: {
    Arrete: jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule }),
    IdAffaire: texte({ entete: 'Affaire', en: 'Project', requis: true, reference: 'Affaires', ...calcule }),
    Lot: texte({ entete: 'Lot', en: 'Lot', ...calcule }),
    SousLot: texte({ entete: 'Sous-lot', en: 'Sub-lot', ...calcule }),
    Regle: texte({ entete: 'Règle', en: 'Rule', requis: true, ...calcule }),
    Formule: texte({ entete: 'Formule', en: 'Formula', largeur: 34, ...calcule }),
    Donnees: texte({ entete: 'Données lues', en: 'Values read', largeur: 44, ...calcule }),
    CaReconnu: montant({ entete: 'CA', en: 'Revenue', requis: true, ...calcule }),
    CaPrecedent: montant({ entete: 'CA M-1', en: 'Prior revenue', ...calcule }),
    Production: montant({ entete: 'Production du mois', en: 'Revenue of the month', ...calcule }),
  },
});
