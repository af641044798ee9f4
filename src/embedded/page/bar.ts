/** La barre du haut : produit, classeur, fichier, commandes du complément, langue et thème. */
import { button, element } from './elements';
import type { Language, Theme } from './frame/messages';
import type { RibbonButton, RibbonGroup } from './manifest';
import type { Texts } from './texts';

export interface BarState {
  texts: Texts;
  language: Language;
  theme: Theme;
  paneOpen: boolean;
  workbook: string;
  modified: boolean;
  ribbon: readonly RibbonGroup[];
}

export interface BarActions {
  open(file: File): void;
  save(): void;
  example(): void;
  togglePane(): void;
  language(language: Language): void;
  theme(theme: Theme): void;
  command(button: RibbonButton): Promise<void>;
}

/** Dessine la barre entière dans `header` ; l'élément qui avait la main la garde. */
export function drawBar(header: HTMLElement, state: BarState, actions: BarActions): void {
  const focused = header.contains(document.activeElement) ? document.activeElement?.id : undefined;
  header.replaceChildren(
    brand(state),
    fileGroup(state, actions),
    ...state.ribbon.map(group => commandGroup(group, state, actions)),
    displayGroup(state, actions),
  );
  if (focused) document.getElementById(focused)?.focus();
}

function brand({ workbook, modified, texts }: BarState): HTMLElement {
  const name = element('span', { id: 'nom-classeur', class: 'nom-classeur', title: workbook }, workbook);
  const mark = element('span', { class: 'modifie' }, modified ? `· ${texts.modified}` : '');
  const title = element('h1', { class: 'produit' }, 'Clôture');
  const logo = element('img', { src: '/atelier/icone.svg', alt: '', width: '28', height: '28' });
  return element('div', { class: 'marque' }, logo, element('div', {}, title, element('p', {}, name, mark)));
}

function fileGroup({ texts }: BarState, actions: BarActions): HTMLElement {
  const input = element('input', {
    type: 'file',
    id: 'fichier',
    accept: '.xlsx',
    hidden: true,
    'aria-label': texts.open,
  });
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    input.value = '';
    if (file) actions.open(file);
  });
  return group(
    texts.file,
    input,
    button(texts.open, { id: 'ouvrir' }, () => input.click()),
    button(texts.save, { id: 'enregistrer' }, actions.save),
    button(texts.example, { id: 'exemple' }, actions.example),
  );
}

function commandGroup(ribbon: RibbonGroup, state: BarState, actions: BarActions): HTMLElement {
  const buttons = ribbon.buttons.map(item => {
    const node = button('', { id: `ruban-${item.id}`, class: 'commande', title: item.hint }, () => {
      node.setAttribute('aria-busy', 'true');
      void actions.command(item).finally(() => node.removeAttribute('aria-busy'));
    });
    if (item.icon) node.append(element('img', { src: item.icon, alt: '', width: '20', height: '20' }));
    node.append(item.label);
    return node;
  });
  return group(`${ribbon.label} — ${state.texts.ribbon}`, ...buttons);
}

function displayGroup({ texts, language, theme, paneOpen }: BarState, actions: BarActions): HTMLElement {
  const other: Language = language === 'fr-FR' ? 'en-US' : 'fr-FR';
  const pane = {
    id: 'volet-bascule',
    'aria-pressed': String(paneOpen),
    title: paneOpen ? texts.hidePane : texts.showPane,
  };
  const dark = { id: 'theme', 'aria-pressed': String(theme === 'dark'), title: texts.theme };
  const node = group(
    texts.display,
    button(texts.pane, pane, actions.togglePane),
    button(texts.dark, dark, () => actions.theme(theme === 'dark' ? 'light' : 'dark')),
    button(other === 'en-US' ? 'English' : 'Français', { id: 'langue', lang: other }, () =>
      actions.language(other),
    ),
  );
  node.classList.add('a-droite');
  return node;
}

function group(label: string, ...children: Node[]): HTMLElement {
  return element('div', { class: 'groupe', role: 'group', 'aria-label': label }, ...children);
}
