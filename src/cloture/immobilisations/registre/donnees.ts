/** Ce que le registre lit du classeur, et les réglages des immobilisations. Un calcul n'en voit que des lignes. */
import { compte, depuisEuros, type Compte, type Jour, type Montant, type Taux } from '../../../comptabilite';
import type { AnyTable, Ligne } from '../../../workbook/table';
import type { TablesLues } from '../../../workbook/reader';
import * as communes from '../../tables-communes';
import type { Parametres } from '../../tables-communes/parametres';
import type { Bornes, CoefficientDegressif } from '../calcul';
import * as t from '../tables';

export interface DonneesImmobilisations {
  readonly fiches: readonly Ligne<typeof t.Immobilisations>[];
  readonly categories: ReadonlyMap<string, Ligne<typeof t.CategoriesImmo>>;
  readonly mouvements: ReadonlyMap<string, readonly Ligne<typeof t.MouvementsImmo>[]>;
  readonly versions: ReadonlyMap<string, readonly Ligne<typeof t.PlanVersions>[]>;
  readonly depreciations: ReadonlyMap<string, readonly Ligne<typeof t.DepreciationsImmo>[]>;
  /** Coefficients du classeur ; undefined quand la table est vide : le calcul prend alors le régime général. */
  readonly coefficients: readonly CoefficientDegressif[] | undefined;
  /** Les dotations déjà écrites, par bien, de la plus ancienne à la plus récente. */
  readonly dotations: ReadonlyMap<string, readonly Ligne<typeof t.Dotations>[]>;
  readonly exercices: readonly Ligne<typeof communes.Exercices>[];
  /** Les mêmes pour le calcul, qui range son calendrier par liste. */
  readonly bornes: readonly Bornes[];
}

/** Les tables du calcul d'un bien, qui suffisent aux fonctions de cellule. */
export const TABLES_PLANS = [
  t.CategoriesImmo,
  t.Immobilisations,
  t.MouvementsImmo,
  t.PlanVersions,
  t.DepreciationsImmo,
  t.CoefDegressif,
  communes.Exercices,
  communes.Parametres,
] as const satisfies readonly AnyTable[];

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
  return {
    fiches: tables.lire(t.Immobilisations).lignes,
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
  readonly seuil: Montant;
  readonly seuilBase: 'UNITAIRE' | 'LIGNE';
  readonly seuilInclusif: boolean;
  readonly tauxTVA: Taux;
  readonly journal: string;
  readonly referentiel: 'AUTO' | 'PCG2014' | 'PCG2025';
  readonly comptes: Readonly<Record<keyof typeof COMPTES, Compte>>;
}

/** Comptes des écritures : paramètre qui les remplace, et compte du plan général. */
const COMPTES = {
  vncCedee: ['CPT_IMMO_VNC', '657'],
  vncCedee2014: ['CPT_IMMO_VNC_2014', '675'],
  vncFinanciere: ['CPT_IMMO_VNC_FIN', '6671'],
  vncFinanciere2014: ['CPT_IMMO_VNC_FIN_2014', '6756'],
  prix: ['CPT_IMMO_PRIX', '757'],
  prix2014: ['CPT_IMMO_PRIX_2014', '775'],
  prixFinancier: ['CPT_IMMO_PRIX_FIN', '7671'],
  prixFinancier2014: ['CPT_IMMO_PRIX_FIN_2014', '7756'],
  rebut: ['CPT_IMMO_REBUT', '6871'],
  creance: ['CPT_IMMO_CREANCE', '462'],
  tvaCollectee: ['CPT_IMMO_TVA_COLLECTEE', '44571'],
  tvaDeductible: ['CPT_IMMO_TVA_DEDUCTIBLE', '44562'],
  fournisseur: ['CPT_IMMO_FOURNISSEUR', '404'],
  derogatoire: ['CPT_IMMO_DEROGATOIRE', '145'],
  dotationDerogatoire: ['CPT_IMMO_DOT_DEROGATOIRE', '68725'],
  repriseDerogatoire: ['CPT_IMMO_REP_DEROGATOIRE', '78725'],
  dotationDepreciation: ['CPT_IMMO_DOT_DEPRECIATION', '6816'],
  repriseDepreciation: ['CPT_IMMO_REP_DEPRECIATION', '7816'],
} as const;

const oui = (texte: string | undefined) => /^(o|oui|vrai|true|1)$/i.test((texte ?? '').trim());

/** Les réglages en vigueur. @throws RangeError si un compte ou un seuil ne se lit pas. */
export function lireOptions(parametres: Parametres): OptionsImmobilisations {
  const texte = (cle: string) => parametres.texte(cle)?.trim().toUpperCase();
  return {
    reprise: texte('OptionReprise') === 'PLAN' ? 'PLAN' : 'PROSPECTIF',
    reste: texte('ConventionReste') === 'MOIS' ? 'MOIS' : 'EXERCICES',
    derogatoireMensuel: oui(texte('DerogatoireMensuel')),
    rebutExceptionnel: oui(texte('OptionRebutExceptionnel')),
    seuil: depuisEuros((texte('SeuilImmobilisation') ?? '500').replace(/[\s\u00a0]/g, '').replace(',', '.')),
    seuilBase: texte('SeuilBase') === 'LIGNE' ? 'LIGNE' : 'UNITAIRE',
    seuilInclusif: oui(texte('SeuilInclusif')),
    tauxTVA: parametres.valeur('TauxTVADefaut'),
    journal: parametres.valeur('JOURNAL_CLOTURE'),
    referentiel: parametres.valeur('ReferentielComptable'),
    comptes: Object.fromEntries(
      Object.entries(COMPTES).map(([nom, [cle, defaut]]) => [nom, compte(parametres.texte(cle) ?? defaut)]),
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
