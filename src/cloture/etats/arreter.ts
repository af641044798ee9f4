/** Du classeur aux états d'un arrêté : ce qui s'écrit, se contrôle et s'explique en vient. */
import { date, debut, periodeDe, type Jour, type Periode, type Referentiel } from '../../comptabilite';
import type { Contexte } from '../contexte';
import * as t from '../tables-communes';
import { etablir, exerciceDuJour, type Etats } from './calcul/arreter';
import { budgeter, type Budget } from './calcul/budget';
import type { OptionsSig } from './calcul/dispositions';
import type { Regroupement } from './calcul/regrouper';
import { lireExercices, lireLivre, lireRegroupement, type ExerciceVu, type LivreDuClasseur } from './lecture';

/** Tout ce qu'un arrêté sait de ses états. */
export interface Arrete {
  readonly contexte: Contexte;
  readonly livre: LivreDuClasseur;
  readonly exercices: readonly ExerciceVu[];
  readonly exercice: ExerciceVu;
  readonly regroupement: Regroupement;
  readonly etats: Etats;
  readonly budget: Budget | undefined;
  readonly sig: OptionsSig;
  /** Vrai si le mois est fermé, ou si l'exécution le ferme : l'état est alors définitif. */
  readonly definitif: boolean;
}

/** Le regroupement de chaque plan, construit une fois. */
export function regroupements(contexte: Contexte): (referentiel: Referentiel) => Regroupement {
  const connus = new Map<Referentiel, Regroupement>();
  return referentiel => {
    const r = connus.get(referentiel) ?? lireRegroupement(contexte.tables, contexte.parametres, referentiel);
    connus.set(referentiel, r);
    return r;
  };
}

/**
 * Les états de l'arrêté du contexte ; rend la main entre deux tranches d'écritures. undefined si aucun exercice ne
 * contient l'arrêté.
 */
export function* arreterEtats(contexte: Contexte): Generator<void, Arrete | undefined> {
  const livre = yield* lireLivre(contexte.tables, contexte.parametres);
  yield;
  return arreterLivre(contexte, livre);
}

/** Les mêmes, d'un livre déjà rangé. */
export function arreterLivre(contexte: Contexte, livre: LivreDuClasseur): Arrete | undefined {
  const { tables, parametres, arrete } = contexte;
  const exercices = lireExercices(tables, parametres);
  const exercice = exerciceDuJour(exercices, arrete);
  if (exercice === undefined) return undefined;
  const regroupement = regroupements(contexte);
  return {
    contexte,
    livre,
    exercices,
    exercice,
    regroupement: regroupement(exercice.referentiel),
    etats: etablir({ livre, exercices, arrete, regroupement }),
    budget: lireBudget(contexte, exercice),
    sig: {
      avec747: parametres.valeur('SigSubventions747'),
      retraiter621: parametres.valeur('SigPersonnelExterieur'),
      retraiter612: parametres.valeur('SigCreditBail'),
    },
    definitif: contexte.ferme === true || estFermee(contexte),
  };
}

const estFermee = ({ tables, arrete }: Contexte): boolean => {
  const mois = periodeDe(arrete);
  return tables.lire(t.Periodes).lignes.some(p => p.Etat === 'FERMEE' && p.Periode === mois);
};

/** Rang d'un mois, douze par an. */
const rangDe = (jour: Jour): number => date(jour).annee * 12 + date(jour).mois - 1;
const rangDePeriode = (p: Periode): number => rangDe(debut(p));

function lireBudget({ tables, parametres, arrete }: Contexte, exercice: ExerciceVu): Budget | undefined {
  const version = parametres.valeur('VersionBudget');
  const lignes = tables
    .lire(t.Budgets)
    .lignes.filter(l => l.Exercice === exercice.code && l.Version === version)
    .map(l => ({
      mois: l.Periode === undefined ? undefined : rangDePeriode(l.Periode),
      axe: l.Axe,
      compte: l.NatureOuCompte,
      montant: l.Montant,
    }));
  return budgeter(lignes, { du: rangDe(exercice.debut), au: rangDe(exercice.fin) }, rangDe(arrete));
}
