/** Demande s'il faut remplacer un classeur modifié. Échap et « garder » répondent non. */
import { element } from './elements';
import type { Texts } from './texts';

export function confirmReplace(texts: Texts): Promise<boolean> {
  const keep = element('button', { value: 'non', autofocus: true }, texts.keep);
  const replace = element('button', { value: 'oui', class: 'principal' }, texts.replace);
  const question = element('p', { id: 'question' }, texts.unsaved);
  const form = element('form', { method: 'dialog' }, keep, replace);
  const dialog = element('dialog', { class: 'confirmation', 'aria-labelledby': 'question' }, question, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'oui');
    });
  });
}
