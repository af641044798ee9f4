/** Le dictionnaire des données, écrit depuis les schémas : une table, ses colonnes, ce qu'elles acceptent. */
import { PARAMETRES, texteDefaut, type CleParametre } from '../../cloture/tables-communes/parametres';
import type { AnyTable, Colonne, SorteColonne } from '../../workbook/table';
import * as look from './look';

const SORTS: Readonly<Record<SorteColonne, string>> = {
  texte: 'texte',
  compte: 'compte',
  periode: 'mois AAAA-MM',
  montant: 'montant (€)',
  quantite: 'quantité',
  taux: 'taux',
  entier: 'entier',
  jour: 'date',
  booleen: 'O / N',
  enumeration: 'liste',
};

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;

function columnRow(column: Colonne, table: AnyTable): string {
  const marks = [table.cle.includes(column.cle) ? 'clé' : '', column.requis ? 'oui' : ''].filter(Boolean).join(', ');
  const accepts =
    column.sorte === 'enumeration' ? (column.valeurs ?? []).map(v => `\`${v}\``).join(' ') : SORTS[column.sorte];
  const reference = column.reference ? ` → ${column.reference}` : '';
  const synonyms = (column.synonymes ?? []).join(', ');
  return row(column.entete, `\`${column.cle}\``, accepts + reference, marks, column.note ?? '', synonyms);
}

function tableSection(table: AnyTable): string {
  return [
    `### ${table.titre.fr}`,
    '',
    `Table \`${table.nom}\`, feuille « ${table.feuille} », clé ${table.cle.map(c => `\`${c}\``).join(' + ')}.` +
      (table.requise ? ' Indispensable.' : table.generee ? ' Écrite par le complément.' : ' Facultative.'),
    table.description.fr,
    '',
    row('En-tête', 'Clé', 'Accepte', 'Exigée', 'Sens', 'Aussi reconnue comme'),
    '|---|---|---|---|---|---|',
    ...table.colonnes.map(column => columnRow(column, table)),
    '',
  ].join('\n');
}

function parameterSection(): string {
  return [
    '## Paramètres reconnus',
    '',
    row('Paramètre', 'Défaut', 'Sens'),
    '|---|---|---|',
    ...Object.entries(PARAMETRES).map(([key, { note }]) =>
      row(`\`${key}\``, texteDefaut(key as CleParametre) || '(aucun)', note),
    ),
    '',
  ].join('\n');
}

/** Le texte Markdown du dictionnaire, pour les tables données. */
export function dictionary(tables: readonly AnyTable[]): string {
  const parts = [
    '# Dictionnaire des données',
    '',
    'Écrit par `npm run templates` depuis les schémas du code : ne pas modifier à la main.',
    '',
    'Une colonne se retrouve par sa clé, son en-tête ou un synonyme, quels que soient sa place, la casse, les accents ' +
      'et les espaces. Une colonne inconnue est ignorée et conservée. Un avoir est négatif.',
    '',
  ];
  for (const family of look.FAMILY_ORDER) {
    const own = tables.filter(t => t.famille === family);
    if (own.length > 0) parts.push(`## ${look.FAMILIES[family].name}`, '', ...own.map(tableSection));
  }
  return [...parts, parameterSection()].join('\n');
}
