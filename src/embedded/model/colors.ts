/** Couleurs : les noms HTML usuels et `#RRGGBB`, ramenés à `#rrggbb`. */

const NAMED: Record<string, string> = {
  black: '#000000',
  white: '#ffffff',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  orange: '#ffa500',
  gray: '#808080',
  lightgray: '#d3d3d3',
};

/** Forme canonique d'une couleur ; un nom inconnu passe tel quel. */
export function patchOfColor(color: string): string {
  const plain = color.trim().toLowerCase();
  const rgb = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(plain);
  if (rgb)
    return `#${rgb
      .slice(1, 4)
      .map(part => Number(part).toString(16).padStart(2, '0'))
      .join('')}`;
  return NAMED[plain] ?? (plain.startsWith('#') || !/^[0-9a-f]{6}$/.test(plain) ? plain : `#${plain}`);
}
