/** Tout ce qu'un contrôle de FEC peut dire : une phrase et un remède par motif, dans les deux langues (domaine §11.4). */
import type { Gravite, Phrase } from '../../../../comptabilite';

/** Une phrase à trous : `{0}`, `{1}`… sont les valeurs du constat. */
export interface Motif {
  readonly gravite: Gravite;
  readonly dit: Phrase;
  readonly remede: Phrase;
}

const bloquant = (fr: string, en: string, remede: string, remedy: string): Motif => ({
  gravite: 'BLOQUANT',
  dit: { fr, en },
  remede: { fr: remede, en: remedy },
});
const alerte = (fr: string, en: string, remede: string, remedy: string): Motif => ({
  ...bloquant(fr, en, remede, remedy),
  gravite: 'ALERTE',
});

/** C-FEC-01 quand le motif bloque, C-FEC-02 quand il se lit et s'accepte. */
export const MOTIFS = {
  VIDE: bloquant(
    'le fichier est vide',
    'the file is empty',
    'Refaites l’export depuis votre logiciel.',
    'Export the file again from your software.',
  ),
  ENCODAGE: bloquant(
    'le fichier est en {0}, que le FEC n’admet pas',
    'the file is encoded in {0}, which the FEC does not allow',
    'Refaites l’export en UTF-8 ou en ISO 8859-15.',
    'Export it again in UTF-8 or ISO 8859-15.',
  ),
  XML: bloquant(
    'le fichier est la variante XML du FEC, qui ne se lit pas ici',
    'the file is the XML variant of the FEC, which is not read here',
    'Exportez le FEC en texte (tabulation ou barre).',
    'Export the FEC as text (tab or pipe).',
  ),
  SEPARATEUR: bloquant(
    'l’en-tête n’a ni tabulation ni barre : « {0} »',
    'the header has neither tab nor pipe: "{0}"',
    'Un FEC sépare ses champs par une tabulation ou « | » (LPF art. A47 A-1) : refaites l’export.',
    'A FEC separates its fields by a tab or "|" (LPF art. A47 A-1): export it again.',
  ),
  COLONNE: bloquant(
    'la colonne manque à l’en-tête',
    'the column is missing from the header',
    'Les 18 colonnes de l’article A47 A-1 sont obligatoires : refaites l’export complet.',
    'The 18 columns of article A47 A-1 are required: export the whole file again.',
  ),
  COLONNE_DOUBLE: bloquant(
    'la colonne est donnée deux fois par l’en-tête',
    'the header gives the column twice',
    'Renommez ou retirez l’une des deux colonnes.',
    'Rename or remove one of the two columns.',
  ),
  AUCUNE_LIGNE: bloquant(
    'le fichier n’a aucune écriture',
    'the file has no entry',
    'Vérifiez l’exercice et les journaux choisis à l’export.',
    'Check the fiscal year and journals chosen for the export.',
  ),
  CHAMPS_MANQUANTS: bloquant(
    '{0} champs pour {1} colonnes',
    '{0} fields for {1} columns',
    'Un retour à la ligne dans un libellé ou un fichier coupé décale la ligne : corrigez-la ou refaites l’export.',
    'A line break inside a label or a truncated file shifts the line: correct it or export again.',
  ),
  CHAMPS_EN_TROP: bloquant(
    '{0} champs pour {1} colonnes : « {2} » est de trop',
    '{0} fields for {1} columns: "{2}" is in excess',
    'Un séparateur dans un libellé décale la ligne : retirez-le, ou refaites l’export.',
    'A separator inside a label shifts the line: remove it, or export again.',
  ),
  DATE: bloquant(
    '« {0} » n’est pas une date AAAAMMJJ',
    '"{0}" is not a date YYYYMMDD',
    'Écrivez huit chiffres : année, mois, jour.',
    'Write eight digits: year, month, day.',
  ),
  MONTANT: bloquant(
    '« {0} » n’est pas un montant au centime',
    '"{0}" is not an amount to the cent',
    'Écrivez des chiffres et une virgule, deux décimales au plus, sans séparateur de milliers.',
    'Write digits and a comma, two decimals at most, no thousands separator.',
  ),
  SENS: bloquant(
    '« {0} » n’est pas un sens',
    '"{0}" is not a side',
    'Écrivez D ou C, ou +1 ou -1.',
    'Write D or C, or +1 or -1.',
  ),
  DEUX_COTES: bloquant(
    'débit {0} et crédit {1} sur la même ligne',
    'debit {0} and credit {1} on the same line',
    'Une ligne est au débit ou au crédit : séparez-la en deux.',
    'A line is a debit or a credit: split it in two.',
  ),
  JOURNAL: bloquant(
    'le code du journal est vide',
    'the journal code is empty',
    'Donnez un journal à chaque ligne.',
    'Give every line a journal.',
  ),
  COMPTE: bloquant(
    '« {0} » n’est pas un compte : trois chiffres en tête, de 3 à 12 chiffres ou lettres',
    '"{0}" is not an account: three leading digits, 3 to 12 digits or letters',
    'Corrigez le compte dans votre logiciel (LPF art. A47 A-1), puis refaites l’export.',
    'Correct the account in your software (LPF art. A47 A-1), then export again.',
  ),
  PIECE: bloquant(
    'la pièce {0} {1} n’est pas équilibrée : débit {2}, crédit {3}',
    'the entry {0} {1} does not balance: debit {2}, credit {3}',
    'Retrouvez la ligne qui manque ou qui est fausse, puis refaites l’export.',
    'Find the missing or wrong line, then export again.',
  ),
  PIECE_DU_JOUR: bloquant(
    'la pièce {0} {1} du {4} n’est pas équilibrée : débit {2}, crédit {3}',
    'the entry {0} {1} of {5} does not balance: debit {2}, credit {3}',
    'Le numéro sert à plusieurs dates, et ni le tout ni chaque date ne s’équilibre : corrigez, puis refaites l’export.',
    'The number is used on several dates, and neither the whole nor each date balances: correct, then export again.',
  ),
  TOTAL: bloquant(
    'le fichier n’est pas équilibré : débit {0}, crédit {1}, écart {2}',
    'the file does not balance: debit {0}, credit {1}, difference {2}',
    'Corrigez les pièces signalées, ou refaites un export complet.',
    'Correct the entries reported, or export the whole file again.',
  ),
  HORS_EXERCICE: bloquant(
    '{0} est hors de l’exercice du {1} au {2}',
    '{0} is outside the fiscal year from {1} to {2}',
    'Un FEC porte un seul exercice : corrigez la date, ou précisez les bornes de l’exercice.',
    'A FEC carries one fiscal year: correct the date, or give the bounds of the year.',
  ),
  TROP_DE_LIGNES: bloquant(
    '{0} lignes : une feuille d’Excel en tient {1}',
    '{0} lines: an Excel sheet holds {1}',
    'Exportez l’exercice en plusieurs fichiers, par journal ou par période, et importez-en un.',
    'Export the year in several files, by journal or period, and import one.',
  ),
  LIGNE_NULLE: alerte(
    'débit et crédit sont à zéro',
    'debit and credit are both zero',
    'La ligne est gardée ; elle ne change aucun solde.',
    'The line is kept; it changes no balance.',
  ),
  NEGATIF: alerte(
    '{0} est négatif',
    '{0} is negative',
    'Il est repris tel quel : une extourne négative, ou une erreur de sens.',
    'It is taken as it is: a negative reversal, or a wrong side.',
  ),
  SANS_NUMERO: alerte(
    'l’écriture n’a pas de numéro',
    'the entry has no number',
    'Elle entre sous le numéro {0} ; validez-la dans votre logiciel pour qu’elle en reçoive un.',
    'It comes in under number {0}; validate it in your software so that it gets one.',
  ),
  PLUSIEURS_DATES: alerte(
    'la pièce {0} {1} porte plusieurs dates',
    'the entry {0} {1} carries several dates',
    'Elle s’équilibre dans son ensemble ; ses lignes gardent leur date.',
    'It balances as a whole; its lines keep their dates.',
  ),
  TROU: alerte(
    'journal {0} : du n° {1} on passe au n° {2}, numéros manquants : {3}',
    'journal {0}: from no. {1} to no. {2}, missing numbers: {3}',
    'La numérotation doit être continue : vérifiez qu’aucune écriture ne manque à l’export.',
    'Numbering must be continuous: check that no entry is missing from the export.',
  ),
  NON_VALIDEE: alerte(
    'l’écriture n’est pas validée',
    'the entry is not validated',
    'Elle est reprise sans date de validation ; un FEC à remettre n’en contient pas.',
    'It is taken without a validation date; a FEC to be handed over contains none.',
  ),
  VALIDEE_AVANT: alerte(
    'validée le {0}, avant sa date {1}',
    'validated on {0}, before its date {1}',
    'Vérifiez la date de l’écriture.',
    'Check the date of the entry.',
  ),
  SANS_PIECE: alerte(
    'la référence de pièce est vide',
    'the document reference is empty',
    'Le numéro d’écriture en tient lieu (PCG art. 1032-1 : une écriture s’appuie sur une pièce).',
    'The entry number stands in for it (PCG art. 1032-1: an entry rests on a document).',
  ),
  SANS_DATE_PIECE: alerte(
    'la date de pièce est vide',
    'the document date is empty',
    'La date de l’écriture en tient lieu.',
    'The date of the entry stands in for it.',
  ),
  SANS_LIBELLE: alerte(
    'le libellé est vide',
    'the label is empty',
    'Le libellé du compte en tient lieu.',
    'The label of the account stands in for it.',
  ),
  LIBELLE_COMPTE: alerte(
    'le compte {0} s’appelle « {1} » puis « {2} »',
    'account {0} is called "{1}" then "{2}"',
    'Le premier libellé est retenu.',
    'The first label is kept.',
  ),
  SANS_AUXILIAIRE: alerte(
    'le compte {0} n’a pas de compte auxiliaire',
    'account {0} has no third-party account',
    'Sans tiers, la ligne n’entre pas dans la balance âgée.',
    'Without a third party, the line is not in the aged balance.',
  ),
  LETTRAGE: alerte(
    'le lettrage {0} du compte {1} ne s’annule pas : il reste {2}',
    'matching {0} of account {1} does not cancel out: {2} is left',
    'Vérifiez le lettrage, ou marquez-le partiel (en minuscules).',
    'Check the matching, or mark it as partial (lower case).',
  ),
  HORS_PLAN: alerte(
    'le compte {0} n’est pas du plan {1}',
    'account {0} is not in the chart {1}',
    'Un exercice ouvert avant le 01/01/2025 suit le PCG2014, ensuite le PCG2025 : vérifiez le compte.',
    'A year opened before 2025-01-01 follows PCG2014, later ones PCG2025: check the account.',
  ),
  SOLDE_GESTION: alerte(
    'la pièce {0} {1} solde des comptes de gestion sur le compte {2}',
    'the entry {0} {1} closes income accounts on account {2}',
    'Un FEC n’a pas d’écriture de solde des classes 6 et 7 : le compte de résultat en serait vidé.',
    'A FEC has no entry closing classes 6 and 7: the income statement would be emptied.',
  ),
  SEPARATEUR_FINAL: alerte(
    'la ligne finit par un séparateur de trop',
    'the line ends with one separator too many',
    'Il est ignoré.',
    'It is ignored.',
  ),
  GUILLEMET: alerte(
    'un champ contient un guillemet',
    'a field contains a quote',
    'Un FEC n’a pas de guillemets d’encadrement : le caractère est gardé tel quel.',
    'A FEC has no enclosing quotes: the character is kept as it is.',
  ),
  EXERCICE_DEDUIT: alerte(
    'l’exercice est déduit : du {0} au {1}',
    'the fiscal year is inferred: from {0} to {1}',
    'Précisez ses bornes si ce n’est pas le bon : le plan comptable en dépend.',
    'Give its bounds if it is not the right one: the chart of accounts depends on it.',
  ),
  DEUX_TYPES: alerte(
    'le tiers {0} sert à des comptes de clients et de fournisseurs',
    'third party {0} is used on customer and supplier accounts',
    'Il est repris comme {1} ; un tiers à la fois client et fournisseur a deux codes.',
    'It is taken as {1}; a third party that is both has two codes.',
  ),
} as const satisfies Record<string, Motif>;

export type NomMotif = keyof typeof MOTIFS;
