import type { Capacite, Contexte, Resultat } from '../capacite';
import * as communes from '../tables-communes';
import { MODULES } from './ecritures/lignes';
import { FEUILLES_IMMOBILISATIONS } from './feuilles';
import { cloturerImmobilisations } from './registre/cloturer';
import { TABLES_PLANS } from './registre/donnees';
import { TABLES_FACTURATION } from './registre/facturation';
import {
  produireDotations,
  produireDotationsDuMois,
  produirePlans,
  produirePropositions,
  produireTableau,
  resumer,
} from './registre/produites';
import { Dotations, TABLES_PRODUITES } from './tables';

const NOM = 'immobilisations';

/**
 * Immobilisations (domaine §3) : plans, dotations de la période, sorties, mises en service, dérogatoire,
 * dépréciations, propositions depuis les factures, rapprochement aux comptes. N'écrit rien.
 */
function calculer(contexte: Contexte): Resultat {
  const { arrete, tables, parametres } = contexte;
  const { donnees, debut, etats, sortisAvant, planifies, ecritures, propositions, anomalies } =
    cloturerImmobilisations(contexte);
  return {
    capacite: NOM,
    anomalies: [...parametres.anomalies, ...anomalies],
    ecritures: [...ecritures],
    produites: [
      produireDotationsDuMois(etats),
      produirePlans(planifies, donnees),
      produireTableau(etats, sortisAvant, donnees, { arrete, debut }),
      produirePropositions(propositions),
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
  feuilles: FEUILLES_IMMOBILISATIONS,
  panneau: () => import('./Panneau'),
};
