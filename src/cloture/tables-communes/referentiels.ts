/** Le dossier : réglages, exercices, périodes, comptes et tiers (domaine §14.1). */
import { booleen, compte, defineTable, enumeration, jour, periode, texte } from '../../workbook/table';
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
  gel: { mois: ['DateEffet'], sauf: { lignes: ['DateArrete', 'DateArretePrecedent', 'ReouvertureMois'] } },
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
  gel: { sauf: { colonnes: ['Cloture'] } },
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
  gel: { nature: 'HORS' },
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
    CompteTVACutOff: compte({
      entete: 'Compte de TVA de régularisation',
      en: 'Cut-off VAT account',
      note: 'Compte 44586 ou 44587 propre à ce compte ; vide : celui du code TVA, puis des paramètres.',
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
