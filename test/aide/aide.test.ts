import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUIDES } from './guides';
import { pageDuGuide } from './markdown';

const racine = join(__dirname, '../..');
const aide = join(racine, 'assets/aide');
const lire = (nom: string) => readFileSync(join(aide, nom), 'utf8');

describe.each(GUIDES)('le guide %s', guide => {
  const texte = lire(`${guide}.md`);

  test('la page livrée est celle que son texte donne', () => {
    expect(lire(`${guide}.html`)).toBe(pageDuGuide(texte));
  });

  test('ses images existent', () => {
    const images = [...texte.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, chemin = '']) => chemin);
    expect(images.filter(chemin => !existsSync(join(aide, chemin)))).toEqual([]);
  });

  test('les commandes qu’il cite existent', () => {
    const { scripts } = JSON.parse(readFileSync(join(racine, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const citees = [...texte.matchAll(/npm (?:run )?(\w+)/g)].map(([, nom = '']) => nom);
    expect(citees.filter(nom => !(nom in scripts))).toEqual([]);
  });

  test('les dossiers et fichiers de la maison qu’il cite existent', () => {
    const cites = [...texte.matchAll(/`((?:src|test|templates)\/[\w./-]*\w)`/g)].map(
      ([, chemin = '']) => chemin,
    );
    expect(cites.filter(chemin => !existsSync(join(racine, chemin)))).toEqual([]);
  });
});

test('le Markdown des guides : ce qui ressemble à du HTML reste du texte, un tableau a ses en-têtes', () => {
  const page = pageDuGuide(
    '# Titre\n\nUn `<b>` et <i>\n\n| A | B |\n|---|---|\n| 1 | **2** |\n\n1. un\n   deux\n2. trois',
  );
  expect(page).toContain('<p>Un <code>&lt;b&gt;</code> et &lt;i&gt;</p>');
  expect(page).toContain('<th scope="col">A</th><th scope="col">B</th>');
  expect(page).toContain('<th scope="row">1</th><td><strong>2</strong></td>');
  expect(page).toContain('<li>un deux</li>\n<li>trois</li>');
});
