/** Textes de la page « Données », dans les deux langues. */
export const donneesFr = {
  titre: 'Données',
  importer: 'Importer un export',
  importerTexte:
    'Un fichier CSV de votre logiciel (temps, factures, écritures…) entre dans une table du classeur. Vous voyez d’abord ce qui serait écrit ; rien n’est retiré.',
  table: 'Table à remplir',
  fichier: 'Fichier CSV ou texte',
  fichierAide: 'Séparateur, encodage, dates jour d’abord et virgules décimales se reconnaissent.',
  lu: (nom: string, lignes: string) => `${nom} · lignes : ${lignes}.`,
  enteteLigne: (ligne: string) => `En-tête lu ligne ${ligne}.`,
  colonnes: 'Colonnes',
  colonnesTexte: (reconnues: string, total: string) =>
    `${reconnues} des ${total} colonnes de la table viennent du fichier.`,
  toutesColonnes: 'Voir et changer les correspondances',
  obligatoire: (entete: string) => `${entete} (obligatoire)`,
  aucune: '— pas dans le fichier —',
  mode: 'Si la clé est déjà dans la table',
  modes: {
    AJOUTER: 'Refuser la ligne : n’ajouter que des lignes neuves',
    REMPLACER: 'Remplacer la ligne : seules les colonnes du fichier changent',
  },
  apercu: 'Aperçu',
  bilan: (ajoutees: string, remplacees: string, refusees: string) =>
    `À ajouter : ${ajoutees} · à remplacer : ${remplacees} · refusées : ${refusees}.`,
  premieres: 'Premières lignes',
  lancer: (n: string) => `Importer les lignes lues (${n})`,
  rien: 'Aucune ligne à importer.',
  importees: (ajoutees: string, modifiees: string, table: string) =>
    `${table} · lignes ajoutées : ${ajoutees} · modifiées : ${modifiees}.`,
  manquantes: 'Tables absentes',
  manquantesTexte:
    'Les tables que ce classeur n’a pas s’ajoutent à la fin, une feuille chacune. Ce qui est déjà là n’est pas touché.',
  inserer: 'Insérer les tables absentes',
  inserees: (n: string) => `Tables insérées : ${n}.`,
  completes: 'Ce classeur a déjà toutes les tables.',
  formules: 'Formules',
  reparerTexte:
    'Une formule entrée avant que le complément ne soit chargé reste en #NOM? : la réparer, c’est la ressaisir à votre place.',
  reparer: 'Réparer les formules',
  reparees: (n: string) => `Formules réparées : ${n}.`,
  protegees: (n: string, ou: string) => `Laissées, sur une feuille protégée : ${n} (${ou}).`,
  figerTexte:
    'Pour un collègue sans le complément : chaque formule de nos fonctions devient sa valeur. Enregistrez d’abord une copie, la formule ne revient pas.',
  figer: 'Figer en valeurs',
  figerQuestion: 'Remplacer dans tout le classeur les formules de nos fonctions par leurs valeurs ?',
  figees: (n: string) => `Formules figées : ${n}.`,
  laissees: (n: string, ou: string) =>
    `Laissées, en erreur, en cours ou sur une feuille protégée : ${n} (${ou}).`,
  oui: 'Oui, figer',
  non: 'Non',
};

export const donneesEn: typeof donneesFr = {
  titre: 'Data',
  importer: 'Import an export file',
  importerTexte:
    'A CSV file from your software (timesheets, invoices, entries…) goes into a table of the workbook. You first see what would be written; nothing is removed.',
  table: 'Table to fill',
  fichier: 'CSV or text file',
  fichierAide: 'Separator, encoding, day-first dates and decimal commas are recognised.',
  lu: (nom, lignes) => `${nom} · rows: ${lignes}.`,
  enteteLigne: ligne => `Header read on row ${ligne}.`,
  colonnes: 'Columns',
  colonnesTexte: (reconnues, total) =>
    `${reconnues} of the ${total} columns of the table come from the file.`,
  toutesColonnes: 'See and change the mapping',
  obligatoire: entete => `${entete} (required)`,
  aucune: '— not in the file —',
  mode: 'When the key is already in the table',
  modes: {
    AJOUTER: 'Refuse the row: only add new rows',
    REMPLACER: 'Replace the row: only the columns of the file change',
  },
  apercu: 'Preview',
  bilan: (ajoutees, remplacees, refusees) =>
    `To add: ${ajoutees} · to replace: ${remplacees} · refused: ${refusees}.`,
  premieres: 'First rows',
  lancer: n => `Import the rows read (${n})`,
  rien: 'No row to import.',
  importees: (ajoutees, modifiees, table) => `${table} · rows added: ${ajoutees} · changed: ${modifiees}.`,
  manquantes: 'Missing tables',
  manquantesTexte:
    'The tables this workbook lacks are added at the end, one sheet each. What is already there is not touched.',
  inserer: 'Insert missing tables',
  inserees: n => `Tables inserted: ${n}.`,
  completes: 'This workbook already has all the tables.',
  formules: 'Formulas',
  reparerTexte:
    'A formula entered before the add-in was loaded stays #NAME?: repairing it means typing it again for you.',
  reparer: 'Repair formulas',
  reparees: n => `Formulas repaired: ${n}.`,
  protegees: (n, ou) => `Left, on a protected sheet: ${n} (${ou}).`,
  figerTexte:
    'For a colleague without the add-in: each formula that calls our functions becomes its value. Save a copy first, the formula does not come back.',
  figer: 'Freeze as values',
  figerQuestion: 'Replace the formulas that call our functions by their values in the whole workbook?',
  figees: n => `Formulas frozen: ${n}.`,
  laissees: (n, ou) => `Left, in error, still computing or on a protected sheet: ${n} (${ou}).`,
  oui: 'Yes, freeze',
  non: 'No',
};
