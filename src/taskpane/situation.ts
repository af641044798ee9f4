import { type Anomalie, bloquantes } from '../comptabilite';
import type { Lecture } from '../workbook/table';
import type { Capacite } from '../cloture/capacite';
import type { EtatClasseur } from '../ui/proprietes';

/** Où en est un travail de clôture pour l'arrêté du classeur. */
export type EtatTravail = 'aFaire' | 'fait' | 'bloquant';

export type Manque =
  | { nature: 'arrete' }
  | { nature: 'table'; table: string }
  | { nature: 'structure'; table: string; anomalie: Anomalie; nombre: number }
  | { nature: 'inacheve' };

/** Ce que la page d'accueil montre : le mois, ce qui manque, et l'état de chaque travail. */
export interface Situation {
  etat: EtatClasseur;
  manques: readonly Manque[];
  travaux: readonly { capacite: Capacite; etat: EtatTravail }[];
}

/** Une exécution telle que le journal du classeur la garde. */
export interface ExecutionJournal {
  /** Arrêté en ISO. */
  arrete: string;
  etat: 'COMMENCEE' | 'TERMINEE' | 'ANNULEE' | 'INTERROMPUE';
  /** Noms des capacités exécutées. */
  capacites: readonly string[];
}

export interface FaitsDuClasseur {
  etat: EtatClasseur;
  lectures: readonly Lecture[];
  /** De la plus ancienne à la plus récente. */
  executions: readonly ExecutionJournal[];
}

/** L'accueil tient en peu de lignes : au-delà, la suite apparaît quand les premières sont réglées. */
const MANQUES_MONTRES = 6;

function manquesDesTables({ lectures }: FaitsDuClasseur): Manque[] {
  return lectures.flatMap((lecture): Manque[] => {
    const { table } = lecture;
    if (lecture.absente) return table.requise ? [{ nature: 'table', table: table.nom }] : [];
    const graves = bloquantes(lecture.anomalies);
    const [anomalie] = graves;
    return anomalie ? [{ nature: 'structure', table: table.nom, anomalie, nombre: graves.length }] : [];
  });
}

/** Tire des faits lus dans le classeur ce qu'il reste à faire pour l'arrêté ; ne calcule aucun montant. */
export function situer(faits: FaitsDuClasseur, capacites: readonly Capacite[]): Situation {
  const { etat, executions } = faits;
  const manques: Manque[] = etat.arrete === undefined ? [{ nature: 'arrete' }] : [];
  const derniere = executions.at(-1);
  if (derniere && (derniere.etat === 'COMMENCEE' || derniere.etat === 'INTERROMPUE')) {
    manques.push({ nature: 'inacheve' });
  }
  const desTables = manquesDesTables(faits);
  manques.push(...desTables);
  const fautives = new Set(desTables.map(m => ('table' in m ? m.table : '')));
  const travaux = capacites.map(capacite => {
    const duMois = executions.filter(e => e.arrete === etat.arrete && e.capacites.includes(capacite.nom));
    const validee = duMois.at(-1)?.etat === 'TERMINEE';
    const bloquee = capacite.lit.some(table => fautives.has(table.nom));
    return {
      capacite,
      etat: bloquee ? ('bloquant' as const) : validee ? ('fait' as const) : ('aFaire' as const),
    };
  });
  return { etat, manques: manques.slice(0, MANQUES_MONTRES), travaux };
}
