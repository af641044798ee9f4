import { oppose, type Jour } from '../../../comptabilite';
import type { Aiguillage } from './aiguillage';
import type { DonneesAvancement, LigneHistorique } from './donnees';

type Frais = Pick<DonneesAvancement, 'notesFrais' | 'cotations' | 'budgets' | 'avenants' | 'historique'>;

/** Notes de frais, cotations, charges historisées et budget de charges de chaque groupe. */
export function rangerFrais(donnees: Frais, aiguillage: Aiguillage): void {
  for (const n of donnees.notesFrais) {
    if (n.IdAffaire !== undefined) {
      aiguillage.vers(n.IdAffaire, n.Lot, n.SousLot)?.frais.ajouter(n.Date, n.MontantHT, n);
    }
  }
  for (const c of donnees.cotations) {
    if (c.Statut === 'VALIDEE') {
      aiguillage.vers(c.IdAffaire, c.Lot, c.SousLot)?.cotations.ajouter(c.Date, c.MontantHT, c);
    }
  }
  for (const h of donnees.historique) rangerCharge(h, aiguillage);
  rangerBudgets(donnees, aiguillage);
}

/**
 * Charges historisées (domaine §5.7, SourceRealise = HISTORIQUE) : CHARGES et FNP en plus, CCA en moins, extournes
 * comprises, à leur date d'effet. Ce que la CCA retire reste à consommer.
 */
function rangerCharge(h: LigneHistorique, aiguillage: Aiguillage): void {
  if (h.Module !== 'CHARGES' && h.Module !== 'FNP' && h.Module !== 'CCA') return;
  const dossier = aiguillage.vers(h.IdAffaire, h.Lot, h.SousLot);
  if (dossier?.regle.sourceRealise !== 'HISTORIQUE') return;
  const retire = h.Module === 'CCA';
  dossier.chargesHistorisees.ajouter(h.DateEffet, retire ? oppose(h.Montant) : h.Montant, h);
  if (retire) dossier.ccaHistorisees.ajouter(h.DateEffet, h.Montant, h);
}

/** Depuis toujours : un budget initial n'a pas de date. */
const ORIGINE = 0 as Jour;

/** Budget révisé = version INITIAL de l'affaire + avenants de coût acceptés (domaine §7.3). */
function rangerBudgets({ budgets, avenants }: Frais, aiguillage: Aiguillage): void {
  for (const b of budgets) {
    if (b.Axe === 'AFFAIRE' && b.Version === 'INITIAL') {
      aiguillage.entier(b.Code)?.budgetCharges.ajouter(ORIGINE, b.Montant, b);
    }
  }
  for (const a of avenants) {
    if (a.Statut !== 'ACCEPTE' || a.DateValidation === undefined || a.MontantCout === undefined) continue;
    aiguillage.entier(a.IdAffaire)?.budgetCharges.ajouter(a.DateValidation, a.MontantCout, a);
  }
}
