/** Ce qui reste à facturer d'une réception ou d'une livraison à l'arrêté (domaine §4.6, règles 1 et 2). */
import {
  acquis,
  fraction,
  maximum,
  moins,
  montant,
  plus,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { cleLigne, type DonneesRadar, type OptionsRadar } from './types';

type Reception = DonneesRadar['receptions'][number];
type Livraison = DonneesRadar['livraisons'][number];

interface Facture {
  readonly quantite: number;
  readonly ht: Montant;
}

/** Le reste de chaque réception, ses factures rangées une fois. */
export function resteDesReceptions(
  { facturesFournisseurs }: DonneesRadar,
  { arrete, mode }: OptionsRadar,
): (r: Reception) => Montant {
  const factures = new Map<string, Facture>();
  for (const f of facturesFournisseurs) {
    if (f.IdReception === undefined || f.DateFacture > arrete || !f.Validee) continue;
    const cle = cleLigne(f.IdReception, f.LigneReception ?? '1');
    const deja = factures.get(cle) ?? { quantite: 0, ht: ZERO };
    factures.set(cle, { quantite: deja.quantite + (f.Quantite ?? 0), ht: plus(deja.ht, f.MontantHT) });
  }
  return r => {
    const facture = factures.get(cleLigne(r.IdReception, r.Ligne));
    if (facture === undefined && estFacturee(r, arrete)) return ZERO;
    const { PeriodeDu: du, PeriodeAu: au, MontantHT: ht, Quantite: recu } = r;
    if (du !== undefined && au !== undefined && au >= du)
      return maximum(ZERO, moins(acquis(ht, { du, au }, arrete, mode), facture?.ht ?? ZERO));
    if (facture === undefined) return ht;
    if (recu && facture.quantite !== 0) return fraction(ht, Math.max(0, recu - facture.quantite), recu);
    return ht < 0 ? montant(Math.min(0, ht - facture.ht)) : maximum(ZERO, moins(ht, facture.ht));
  };
}

/** Une ligne qui porte sa facture est soldée, sauf si la facture est d'après l'arrêté. */
export const estFacturee = (
  l: Pick<Reception | Livraison, 'IdFacture' | 'DateFacture'>,
  arrete: Jour,
): boolean => l.IdFacture !== undefined && (l.DateFacture ?? arrete) <= arrete;
