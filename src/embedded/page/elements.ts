/** Deux gestes de construction de page, pour que la barre se lise comme sa description. */

type Attributes = Readonly<Record<string, string | boolean>>;
type Child = Node | string;

/** Crée un élément ; un attribut `true` est posé vide, `false` est omis. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, '');
    else if (value !== false) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export function button(label: string, attributes: Attributes, action: () => void): HTMLButtonElement {
  const node = element('button', { type: 'button', ...attributes }, label);
  node.addEventListener('click', action);
  return node;
}

/** L'élément de la page qui porte cet identifiant ; son absence est une faute de la page. */
export function byId(id: string): HTMLElement {
  const node = document.getElementById(id);
  if (!node) throw new Error(`élément #${id} absent de la page`);
  return node;
}
