/**
 * Construit la page de l'atelier et, pour elle, les pages du complément ; ne refait rien quand les sources, le
 * fichier de verrouillage et les réglages n'ont pas changé. Les pages sortent de `webpack.config.js`, comme
 * pour le vrai Excel, mais dans `.cache/complement` : `dist/` reste ce que `npm run build` y a mis.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
export const ROOT = join(here, '../../..');
export const TEMPLATES_DIRECTORY = join(ROOT, 'templates');
export const PAGE_DIRECTORY = join(ROOT, '.cache/page');
export const ADDIN_DIRECTORY = join(ROOT, '.cache/complement');
/** Adresse écrite dans le manifeste construit ; la page n'en garde que les chemins. */
const ADDIN_URL = 'https://localhost:3000';

const SETTINGS = ['package-lock.json', 'package.json', 'tsconfig.json', 'webpack.config.js', 'manifest.xml'];

export interface BuildReport {
  page: boolean;
  addin: boolean;
}

/** Construit ce qui a changé ; `report` reçoit une phrase par étape. */
export async function buildPages(report: (line: string) => void = () => undefined): Promise<BuildReport> {
  const addin = await refreshed(ADDIN_DIRECTORY, addinSources(), async () => {
    report('Construction des pages du complément…');
    buildAddin();
  });
  const page = await refreshed(PAGE_DIRECTORY, pageSources(), async () => {
    report("Construction de la page de l'atelier…");
    await buildPage();
  });
  return { page, addin };
}

function addinSources(): string[] {
  const embedded = join(ROOT, 'src/embedded');
  const sources = filesUnder(join(ROOT, 'src')).filter(file => !file.startsWith(embedded));
  return [...sources, ...filesUnder(join(ROOT, 'assets')), ...settingsFiles()];
}

function pageSources(): string[] {
  return [...filesUnder(join(ROOT, 'src')), ...settingsFiles()];
}

function settingsFiles(): string[] {
  return SETTINGS.map(name => join(ROOT, name)).filter(existsSync);
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return (
    entries
      // Les captures sont prises sur les pages construites : elles ne sauraient les faire reconstruire.
      .filter(
        entry => entry.isFile() && !entry.name.endsWith('.md') && !entry.parentPath.endsWith('captures'),
      )
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
  );
}

async function refreshed(folder: string, sources: string[], make: () => Promise<void>): Promise<boolean> {
  const hash = createHash('sha256');
  for (const file of sources) hash.update(relative(ROOT, file)).update(readFileSync(file));
  const stamp = `${folder}.sha256`;
  const digest = hash.digest('hex');
  if (existsSync(folder) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false;
  rmSync(stamp, { force: true });
  await make();
  writeFileSync(stamp, digest);
  return true;
}

function buildAddin(): void {
  const webpack = join(ROOT, 'node_modules/webpack/bin/webpack.js');
  const args = ['--mode', 'production', '--env', `url=${ADDIN_URL}`, '--env', 'sortie=.cache/complement'];
  const result = spawnSync(process.execPath, [webpack, ...args], { cwd: ROOT, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`webpack a échoué :\n${result.stdout}\n${result.stderr}`);
}

/**
 * Univer n'accepte de désigner une cellule à la souris qu'après un signe de sa liste, où le point-virgule français
 * manque ; la liste n'est réglable nulle part. Ajouté au moment d'empaqueter, avec la preuve qu'il l'a été.
 */
const frenchSeparator: Plugin = {
  name: 'point-virgule',
  setup({ onLoad }) {
    onLoad({ filter: /@univerjs[\\/]engine-formula[\\/]lib[\\/]es[\\/]index\.js$/ }, ({ path }) => {
      const end = '...Object.values(prefixToken)\n];';
      const text = readFileSync(path, 'utf8');
      if (text.split(end).length !== 2) throw new Error(`${path} : liste des signes de formule introuvable`);
      return { contents: text.replace(end, `${end.slice(0, -2)}, ';'];`), loader: 'js' };
    });
  },
};

async function buildPage(): Promise<void> {
  rmSync(PAGE_DIRECTORY, { recursive: true, force: true });
  mkdirSync(PAGE_DIRECTORY, { recursive: true });
  const common: BuildOptions = {
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'browser',
    conditions: ['browser'],
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'error',
    legalComments: 'none',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  };
  await build({
    ...common,
    entryPoints: { page: join(here, 'main.ts') },
    outdir: PAGE_DIRECTORY,
    sourcemap: 'linked',
    plugins: [frenchSeparator],
  });
  const frame = ['before', 'after'].map(name => join(here, `frame/${name}.ts`));
  await build({ ...common, entryPoints: frame, outdir: join(PAGE_DIRECTORY, 'frame') });
  for (const name of ['index.html', 'icone.svg']) copyFileSync(join(here, name), join(PAGE_DIRECTORY, name));
}
