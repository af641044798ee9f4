/** Ce qui change peu : le dossier, les périodes, les comptes, les personnes, les règles (domaine §14.1). */
import {
  booleen,
  compte,
  defineTable,
  entier,
  enumeration,
  jour,
  montant,
  periode,
  quantite,
  taux,
  texte,
} from '../../workbook/table';
import { codeTVA, NATURES_CHARGE } from './colonnes';

export const Parametres = defineTable({
  nom: 'Parametres',
  feuille: 'Paramètres du dossier',
  titre: { fr: 'Paramètres du dossier', en: 'File settings' },
  description: {
    fr: "Un réglage par ligne. Une clé peut revenir avec une autre date d'effet : la dernière avant l'arrêté s'applique.",
    en: 'One setting per row. A key may come back with another effective date: the last one before the closing date applies.',
  },
  famille: 'REFERENTIELS',
  requise: true,
  cle: ['Cle', 'DateEffet'],
  colonnes: {
    Cle: texte({
      entete: 'Paramètre',
      en: 'Setting',
      synonymes: ['Nom du paramètre', 'Code'],
      requis: true,
      largeur: 28,
      note: 'Nom du réglage ; la liste est dans le dictionnaire.',
    }),
    Valeur: texte({
      entete: 'Valeur',
      en: 'Value',
      requis: true,
      libre: true,
      largeur: 24,
      note: 'Nombre, taux, date, compte ou choix, selon le paramètre.',
    }),
    Type: enumeration(['TEXTE', 'NOMBRE', 'TAUX', 'DATE', 'COMPTE', 'CHOIX', 'BOOLEEN'], {
      entete: 'Type',
      en: 'Type',
      largeur: 12,
      note: 'Ce que la valeur doit être.',
    }),
    DateEffet: jour({
      entete: "Date d'effet",
      en: 'Effective date',
      synonymes: ['Valable depuis'],
      note: 'Vide : depuis toujours.',
    }),
    Commentaire: texte({
      entete: 'Commentaire',
      en: 'Comment',
      largeur: 48,
      note: 'Pourquoi ce choix, et qui l’a décidé.',
    }),
  },
});

export const Exercices = defineTable({
  nom: 'Exercices',
  feuille: 'Exercices comptables',
  titre: { fr: 'Exercices comptables', en: 'Fiscal years' },
  description: {
    fr: "Le plan comptable se choisit par la date d'ouverture de l'exercice : PCG2025 à partir du 1er janvier 2025.",
    en: 'The chart of accounts follows the opening date of the fiscal year: PCG2025 from 1 January 2025.',
  },
  famille: 'REFERENTIELS',
  requise: true,
  cle: ['Exercice'],
  colonnes: {
    Exercice: texte({
      entete: 'Exercice',
      en: 'Fiscal year',
      requis: true,
      synonymes: ['Code exercice'],
      note: 'Code court, par exemple 2026.',
    }),
    DateDebut: jour({
      entete: 'Date de début',
      en: 'Start date',
      requis: true,
      synonymes: ['Ouverture', "Date d'ouverture"],
      note: "Premier jour de l'exercice.",
    }),
    DateFin: jour({
      entete: 'Date de fin',
      en: 'End date',
      requis: true,
      synonymes: ['Clôture le', 'Date de clôture'],
      note: "Dernier jour de l'exercice.",
    }),
    Referentiel: enumeration(['PCG2014', 'PCG2025'], {
      entete: 'Référentiel',
      en: 'Chart of accounts',
      requis: true,
      synonymes: ['PCG', 'Plan comptable'],
      note: 'Plan comptable applicable.',
    }),
    Cloture: booleen({
      entete: 'Clôturé',
      en: 'Closed',
      synonymes: ['Exercice clos'],
      note: "O quand les comptes de l'exercice sont arrêtés.",
    }),
  },
});

