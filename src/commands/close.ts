import type { Bilan } from '../workbook/runs';

/** What the pane is told when a ribbon command has run: `detail` is the result, or the error it met. */
export type CommandOutcome = { readonly bilan: Bilan<'VALIDER'> } | { readonly error: unknown };

/** Name of the window event that carries a {@link CommandOutcome}; pane and commands share the page. */
export const COMMAND_OUTCOME = 'cloture:commande';

async function showPane(hash: string): Promise<void> {
  window.location.hash = hash;
  await Office.addin.showAsTaskpane();
}

/** Excel cuts a command after five minutes and greys it until `completed`: it is always called. */
function command(job: () => Promise<void>): (event: Office.AddinCommands.Event) => Promise<void> {
  return async event => {
    try {
      await job();
    } finally {
      event.completed();
    }
  };
}

async function validate(): Promise<void> {
  let detail: CommandOutcome;
  try {
    const { closeMonth } = await import('./month');
    detail = { bilan: await closeMonth() };
  } catch (error) {
    detail = { error };
  }
  await showPane('#/cloture');
  window.dispatchEvent(new CustomEvent<CommandOutcome>(COMMAND_OUTCOME, { detail }));
}

/** The commands of ribbon, context menu and shortcuts, by the names of the manifest. */
export const closeCommands: Readonly<Record<string, (event: Office.AddinCommands.Event) => Promise<void>>> = {
  valider: command(validate),
  accueil: command(() => showPane('#/')),
  cloture: command(() => showPane('#/cloture')),
  pourquoi: command(() => showPane('#/explication')),
  fonctions: command(() => showPane('#/fonctions')),
  diagnostic: command(() => showPane('#/diagnostic')),
};
