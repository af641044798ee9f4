import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';

// npm run excel : sert le complément en https sur le port 3001, puis l'ouvre dans l'Excel de ce poste.
const root = join(__dirname, '../../..');
const PORT = 3001;

const NO_EXCEL = `Cette commande ouvre le complément dans l'Excel installé sur ce poste : il faut Windows ou macOS.

Pour l'essayer dans Excel pour le web, depuis n'importe quel système :
  1. npx webpack serve                       sert le complément sur https://localhost:${PORT}
  2. ouvrez https://localhost:${PORT}/taskpane.html une fois, et acceptez le certificat du poste
  3. dans Excel pour le web : Accueil › Compléments › Plus de compléments › Mes compléments ›
     Gérer mes compléments › Charger mon complément, et choisissez manifest.xml

Sans Excel du tout : npm start ouvre le classeur d'exemple dans un tableur de navigateur.
`;

const NO_TOOL = `L'outil de Microsoft qui inscrit un complément dans Excel (office-addin-debugging) n'est pas installé.
Lancez « npm ci », puis recommencez. À défaut, README.md explique comment charger manifest.xml à la main.
`;

/** Chemin d'un programme de Microsoft pour les compléments, ou undefined s'il n'est pas installé. */
function findTool(name: string): string | undefined {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
    const cli = join(dirname(manifest), 'cli.js');
    return existsSync(cli) ? cli : undefined;
  } catch {
    return undefined;
  }
}

/** Attend qu'un programme écoute sur le port. */
async function waitForPort(server: ChildProcess): Promise<boolean> {
  for (let attempt = 0; attempt < 240 && server.exitCode === null; attempt++) {
    const open = await new Promise<boolean>(resolve => {
      const socket = connect(PORT, 'localhost', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.end());
    });
    if (open) return true;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  return false;
}

function node(...args: string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
}

const finished = (child: ChildProcess) =>
  new Promise<number>(resolve => child.on('exit', code => resolve(code ?? 1)));

async function main(): Promise<number> {
  if (process.platform !== 'win32' && process.platform !== 'darwin') {
    process.stderr.write(NO_EXCEL);
    return 2;
  }
  const tool = findTool('office-addin-debugging');
  const certificates = findTool('office-addin-dev-certs');
  if (tool === undefined || certificates === undefined) {
    process.stderr.write(NO_TOOL);
    return 2;
  }
  process.stderr.write(
    "Excel n'ouvre qu'une page https de confiance : le certificat du poste est vérifié d'abord.\n",
  );
  if ((await finished(node(certificates, 'install'))) !== 0) return 1;
  const server = node(join(root, 'node_modules/webpack/bin/webpack.js'), 'serve', '--mode', 'development');
  if (!(await waitForPort(server))) {
    server.kill();
    process.stderr.write(`Le serveur https://localhost:${PORT} n'a pas démarré.\n`);
    return 1;
  }
  const code = await finished(node(tool, 'start', 'manifest.xml', 'desktop', '--app', 'excel', '--no-debug'));
  if (code !== 0) {
    server.kill();
    return code;
  }
  process.stderr.write(
    'Excel est ouvert avec le complément. Ctrl+C arrête le serveur et retire le complément.\n',
  );
  process.once('SIGINT', () => server.kill());
  await finished(server);
  return finished(node(tool, 'stop', 'manifest.xml'));
}

void main().then(code => {
  process.exitCode = code;
});
