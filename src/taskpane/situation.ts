import { type Anomalie, bloquantes } from '../comptabilite';
import type { Lecture } from '../workbook/table';
import type { Presentation } from '../cloture/capacite';
import type { CleParametre } from '../cloture/tables-communes/parametres';
import type { EtatClasseur } from '../ui/proprietes';

/** Où en est un travail de clôture pour l'arrêté du classeur. */
export type EtatTravail = 'aFaire' | 'fait' | 'bloquant';

export type Manque =
  | { nature: 'arrete' }
  | { nature: 'table'; table: string }
  | { nature: 'structure'; table: string; anomalie: Anomalie; nombre: number }
  | { nature: 'inacheve' };

export interface Travail {
  capacite: Presentation;
  etat: EtatTravail;
}

/** Ce qui interdit encore de fermer le mois. */
export type Entrave =
  | { nature: 'arrete' | 'periode' | 'fermee' | 'donnees' | 'inacheve' }
  | { nature: 'bloquantes'; nombre: number; codes: readonly string[] }
  /** `saute` : rien n'y a été validé ; il peut se fermer avec celui-ci. */
  | { nature: 'anterieur'; arrete: string; saute: boolean }
  | { nature: 'aValider'; capacite: Presentation };

/** Ce qu'il faut faire d'abord. */
export type Prochaine = 'arrete' | 'donnees' | 'bloque' | 'simuler' | 'valider' | 'fermer' | 'fermee';

/** Ce que la page d'accueil montre : le mois, l'action suivante, ce qui manque, l'état de chaque étape. */
export interface Situation {
  etat: EtatClasseur;
  /** Aucune table du complément : le classeur ne le connaît pas encore. */
  vierge: boolean;
  /** Nombre de tables reconnues dans le classeur. */
  tables: number;
  prochaine: Prochaine;
  manques: readonly Manque[];
  travaux: readonly Travail[];
  /** Les travaux qu'un réglage cache : ils ne se montrent, ne se valident ni ne manquent. */
  caches: readonly Presentation[];
  /** Anomalies bloquantes du dernier calcul de cette page pour l'arrêté. */
  bloquantes: number;
  /** Alertes non acceptées de la dernière validation ; indéfini tant que rien n'est validé. */
  alertes: number | undefined;
  /** Vide : le mois peut être fermé. */
  entraves: readonly Entrave[];
}

/** Une exécution telle que le journal du classeur la garde. */
export interface ExecutionJournal {
  /** Arrêté en ISO. */
  arrete: string;
  etat: 'COMMENCEE' | 'TERMINEE' | 'ANNULEE' | 'INTERROMPUE';
  /** Noms des capacités exécutées. */
  capacites: readonly string[];
}

/** Le dernier calcul fait dans cette page, écrit ou non. */
export interface DernierCalcul {
  arrete: string;
  bloquantes: number;
  /** Codes des anomalies bloquantes, chacun une fois. */
  codes: readonly string[];
}

export interface FaitsDuClasseur {
  etat: EtatClasseur;
  lectures: readonly Lecture[];
  /** De la plus ancienne à la plus récente. */
  executions: readonly ExecutionJournal[];
  /** Alertes du journal des contrôles que personne n'a acceptées. */
  alertes: number;
  /** Arrêtés d'avant où rien n'a été validé, en ISO (`moisSautes`). */
  sautes: readonly string[];
  calcul?: DernierCalcul | undefined;
  /** Ce que la feuille écrit d'un réglage à l'arrêté. */
  reglage?: (cle: CleParametre) => string | undefined;
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

const estInacheve = ({ executions }: FaitsDuClasseur): boolean => {
  const etat = executions.at(-1)?.etat;
  return etat === 'COMMENCEE' || etat === 'INTERROMPUE';
};

function travauxDe(
  faits: FaitsDuClasseur,
  capacites: readonly Presentation[],
  fautives: Set<string>,
): Travail[] {
  return capacites.map(capacite => {
    const duMois = faits.executions.filter(
      e => e.arrete === faits.etat.arrete && e.capacites.includes(capacite.nom),
    );
    const validee = duMois.at(-1)?.etat === 'TERMINEE';
    const bloquee = capacite.lit.some(table => fautives.has(table.nom));
    return { capacite, etat: bloquee ? 'bloquant' : validee ? 'fait' : 'aFaire' };
  });
}

function entravesDe(
  faits: FaitsDuClasseur,
  travaux: readonly Travail[],
  tables: boolean,
  calcul: DernierCalcul | undefined,
) {
  const { arrete, periode, arretes } = faits.etat;
  if (arrete === undefined) return [{ nature: 'arrete' as const }];
  if (periode === 'FERMEE') return [{ nature: 'fermee' as const }];
  const entraves: Entrave[] = [];
  if (periode === 'INCONNUE') entraves.push({ nature: 'periode' });
  if (tables) entraves.push({ nature: 'donnees' });
  if (estInacheve(faits)) entraves.push({ nature: 'inacheve' });
  if (calcul && calcul.bloquantes > 0)
    entraves.push({ nature: 'bloquantes', nombre: calcul.bloquantes, codes: calcul.codes });
  for (const autre of arretes)
    if (autre < arrete)
      entraves.push({ nature: 'anterieur', arrete: autre, saute: faits.sautes.includes(autre) });
  for (const { capacite, etat } of travaux)
    if (etat !== 'fait') entraves.push({ nature: 'aValider', capacite });
  return entraves;
}

function prochaineDe(situation: Omit<Situation, 'prochaine'>, calcul: DernierCalcul | undefined): Prochaine {
  const { etat, manques, travaux } = situation;
  if (etat.arrete === undefined) return 'arrete';
  if (etat.periode === 'FERMEE') return 'fermee';
  if (manques.some(({ nature }) => nature === 'table' || nature === 'structure')) return 'donnees';
  if (situation.bloquantes > 0) return 'bloque';
  if (travaux.every(travail => travail.etat === 'fait')) return 'fermer';
  return calcul ? 'valider' : 'simuler';
}

/** Tire des faits lus dans le classeur ce qu'il reste à faire pour l'arrêté ; ne calcule aucun montant. */
export function situer(faits: FaitsDuClasseur, capacites: readonly Presentation[]): Situation {
  const { etat, lectures } = faits;
  const desTables = manquesDesTables(faits);
  const manques: Manque[] = [
    ...(etat.arrete === undefined ? [{ nature: 'arrete' as const }] : []),
    ...(estInacheve(faits) ? [{ nature: 'inacheve' as const }] : []),
    ...desTables,
  ];
  const estCache = ({ cachee }: Presentation) =>
    cachee !== undefined && faits.reglage?.(cachee.cle)?.trim().toUpperCase() === cachee.valeur;
  const montrees = capacites.filter(c => !estCache(c));
  const travaux = travauxDe(faits, montrees, new Set(desTables.map(m => ('table' in m ? m.table : ''))));
  const calcul = faits.calcul?.arrete === etat.arrete ? faits.calcul : undefined;
  const graves = calcul?.bloquantes ?? 0;
  const presentes = lectures.filter(lecture => !lecture.absente).length;
  const situation = {
    etat,
    vierge: presentes === 0,
    tables: presentes,
    manques: manques.slice(0, MANQUES_MONTRES),
    travaux,
    caches: capacites.filter(estCache),
    bloquantes: graves,
    alertes: faits.executions.some(e => e.arrete === etat.arrete) ? faits.alertes : undefined,
    entraves: entravesDe(faits, travaux, desTables.length > 0, calcul),
  };
  return { ...situation, prochaine: prochaineDe(situation, calcul) };
}
