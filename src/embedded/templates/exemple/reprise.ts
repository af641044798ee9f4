/** Ce que l'ancien outil a laissé au 31 décembre 2025 : le CA déjà reconnu des affaires commencées. */
import {
  depuisEuros,
  fraction,
  moins,
  montant,
  plus,
  quotient,
  somme,
  type Compte,
  type Montant,
} from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import { le } from './calendrier';
import type { Carnet } from './carnet';

const REPRISE = le('2025-12-31');

/** CA reconnu à la reprise, en euros ; la maintenance, au prorata : 17 400 × 184 jours / 365. */
const CA_REPRIS: Readonly<Record<string, number>> = {
  '25A110': 98_000,
  '25E010': 33_500,
  '25M410': 8_771.51,
  '25R040': 21_600,
};

/** Une affaire reprise : son CA, son facturé, et ce qui les sépare. */
export interface AffaireReprise {
  readonly affaire: string;
  readonly client: string;
  readonly ca: Montant;
  readonly facture: Montant;
  readonly compte: Compte;
}

/** Écrit l'historique de reprise et rend les affaires reprises : leurs FAE et PCA sont aussi au bilan d'ouverture. */
export function ecrireReprise(carnet: Carnet): AffaireReprise[] {
  return Object.entries(CA_REPRIS).map(([affaire, euros]) => {
    const factures = carnet
      .lignes(t.FacturesClients)
      .filter(f => f.IdAffaire === affaire && f.DateFacture <= REPRISE);
    const [premiere] = factures;
    if (premiere?.Compte === undefined) throw new Error(`${affaire} n'a pas de facture à la reprise.`);
    const reprise = {
      affaire,
      client: premiere.IdClient,
      ca: depuisEuros(euros),
      facture: somme(factures.map(f => f.MontantHT)),
      compte: premiere.Compte,
    };
    ecrireHistorique(carnet, reprise);
    return reprise;
  });
}

function ecrireHistorique(carnet: Carnet, { affaire, client, ca, facture, compte }: AffaireReprise): void {
  const commande = carnet.lignes(t.Commandes).find(c => c.IdAffaire === affaire)?.IdCommande;
  const vendu = somme(
    carnet.lignes(t.LignesCommande).flatMap(l => (l.IdCommande === commande ? [l.MontantHT] : [])),
  );
  // Sans commande, une maintenance n'a vendu que ce qu'elle a facturé.
  const budget = commande === undefined ? facture : vendu;
  const commune = {
    Arrete: REPRISE,
    IdAffaire: affaire,
    DateEffet: REPRISE,
    TypeLigne: 'REPRISE',
    Valide: true,
    Par: 'S. Roche',
  } as const;
  carnet.ajouter(t.Historique, {
    ...commune,
    Module: 'CA',
    Montant: ca,
    BUD: budget,
    FACT: facture,
    PctCalcule: commande === undefined ? undefined : quotient(ca, budget),
  });
  const ecart = moins(ca, facture);
  if (ecart === 0) return;
  carnet.ajouter(t.Historique, {
    ...commune,
    Module: ecart > 0 ? 'FAE' : 'PCA',
    Compte: compte,
    IdTiers: client,
    Montant: montant(Math.abs(ecart)),
    ...(ecart > 0 ? { CodeTVA: 'N20', MontantTVA: fraction(ecart, 20, 100) } : {}),
  });
}

/** FAE toutes taxes comprises d'une affaire reprise ; nulle si elle était facturée d'avance. */
export const faeReprise = ({ ca, facture }: AffaireReprise): { ht: Montant; tva: Montant; ttc: Montant } => {
  const ht = montant(Math.max(0, ca - facture));
  const tva = fraction(ht, 20, 100);
  return { ht, tva, ttc: plus(ht, tva) };
};
