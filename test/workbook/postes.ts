/**
 * Plusieurs personnes sur le même classeur : chacune a sa page, c'est-à-dire sa bibliothèque d'Office et son exemplaire de
 * notre code, avec sa file et son bail. Leurs envois passent un à un, dans l'ordre qu'un tirage décide.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type * as Avancement from '../../src/cloture/avancement';
import type { EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { isBackground } from '../../src/embedded/protocol/requests';
import type { BridgeRequest, RequestBody } from '../../src/embedded/protocol/wire';
import type * as Runs from '../../src/workbook/runs';
import type * as Undo from '../../src/workbook/undo';

/** La page qui a la main : `Excel`, vu de notre code, est le sien. */
const page = new AsyncLocalStorage<Client>();

/** Pose le `Excel` de la page courante ; rend de quoi l'ôter. */
export function installerPages(): () => void {
  Object.defineProperty(globalThis, 'Excel', { configurable: true, get: () => page.getStore()?.Excel });
  return () => delete (globalThis as { Excel?: unknown }).Excel;
}

/** Un exemplaire neuf de ce que la page d'un clôtureur charge. */
async function charger() {
  let code!: readonly [typeof Runs, typeof Undo, typeof Avancement];
  await jest.isolateModulesAsync(async () => {
    code = [
      await import('../../src/workbook/runs'),
      await import('../../src/workbook/undo'),
      await import('../../src/cloture/avancement'),
    ];
  });
  const [{ runClose }, { undoLastRun }, { avancement }] = code;
  return { runClose, undoLastRun, capacites: [avancement] };
}

export type Code = Awaited<ReturnType<typeof charger>>;

/** Une personne, sa page, et ses envois retenus tant qu'on ne les laisse pas passer. */
export class Poste {
  /** Retenir les envois ; sinon ils passent aussitôt. */
  retenu = false;
  private readonly attente: { texte: string; envoyer: () => void }[] = [];

  private constructor(
    readonly nom: string,
    readonly client: Client,
    readonly code: Code,
  ) {
    const { session } = client;
    const envoyer = session.sendMessageToHost.bind(session);
    session.sendMessageToHost = texte => {
      const { body } = (JSON.parse(texte) as BridgeRequest).message;
      const menage = isBackground((typeof body === 'string' ? JSON.parse(body) : body) as RequestBody);
      if (this.retenu && !menage) this.attente.push({ texte, envoyer: () => envoyer(texte) });
      else envoyer(texte);
    };
  }

  static async ouvrir(excel: EmbeddedExcel, nom: string): Promise<Poste> {
    return new Poste(nom, bootClient(excel, { user: nom }), await charger());
  }

  get attend(): boolean {
    return this.attente.length > 0;
  }

  /** L'envoi qui passera le premier, tel qu'il part. */
  get prochain(): BridgeRequest | undefined {
    const [premier] = this.attente;
    return premier && (JSON.parse(premier.texte) as BridgeRequest);
  }

  /** Laisse passer le plus ancien envoi. */
  passer(): void {
    this.attente.shift()?.envoyer();
  }

  /** Fait travailler cette page. */
  fait<T>(travail: (code: Code) => Promise<T>): Promise<T> {
    return page.run(this.client, () => travail(this.code));
  }
}

/** Ce qu'une page fait pendant l'entrelacement : un long travail, ou un geste d'un seul envoi. */
export interface Travail {
  readonly poste: Poste;
  readonly fini: Promise<unknown>;
}

const tour = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/**
 * Mène des travaux envoi par envoi : `choisir` dit lequel passe parmi ceux qui attendent ; `entre` s'exécute juste avant
 * qu'il passe et peut lui-même changer le classeur.
 */
export async function entrelacer(
  travaux: readonly Travail[],
  choisir: (possibles: number) => number,
  entre: (suivant: Poste) => Promise<void>,
): Promise<void> {
  const ouverts = new Set(travaux);
  for (const travail of travaux) void travail.fini.catch(() => undefined).then(() => ouverts.delete(travail));
  for (;;) {
    while ([...ouverts].some(({ poste }) => !poste.attend)) await tour();
    if (ouverts.size === 0) return;
    const possibles = [...ouverts];
    const { poste } = possibles[choisir(possibles.length)]!;
    await entre(poste);
    poste.passer();
    await tour();
  }
}
