import { arbre, depuisTexte, type Compte, type Explication, type Jour } from '../../comptabilite';
import type { CelluleGeneree, Contexte } from '../contexte';
import { Affaires, EcrituresCloture, Historique } from '../tables-communes';
import type { Ligne } from '../../workbook/table';
import { expliquerArrete, type ArreteExplique } from './explications/arrete';
import { expliquerColonne, expliquerColonneFigee } from './explications/colonnes';
import { affaireDe, expliquerEcriture } from './explications/ecritures';
import { dire, montantLu, opposee, zero } from './explications/feuilles';
import { celluleFigee } from './explications/fige';
import type { DetailCherche } from './explications/regularisations';
import { expliquerDetail } from './explications/detail';
import { estDesReglesCA } from './lecture';
import { cleParticuliere, expliquerFormule } from './particulier';
import { HistoriqueParticulier } from './particulier/tables';
import { CaAvancement, COLONNES_SAISIES, type LigneLueCaAvancement } from './tables';
import { CaDetail } from './tables-detail';

type LigneHistorisee = Ligne<typeof Historique>;
type LigneEcrite = Ligne<typeof EcrituresCloture>;
type LigneDetaillee = Ligne<typeof CaDetail>;

const MODULES_ECRITURES: ReadonlySet<string> = new Set(['FAE', 'PCA', 'P1516', 'P394', 'ENCOURS']);

/**
 * L'arbre d'une cellule de « CA à l'avancement », de son détail par pièce, de l'historique ou des écritures de clôture (FAE, PCA, perte à
 * terminaison). Un arrêté fermé répond de son historique ; undefined pour un libellé, une cellule vide ou saisie.
 */
