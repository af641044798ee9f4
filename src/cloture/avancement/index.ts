import type { Capacite } from '../capacite';
import type { Contexte, Resultat } from '../contexte';
import { EcrituresCloture, Exercices, Historique } from '../tables-communes';
import { etablir } from './calcul/etablir';
import { indexer } from './calcul/index-affaires';
import { controlerTemps } from './controles';
import { stocker } from './encours';
import { expliquerAvancement } from './explications';
import { FEUILLES_AVANCEMENT } from './feuilles';
import { lireDonnees, lireOptions, TABLES_AVANCEMENT } from './lecture';
import { estAncien, provisionner } from './perte';
import { avecProvisions } from './perte/produites';
import { produireDetail } from './produire-detail';
import { produireCaAvancement, produireHistorique, resumer } from './produites';
import { CaAvancement } from './tables';
import { CaDetail } from './tables-detail';

const NOM = 'avancement';

/**
 * Chiffre d'affaires à l'avancement, réel ou théorique (domaine §5.6, §5.7) : mesure chaque affaire, en tire FAE, PCA,
 * écritures, extournes et historique, et provisionne les pertes à terminaison (§5.8). N'écrit rien.
 */
function calculer({ arrete, tables, parametres }: Contexte): Resultat {
  const donnees = lireDonnees(tables);
  const options = lireOptions(parametres);
  const index = indexer(donnees, options);
  const { affaires, anomalies, ecritures } = etablir(index, donnees, options, arrete);
  const noms = new Map(donnees.tiers.map(t => [t.IdTiers, t.Nom]));
  const nomClient = (id: string) => noms.get(id) ?? id;
  const detailVoulu = options.presentation === 'DETAIL';
  const precedent = index.precedent(arrete);
  const exercices = tables.lire(Exercices).lignes;
  const stock = stocker(affaires, donnees, { arrete, precedent, exercices, parametres });
  const perte = provisionner(affaires, index.dossiers.values(), donnees, {
    arrete,
    precedent,
    parametres,
    ancien: estAncien(exercices, arrete),
    enCours: stock.de,
  });
  return {
    capacite: NOM,
    anomalies: [
      ...parametres.anomalies,
      ...anomalies,
      ...stock.anomalies,
      ...perte.anomalies,
      ...controlerTemps(donnees.temps, donnees.affaires, { arrete, precedent }),
    ],
    ecritures: [...ecritures, ...stock.ecritures, ...perte.ecritures],
    produites: [
      avecProvisions(produireCaAvancement(affaires, arrete, nomClient), { ...stock, ...perte }, index.cleDe),
      produireHistorique(affaires, arrete, id => index.ecartees.has(id)),
      stock.historique,
      ...perte.historiques,
      // Une feuille de détail d'une exécution passée se vide quand on revient à la synthèse.
      ...(detailVoulu || !tables.lire(CaDetail).absente
        ? [produireDetail(detailVoulu ? affaires : [], arrete, nomClient)]
        : []),
    ],
    resume: resumer(affaires),
  };
}

export const avancement: Capacite = {
  nom: NOM,
  titre: { fr: "Chiffre d'affaires à l'avancement", en: 'Revenue by stage of completion' },
  lit: [...TABLES_AVANCEMENT, Exercices, CaDetail],
  ecrit: [CaAvancement, CaDetail, Historique, EcrituresCloture],
  modules: ['FAE', 'PCA', 'P1516', 'P394', 'ENCOURS'],
  calculer,
  expliquer: expliquerAvancement,
  feuilles: FEUILLES_AVANCEMENT,
  panneau: () => import('./Panneau'),
};
