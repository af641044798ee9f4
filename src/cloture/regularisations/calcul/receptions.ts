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
import { pieceDe, Proposition } from './proposition';
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
  const commandes = new IndexPieces(donnees.commandesAchat, 'IdCdeAchat');
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
    const commande = commandes.trouver(r.IdCdeAchat, r.LigneCde);
    const lieu = lieuDe(r, commande);
    const signe = selonSigne(reste, r.MontantHT, FNP_OU_AVOIR);
    const proposition = new Proposition({
      module: signe.module,
      propose: signe.propose,
      base: signe.base,
      idAffaire: lieu.idAffaire,
      lot: lieu.lot,
      sousLot: lieu.sousLot,
      table: 'Receptions',
      ligne: r.ligne,
      id: r.IdReception,
      numero: r.Ligne,
      codeProduit: commande?.CodeProduit,
      tiers: r.IdFournisseur,
      compte: r.Compte,
      codeTVA: r.CodeTVA ?? commande?.CodeTVA,
      etendue,
      date: r.DateReception,
      facturations: factures,
    });
    rendu.proposees.push(proposition);
    rendu.anomalies.push(...repliEnJours(proposition, mode));
  }
  return rendu;
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
