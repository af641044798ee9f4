/**
 * L'onglet de la feuille active reste en vue. Univer remet sa barre d'onglets au début quand il la redessine, et la
 * feuille ouverte depuis le volet peut être la vingtième.
 */
export function keepActiveTabInView(container: HTMLElement): void {
  let asked = false;
  const show = (): void => {
    asked = false;
    const tab = container.querySelector('[role="tab"][aria-selected="true"]');
    tab?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  };
  // Une image plus tard : le moment où Univer a fini de poser ses onglets.
  const observer = new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => requestAnimationFrame(show));
  });
  observer.observe(container, { subtree: true, attributes: true, attributeFilter: ['aria-selected'] });
}
