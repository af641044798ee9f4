/** Ce que la page dit, dans les deux langues du complément. */
import type { Language } from './frame/messages';

const fr = {
  open: 'Ouvrir…',
  save: 'Enregistrer',
  example: 'Exemple',
  pane: 'Volet',
  showPane: 'Afficher le volet',
  hidePane: 'Masquer le volet',
  language: 'Langue',
  theme: 'Thème',
  light: 'Clair',
  dark: 'Sombre',
  ribbon: 'Commandes du complément',
  file: 'Classeur',
  display: 'Affichage',
  paneWidth: 'Largeur du volet',
  loading: 'Ouverture du classeur…',
  saving: 'Enregistrement…',
  opened: (name: string) => `Classeur ouvert : ${name}`,
  saved: (name: string) => `Classeur enregistré : ${name}`,
  unreadable: (name: string) =>
    `« ${name} » n'a pas pu être ouvert : ce n'est pas un classeur .xlsx lisible.`,
  failed: (reason: string) => `L'opération a échoué : ${reason}`,
  modified: 'modifié',
  unsaved: 'Le classeur a été modifié et sera remplacé. Les changements non enregistrés seront perdus.',
  replace: 'Remplacer',
  keep: 'Garder ce classeur',
};

export type Texts = typeof fr;

const en: Texts = {
  open: 'Open…',
  save: 'Save',
  example: 'Example',
  pane: 'Pane',
  showPane: 'Show the pane',
  hidePane: 'Hide the pane',
  language: 'Language',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  ribbon: 'Add-in commands',
  file: 'Workbook',
  display: 'Display',
  paneWidth: 'Pane width',
  loading: 'Opening the workbook…',
  saving: 'Saving…',
  opened: name => `Workbook open: ${name}`,
  saved: name => `Workbook saved: ${name}`,
  unreadable: name => `“${name}” could not be opened: it is not a readable .xlsx workbook.`,
  failed: reason => `The operation failed: ${reason}`,
  modified: 'modified',
  unsaved: 'The workbook was modified and will be replaced. Unsaved changes will be lost.',
  replace: 'Replace',
  keep: 'Keep this workbook',
};

export function textsFor(language: Language): Texts {
  return language === 'fr-FR' ? fr : en;
}
