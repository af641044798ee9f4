import { DatesDeFacture, IndexPieces, type Jour } from '../../../comptabilite';
import type { Donnees, LigneEcheanceAchat, Options } from './donnees';
import { lieuDe } from './lieu';
import { proposer, selonSigne } from './proposer';
import { Origines } from './proposition';
import type { Propositions } from './types';

const RECUE = {
  fr: 'La ligne de commande est reçue : la réception compte, pas l’échéancier.',
  en: 'The order line is received: the receipt counts, not the schedule.',
};

/**
 * Factures non parvenues tirées de l'échéancier d'achats (domaine §4.6, règle 3) : lignes validées dues au plus tard
 * de l'arrêté et pas encore facturées ; une ligne de commande aussi reçue ne compte que par sa réception.
 */
export function proposerEcheancesAchat(
  donnees: Pick<
    Donnees,
    'echeancesAchat' | 'facturesFournisseurs' | 'commandesAchat' | 'receptions' | 'produits'
  >,
  arrete: Jour,
  { exclureNonValidees }: Pick<Options, 'exclureNonValidees'>,
): Propositions {
  const rendu: Propositions = { proposees: [], anomalies: [] };
  if (donnees.echeancesAchat.length === 0) return rendu;
  const dates = new DatesDeFacture();
  for (const f of donnees.facturesFournisseurs) {
    dates.ajouter(f.IdFactF, f.DateFacture, f.Validee || !exclureNonValidees);
  }
  const commandes = new IndexPieces(donnees.commandesAchat, 'IdCdeAchat');
  const fournisseurs = new Map(donnees.commandesAchat.map(c => [c.IdCdeAchat, c.IdFournisseur]));
  const achats = new Map(donnees.produits.map(p => [p.CodeProduit, p.CompteAchat]));
  const recues = new Set<string>();
  for (const r of donnees.receptions) {
    if (r.DateReception > arrete || r.IdCdeAchat === undefined) continue;
    recues.add(r.IdCdeAchat).add(commandes.cle(r.IdCdeAchat, r.LigneCde) ?? '');
  }
  const estRecue = (e: LigneEcheanceAchat) =>
    recues.has(e.LigneCde === undefined ? e.IdCdeAchat : (commandes.cle(e.IdCdeAchat, e.LigneCde) ?? ''));
  const origines = new Origines(rang => {
    const e = donnees.echeancesAchat[rang]!;
    const commande = commandes.trouver(e.IdCdeAchat, e.LigneCde);
    return {
      ...lieuDe(e, commande),
      table: 'EcheancierAchats',
      ligne: e.ligne,
      id: e.IdCdeAchat,
      numero: e.Ligne,
      codeProduit: commande?.CodeProduit,
      tiers: fournisseurs.get(e.IdCdeAchat),
      compte: e.Compte ?? commande?.Compte ?? achats.get(commande?.CodeProduit ?? ''),
      codeTVA: commande?.CodeTVA,
      date: e.DateEcheance,
      ignoree: estRecue(e) ? RECUE : undefined,
    };
  });
  donnees.echeancesAchat.forEach((e, rang) => {
    const facturee = dates.de(e.IdFactF, e.DateFacture);
    if (!e.Valide || e.DateEcheance > arrete || (facturee !== undefined && facturee <= arrete)) return;
    rendu.proposees.push(proposer(origines, rang, selonSigne(e.MontantHT, e.MontantHT, ['FNP', 'AAR'])));
  });
  return rendu;
}
