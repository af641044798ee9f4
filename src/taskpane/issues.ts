import { COMMAND_OUTCOME, type CommandOutcome } from '../commands/close';
import type { IssueExecution } from '../ui/proprietes';

/** Le nom sous lequel se range l'exécution de tous les travaux à la fois. */
export const TOUT = 'tout';

// La dernière issue de chaque travail, tant que la page vit : revenir à un volet retrouve son calcul. Une commande du
// ruban peut finir avant que le volet soit affiché ; son issue attend ici de même.
const issues = new Map<string, IssueExecution>();
const abonnes = new Set<() => void>();

/** Garde l'issue d'une exécution. Celle de tous les travaux remplace celles de chacun. */
export function noterIssue(travail: string, issue: IssueExecution): void {
  if (travail === TOUT) issues.clear();
  issues.set(travail, issue);
  for (const prevenir of abonnes) prevenir();
}

/** La dernière issue d'un travail dans cette page, s'il y en a eu une. */
export function issueDe(travail: string): IssueExecution | undefined {
  return issues.get(travail);
}

export function suivreIssues(prevenir: () => void): () => void {
  abonnes.add(prevenir);
  return () => abonnes.delete(prevenir);
}

/** À appeler dès le chargement de la page, avant que le ruban puisse rien lancer. */
export function ecouterLesCommandes(): void {
  window.addEventListener(COMMAND_OUTCOME, evenement => {
    const { detail } = evenement as CustomEvent<CommandOutcome>;
    noterIssue(TOUT, 'bilan' in detail ? { bilan: detail.bilan } : { erreur: detail.error });
  });
}
