import { accorder } from '../comptabilite';
/** Textes de « Pourquoi ce chiffre ? », dans les deux langues. */
export const explicationFr = {
  titre: 'Pourquoi ce chiffre ?',
  intro:
    'Sélectionnez une cellule écrite par le complément, ou une cellule qui appelle une de ses fonctions : son calcul se déplie jusqu’aux cellules saisies.',
  suivre: 'Suivre la sélection',
  expliquer: 'Expliquer la cellule sélectionnée',
  arbre: (titre: string) => `Calcul de ${titre}`,
  mode: 'Flèche droite : déplier. Entrée sur une cellule : y aller.',
  lecture: 'Lecture du classeur…',
  ecart: (feuille: string, calcul: string) =>
    `La feuille porte ${feuille} ; les tables donnent maintenant ${calcul}. Validez de nouveau pour la mettre à jour.`,
  somme: (n: string) => `somme de ${accorder(n, 'terme')}`,
  sommeVide: 'aucun terme',
  minimum: 'le plus petit de',
  maximum: 'le plus grand de',
  constante: 'donné par la règle',
  argument: 'donné à la fonction',
  arrondi: (decimales: number) =>
    decimales === 2 ? 'arrondi au centime' : `arrondi à ${decimales} décimales`,
  ligne: (n: string) => `ligne ${n}`,
  aller: (cellule: string) => `Aller à ${cellule}`,
  suite: (n: string) => `Afficher les ${n} suivants`,
  raisons: {
    AILLEURS: () => 'Cette cellule n’est pas écrite par le complément.',
    SAISIE: (table: string) => `Cellule de la table ${table} : elle est saisie, pas calculée.`,
    ENTETE: (table: string) => `En-tête de la table ${table} : sélectionnez un chiffre en dessous.`,
    PAS_UN_CHIFFRE: (colonne: string) => `« ${colonne} » n’est pas un chiffre calculé par le complément.`,
    PERIME: (colonne: string) =>
      `Les tables ne redonnent plus ce chiffre (« ${colonne} ») : elles ont changé depuis qu’il est écrit. Validez de nouveau le mois ouvert ; un mois fermé garde le sien.`,
    LIGNE_ILLISIBLE: (table: string) =>
      `Cette ligne de ${table} ne se lit pas : corrigez les anomalies de la table, puis recommencez.`,
    AUTRE_FORMULE: () => 'Cette formule n’appelle aucune fonction explicable du complément.',
    ARGUMENT_CALCULE: (texte: string) =>
      `L’argument ${texte} est calculé par Excel : placez-le dans une cellule, et citez cette cellule.`,
  },
};

export const explicationEn = {
  titre: 'Why this figure?',
  intro:
    'Select a cell written by the add-in, or a cell that calls one of its functions: its computation unfolds down to the cells you typed.',
  suivre: 'Follow the selection',
  expliquer: 'Explain the selected cell',
  arbre: (titre: string) => `Computation of ${titre}`,
  mode: 'Right arrow: unfold. Enter on a cell: go to it.',
  lecture: 'Reading the workbook…',
  ecart: (feuille: string, calcul: string) =>
    `The sheet holds ${feuille}; the tables now give ${calcul}. Post again to update it.`,
  somme: (n: string) => `sum of ${accorder(n, 'term', 'terms', 'en')}`,
  sommeVide: 'no term',
  minimum: 'the smallest of',
  maximum: 'the largest of',
  constante: 'given by the rule',
  argument: 'given to the function',
  arrondi: (decimales: number) =>
    decimales === 2 ? 'rounded to the cent' : `rounded to ${decimales} decimals`,
  ligne: (n: string) => `row ${n}`,
  aller: (cellule: string) => `Go to ${cellule}`,
  suite: (n: string) => `Show the next ${n}`,
  raisons: {
    AILLEURS: () => 'This cell is not written by the add-in.',
    SAISIE: (table: string) => `Cell of table ${table}: it is typed, not computed.`,
    ENTETE: (table: string) => `Header of table ${table}: select a figure below it.`,
    PAS_UN_CHIFFRE: (colonne: string) => `"${colonne}" is not a figure computed by the add-in.`,
    PERIME: (colonne: string) =>
      `The tables no longer give this figure (“${colonne}”): they have changed since it was written. Post the open month again; a closed month keeps its own.`,
    LIGNE_ILLISIBLE: (table: string) =>
      `This row of ${table} cannot be read: fix the issues of the table, then try again.`,
    AUTRE_FORMULE: () => 'This formula calls no function of the add-in that can be explained.',
    ARGUMENT_CALCULE: (texte: string) =>
      `Argument ${texte} is computed by Excel: put it in a cell, and refer to that cell.`,
  },
};
