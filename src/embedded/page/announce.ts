/** Une phrase en bas de page, lue par les lecteurs d'écran, qui s'efface d'elle-même. */
import { byId } from './elements';

const SHOWN_MS = 5000;
let timer: number | undefined;

export function announce(sentence: string, lasting = false): void {
  byId('annonce').textContent = sentence;
  window.clearTimeout(timer);
  if (!lasting) timer = window.setTimeout(() => (byId('annonce').textContent = ''), SHOWN_MS);
}
