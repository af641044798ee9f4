/**
 * Ce que la page lit dans le manifeste du complément, comme Excel : le ruban (groupes, boutons, libellés dans la
 * langue choisie, icônes) et l'adresse des métadonnées de ses fonctions.
 */
import type { Language } from './frame/messages';

export interface RibbonButton {
  id: string;
  label: string;
  hint: string;
  icon: string | undefined;
  /** Fonction associée par `Office.actions.associate` ; absente quand le bouton montre le volet. */
  action: string | undefined;
}

export interface RibbonGroup {
  label: string;
  buttons: RibbonButton[];
}

/** Groupes de l'onglet du complément. Les adresses d'icônes sont ramenées à leur chemin. */
export function ribbonOf(manifest: string, language: Language): RibbonGroup[] {
  const xml = parse(manifest);
  const resource = (node: Element | null | undefined): string => {
    const id = node?.getAttribute('resid');
    return id ? resourceText(xml, id, language) : '';
  };
  return all(xml, 'Group').map(group => ({
    label: resource(child(group, 'Label')),
    buttons: all(group, 'Control')
      .filter(control => attribute(control, 'type') === 'Button')
      .map(control => buttonOf(control, resource)),
  }));
}

/** Chemin des métadonnées des fonctions (`functions.json`) dans la langue choisie. */
export function functionsPath(manifest: string, language: Language): string | undefined {
  const xml = parse(manifest);
  const metadata = all(xml, 'Metadata')[0];
  const id = metadata && child(metadata, 'SourceLocation')?.getAttribute('resid');
  const address = id ? resourceText(xml, id, language) : '';
  return address ? new URL(address).pathname : undefined;
}

function parse(manifest: string): Document {
  return new DOMParser().parseFromString(manifest, 'application/xml');
}

function buttonOf(control: Element, resource: (node: Element | null | undefined) => string): RibbonButton {
  const action = child(control, 'Action');
  const kind = action ? attribute(action, 'type') : '';
  const images = all(control, 'Image');
  const image = images.find(node => node.getAttribute('size') === '32') ?? images[0];
  const address = resource(image);
  return {
    id: control.getAttribute('id') ?? '',
    label: resource(child(control, 'Label')),
    hint: resource(all(control, 'Description')[0]),
    icon: address ? new URL(address).pathname : undefined,
    action:
      kind === 'ExecuteFunction' && action ? child(action, 'FunctionName')?.textContent?.trim() : undefined,
  };
}

function resourceText(xml: Document, id: string, language: Language): string {
  const node = [...all(xml, 'String'), ...all(xml, 'Image'), ...all(xml, 'Url')].find(
    item => item.getAttribute('id') === id,
  );
  const translated = node && all(node, 'Override').find(item => item.getAttribute('Locale') === language);
  return (translated ?? node)?.getAttribute(translated ? 'Value' : 'DefaultValue') ?? '';
}

/** Les préfixes d'un manifeste changent d'un auteur à l'autre ; le nom local suffit. */
function all(parent: Document | Element, name: string): Element[] {
  return [...parent.getElementsByTagNameNS('*', name)];
}

function child(parent: Element, name: string): Element | undefined {
  return [...parent.children].find(node => node.localName === name);
}

function attribute(node: Element, name: string): string {
  return [...node.attributes].find(item => item.localName === name)?.value ?? '';
}
