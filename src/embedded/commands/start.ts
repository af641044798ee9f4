/** `npm start` : l'Excel embarqué dans le navigateur, avec le classeur d'exemple et le volet du complément. */
import { ADDIN_DIRECTORY, buildPages, PAGE_DIRECTORY, ROOT, TEMPLATES_DIRECTORY } from '../page/build';
import { serve } from '../server/server';

const DEFAULT_PORT = 3000;
const USAGE = 'Usage : npm start -- [--port 3000]\n';

/** Port demandé par `--port` ou la variable PORT ; `undefined` quand il n'est pas un port. */
export function requestedPort(args: readonly string[], environment: NodeJS.ProcessEnv): number | undefined {
  const at = args.findIndex(arg => arg === '--port' || arg.startsWith('--port='));
  const option = at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1] ?? '');
  const text = option ?? environment['PORT'] ?? String(DEFAULT_PORT);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65535 ? port : undefined;
}

async function main(): Promise<number> {
  const port = requestedPort(process.argv.slice(2), process.env);
  if (port === undefined) {
    process.stderr.write(`Port illisible.\n${USAGE}`);
    return 2;
  }
  try {
    // Le port d'abord : s'il est pris, mieux vaut le dire avant de construire.
    const server = await serve({
      root: ROOT,
      templates: TEMPLATES_DIRECTORY,
      page: PAGE_DIRECTORY,
      addin: ADDIN_DIRECTORY,
      port,
    });
    try {
      await buildPages(line => process.stderr.write(`${line}\n`));
    } catch (error) {
      await server.close();
      throw error;
    }
    process.stdout.write(`Clôture : ${server.url}\n`);
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    process.stderr.write(
      `Le port ${port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez-en un autre : ` +
        'npm start -- --port 3001\n',
    );
    return 2;
  }
}

main().then(
  code => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
