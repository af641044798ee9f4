/** Le plan de comptes de la société : ce qui lui manque, et les plans de groupe auxquels il se rattache. */
import {
  booleen,
  compte,
  defineTable,
  entier,
  enumeration,
  jour,
  montant,
  texte,
} from '../../../workbook/table';

export const ComptesGroupe = defineTable({
  nom: 'ComptesGroupe',
  feuille: 'Plans de groupe',
  titre: { fr: 'Plans de groupe et regroupements', en: 'Group charts and groupings' },
  description: {
    fr: 'Le rattachement des comptes à un autre plan : groupe, national, ou un regroupement à vous. Le plus long préfixe l’emporte ; rien ne s’impute sur un compte de groupe.',
    en: 'How accounts map to another chart: group, national, or a grouping of yours. The longest prefix wins; nothing is posted on a group account.',
  },
  famille: 'REFERENTIELS',
  cle: ['Plan', 'Compte'],
  colonnes: {
    Plan: texte({ entete: 'Plan', en: 'Chart', requis: true, note: 'Nom du plan, par exemple GROUPE.' }),
    Compte: texte({
      entete: 'Compte ou préfixe',
      en: 'Account or prefix',
      requis: true,
      note: 'Compte de la société, ou début de compte : 706 prend tous les 706.',
    }),
    CompteGroupe: texte({
      entete: 'Compte de groupe',
      en: 'Group account',
      requis: true,
      note: 'Compte du plan de groupe.',
    }),
    Libelle: texte({
      entete: 'Libellé',
      en: 'Label',
      largeur: 40,
      note: 'Libellé du compte de groupe ; une fois suffit.',
    }),
    Rubrique: texte({
      entete: 'Rubrique',
      en: 'Heading',
      largeur: 30,
      note: 'Ce qui réunit plusieurs comptes de groupe.',
    }),
  },
});

export const BalanceGroupe = defineTable({
  nom: 'BalanceGroupe',
  feuille: 'Balance de groupe',
  titre: { fr: 'Balance par plan de groupe', en: 'Trial balance by group chart' },
  description: {
    fr: 'La même balance, présentée dans chaque plan de groupe : même total, et ce qui n’est rattaché à rien.',
    en: 'The same trial balance, presented in each group chart: same total, and what maps to nothing.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Plan', 'Niveau', 'Rubrique', 'CompteGroupe'],
  colonnes: {
    Plan: texte({ entete: 'Plan', en: 'Chart', requis: true, note: 'Plan de groupe.' }),
    Niveau: enumeration(['COMPTE', 'RUBRIQUE', 'NON_RATTACHE', 'TOTAL'], {
      entete: 'Niveau',
      en: 'Level',
      requis: true,
      note: 'NON_RATTACHE : comptes de la société que le plan ne prend pas.',
    }),
    Rubrique: texte({
      entete: 'Rubrique',
      en: 'Heading',
      largeur: 26,
      note: 'Rubrique du compte de groupe.',
    }),
    CompteGroupe: texte({ entete: 'Compte de groupe', en: 'Group account', note: 'Ou compte non rattaché.' }),
    Libelle: texte({ entete: 'Libellé', en: 'Label', largeur: 40, note: 'Libellé.' }),
    Ouverture: montant({ entete: 'À-nouveaux', en: 'Opening', note: 'Débit moins crédit.' }),
    Debit: montant({ entete: 'Débit', en: 'Debit', note: 'Depuis le début de l’exercice.' }),
    Credit: montant({ entete: 'Crédit', en: 'Credit', note: 'Depuis le début de l’exercice.' }),
    Solde: montant({ entete: 'Solde', en: 'Balance', note: 'Débit moins crédit.' }),
  },
});

export const ComptesAbsents = defineTable({
  nom: 'ComptesAbsents',
  feuille: 'Comptes absents du plan',
  titre: { fr: 'Comptes absents du plan', en: 'Accounts missing from the chart' },
  description: {
    fr: 'Les comptes mouvementés que le plan de comptes n’a pas, avec leur libellé officiel. « Compléter le plan », dans le volet, les ajoute.',
    en: 'Accounts with entries that the chart does not have, with their official label. "Complete the chart", in the pane, adds them.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Compte'],
  colonnes: {
    Compte: compte({ entete: 'Compte', en: 'Account', requis: true, note: 'Compte mouvementé.' }),
    Libelle: texte({
      entete: 'Libellé proposé',
      en: 'Proposed label',
      largeur: 46,
      note: 'Celui du compte officiel.',
    }),
    Officiel: texte({
      entete: 'Compte officiel',
      en: 'Official account',
      note: 'Plus long préfixe du plan de l’exercice.',
    }),
    Collectif: booleen({
      entete: 'Collectif',
      en: 'Control account',
      note: 'O si toutes ses lignes nomment un tiers.',
    }),
    TypeTiers: enumeration(['CLIENT', 'FOURNISSEUR', 'SALARIE', 'AUTRE'], {
      entete: 'Type de tiers',
      en: 'Third-party type',
      note: 'D’après la classe 4.',
    }),
    Lignes: entier({ entete: 'Lignes', en: 'Rows', note: 'Lignes d’écriture sur ce compte.' }),
    Depuis: jour({ entete: 'Depuis le', en: 'Since', note: 'Première écriture.' }),
    DansLePlan: enumeration(['OUI', 'ALERTE', 'BLOQUANT_ETATS'], {
      entete: 'Plan officiel',
      en: 'Official chart',
      note: 'OUI si le compte prolonge un compte officiel de l’exercice.',
    }),
  },
});
