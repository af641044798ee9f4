import { defineTable, montant, texte } from '../../../workbook/table';
import { CLE_DU_GROUPE, colonnesDuGroupe, regle } from '../colonnes-groupe';

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
  cle: CLE_DU_GROUPE,
  colonnes: {
    ...colonnesDuGroupe(),
    Regle: regle({ requis: true }),
    Formule: texte({ entete: 'Formule', en: 'Formula', largeur: 34, ...calcule }),
    Donnees: texte({ entete: 'Données lues', en: 'Values read', largeur: 44, ...calcule }),
    CaReconnu: montant({ entete: 'CA', en: 'Revenue', requis: true, ...calcule }),
    CaPrecedent: montant({ entete: 'CA M-1', en: 'Prior revenue', ...calcule }),
    Production: montant({ entete: 'Production du mois', en: 'Revenue of the month', ...calcule }),
  },
});
