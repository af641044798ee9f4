import { defineTable, enumeration, jour, montant, texte, type Valeurs } from '../../workbook/table';
import { colonnesDuGroupe, regle } from './colonnes-groupe';

const calcule = { calculee: true } as const;

/** La feuille du détail, quand PresentationCA = DETAIL : une ligne par arrêté et par ligne de pièce (domaine §5.2). */
export const CaDetail = defineTable({
  nom: 'CaDetail',
  feuille: "CA à l'avancement, détail",
  titre: { fr: "CA à l'avancement, ligne à ligne", en: 'Revenue by stage of completion, line by line' },
  description: {
    fr: 'Une ligne par ligne de pièce : leur somme est la synthèse. Écrite si PresentationCA vaut DETAIL.',
    en: 'One row per document line: they add up to the summary. Written when PresentationCA is DETAIL.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: [
    'Arrete',
    'IdAffaire',
    'Lot',
    'SousLot',
    'TypePiece',
    'Piece',
    'LignePiece',
    'IdCommande',
    'LigneCommande',
  ],
  colonnes: {
    ...colonnesDuGroupe(),
    TypePiece: enumeration(['FACTURE', 'LIVRAISON', 'ECHEANCE', 'COMMANDE', 'DEVIS', 'AVENANT'], {
      entete: 'Type de pièce',
      en: 'Document type',
      requis: true,
      note: 'COMMANDE : ce qui reste de la ligne de commande, avenants compris.',
      ...calcule,
    }),
    Piece: texte({ entete: 'Pièce', en: 'Document', requis: true, ...calcule }),
    LignePiece: texte({ entete: 'Ligne', en: 'Line', ...calcule }),
    IdCommande: texte({ entete: 'Commande', en: 'Sales order', ...calcule }),
    LigneCommande: texte({ entete: 'Ligne de commande', en: 'Order line', ...calcule }),
    DatePiece: jour({ entete: 'Date', en: 'Date', ...calcule }),
    Client: texte({ entete: 'Client', en: 'Client', largeur: 24, ...calcule }),
    Compte: texte({ entete: 'Compte de vente', en: 'Revenue account', ...calcule }),
    CodeProduit: texte({ entete: 'Produit', en: 'Item', ...calcule }),
    CodeTVA: texte({ entete: 'Code TVA', en: 'VAT code', ...calcule }),
    Regle: regle(),
    Budget: montant({
      entete: 'Budget de vente',
      en: 'Contract revenue',
      note: 'Ce que la ligne apporte au budget, bornée par ce qui reste de la commande.',
      ...calcule,
    }),
    Facture: montant({ entete: 'Facturé', en: 'Invoiced', ...calcule }),
    CaReconnu: montant({
      entete: 'CA reconnu',
      en: 'Recognised revenue',
      note: 'Part du CA de son groupe, au prorata du budget.',
      ...calcule,
    }),
    Fae: montant({ entete: 'FAE', en: 'Accrued revenue', ...calcule }),
    Pca: montant({ entete: 'PCA', en: 'Deferred revenue', ...calcule }),
  },
});

/** Une ligne produite du détail. */
export type LigneCaDetail = Valeurs<typeof CaDetail>;
