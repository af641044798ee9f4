/**
 * Ce que contient le paquet livré, lu dans ses cartes de sources : rien de l'Excel embarqué ni des essais, un seul
 * zod, React et Fluent hors du premier chargement, aucune adresse étrangère.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CSP, manifestePour } from '../../webpack.config.js';

const racine = join(__dirname, '../..');
const paquet = join(racine, '.cache/complement');

interface Carte {
  sources: string[];
  sourcesContent?: (string | null)[];
}

const lire = (nom: string) => readFileSync(join(paquet, nom), 'utf8');
const chemin = (source: string) => source.replace(/^webpack:\/\/[^/]*\/(\.\/)?/, '').replace(/[?|].*$/, '');

let scripts: string[];
let cartes: Map<string, Carte>;
let page: string;

/** Les modules d'un fichier, sans ceux que webpack fabrique. */
const modules = (script: string) =>
  (cartes.get(script)?.sources ?? []).map(chemin).filter(source => !source.startsWith('webpack/'));
const tousLesModules = () => scripts.flatMap(modules);

beforeAll(() => {
  const construction = spawnSync(
    process.execPath,
    [join(racine, 'node_modules/tsx/dist/cli.mjs'), 'src/embedded/commands/build-pages.ts'],
    { cwd: racine, encoding: 'utf8' },
  );
  if (construction.status !== 0) throw new Error(construction.stderr);
  scripts = readdirSync(paquet).filter(nom => nom.endsWith('.js'));
  cartes = new Map(scripts.map(nom => [nom, JSON.parse(lire(`${nom}.map`)) as Carte]));
  page = lire('taskpane.html');
});

const premiers = () => [...page.matchAll(/<script[^>]* src="?([^">\s]+)/g)].map(([, src]) => src as string);

test('la carte des sources couvre tout le code livré', () => {
  expect(tousLesModules()).toEqual(
    expect.arrayContaining(['src/taskpane/App.tsx', 'src/functions/index.ts']),
  );
  for (const script of scripts) expect([script, modules(script).length > 0]).toEqual([script, true]);
});

test("rien de l'Excel embarqué, des outils ni des essais n'est livré", () => {
  const interdit =
    /node_modules\/(@univerjs|hucre|fflate|rxjs|playwright|@sparticuz|axe-core|fast-check|esbuild|tsx|jest|@microsoft\/office-js\/)|^src\/embedded\/|^test\/|(^|\/)\.cache\//;
  expect(tousLesModules().filter(module => interdit.test(module))).toEqual([]);
});

test('un seul zod, sans les traductions de ses messages', () => {
  const zod = tousLesModules().filter(module => module.includes('node_modules/zod/'));
  expect(zod.length).toBeGreaterThan(0);
  expect(
    zod.filter(module => !/node_modules\/zod\/(mini\/index\.js|v4\/(mini|core|locales\/en)\b)/.test(module)),
  ).toEqual([]);
  expect(new Set(zod).size).toBe(zod.length);
});

test('un module n’est livré qu’une fois', () => {
  const comptes = new Map<string, number>();
  for (const module of tousLesModules()) comptes.set(module, (comptes.get(module) ?? 0) + 1);
  expect([...comptes].filter(([, n]) => n > 1)).toEqual([]);
});

test('la page ne charge que la bibliothèque Office et ses propres fichiers', () => {
  const [office, ...siens] = premiers();
  expect(office).toBe('https://appsforoffice.microsoft.com/lib/1/hosted/office.js');
  expect(siens.length).toBeGreaterThan(0);
  for (const script of siens) expect(scripts).toContain(script);
  expect(page).toContain(`content="${CSP}"`);
  expect(CSP).not.toMatch(/unsafe-/);
  expect(page.replace(/<script[^>]* src=[^>]+><\/script>/g, '')).not.toMatch(
    /<script|<style|\son\w+=|style=/,
  );
});

test('notre code ne demande que l’exemple livré avec lui, et n’évalue aucun texte', () => {
  const fautifs: string[] = [];
  for (const { sources, sourcesContent } of cartes.values()) {
    sources.forEach((source, rang) => {
      const texte = chemin(source).startsWith('src/') ? (sourcesContent?.[rang] ?? '') : '';
      if (/\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|eval)\b\s*\(/.test(texte)) {
        fautifs.push(chemin(source));
      }
    });
  }
  expect(fautifs).toEqual(['src/taskpane/officeServices.ts']);
  const [demande, ...autres] =
    readFileSync(join(racine, fautifs[0] as string), 'utf8').match(/fetch\(.*?\)/g) ?? [];
  expect([demande, autres]).toEqual(['fetch(EXEMPLE)', []]);
});

