import { enEuros, texteJour, versIso, type Explication } from '../../comptabilite';
import { colonneDe } from '../../workbook/table';
import { lireArrete, lireChoix, SOCIETE } from '../arguments';
import { exigerLisible } from '../blocages';
import { manque, type Acces, type Fonction, type PlaceDebordee, type ValeurCellule } from '../fonction';
import { ARRETE, facultatif, parametre } from '../fonction-parametres';
import { Periodes } from '../tables-communes';
import { estFermee, expliquerRegularisations } from './explications';
import { lignesA, preparer, sansArbre, TABLES } from './fonctions-commun';
import { FaePca, FnpCca } from './tables';

const MODULE = facultatif(
  parametre(
    ['module', 'FAE, PCA, AAE, FNP, CCA, AAR ou CAP ; tous si omis ou vide.'],
    ['module', 'FAE, PCA, AAE, FNP, CCA, AAR or CAP; all when omitted or empty.'],
  ),
);
const MODULES = ['TOUS', 'FAE', 'PCA', 'AAE', 'FNP', 'CCA', 'AAR', 'CAP'] as const;

const TEXTES = ['Module', 'Piece', 'IdTiers', 'IdAffaire', 'Compte', 'Etat'] as const;
const MONTANTS = ['Base', 'Propose', 'Retenu', 'Ecart'] as const;

const enTetes = (langue: Acces['langue']): string[] =>
  [...TEXTES, ...MONTANTS].map(cle => {
    const { entete, en } = colonneDe(FnpCca, cle);
    return langue === 'en' ? en : entete;
  });

/** Une ligne ignorée n'a pas de montant proposé : elle dit « ignorée », rien ne l'additionne. */
const IGNOREE = { fr: 'ignorée', en: 'ignored' };

/** Ce que le tableau montre. @throws ErreurFonction #N/A s'il n'y a rien, #VALEUR! si un argument est illisible. */
function lireDemande(acces: Acces, arreteLu: unknown, moduleLu: unknown) {
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const module = lireChoix(moduleLu, MODULE.nom, MODULES, 'TOUS');
  exigerLisible(estFermee(modele.tables, arrete) ? [Periodes, FaePca, FnpCca] : TABLES, modele, SOCIETE);
  const lignes = lignesA(modele, arrete).filter(({ l }) => module === 'TOUS' || l.Module === module);
  if (lignes.length === 0)
    throw manque(
      `aucune régularisation${module === 'TOUS' ? '' : ` ${module}`} au ${texteJour(arrete)}`,
      `no cut-off row${module === 'TOUS' ? '' : ` ${module}`} at ${versIso(arrete)}`,
    );
  return { modele, arrete, lignes };
}

function tableau(acces: Acces, arreteLu: unknown, moduleLu: unknown): ValeurCellule[][] {
  const { lignes } = lireDemande(acces, arreteLu, moduleLu);
  return [
    enTetes(acces.langue),
    ...lignes.map(({ l }) => [
      ...TEXTES.map(cle => l[cle] ?? ''),
      ...MONTANTS.map(cle => {
        const m = l[cle];
        return m === undefined ? IGNOREE[acces.langue] : enEuros(m);
      }),
    ]),
  ];
}

/** L'arbre d'un montant du tableau ; undefined pour un en-tête, un texte ou une ligne ignorée. */
function expliquerPlace(
  acces: Acces,
  { ligne, colonne }: PlaceDebordee,
  arreteLu: unknown,
  moduleLu: unknown,
): Explication | undefined {
  const { modele, arrete, lignes } = lireDemande(acces, arreteLu, moduleLu);
  const [dite, montant] = [lignes[ligne - 1], MONTANTS[colonne - TEXTES.length]];
  if (dite?.l[montant ?? 'Base'] === undefined || montant === undefined) return undefined;
  const { table, l } = dite;
  const contexte = { arrete, tables: modele.tables, parametres: modele.parametres(arrete) };
  const e = expliquerRegularisations(contexte, { table, ligne: l, colonne: montant });
  if (e === undefined) throw sansArbre(l);
  const { fr, en } = e.libelle;
  return { ...e, libelle: { fr: `${l.Module} ${l.Piece}, ${fr}`, en: `${l.Module} ${l.Piece}, ${en}` } };
}

/** REGUL.TABLEAU : une ligne par pièce, en-têtes compris. */
export const TABLEAU: Fonction = {
  id: 'REGUL.TABLEAU',
  description: {
    fr: "Tableau des régularisations à l'arrêté : une ligne par pièce, qui déborde à droite et en bas.",
    en: 'Table of cut-off entries at the closing date: one row per document, spilling right and down.',
  },
  parametres: [ARRETE, MODULE],
  resultat: { type: 'any', matrice: true },
  flux: true,
  lit: TABLES,
  exemple: {
    formule: '=REGUL.TABLEAU("30/11/2026";"FNP")',
    arguments: ['30/11/2026', 'FNP'],
    resultat: [
      enTetes('fr'),
      ['FNP', 'BR-2026-046/1', 'FO001', '24A010', '604000', 'PROPOSE', 2000, 2000, 2000, 0],
    ],
    source: 'réception de sous-traitance BR-2026-046 du cas de référence',
    classeur: 'seule affaire',
  },
  remarques: {
    fr: 'Montants en euros hors taxes. Une ligne ignorée y est, avec « ignorée » au lieu d’un montant.',
    en: 'Amounts in euros excluding VAT. An ignored row is listed, with "ignored" instead of an amount.',
  },
  creer: acces => (arrete, module) => tableau(acces, arrete, module),
  preparer: acces => arrete => preparer(acces, arrete),
  expliquerCellule: (acces, place) => (arrete, module) => expliquerPlace(acces, place, arrete, module),
};
