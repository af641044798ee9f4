import { terminer } from '../../comptabilite';
import type { Capacite } from '../capacite';
import type { Contexte, Resultat } from '../contexte';
import { Affaires, Exercices } from '../tables-communes';
import { etablir } from './calcul/etablir';
import { indexerParTranches } from './calcul/index-affaires';
import { controlerTemps } from './controles';
import { controlerOrdre } from './controles/charges-ouvertes';
import { controlerDroits } from './controles/droits';
import { estFait } from '../tables-communes/enchainement';
import { controlerFamilles } from '../tables-communes/familles';
import { stocker } from './encours';
import { expliquerAvancement } from './explications';
import { lireDonneesParTranches, lireOptions, sansRegles } from './lecture';
import { calculerParticuliers, estParticuliere } from './particulier';
import { HistoriqueParticulier } from './particulier/tables';
import { estAncien, provisionner } from './perte';
import { avecProvisions } from './perte/produites';
import { PRESENTATION_AVANCEMENT } from './presentation';
import { produireDetail } from './produire-detail';
import { produireCaAvancement, produireHistorique, resumer } from './produites';
import { arreterSansRegles } from './sans-regles';
import { CaDetail } from './tables-detail';

/**
 * Chiffre d'affaires à l'avancement, réel ou théorique (domaine §5.6, §5.7) : mesure chaque affaire, en tire FAE, PCA,
 * écritures, extournes et historique, et provisionne les pertes à terminaison (§5.8). N'écrit rien.
 */
function* calculerParTranches(contexte: Contexte): Generator<void, Resultat> {
  const { arrete, tables, parametres } = contexte;
  if (sansRegles(parametres)) return arreterSansRegles(contexte);
  const donnees = yield* lireDonneesParTranches(tables);
  const options = lireOptions(parametres);
  const index = yield* indexerParTranches(donnees, options);
  const { affaires: etablies, anomalies, ecritures } = yield* etablir(index, donnees, options, arrete);
  const affaires = etablies.filter(a => !estParticuliere(a));
  const noms = new Map(donnees.tiers.map(t => [t.IdTiers, t.Nom]));
  const nomClient = (id: string) => noms.get(id) ?? id;
  const detailVoulu = options.presentation === 'DETAIL';
  const precedent = index.precedent(arrete);
  const exercices = tables.lire(Exercices).lignes;
  const parFormule = calculerParticuliers(etablies.filter(estParticuliere), {
    ...{ arrete, precedent, affaires: tables.lire(Affaires) },
    historique: tables.lire(HistoriqueParticulier).lignes,
  });
  const suivies = new Set(etablies.map(({ dossier }) => dossier.IdAffaire));
  yield;
  const stock = stocker(affaires, donnees, { arrete, precedent, exercices, parametres });
  yield;
  const perte = provisionner(affaires, index.dossiers.values(), donnees, {
    arrete,
    precedent,
    parametres,
    ancien: estAncien(exercices, arrete),
    enCours: stock.de,
  });
  yield;
  const ordre =
    suivies.size === 0 || estFait('regularisations', contexte)
      ? []
      : controlerOrdre(donnees, { arrete, precedent, suivie: id => suivies.has(id) });
  yield;
  const auxTemps = controlerTemps(donnees.temps, donnees.affaires, { arrete, precedent });
  return {
    capacite: PRESENTATION_AVANCEMENT.nom,
    anomalies: [
      ...parametres.anomalies,
      ...anomalies,
      ...controlerDroits(affaires, donnees, arrete),
      ...controlerFamilles(tables),
      ...ordre,
      ...parFormule.anomalies,
      ...stock.anomalies,
      ...perte.anomalies,
      ...auxTemps,
    ],
    ecritures: [...ecritures, ...stock.ecritures, ...perte.ecritures],
    produites: [
      avecProvisions(
        produireCaAvancement(affaires, arrete, nomClient, donnees.forces),
        { ...stock, ...perte },
        index.cleDe,
      ),
      produireHistorique(affaires, arrete, id => index.ecartees.has(id)),
      stock.historique,
      ...perte.historiques,
      ...(tables.lire(HistoriqueParticulier).absente && parFormule.produite.lignes.length === 0
        ? []
        : [parFormule.produite]),
      // Une feuille de détail d'une exécution passée se vide quand on revient à la synthèse.
      ...(detailVoulu || !tables.lire(CaDetail).absente
        ? [produireDetail(detailVoulu ? affaires : [], arrete, nomClient)]
        : []),
    ],
    resume: resumer(affaires),
  };
}

export const avancement: Capacite = {
  ...PRESENTATION_AVANCEMENT,
  calculer: contexte => terminer(calculerParTranches(contexte)),
  calculerParTranches,
  expliquer: expliquerAvancement,
};
