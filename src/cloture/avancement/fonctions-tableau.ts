import { texteJour, versIso, type Explication, type Jour } from '../../comptabilite';
import { colonneDe } from '../../workbook/table';
import { estVide, lireArrete } from '../arguments';
import {
  manque,
  type Acces,
  type ErreurFonction,
  type Fonction,
  type PlaceDebordee,
  type ValeurCellule,
} from '../fonction';
import { ARRETE, facultatif, parametre } from '../fonction-parametres';
import type { FicheAffaire } from './calcul/listees';
import type { Mesures, ModeleAvancement } from './calcul/modele';
import { dire } from './explications/feuilles';
import type { MesureExpliquee } from './explications/mesures';
import { exigerLu, modeleA, preparer, TABLES, valeurRendue } from './fonctions-commun';
import { expliquer } from './fonctions-explication';
import { CaAvancement } from './tables';

const REGLE = facultatif(
  parametre(
    ['regle', 'Code de la règle dont on veut les affaires ; toutes si elle est omise ou vide.'],
    ['rule', 'Code of the rule whose projects are wanted; all when omitted or empty.'],
  ),
);

/** Les colonnes du tableau : l'en-tête est celui de la feuille « CA à l'avancement ». */
const NOMS = ['IdAffaire', 'Libelle', 'Regle'] as const;
const COLONNES: readonly (readonly [cle: string, mesure: MesureExpliquee])[] = [
  ['Budget', 'budget'],
  ['Facture', 'facture'],
  ['Charges', 'charges'],
  ['Raf', 'raf'],
  ['TauxRetenu', 'taux'],
  ['CaReconnu', 'ca'],
  ['Fae', 'fae'],
  ['Pca', 'pca'],
  ['Production', 'production'],
  ['MargeADate', 'marge'],
];
const CLES = [...NOMS, ...COLONNES.map(([cle]) => cle)];

/** Une mesure qu'un historique repris ne donne pas se voit : un texte, que rien n'additionne. */
const ABSENTE = { fr: 'non historisé', en: 'not recorded' };

function enTetes(langue: Acces['langue']): string[] {
  return CLES.map(cle => {
    const { entete, en } = colonneDe(CaAvancement, cle);
    return langue === 'en' ? en : entete;
  });
}

function ligne(fiche: FicheAffaire, mesures: Mesures, langue: Acces['langue']): ValeurCellule[] {
  const chiffres = COLONNES.map(([, mesure]) => valeurRendue(mesures, mesure) ?? ABSENTE[langue]);
  return [fiche.idAffaire, fiche.libelle, fiche.regles.join(', '), ...chiffres];
}

interface Demande {
  readonly avancement: ModeleAvancement;
  readonly arrete: Jour;
  readonly regle: string | undefined;
  /** Les affaires du tableau, dans l'ordre de ses lignes. */
  readonly fiches: readonly FicheAffaire[];
}

/** Ce que le tableau montre. @throws ErreurFonction si l'arrêté est illisible ou inconnu. */
function lireDemande(acces: Acces, arreteLu: unknown, regleLue: unknown): Demande {
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const avancement = modeleA(modele, arrete);
  const regle = estVide(regleLue) || regleLue === 0 ? undefined : String(regleLue).trim();
  const fiches = avancement.listees(arrete).filter(f => regle === undefined || f.regles.includes(regle));
  return { avancement, arrete, regle, fiches };
}

/** Le tableau d'un arrêté. @throws ErreurFonction #N/A si une affaire n'a pas ses chiffres, ou s'il n'y en a aucune. */
function tableau(acces: Acces, arreteLu: unknown, regleLue: unknown): ValeurCellule[][] {
  const { avancement, arrete, regle, fiches } = lireDemande(acces, arreteLu, regleLue);
  const reponses = fiches.map(fiche => ({ fiche, reponse: avancement.mesures(fiche.idAffaire, arrete) }));
  const fige = reponses.some(({ reponse }) => reponse.type === 'MESURES' && reponse.source === 'HISTORIQUE');
  exigerLu(acces.modele(), '*', arrete, fige);
  if (fiches.length === 0) throw aucune(regle, texteJour(arrete), versIso(arrete));
  const lignes = reponses.map(({ fiche, reponse }) => {
    if (reponse.type === 'MESURES') return ligne(fiche, reponse, acces.langue);
    const { fr, en } = reponse;
    throw manque(`affaire ${fiche.idAffaire} : ${fr}`, `project ${fiche.idAffaire}: ${en}`);
  });
  return [enTetes(acces.langue), ...lignes];
}

/** L'arbre d'une cellule du tableau ; undefined pour un en-tête ou un nom. @throws ErreurFonction celles de la mesure. */
function expliquerPlace(
  acces: Acces,
  { ligne, colonne }: PlaceDebordee,
  arreteLu: unknown,
  regleLue: unknown,
): Explication | undefined {
  const fiche = lireDemande(acces, arreteLu, regleLue).fiches[ligne - 1];
  const mesure = COLONNES[colonne - NOMS.length]?.[1];
  if (!fiche || !mesure) return undefined;
  const explication = expliquer(acces, fiche.idAffaire, mesure, arreteLu);
  const { fr, en } = explication.libelle;
  return { ...explication, libelle: dire(`${fiche.idAffaire}, ${fr}`, `${fiche.idAffaire}, ${en}`) };
}

function aucune(regle: string | undefined, jour: string, day: string): ErreurFonction {
  const [suite, more] = regle === undefined ? ['', ''] : [` sous la règle ${regle}`, ` under rule ${regle}`];
  return manque(
    `aucune affaire à l'avancement${suite} au ${jour}`,
    `no project by stage of completion${more} at ${day}`,
  );
}

/** CA.TABLEAU : une ligne par affaire à l'avancement, en-têtes compris. */
export const TABLEAU: Fonction = {
  id: 'CA.TABLEAU',
  description: {
    fr: "Tableau du chiffre d'affaires à l'avancement à l'arrêté : une ligne par affaire, qui déborde à droite et en bas.",
    en: 'Table of revenue by stage of completion at the closing date: one row per project, spilling right and down.',
  },
  parametres: [ARRETE, REGLE],
  resultat: { type: 'any', matrice: true },
  flux: true,
  lit: TABLES,
  exemple: {
    formule: '=CA.TABLEAU("30/11/2026")',
    arguments: ['30/11/2026', null],
    resultat: [
      enTetes('fr'),
      [
        '24A010',
        'Refonte du portail adhérents',
        'FORFAIT_COUTS',
        100000,
        30000,
        36000,
        44000,
        0.45,
        45000,
        15000,
        0,
        7000,
        9000,
      ],
    ],
    source: 'T-REV-03',
    classeur: 'seule affaire',
  },
  remarques: {
    fr: 'Montants en euros hors taxes, cumulés jusqu’à l’arrêté ; le % n’est pas arrondi. Un mois fermé répond de son historique. Une seule affaire sans chiffre, et le tableau dit laquelle.',
    en: 'Amounts in euros excluding VAT, cumulative up to the closing date; the % is unrounded. A closed month answers from its history. A single project without figures, and the table says which.',
  },
  creer: acces => (arrete, regle) => tableau(acces, arrete, regle),
  preparer: acces => arrete => preparer(acces, arrete),
  expliquerCellule: (acces, place) => (arrete, regle) => expliquerPlace(acces, place, arrete, regle),
};
