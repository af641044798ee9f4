import { nomNormalise } from '../../workbook/table';
import { estVide, lireAffaire, lireArrete } from '../arguments';
import { manque, refus, type Acces, type Fonction } from '../fonction';
import { AFFAIRE, ARRETE, parametre } from '../fonction-parametres';
import { EN_TETES, enLignes } from './explications/lignes';
import { expliquerMesure, type MesureExpliquee } from './explications/mesures';
import { mesurer, TABLES } from './fonctions-commun';

/** Les noms d'une mesure, sans casse ni accents : le sien, celui de sa fonction, celui de sa colonne. */
const MESURES: Readonly<Record<string, MesureExpliquee>> = {
  ca: 'ca',
  avancement: 'ca',
  careconnu: 'ca',
  taux: 'taux',
  pct: 'taux',
  tauxretenu: 'taux',
  pctretenu: 'taux',
  budget: 'budget',
  budgetdevente: 'budget',
  facture: 'facture',
  fae: 'fae',
  pca: 'pca',
  production: 'production',
  productiondumois: 'production',
  charges: 'charges',
  chargesreelles: 'charges',
  raf: 'raf',
  resteafaire: 'raf',
  marge: 'marge',
  margeadate: 'marge',
};
const CHOIX = 'CA, TAUX, BUDGET, FACTURE, FAE, PCA, PRODUCTION, CHARGES, RAF, MARGE';

const MESURE = parametre(
  ['mesure', `Le chiffre à expliquer : ${CHOIX}.`],
  ['measure', `The figure to explain: ${CHOIX}.`],
);

/** @throws ErreurFonction #VALEUR! si ce n'est pas une mesure. */
function lireMesure(brut: unknown): MesureExpliquee {
  const texte = estVide(brut) || brut === 0 ? '' : String(brut);
  const nom = nomNormalise(texte);
  const mesure = MESURES[nom] ?? MESURES[nom.replace(/^ca(?=.)/, '')];
  if (mesure) return mesure;
  throw refus(
    `mesure : « ${texte} » n'en est pas une ; choisissez ${CHOIX}`,
    `measure: "${texte}" is not one; choose ${CHOIX}`,
  );
}

/**
 * L'arbre d'une mesure. Les refus sont ceux de la fonction de cette mesure.
 * @throws ErreurFonction #N/A ou #VALEUR!
 */
export function expliquer(acces: Acces, affaireLue: unknown, mesure: MesureExpliquee, arreteLu: unknown) {
  const { mesures, ou } = mesurer(acces, affaireLue, arreteLu);
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const classeur = { tables: modele.tables, parametres: modele.parametres(arrete) };
  const explication = expliquerMesure(classeur, lireAffaire(affaireLue), mesure, arrete);
  if (explication) return explication;
  const { manques } = mesures;
  const raison = mesure in manques ? manques[mesure as keyof typeof manques] : undefined;
  throw manque(raison?.fr ?? `${ou} : ce chiffre manque`, raison?.en ?? `${ou}: this figure is missing`);
}

/** CA.EXPLIQUER : l'arbre d'un chiffre, une ligne par nœud. */
export const EXPLIQUER: Fonction = {
  id: 'CA.EXPLIQUER',
  description: {
    fr: "Pourquoi ce chiffre : le calcul d'une mesure d'une affaire, déplié jusqu'aux cellules, qui déborde à droite et en bas.",
    en: 'Why this figure: the computation of a measure of a project, unfolded down to the cells, spilling right and down.',
  },
  parametres: [AFFAIRE, MESURE, ARRETE],
  resultat: { type: 'any', matrice: true },
  flux: true,
  lit: TABLES,
  exemple: {
    formule: '=CA.EXPLIQUER("24A010";"FACTURE";"30/11/2026")',
    arguments: ['24A010', 'FACTURE', '30/11/2026'],
    resultat: [
      [...EN_TETES.fr],
      [0, 'Facturé', 'somme', 30000, 'EUR', '', '', ''],
      [1, '  Ligne CV-2026-031/1', 'somme', 30000, 'EUR', '', '', ''],
      [
        2,
        '    Facture FC-2026-0142/1, 15/09/2026',
        'cellule',
        20000,
        'EUR',
        'FacturesClients',
        5,
        'Montant HT',
      ],
      [
        2,
        '    Facture FC-2026-0178/1, 16/11/2026',
        'cellule',
        10000,
        'EUR',
        'FacturesClients',
        6,
        'Montant HT',
      ],
    ],
    source: 'T-REV-03',
    classeur: 'seule affaire',
  },
  remarques: {
    fr: 'Une ligne par opération, indentée sous le chiffre qu’elle explique : opération, valeur, unité, et pour une cellule sa table, sa ligne et sa colonne. Les niveaux du bas restent repliés au-delà de 500 lignes ; le volet « Pourquoi ce chiffre ? » les déplie et mène aux cellules. Un mois fermé répond de son historique.',
    en: 'One row per operation, indented under the figure it explains: operation, value, unit, and for a cell its table, row and column. Lower levels stay folded beyond 500 rows; the pane “Why this figure?” unfolds them and leads to the cells. A closed month answers from its history.',
  },
  creer: acces => (affaire, mesure, arrete) =>
    enLignes(expliquer(acces, affaire, lireMesure(mesure), arrete), acces.langue, TABLES),
  expliquer: acces => (affaire, mesure, arrete) => expliquer(acces, affaire, lireMesure(mesure), arrete),
};
