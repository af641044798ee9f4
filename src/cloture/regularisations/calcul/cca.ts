import { constateDAvance, IndexPieces, modeApplique, type Jour } from '../../../comptabilite';
import type { Donnees, Options } from './donnees';
import { etendueDe } from './etendue';
import { lieuDe } from './lieu';
import { cleDe, proposer, repliEnJours } from './proposer';
import { indexer } from './receptions';
import type { Propositions } from './types';

/**
 * Charges constatées d'avance (domaine §4.8) : la part, après l'arrêté, des factures d'achat à période, validées sauf
 * option. Une immobilisation s'amortit, elle n'est pas une charge.
 * Ex. : T-CUT-06, 3 600,00 du 01/07/2026 au 30/06/2027 : 2 090,96 au 30/11/2026.
 */
export function proposerCCA(
  donnees: Pick<Donnees, 'facturesFournisseurs' | 'receptions' | 'commandesAchat'>,
  arrete: Jour,
  { mode, exclureNonValidees }: Pick<Options, 'mode' | 'exclureNonValidees'>,
  receptions = indexer(donnees.receptions),
): Propositions {
  const commandes = new IndexPieces(donnees.commandesAchat, c => c.IdCdeAchat);
  const rendu: Propositions = { proposees: [], anomalies: [] };
  for (const f of donnees.facturesFournisseurs) {
    if (f.DateFacture > arrete || f.Immobilisee === true || (exclureNonValidees && !f.Validee)) continue;
    const piece = `${f.IdFactF}/${f.Ligne}`;
    const lue = etendueDe(f, 'FacturesFournisseurs', piece);
    if ('anomalie' in lue) rendu.anomalies.push(lue.anomalie);
    if ('anomalie' in lue || !lue.etendue || lue.etendue.au <= arrete) continue;
    const { etendue } = lue;
    const source = { table: 'FacturesFournisseurs', ligne: f.ligne };
    if (modeApplique(etendue, mode) !== mode)
      rendu.anomalies.push(...repliEnJours(etendue, mode, { ...source, cle: piece }));
    const commande = commandes.trouver(f.IdCdeAchat, f.LigneCde);
    const reception = receptions.trouver(f.IdReception, f.LigneReception);
    const lieu = lieuDe(f, reception, commande);
    rendu.proposees.push(
      proposer({
        idAffaire: lieu.idAffaire,
        lot: lieu.lot,
        sousLot: lieu.sousLot,
        module: 'CCA',
        cle: cleDe('FacturesFournisseurs', f.IdFactF, f.Ligne),
        piece,
        sources: [source],
        codeProduit: commande?.CodeProduit,
        tiers: f.IdFournisseur,
        compte: f.Compte,
        codeTVA: f.CodeTVA,
        etendue,
        date: f.DateFacture,
        base: f.MontantHT,
        propose: constateDAvance(f.MontantHT, etendue, arrete, mode),
      }),
    );
  }
  return rendu;
}
