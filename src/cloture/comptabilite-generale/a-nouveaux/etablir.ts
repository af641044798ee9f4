/** Les à-nouveaux d'un exercice : repris de celui d'avant, provisoires tant qu'il n'est pas clos (domaine §9.6). */
import {
  auDebit,
  cleGeneration,
  ecriture,
  moins,
  periodeDe,
  plus,
  ZERO,
  type Anomalie,
  type Compte,
  type Ecriture,
  type Jour,
  type LigneEcriture,
  type Montant,
} from '../../../comptabilite';
import { convertir } from '../../../comptabilite/pcg';
import { Ecritures, EcrituresCloture, Periodes } from '../../tables-communes';
import { GrandLivre, type LigneExercice } from '../../tables-communes/grand-livre';
import { comptesRetenus } from '../../tables-communes/passage-plan';
import { estReevaluation, REPRISE_REEVALUATION } from '../../tables-communes/reevaluation';
import type { Contexte } from '../../contexte';
import { desequilibre, reprendre, type PosteRepris } from './calcul/reprendre';
import * as dire from './dire';
import { MODULE_AN, MODULE_AN_PROVISOIRE, MODULE_AN_SUIVANT, MODULES_OUVERTURE } from './modules';
import { postesOuvertsDe } from './postes';

export interface ANouveaux {
  readonly ecritures: readonly Ecriture[];
  readonly anomalies: readonly Anomalie[];
}

const RIEN: ANouveaux = { ecritures: [], anomalies: [] };

/** Les à-nouveaux de l'exercice de l'arrêté : définitifs si celui d'avant est clos, ou son dernier mois fermé. */
export function* ouvrirExercice(contexte: Contexte): Generator<void, ANouveaux> {
  if (contexte.parametres.valeur('ANouveaux') === 'NON') return RIEN;
  const livre = yield* GrandLivre.lire(sansOuverture(contexte), contexte.parametres);
  const exercice = livre.exerciceDu(contexte.arrete);
  const precedent = exercice && livre.exercicePrecedent(exercice);
  if (!exercice || !precedent) return RIEN;
  const clos = precedent.Cloture === true || dernierMoisFerme(contexte, precedent);
  const module = clos ? MODULE_AN : MODULE_AN_PROVISOIRE;
  return yield* reprendreExercice({ contexte, livre, precedent, exercice, module });
}

/** Au dernier arrêté d'un exercice, les à-nouveaux provisoires du suivant. */
export function* preparerExercice(contexte: Contexte): Generator<void, ANouveaux> {
  if (contexte.parametres.valeur('ANouveaux') === 'NON') return RIEN;
  const livre = yield* GrandLivre.lire(contexte.tables, contexte.parametres);
  const precedent = livre.exerciceDu(contexte.arrete);
  if (!precedent || precedent.DateFin !== contexte.arrete) return RIEN;
  const exercice = livre.exercices.find(x => x.DateDebut > precedent.DateFin);
  if (!exercice) return RIEN;
  return yield* reprendreExercice({ contexte, livre, precedent, exercice, module: MODULE_AN_SUIVANT });
}

function dernierMoisFerme({ tables }: Contexte, { DateFin }: LigneExercice): boolean {
  const mois = periodeDe(DateFin);
  return tables.lire(Periodes).lignes.some(l => l.Periode === mois && l.Etat === 'FERMEE');
}

/** Les tables, sans les à-nouveaux non validés que cette exécution va refaire. */
export function sansOuverture({ tables }: Contexte): Contexte['tables'] {
  const lecture = tables.lire(EcrituresCloture);
  const refaite = (l: (typeof lecture.lignes)[number]) =>
    l.DateValidation === undefined && MODULES_OUVERTURE.includes(l.CleGeneration.split('|')[0] ?? '');
  if (!lecture.lignes.some(refaite)) return tables;
  const gardees = { ...lecture, lignes: lecture.lignes.filter(l => !refaite(l)) };
  return {
    lire: table => (table.nom === EcrituresCloture.nom ? gardees : tables.lire(table)) as never,
  };
}

interface Reprise {
  readonly contexte: Contexte;
  readonly livre: GrandLivre;
  readonly precedent: LigneExercice;
  readonly exercice: LigneExercice;
  readonly module: string;
}

export const deBilan = (compte: string) => compte >= '1' && compte < '6';

function* reprendreExercice(r: Reprise): Generator<void, ANouveaux> {
  const { contexte, livre, precedent } = r;
  const au = precedent.DateFin;
  const balance = yield* livre.balance({ au, speciales: true });
  if (balance.length === 0) return RIEN;
  const ouverture = livre.fenetreOuverture(precedent, au);
  const du = (ouverture.reportee ? ouverture.du : precedent.DateDebut) as Jour;
  const conversion = new Passage(r);
  const soldes = new Map<Compte, Montant>();
  const postes: PosteRepris[] = [];
  const reevaluations = reevaluationsDe(contexte, du, au);
  let resultat = ZERO;
  for (const { compte, solde } of balance) {
    if (!deBilan(compte)) {
      resultat = moins(resultat, solde);
      continue;
    }
    const reevaluation = reevaluations.get(compte)?.solde ?? ZERO;
    soldes.set(compte, moins(solde, reevaluation));
    if (compte.startsWith('4')) postes.push(...postesOuvertsDe(livre, compte, du, au, contexte.tables));
    yield;
  }
  const lignes = reprendre({
    soldes,
    postes,
    resultats: [resultat, livre.resultatAnterieur(au)],
    benefice: contexte.parametres.valeur('CPT_RESULTAT_BENEFICE'),
    perte: contexte.parametres.valeur('CPT_RESULTAT_PERTE'),
    convertir: compte => conversion.de(compte, soldes.get(compte) ?? ZERO),
  });
  const ecart = desequilibre(lignes);
  if (ecart !== 0) return { ecritures: [], anomalies: [dire.balanceFausse(precedent.Exercice, ecart)] };
  const dejaLa = confronter(r, lignes, reevaluations);
  if (dejaLa) return { ecritures: [], anomalies: dejaLa };
  const conversions = conversion.anomalies;
  const reprises = [...reevaluations.values()].flatMap(x => x.lignes);
  return {
    ecritures: [...ecrire(r, lignes, ''), ...ecrire(r, reprises, REPRISE_REEVALUATION)],
    anomalies: conversions,
  };
}

