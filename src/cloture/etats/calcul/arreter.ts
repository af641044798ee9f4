/** Les états d'un arrêté : résultat, soldes et bilan, avec leurs comparatifs (domaine §12, §9.6). */
import {
  ajouterJours,
  ajouterMois,
  debut,
  finDeMois,
  montant,
  periodeDe,
  ZERO,
  type Jour,
  type Montant,
  type Referentiel,
} from '../../../comptabilite';
import { convertir, type CompteConverti } from '../../../comptabilite/pcg';
import type { LivreEtats } from './livre';
import { brut, commeSoldes, contra, presenter, type Presentation } from './presenter';
import type { Regroupement } from './regrouper';
import type { Solde } from './types';

/** Un exercice, bornes comprises, et le plan où il se tient. */
export interface ExerciceTenu {
  readonly debut: Jour;
  readonly fin: Jour;
  readonly referentiel: Referentiel;
}

/** Les colonnes du compte de résultat. L'année d'avant s'arrête au même mois. */
export interface ColonnesResultat {
  readonly mois: Presentation;
  readonly cumul: Presentation;
  readonly moisN1?: Presentation;
  readonly cumulN1?: Presentation;
}

/** De quoi la ligne P10 est faite. */
export interface PartsResultat {
  /** Résultat de l'exercice : produits moins charges. */
  readonly P10N: Montant;
  /** Résultat d'un exercice clos, encore au compte 12. */
  readonly P10A: Montant;
  /** Exercices précédents pas encore repris en à-nouveaux : leurs produits moins leurs charges. */
  readonly P10P: Montant;
  /** Acomptes sur dividendes (1209). */
  readonly P10D: Montant;
}

export interface BilanPresente {
  readonly presentation: Presentation;
  readonly parts: PartsResultat;
}

/** Un compte de l'ancien plan, montré dans le nouveau pour comparer. */
export interface Conversion extends CompteConverti {
  readonly ancien: string;
}

export interface Etats {
  readonly exercice: ExerciceTenu;
  readonly arrete: Jour;
  /** Premier jour du mois arrêté. */
  readonly debutMois: Jour;
  readonly resultat: ColonnesResultat;
  readonly bilan: BilanPresente;
  readonly bilanN1?: BilanPresente;
  /** Comptes convertis pour les colonnes N-1, quand le plan a changé. */
  readonly conversions: readonly Conversion[];
}

/** Produits moins charges des jours du..au. */
const produitsMoinsCharges = (livre: LivreEtats, du: Jour, au: Jour): Montant =>
  montant([...livre.mouvements(du, au).values()].reduce((s, m) => s - m, 0));

const credit = (soldes: readonly Solde[], retenir: (compte: string) => boolean): Montant =>
  montant(soldes.reduce((s, x) => (retenir(x.compte) ? s - x.montant : s), 0));

const estDividende = (compte: string) => compte.startsWith('1209');

function presenterBilan(
  soldes: readonly Solde[],
  regroupement: Regroupement,
  P10N: Montant,
  P10P: Montant,
): BilanPresente {
  const presentation = presenter(soldes, regroupement);
  const enP10 = new Set((presentation.parLigne.get('P10') ?? []).map(a => a.compte));
  return {
    presentation,
    parts: {
      P10N,
      P10P,
      P10A: credit(soldes, c => enP10.has(c) && !estDividende(c)),
      P10D: credit(soldes, c => enP10.has(c) && estDividende(c)),
    },
  };
}

/** Le net d'une ligne de bilan ; P10 reçoit en plus les résultats que le compte 12 ne porte pas encore. */
export function netBilan({ presentation, parts }: BilanPresente, code: string): Montant {
  const propre = brut(presentation, code) - contra(presentation, code);
  return montant(code === 'P10' ? propre + parts.P10N + parts.P10P : propre);
}

interface Demande {
  readonly livre: LivreEtats;
  readonly exercices: readonly ExerciceTenu[];
  readonly arrete: Jour;
  regroupement(referentiel: Referentiel): Regroupement;
}

/** L'exercice qui contient un jour. */
export const exerciceDuJour = <E extends ExerciceTenu>(exercices: readonly E[], jour: Jour): E | undefined =>
  exercices.find(x => x.debut <= jour && jour <= x.fin);

