import { terminer } from '../../comptabilite';
import type { Capacite } from '../capacite';
import type { Contexte, Resultat } from '../contexte';
import { arreterParTranches } from './arreter';
import { chargesDuMois } from './calcul/charges';
import { expliquerRegularisations } from './explications';
import { produireHistorique } from './historique';
import { PRESENTATION_REGULARISATIONS } from './presentation';
import { produireCharges, produireProduits, resumer } from './produites';
import { produireRadar } from './radar/decisions';
import { FaePca } from './tables';

/**
 * Rattachement des charges et des produits à la période (domaine §4) : propose FNP, CCA, FAE, PCA, avoirs et charges à
 * payer, garde ce que l'utilisateur en a décidé, et en tire écritures, extournes et historique. N'écrit rien.
 */
function* calculerParTranches(contexte: Contexte): Generator<void, Resultat> {
  const { arrete, tables, parametres } = contexte;
  const { donnees, options, propositions, constats, passees, anomalies } =
    yield* arreterParTranches(contexte);
  yield;
  const noms = new Map(donnees.tiers.map(t => [t.IdTiers, t.Nom]));
  const nom = (id: string) => noms.get(id);
  const charges = options.historiserCharges ? chargesDuMois(donnees, arrete, options) : undefined;
  return {
    capacite: PRESENTATION_REGULARISATIONS.nom,
    anomalies: [...parametres.anomalies, ...anomalies, ...passees.anomalies],
    ecritures: passees.ecritures,
    produites: [
      ...(options.moduleProduits === 'RECONNAISSANCE' && tables.lire(FaePca).absente
        ? []
        : [produireProduits(propositions, arrete, nom)]),
      produireCharges(propositions, arrete, nom),
      produireHistorique(options.historiser ? passees.regularisations : [], charges, arrete),
      produireRadar(constats, arrete),
    ],
    resume: resumer(propositions),
  };
}

export const regularisations: Capacite = {
  ...PRESENTATION_REGULARISATIONS,
  calculer: contexte => terminer(calculerParTranches(contexte)),
  calculerParTranches,
  expliquer: expliquerRegularisations,
};