test('les fonctions et les commandes arrivent sans React ni Fluent', () => {
  const initiaux = premiers().slice(1).flatMap(modules);
  expect(initiaux).toEqual(
    expect.arrayContaining(['src/functions/index.ts', 'src/commands/index.ts', 'src/taskpane/index.ts']),
  );
  expect(
    initiaux.filter(module => /node_modules\/(react|react-dom|@fluentui|@griffel)\//.test(module)),
  ).toEqual([]);
  expect(initiaux.filter(module => module.endsWith('.tsx'))).toEqual([]);
});

test('office-js-helpers attend dans son propre fichier qu’un réglage se conserve', () => {
  const porteurs = scripts.filter(script => modules(script).some(m => m.includes('office-js-helpers')));
  expect(porteurs).toHaveLength(1);
  expect(premiers()).not.toContain(porteurs[0]);
  expect(modules(porteurs[0] as string)).toHaveLength(1);
});

/** Les fichiers que la page demande ensemble, dont celui qui porte ce module. */
function demandesAvec(module: string): string[] {
  const numero = (script: string) => script.split('.')[0] as string;
  const porteur = scripts.find(script => modules(script).includes(module)) as string;
  const [app] = premiers().slice(1);
  const listes = [...lire(app as string).matchAll(/Promise\.all\(\[([^\]]*)\]/g)].map(([, appels]) =>
    [...(appels as string).matchAll(/\.e\((\d+)\)/g)].map(([, n]) => n as string),
  );
  const liste = listes.find(numeros => numeros.includes(numero(porteur))) ?? [];
  return scripts.filter(script => liste.includes(numero(script)));
}

test('le moteur et ses explications attendent le premier appel, le premier calcul', () => {
  const premier = [...premiers().slice(1), ...demandesAvec('src/taskpane/mount.tsx')].flatMap(modules);
  expect(premier).toEqual(expect.arrayContaining(['src/taskpane/App.tsx', 'src/cloture/presentations.ts']));
  const moteur =
    /^src\/cloture\/(?!tables-communes\/).*(calculer?|calcul\/etablir|explications|fonctions[^/]*|lecture)\.ts$/;
  expect(premier.filter(module => moteur.test(module))).toEqual([]);
  const calculs = /^src\/(functions\/(calls|catalogue)|workbook\/(runs|post|writer)|taskpane\/acting)\.ts$/;
  expect(premier.filter(module => calculs.test(module))).toEqual([]);
  expect(demandesAvec('src/functions/calls.ts').flatMap(modules)).toContain('src/functions/catalogue.ts');
});

test('les tailles compressées restent celles d’un volet', () => {
  const poids = (noms: readonly string[]) =>
    noms.reduce((n, nom) => n + gzipSync(lire(nom), { level: 9 }).length, 0);
  const inscription = premiers().slice(1);
  const volet = demandesAvec('src/taskpane/mount.tsx');
  const tailles = {
    inscription: poids(inscription),
    premierChargement: poids([...inscription, ...volet]),
    fonctionsAuPremierAppel: poids(demandesAvec('src/functions/calls.ts')),
    tout: poids(scripts),
  };
  process.stderr.write(`Paquet compressé (octets) : ${JSON.stringify(tailles)}\n`);
  expect(volet.length).toBeGreaterThan(0);
  expect(tailles.inscription).toBeLessThan(30_000);
  expect(tailles.premierChargement).toBeLessThan(250 * 1024);
  expect(tailles.tout).toBeLessThan(800_000);
});

test('les fonctions sont décrites dans les deux langues, sous les mêmes noms', () => {
  const fr = JSON.parse(lire('functions.json')) as {
    functions: { id: string; name: string; description: string }[];
  };
  const en = JSON.parse(lire('functions-en.json')) as typeof fr;
  expect(fr.functions.length).toBeGreaterThan(0);
  expect(en.functions.map(f => [f.id, f.name])).toEqual(fr.functions.map(f => [f.id, f.name]));
  for (const [rang, f] of fr.functions.entries())
    expect(en.functions[rang]?.description).not.toBe(f.description);
});

describe('le manifeste construit', () => {
  const source = readFileSync(join(racine, 'manifest.xml'), 'utf8');

  test('ne garde aucune adresse du poste de développement', () => {
    const construit = manifestePour(source, 'https://cloture.exemple.fr', '');
    expect(construit).not.toContain('localhost');
    expect(construit).toContain('https://cloture.exemple.fr/taskpane.html');
    expect(construit).not.toContain('<Namespace');
  });

  test('chaque fichier qu’il désigne est dans le paquet', () => {
    const construit = lire('manifest.xml');
    const adresses = [...construit.matchAll(/"(https:\/\/localhost:\d+)\/([^"#]+)/g)].map(
      ([, , nom]) => nom as string,
    );
    expect(adresses.length).toBeGreaterThan(10);
    for (const nom of new Set(adresses)) expect([nom, lire(nom).length > 0]).toEqual([nom, true]);
  });

  test('reçoit un espace de noms à la demande, à sa place, et un seul', () => {
    const construit = manifestePour(source, 'https://cloture.exemple.fr', 'CLOTURE');
    expect(construit).toMatch(/<\/Metadata>\s*<Namespace resid="Fonctions\.Espace" \/>\s*<\/ExtensionPoint>/);
    expect(construit.match(/DefaultValue="CLOTURE"/g)).toHaveLength(1);
    expect(() => manifestePour(source, 'https://cloture.exemple.fr', 'clôture !')).toThrow('refusé');
  });
});
