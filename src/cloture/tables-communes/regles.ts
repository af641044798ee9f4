/** Produits, règles de reconnaissance du CA et codes de TVA (domaine §14.1). */
import { booleen, compte, defineTable, entier, enumeration, jour, taux, texte } from '../../workbook/table';
import { codeTVA } from './colonnes';

export const Produits = defineTable({
  nom: 'Produits',
  feuille: 'Produits et prestations',
  titre: { fr: 'Produits et prestations', en: 'Items and services' },
  description: {
    fr: 'Ce que la société vend et achète, avec ses comptes et la règle de reconnaissance du CA.',
    en: 'What the company sells and buys, with accounts and the revenue recognition rule.',
  },
  famille: 'REFERENTIELS',
  cle: ['CodeProduit'],
  colonnes: {
    CodeProduit: texte({
      entete: 'Code produit',
      en: 'Item code',
      requis: true,
      synonymes: ['Article', 'Code article', 'Produit'],
      note: 'Code unique.',
    }),
    Libelle: texte({
      entete: 'Libellé',
      en: 'Label',
      requis: true,
      synonymes: ['Désignation'],
      largeur: 32,
      note: 'Désignation.',
    }),
    Famille: texte({
      entete: 'Famille',
      en: 'Family',
      note: 'Regroupement libre ; FamillesProduits peut lui donner une règle de CA.',
    }),
    CompteVente: compte({
      entete: 'Compte de vente',
      en: 'Sales account',
      reference: 'PlanComptable',
      note: 'Compte 70 des ventes ; vide : CPT_VENTE des paramètres.',
    }),
    CompteAchat: compte({
      entete: "Compte d'achat",
      en: 'Purchase account',
      reference: 'PlanComptable',
      note: 'Compte 60 à 62 des achats.',
    }),
    CompteImmo: compte({
      entete: "Compte d'immobilisation",
      en: 'Fixed asset account',
      reference: 'PlanComptable',
      note: 'Compte de classe 2, si le produit s’immobilise.',
    }),
    CodeTVA: codeTVA(),
    RegleCA: texte({
      entete: 'Règle de CA',
      en: 'Revenue rule',
      synonymes: ['Règle de reconnaissance'],
      reference: 'ReglesCA',
      note: 'Méthode de reconnaissance du chiffre d’affaires ; vide : celle de la famille.',
    }),
    Immobilisable: booleen({
      entete: 'Immobilisable',
      en: 'Capitalisable',
      note: 'O : ses achats peuvent devenir des immobilisations.',
    }),
    ModeAmort: enumeration(['LINEAIRE', 'DEGRESSIF', 'NON_AMORTISSABLE'], {
      entete: "Mode d'amortissement",
      en: 'Depreciation method',
      note: 'Proposé à la création de la fiche.',
    }),
    DureeAmort: entier({
      entete: "Durée d'amortissement (mois)",
      en: 'Useful life (months)',
      bornes: [1, 600],
      note: 'En mois.',
    }),
  },
});