export const Periodes = defineTable({
  nom: 'Periodes',
  feuille: 'Périodes comptables',
  titre: { fr: 'Périodes comptables', en: 'Accounting periods' },
  description: {
    fr: "Un mois par ligne. Rien ne s'écrit dans un mois FERMEE ; celui que l'on clôture est EN_CLOTURE.",
    en: 'One month per row. Nothing is written in a closed month; the month being closed is EN_CLOTURE.',
  },
  famille: 'REFERENTIELS',
  requise: true,
  cle: ['Periode'],
  colonnes: {
    Periode: periode({
      entete: 'Période',
      en: 'Period',
      requis: true,
      synonymes: ['Mois'],
      note: 'Mois sous la forme AAAA-MM.',
    }),
    Exercice: texte({
      entete: 'Exercice',
      en: 'Fiscal year',
      requis: true,
      reference: 'Exercices',
      note: 'Exercice qui contient ce mois.',
    }),
    Etat: enumeration(['OUVERTE', 'EN_CLOTURE', 'FERMEE', 'REOUVERTE'], {
      entete: 'État',
      en: 'Status',
      requis: true,
      alias: { OUVERT: 'OUVERTE', FERME: 'FERMEE', CLOSE: 'FERMEE' },
      note: 'Où en est la clôture du mois.',
    }),
    DateFermeture: jour({
      entete: 'Date de fermeture',
      en: 'Closed on',
      note: 'Jour où le mois a été fermé.',
    }),
    Par: texte({
      entete: 'Fermée par',
      en: 'Closed by',
      largeur: 20,
      synonymes: ['Utilisateur'],
      note: 'Qui a fermé le mois.',
    }),
  },
});

export const PlanComptable = defineTable({
  nom: 'PlanComptable',
  feuille: 'Plan comptable',
  titre: { fr: 'Plan comptable', en: 'Chart of accounts' },
  description: {
    fr: 'Les comptes de la société. Ce sont des textes : les zéros de tête comptent.',
    en: 'The accounts of the company. They are texts: leading zeros matter.',
  },
  famille: 'REFERENTIELS',
  requise: true,
  cle: ['Compte'],
  colonnes: {
    Compte: compte({
      entete: 'Compte',
      en: 'Account',
      requis: true,
      synonymes: ['CompteNum', 'N° compte', 'Numéro'],
      note: 'De 3 à 12 caractères, trois chiffres en tête.',
    }),
    Libelle: texte({
      entete: 'Libellé',
      en: 'Label',
      requis: true,
      synonymes: ['CompteLib', 'Intitulé'],
      largeur: 42,
      note: 'Intitulé du compte.',
    }),
    Collectif: booleen({
      entete: 'Collectif',
      en: 'Control account',
      note: 'O si chaque écriture doit nommer un tiers.',
    }),
    TypeTiers: enumeration(['CLIENT', 'FOURNISSEUR', 'SALARIE', 'AUTRE'], {
      entete: 'Type de tiers',
      en: 'Third-party type',
      note: 'Tiers attendus sur un compte collectif.',
    }),
    Imputable: booleen({ entete: 'Imputable', en: 'Postable', note: 'N pour un compte de regroupement.' }),
    Bloque: booleen({ entete: 'Bloqué', en: 'Blocked', note: "O : plus d'écriture nouvelle." }),
    CompteCutOff: compte({
      entete: 'Compte de régularisation',
      en: 'Cut-off account',
      synonymes: ['Compte cut-off'],
      note: 'Compte 486, 487, 4081 ou 4181 propre à ce compte ; vide : celui des paramètres.',
    }),
    CodeTVA: codeTVA(),
    LigneCR: texte({
      entete: 'Ligne du compte de résultat',
      en: 'Income statement line',
      note: 'Ligne imposée ; vide : celle du plan officiel.',
    }),
    LigneBilan: texte({
      entete: 'Ligne du bilan',
      en: 'Balance sheet line',
      note: 'Ligne imposée ; vide : celle du plan officiel.',
    }),
    NatureAffaire: enumeration(NATURES_CHARGE, {
      entete: 'Nature de charge',
      en: 'Project cost nature',
      note: "Nature sous laquelle ce compte paraît au bilan d'affaire.",
    }),
  },
});

