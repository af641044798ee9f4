import type { Capacite } from '../capacite';
import type { Contexte, Resultat, TableProduite } from '../contexte';
import * as communes from '../tables-communes';
import { MODULES } from './ecritures/lignes';
import { expliquerImmobilisations } from './explications';
import { FEUILLES_IMMOBILISATIONS } from './feuilles';
import { cloturerImmobilisations } from './registre/cloturer';
import { TABLES_PLANS } from './registre/donnees';
import { TABLES_FACTURATION } from './registre/facturation';
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
import { Dotations, RapprochementImmo, TABLES_PRODUITES } from './tables';

const NOM = 'immobilisations';

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
    capacite: NOM,
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
    resume: resumer(etats, propositions, tables.lire(communes.Ecritures).lignes.length > 0),
  };
}

export const immobilisations: Capacite = {
  nom: NOM,
  titre: { fr: 'Immobilisations et amortissements', en: 'Fixed assets and depreciation' },
  lit: [
    ...TABLES_PLANS,
    Dotations,
    ...TABLES_FACTURATION,
    communes.Periodes,
    communes.CodesTVA,
    communes.FacturesClients,
    communes.Ecritures,
    communes.EcrituresCloture,
  ],
  ecrit: [...TABLES_PRODUITES, communes.EcrituresCloture],
  modules: MODULES,
  calculer,
  expliquer: expliquerImmobilisations,
  feuilles: FEUILLES_IMMOBILISATIONS,
  panneau: () => import('./Panneau'),
};
