import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poserPetitClasseur } from '../exemple/petit-classeur';

const ROOT = join(__dirname, '../..');

/** Lance la commande comme `npm run formule` le fait, et rend ce qu'elle a écrit. */
function formule(
  args: string[],
  input = '',
): Promise<{ code: number | null; lines: string[]; error: string }> {
  return new Promise(resolve => {
    const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
    const child = spawn(process.execPath, [tsx, 'src/embedded/commands/formule.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, CLOTURE_CWD: ROOT },
    });
    let output = '';
    let error = '';
    child.stdout.on('data', data => (output += String(data)));
    child.stderr.on('data', data => (error += String(data)));
    child.on('close', code => resolve({ code, lines: output.split('\n').filter(Boolean), error }));
    child.stdin.end(input);
  });
}

describe('npm run formule', () => {
  let dossier: string;
  beforeAll(() => (dossier = mkdtempSync(join(tmpdir(), 'formule-'))));
  afterAll(() => rmSync(dossier, { recursive: true, force: true }));

  test('les figures de la tranche, sur le classeur d’exemple', async () => {
    const formulas = [
      '=CA.AVANCEMENT("24A010","2026-11-30")',
      '=CA.FAE("24A010","2026-11-30")',
      '=CA.AVANCEMENT("")',
      '=AMORT.LINEAIRE(12000,36,DATE(2026,5,12),DATE(2026,11,1),DATE(2026,11,30))',
    ];
    const { code, lines } = await formule(['--classeur', await poserPetitClasseur(dossier), ...formulas]);
    // domaine §18 (24A010) et la première dotation mensuelle de 12 000 sur 36 mois.
    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([
      { formule: formulas[0], valeur: 45_000 },
      { formule: formulas[1], valeur: 15_000 },
      {
        formule: formulas[2],
        erreur: '#N/A',
        message: 'affaire vide : indiquez un code, ou "*" pour la société',
      },
      { formule: formulas[3], valeur: 333.33 },
    ]);
    expect(code).toBe(0);
  });

  test('des lignes sur l’entrée standard, sans classeur ; rien d’autre sur la sortie', async () => {
    const { code, lines } = await formule(['--stdin'], '=1+1\n\n={1,"a";2,"b"}\r\n=1/0\n');
    expect(lines).toEqual([
      '{"formule":"=1+1","valeur":2}',
      '{"formule":"={1,\\"a\\";2,\\"b\\"}","valeur":[[1,"a"],[2,"b"]]}',
      '{"formule":"=1/0","erreur":"#DIV/0!"}',
    ]);
    expect(code).toBe(0);
  });

  test.each([
    ['sans formule', []],
    ['option inconnue', ['--inconnue', '=1']],
    ['fichier absent', ['--classeur', 'absent.xlsx', '=1']],
    ['fichier illisible', ['--classeur', 'package.json', '=1']],
    ['texte sans signe égal', ['CA.TAUX("x")']],
  ])('%s : code 2, l’usage sur la sortie d’erreur, rien sur la sortie', async (_, args) => {
    const { code, lines, error } = await formule(args);
    expect(lines).toEqual([]);
    expect(error).toContain('Usage : npm run formule');
    expect(code).toBe(2);
  });
});
