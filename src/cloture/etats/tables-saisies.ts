/** Ce que l'utilisateur décide des états : regroupement complété, lignes de son compte de gestion. */
import { defineTable, entier, enumeration, texte } from '../../workbook/table';

export const RegroupementComptes = defineTable({
  nom: 'RegroupementComptes',
  feuille: 'Regroupement des comptes',
  titre: { fr: 'Regroupement des comptes', en: 'Account grouping' },
  description: {
    fr: 'Complète les tables officielles : un début de compte et la ligne d’état qui le reçoit. Le plus long l’emporte.',
    en: 'Completes the official tables: the start of an account and the statement line that takes it. The longest wins.',
  },
  famille: 'COMPTABILITE',
  cle: ['Compte', 'Sens', 'Referentiel'],
  colonnes: {
    Compte: texte({
      entete: 'Compte',
      en: 'Account',
      requis: true,
      libre: true,
      synonymes: ['Préfixe', 'Début de compte'],
      note: 'Compte, ou début de compte : 4588 vaut pour 458800 et 458899.',
    }),
    Sens: enumeration(['D', 'C'], {
      entete: 'Sens',
      en: 'Side',
      note: 'D : quand le solde est débiteur ; C : créditeur. Vide : les deux.',
    }),
    Referentiel: enumeration(['PCG2014', 'PCG2025'], {
      entete: 'Référentiel',
      en: 'Chart',
      note: 'Plan où la règle vaut. Vide : les deux.',
    }),
    Ligne: texte({
      entete: 'Ligne d’état',
      en: 'Statement line',
      requis: true,
      note: 'Code de la ligne (A24, P27, PV…), ou HORS pour ne pas présenter le compte.',
    }),
    Motif: texte({ entete: 'Motif', en: 'Reason', largeur: 40, note: 'Pourquoi, et qui l’a décidé.' }),
  },
});

export const LignesEtat = defineTable({
  nom: 'LignesEtat',
  feuille: 'Lignes du compte de gestion',
  titre: { fr: 'Lignes du compte de gestion', en: 'Management statement lines' },
  description: {
    fr: 'Votre présentation du résultat : des lignes de comptes, des totaux, des ratios. Vide : celle du complément.',
    en: 'Your layout of the result: lines of accounts, totals, ratios. Empty: the one of the add-in.',
  },
  famille: 'COMPTABILITE',
  cle: ['CodeEtat', 'CodeLigne'],
  colonnes: {
    CodeEtat: texte({ entete: 'État', en: 'Statement', requis: true, note: 'GESTION.' }),
    Ordre: entier({
      entete: 'Ordre',
      en: 'Order',
      requis: true,
      bornes: [0, 99_999],
      note: 'Rang de la ligne dans l’état.',
    }),
    CodeLigne: texte({
      entete: 'Code',
      en: 'Code',
      requis: true,
      note: 'Nom court, sans espace, que les formules citent.',
    }),
    Libelle: texte({ entete: 'Libellé', en: 'Label', requis: true, largeur: 40, note: 'Ce qui se lit.' }),
    Type: enumeration(['GROUPE', 'LIGNE', 'TOTAL', 'RATIO'], {
      entete: 'Type',
      en: 'Type',
      requis: true,
      note: 'GROUPE : un titre. LIGNE : des comptes. TOTAL et RATIO : une formule.',
    }),
    Formule: texte({
      entete: 'Formule',
      en: 'Formula',
      largeur: 34,
      note: 'TOTAL : CA - ACHATS + AUTRES. RATIO : MARGE / CA.',
    }),
    Prefixes: texte({
      entete: 'Comptes',
      en: 'Accounts',
      largeur: 34,
      libre: true,
      note: 'Débuts de comptes, séparés par des points-virgules ; « -6451 » en retire. Le plus long l’emporte.',
    }),
    Sens: enumeration(['PRODUIT', 'CHARGE'], {
      entete: 'Sens',
      en: 'Side',
      note: 'PRODUIT : crédit moins débit. CHARGE : débit moins crédit. Vide : PRODUIT.',
    }),
  },
});
