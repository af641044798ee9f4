/** Un dossier vide mais réglé, pour ne dire dans un test que ce qu'il éprouve. */
import { compte, depuisEuros, depuisTexte, fin, periode, taux, type Jour } from '../../../src/comptabilite';
import type { Donnees, Options } from '../../../src/cloture/regularisations/calcul/donnees';
import { passer, proposerTout } from '../../../src/cloture/regularisations/calcul/etablir';

export const j = (iso: string): Jour => {
  const jour = depuisTexte(iso);
  if (jour === undefined) throw new Error(iso);
  return jour;
};

/** Les fins de mois d'une année. */
export const moisDe = (annee: number): Jour[] =>
  Array.from({ length: 12 }, (_, m) => fin(periode(`${annee}-${String(m + 1).padStart(2, '0')}`)));

export const VIDE: Donnees = {
  receptions: [],
  facturesFournisseurs: [],
  commandesAchat: [],
  echeancesAchat: [],
  chargesAPayer: [],
  livraisons: [],
  echeances: [],
  facturesClients: [],
  affaires: [],
  commandes: [],
  lignesCommande: [],
  produits: [],
  tiers: [],
  comptes: [],
  codesTVA: [],
  exercices: [],
  periodes: [2026, 2027].flatMap(annee =>
    moisDe(annee).map((_, m) => ({
      ligne: m + 5,
      Periode: periode(`${annee}-${String(m + 1).padStart(2, '0')}`),
      Etat: 'OUVERTE' as const,
    })),
  ),
  historique: [],
  ecritures: [],
  forcees: [],
  droits: [],
};

export const OPTIONS: Options = {
  mode: 'JOURS',
  moduleProduits: 'RATTACHEMENT',
  exclureNonValidees: true,
  perpetuel: false,
  historiser: true,
  historiserCharges: false,
  collectifExige: false,
  seuilBaseModifiee: depuisEuros(0),
  cutOffTVA: 'TTC',
  detailEcriture: 'PAR_TIERS',
  parLot: false,
  extourneForme: 'INVERSE',
  ecritureArrete: true,
  extourneAutomatique: true,
  tauxTVADefaut: taux('0.2'),
  comptes: {
    fae: compte('4181'),
    pca: compte('487'),
    aae: compte('4198'),
    fnp: compte('4081'),
    fnpImmo: compte('4084'),
    cca: compte('486'),
    aar: compte('4098'),
    tvaFae: compte('44587'),
    tvaFnp: compte('44586'),
    vente: compte('706'),
  },
  journal: 'OD',
};

/** Un arrêté par les seules règles, sans le radar. */
export function etablir(donnees: Donnees, options: Options, arrete: Jour) {
  const { propositions, anomalies } = proposerTout(donnees, options, arrete);
  const passees = passer(propositions, donnees, options, arrete);
  return { propositions, ecritures: passees.ecritures, anomalies: [...anomalies, ...passees.anomalies] };
}
