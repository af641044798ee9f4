import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poserPetitClasseur } from '../exemple/petit-classeur';
import { inventaire } from '../xlsx/inventaire';
import { lancer } from './lancer';

/** `npm run cloture -- … --fermer` : le mois est validé, figé, et le suivant ouvert, dans le fichier. */
const NOM = 'exemple-esn.xlsx';

let dossier: string;
beforeAll(async () => {
  dossier = mkdtempSync(join(tmpdir(), 'fermer-'));
  await poserPetitClasseur(dossier);
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const cloture = (...args: string[]) => lancer(dossier, 'cloture', [NOM, ...args]);

const octets = () => new Uint8Array(readFileSync(join(dossier, NOM)));

/** Les lignes d'une feuille en texte, une par rang. */
function lignes(feuille: string): string[] {
  const { valeurs } = inventaire(octets()).feuilles.find(f => f.nom === feuille)!;
  const rangs = new Map<string, string[]>();
  for (const [cellule, valeur] of Object.entries(valeurs)) {
    const rang = cellule.replace(/\D/g, '');
    rangs.set(rang, [...(rangs.get(rang) ?? []), valeur.replace(/^\S+ /, '')]);
  }
  return [...rangs.values()].map(l => l.join(';'));
}

test('fermer écrit, fige et ouvre le suivant', () => {
  const { code, sortie } = cloture('--arrete', '2026-11-30', '--fermer');
  expect(code).toBe(0);
  expect(sortie).toContain('Clôture au 2026-11-30 validée et fermée');
  const periodes = lignes('Périodes comptables');
  expect(periodes.find(l => l.startsWith('2026-11'))).toContain('FERMEE');
  expect(periodes.find(l => l.startsWith('2026-12'))).toContain('OUVERTE');
  expect(lignes('Paramètres du dossier').find(l => l.startsWith('DateArrete;'))).toContain('31/12/2026');
});

test('le même mois ne se ferme pas deux fois : code 1, fichier intact', () => {
  const avant = octets();
  const { code, sortie } = cloture('--arrete', '2026-11-30', '--fermer', '--json');
  expect(code).toBe(1);
  const { anomalies } = JSON.parse(sortie) as { anomalies: { code: string; remede: string }[] };
  expect(anomalies.find(a => a.code === 'C-GEN-04')?.remede).toMatch(/\w/);
  expect(octets()).toEqual(avant);
});

test.each([
  ['avec --simulation', ['--simulation'], 'pas les deux'],
  ['avec --modules', ['--modules', 'avancement'], 'mois entier'],
])('%s : code 2', (_, args, attendu) => {
  const { code, erreur } = cloture('--arrete', '2026-12-31', '--fermer', ...args);
  expect(code).toBe(2);
  expect(erreur).toContain(attendu);
});
