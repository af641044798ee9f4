import { confronterValidees, type Anomalie, type Ecriture, type Jour } from '../../../comptabilite';
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

const MODULES: ReadonlySet<string> = new Set(['P1516']);

/** Les pertes à terminaison d'un arrêté : provisions, écritures, historique et ce qu'il faut en savoir. */
export interface PertesArretees {
  readonly pertes: readonly Perte[];
  readonly ecritures: Ecriture[];
  readonly anomalies: Anomalie[];
  readonly historique: TableProduite<typeof Historique>;
}

/** L'arrêté, celui d'où l'on part, et les paramètres en vigueur. */
export interface ArretePerte {
  readonly arrete: Jour;
  readonly precedent: Jour;
  readonly parametres: Parametres;
}

/**
 * Provisionne les pertes des affaires établies (domaine §5.8).
 * @param dossiers tous les groupes, même vides : la provision d'une affaire qui n'en a plus est gardée
 */
export function provisionner(
  affaires: readonly AffaireEtablie[],
  dossiers: Iterable<Dossier>,
  donnees: Pick<DonneesAvancement, 'historique' | 'ecritures'>,
  { arrete, precedent, parametres }: ArretePerte,
): PertesArretees {
  const comptes = {
    provision: parametres.valeur('CPT_PERTE_PROVISION'),
    dotation: parametres.valeur('CPT_PERTE_DOTATION'),
    reprise: parametres.valeur('CPT_PERTE_REPRISE'),
  };
  const { pertes, anomalies } = etablirPertes(
    affaires.filter(a => estProvisionnable(a.dossier)).map(enContrat),
    {
      ...donnees,
      arrete,
      precedent,
      compteProvision: comptes.provision,
      suivies: new Set([...dossiers].filter(estProvisionnable).map(d => d.IdAffaire)),
    },
  );
  const calculees = ecrituresPertes(pertes, comptes, {
    arrete,
    journal: parametres.valeur('JOURNAL_CLOTURE'),
  });
  const { aEcrire, anomalies: validees } = confronterValidees(calculees, donnees.ecritures, arrete, MODULES);
  return {
    pertes,
    ecritures: aEcrire,
    anomalies: [...anomalies, ...validees],
    historique: produireProvisions(pertes, arrete, comptes.provision),
  };
}

/**
 * Le groupe peut porter une provision (PCG art. 622-6) : à l'avancement, ou contrat à long terme à l'achèvement. Le
 * budget d'une maintenance n'est que ce qui en est facturé : il ne dit rien de son terme.
 */
export function estProvisionnable({ regle, affaire, RegleAnnexe }: Dossier): boolean {
  if (RegleAnnexe !== undefined) return false;
  return estAvancement(regle) || (regle.methode === 'ACHEVEMENT' && affaire.CLT === true);
}

function enContrat({ dossier, mesure }: AffaireEtablie): Contrat {
  return {
    groupe: dossier,
    ligne: dossier.affaire.ligne,
    budget: mesure.budget,
    charges: mesure.charges,
    raf: mesure.raf,
    caReconnu: mesure.ca,
  };
}
