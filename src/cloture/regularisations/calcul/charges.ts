import { IndexPieces, moins, plus, ZERO, type Compte, type Jour, type Montant } from '../../../comptabilite';
import type { Donnees, LigneFactureFournisseur, LigneHistorique, Options } from './donnees';
import { lieuDe } from './lieu';

/** La charge facturée du mois, pour une affaire, un compte, un produit, un tiers et un code TVA. */
export interface ChargeDuMois {
  readonly idAffaire: string | undefined;
  readonly lot: string | undefined;
  readonly sousLot: string | undefined;
  readonly compte: Compte;
  readonly codeProduit: string | undefined;
  readonly tiers: string;
  readonly codeTVA: string | undefined;
  readonly montant: Montant;
  /** Les factures qui font le cumul, et les lignes d'historique qu'on en retire. */
  readonly factures: readonly LigneFactureFournisseur[];
  readonly historisees: readonly LigneHistorique[];
}

type Lieu = Omit<ChargeDuMois, 'montant' | 'factures' | 'historisees'>;

interface Cumul {
  readonly lieu: Lieu;
  facture: Montant;
  historise: Montant;
  readonly factures: LigneFactureFournisseur[];
  readonly historisees: LigneHistorique[];
}

/**
 * Les charges facturées du mois, pour l'historique (domaine §4.6, dernier point ; §1.3) : le cumul des factures d'achat qui
 * comptent, moins ce que l'historique en porte déjà. Réimputer une facture n'efface rien : ce qui quitte un produit ou une
 * affaire y paraît en moins, le mois où on l'apprend.
 * Ex. : 100 reçus sur A en janvier, facturés sur B en février : B 100 ici, l'extourne de la FNP porte A −100.
 */
export function chargesDuMois(
  donnees: Pick<Donnees, 'facturesFournisseurs' | 'receptions' | 'commandesAchat' | 'historique'>,
  arrete: Jour,
  { exclureNonValidees }: Pick<Options, 'exclureNonValidees'>,
): ChargeDuMois[] {
  const commandes = new IndexPieces(donnees.commandesAchat, 'IdCdeAchat');
  const receptions = new IndexPieces(donnees.receptions, 'IdReception');
  const cumuls = new Map<string, Cumul>();
  const cumulDe = (lieu: Lieu): Cumul => {
    const cle = Object.values(lieu).join('|');
    const cumul = cumuls.get(cle) ?? { lieu, facture: ZERO, historise: ZERO, factures: [], historisees: [] };
    cumuls.set(cle, cumul);
    return cumul;
  };
  for (const f of donnees.facturesFournisseurs) {
    if (f.DateFacture > arrete || f.Immobilisee === true || (exclureNonValidees && !f.Validee)) continue;
    const commande = commandes.trouver(f.IdCdeAchat, f.LigneCde);
    const { idAffaire, lot, sousLot } = lieuDe(
      f,
      receptions.trouver(f.IdReception, f.LigneReception),
      commande,
    );
    const cumul = cumulDe({
      ...{ idAffaire, lot, sousLot, compte: f.Compte },
      ...{ codeProduit: commande?.CodeProduit, tiers: f.IdFournisseur, codeTVA: f.CodeTVA },
    });
    cumul.facture = plus(cumul.facture, f.MontantHT);
    cumul.factures.push(f);
  }
  for (const h of donnees.historique) {
    if (h.Module !== 'CHARGES' || h.Arrete >= arrete || h.TypeLigne === 'EXTOURNE') continue;
    if (h.Compte === undefined) continue;
    const cumul = cumulDe({
      ...{ idAffaire: h.IdAffaire, lot: h.Lot, sousLot: h.SousLot, compte: h.Compte },
      ...{ codeProduit: h.CodeProduit, tiers: h.IdTiers ?? '', codeTVA: h.CodeTVA },
    });
    cumul.historise = plus(cumul.historise, h.Montant);
    cumul.historisees.push(h);
  }
  return [...cumuls]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { lieu, facture, historise, factures, historisees }]) => ({
      ...lieu,
      montant: moins(facture, historise),
      factures,
      historisees,
    }))
    .filter(c => c.montant !== 0);
}
