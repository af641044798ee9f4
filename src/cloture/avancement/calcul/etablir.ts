import {
  collectifManquant,
  confronterValidees,
  controlerExtourne,
  controlerPeriode,
  controlerSoldes,
  moins,
  rappelerExtournes,
  sansEcritures,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
  somme,
  type Taux,
} from '../../../comptabilite';
import {
  controlerAffaire,
  controlerEcartee,
  controlerIdentite,
  controlerRecul,
  controlerTVA,
  documentsTardifs,
  sansDetail,
  sansHistorique,
} from '../controles';
import {
  detailler,
  porterAuxDetails,
  repartirSurDetails,
  TvaSurFae,
  type Poids,
  type Regularisation,
} from './detail';
import type { DonneesAvancement, LigneForcee, OptionsAvancement } from './donnees';
import type { Dossier } from './dossier';
import { ecrituresDe, sourceDe, type RegularisationsAffaire } from './ecritures';
import type { ArreteHistorise } from './historique';
import type { IndexAvancement } from './index-affaires';
import { estVide, mesurer, type Mesure } from './mesures';
import { MODULES_CA } from './periodes';
import { proposer } from './propositions';

/** Un groupe (affaire ou lot) établi à l'arrêté : mesure, production, FAE et PCA détaillées. */
export interface AffaireEtablie {
  readonly dossier: Dossier;
  readonly mesure: Mesure;
  readonly force: LigneForcee | undefined;
  /** % forcé de l'arrêté précédent : montré, jamais appliqué à celui-ci (domaine §5.11). */
  readonly tauxForcePrecedent: Taux | undefined;
  readonly caPrecedent: Montant | undefined;
  readonly production: Montant | undefined;
  readonly fae: readonly Regularisation[];
  readonly pca: readonly Regularisation[];
}

/** L'arrêté établi : les groupes, ce qui ne va pas, les écritures à passer. */
export interface ArreteEtabli {
  readonly affaires: readonly AffaireEtablie[];
  readonly anomalies: Anomalie[];
  readonly ecritures: Ecriture[];
}

/**
 * CA M-1 d'un groupe (domaine §5.4, §5.11) : le CA historisé à l'arrêté précédent. Zéro si rien n'est historisé
 * avant, ou si le groupe n'avait rien à cette date ; sinon l'absence d'historique est bloquante.
 */
export function caPrecedentDe(
  dossier: Dossier,
  index: IndexAvancement,
  arrete: Jour,
): { ca: Montant; historise: ArreteHistorise | undefined } | { manque: Anomalie } {
  const precedent = index.precedent(arrete);
  const historise = index.historique.de(dossier.cle, precedent);
  if (historise) return { ca: historise.ca, historise };
  if (!index.historique.aUnArrete(precedent)) return { ca: ZERO, historise: undefined };
  const avant = mesurer(dossier, precedent);
  if (avant.facture === 0 && avant.charges === 0 && avant.ca === 0) return { ca: ZERO, historise: undefined };
  return { manque: sansHistorique(dossier, precedent, !index.historique.aCetArrete(precedent)) };
}

/** Établit un arrêté : mesure chaque affaire, la contrôle, et prépare écritures et historique. Rend la main à chacune. */
export function* etablir(
  index: IndexAvancement,
  donnees: Pick<DonneesAvancement, 'codesTVA' | 'tiers' | 'ecritures'>,
  options: OptionsAvancement,
  arrete: Jour,
): Generator<void, ArreteEtabli> {
  const tva = new TvaSurFae(donnees.codesTVA, options);
  const anomalies: Anomalie[] = [...controlerPeriode(arrete, index.periodes)];
  for (const ecartee of index.ecartees.values()) {
    const anomalie = controlerEcartee(ecartee);
    if (anomalie) anomalies.push(anomalie);
  }
  const affaires: AffaireEtablie[] = [];
  for (const dossier of index.dossiers.values()) {
    yield;
    const etablie = etablirAffaire(dossier, index, tva, arrete, anomalies);
    if (etablie) affaires.push(etablie);
  }
  const regularisations = parAffaire(affaires, options.parLot);
  const tiers = new Map(donnees.tiers.map(t => [t.IdTiers, t]));
  const calculees = ecrituresDe(regularisations, { arrete, options, tiers });
  if (calculees.some(e => e.extourneDe !== undefined))
    anomalies.push(...controlerExtourne(arrete, index.periodes));
  const { aEcrire, anomalies: validees } = confronterValidees(
    calculees,
    donnees.ecritures,
    arrete,
    MODULES_CA,
  );
  const passees = options.extourneAutomatique ? controlerSoldes : rappelerExtournes;
  anomalies.push(...validees, ...passees(donnees.ecritures, arrete, MODULES_CA));
  if (options.collectifExige && options.detailEcriture === 'PAR_TIERS')
    for (const id of new Set(affaires.flatMap(a => a.fae.map(r => r.tiers)))) {
      const client = tiers.get(id);
      if (client?.CompteFAE_FAR === undefined) anomalies.push(collectifManquant(id, client?.Nom));
    }
  if (!options.ecritureArrete) anomalies.push(...sansEcritures(parModule(affaires), arrete));
  return { affaires, anomalies, ecritures: aEcrire };
}

