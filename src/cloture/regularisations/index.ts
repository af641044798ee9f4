import type { Capacite } from '../capacite';
import type { Contexte, Resultat } from '../contexte';
import { EcrituresCloture, Historique } from '../tables-communes';
import { arreter } from './arreter';
import { MODULES } from './calcul/ecritures';
import { expliquerRegularisations } from './explications';
import { FEUILLES_REGULARISATIONS } from './feuilles';
import { produireHistorique } from './historique';
import { TABLES_REGULARISATIONS } from './lecture';
import { produireCharges, produireProduits, resumer } from './produites';
import { produireRadar } from './radar/decisions';
import { RadarCutOff } from './radar/table';
import { FaePca, FnpCca } from './tables';

const NOM = 'regularisations';

/**
 * Rattachement des charges et des produits à la période (domaine §4) : propose FNP, CCA, FAE, PCA, avoirs et charges à
 * payer, garde ce que l'utilisateur en a décidé, et en tire écritures, extournes et historique. N'écrit rien.
 */
function calculer(contexte: Contexte): Resultat {
  const { arrete, parametres } = contexte;
  const { donnees, options, propositions, constats, passees, anomalies } = arreter(contexte);
  const noms = new Map(donnees.tiers.map(t => [t.IdTiers, t.Nom]));
  const nom = (id: string) => noms.get(id);
  return {
    capacite: NOM,
    anomalies: [...parametres.anomalies, ...anomalies, ...passees.anomalies],
    ecritures: passees.ecritures,
    produites: [
      produireProduits(propositions, arrete, nom),
      produireCharges(propositions, arrete, nom),
      produireHistorique(options.historiser ? passees.regularisations : [], arrete),
      produireRadar(constats, arrete),
    ],
    resume: resumer(propositions),
  };
}

export const regularisations: Capacite = {
  nom: NOM,
  titre: { fr: 'Régularisations de charges et de produits', en: 'Expense and revenue cut-off' },
  lit: TABLES_REGULARISATIONS,
  ecrit: [FaePca, FnpCca, RadarCutOff, Historique, EcrituresCloture],
  modules: MODULES,
  calculer,
  expliquer: expliquerRegularisations,
  feuilles: FEUILLES_REGULARISATIONS,
  panneau: () => import('./Panneau'),
};
