import {
  moins,
  montant,
  texteJour,
  texteMontant,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import {
  controlerAffaire,
  controlerEcartee,
  controlerIdentite,
  controlerRecul,
  controlerTVA,
} from '../controles';
import { detailler, repartirSurDetails, TvaSurFae, type Regularisation } from './detail';
import type { DonneesAvancement, LigneForcee, OptionsAvancement } from './donnees';
import type { Dossier } from './dossier';
import { ecrituresDe } from './ecritures';
import type { ArreteHistorise } from './historique';
import type { IndexAvancement } from './index-affaires';
import { estVide, mesurer, type Mesure } from './mesures';
import {
  arretePrecedent,
  confronterValidees,
  controlerExtourne,
  controlerPeriode,
  controlerSoldes,
} from './periodes';

/** Une affaire établie à l'arrêté : mesure, production, FAE et PCA détaillées. */
export interface AffaireEtablie {
  readonly dossier: Dossier;
  readonly mesure: Mesure;
  readonly force: LigneForcee | undefined;
  readonly caPrecedent: Montant | undefined;
  readonly production: Montant | undefined;
  readonly fae: readonly Regularisation[];
  readonly pca: readonly Regularisation[];
}

/** L'arrêté établi : les affaires, ce qui ne va pas, les écritures à passer. */
export interface ArreteEtabli {
  readonly affaires: readonly AffaireEtablie[];
  readonly anomalies: Anomalie[];
  readonly ecritures: Ecriture[];
}

/**
 * CA M-1 d'une affaire (domaine §5.4, §5.11) : le CA historisé à l'arrêté précédent. Zéro si rien n'est
 * historisé avant, ou si l'affaire n'avait rien à cette date ; sinon l'absence d'historique est bloquante.
 */
export function caPrecedentDe(
  dossier: Dossier,
  index: IndexAvancement,
  arrete: Jour,
): { ca: Montant; historise: ArreteHistorise | undefined } | { manque: Anomalie } {
  const precedent = arretePrecedent(arrete);
  const historise = index.historique.de(dossier.affaire.IdAffaire, precedent);
  if (historise) return { ca: historise.ca, historise };
  const avant = mesurer(dossier, precedent);
  const sansPasse = avant.facture === 0 && avant.charges === 0 && avant.ca === 0;
  if (sansPasse || !index.historique.aUnArrete(precedent)) return { ca: ZERO, historise: undefined };
  const { IdAffaire, ligne } = dossier.affaire;
  const entier = !index.historique.aCetArrete(precedent);
  return {
    manque: {
      code: 'C-REV-09',
      gravite: 'BLOQUANT',
      table: entier ? 'Historique' : 'Affaires',
      ...(entier ? {} : { ligne }),
      cle: IdAffaire,
      message: `Affaire ${IdAffaire} : aucun CA historisé au ${texteJour(precedent)}, alors qu'elle a des pièces avant cette date.`,
      remede: entier
        ? `Validez d'abord l'arrêté du ${texteJour(precedent)}.`
        : 'Ajoutez à Historique une ligne CA de type REPRISE à cette date, avec son facturé.',
    },
  };
}

/** Établit un arrêté : mesure chaque affaire, la contrôle, et prépare écritures et historique. */
export function etablir(
  index: IndexAvancement,
  donnees: Pick<DonneesAvancement, 'codesTVA' | 'tiers' | 'ecritures'>,
  options: OptionsAvancement,
  arrete: Jour,
): ArreteEtabli {
  const tva = new TvaSurFae(donnees.codesTVA, options);
  const anomalies: Anomalie[] = [...controlerPeriode(arrete, index.periodes)];
  for (const ecartee of index.ecartees.values()) {
    const anomalie = controlerEcartee(ecartee);
    if (anomalie) anomalies.push(anomalie);
  }
  const affaires: AffaireEtablie[] = [];
  for (const dossier of index.dossiers.values()) {
    const etablie = etablirAffaire(dossier, index, tva, arrete, anomalies);
    if (etablie) affaires.push(etablie);
  }
  const regularisations = affaires.map(a => ({
    idAffaire: a.dossier.affaire.IdAffaire,
    fae: a.fae,
    pca: a.pca,
  }));
  const tiers = new Map(donnees.tiers.map(t => [t.IdTiers, t]));
  const calculees = ecrituresDe(regularisations, { arrete, options, tiers });
  if (calculees.length > 0) anomalies.push(...controlerExtourne(arrete, index.periodes));
  const { aEcrire, anomalies: validees } = confronterValidees(calculees, donnees.ecritures, arrete);
  anomalies.push(...validees, ...controlerSoldes(donnees.ecritures, arrete));
  return { affaires, anomalies, ecritures: aEcrire };
}

function etablirAffaire(
  dossier: Dossier,
  index: IndexAvancement,
  tva: TvaSurFae,
  arrete: Jour,
  anomalies: Anomalie[],
): AffaireEtablie | undefined {
  const { IdAffaire } = dossier.affaire;
  const force = index.force(IdAffaire, arrete);
  const mesure = mesurer(dossier, arrete, force?.TauxForce);
  const jugee = { dossier, mesure, arrete, force };
  const precedent = caPrecedentDe(dossier, index, arrete);
  const historise = 'manque' in precedent ? undefined : precedent.historise;
  if (estVide(mesure) && !historise) return undefined;
  anomalies.push(...controlerAffaire(jugee));
  const poids = detailler(dossier.postes, arrete);
  const detail = (total: Montant, avecTVA: boolean): Regularisation[] => {
    const parts = repartirSurDetails(total, poids);
    if (!parts) anomalies.push(sansDetail(IdAffaire, total));
    return [...(parts ?? [])].map(([d, m]) => tva.regularisation(d, m, arrete, avecTVA));
  };
  const fae = detail(mesure.fae, true);
  const pca = detail(mesure.pca, false);
  anomalies.push(...controlerTVA(IdAffaire, fae, tva, arrete));
  if ('manque' in precedent) {
    anomalies.push(precedent.manque);
    return { dossier, mesure, force, caPrecedent: undefined, production: undefined, fae, pca };
  }
  const production = moins(mesure.ca, precedent.ca);
  anomalies.push(
    ...controlerIdentite(jugee, historise, production),
    ...controlerRecul(jugee, historise),
    ...documentsTardifs(dossier, historise, arrete),
  );
  return { dossier, mesure, force, caPrecedent: precedent.ca, production, fae, pca };
}

function sansDetail(idAffaire: string, total: Montant): Anomalie {
  return {
    code: 'C-REV-14',
    gravite: 'BLOQUANT',
    table: 'Affaires',
    cle: idAffaire,
    message: `Affaire ${idAffaire} : ${texteMontant(total)} à régulariser sans compte de vente où les porter.`,
    remede: 'Vérifiez les commandes et les factures de l’affaire : leurs montants se compensent.',
  };
}

/**
 * C-GEN-04 : une facture datée d'un mois fermé mais arrivée depuis. Le mois fermé ne bouge pas ; par le cumul,
 * elle tombe dans le mois que l'on clôture (domaine §1.3, §16 cas 13).
 */
function documentsTardifs(
  dossier: Dossier,
  historise: ArreteHistorise | undefined,
  arrete: Jour,
): Anomalie[] {
  const precedent = arretePrecedent(arrete);
  const facture = historise?.detail?.FACT;
  if (facture === undefined) return [];
  const relu = mesurer(dossier, precedent).facture;
  if (relu === facture) return [];
  const ecart = montant(relu - facture);
  return [
    {
      code: 'C-GEN-04',
      gravite: 'ALERTE',
      table: 'FacturesClients',
      cle: dossier.affaire.IdAffaire,
      message: `Affaire ${dossier.affaire.IdAffaire} : les factures datées au plus tard du ${texteJour(precedent)} ont changé de ${texteMontant(ecart)} depuis cet arrêté ; l'écart compte dans le mois.`,
      remede: 'Rien à faire si la facture est arrivée en retard.',
    },
  ];
}
