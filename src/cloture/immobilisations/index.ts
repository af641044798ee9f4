import type { Capacite } from '../capacite';
import type { Contexte, Resultat, TableProduite } from '../contexte';
import { Ecritures } from '../tables-communes';
import { expliquerImmobilisations } from './explications';
import { PRESENTATION_IMMOBILISATIONS } from './presentation';
import { cloturerImmobilisations } from './registre/cloturer';
import { produireModifications, produireRegistre } from './registre/editions';
import { produirePlans } from './registre/plan-produit';
import {
  produireDotations,
  produireDotationsDuMois,
  produireDotationsParCompte,
  produirePropositions,
  resumer,
} from './registre/produites';
import { produireTableau } from './registre/tableau';
import { RapprochementImmo } from './tables';

/**
 * Immobilisations (domaine §3) : plans, dotations de la période, sorties, mises en service, dérogatoire,
 * dépréciations, propositions depuis les factures, rapprochement aux comptes. N'écrit rien.
 */
function calculer(contexte: Contexte): Resultat {
  const { arrete, tables, parametres } = contexte;
  const arretees = cloturerImmobilisations(contexte);
  const { donnees, options, debut, etats, sortisAvant, propositions } = arretees;
  const plans = produirePlans(arretees.planifies, { arrete, donnees, options });
  const rapprochement: TableProduite<typeof RapprochementImmo> = {
    table: RapprochementImmo,
    lignes: arretees.rapprochement,
    cle: l => l.Compte,
    portee: () => true,
  };
  return {
    capacite: PRESENTATION_IMMOBILISATIONS.nom,
    anomalies: [...parametres.anomalies, ...arretees.anomalies, ...plans.anomalies],
    ecritures: [...arretees.ecritures],
    produites: [
      produireDotationsDuMois(etats),
      produireDotationsParCompte(etats, arrete),
      produireRegistre(etats),
      plans.produite,
      produireTableau(etats, sortisAvant, { donnees, arrete, debut }),
      rapprochement,
      produirePropositions(propositions),
      produireModifications(etats, donnees, arrete),
      produireDotations(etats, arrete),
    ],
    resume: resumer(etats, propositions, tables.lire(Ecritures).lignes.length > 0),
  };
}

export const immobilisations: Capacite = {
  ...PRESENTATION_IMMOBILISATIONS,
  calculer,
  expliquer: expliquerImmobilisations,
};
