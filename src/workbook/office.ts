/**
 * Le seul passage vers Excel : chaque lecture et chaque écriture de la maison commence ici.
 * `delayForCellEdit` fait attendre la fin d'une saisie au lieu d'échouer (InvalidOperationInCellEditMode).
 */
export type Context = Excel.RequestContext;

export function withExcel<T>(job: (context: Context) => Promise<T>): Promise<T> {
  return Excel.run({ delayForCellEdit: true }, job);
}

/** Avancement d'un travail long : l'étape en mots, ce qui est fait, ce qui est à faire. */
export interface Progress {
  etape: string;
  /** L'étape en anglais. */
  en?: string;
  fait: number;
  total: number;
}

export interface WorkOptions {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** L'utilisateur a renoncé : rien n'a été écrit, ou l'exécution le dit. */
export class Cancelled extends Error {
  constructor() {
    super('Opération annulée : le classeur n’a pas été modifié.');
    this.name = 'Cancelled';
  }
}

export function throwIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw new Cancelled();
}

/** Rend la main à la fenêtre entre deux tranches de travail, pour que l'écran et le bouton « Annuler » répondent. */
export function yieldToWindow(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 0));
}
