import { type CleParametre, PARAMETRES } from '../../src/cloture/tables-communes/parametres';
import { parameterNote } from '../../src/taskpane/parametersEn';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { langueDe, TEXTES } from '../../src/ui/dictionnaire';

type Noeud = string | string[] | ((...args: never[]) => string) | { [cle: string]: Noeud };

/** Chaque texte du dictionnaire avec son chemin ; une fonction reçoit des arguments reconnaissables. */
function feuilles(noeud: Noeud, chemin = ''): [chemin: string, texte: string, fonction: boolean][] {
  if (typeof noeud === 'string') return [[chemin, noeud, false]];
  if (typeof noeud === 'function') {
    const args = Array.from({ length: noeud.length }, (_, rang) => `<${rang}>`) as never[];
    return [[chemin, noeud(...args), true]];
  }
  return Object.entries(noeud).flatMap(([cle, suite]) => feuilles(suite, chemin ? `${chemin}.${cle}` : cle));
}

const sources = ['src/ui', 'src/taskpane', 'src/cloture'].flatMap(dossier =>
  readdirSync(join(__dirname, '../..', dossier), { recursive: true, withFileTypes: true })
    .filter(entree => /\.tsx?$/.test(entree.name) && !entree.name.startsWith('textes-'))
    .map(entree => readFileSync(join(entree.parentPath, entree.name), 'utf8')),
);

describe('le dictionnaire du volet', () => {
  const fr = feuilles(TEXTES.fr as unknown as Noeud);
  const en = feuilles(TEXTES.en as unknown as Noeud);

  test('a les mêmes textes dans les deux langues, aucun vide', () => {
    expect(en.map(([chemin]) => chemin)).toEqual(fr.map(([chemin]) => chemin));
    for (const [chemin, texte] of [...fr, ...en]) expect([chemin, texte.trim()]).not.toEqual([chemin, '']);
  });

  test('garde en anglais les valeurs que la phrase française reçoit', () => {
    const anglais = new Map(en.map(([chemin, texte]) => [chemin, texte]));
    for (const [chemin, texte, fonction] of fr) {
      if (!fonction) continue;
      const recues = texte.match(/<\d>/g) ?? [];
      const rendues = anglais.get(chemin)?.match(/<\d>/g) ?? [];
      expect([chemin, rendues.sort()]).toEqual([chemin, recues.sort()]);
    }
  });

  test('ne garde aucune rubrique que le volet ne montre pas', () => {
    const code = sources.join('\n');
    for (const rubrique of Object.values(TEXTES.fr)) {
      for (const cle of Object.keys(rubrique)) {
        const vue = new RegExp(`\\b${cle}\\b`).test(code) || ['BLOQUANT', 'ALERTE', 'INFO'].includes(cle);
        expect([cle, vue]).toEqual([cle, true]);
      }
    }
  });

  test('suit la langue d’affichage d’Excel : le français par défaut, l’anglais pour les autres', () => {
    expect(['fr-FR', 'fr', 'FR-ca', undefined, 'en-US', 'de-DE', 'frr'].map(langueDe)).toEqual([
      'fr',
      'fr',
      'fr',
      'fr',
      'en',
      'en',
      'en',
    ]);
  });
});

test('chaque paramètre a sa note dans les deux langues, choix compris', () => {
  for (const cle of Object.keys(PARAMETRES) as CleParametre[]) {
    const [fr, en] = [parameterNote(cle, 'fr'), parameterNote(cle, 'en')];
    expect([cle, en === fr, en.length > 0]).toEqual([cle, false, true]);
    expect([cle, / Choices: (.+)$/.exec(en)?.[1]]).toEqual([cle, / Choix : (.+)$/.exec(fr)?.[1]]);
  }
});
