/** Ce que le registre lit du classeur, et les réglages des immobilisations. Un calcul n'en voit que des lignes. */
import { type Compte, type Jour, type Montant, type Taux } from '../../../comptabilite';
import type { Ligne, TablesLues } from '../../../workbook/table';
import * as communes from '../../tables-communes';
import type { Parametres } from '../../tables-communes/parametres';
import type { Bornes, CoefficientDegressif, Periodicite } from '../calcul';
import * as t from '../tables';

export interface DonneesImmobilisations {
  readonly fiches: readonly Ligne<typeof t.Immobilisations>[];
  readonly categories: ReadonlyMap<string, Ligne<typeof t.CategoriesImmo>>;
  readonly mouvements: ReadonlyMap<string, readonly Ligne<typeof t.MouvementsImmo>[]>;
  readonly versions: ReadonlyMap<string, readonly Ligne<typeof t.PlanVersions>[]>;
  readonly depreciations: ReadonlyMap<string, readonly Ligne<typeof t.DepreciationsImmo>[]>;
  /** Coefficients du classeur ; undefined quand la table est vide : le calcul prend alors le régime général. */
  readonly coefficients: readonly CoefficientDegressif[] | undefined;
  /** Les lignes dont ils viennent. */
  readonly lignesCoefficients: readonly Ligne<typeof t.CoefDegressif>[];
  /** Les dotations déjà écrites, par bien, de la plus ancienne à la plus récente. */
  readonly dotations: ReadonlyMap<string, readonly Ligne<typeof t.Dotations>[]>;
  /** Fiche d'où vient un bien reçu par transfert, par numéro de la fiche qui reçoit. */
  readonly transferts: ReadonlyMap<string, Ligne<typeof t.Immobilisations>>;
  readonly exercices: readonly Ligne<typeof communes.Exercices>[];
  /** Les mêmes pour le calcul, qui range son calendrier par liste. */
  readonly bornes: readonly Bornes[];
}

function grouper<L>(
  lignes: readonly L[],
  cle: (l: L) => string,
  avant: (a: L, b: L) => number,
): Map<string, L[]> {
  const groupes = new Map<string, L[]>();
  for (const ligne of lignes) {
    const groupe = groupes.get(cle(ligne));
    if (groupe) groupe.push(ligne);
    else groupes.set(cle(ligne), [ligne]);
  }
  for (const groupe of groupes.values()) if (groupe.length > 1) groupe.sort(avant);
  return groupes;
}

/** Les lignes par bien, dans l'ordre des dates : l'ordre des lignes de la feuille ne compte pas. */
export function lireImmobilisations(tables: TablesLues): DonneesImmobilisations {
  const exercices = tables.lire(communes.Exercices).lignes;
  const fiches = tables.lire(t.Immobilisations).lignes;
  return {
    fiches,
    transferts: new Map(
      fiches.flatMap(f =>
        f.TypeSortie === 'TRANSFERT' && f.IdImmoVers !== undefined ? [[f.IdImmoVers, f]] : [],
      ),
    ),
    categories: new Map(tables.lire(t.CategoriesImmo).lignes.map(c => [c.Categorie, c])),
    mouvements: grouper(
      tables.lire(t.MouvementsImmo).lignes,
      m => m.IdImmo,
      (a, b) => a.Date - b.Date || (a.NoMouvement < b.NoMouvement ? -1 : 1),
    ),
    versions: grouper(
      tables.lire(t.PlanVersions).lignes,
      v => v.IdImmo,
      (a, b) => a.DateEffet - b.DateEffet,
    ),
    depreciations: grouper(
      tables.lire(t.DepreciationsImmo).lignes,
      d => d.IdImmo,
      (a, b) => a.Date - b.Date,
    ),
    coefficients: coefficients(tables.lire(t.CoefDegressif).lignes),
    lignesCoefficients: tables.lire(t.CoefDegressif).lignes,
    dotations: grouper(
      tables.lire(t.Dotations).lignes,
      d => d.IdImmo,
      (a, b) => a.Arrete - b.Arrete,
    ),
    exercices,
    bornes: exercices.map(x => ({ debut: x.DateDebut, fin: x.DateFin })),
  };
}

