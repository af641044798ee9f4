import {
  confronterValidees,
  ZERO,
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
import { cleGroupe } from '../calcul/groupe';
import { ecrituresPertes } from '../perte/ecritures';
import { provisionsHistorisees } from '../perte/historique';
import { produireProvisions } from '../perte/produites';
import { Soldes, type Solde } from '../perte/soldes';
import { coutNonLivre, seRecalcule } from './cout';

/** Les en-cours d'un arrêté : soldes du 345, écritures, historique et ce qui l'empêche. */
export interface EnCoursArretes {
  readonly enCours: readonly Solde[];
  /** Ce que le 345 porte d'un groupe. */
  readonly de: (groupe: Dossier) => Montant;
  readonly ecritures: Ecriture[];
  readonly anomalies: Anomalie[];
  readonly historique: TableProduite<typeof Historique>;
}

/** L'arrêté, celui d'où l'on part, les fins d'exercice et les paramètres en vigueur. */
export interface ArreteEnCours {
  readonly arrete: Jour;
  readonly precedent: Jour;
  readonly exercices: readonly { readonly DateFin: Jour }[];
  readonly parametres: Parametres;
}

/**
 * Stocke au 345 le coût de ce qu'une affaire à l'achèvement n'a pas livré (domaine §5.5 ; PCG art. 622-2) : D 345 / C 7134
 * de ce qui manque au solde d'avant, l'inverse de ce qui déborde, sans extourne.
 */
export function stocker(
  affaires: readonly AffaireEtablie[],
  donnees: Pick<DonneesAvancement, 'historique' | 'ecritures'>,
  { arrete, precedent, exercices, parametres }: ArreteEnCours,
): EnCoursArretes {
  const soldes = new Soldes(provisionsHistorisees(donnees.historique, precedent, 'ENCOURS'));
  const calcule = seRecalcule(parametres.valeur('EnCoursAchevement'), arrete, exercices);
  if (calcule) {
    for (const { dossier, mesure } of affaires)
      if (seStocke(dossier)) soldes.tenir(dossier, coutNonLivre(mesure));
    soldes.solder();
  } else soldes.garder();
  const compte = parametres.valeur('CPT_ENCOURS');
  const comptes = {
    provision: parametres.valeur('CPT_ENCOURS_VARIATION'),
    dotation: compte,
    reprise: compte,
  };
  const journal = parametres.valeur('JOURNAL_CLOTURE');
  const calculees = parametres.valeur('EcritureEnCours')
    ? ecrituresPertes(soldes.varies, comptes, { arrete, journal }, { module: 'ENCOURS', libelle: 'En-cours' })
    : [];
  const { aEcrire, anomalies } = confronterValidees(
    calculees,
    donnees.ecritures,
    arrete,
    new Set(['ENCOURS']),
  );
  const parCle = new Map(soldes.varies.map(s => [cleGroupe(s.groupe), s.provision]));
  return {
    enCours: soldes.varies,
    de: groupe => parCle.get(cleGroupe(groupe)) ?? ZERO,
    ecritures: aEcrire,
    anomalies,
    historique: produireProvisions(soldes.varies, arrete, compte, 'ENCOURS'),
  };
}

/** L'affaire porte un en-cours : à l'achèvement, par son groupe principal, tant qu'elle n'est pas finie. */
export const seStocke = ({ regle, affaire, RegleAnnexe }: Dossier): boolean =>
  regle.methode === 'ACHEVEMENT' &&
  RegleAnnexe === undefined &&
  affaire.Statut !== 'TERMINEE' &&
  affaire.Statut !== 'CLOSE';
