/** `npm test` et les captures passent par ici : la page et le complément, construits s'ils ont changé. */
import { buildPages } from '../page/build';

async function main(): Promise<void> {
  const started = Date.now();
  const { page, addin } = await buildPages(line => process.stderr.write(`${line}\n`));
  if (page || addin)
    process.stderr.write(`Pages prêtes en ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