function coefficients(lignes: readonly Ligne<typeof t.CoefDegressif>[]): CoefficientDegressif[] | undefined {
  if (lignes.length === 0) return undefined;
  return lignes.map(c => ({
    du: c.DateDebut,
    ...(c.DateFin === undefined ? {} : { au: c.DateFin }),
    dureeMinMois: c.DureeMin,
    ...(c.DureeMax === undefined ? {} : { dureeMaxMois: c.DureeMax }),
    coefficient: c.Coefficient,
  }));
}

/** Réglages des immobilisations, par leur nom dans Parametres ; le défaut est celui du domaine. */
export interface OptionsImmobilisations {
  readonly reprise: 'PROSPECTIF' | 'PLAN';
  readonly reste: 'EXERCICES' | 'MOIS';
  readonly derogatoireMensuel: boolean;
  readonly rebutExceptionnel: boolean;
  readonly periodicite: Periodicite;
  readonly seuil: Montant;
  readonly seuilBase: 'UNITAIRE' | 'LIGNE';
  readonly seuilInclusif: boolean;
  readonly tauxTVA: Taux;
  readonly journal: string;
  readonly referentiel: 'AUTO' | 'PCG2014' | 'PCG2025';
  readonly comptes: Readonly<Record<keyof typeof COMPTES, Compte>>;
}

/** Comptes des écritures : le paramètre qui donne chacun. */
const COMPTES = {
  vncCedee: 'CPT_IMMO_VNC',
  vncCedee2014: 'CPT_IMMO_VNC_2014',
  vncFinanciere: 'CPT_IMMO_VNC_FIN',
  vncFinanciere2014: 'CPT_IMMO_VNC_FIN_2014',
  prix: 'CPT_IMMO_PRIX',
  prix2014: 'CPT_IMMO_PRIX_2014',
  prixFinancier: 'CPT_IMMO_PRIX_FIN',
  prixFinancier2014: 'CPT_IMMO_PRIX_FIN_2014',
  rebut: 'CPT_IMMO_REBUT',
  creance: 'CPT_IMMO_CREANCE',
  tvaCollectee: 'CPT_IMMO_TVA_COLLECTEE',
  tvaDeductible: 'CPT_IMMO_TVA_DEDUCTIBLE',
  fournisseur: 'CPT_IMMO_FOURNISSEUR',
  derogatoire: 'CPT_IMMO_DEROGATOIRE',
  dotationDerogatoire: 'CPT_IMMO_DOT_DEROGATOIRE',
  repriseDerogatoire: 'CPT_IMMO_REP_DEROGATOIRE',
  dotationDepreciation: 'CPT_IMMO_DOT_DEPRECIATION',
  repriseDepreciation: 'CPT_IMMO_REP_DEPRECIATION',
} as const;

/** Les réglages en vigueur, typés par Parametres : ce qui ne s'y lit pas y est une anomalie bloquante. */
export function lireOptions(parametres: Parametres): OptionsImmobilisations {
  return {
    reprise: parametres.valeur('OptionReprise'),
    reste: parametres.valeur('ConventionResteDegressif'),
    derogatoireMensuel: parametres.valeur('DerogatoireMensuel'),
    rebutExceptionnel: parametres.valeur('OptionRebutExceptionnel'),
    periodicite: parametres.valeur('PeriodicitePlan'),
    seuil: parametres.valeur('SeuilImmo'),
    seuilBase: parametres.valeur('SeuilBase'),
    seuilInclusif: parametres.valeur('SeuilInclusif'),
    tauxTVA: parametres.valeur('TauxTVADefaut'),
    journal: parametres.valeur('JOURNAL_CLOTURE'),
    referentiel: parametres.valeur('ReferentielComptable'),
    comptes: Object.fromEntries(
      Object.entries(COMPTES).map(([nom, cle]) => [nom, parametres.valeur(cle)]),
    ) as OptionsImmobilisations['comptes'],
  };
}

/** L'exercice qui contient un jour, tel que le classeur le dit ; undefined s'il n'y est pas. */
export function exerciceDuJour(
  exercices: DonneesImmobilisations['exercices'],
  jour: Jour,
): DonneesImmobilisations['exercices'][number] | undefined {
  return exercices.find(x => x.DateDebut <= jour && jour <= x.DateFin);
}
