/**
 * Le volet : la page du complément, inchangée, dans un cadre. La page mère tient l'hôte ; les textes du
 * protocole passent par `postMessage`. Recharger le cadre (langue, autre classeur) ouvre une session neuve.
 */
import type { HostSession } from '../embedded';
import type {
  FrameName,
  FrameSettings,
  Language,
  RibbonCall,
  Theme,
  ToFrame,
  ToPage,
} from './frame/messages';

/** Ce qu'il faut d'une session de l'hôte pour servir un cadre. */
export type Session = Pick<HostSession, 'onMessageFromHost' | 'sendMessageToHost'>;

/** Une session ouverte pour un cadre, et de quoi la fermer. */
export interface Connection {
  session: Session;
  close(): void;
}

export interface PaneOptions {
  container: HTMLElement;
  title: string;
  connect(language: Language): Connection;
  /** L'utilisateur quitte le volet par F6 : le classeur reprend la main. */
  onEscape(): void;
}

export class Pane {
  #frame: HTMLIFrameElement | undefined;
  #connection: Connection | undefined;
  readonly #pending = new Map<string, () => void>();

  constructor(private readonly options: PaneOptions) {
    window.addEventListener('message', (event: MessageEvent<ToPage>) => {
      if (event.source !== this.#frame?.contentWindow || event.origin !== window.location.origin) return;
      this.#receive(event.data);
    });
  }

  /** Charge la page du complément sur une session neuve. */
  load(settings: FrameSettings): void {
    this.#connection?.close();
    this.#frame?.remove();
    this.#settleAll();
    this.#connection = this.options.connect(settings.language);
    this.#connection.session.onMessageFromHost = text => this.#post({ officeBridge: text });
    this.#frame = this.#createFrame(settings);
    this.options.container.append(this.#frame);
  }

  setTheme(theme: Theme): void {
    this.#post({ atelier: 'theme', theme });
  }

  focus(): void {
    this.#frame?.focus();
    this.#post({ atelier: 'focus' });
  }

  /** Exécute une commande du ruban ; la promesse se tient quand le complément appelle `completed()`. */
  runCommand(call: RibbonCall): Promise<void> {
    return new Promise(resolve => {
      this.#pending.get(call.id)?.();
      this.#pending.set(call.id, resolve);
      this.#post({ atelier: 'ribbon', call });
    });
  }

  #createFrame(settings: FrameSettings): HTMLIFrameElement {
    const frame = document.createElement('iframe');
    // Hôte, plate-forme, version, langue, corrélation, drapeaux 3 : environnement partagé et fonctions.
    const name: FrameName = {
      hostInfo: `Excel$Web$16.00$${settings.language}$atelier$$$3`,
      atelier: settings,
    };
    frame.name = JSON.stringify(name);
    frame.title = this.options.title;
    frame.src = '/taskpane.html';
    return frame;
  }

  #receive(message: ToPage): void {
    if ('officeBridge' in message) this.#connection?.session.sendMessageToHost(message.officeBridge);
    else if (message.atelier === 'ribbonDone') {
      this.#pending.get(message.id)?.();
      this.#pending.delete(message.id);
    } else this.options.onEscape();
  }

  #post(message: ToFrame): void {
    this.#frame?.contentWindow?.postMessage(message, window.location.origin);
  }

  #settleAll(): void {
    for (const settle of this.#pending.values()) settle();
    this.#pending.clear();
  }
}
