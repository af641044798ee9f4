/** Le registre nom → fonction d'office.js, pour les fonctions personnalisées et les commandes. */

export interface Association {
  readonly mappings: Record<string, unknown>;
  /** Un abonné (la bibliothèque) est prévenu à chaque association. */
  onchange(listener: () => void): void;
  readonly associate: (name: string | Record<string, unknown>, action?: unknown) => void;
}

/** Un registre neuf ; les noms sont en majuscules, comme dans office.js. */
export function createAssociation(): Association {
  const mappings: Record<string, unknown> = {};
  const listeners: (() => void)[] = [];
  const associate = (name: string | Record<string, unknown>, action?: unknown): void => {
    if (typeof name === 'object') {
      for (const [key, value] of Object.entries(name)) associate(key, value);
      return;
    }
    mappings[name.toUpperCase()] = action;
    for (const listener of listeners) listener();
  };
  return { mappings, associate, onchange: listener => void listeners.push(listener) };
}