function ecrire(
  { contexte, exercice, module }: Reprise,
  lignes: readonly LigneEcriture[],
  suffixe: string,
): Ecriture[] {
  if (lignes.length < 2) return [];
  const provisoires = module === MODULE_AN ? '' : ' provisoires';
  return [
    ecriture({
      cle: cleGeneration(module, exercice.DateDebut, exercice.Exercice + suffixe, 'ARRETE'),
      origine: 'AN',
      journal: contexte.parametres.valeur('JOURNAL_AN'),
      date: exercice.DateDebut,
      piece: `AN-${exercice.Exercice}${suffixe === '' ? '' : '-CHANGE'}`,
      libelle: `À-nouveaux${provisoires} ${exercice.Exercice}`,
      lignes,
    }),
  ];
}

/** Un compte passe au plan du nouvel exercice ; sans cible d'office, l'utilisateur en choisit une (domaine §2.3). */
export class Passage {
  private readonly dites = new Map<string, Anomalie>();
  private readonly change: boolean;
  private readonly retenus: ReadonlyMap<string, string>;

  constructor({ contexte, precedent, exercice }: Pick<Reprise, 'contexte' | 'precedent' | 'exercice'>) {
    this.change = precedent.Referentiel === 'PCG2014' && exercice.Referentiel === 'PCG2025';
    this.retenus = comptesRetenus(contexte.tables);
  }

  get anomalies(): Anomalie[] {
    return [...this.dites.values()];
  }

  de(compte: Compte, solde: Montant): Compte {
    if (!this.change) return compte;
    const { compte: vers, etat } = convertir(compte, this.retenus.get(compte));
    if (etat === 'A_DECIDER' && solde !== 0) this.dites.set(compte, dire.aDecider(compte, solde));
    if (etat === 'A_CONFIRMER' && solde !== 0) this.dites.set(compte, dire.aConfirmer(compte, vers));
    return vers as Compte;
  }
}

/** Les écarts de conversion passés à la clôture, par compte : leur extourne les soldera dans le nouvel exercice. */
function reevaluationsDe(
  { tables }: Contexte,
  du: Jour,
  au: Jour,
): Map<Compte, { solde: Montant; lignes: LigneEcriture[] }> {
  const parPiece = new Map<
    string,
    { compte: Compte; tiers: string | undefined; piece: string; solde: Montant }
  >();
  for (const l of tables.lire(EcrituresCloture).lignes) {
    if (l.DateEcriture < du || l.DateEcriture > au || !estReevaluation(l)) continue;
    const cle = [l.Compte, l.Tiers ?? '', l.Piece].join('\u0000');
    const connue = parPiece.get(cle) ?? { compte: l.Compte, tiers: l.Tiers, piece: l.Piece, solde: ZERO };
    parPiece.set(cle, { ...connue, solde: plus(connue.solde, moins(l.Debit, l.Credit)) });
  }
  const parCompte = new Map<Compte, { solde: Montant; lignes: LigneEcriture[] }>();
  for (const { compte, tiers, piece, solde } of parPiece.values()) {
    if (solde === 0) continue;
    const connu = parCompte.get(compte) ?? { solde: ZERO, lignes: [] };
    const precisions = { piece, ...(tiers === undefined ? {} : { tiers }) };
    connu.lignes.push(auDebit(compte, solde, precisions));
    parCompte.set(compte, { ...connu, solde: plus(connu.solde, solde) });
  }
  return parCompte;
}

/**
 * Des à-nouveaux importés ou validés tiennent lieu des calculés ; compte par compte, leur écart se dit. undefined s'il n'y
 * en a pas.
 */
function confronter(
  { contexte, exercice }: Reprise,
  lignes: readonly LigneEcriture[],
  reevaluations: ReturnType<typeof reevaluationsDe>,
): Anomalie[] | undefined {
  const { tables, parametres } = contexte;
  const journal = parametres.valeur('JOURNAL_AN');
  const ecarts = new Map<string, Montant>();
  const ajouter = (compte: string, m: Montant) => ecarts.set(compte, plus(ecarts.get(compte) ?? ZERO, m));
  let quoi: 'IMPORTES' | 'VALIDES' | undefined;
  for (const table of [Ecritures, EcrituresCloture])
    for (const l of tables.lire(table).lignes) {
      if (l.Journal !== journal || l.DateEcriture !== exercice.DateDebut) continue;
      if (table === EcrituresCloture && l.DateValidation === undefined) continue;
      quoi = table === Ecritures ? 'IMPORTES' : 'VALIDES';
      ajouter(l.Compte, moins(l.Debit, l.Credit));
    }
  if (quoi === undefined) return undefined;
  for (const l of lignes) ajouter(l.compte, moins(l.credit, l.debit));
  for (const [compte, { solde }] of reevaluations) ajouter(compte, moins(ZERO, solde));
  const differences = [...ecarts].filter(([, m]) => m !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return differences.length === 0 ? [] : [dire.differents(exercice.Exercice, quoi, differences)];
}