const debutDuMois = (jour: Jour): Jour => debut(periodeDe(jour));

/**
 * Établit les états d'un jour. Les colonnes N-1 se présentent dans le plan de l'exercice : si l'autre était tenu à
 * l'ancien, ses comptes passent par la table de passage (domaine §2.3).
 * @throws RangeError si aucun exercice ne contient le jour
 */
export function etablir({ livre, exercices, arrete, regroupement }: Demande): Etats {
  const exercice = exerciceDuJour(exercices, arrete);
  if (exercice === undefined) throw new RangeError('Aucun exercice ne contient cet arrêté.');
  const passage = new Passage(exercice.referentiel);
  const dansPlan = regroupement(exercice.referentiel);
  const gestion = (du: Jour, au: Jour, de: ExerciceTenu) =>
    presenter(passage.passer(commeSoldes(livre.mouvements(du, au)), de), dansPlan);
  const debutMois = debutDuMois(arrete);
  return {
    exercice,
    arrete,
    debutMois,
    resultat: {
      mois: gestion(debutMois, arrete, exercice),
      cumul: gestion(exercice.debut, arrete, exercice),
      ...anneePrecedente(livre, exercices, arrete, gestion),
    },
    bilan: presenterBilan(
      livre.soldes(arrete),
      dansPlan,
      produitsMoinsCharges(livre, exercice.debut, arrete),
      livre.resultatAnterieur(arrete),
    ),
    ...bilanPrecedent(livre, exercices, exercice, passage, dansPlan),
    conversions: [...passage.faites.values()],
  };
}

function anneePrecedente(
  livre: LivreEtats,
  exercices: readonly ExerciceTenu[],
  arrete: Jour,
  gestion: (du: Jour, au: Jour, de: ExerciceTenu) => Presentation,
): Pick<ColonnesResultat, 'moisN1' | 'cumulN1'> {
  const au = unAnAvant(arrete);
  const avant = exerciceDuJour(exercices, au);
  if (avant === undefined || !livre.mouvemente(avant.debut, au)) return {};
  return {
    moisN1: gestion(debutDuMois(au), au, avant),
    cumulN1: gestion(avant.debut, au, avant),
  };
}

/** La même fin de mois, un an avant. */
export const unAnAvant = (arrete: Jour): Jour => {
  const avant = ajouterMois(debutDuMois(arrete), -12);
  return finDeMois(avant);
};

/** Le bilan de clôture de l'exercice d'avant : ses écritures, sinon les à-nouveaux qui l'ont repris. */
function bilanPrecedent(
  livre: LivreEtats,
  exercices: readonly ExerciceTenu[],
  exercice: ExerciceTenu,
  passage: Passage,
  regroupement: Regroupement,
): Pick<Etats, 'bilanN1'> {
  const avant = exerciceDuJour(exercices, ajouterJours(exercice.debut, -1));
  if (avant !== undefined && livre.mouvemente(avant.debut, avant.fin)) {
    const soldes = passage.passer(livre.soldes(avant.fin), avant);
    const resultat = produitsMoinsCharges(livre, avant.debut, avant.fin);
    return { bilanN1: presenterBilan(soldes, regroupement, resultat, livre.resultatAnterieur(avant.fin)) };
  }
  const ouverture = livre.ouverture(exercice);
  if (ouverture.length === 0) return {};
  // Le compte 12 d'une ouverture est le résultat de l'exercice qui vient de finir.
  return { bilanN1: presenterBilan(ouverture, regroupement, ZERO, ZERO) };
}

/** Le passage des comptes de l'ancien plan au nouveau, et ce qu'il a converti. */
class Passage {
  readonly faites = new Map<string, Conversion>();

  constructor(private readonly vers: Referentiel) {}

  passer(soldes: readonly Solde[], de: ExerciceTenu): Solde[] {
    if (de.referentiel === this.vers || this.vers === 'PCG2014') return [...soldes];
    return soldes.map(s => {
      const converti = convertir(s.compte);
      if (converti.etat !== 'INCHANGE') this.faites.set(s.compte, { ...converti, ancien: s.compte });
      return converti.compte === s.compte ? s : { ...s, compte: converti.compte, ancien: s.compte };
    });
  }
}
