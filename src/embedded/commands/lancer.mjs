// Porte d'entrée des commandes `npm run …` : installe ce qui manque, prépare les paquets de l'Excel embarqué,
// puis lance la commande. N'importe que Node, pour marcher sur un clone neuf.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const bin = name => join(root, 'node_modules/.bin', name);
const commands = 'src/embedded/commands';

/** Chaque commande : les étapes, dans l'ordre. Les arguments de l'utilisateur vont à la dernière. */
const steps = {
  start: [['tsx', `${commands}/start.ts`]],
  test: [['tsx', `${commands}/build-pages.ts`], ['jest']],
  cloture: [['tsx', `${commands}/cloture.ts`]],
  classeur: [['tsx', `${commands}/classeur.ts`]],
  fec: [['tsx', `${commands}/fec.ts`]],
  formule: [['tsx', `${commands}/formule.ts`]],
  templates: [['tsx', `${commands}/templates.ts`]],
  excel: [['tsx', `${commands}/excel.ts`]],
  build: [['webpack', '--mode', 'production']],
  captures: [
    ['tsx', `${commands}/build-pages.ts`],
    ['tsx', 'test/captures/captures.ts'],
  ],
  bench: [['tsx', 'test/bench/bench.ts']],
  lint: [
    ['tsc', '-p', '.'],
    ['tsc', '-p', 'test/architecture/tsconfig.moteur.json'],
    ['eslint', '-c', 'test/architecture/eslint.config.mjs', 'src', 'test', '--max-warnings', '0'],
    [
      'prettier',
      '--check',
      '--log-level',
      'warn',
      'src',
      'test',
      'webpack.config.js',
      'package.json',
      'tsconfig.json',
    ],
  ],
  format: [['prettier', '--write', '--log-level', 'warn', 'src', 'test', 'webpack.config.js']],
};

function install() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs - 1000) return;
  process.stderr.write('Installation des dépendances (npm ci)…\n');
  const npm = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
}

function run([program, ...args], extra) {
  return new Promise(resolve => {
    const child = spawn(bin(program), [...args, ...extra], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, CLOTURE_CWD: process.env.INIT_CWD ?? process.cwd() },
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', code => resolve(code ?? 1));
  });
}

const [name, ...args] = process.argv.slice(2);
if (!steps[name]) {
  process.stderr.write(`Commande inconnue : ${name ?? ''}. Commandes : ${Object.keys(steps).join(', ')}.\n`);
  process.exit(2);
}
install();
const { buildVendor } = await import(new URL('../vendor/build.mjs', import.meta.url));
await buildVendor();
for (const [index, step] of steps[name].entries()) {
  const code = await run(step, index === steps[name].length - 1 ? args : []);
  if (code !== 0) process.exit(code);
}
