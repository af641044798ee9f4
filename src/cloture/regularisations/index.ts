import type { Capacite } from '../capacite';
import type { Contexte, Resultat } from '../contexte';
import { arreter } from './arreter';
import { expliquerRegularisations } from './explications';
import { FEUILLES_REGULARISATIONS } from './feuilles';
import { TABLES_REGULARISATIONS } from './lecture';
import { produirePropositions } from './produites';
import { produireRadar } from './radar/decisions';
import { RadarCutOff } from './radar/table';
import { FaePca, FnpCca } from './tables';

const NOM = 'regularisations';

/**
 * Rattachement des charges et des produits à la période (domaine §4) : propose FNP, CCA, FAE, PCA et avoirs, garde ce
 * que l'utilisateur en a décidé, et en tire écritures, extournes et historique. N'écrit rien.
 */
function calculer(contexte: Contexte): Resultat {
  const { arrete, parametres } = contexte;
  const { propositions, constats, anomalies } = arreter(contexte);
  return {
    capacite: NOM,
    anomalies: [...parametres.anomalies, ...anomalies],
    ecritures: [],
    produites: [...produirePropositions(propositions, arrete), produireRadar(constats, arrete)],
    resume: `Régularisations : ${propositions.length} propositions`,
  };
}

export const regularisations: Capacite = {
  nom: NOM,
  titre: { fr: 'Régularisations de charges et de produits', en: 'Expense and revenue cut-off' },
  lit: TABLES_REGULARISATIONS,
  ecrit: [FaePca, FnpCca, RadarCutOff],
  modules: ['FNP', 'CCA', 'AAR', 'CAP', 'RFAE', 'RPCA', 'AAE'],
  calculer,
  expliquer: expliquerRegularisations,
  feuilles: FEUILLES_REGULARISATIONS,
  panneau: () => import('./Panneau'),
};
