import {
  acquis,
  FacturationReceptions,
  IndexPieces,
  maximum,
  minimum,
  moins,
  resteAFacturer,
  somme,
  ZERO,
  type Etendue,
  type Facturation,
  type Jour,
  type ModeEtalement,
  type Montant,
} from '../../../comptabilite';
import type { Donnees, LigneReception, Options } from './donnees';
import { estInversee, etendueDe, refuserInversee } from './etendue';
import { lieuDe } from './lieu';
import { repliEnJours, selonSigne } from './proposer';
import { Origines, pieceDe, Proposition } from './proposition';
import type { Propositions } from './types';

/**
 * Factures non parvenues tirées des réceptions (domaine §4.6, règles 1 et 2) : reçu au plus tard de l'arrêté et pas
 * encore facturé, en quantité sinon en montant ; une réception à période ne vaut que sa part échue, moins le facturé.
 * Un retour pas encore crédité est un avoir à recevoir. Rien si l'ERP crédite déjà le 408 à la réception.
 * Ex. : T-CUT-02, 20,00 reçus et non facturés donnent 20,00.
 */
export function proposerReceptions(
  donnees: Pick<Donnees, 'receptions' | 'facturesFournisseurs' | 'commandesAchat'>,
  arrete: Jour,
  { mode, exclureNonValidees, perpetuel }: Pick<Options, 'mode' | 'exclureNonValidees' | 'perpetuel'>,
  facturations = facturer(donnees, exclureNonValidees),
): Propositions {
  const rendu: Propositions = { proposees: [], anomalies: [] };
  if (perpetuel) return rendu;
  const origines = originesDe(donnees, facturations, arrete);
  let rang = -1;
  for (const r of donnees.receptions) {
    rang++;
    if (r.DateReception > arrete) continue;
    if (estInversee(r)) {
      rendu.anomalies.push(refuserInversee(r, 'Receptions', pieceDe(r.IdReception, r.Ligne)));
      continue;
    }
    const etendue = etendueDe(r);
    const factures = auPlusTard(facturations.de(r, rang), arrete);
    const reste = resteDe(r, etendue, factures, arrete, mode);
    if (reste === 0) continue;
    const proposition = new Proposition(origines, rang, selonSigne(reste, r.MontantHT, FNP_OU_AVOIR));
    rendu.proposees.push(proposition);
    rendu.anomalies.push(...repliEnJours(proposition, etendue, mode));
  }
  return rendu;
}

/** Les réceptions, vues comme les origines de propositions : ce que la ligne ne dit pas, sa commande le dit. */
function originesDe(
  { receptions, commandesAchat }: Pick<Donnees, 'receptions' | 'commandesAchat'>,
  facturations: ReturnType<typeof facturer>,
  arrete: Jour,
): Origines {
  const commandes = new IndexPieces(commandesAchat, 'IdCdeAchat');
  return new Origines(rang => {
    const r = receptions.at(rang)!;
    const commande = commandes.trouver(r.IdCdeAchat, r.LigneCde);
    const { idAffaire, lot, sousLot } = lieuDe(r, commande);
    return {
      idAffaire,
      lot,
      sousLot,
      table: 'Receptions',
      ligne: r.ligne,
      id: r.IdReception,
      numero: r.Ligne,
      codeProduit: commande?.CodeProduit,
      tiers: r.IdFournisseur,
      compte: r.Compte,
      codeTVA: r.CodeTVA ?? commande?.CodeTVA,
      etendue: etendueDe(r),
      date: r.DateReception,
      facturations: auPlusTard(facturations.de(r, rang), arrete),
    };
  });
}

/** Qui facture quelle réception : un index que les deux règles d'achat partagent. */
export const facturer = (
  { receptions, facturesFournisseurs }: Pick<Donnees, 'receptions' | 'facturesFournisseurs'>,
  exclureNonValidees: boolean,
) => new FacturationReceptions(receptions, facturesFournisseurs, f => f.Validee || !exclureNonValidees);

const FNP_OU_AVOIR = ['FNP', 'AAR'] as const;
/** Les facturations au plus tard de l'arrêté ; la plupart des réceptions n'en ont pas. */
const auPlusTard = (toutes: readonly Facturation[], arrete: Jour): readonly Facturation[] =>
  toutes.length === 0 ? toutes : toutes.filter(f => f.date <= arrete);

/** Ce qui reste dû d'une réception à l'arrêté : au prorata si elle a une période, sinon entier. */
function resteDe(
  r: LigneReception,
  etendue: Etendue | undefined,
  factures: readonly Facturation[],
  arrete: Jour,
  mode: ModeEtalement,
): Montant {
  if (!etendue) return resteAFacturer(r.Quantite, r.MontantHT, factures);
  const facture = somme(factures.map(f => f.montant));
  const reste = moins(acquis(r.MontantHT, etendue, arrete, mode), facture);
  return r.MontantHT >= 0 ? maximum(reste, ZERO) : minimum(reste, ZERO);
}
