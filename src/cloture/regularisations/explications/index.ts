import { arbre, depuisTexte, periodeDe, type Explication, type Jour } from '../../../comptabilite';
import type { AnyTable, Ligne, TablesLues } from '../../../workbook/table';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { EcrituresCloture, Historique, Periodes } from '../../tables-communes';
import { MODULES } from '../calcul/modules';
import { enValeurAbsolue } from '../radar/expliquer';
import { RadarCutOff, type LigneRadar } from '../radar/table';
import { FaePca, FnpCca, type LigneLuePropositions } from '../tables';
import { expliquerArrete } from './arrete';
import { expliquerEcriture } from './ecritures';
import { estExpliquee, expliquerHistorique } from './historique';
import { celluleDe, dire } from './pieces';
import { expliquerColonne } from './proposition';

/**
 * L'arbre d'une cellule de « FAE et PCA », de « FNP et CCA », du radar, de l'historique ou des écritures de clôture. Un mois
 * fermé, une ligne validée, et ce que l'utilisateur a vu en forçant, répondent de leur cellule figée ; undefined pour
 * un libellé, une cellule vide ou saisie.
 */
export function expliquerRegularisations(
  contexte: Contexte,
  cellule: CelluleGeneree,
): Explication | undefined {
  const { table, ligne, colonne } = cellule;
  if (ligne[colonne] === undefined) return undefined;
  if (table === Historique.nom) return deHistorique(contexte, ligne as Ligne<typeof Historique>, colonne);
  if (table === EcrituresCloture.nom)
    return deEcriture(contexte, ligne as Ligne<typeof EcrituresCloture>, colonne);
  if (table === RadarCutOff.nom) return deRadar(contexte, ligne as LigneRadar, colonne);
  const feuille = [FaePca, FnpCca].find(f => f.nom === table);
  return feuille && deFeuille(contexte, feuille, ligne as LigneLuePropositions, colonne);
}

function deFeuille(
  contexte: Contexte,
  feuille: AnyTable,
  ligne: LigneLuePropositions,
  colonne: string,
): Explication | undefined {
  if (colonne === 'Force') return undefined;
  if (estFermee(contexte.tables, ligne.Arrete) || colonne === 'BaseForcee')
    return celluleDe(feuille, ligne, colonne);
  const explique = expliquerArrete(contexte, ligne.Arrete);
  const { cadre } = explique;
  const p = explique.proposition(ligne);
  if (p === undefined) return undefined;
  if (colonne !== 'BaseModifiee') return expliquerColonne(p, colonne, cadre);
  const base = expliquerColonne(p, 'Base', cadre);
  return (
    base &&
    arbre.difference(dire('Base modifiée', 'Base change'), [base, celluleDe(feuille, ligne, 'BaseForcee')])
  );
}

/** L'enjeu d'un constat ; un montant accepté est celui que l'utilisateur avait sous les yeux, et n'a que sa cellule. */
function deRadar(contexte: Contexte, ligne: LigneRadar, colonne: string): Explication | undefined {
  if (colonne !== 'Montant' && colonne !== 'Risque') return undefined;
  const figee = celluleDe(RadarCutOff, ligne, colonne);
  if (estFermee(contexte.tables, ligne.Arrete)) return figee;
  const enjeu = expliquerArrete(contexte, ligne.Arrete).enjeu(ligne);
  if (enjeu === undefined) return undefined;
  const explique = colonne === 'Risque' ? enValeurAbsolue(enjeu) : enjeu;
  const accepte = colonne === 'Montant' && ligne.Decision === 'ACCEPTER';
  return accepte && !explique.valeur.equals(figee.valeur) ? figee : explique;
}

function deHistorique(
  contexte: Contexte,
  ligne: Ligne<typeof Historique>,
  colonne: string,
): Explication | undefined {
  if (!estExpliquee(ligne, colonne)) return undefined;
  if (ligne.Valide === true || estFermee(contexte.tables, ligne.Arrete))
    return celluleDe(Historique, ligne, colonne);
  return expliquerHistorique(ligne, colonne, expliquerArrete(contexte, ligne.Arrete));
}

function deEcriture(
  contexte: Contexte,
  ligne: Ligne<typeof EcrituresCloture>,
  colonne: string,
): Explication | undefined {
  if (colonne !== 'Debit' && colonne !== 'Credit') return undefined;
  const [module = '', date = ''] = (ligne.CleGeneration ?? '').split('|');
  const arrete = depuisTexte(date);
  if (!MODULES.includes(module) || arrete === undefined) return undefined;
  if (ligne.DateValidation !== undefined || estFermee(contexte.tables, arrete))
    return celluleDe(EcrituresCloture, ligne, colonne);
  return expliquerEcriture(ligne, colonne, expliquerArrete(contexte, arrete));
}

/** L'arbre du retenu d'une ligne, pour les fonctions de cellule. */
export const expliquerLigne = (
  contexte: Contexte,
  table: string,
  ligne: Readonly<Record<string, unknown>>,
): Explication | undefined => expliquerRegularisations(contexte, { table, ligne, colonne: 'Retenu' });

/** Un mois fermé ne se recalcule pas (conception §1, loi 7). */
export const estFermee = (tables: TablesLues, arrete: Jour): boolean =>
  tables.lire(Periodes).lignes.some(l => l.Periode === periodeDe(arrete) && l.Etat === 'FERMEE');
