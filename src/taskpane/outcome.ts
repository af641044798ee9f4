import { COMMAND_OUTCOME, type CommandOutcome } from '../commands/close';
import type { IssueExecution } from '../ui/proprietes';

// Une commande du ruban peut finir avant que le volet soit affiché : son issue attend ici qu'il la montre.
let derniere: IssueExecution | undefined;
const abonnes = new Set<() => void>();

function recevoir(evenement: Event): void {
  const { detail } = evenement as CustomEvent<CommandOutcome>;
  derniere = 'bilan' in detail ? { bilan: detail.bilan } : { erreur: detail.error };
  for (const prevenir of abonnes) prevenir();
}

/** À appeler dès le chargement de la page, avant que le ruban puisse rien lancer. */
export function ecouterLesCommandes(): void {
  window.addEventListener(COMMAND_OUTCOME, recevoir);
}

export function suivreIssue(prevenir: () => void): () => void {
  abonnes.add(prevenir);
  return () => abonnes.delete(prevenir);
}

/** L'issue de la dernière commande du ruban, s'il y en a eu une. */
export function derniereIssue(): IssueExecution | undefined {
  return derniere;
}
