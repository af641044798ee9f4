/** Ce qui précède une commande ou un achat : devis, budget de charges, cotations de fournisseurs. */
import { ajouterJours, depuisEuros, montant, type Jour, type Montant } from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import { le } from './calendrier';
import type { Carnet } from './carnet';

/** Le devis signé d'une affaire, trois semaines avant sa commande, et le budget de charges qui l'accompagne. */
export function ecrireDevisSigne(carnet: Carnet, affaire: string, commande: Jour, vente: Montant, cout: Montant): void {
  carnet.ajouter(t.Devis, {
    IdDevis: `DV-${affaire}`,
    IdAffaire: affaire,
    Date: ajouterJours(commande, -21),
    DateSignature: commande,
    Statut: 'SIGNE',
    MontantHT: vente,
  });
  carnet.ajouter(t.Budgets, {
    Version: 'INITIAL',
    Exercice: '2026',
    Axe: 'AFFAIRE',
    Code: affaire,
    NatureOuCompte: 'MAIN_OEUVRE',
    // Le budget est rond, et un peu court : une affaire coûte rarement moins que prévu.
    Montant: montant(Math.round((cout * 0.96) / 1_000_00) * 1_000_00),
  });
}

/** Les propositions sans suite encore, et deux cotations : l'une validée, l'autre en attente. */
export function ecrireEnAttente(carnet: Carnet): void {
  const devis = (id: string, affaire: string, date: string, statut: 'EN_COURS' | 'PERDU', euros: number) =>
    carnet.ajouter(t.Devis, {
      IdDevis: id,
      IdAffaire: affaire,
      Date: le(date),
      Statut: statut,
      MontantHT: depuisEuros(euros),
    });
  // Signé, sa commande attend encore : l'affaire se mesure sur ses devis.
  carnet.ajouter(t.Devis, {
    IdDevis: 'DV-26A160-2',
    IdAffaire: '26A160',
    Date: le('2026-08-24'),
    DateSignature: le('2026-09-10'),
    Statut: 'SIGNE',
    MontantHT: depuisEuros(6_500),
  });
  devis('DV-26A190-2', '26A190', '2026-10-22', 'EN_COURS', 30_000);
  devis('DV-26A200-2', '26A200', '2026-06-11', 'PERDU', 18_500);
  devis('DV-26R360-2', '26R360', '2026-11-20', 'EN_COURS', 14_800);
  const cotation = (id: string, affaire: string, date: string, statut: 'EN_COURS' | 'VALIDEE', euros: number) =>
    carnet.ajouter(t.Cotations, {
      IdCotation: id,
      IdAffaire: affaire,
      Date: le(date),
      MontantHT: depuisEuros(euros),
      Statut: statut,
    });
  cotation('CT-2026-07', '26A152', '2026-10-14', 'VALIDEE', 5_200);
  cotation('CT-2026-09', '26A210', '2026-11-18', 'EN_COURS', 8_900);
}
