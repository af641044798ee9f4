/** Ce que toute exécution écrit, quelle que soit la capacité : écritures, contrôles, journal des exécutions. */
import { type Anomalie, debut, type Ecriture, type Jour, periodeDe, versIso } from '../../comptabilite';
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
 * Les lignes de la table EcrituresCloture. Une pièce garde le numéro qu'elle avait ; une nouvelle prend le plus petit
 * numéro libre de l'arrêté : relancer ne renumérote rien. Les pièces validées ne sont jamais de la portée.
 */
export function produireEcritures(
  ecritures: readonly Ecriture[],
  contexte: ContexteEcritures,
): Produite<typeof EcrituresCloture> {
  const prefixe = `CL-${periodeDe(contexte.arrete)}-`;
  const numeros = new Map(contexte.existantes.map(ligne => [ligne.CleGeneration, ligne.EcritureNum]));
  const voulues = new Set(ecritures.map(e => e.cle));
  const pris = new Set(
    contexte.existantes
      .filter(ligne => voulues.has(ligne.CleGeneration) || !enPortee(ligne, contexte))
      .map(ligne => ligne.EcritureNum),
  );
  let rang = 0;
  const numero = (cle: string): string => {
    const connu = numeros.get(cle);
    if (connu) return connu;
    do rang++;
    while (pris.has(prefixe + String(rang).padStart(3, '0')));
    return prefixe + String(rang).padStart(3, '0');
  };
  return {
    table: EcrituresCloture,
    lignes: ecritures.flatMap(e => lignesDe(e, numero(e.cle), contexte)),
    cle: ligne => `${ligne.CleGeneration}|${ligne.Ligne}`,
    portee: ligne => enPortee(ligne, contexte),
  };
}

function enPortee(ligne: LigneCloture, contexte: ContexteEcritures): boolean {
  const [module = '', arrete = ''] = ligne.CleGeneration.split('|');
  return (
    ligne.DateValidation === undefined && arrete === versIso(contexte.arrete) && contexte.modules.has(module)
  );
}

function lignesDe(
  e: Ecriture,
  numero: string,
  contexte: ContexteEcritures,
): Valeurs<typeof EcrituresCloture>[] {
  const exercice = contexte.exercices.find(x => x.DateDebut <= e.date && e.date <= x.DateFin);
  return e.lignes.map((ligne, index) => ({
    Exercice: exercice?.Exercice ?? versIso(debut(periodeDe(e.date))).slice(0, 4),
    Journal: e.journal,
    EcritureNum: numero,
    Ligne: index + 1,
    JournalLib: contexte.libelleJournal ?? 'Opérations diverses',
    DateEcriture: e.date,
    Compte: ligne.compte,
    Tiers: ligne.tiers,
    Piece: ligne.piece ?? e.piece,
    DatePiece: e.date,
    Libelle: ligne.libelle ?? e.libelle,
    Debit: ligne.debit,
    Credit: ligne.credit,
    DateEcheance: ligne.echeance,
    IdAffaire: ligne.idAffaire,
    Section: ligne.section,
    Origine: e.origine,
    CleGeneration: e.cle,
    IdExtourneDe: e.extourneDe,
    DateSurvenance: e.survenance,
  }));
}

/** Les contrôles de l'exécution : un point corrigé disparaît, un point annoté par l'utilisateur reste. */
export function produireControles(anomalies: readonly Anomalie[]): Produite<typeof JournalControles> {
  return {
    table: JournalControles,
    lignes: anomalies.map(anomalie => ({
      Code: anomalie.code,
      Gravite: anomalie.gravite,
      Table: anomalie.table,
      Ligne: anomalie.ligne === undefined ? undefined : String(anomalie.ligne),
      Colonne: anomalie.colonne,
      Cle: anomalie.cle,
      Message: anomalie.message,
      Remede: anomalie.remede || undefined,
    })),
    cle: l => [l.Code, l.Table, l.Ligne, l.Colonne, l.Message].join('|'),
    portee: () => true,
    colonnesUtilisateur: ['Statut', 'Motif'],
  };
}

export interface Execution {
  readonly id: string;
  readonly debut: string;
  readonly fin?: string;
  readonly arrete: Jour;
  readonly modules: readonly string[];
  readonly mode: 'VALIDER' | 'FERMER' | 'ANNULER';
  readonly etat: 'COMMENCEE' | 'TERMINEE' | 'ANNULEE' | 'INTERROMPUE';
  readonly par: string;
  readonly message: string;
  /** Empreinte de ce qui a été écrit, une fois terminée. */
  readonly empreinte?: string;
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
      },
    ],
    cle: l => l.IdExecution,
    portee: l => l.IdExecution === e.id,
  };
}
