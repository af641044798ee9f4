/** Ce que toute exécution écrit, quelle que soit la capacité : écritures, contrôles, journal des exécutions. */
import {
  type Anomalie,
  type Ecriture,
  type Jour,
  Numerotation,
  periodeDe,
  versIso,
} from '../../comptabilite';
import type { Produite } from '../../workbook/plan';
import type { Ligne, Valeurs } from '../../workbook/table';
import { EcrituresCloture, JournalControles, JournalExecutions } from '.';
import type { Exercices } from '.';

type LigneCloture = Ligne<typeof EcrituresCloture>;

interface ContexteEcritures {
  readonly arrete: Jour;
  /** Modules des clés de génération que l'exécution possède (FAE, PCA…). */
  readonly modules: ReadonlySet<string>;
  readonly existantes: readonly LigneCloture[];
  readonly exercices: readonly Ligne<typeof Exercices>[];
  readonly libelleJournal?: string;
}

/**
 * Modules dont l'écriture n'est pas à l'arrêté de sa clé seul : tant qu'elle n'est pas validée, toute exécution la
 * refait. À-nouveaux, provisoires puis définitifs, et contrepassations laissées au brouillard.
 */
export const MODULES_PERMANENTS: ReadonlySet<string> = new Set([
  'AN',
  'AN_PROVISOIRE',
  'AN_SUIVANT',
  'BROUILLARD',
]);

/**
 * Les lignes de la table EcrituresCloture. Une pièce garde le numéro qu'elle avait ; une nouvelle prend le plus petit
 * numéro libre de l'arrêté dans son journal et son exercice : relancer ne renumérote rien. Les pièces validées ne sont
 * jamais de la portée.
 */
export function produireEcritures(
  ecritures: readonly Ecriture[],
  contexte: ContexteEcritures,
): Produite<typeof EcrituresCloture> {
  const numeros = new Map(contexte.existantes.map(ligne => [ligne.CleGeneration, ligne]));
  const voulues = new Set(ecritures.map(e => e.cle));
  const numerotation = new Numerotation(`CL-${periodeDe(contexte.arrete)}-`);
  for (const ligne of contexte.existantes)
    if (voulues.has(ligne.CleGeneration) || !enPortee(ligne, contexte))
      numerotation.reserver(suiteDe(ligne), ligne.EcritureNum);
  const numero = (e: Ecriture): string => {
    const connu = numeros.get(e.cle);
    const suite = suiteDe({ Exercice: exerciceDe(e.date, contexte), Journal: e.journal });
    return connu && suiteDe(connu) === suite ? connu.EcritureNum : numerotation.suivant(suite);
  };
  return {
    table: EcrituresCloture,
    lignes: ecritures.flatMap(e => lignesDe(e, numero(e), contexte)),
    cle: ligne => `${ligne.CleGeneration}|${ligne.Ligne}`,
    portee: ligne => enPortee(ligne, contexte),
  };
}

/** La suite de numéros d'une écriture : son exercice et son journal (domaine §9.1). */
export const suiteDe = ({ Exercice, Journal }: Pick<LigneCloture, 'Exercice' | 'Journal'>): string =>
  `${Exercice}|${Journal}`;

function enPortee(ligne: LigneCloture, contexte: ContexteEcritures): boolean {
  const [module = '', arrete = ''] = ligne.CleGeneration.split('|');
  return (
    ligne.DateValidation === undefined &&
    (arrete === versIso(contexte.arrete) || MODULES_PERMANENTS.has(module)) &&
    contexte.modules.has(module)
  );
}

/** L'exercice d'une date ; son année civile quand la table des exercices ne la contient pas. */
function exerciceDe(date: Jour, { exercices }: ContexteEcritures): string {
  const exercice = exercices.find(x => x.DateDebut <= date && date <= x.DateFin);
  return exercice?.Exercice ?? versIso(date).slice(0, 4);
}

/** Les journaux usuels (domaine §9.2) ; un autre est dit par son code. */
const JOURNAUX: ReadonlyMap<string, string> = new Map([
  ['VT', 'Ventes'],
  ['AC', 'Achats'],
  ['BQ', 'Banque'],
  ['OD', 'Opérations diverses'],
  ['AN', 'À-nouveaux'],
  ['IM', 'Immobilisations'],
  ['SIT', 'Situations'],
  ['EXT', 'Extournes'],
  ['PA', 'Paie'],
]);

