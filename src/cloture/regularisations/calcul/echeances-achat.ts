import { DatesDeFacture, IndexPieces, type Jour } from '../../../comptabilite';
import type { Donnees, Options } from './donnees';
import { lieuDe } from './lieu';
import { cleDe, proposer, selonSigne } from './proposer';
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
  const dates = new DatesDeFacture();
  for (const f of donnees.facturesFournisseurs) {
    dates.ajouter(f.IdFactF, f.DateFacture, f.Validee || !exclureNonValidees);
  }
  const commandes = new IndexPieces(donnees.commandesAchat, c => c.IdCdeAchat);
  const fournisseurs = new Map(donnees.commandesAchat.map(c => [c.IdCdeAchat, c.IdFournisseur]));
  const achats = new Map(donnees.produits.map(p => [p.CodeProduit, p.CompteAchat]));
  const recues = new Set(
    donnees.receptions.flatMap(r =>
      r.DateReception > arrete || r.IdCdeAchat === undefined
        ? []
        : [commandes.cle(r.IdCdeAchat, r.LigneCde) ?? '', r.IdCdeAchat],
    ),
  );
  const proposees = donnees.echeancesAchat.flatMap(e => {
    const facturee = dates.de(e.IdFactF, e.DateFacture);
    if (!e.Valide || e.DateEcheance > arrete || (facturee !== undefined && facturee <= arrete)) return [];
    const commande = commandes.trouver(e.IdCdeAchat, e.LigneCde);
    const recue = recues.has(
      e.LigneCde === undefined ? e.IdCdeAchat : (commandes.cle(e.IdCdeAchat, e.LigneCde) ?? ''),
    );
    return [
      proposer({
        ...lieuDe(e, commande),
        ...selonSigne(e.MontantHT, e.MontantHT, ['FNP', 'AAR']),
        ...(recue ? { propose: undefined, ignoree: RECUE } : {}),
        cle: cleDe('EcheancierAchats', e.IdCdeAchat, e.Ligne),
        piece: `${e.IdCdeAchat}/${e.Ligne}`,
        sources: [{ table: 'EcheancierAchats', ligne: e.ligne }],
        codeProduit: commande?.CodeProduit,
        tiers: fournisseurs.get(e.IdCdeAchat),
        compte: e.Compte ?? commande?.Compte ?? achats.get(commande?.CodeProduit ?? ''),
        codeTVA: commande?.CodeTVA,
        date: e.DateEcheance,
      }),
    ];
  });
  return { proposees, anomalies: [] };
}
