// Construit `.cache/vendor.cjs` quand le fichier de verrouillage ou la liste des bibliothèques a changé.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const entry = join(here, 'vendor.ts');
const out = join(root, '.cache/vendor.cjs');
const stamp = `${out}.sha256`;

export async function buildVendor() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(readFileSync(entry))
    .digest('hex');
  if (existsSync(out) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return out;
  mkdirSync(dirname(out), { recursive: true });
  const { build } = await import('esbuild');
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: out,
    logLevel: 'error',
    legalComments: 'none',
  });
  writeFileSync(stamp, hash);
  return out;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildVendor();
