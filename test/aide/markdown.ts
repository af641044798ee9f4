/** Le peu de Markdown que nos guides emploient, en HTML : titres, paragraphes, listes, tableaux, code. Sans image. */

const echapper = (texte: string) =>
  texte.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Code d'abord : rien d'autre ne s'y lit. */
function enLigne(texte: string): string {
  return texte
    .split(/(`[^`]*`)/)
    .map(part => {
      if (part.startsWith('`') && part.length > 1) return `<code>${echapper(part.slice(1, -1))}</code>`;
      return echapper(part)
        .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
        .replace(/(^|[\s(])_([^_]+)_(?=[\s).,]|$)/g, '$1<em>$2</em>')
        .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>');
    })
    .join('');
}

const rangee = (ligne: string, cellule: (texte: string, rang: number) => string) =>
  `<tr>${ligne
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((texte, rang) => cellule(enLigne(texte.trim()), rang))
    .join('')}</tr>`;

function tableau([entete = '', , ...corps]: string[]): string {
  const titres = rangee(entete, texte => `<th scope="col">${texte}</th>`);
  const lignes = corps.map(ligne =>
    rangee(ligne, (texte, rang) => (rang === 0 ? `<th scope="row">${texte}</th>` : `<td>${texte}</td>`)),
  );
  return ['<table>', titres, ...lignes, '</table>'].join('\n');
}

function liste(lignes: string[], motif: RegExp, balise: 'ul' | 'ol'): string {
  const points: string[] = [];
  for (const ligne of lignes) {
    if (motif.test(ligne)) points.push(ligne.replace(motif, ''));
    else points.push(`${points.pop() ?? ''} ${ligne.trim()}`);
  }
  return [`<${balise}>`, ...points.map(point => `<li>${enLigne(point)}</li>`), `</${balise}>`].join('\n');
}

function bloc(texte: string): string {
  const lignes = texte.split('\n');
  const [premiere = ''] = lignes;
  const titre = /^(#{1,3}) (.*)$/.exec(premiere);
  if (titre) return `<h${titre[1]?.length}>${enLigne(titre[2] ?? '')}</h${titre[1]?.length}>`;
  if (premiere.startsWith('![')) return '';
  if (premiere.startsWith('```'))
    return `<pre><code>${echapper(lignes.slice(1, -1).join('\n'))}</code></pre>`;
  if (premiere.startsWith('|')) return tableau(lignes);
  if (/^- /.test(premiere)) return liste(lignes, /^- /, 'ul');
  if (/^\d+\. /.test(premiere)) return liste(lignes, /^\d+\. /, 'ol');
  return `<p>${enLigne(lignes.join(' '))}</p>`;
}

/** La page d'un guide, sans script ni fichier d'ailleurs. */
export function pageDuGuide(markdown: string): string {
  const corps = markdown
    .trim()
    .split(/\n{2,}/)
    .map(bloc)
    .filter(Boolean)
    .join('\n');
  const titre = /^# (.*)$/m.exec(markdown)?.[1] ?? 'Aide';
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clôture · ${echapper(titre)}</title>
<link rel="stylesheet" href="fonctions.css">
</head>
<body>
<main>
${corps}
</main>
</body>
</html>
`;
}