const parModule = (affaires: readonly AffaireEtablie[]) =>
  affaires.flatMap(({ fae, pca }) => [
    ...fae.map(({ montant }) => ({ module: 'FAE', montant })),
    ...pca.map(({ montant }) => ({ module: 'PCA', montant })),
  ]);

/** FAE et PCA par affaire : ses lots partagent une pièce, sans se compenser ; ou chacun a la sienne (PAR_LOT). */
function parAffaire(etablies: readonly AffaireEtablie[], parLot: boolean): RegularisationsAffaire[] {
  const affaires = new Map<string, RegularisationsAffaire>();
  for (const { dossier, fae, pca } of etablies) {
    const nue = { idAffaire: dossier.IdAffaire, lot: parLot ? dossier.Lot : undefined };
    const reunies = affaires.get(sourceDe(nue)) ?? { ...nue, fae: [], pca: [] };
    affaires.set(sourceDe(nue), { ...nue, fae: [...reunies.fae, ...fae], pca: [...reunies.pca, ...pca] });
  }
  return [...affaires.values()];
}

function etablirAffaire(
  dossier: Dossier,
  index: IndexAvancement,
  tva: TvaSurFae,
  arrete: Jour,
  anomalies: Anomalie[],
): AffaireEtablie | undefined {
  const force = index.force(dossier.cle, arrete);
  const mesure = mesurer(dossier, arrete, force);
  const jugee = { dossier, mesure, arrete, force };
  const particuliere = dossier.regle.formule !== undefined;
  const precedent = particuliere ? { ca: ZERO, historise: undefined } : caPrecedentDe(dossier, index, arrete);
  const historise = 'manque' in precedent ? undefined : precedent.historise;
  if (estVide(mesure) && !historise) return undefined;
  anomalies.push(...controlerAffaire(jugee));
  const poids = detailler(dossier.postes, arrete);
  const detail = (sens: 'fae' | 'pca'): Regularisation[] => {
    // Une règle à formule ne reconnaît rien : elle n'a ni FAE, ni PCA, ni écriture.
    if (particuliere) return [];
    const total = mesure[sens];
    const parts = mesure.proposees
      ? porterAuxDetails(total, proposeesDe(dossier, poids, sens, arrete), poids)
      : repartirSurDetails(total, poids);
    if (!parts) anomalies.push(sansDetail(dossier, total));
    return [...(parts ?? [])].map(([d, m]) => tva.regularisation(d, m, arrete, sens === 'fae'));
  };
  const fae = detail('fae');
  const pca = detail('pca');
  const tauxForcePrecedent = historise?.detail?.PctForce;
  anomalies.push(...controlerTVA(dossier, fae, tva, arrete));
  const caPrecedent = 'manque' in precedent ? undefined : precedent.ca;
  const production = caPrecedent === undefined ? undefined : moins(mesure.ca, caPrecedent);
  if ('manque' in precedent) anomalies.push(precedent.manque);
  if (production !== undefined) {
    anomalies.push(...controlerIdentite(jugee, historise, production), ...controlerRecul(jugee, historise));
  }
  if (historise) {
    const depuis = index.precedent(arrete);
    anomalies.push(...documentsTardifs(dossier, historise, mesurer(dossier, depuis), depuis));
  }
  return { dossier, mesure, force, tauxForcePrecedent, caPrecedent, production, fae, pca };
}

/** Ce que les lignes de chaque détail proposent. */
function proposeesDe(
  { regle }: Dossier,
  poids: readonly Poids[],
  sens: 'fae' | 'pca',
  date: Jour,
): Montant[] {
  return poids.map(({ postes }) =>
    somme(postes.flatMap(p => proposer(p, regle, date)[sens].map(x => x.montant))),
  );
}
