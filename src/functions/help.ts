import { type Fonction, SUPPOSES, type ValeurCellule } from '../cloture/fonction';
import { CATALOGUE } from './catalogue';
import { helpAnchor, type Langue } from './metadata';

const TEXTS = {
  fr: {
    titre: 'Fonctions de cellule',
    intro:
      "Ces fonctions s'écrivent dans une cellule dès que le complément est chargé. Une date est une date d'Excel, un texte 30/11/2026 ou un texte 2026-11-30. Un argument entre crochets est facultatif.",
    argument: 'Argument',
    sens: 'Ce que c’est',
    exemple: 'Exemple',
    suit: 'Suit le classeur : la cellule change quand une ligne dont elle dépend change.',
  },
  en: {
    titre: 'Worksheet functions',
    intro:
      'These functions can be typed in a cell as soon as the add-in is loaded. A date is an Excel date, the text 30/11/2026 (day first) or the text 2026-11-30. An argument between brackets is optional. Formulas are shown with the separators of a French Excel.',
    argument: 'Argument',
    sens: 'What it is',
    exemple: 'Example',
    suit: 'Follows the workbook: the cell changes when a row it depends on changes.',
  },
} as const;

/** The call as a reader sees it: `CA.FAE(affaire; [arrete])`. */
export function signature(f: Fonction, langue: Langue): string {
  const noms = f.parametres.map(p => (p.facultatif ? `[${p.nom[langue]}]` : p.nom[langue]));
  return `${f.id}(${noms.join('; ')})`;
}

/** The example's result, as Excel shows it in French. */
export function resultText(f: Fonction): string {
  const { resultat } = f.exemple;
  const text = (v: ValeurCellule) => (typeof v === 'number' ? String(v).replace('.', ',') : String(v));
  return typeof resultat === 'object'
    ? resultat.map(row => row.map(text).join(' ; ')).join(' ⏎ ')
    : text(resultat);
}

function supposed({ exemple: { classeur } }: Fonction, langue: Langue): string {
  return classeur ? ` (${SUPPOSES[classeur][langue]})` : '';
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Help of every function in Markdown, for the repository. */
export function helpMarkdown(langue: Langue = 'fr', catalogue = CATALOGUE): string {
  const t = TEXTS[langue];
  const sections = catalogue.map(f =>
    [
      `## ${f.id}`,
      `\`${signature(f, langue)}\``,
      f.description[langue] + (f.flux ? ` ${t.suit}` : ''),
      ...(f.parametres.length > 0
        ? [
            [
              `| ${t.argument} | ${t.sens} |`,
              '|---|---|',
              ...f.parametres.map(p => `| ${p.nom[langue]} | ${p.description[langue]} |`),
            ].join('\n'),
          ]
        : []),
      ...(f.remarques ? [f.remarques[langue]] : []),
      `${t.exemple} : \`${f.exemple.formule}\` → ${resultText(f)}${supposed(f, langue)}`,
    ].join('\n\n'),
  );
  return [`# ${t.titre}`, t.intro, ...sections].join('\n\n') + '\n';
}

function htmlSection(f: Fonction, langue: Langue): string {
  const t = TEXTS[langue];
  const rows = f.parametres
    .map(
      p => `<tr><th scope="row">${escape(p.nom[langue])}</th><td>${escape(p.description[langue])}</td></tr>`,
    )
    .join('\n');
  const table =
    rows &&
    `<table>\n<tr><th scope="col">${t.argument}</th><th scope="col">${t.sens}</th></tr>\n${rows}\n</table>\n`;
  const remark = f.remarques ? `<p>${escape(f.remarques[langue])}</p>\n` : '';
  const id = langue === 'fr' ? helpAnchor(f.id) : `${helpAnchor(f.id)}-en`;
  return `<section id="${id}">
<h3>${escape(f.id)}</h3>
<p><code>${escape(signature(f, langue))}</code></p>
<p>${escape(f.description[langue])}${f.flux ? ` ${t.suit}` : ''}</p>
${table}${remark}<p>${t.exemple} : <code>${escape(f.exemple.formule)}</code> → ${escape(resultText(f))}${supposed(f, langue)}</p>
</section>`;
}

/** The help page Excel opens from a function's tip: French first, then English, no script, no outside file. */
export function helpHtml(catalogue = CATALOGUE): string {
  const part = (langue: Langue) =>
    `<main lang="${langue}">\n<h2>${TEXTS[langue].titre}</h2>\n<p>${TEXTS[langue].intro}</p>\n${catalogue.map(f => htmlSection(f, langue)).join('\n')}\n</main>`;
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clôture · ${TEXTS.fr.titre}</title>
<link rel="stylesheet" href="fonctions.css">
</head>
<body>
<h1>Clôture</h1>
${part('fr')}
${part('en').replace('<main', '<section').replace('</main>', '</section>')}
</body>
</html>
`;
}
