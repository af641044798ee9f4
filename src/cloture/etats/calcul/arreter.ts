/** Les états d'un arrêté : résultat, soldes et bilan, avec leurs comparatifs (domaine §12, §9.6). */
import { montant, ZERO, type Montant, type Referentiel } from '../../../comptabilite';
import { convertir, type CompteConverti } from '../../../comptabilite/pcg';
import type { Groupe, Livre } from './livre';
import { brut, commeSoldes, contra, presenter, type Presentation } from './presenter';
import type { Regroupement } from './regrouper';
import { estGestion, type Solde } from './types';

/** Un exercice, en rangs de mois. */
export interface ExerciceEnMois {
  readonly du: number;
  readonly au: number;
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
  readonly exercice: ExerciceEnMois;
  readonly arrete: number;
  readonly resultat: ColonnesResultat;
  readonly bilan: BilanPresente;
  readonly bilanN1?: BilanPresente;
  /** Comptes convertis pour les colonnes N-1, quand le plan a changé. */
  readonly conversions: readonly Conversion[];
  /** Mois d'où partent les soldes de bilan : l'exercice repris en dernier par des à-nouveaux. */
  readonly origine: number;
}

/** Premier mois des soldes de bilan à une date : les exercices que des à-nouveaux reprennent ne comptent plus. */
export function origineDe(livre: Livre, exercices: readonly ExerciceEnMois[], au: number): number {
  let origine = livre.premier;
  for (const { du, au: fin } of exercices) {
    if (du > au) continue;
    for (let m = du; m <= Math.min(fin, au); m++)
      if (livre.moisRepris.has(m)) origine = Math.max(origine, du);
  }
  return origine;
}

const produitsMoinsCharges = (
  livre: Livre,
  du: number,
  au: number,
  retenir?: (g: Groupe) => boolean,
): Montant => montant([...livre.mouvements(du, au, retenir).values()].reduce((s, m) => s - m, 0));

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
  readonly livre: Livre;
  readonly exercices: readonly ExerciceEnMois[];
  /** Rang du mois arrêté. */
  readonly arrete: number;
  regroupement(referentiel: Referentiel): Regroupement;
}

/** L'exercice qui contient un mois. */
export const exerciceDuMois = <E extends ExerciceEnMois>(
  exercices: readonly E[],
  mois: number,
): E | undefined => exercices.find(x => x.du <= mois && mois <= x.au);

/**
 * Établit les états d'un mois. Les colonnes N-1 se présentent dans le plan de l'exercice : si l'autre était tenu à
 * l'ancien, ses comptes passent par la table de passage (domaine §2.3).
 * @throws RangeError si aucun exercice ne contient le mois
 */
export function etablir({ livre, exercices, arrete, regroupement }: Demande): Etats {
  const exercice = exerciceDuMois(exercices, arrete);
  if (exercice === undefined) throw new RangeError('Aucun exercice ne contient cet arrêté.');
  const passage = new Passage(exercice.referentiel);
  const dansPlan = regroupement(exercice.referentiel);
  const gestion = (du: number, au: number, de: ExerciceEnMois) =>
    presenter(passage.passer(commeSoldes(livre.mouvements(du, au)), de), dansPlan);
  const origine = origineDe(livre, exercices, arrete);
  return {
    exercice,
    arrete,
    origine,
    resultat: {
      mois: gestion(arrete, arrete, exercice),
      cumul: gestion(exercice.du, arrete, exercice),
      ...anneePrecedente(livre, exercices, arrete, gestion),
    },
    bilan: presenterBilan(
      livre.soldes(origine, arrete),
      dansPlan,
      produitsMoinsCharges(livre, exercice.du, arrete),
      produitsMoinsCharges(livre, origine, exercice.du - 1),
    ),
    ...bilanPrecedent(livre, exercices, exercice, passage, dansPlan),
    conversions: [...passage.faites.values()],
  };
}

function anneePrecedente(
  livre: Livre,
  exercices: readonly ExerciceEnMois[],
  arrete: number,
  gestion: (du: number, au: number, de: ExerciceEnMois) => Presentation,
): Pick<ColonnesResultat, 'moisN1' | 'cumulN1'> {
  const avant = exerciceDuMois(exercices, arrete - 12);
  if (avant === undefined || !livre.mouvemente(avant.du, arrete - 12)) return {};
  return {
    moisN1: gestion(arrete - 12, arrete - 12, avant),
    cumulN1: gestion(avant.du, arrete - 12, avant),
  };
}

/** Le bilan de clôture de l'exercice d'avant : ses écritures, sinon les à-nouveaux qui l'ont repris. */
function bilanPrecedent(
  livre: Livre,
  exercices: readonly ExerciceEnMois[],
  exercice: ExerciceEnMois,
  passage: Passage,
  regroupement: Regroupement,
): Pick<Etats, 'bilanN1'> {
  const avant = exercices.find(x => x.au < exercice.du && x.au >= exercice.du - 1);
  if (avant !== undefined && livre.mouvemente(avant.du, avant.au)) {
    const origine = origineDe(livre, exercices, avant.au);
    const soldes = passage.passer(livre.soldes(origine, avant.au), avant);
    const [n, p] = [
      produitsMoinsCharges(livre, avant.du, avant.au),
      produitsMoinsCharges(livre, origine, avant.du - 1),
    ];
    return { bilanN1: presenterBilan(soldes, regroupement, n, p) };
  }
  const ouverture = livre.soldes(exercice.du, exercice.au, g => g.an && !estGestion(g.compte));
  if (ouverture.length === 0) return {};
  // Le compte 12 d'une ouverture est le résultat de l'exercice qui vient de finir.
  return { bilanN1: presenterBilan(ouverture, regroupement, ZERO, ZERO) };
}

/** Le passage des comptes de l'ancien plan au nouveau, et ce qu'il a converti. */
class Passage {
  readonly faites = new Map<string, Conversion>();

  constructor(private readonly vers: Referentiel) {}

  passer(soldes: readonly Solde[], de: ExerciceEnMois): Solde[] {
    if (de.referentiel === this.vers || this.vers === 'PCG2014') return [...soldes];
    return soldes.map(s => {
      const converti = convertir(s.compte);
      if (converti.etat !== 'INCHANGE') this.faites.set(s.compte, { ...converti, ancien: s.compte });
      return { ...s, compte: converti.compte };
    });
  }
}
