export * from './anomalie';
export * from './arrete';
export { quinzeChiffres } from './arrondi';
export * from './compte';
export * from './cumul';
export * from './droits';
export * from './ecriture';
export * from './etalement';
export * from './exercice';
export * as arbre from './explication';
export type {
  Cellule,
  Constante,
  Explication,
  Libelle,
  Noeud,
  Operation,
  Source,
  Unite,
} from './explication';
export {
  DatesDeFacture,
  FacturationReceptions,
  facturationDe,
  IndexPieces,
  ranger,
  receptionEntiere,
  resteAFacturer,
  valeursDe,
} from './facturation';
export type { Facturation, Lignes } from './facturation';
export { grouper } from './grouper';
export * from './jour';
export * from './montant';
export * from './pauses';
export * from './numerotation';
export * from './periode';
export { accorder } from './pluriel';
export * from './quantite';
export { ErreurRejeu, ouvrirRejeu, rejouer } from './rejouer';
export * from './repartition';
export * from './selection-comptes';
export * from './taux';
export { CodesParDate } from './tva';
export type { LigneTaux } from './tva';
export { confronterValidees } from './validees';