function lignesDe(
  e: Ecriture,
  numero: string,
  contexte: ContexteEcritures,
): Valeurs<typeof EcrituresCloture>[] {
  return e.lignes.map((ligne, index) => ({
    Exercice: exerciceDe(e.date, contexte),
    Journal: e.journal,
    EcritureNum: numero,
    Ligne: index + 1,
    JournalLib: contexte.libelleJournal ?? JOURNAUX.get(e.journal) ?? 'Opérations diverses',
    DateEcriture: e.date,
    Compte: ligne.compte,
    Tiers: ligne.tiers,
    Piece: ligne.piece ?? e.piece,
    DatePiece: ligne.datePiece ?? e.date,
    Libelle: ligne.libelle ?? e.libelle,
    Debit: ligne.debit,
    Credit: ligne.credit,
    Lettrage: ligne.lettrage,
    DateLettrage: ligne.dateLettrage,
    MontantDevise: ligne.montantDevise,
    Devise: ligne.devise,
    DateEcheance: ligne.echeance,
    IdAffaire: ligne.idAffaire,
    Section: ligne.section,
    Origine: e.origine,
    CleGeneration: e.cle,
    IdExtourneDe: e.extourneDe,
    DateSurvenance: e.survenance,
  }));
}

/** Ce qu'une exécution a contrôlé : à quel arrêté, par quels travaux, dans quelles tables. */
export interface Controle {
  readonly arrete: Jour;
  readonly travaux: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  /** Le travail qui a dit une anomalie ; undefined pour la lecture des tables et les contrôles communs. */
  travailDe(anomalie: Anomalie): string | undefined;
}

/** Le travail de chaque anomalie que des calculs ont rendue. */
export const travauxDes = (
  resultats: readonly { readonly capacite: string; readonly anomalies: readonly Anomalie[] }[],
): ReadonlyMap<Anomalie, string> =>
  new Map(resultats.flatMap(r => r.anomalies.map(a => [a, r.capacite] as const)));

type LigneControle = Valeurs<typeof JournalControles>;

const cleControle = (l: Partial<LigneControle>): string =>
  [l.Code, l.Table, l.Ligne, l.Colonne, l.Message].join('|');

/**
 * Les contrôles de l'exécution : un point corrigé disparaît, un point annoté par l'utilisateur reste. Valider un seul
 * travail laisse au même arrêté ce que les autres ont dit.
 */
export function produireControles(
  anomalies: readonly Anomalie[],
  controle: Controle,
): Produite<typeof JournalControles> {
  const { arrete, travaux, tables } = controle;
  const lignes = anomalies.map(a => ligneDeControle(a, controle));
  const redits = new Set(lignes.map(cleControle));
  const refait = (l: LigneControle): boolean => {
    if (l.Arrete !== arrete || redits.has(cleControle(l))) return true;
    if (l.Travail !== undefined) return travaux.has(l.Travail);
    return l.Table === undefined || tables.has(l.Table);
  };
  return {
    table: JournalControles,
    lignes,
    cle: cleControle,
    portee: refait,
    colonnesUtilisateur: ['Statut', 'Motif'],
  };
}

const ligneDeControle = (anomalie: Anomalie, { arrete, travailDe }: Controle): LigneControle => ({
  Code: anomalie.code,
  Gravite: anomalie.gravite,
  Table: anomalie.table,
  // Une écriture de clôture n'a sa place qu'une fois écrite : sa clé la dit, à la première exécution comme après.
  Ligne:
    anomalie.ligne === undefined || anomalie.table === EcrituresCloture.nom
      ? undefined
      : String(anomalie.ligne),
  Colonne: anomalie.colonne,
  Cle: anomalie.cle,
  Message: anomalie.message,
  Remede: anomalie.remede || undefined,
  Statut: undefined,
  Motif: undefined,
  Arrete: arrete,
  Travail: travailDe(anomalie),
});

/** Ce que le journal dit d'une exécution sans alerte ; vide, on n'en sait rien. */
export const SANS_ALERTE = 'Sans alerte';

export interface Execution {
  readonly id: string;
  readonly debut: string;
  readonly fin?: string;
  readonly arrete: Jour;
  readonly modules: readonly string[];
  readonly mode: 'VALIDER' | 'FERMER' | 'ANNULER' | 'ROUVRIR' | 'CORRIGER';
  readonly etat: 'COMMENCEE' | 'TERMINEE' | 'ANNULEE' | 'INTERROMPUE';
  readonly par: string;
  readonly message: string;
  /** Empreinte de ce qui a été écrit, une fois terminée. */
  readonly empreinte?: string;
  /** Ses alertes, par code. */
  readonly controles?: string;
  /** Ce qui a été remplacé, table par table (JSON). */
  readonly remplace?: string;
}

/** La ligne du journal d'une exécution : écrite avant la première écriture, complétée après la dernière. */
export function produireExecution(e: Execution): Produite<typeof JournalExecutions> {
  return {
    table: JournalExecutions,
    lignes: [
      {
        IdExecution: e.id,
        Debut: e.debut,
        Fin: e.fin,
        Module: e.modules.join(', '),
        Arrete: e.arrete,
        Mode: e.mode,
        Etat: e.etat,
        Par: e.par,
        Empreinte: e.empreinte,
        Remplace: e.remplace,
        Message: e.message || undefined,
        Controles: e.controles,
      },
    ],
    cle: l => l.IdExecution,
    portee: l => l.IdExecution === e.id,
  };
}
