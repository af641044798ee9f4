import { enEuros, moins, texteJour, versIso, type Montant, type Taux } from '../../comptabilite';
import { colonneDe } from '../../workbook/table';
import { estVide, lireArrete } from '../arguments';
import { manque, type Acces, type ErreurFonction, type Fonction, type ValeurCellule } from '../fonction';
import { ARRETE, facultatif, parametre } from '../fonction-parametres';
import type { FicheAffaire } from './calcul/listees';
import type { Mesures, ModeleAvancement } from './calcul/modele';
import { exigerLu, modeleA, TABLES } from './fonctions-commun';
import { CaAvancement } from './tables';

const REGLE = facultatif(
  parametre(
    ['regle', 'Code de la règle dont on veut les affaires ; toutes si elle est omise ou vide.'],
    ['rule', 'Code of the rule whose projects are wanted; all when omitted or empty.'],
  ),
);

/** Les colonnes du tableau : l'en-tête est celui de la feuille « CA à l'avancement ». */
const COLONNES: readonly (readonly [string, (m: Mesures) => Montant | Taux | undefined])[] = [
  ['Budget', m => m.budget],
  ['Facture', m => m.facture],
  ['Charges', m => m.charges],
  ['Raf', m => m.raf],
  ['TauxRetenu', m => m.taux],
  ['CaReconnu', m => m.ca],
  ['Fae', m => m.fae],
  ['Pca', m => m.pca],
  ['Production', m => m.production],
  ['MargeADate', m => (m.charges === undefined ? undefined : moins(m.ca, m.charges))],
];
const CLES = ['IdAffaire', 'Libelle', 'Regle', ...COLONNES.map(([cle]) => cle)];

/** Une mesure qu'un historique repris ne donne pas se voit : un texte, que rien n'additionne. */
const ABSENTE = { fr: 'non historisé', en: 'not recorded' };

function enTetes(langue: Acces['langue']): string[] {
  return CLES.map(cle => {
    const { entete, en } = colonneDe(CaAvancement, cle);
    return langue === 'en' ? en : entete;
  });
}

function ligne(fiche: FicheAffaire, mesures: Mesures, langue: Acces['langue']): ValeurCellule[] {
  const chiffres = COLONNES.map(([, de]) => {
    const valeur = de(mesures);
    if (valeur === undefined) return ABSENTE[langue];
    return typeof valeur === 'number' ? enEuros(valeur) : valeur.toNumber();
  });
  return [fiche.idAffaire, fiche.libelle, fiche.regles.join(', '), ...chiffres];
}

/** Le tableau d'un arrêté. @throws ErreurFonction #N/A si une affaire n'a pas ses chiffres, ou s'il n'y en a aucune. */
function tableau(acces: Acces, arreteLu: unknown, regleLue: unknown): ValeurCellule[][] {
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const avancement: ModeleAvancement = modeleA(modele, arrete);
  const regle = estVide(regleLue) || regleLue === 0 ? undefined : String(regleLue).trim();
  const fiches = avancement.listees(arrete).filter(f => regle === undefined || f.regles.includes(regle));
  const reponses = fiches.map(fiche => ({ fiche, reponse: avancement.mesures(fiche.idAffaire, arrete) }));
  const fige = reponses.some(({ reponse }) => reponse.type === 'MESURES' && reponse.source === 'HISTORIQUE');
  exigerLu(modele, '*', arrete, fige);
  if (fiches.length === 0) throw aucune(regle, texteJour(arrete), versIso(arrete));
  const lignes = reponses.map(({ fiche, reponse }) => {
    if (reponse.type === 'MESURES') return ligne(fiche, reponse, acces.langue);
    const { fr, en } = reponse;
    throw manque(`affaire ${fiche.idAffaire} : ${fr}`, `project ${fiche.idAffaire}: ${en}`);
  });
  return [enTetes(acces.langue), ...lignes];
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
    classeur: true,
  },
  remarques: {
    fr: 'Montants en euros hors taxes, cumulés jusqu’à l’arrêté ; le % n’est pas arrondi. Un mois fermé répond de son historique. Une seule affaire sans chiffre, et le tableau dit laquelle.',
    en: 'Amounts in euros excluding VAT, cumulative up to the closing date; the % is unrounded. A closed month answers from its history. A single project without figures, and the table says which.',
  },
  creer: acces => (arrete, regle) => tableau(acces, arrete, regle),
};