export const Tiers = defineTable({
  nom: 'Tiers',
  feuille: 'Clients et fournisseurs',
  titre: { fr: 'Clients, fournisseurs et autres tiers', en: 'Customers, suppliers and other third parties' },
  description: {
    fr: 'Un tiers par ligne, avec son compte collectif et ses conditions.',
    en: 'One third party per row, with its control account and terms.',
  },
  famille: 'REFERENTIELS',
  requise: true,
  cle: ['IdTiers'],
  colonnes: {
    IdTiers: texte({
      entete: 'Code tiers',
      en: 'Third-party code',
      requis: true,
      synonymes: ['CompAuxNum', 'Tiers', 'Code auxiliaire'],
      note: 'Code unique du tiers.',
    }),
    Nom: texte({
      entete: 'Nom',
      en: 'Name',
      requis: true,
      synonymes: ['CompAuxLib', 'Raison sociale'],
      largeur: 32,
      note: 'Raison sociale.',
    }),
    Type: enumeration(['CLIENT', 'FOURNISSEUR', 'SALARIE', 'AUTRE'], {
      entete: 'Type',
      en: 'Type',
      requis: true,
      note: 'Un tiers à la fois client et fournisseur a deux codes.',
    }),
    CompteCollectif: compte({
      entete: 'Compte collectif',
      en: 'Control account',
      requis: true,
      reference: 'PlanComptable',
      note: 'Compte 411, 401… où ses factures sont passées.',
    }),
    CompteFAE_FAR: compte({
      entete: 'Compte FAE ou FAR',
      en: 'Accrual account',
      reference: 'PlanComptable',
      note: 'Compte 4181 ou 4081 de ses régularisations ; vide : celui des paramètres.',
    }),
    CompteImmo: compte({
      entete: "Compte d'immobilisations",
      en: 'Fixed assets account',
      reference: 'PlanComptable',
      note: "Compte 404 d'un fournisseur d'immobilisations.",
    }),
    Siren: texte({ entete: 'SIREN', en: 'SIREN', note: 'Neuf chiffres.' }),
    ConditionReglement: texte({
      entete: 'Conditions de règlement',
      en: 'Payment terms',
      synonymes: ['Délai de paiement', 'Condition'],
      note: 'Par exemple 30 J, 45 J FDM, FDM + 45.',
    }),
    ModeReglement: enumeration(['VIR', 'PRLV', 'CHQ', 'LCR', 'CB'], {
      entete: 'Mode de règlement',
      en: 'Payment method',
      alias: { VIREMENT: 'VIR', PRELEVEMENT: 'PRLV', CHEQUE: 'CHQ', CARTE: 'CB' },
      note: 'Virement, prélèvement, chèque, lettre de change ou carte.',
    }),
    Devise: texte({ entete: 'Devise', en: 'Currency', note: 'Code ISO à trois lettres. Vide : euro.' }),
    Plafond: montant({ entete: "Plafond d'encours", en: 'Credit limit', note: 'En euros.' }),
    Bloque: booleen({ entete: 'Bloqué', en: 'Blocked', note: 'O : plus de nouvelle facture.' }),
    Litige: booleen({ entete: 'Litige', en: 'Dispute', note: 'O : créances à suivre de près.' }),
  },
});

