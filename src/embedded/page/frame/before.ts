/**
 * Servi devant le fichier excel-web de Microsoft, inchangé : donne au complément le pont natif
 * (`_richApiNativeBridge`) que la bibliothèque cherche avant tout autre transport, et l'adosse à la page mère.
 */
import type { ToFrame, ToPage } from './messages';

interface NativeBridge {
  onMessageFromHost: ((text: string) => void) | null;
  sendMessageToHost(text: string): void;
}

const bridge: NativeBridge = {
  onMessageFromHost: null,
  sendMessageToHost: text => post({ officeBridge: text }),
};
Object.assign(window, { _richApiNativeBridge: bridge });

function post(message: ToPage): void {
  window.parent.postMessage(message, window.location.origin);
}

window.addEventListener('message', (event: MessageEvent<ToFrame>) => {
  if (event.source !== window.parent || event.origin !== window.location.origin) return;
  if ('officeBridge' in event.data) bridge.onMessageFromHost?.(event.data.officeBridge);
});
