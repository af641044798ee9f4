import { constateDAvance, IndexPieces, type Jour } from '../../../comptabilite';
import type { Donnees, Options } from './donnees';
import { estInversee, etendueDe, refuserInversee } from './etendue';
import { lieuDe } from './lieu';
import { repliEnJours } from './proposer';
import { Origines, pieceDe, Proposition } from './proposition';
import { facturer } from './receptions';
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
  facturations = facturer(donnees, exclureNonValidees),
): Propositions {
  const origines = originesDe(donnees, facturations);
  const rendu: Propositions = { proposees: [], anomalies: [] };
  let rang = -1;
  for (const f of donnees.facturesFournisseurs) {
    rang++;
    if (f.DateFacture > arrete || f.Immobilisee === true || (exclureNonValidees && !f.Validee)) continue;
    if (estInversee(f)) {
      rendu.anomalies.push(refuserInversee(f, 'FacturesFournisseurs', pieceDe(f.IdFactF, f.Ligne)));
      continue;
    }
    const etendue = etendueDe(f);
    if (!etendue || etendue.au <= arrete) continue;
    const proposition = new Proposition(origines, rang, {
      module: 'CCA',
      base: f.MontantHT,
      propose: constateDAvance(f.MontantHT, etendue, arrete, mode),
    });
    rendu.proposees.push(proposition);
    rendu.anomalies.push(...repliEnJours(proposition, etendue, mode));
  }
  return rendu;
}

/** Les factures d'achat, vues comme les origines de propositions : leur affaire est la leur, sinon celle de ce qu'elles soldent. */
function originesDe(
  { facturesFournisseurs, commandesAchat }: Pick<Donnees, 'facturesFournisseurs' | 'commandesAchat'>,
  facturations: ReturnType<typeof facturer>,
): Origines {
  const commandes = new IndexPieces(commandesAchat, 'IdCdeAchat');
  return new Origines(rang => {
    const f = facturesFournisseurs.at(rang)!;
    const commande = commandes.trouver(f.IdCdeAchat, f.LigneCde);
    const { idAffaire, lot, sousLot } = lieuDe(f, facturations.receptionDe(rang), commande);
    return {
      idAffaire,
      lot,
      sousLot,
      table: 'FacturesFournisseurs',
      ligne: f.ligne,
      id: f.IdFactF,
      numero: f.Ligne,
      codeProduit: commande?.CodeProduit,
      tiers: f.IdFournisseur,
      compte: f.Compte,
      codeTVA: f.CodeTVA,
      etendue: etendueDe(f),
      date: f.DateFacture,
    };
  });
}
