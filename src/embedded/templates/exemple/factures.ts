/** Les factures clients : leurs numéros, leur TVA, leur échéance, et les livraisons qu'elles reprennent. */
import {
  date,
  fraction,
  montant,
  plus,
  quantite,
  versIso,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { FacturesClients, Tiers } from '../../../cloture/tables-communes';
import { le } from './calendrier';
import type { Carnet } from './carnet';
import { echeanceDe } from './tiers';
import { numeroDe, numeroterSansTrou, type Ancre } from './numeros';
import { PRODUITS, TVA } from './referentiels';

export interface LigneFacturee {
  readonly affaire: string;
  readonly commande?: string;
  readonly ligneCommande?: string;
  readonly lot?: string;
  readonly produit: keyof typeof PRODUITS;
  readonly quantite: number;
  readonly ht: Montant;
  readonly du?: Jour;
  readonly au?: Jour;
}

export interface FactureClient {
  readonly date: Jour;
  readonly client: string;
  readonly type?: 'AVOIR' | 'ACOMPTE';
  readonly lignes: readonly LigneFacturee[];
  /** Reçoit le numéro donné à la facture : l'échéancier et les livraisons le citent. */
  readonly numerotee?: (numero: string) => void;
}

/** Les deux factures de 24A010, que le cas de référence numérote. */
const ANCRES: readonly Ancre[] = [
  { date: le('2026-09-15'), numero: 142 },
  { date: le('2026-11-16'), numero: 178 },
];

/** Factures attendues avant chaque numéro du cas de référence : de quoi savoir combien de petites factures il manque. */
export function facturesManquantes(
  factures: readonly FactureClient[],
): { du: Jour | undefined; au: Jour; nombre: number }[] {
  let precedente: Ancre | undefined;
  return ANCRES.map(ancre => {
    const avant = precedente;
    const dedans = factures.filter(
      f =>
        f.type !== 'AVOIR' && annee(f.date) === 2026 && f.date < ancre.date && f.date >= (avant?.date ?? 0),
    );
    precedente = ancre;
    return {
      du: avant?.date,
      au: ancre.date,
      nombre: ancre.numero - (avant?.numero ?? 0) - 1 - dedans.length,
    };
  });
}

const annee = (j: Jour) => date(j).annee;

/** Écrit les factures dans l'ordre des dates : une série par année, et une pour les avoirs. */
export function ecrireFactures(carnet: Carnet, factures: readonly FactureClient[]): void {
  const triees = [...factures].sort((a, b) => a.date - b.date);
  const series: [string, number, number, readonly Ancre[], FactureClient[]][] = [
    ['FC', 2025, 4, [], triees.filter(f => f.type !== 'AVOIR' && annee(f.date) === 2025)],
    ['FC', 2026, 4, ANCRES, triees.filter(f => f.type !== 'AVOIR' && annee(f.date) === 2026)],
    ['AV', 2026, 3, [], triees.filter(f => f.type === 'AVOIR')],
  ];
  for (const [prefixe, an, chiffres, ancres, pieces] of series) {
    const numeros = numeroterSansTrou(
      pieces.map(p => p.date),
      ancres,
    );
    pieces.forEach((piece, rang) =>
      ecrireFacture(carnet, piece, numeroDe(prefixe, an, numeros[rang] ?? 0, chiffres)),
    );
  }
  carnet.trier(FacturesClients, f => `${versIso(f.DateFacture)}|${f.IdFacture}|${f.Ligne}`);
}

function ecrireFacture(carnet: Carnet, facture: FactureClient, numero: string): void {
  const tiers = carnet.lignes(Tiers).find(x => x.IdTiers === facture.client);
  facture.lignes.forEach((ligne, rang) => {
    const produit = PRODUITS[ligne.produit];
    const code = facture.client === 'CL013' ? 'INTRACOM' : produit.tva;
    const tva = fraction(ligne.ht, TVA[code], 100);
    carnet.ajouter(FacturesClients, {
      IdFacture: numero,
      Ligne: String(rang + 1),
      TypePiece: facture.type ?? 'FACTURE',
      DateFacture: facture.date,
      DateEcheance: echeanceDe(facture.date, tiers?.ConditionReglement),
      IdClient: facture.client,
      IdAffaire: ligne.affaire,
      IdCommande: ligne.commande,
      LigneCommande: ligne.commande === undefined ? undefined : (ligne.ligneCommande ?? '1'),
      Lot: ligne.lot,
      CodeProduit: ligne.produit,
      Compte: facture.type === 'ACOMPTE' ? undefined : produit.compte,
      Quantite: quantite(ligne.quantite),
      CodeTVA: code,
      MontantHT: ligne.ht,
      MontantTVA: tva,
      MontantTTC: plus(ligne.ht, tva),
      PeriodeDu: ligne.du,
      PeriodeAu: ligne.au,
      Validee: true,
      Devise: 'EUR',
    });
  });
  facture.numerotee?.(numero);
}

/** Un prix en euros, au centime. */
export const euros = (n: number): Montant => montant(Math.round(n * 100));
