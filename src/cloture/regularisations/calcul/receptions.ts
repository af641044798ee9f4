import {
  acquis,
  FacturationReceptions,
  IndexPieces,
  maximum,
  minimum,
  modeApplique,
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
import { etendueDe } from './etendue';
import { lieuDe } from './lieu';
import { cleDe, proposer, repliEnJours, selonSigne } from './proposer';
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
  receptions = indexer(donnees.receptions),
): Propositions {
  const rendu: Propositions = { proposees: [], anomalies: [] };
  if (perpetuel) return rendu;
  const facturations = new FacturationReceptions(
    donnees.receptions,
    donnees.facturesFournisseurs,
    f => f.validee || !exclureNonValidees,
    receptions,
  );
  const commandes = new IndexPieces(donnees.commandesAchat, c => c.IdCdeAchat);
  for (const r of donnees.receptions) {
    if (r.DateReception > arrete) continue;
    const piece = `${r.IdReception}/${r.Ligne}`;
    const lue = etendueDe(r, 'Receptions', piece);
    if ('anomalie' in lue) {
      rendu.anomalies.push(lue.anomalie);
      continue;
    }
    const { etendue } = lue;
    const factures = auPlusTard(facturations.de(r), arrete);
    const reste = resteDe(r, etendue, factures, arrete, mode);
    if (reste === 0) continue;
    if (etendue && modeApplique(etendue, mode) !== mode)
      rendu.anomalies.push(
        ...repliEnJours(etendue, mode, { table: 'Receptions', ligne: r.ligne, cle: piece }),
      );
    const commande = commandes.trouver(r.IdCdeAchat, r.LigneCde);
    const lieu = lieuDe(r, commande);
    const signe = selonSigne(reste, r.MontantHT, FNP_OU_AVOIR);
    rendu.proposees.push(
      proposer({
        module: signe.module,
        propose: signe.propose,
        base: signe.base,
        idAffaire: lieu.idAffaire,
        lot: lieu.lot,
        sousLot: lieu.sousLot,
        cle: cleDe('Receptions', r.IdReception, r.Ligne),
        piece,
        sources: [{ table: 'Receptions', ligne: r.ligne }, ...factures],
        codeProduit: commande?.CodeProduit,
        tiers: r.IdFournisseur,
        compte: r.Compte,
        codeTVA: r.CodeTVA ?? commande?.CodeTVA,
        etendue,
        date: r.DateReception,
        facturations: factures,
      }),
    );
  }
  return rendu;
}

/** Les réceptions par pièce et ligne : un index que plusieurs règles partagent. */
export const indexer = (receptions: Donnees['receptions']) => new IndexPieces(receptions, r => r.IdReception);

const FNP_OU_AVOIR = ['FNP', 'AAR'] as const;
const AUCUNE: Facturation[] = [];

/** Les facturations au plus tard de l'arrêté ; la plupart des réceptions n'en ont pas. */
const auPlusTard = (toutes: Facturation[], arrete: Jour): Facturation[] =>
  toutes.length === 0 ? AUCUNE : toutes.filter(f => f.date <= arrete);

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
