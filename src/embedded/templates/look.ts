/** Couleurs et styles des classeurs livrés : une teinte par famille, l'encre de ce qui se saisit, le gris du calculé. */
import type { hucre } from '#vendor';
import type { AspectColonne, FormatConditionnel } from '../../workbook/feuille';
import type { Famille, SorteColonne } from '../../workbook/table';

export type Style = hucre.CellStyle;
type Font = NonNullable<Style['font']>;

export const FONT = 'Calibri';

interface Palette {
  readonly name: string;
  /** En-tête des colonnes obligatoires et onglet ; texte blanc lisible dessus. */
  readonly dark: string;
  /** En-tête des colonnes facultatives. */
  readonly light: string;
}

export const FAMILIES: Readonly<Record<Famille, Palette>> = {
  REFERENTIELS: { name: 'Référentiels', dark: '44546A', light: 'DDE1E8' },
  VENTES: { name: 'Ventes', dark: '1F4E79', light: 'D6E4F0' },
  TEMPS: { name: 'Temps', dark: '5B3F8C', light: 'E3DCF0' },
  ACHATS: { name: 'Achats', dark: '8A4B08', light: 'F4E3D0' },
  COMPTABILITE: { name: 'Comptabilité', dark: '1E6B45', light: 'D5EBDF' },
  GENEREES: { name: 'Calculées par le complément', dark: '595959', light: 'E4E4E4' },
};

/** Noms dans l'ordre des feuilles du classeur. */
export const FAMILY_ORDER: readonly Famille[] = [
  'REFERENTIELS',
  'VENTES',
  'TEMPS',
  'ACHATS',
  'COMPTABILITE',
  'GENEREES',
];

const INK: Readonly<Record<AspectColonne, string>> = { saisie: '1F3864', calcul: '404040', retenu: '9C5700' };

export const argb = (rgb: string) => ({ rgb: `FF${rgb}` });
export const solid = (rgb: string): NonNullable<Style['fill']> => ({ type: 'pattern', pattern: 'solid', fgColor: argb(rgb) });
export const font = (size: number, rgb: string, more: Font = {}): Font => ({
  name: FONT,
  size,
  color: argb(rgb),
  ...more,
});

export const titleStyle = (family: Famille): Style => ({ font: font(16, FAMILIES[family].dark, { bold: true }) });
export const descriptionStyle: Style = { font: font(10, '595959', { italic: true }) };

export const isNumeric = (sort: SorteColonne) =>
  sort === 'montant' || sort === 'quantite' || sort === 'taux' || sort === 'entier';

const CENTERED: ReadonlySet<SorteColonne> = new Set(['jour', 'booleen', 'periode']);

const alignmentOf = (sort: SorteColonne): NonNullable<Style['alignment']> =>
  CENTERED.has(sort)
    ? { horizontal: 'center' }
    : { horizontal: isNumeric(sort) ? 'right' : 'left', indent: 1 };

/** En-tête : fond plein pour une colonne obligatoire ou calculée, clair pour une facultative, ambre si elle se retient. */
export function headerStyle(family: Famille, sort: SorteColonne, kind: 'plein' | 'clair' | 'retenu'): Style {
  const { dark, light } = FAMILIES[family];
  const fill = kind === 'plein' ? dark : kind === 'clair' ? light : INK.retenu;
  return {
    font: font(10, kind === 'clair' ? '262626' : 'FFFFFF', { bold: true }),
    fill: solid(fill),
    // Le retrait à droite laisse la place du bouton de filtre.
    alignment: { ...alignmentOf(sort), vertical: 'center', wrapText: true, ...(isNumeric(sort) ? { indent: 2 } : {}) },
    border: { bottom: { style: 'medium', color: argb(dark) } },
  };
}

export function dataStyle(sort: SorteColonne, format: string, aspect: AspectColonne): Style {
  return {
    font: font(10, INK[aspect]),
    numFmt: format,
    alignment: { ...alignmentOf(sort), vertical: 'center' },
    border: { bottom: { style: 'hair', color: argb('BFBFBF') } },
    ...(aspect === 'retenu' ? { fill: solid('FFF8E5') } : {}),
  };
}

/** Le total d'une colonne, au-dessus de son en-tête. */
export function totalStyle(family: Famille, sort: SorteColonne, format: string): Style {
  return { font: font(10, FAMILIES[family].dark, { bold: true }), numFmt: format, alignment: alignmentOf(sort) };
}

/** Mise en évidence : l'encre et le fond, jamais la couleur seule (le mot est dans la cellule). */
export const TONES: Readonly<Record<FormatConditionnel['ton'], Style>> = {
  erreur: { font: { color: argb('9C0006'), bold: true }, fill: tone('FFC7CE') },
  alerte: { font: { color: argb('7F4F00'), bold: true }, fill: tone('FFEB9C') },
  succes: { font: { color: argb('006100') }, fill: tone('C6EFCE') },
  attenue: { font: { color: argb('7F7F7F'), italic: true } },
  titre: { font: { color: argb('1F3864'), bold: true } },
  total: { font: { color: argb('000000'), bold: true }, fill: tone('EDEDED') },
};

/** Dans un format conditionnel, Excel lit la couleur de fond là où un style ordinaire lit celle du motif. */
function tone(rgb: string): NonNullable<Style['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: argb(rgb), bgColor: argb(rgb) };
}
