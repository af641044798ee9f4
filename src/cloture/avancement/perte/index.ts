import {
  confronterValidees,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { TableProduite } from '../../contexte';
import type { Historique } from '../../tables-communes';
import type { Parametres } from '../../tables-communes/parametres';
import type { DonneesAvancement } from '../calcul/donnees';
import type { Dossier } from '../calcul/dossier';
import type { AffaireEtablie } from '../calcul/etablir';
import { estAvancement } from '../calcul/regles';
import { ecrituresPertes } from './ecritures';
import { etablirPertes, type Contrat, type Perte } from './etablir';
import { produireProvisions } from './produites';
import type { Solde } from './soldes';

const MODULES: ReadonlySet<string> = new Set(['P1516', 'P394']);

/** Les pertes à terminaison d'un arrêté : provisions, écritures, historique et ce qu'il faut en savoir. */
export interface PertesArretees {
  readonly pertes: readonly Perte[];
  /** La part des pertes que l'en-cours supporte, au 394. */
  readonly depreciations: readonly Solde[];
  readonly ecritures: Ecriture[];
  readonly anomalies: Anomalie[];
  readonly historiques: readonly TableProduite<typeof Historique>[];
}

/** L'arrêté, celui d'où l'on part, et les paramètres en vigueur. */
export interface ArretePerte {
  readonly arrete: Jour;
  readonly precedent: Jour;
  readonly parametres: Parametres;
  /** L'exercice de l'arrêté suit le plan d'avant 2025. */
  readonly ancien: boolean;
  /** Ce que le 345 porte d'un groupe. */
  readonly enCours: (groupe: Dossier) => Montant;
}

/**
 * Provisionne les pertes des affaires établies (domaine §5.8).
 * @param dossiers tous les groupes, même vides : la provision d'une affaire qui n'en a plus est gardée
 */
export function provisionner(
  affaires: readonly AffaireEtablie[],
  dossiers: Iterable<Dossier>,
  donnees: Pick<DonneesAvancement, 'historique' | 'ecritures'>,
  { arrete, precedent, parametres, ancien, enCours }: ArretePerte,
): PertesArretees {
  const comptes = {
    provision: parametres.valeur('CPT_PERTE_PROVISION'),
    dotation: parametres.valeur('CPT_PERTE_DOTATION'),
    reprise: parametres.valeur('CPT_PERTE_REPRISE'),
  };
  const comptesEnCours = {
    provision: parametres.valeur(ancien ? 'CPT_ENCOURS_DEPR_2014' : 'CPT_ENCOURS_DEPR'),
    dotation: parametres.valeur('CPT_ENCOURS_DOTATION'),
    reprise: parametres.valeur('CPT_ENCOURS_REPRISE'),
  };
  const { pertes, depreciations, anomalies } = etablirPertes(
    affaires.filter(a => estProvisionnable(a.dossier)).map(a => enContrat(a, enCours(a.dossier))),
    {
      ...donnees,
      arrete,
      precedent,
      compteProvision: comptes.provision,
      suivies: new Set([...dossiers].filter(estProvisionnable).map(d => d.IdAffaire)),
    },
  );
  const quand = { arrete, journal: parametres.valeur('JOURNAL_CLOTURE') };
  const calculees = [
    ...ecrituresPertes(pertes, comptes, quand),
    ...ecrituresPertes(depreciations, comptesEnCours, quand, {
      module: 'P394',
      libelle: "Dépréciation de l'en-cours",
    }),
  ];
  const { aEcrire, anomalies: validees } = confronterValidees(calculees, donnees.ecritures, arrete, MODULES);
  return {
    pertes,
    depreciations,
    ecritures: aEcrire,
    anomalies: [...anomalies, ...validees],
    historiques: [
      produireProvisions(pertes, arrete, comptes.provision),
      produireProvisions(depreciations, arrete, comptesEnCours.provision, 'P394'),
    ],
  };
}

/** L'exercice de l'arrêté suit le plan d'avant 2025 (domaine §2.1). */
export const estAncien = (
  exercices: readonly { readonly DateDebut: Jour; readonly DateFin: Jour; readonly Referentiel: string }[],
  arrete: Jour,
): boolean =>
  exercices.some(x => x.DateDebut <= arrete && arrete <= x.DateFin && x.Referentiel === 'PCG2014');

/**
 * Le groupe peut porter une provision (PCG art. 622-6) : à l'avancement, ou contrat à long terme à l'achèvement. Le
 * budget d'une maintenance n'est que ce qui en est facturé : il ne dit rien de son terme.
 */
export function estProvisionnable({ regle, affaire, RegleAnnexe }: Dossier): boolean {
  if (RegleAnnexe !== undefined) return false;
  return estAvancement(regle) || (regle.methode === 'ACHEVEMENT' && affaire.CLT === true);
}

function enContrat({ dossier, mesure }: AffaireEtablie, enCours: Montant): Contrat {
  return {
    groupe: dossier,
    ligne: dossier.affaire.ligne,
    budget: mesure.budget,
    charges: mesure.charges,
    raf: mesure.raf,
    caReconnu: mesure.ca,
    enCours,
  };
}
