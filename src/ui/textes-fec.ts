import { accorder } from '../comptabilite';
/** Textes du FEC, à importer et à exporter, dans les deux langues. */
export const fecFr = {
  importer: 'Importer un FEC',
  importerTexte:
    'Le fichier des écritures comptables de votre logiciel entre dans le classeur : écritures, comptes, tiers et exercice. Rien n’entre si un seul contrôle bloque.',
  fichier: 'Fichier FEC',
  fichierAide: 'Texte séparé par des tabulations ou des barres, par exemple 123456789FEC20261231.txt.',
  apercu: 'Ce que le fichier contient',
  resume: (lignes: string, pieces: string, exercice: string) =>
    `${accorder(lignes, 'ligne')}, ${accorder(pieces, 'pièce')}, exercice ${exercice}.`,
  totaux: (debit: string, credit: string) => `Débit ${debit} · crédit ${credit}.`,
  bloque: 'Ce fichier ne peut pas entrer : corrigez d’abord les points bloquants.',
  journaux: 'Journaux du fichier',
  journal: 'Journal',
  lignes: 'Lignes',
  debit: 'Débit',
  credit: 'Crédit',
  mode: 'Écritures de l’exercice déjà importées',
  modes: {
    REMPLACER: 'Les remplacer ; ce que vous y avez ajouté (affaire, section, échéance) reste',
    AJOUTER: 'Les garder, et ajouter les pièces du fichier',
  },
  lancer: (n: string) => `Importer les écritures (${n})`,
  redatees: (n: string) =>
    `Lignes d’un mois fermé, datées du premier jour ouvert, leur vraie date en survenance : ${n}.`,
  importees: (ajoutees: string, modifiees: string, retirees: string) =>
    `Écritures ajoutées : ${ajoutees} · modifiées : ${modifiees} · retirées : ${retirees}. Le détail est dans la feuille « Rapport d’import FEC ».`,
  refuse: 'Rien n’est écrit.',
  exporter: 'Exporter les écritures',
  exporterTexte:
    'Le FEC de l’exercice ou d’un extrait, contrôlé, avec sa description et son empreinte ; ou les écritures dans le format d’import d’un logiciel.',
  exercice: 'Exercice',
  sansExercice: 'Ce classeur n’a pas d’exercice : remplissez la feuille « Exercices comptables ».',
  quoi: 'Écritures',
  quois: { TOUTES: 'Toutes celles de l’exercice', GENEREES: 'Celles de la clôture seulement' },
  format: 'Format',
  formatFec: 'FEC (art. A47 A-1)',
  encodage: 'Encodage du FEC',
  encodages: { 'iso-8859-15': 'ISO 8859-15', 'utf-8': 'UTF-8' },
  preparer: 'Préparer le fichier',
  pret: (lignes: string) => `Fichier prêt : ${accorder(lignes, 'ligne')}.`,
  exportBloque: 'Aucun fichier : corrigez d’abord les points bloquants.',
  telecharger: (nom: string) => `Télécharger ${nom}`,
  empreinte: 'Empreinte SHA-256',
};

export const fecEn: typeof fecFr = {
  importer: 'Import a FEC',
  importerTexte:
    'The French accounting entries file of your software goes into the workbook: entries, accounts, third parties and fiscal year. Nothing comes in if a single check blocks.',
  fichier: 'FEC file',
  fichierAide: 'Text separated by tabs or pipes, for example 123456789FEC20261231.txt.',
  apercu: 'What the file contains',
  resume: (lignes, pieces, exercice) =>
    `${accorder(lignes, 'line', 'lines', 'en')}, ${accorder(pieces, 'entry', 'entries', 'en')}, fiscal year ${exercice}.`,
  totaux: (debit, credit) => `Debit ${debit} · credit ${credit}.`,
  bloque: 'This file cannot come in: correct the blocking points first.',
  journaux: 'Journals of the file',
  journal: 'Journal',
  lignes: 'Lines',
  debit: 'Debit',
  credit: 'Credit',
  mode: 'Entries of the year already imported',
  modes: {
    REMPLACER: 'Replace them; what you added (project, section, due date) stays',
    AJOUTER: 'Keep them, and add the entries of the file',
  },
  lancer: n => `Import the entries (${n})`,
  redatees: n => `Lines of a closed month, dated on the first open day, their true date kept: ${n}.`,
  importees: (ajoutees, modifiees, retirees) =>
    `Entries added: ${ajoutees} · changed: ${modifiees} · removed: ${retirees}. Details are in the sheet "Rapport d’import FEC".`,
  refuse: 'Nothing is written.',
  exporter: 'Export the entries',
  exporterTexte:
    'The FEC of the year or of an extract, checked, with its description and fingerprint; or the entries in the import format of a package.',
  exercice: 'Fiscal year',
  sansExercice: 'This workbook has no fiscal year: fill in the sheet "Exercices comptables".',
  quoi: 'Entries',
  quois: { TOUTES: 'All those of the year', GENEREES: 'Closing entries only' },
  format: 'Format',
  formatFec: 'FEC (art. A47 A-1)',
  encodage: 'FEC encoding',
  encodages: { 'iso-8859-15': 'ISO 8859-15', 'utf-8': 'UTF-8' },
  preparer: 'Prepare the file',
  pret: lignes => `File ready: ${accorder(lignes, 'line', 'lines', 'en')}.`,
  exportBloque: 'No file: correct the blocking points first.',
  telecharger: nom => `Download ${nom}`,
  empreinte: 'SHA-256 fingerprint',
};
