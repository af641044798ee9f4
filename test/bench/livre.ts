/** Un module tel qu'il est livré : mis en un fichier, sans les détours que l'exécution de TypeScript ajoute. */
import { buildSync } from 'esbuild';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';

/**
 * Charge un module et ses imports en un seul fichier, comme le paquet de production ; les volets restent dehors.
 * @example livre<typeof import('../../src/comptabilite')>('src/comptabilite/index.ts')
 */
export function livre<M extends object>(chemin: string): M {
  const { outputFiles } = buildSync({
    entryPoints: [chemin],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
    external: ['./Panneau', 'react', '@fluentui/*'],
  });
  const code = outputFiles[0]?.text ?? '';
  const module = { exports: {} };
  const envelopper = runInThisContext(`(function (module, exports, require) {${code}\n})`, {
    filename: chemin,
  }) as (module: object, exports: object, require: NodeJS.Require) => void;
  envelopper(module, module.exports, createRequire(__filename));
  return module.exports as M;
}
