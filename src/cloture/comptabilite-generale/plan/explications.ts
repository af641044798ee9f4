/** « Pourquoi ce chiffre ? » de la balance de groupe et du passage au PCG 2025. */
import type { Explication } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { GrandLivre } from '../../tables-communes/grand-livre';
import { arbreBalance, type MesureBalance } from '../../tables-communes/grand-livre/explications';
import { PassagePlan } from '../../tables-communes/passage-plan';
import { PlanDeGroupe } from './groupes';
import { BalanceGroupe, ComptesGroupe } from './tables';

const MESURES: Readonly<Record<string, MesureBalance>> = {
  Ouverture: { mesure: 'ouverture', cote: 'NET' },
  Debit: { mesure: 'cumul', cote: 'DEBIT' },
  Credit: { mesure: 'cumul', cote: 'CREDIT' },
  Solde: { mesure: 'solde', cote: 'NET' },
};

/** L'arbre d'un montant de ces deux tables ; undefined ailleurs. */
export function expliquerPlan(contexte: Contexte, cellule: CelluleGeneree): Explication | undefined {
  const { arrete, tables, parametres } = contexte;
  if (cellule.table === PassagePlan.nom && cellule.colonne === 'SoldeN1') {
    const livre = GrandLivre.lu(tables, parametres);
    const exercice = livre.exerciceDu(arrete);
    const precedent = exercice && livre.exercicePrecedent(exercice);
    const compte = cellule.ligne['Compte'] as string;
    return (
      precedent &&
      arbreBalance(
        livre,
        { au: precedent.DateFin, speciales: true },
        { mesure: 'solde', cote: 'NET' },
        c => c === compte,
      )
    );
  }
  if (cellule.table !== BalanceGroupe.nom) return undefined;
  const mesure = MESURES[cellule.colonne];
  if (!mesure) return undefined;
  const livre = GrandLivre.lu(tables, parametres);
  const groupe = PlanDeGroupe.lus(tables.lire(ComptesGroupe).lignes).find(
    g => g.nom === cellule.ligne['Plan'],
  );
  if (!groupe || !livre.exerciceDu(arrete)) return undefined;
  const { Niveau, Rubrique, CompteGroupe } = cellule.ligne;
  return arbreBalance(livre, { au: arrete }, mesure, compte => {
    if (Niveau === 'TOTAL') return true;
    const rattache = groupe.rattachement(compte);
    if (Niveau === 'NON_RATTACHE') return compte === CompteGroupe;
    if (!rattache || (rattache.Rubrique ?? '') !== (Rubrique ?? '')) return false;
    return Niveau === 'RUBRIQUE' || rattache.CompteGroupe === CompteGroupe;
  });
}
