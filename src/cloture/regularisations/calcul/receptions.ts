import {
  acquis,
  FacturationReceptions,
  IndexPieces,
  maximum,
  minimum,
  moins,
  oppose,
  resteAFacturer,
  somme,
  ZERO,
  type Etendue,
  type Facturation,
  type Jour,
  type ModeEtalement,
  type Montant,
} from '../../../comptabilite';
import { etendueDe } from './etendue';
import { lieuDe } from './lieu';
import type { Donnees, LigneCommandeAchat, LigneReception } from './donnees';
import type { Propositions, Proposee } from './types';

interface Reglages {
  readonly mode: ModeEtalement;
  readonly exclureNonValidees: boolean;
}

/**
 * Factures non parvenues tirées des réceptions (domaine §4.6, règles 1 et 2) : reçu au plus tard de l'arrêté et pas
 * encore facturé, en quantité sinon en montant ; une réception à période ne vaut que sa part échue, moins le facturé.
 * Une réception négative (retour) non créditée est un avoir à recevoir.
 * Ex. : T-CUT-02, 20,00 reçus et non facturés donnent 20,00.
 */
export function proposerReceptions(
  donnees: Pick<Donnees, 'receptions' | 'facturesFournisseurs' | 'commandesAchat'>,
  arrete: Jour,
  { mode, exclureNonValidees }: Reglages,
): Propositions {
  const facturations = new FacturationReceptions(
    donnees.receptions,
    donnees.facturesFournisseurs,
    f => f.validee || !exclureNonValidees,
  );
  const commandes = new IndexPieces(donnees.commandesAchat, c => c.IdCdeAchat);
  const rendu: Propositions = { proposees: [], anomalies: [] };
  for (const r of donnees.receptions) {
    if (r.DateReception > arrete) continue;
    const factures = facturations.de(r).filter(f => f.date <= arrete);
    const lue = etendueDe(r, 'Receptions', `${r.IdReception}/${r.Ligne}`);
    if ('anomalie' in lue) {
      rendu.anomalies.push(lue.anomalie);
      continue;
    }
    const reste = resteDe(r, lue.etendue, factures, arrete, mode);
    if (reste === ZERO) continue;
    const commande = commandes.trouver(r.IdCdeAchat, r.LigneCde);
    rendu.proposees.push(proposition(r, lue.etendue, factures, reste, commande));
  }
  return rendu;
}

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

function proposition(
  r: LigneReception,
  etendue: Etendue | undefined,
  facturations: readonly Facturation[],
  reste: Montant,
  commande: LigneCommandeAchat | undefined,
): Proposee {
  const avoir = reste < 0;
  return {
    module: avoir ? 'AAR' : 'FNP',
    cle: ['Receptions', r.IdReception, r.Ligne].join('|'),
    piece: `${r.IdReception}/${r.Ligne}`,
    sources: [
      { table: 'Receptions', ligne: r.ligne },
      ...facturations.map(({ table, ligne }) => ({ table, ligne })),
    ],
    ...lieuDe(r, commande),
    codeProduit: commande?.CodeProduit,
    tiers: r.IdFournisseur,
    compte: r.Compte,
    codeTVA: r.CodeTVA ?? commande?.CodeTVA,
    etendue,
    date: r.DateReception,
    base: avoir ? oppose(r.MontantHT) : r.MontantHT,
    facturations,
    propose: avoir ? oppose(reste) : reste,
    ignoree: undefined,
  };
}