export const ReglesCA = defineTable({
  nom: 'ReglesCA',
  feuille: 'Règles de CA',
  titre: { fr: "Règles de reconnaissance du chiffre d'affaires", en: 'Revenue recognition rules' },
  description: {
    fr: "Une méthode par ligne. Les produits, puis les affaires, disent laquelle s'applique.",
    en: 'One method per row. Items, then projects, say which one applies.',
  },
  famille: 'REFERENTIELS',
  cle: ['CodeRegle'],
  colonnes: {
    CodeRegle: texte({
      entete: 'Code règle',
      en: 'Rule code',
      requis: true,
      synonymes: ['Règle'],
      largeur: 20,
      note: 'Code unique.',
    }),
    Libelle: texte({ entete: 'Libellé', en: 'Label', requis: true, largeur: 34, note: 'Nom de la règle.' }),
    Type: enumeration(['ACHEVEMENT', 'AVANCEMENT_THEORIQUE', 'AVANCEMENT_REEL', 'PRORATA'], {
      entete: 'Méthode',
      en: 'Method',
      requis: true,
      largeur: 26,
      note: "À l'achèvement, à l'avancement théorique ou réel, au prorata du temps.",
    }),
    Regroupement: enumeration(['AFFAIRE', 'LOT', 'SOUS_LOT'], {
      entete: 'Regroupement',
      en: 'Grouping',
      note: 'Niveau où le pourcentage se calcule. Vide : AFFAIRE.',
    }),
    NiveauDetail: enumeration(['COMPTE', 'COMPTE_PRODUIT', 'COMPTE_PRODUIT_CLIENT'], {
      entete: 'Niveau de détail',
      en: 'Detail level',
      largeur: 26,
      note: 'Détail des FAE et PCA. Vide : COMPTE.',
    }),
    BaseBudget: enumeration(['REPREVISION_VENTES', 'DEVIS_SIGNES'], {
      entete: 'Base du budget',
      en: 'Budget basis',
      largeur: 24,
      note: 'Ventes rebâties depuis les pièces, ou devis signés. Vide : REPREVISION_VENTES.',
    }),
    LivraisonsExclusivement: booleen({
      entete: 'Livraisons seules',
      en: 'Deliveries only',
      note: "À l'achèvement et au prorata. Vide : N.",
    }),
    ChargesTempsEtAchats: booleen({
      entete: 'Charges : temps et achats',
      en: 'Costs: time and purchases',
      note: 'N : les temps seuls. Vide : O.',
    }),
    SourceRealise: enumeration(['PIECES', 'HISTORIQUE'], {
      entete: 'Source du réalisé',
      en: 'Source of actuals',
      note: "Pièces d'achat, ou charges historisées. Vide : PIECES.",
    }),
    SourceRAF: enumeration(['PLANNING', 'TACHES'], {
      entete: 'Source du reste à faire',
      en: 'Source of cost to go',
      note: 'Planning, ou reste à faire saisi par tâche. Vide : PLANNING.',
    }),
    InclureCotations: booleen({
      entete: 'Inclure les cotations',
      en: 'Include quotations',
      note: 'Cotations validées dans le reste à faire. Vide : N.',
    }),
    MargeNulle: booleen({
      entete: 'Marge nulle',
      en: 'No margin',
      note: 'O : résultat pas estimable, le CA est limité aux charges (PCG art. 622-4). Vide : N.',
    }),
    FacturablesSeuls: booleen({
      entete: 'Temps facturables seuls',
      en: 'Billable time only',
      note: "À l'avancement théorique : O ne compte que les temps facturables. Vide : N.",
    }),
    Plafonner: booleen({
      entete: 'Plafonner à 100 %',
      en: 'Cap at 100%',
      note: 'N : un avancement théorique au-delà de 100 % reconnaît plus que le budget. Vide : O.',
    }),
    EtatsTemps: texte({
      entete: 'États de temps retenus',
      en: 'Time states used',
      note: 'Séparés par des virgules. Vide : VALIDE.',
    }),
    Formule: texte({
      entete: 'Formule',
      en: 'Formula',
      libre: true,
      largeur: 34,
      note: 'CA par formule, sans écriture, dans son historique : « Budget * [Part réalisée] ». Vide : la méthode.',
    }),
    RegleSur: enumeration(['PRODUIT', 'LIGNE'], {
      entete: 'Règle lue sur',
      en: 'Rule read from',
      note: 'Le produit, ou la ligne de commande. Vide : PRODUIT.',
    }),
  },
});

export const CodesTVA = defineTable({
  nom: 'CodesTVA',
  feuille: 'Codes de TVA',
  titre: { fr: 'Codes de TVA', en: 'VAT codes' },
  description: {
    fr: "Le taux d'un code à une date : la dernière date d'effet qui ne la dépasse pas.",
    en: 'The rate of a code at a date: the last effective date not after it.',
  },
  famille: 'REFERENTIELS',
  gel: { mois: ['DateEffet'] },
  cle: ['CodeTVA', 'DateEffet'],
  colonnes: {
    CodeTVA: texte({
      entete: 'Code TVA',
      en: 'VAT code',
      requis: true,
      synonymes: ['Code'],
      note: 'Code unique par date.',
    }),
    DateEffet: jour({
      entete: "Date d'effet",
      en: 'Effective date',
      requis: true,
      note: 'Premier jour où ce taux vaut.',
    }),
    Taux: taux({
      entete: 'Taux',
      en: 'Rate',
      requis: true,
      bornes: [0, 1],
      note: '20 %, 10 %, 5,5 %, 2,1 % ou 0 %.',
    }),
    Regime: enumeration(
      ['DEBITS', 'ENCAISSEMENTS', 'AUTOLIQUIDATION', 'INTRACOM', 'EXONERE', 'NON_RECUPERABLE'],
      {
        entete: 'Régime',
        en: 'Regime',
        requis: true,
        note: 'Décide de la ligne de TVA des régularisations.',
      },
    ),
    CompteCollectee: compte({
      entete: 'Compte de TVA collectée',
      en: 'Output VAT account',
      reference: 'PlanComptable',
      note: 'En général 44571.',
    }),
    CompteDeductible: compte({
      entete: 'Compte de TVA déductible',
      en: 'Input VAT account',
      reference: 'PlanComptable',
      note: 'En général 44566.',
    }),
    CompteFAE: compte({
      entete: 'Compte de TVA sur FAE',
      en: 'VAT on accrued income',
      reference: 'PlanComptable',
      note: 'En général 44587 : TVA pas encore exigible.',
    }),
    CompteFNP: compte({
      entete: 'Compte de TVA sur FNP',
      en: 'VAT on accrued expenses',
      reference: 'PlanComptable',
      note: 'En général 44586 : TVA pas encore déductible.',
    }),
  },
});
