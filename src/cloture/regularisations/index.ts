import type { Capacite } from '../capacite';
import type { Contexte, Resultat } from '../contexte';
import { etablir } from './calcul/etablir';
import { FEUILLES_REGULARISATIONS } from './feuilles';
import { lireDonnees, lireOptions, TABLES_REGULARISATIONS } from './lecture';
import { produirePropositions } from './produites';
import { FaePca, FnpCca } from './tables';

const NOM = 'regularisations';

/**
 * Rattachement des charges et des produits à la période (domaine §4) : propose FNP, CCA, FAE, PCA et avoirs, garde ce
 * que l'utilisateur en a décidé, et en tire écritures, extournes et historique. N'écrit rien.
 */
function calculer({ arrete, tables, parametres }: Contexte): Resultat {
  const { propositions, anomalies } = etablir(lireDonnees(tables), lireOptions(parametres), arrete);
  return {
    capacite: NOM,
    anomalies: [...parametres.anomalies, ...anomalies],
    ecritures: [],
    produites: produirePropositions(propositions, arrete),
    resume: `Régularisations : ${propositions.length} propositions`,
  };
}

export const regularisations: Capacite = {
  nom: NOM,
  titre: { fr: 'Régularisations de charges et de produits', en: 'Expense and revenue cut-off' },
  lit: TABLES_REGULARISATIONS,
  ecrit: [FaePca, FnpCca],
  modules: ['FNP', 'CCA', 'AAR', 'CAP', 'RFAE', 'RPCA', 'AAE'],
  calculer,
  feuilles: FEUILLES_REGULARISATIONS,
  panneau: () => import('./Panneau'),
};
