import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const racine = join(__dirname, '../..');

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

/** Fait tourner dependency-cruiser (modules ES, d'où le sous-processus) et rend ses violations et son compte de modules. */
function frontieres(...chemins: string[]): { violations: Violation[]; modules: number } {
  const sortie = execFileSync(
    process.execPath,
    [
      join(racine, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      'test/architecture/dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...chemins,
    ],
    { cwd: racine, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const resultat = JSON.parse(sortie) as { summary: { violations: Violation[]; totalCruised: number } };
  return { violations: resultat.summary.violations, modules: resultat.summary.totalCruised };
}

const nommer = (v: Violation) => `${v.rule.name}: ${v.from} → ${v.to}`;

test('les frontières de la maison tiennent', () => {
  const { violations, modules } = frontieres('src');
  expect(violations.map(nommer)).toEqual([]);
  expect(modules).toBeGreaterThan(40);
});

test('chaque frontière peut être franchie, et se voit', () => {
  const dossier = 'src/cloture/essai-frontieres';
  const fautes: [string, string][] = [
    ['calcul.ts', "export { readTables } from '../../workbook/reader';\n"],
    ['tables.ts', "export { CAPACITE_AVANCEMENT } from '../avancement/index';\n"],
    ['controles.ts', "export { createEmbeddedExcel } from '../../embedded/embedded';\n"],
  ];
  mkdirSync(join(racine, dossier), { recursive: true });
  try {
    for (const [fichier, texte] of fautes) writeFileSync(join(racine, dossier, fichier), texte);
    const regles = new Set(frontieres('src').violations.map(v => v.rule.name));
    for (const regle of ['moteur-pur', 'capacites-isolees', 'excel-embarque-a-part'])
      expect(regles).toContain(regle);
  } finally {
    rmSync(join(racine, dossier), { recursive: true, force: true });
  }
});