export function expliquerAvancement(
  contexte: Contexte,
  { table, ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  if (ligne[colonne] === undefined) return undefined;
  if (table === CaAvancement.nom) return deCaAvancement(contexte, ligne as LigneLueCaAvancement, colonne);
  if (table === HistoriqueParticulier.nom)
    return deParticulier(contexte, ligne as Ligne<typeof HistoriqueParticulier>, colonne);
  if (table === CaDetail.nom) return deDetail(contexte, ligne as LigneDetaillee, colonne);
  if (table === Historique.nom) return deHistorique(contexte, ligne as LigneHistorisee, colonne);
  if (table === EcrituresCloture.nom) return deEcriture(contexte, ligne as LigneEcrite, colonne);
  return undefined;
}

function deCaAvancement(
  contexte: Contexte,
  ligne: LigneLueCaAvancement,
  colonne: string,
): Explication | undefined {
  if (COLONNES_SAISIES.some(saisie => saisie === colonne)) return undefined;
  const explique = expliquerArrete(contexte, ligne.Arrete, [ligne.IdAffaire]);
  if (explique.fermee) {
    return (
      expliquerColonneFigee(explique.figee(ligne), colonne) ??
      celluleFigee(CaAvancement, ligne, colonne, ligne.Arrete)
    );
  }
  const groupe = explique.groupe(ligne);
  return groupe && expliquerColonne(groupe, colonne);
}

/** Le CA d'un profil particulier : la formule de sa règle, chaque mesure dépliée, chaque donnée à sa cellule. */
function deParticulier(
  contexte: Contexte,
  ligne: Ligne<typeof HistoriqueParticulier>,
  colonne: string,
): Explication | undefined {
  const explique = expliquerArrete(contexte, ligne.Arrete, [ligne.IdAffaire]);
  if (explique.fermee) return celluleFigee(HistoriqueParticulier, ligne, colonne, ligne.Arrete);
  const precedente = explique.index.precedent(ligne.Arrete);
  const groupe = explique.groupe(ligne);
  if (!groupe) return undefined;
  const avant = contexte.tables
    .lire(HistoriqueParticulier)
    .lignes.find(l => l.Arrete === precedente && cleParticuliere(l) === cleParticuliere(ligne));
  const caAvant = (): Explication =>
    avant
      ? montantLu(
          dire('CA M-1', 'Prior revenue'),
          HistoriqueParticulier.nom,
          avant.ligne,
          'CaReconnu',
          avant.CaReconnu,
        )
      : zero();
  const ca = (): Explication =>
    expliquerFormule(groupe, cle => expliquerColonne(groupe, cle), contexte.tables.lire(Affaires)).ca;
  if (colonne === 'CaReconnu') return ca();
  if (colonne === 'CaPrecedent') return caAvant();
  if (colonne !== 'Production') return undefined;
  return arbre.difference(dire('Production du mois', 'Revenue of the month'), [ca(), caAvant()]);
}

function deDetail(contexte: Contexte, ligne: LigneDetaillee, colonne: string): Explication | undefined {
  const explique = expliquerArrete(contexte, ligne.Arrete, [ligne.IdAffaire]);
  if (explique.fermee) return celluleFigee(CaDetail, ligne, colonne, ligne.Arrete);
  const groupe = explique.groupe(ligne);
  return groupe && expliquerDetail(groupe, ligne, colonne);
}

const CALCULEES_CA: Readonly<Record<string, string>> = {
  Montant: 'CaReconnu',
  BUD: 'Budget',
  FACT: 'Facture',
  CH: 'Charges',
  RAF: 'Raf',
  REP: 'Reprevision',
  PctCalcule: 'TauxCalcule',
  PctTheorique: 'TauxPropose',
};

function deHistorique(contexte: Contexte, ligne: LigneHistorisee, colonne: string): Explication | undefined {
  if (ligne.TypeLigne === 'MANUEL' || ligne.TypeLigne === 'REPRISE') return undefined;
  if (!estDesReglesCA(ligne)) return undefined;
  if (!['CA', 'FAE', 'PCA', 'P1516', 'P394', 'ENCOURS'].includes(ligne.Module)) return undefined;
  const explique = expliquerArrete(contexte, ligne.Arrete, [ligne.IdAffaire]);
  if (explique.fermee || ligne.Valide === true) return celluleFigee(Historique, ligne, colonne, ligne.Arrete);
  if (ligne.Module === 'P1516' || ligne.Module === 'P394' || ligne.Module === 'ENCOURS')
    return colonne === 'Montant' ? explique.perte(ligne).solde(ligne.Module) : undefined;
  const groupe = explique.groupe(ligne);
  if (!groupe) return undefined;
  if (ligne.Module === 'CA') {
    return colonne === 'PctForce' ? groupe.tauxForce : expliquerColonne(groupe, CALCULEES_CA[colonne] ?? '');
  }
  const regularisations = explique.regularisations(groupe);
  const detail: DetailCherche = {
    compte: ligne.Compte ?? ('' as Compte),
    tiers: ligne.IdTiers ?? '',
    codeTVA: ligne.CodeTVA,
    codeProduit: ligne.CodeProduit,
  };
  const { Module } = ligne as { Module: 'FAE' | 'PCA' };
  const passe =
    colonne === 'Montant'
      ? regularisations.montant(Module, detail)
      : colonne === 'MontantTVA'
        ? regularisations.montantTva(Module, detail)
        : undefined;
  return passe && ligne.TypeLigne === 'EXTOURNE'
    ? opposee(dire("Extourne de l'arrêté", 'Reversal of the closing'), passe)
    : passe;
}

function deEcriture(contexte: Contexte, ligne: LigneEcrite, colonne: string): Explication | undefined {
  if (colonne !== 'Debit' && colonne !== 'Credit') return undefined;
  const [module = '', date = ''] = ligne.CleGeneration.split('|');
  const arrete = depuisTexte(date);
  if (!MODULES_ECRITURES.has(module) || arrete === undefined) return undefined;
  if (ligne.DateValidation !== undefined) return celluleFigee(EcrituresCloture, ligne, colonne, arrete);
  if (ligne[colonne] === 0) return ailleurs();
  const explique = dePiece(contexte, ligne, arrete);
  return explique && expliquerEcriture(ligne, colonne, explique);
}

const ailleurs = () =>
  arbre.constante(dire("La ligne est de l'autre côté", 'The line is on the other side'), 0, 'EUR');

/** L'arrêté d'une pièce, sur la seule affaire de la ligne quand elle en a une. */
function dePiece(contexte: Contexte, ligne: LigneEcrite, arrete: Jour): ArreteExplique {
  const seule = expliquerArrete(contexte, arrete, [affaireDe(ligne)]);
  return seule.index.parAffaire.size > 0 ? seule : expliquerArrete(contexte, arrete, undefined);
}