export const Collaborateurs = defineTable({
  nom: 'Collaborateurs',
  feuille: 'Équipe',
  titre: { fr: 'Collaborateurs et intervenants', en: 'Staff and contractors' },
  description: {
    fr: "Salariés et sous-traitants qui passent du temps. Le coût d'un EXTERNE vient de ses factures, jamais de ses jours.",
    en: 'Employees and contractors who book time. The cost of an EXTERNE comes from invoices, never from days.',
  },
  famille: 'REFERENTIELS',
  cle: ['IdCollab'],
  colonnes: {
    IdCollab: texte({
      entete: 'Code collaborateur',
      en: 'Staff code',
      requis: true,
      synonymes: ['Matricule', 'Collaborateur'],
      note: 'Matricule ou trigramme.',
    }),
    Nom: texte({
      entete: 'Nom',
      en: 'Name',
      requis: true,
      synonymes: ['Nom et prénom'],
      largeur: 26,
      note: 'Prénom et nom.',
    }),
    DateEntree: jour({
      entete: "Date d'entrée",
      en: 'Hired on',
      requis: true,
      synonymes: ['Entrée'],
      note: 'Premier jour de présence.',
    }),
    DateSortie: jour({
      entete: 'Date de sortie',
      en: 'Left on',
      synonymes: ['Sortie'],
      note: 'Dernier jour de présence. Vide : présent.',
    }),
    Statut: enumeration(['SALARIE', 'EXTERNE'], {
      entete: 'Statut',
      en: 'Status',
      alias: { INTERNE: 'SALARIE', SOUS_TRAITANT: 'EXTERNE', FREELANCE: 'EXTERNE' },
      note: 'Vide : SALARIE.',
    }),
    Productif: booleen({
      entete: 'Productif',
      en: 'Productive',
      requis: true,
      note: "N : hors du taux d'activité.",
    }),
    Quotite: taux({
      entete: 'Quotité',
      en: 'Working share',
      bornes: [0, 1],
      note: '100 % pour un temps plein.',
    }),
    Centre: texte({
      entete: 'Centre',
      en: 'Cost centre',
      requis: true,
      synonymes: ['Service', 'Centre de coûts'],
      note: 'Équipe ou centre de coûts.',
    }),
    Profil: texte({
      entete: 'Profil',
      en: 'Profile',
      synonymes: ['Fonction', 'Poste'],
      largeur: 24,
      note: 'Métier ou grade.',
    }),
    HeuresJour: quantite({
      entete: 'Heures par jour',
      en: 'Hours per day',
      note: 'Vide : celles des paramètres (7,00).',
    }),
  },
});

export const CoutsCollaborateurs = defineTable({
  nom: 'CoutsCollaborateurs',
  feuille: 'Coûts journaliers',
  titre: { fr: 'Coûts journaliers', en: 'Daily cost rates' },
  description: {
    fr: "Le coût d'un jour à sa date : le dernier taux dont la date d'effet ne dépasse pas le jour.",
    en: 'The cost of a day at its date: the last rate whose effective date is not after that day.',
  },
  famille: 'REFERENTIELS',
  requise: true,
  cle: ['IdCollab', 'DateEffet'],
  colonnes: {
    IdCollab: texte({
      entete: 'Collaborateur',
      en: 'Staff',
      requis: true,
      synonymes: ['Code collaborateur', 'Matricule'],
      reference: 'Collaborateurs',
      note: 'Code du collaborateur.',
    }),
    DateEffet: jour({
      entete: "Date d'effet",
      en: 'Effective date',
      requis: true,
      synonymes: ['Valable depuis'],
      note: 'Premier jour où ce coût vaut.',
    }),
    CoutJour: montant({
      entete: 'Coût journalier',
      en: 'Daily cost',
      requis: true,
      synonymes: ['CJM', 'Coût jour', 'Coût moyen journalier'],
      note: "Coût complet d'un jour, en euros.",
    }),
    TJM: montant({
      entete: 'Prix de vente journalier',
      en: 'Daily selling rate',
      note: "Prix de vente d'un jour (TJM), en euros HT.",
    }),
  },
});

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
    Famille: texte({ entete: 'Famille', en: 'Family', note: 'Regroupement libre.' }),
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
      note: 'Méthode de reconnaissance du chiffre d’affaires.',
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
    EtatsTemps: texte({
      entete: 'États de temps retenus',
      en: 'Time states used',
      note: 'Séparés par des virgules. Vide : VALIDE.',
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
