import type { Jour, Montant } from '../../../comptabilite';
import type { Aiguillage } from './aiguillage';
import type { LigneAvenant, LigneDeCommande } from './donnees';
import { partager, type LignesDeCommande } from './lignes-commande';

/**
 * Avenants de vente retenus, à leur validation (domaine §5.7). Au budget des pièces, ils grossissent les lignes de leur
 * commande, ou de l'affaire, sauf s'ils y sont déjà ; au budget des devis, ils s'ajoutent tous, car la commande n'y est
 * pas. Leurs heures s'ajoutent aux jours vendus, sauf si la commande les a déjà.
 */
export function rangerAvenants(
  avenants: readonly LigneAvenant[],
  lignes: LignesDeCommande,
  aiguillage: Aiguillage,
  avecProbables: boolean,
): void {
  for (const a of avenants) {
    const retenu = a.Statut === 'ACCEPTE' || (avecProbables && a.Statut === 'PROBABLE');
    if (a.Type !== 'VENTE' || !retenu || a.DateValidation === undefined) continue;
    const date = a.DateValidation;
    const visees =
      a.IdCommande === undefined ? lignes.deAffaire(a.IdAffaire) : lignes.deCommande(a.IdCommande);
    if (a.MontantVente !== undefined) rangerMontant(a, date, a.MontantVente, visees, lignes, aiguillage);
    if (a.Heures === undefined || a.InclusDansCommande) continue;
    lignes.etaler(visees, a.Heures as number as Montant, (poste, part, etalement) =>
      poste.heuresAvenants.ajouter(date, part, { piece: a, etalement }),
    );
  }
}

function rangerMontant(
  a: LigneAvenant,
  date: Jour,
  m: Montant,
  visees: readonly LigneDeCommande[],
  lignes: LignesDeCommande,
  aiguillage: Aiguillage,
): void {
  const dossier = aiguillage.vers(a.IdAffaire);
  if (dossier?.regle.baseBudget !== 'DEVIS_SIGNES') {
    if (a.InclusDansCommande) return;
    const etale = lignes.etaler(visees, m, (poste, part, etalement) =>
      poste.avenants.ajouter(date, part, { piece: a, etalement }),
    );
    if (!etale) dossier?.avenantsSansCommande.push({ date, ligne: a.ligne, cle: a.IdAvenant, montant: m });
  } else if (dossier.regle.regroupement === 'AFFAIRE' || visees.length === 0) {
    dossier.avenants.ajouter(date, m, { piece: a });
  } else {
    partager(visees, m, (l, part, etalement) =>
      aiguillage.vers(a.IdAffaire, l.Lot, l.SousLot)?.avenants.ajouter(date, part, { piece: a, etalement }),
    );
  }
}
