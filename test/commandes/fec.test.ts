import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fflate } from '#vendor';
import { base, facture, texte } from '../cloture/comptabilite-generale/fec/atelier';
import { verifier } from '../xlsx/verificateur';

/** D'un FEC à un classeur, à la clôture, et retour au FEC, par les commandes. */
const RACINE = join(__dirname, '../..');
const NOM = '123456789FEC20261231.txt';
let dossier: string;
beforeAll(() => (dossier = mkdtempSync(join(tmpdir(), 'fec-'))));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

function lancer(commande: string, ...options: string[]) {
  const lance = spawnSync(
    process.execPath,
    [join(RACINE, 'node_modules/tsx/dist/cli.mjs'), `src/embedded/commands/${commande}.ts`, ...options],
    { cwd: RACINE, encoding: 'utf8', env: { ...process.env, CLOTURE_CWD: dossier } },
  );
  return { code: lance.status, sortie: lance.stdout, erreurs: lance.stderr };
}

const chemin = (nom: string) => join(dossier, nom);
const octets = (nom: string) => new Uint8Array(readFileSync(chemin(nom)));
/** Le texte dans l'encodage par défaut de l'export ; nos essais n'ont que de l'ISO 8859-1. */
const poser = (nom: string, contenu: string) => writeFileSync(chemin(nom), Buffer.from(contenu, 'latin1'));

/** Les défauts du classeur, sauf le nombre d'emplois des textes : la bibliothèque le tait, et Excel s'en accommode. */
const defauts = (nom: string) =>
  verifier(octets(nom)).filter(d => d.partie !== 'xl/sharedStrings.xml' || d.endroit !== 'count');

/** Les textes des cellules d'une partie, lus à part de ce qui les écrit. */
const partie = (fichier: string, nom: string) =>
  new TextDecoder().decode(fflate.unzipSync(octets(fichier))[nom]);

test('du FEC au classeur, à la clôture et au FEC : le même fichier, à l’octet', () => {
  poser(NOM, texte([...base(), ...facture(3, '20261110')]));
  const fait = lancer('classeur', '--fec', NOM, '--sortie', 'f.xlsx', '--json');
  expect([fait.code, fait.erreurs]).toEqual([0, '']);
  const { tables } = JSON.parse(fait.sortie) as { tables: { table: string; lignes: number }[] };
  expect(Object.fromEntries(tables.map(t => [t.table, t.lignes]))).toMatchObject({
    Ecritures: 11,
    PlanComptable: 4,
    Tiers: 1,
    Exercices: 1,
    Periodes: 12,
  });
  expect(defauts('f.xlsx')).toEqual([]);
  const close = lancer('cloture', 'f.xlsx', '--arrete', '2026-11-30');
  expect([close.code, close.sortie]).toEqual([0, expect.stringContaining('Clôture au 2026-11-30 validée')]);
  const exporte = lancer('fec', 'f.xlsx', '--exercice', '2026', '--sortie', 'sortie', '--json');
  expect([exporte.code, exporte.erreurs]).toEqual([0, '']);
  const { fichiers, lignes } = JSON.parse(exporte.sortie) as { fichiers: string[]; lignes: number };
  expect([fichiers, lignes]).toEqual([[NOM, '123456789FEC20261231_description.txt'], 11]);
  // L'export range : à-nouveaux, validation, numéro. Les mêmes lignes, aux mêmes champs.
  const lignesDe = (nom: string) => readFileSync(chemin(nom), 'latin1').split('\r\n');
  expect(lignesDe(`sortie/${NOM}`).sort()).toEqual(lignesDe(NOM).sort());
});

test('une grande table s’écrit comme les autres : bien formée, chaque ligne à sa place', () => {
  const pieces = Array.from({ length: 2_100 }, (_, n) => facture(n + 1, '20260115')).flat();
  poser('grand.txt', texte(pieces));
  const fait = lancer(
    'classeur',
    '--fec',
    'grand.txt',
    '--exercice',
    '2026-01-01:2026-12-31',
    '--sortie',
    'grand.xlsx',
  );
  expect([fait.code, fait.sortie]).toEqual([0, expect.stringContaining('grand.xlsx')]);
  expect(defauts('grand.xlsx')).toEqual([]);
  const noms = [...partie('grand.xlsx', 'xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(m => m[1]);
  const feuille = partie('grand.xlsx', `xl/worksheets/sheet${noms.indexOf('Écritures importées') + 1}.xml`);
  expect([...feuille.matchAll(/<row r="(\d+)"/g)].at(-1)?.[1]).toBe(String(4 + pieces.length));
  const textes = [
    ...partie('grand.xlsx', 'xl/sharedStrings.xml').matchAll(/<si><t[^>]*?(?:\/>|>([^<]*)<\/t>)<\/si>/g),
  ];
  const derniere = new RegExp(`<c r="I${4 + pieces.length}" t="s" s="\\d+"><v>(\\d+)</v>`).exec(feuille);
  expect(textes[Number(derniere?.[1])]?.[1]).toBe('FA2100');
});

test('un FEC faux : code 1, la ligne dite, aucun classeur', () => {
  poser('faux.txt', texte(base()).replace('100,00', '100,01'));
  const { code, sortie } = lancer('classeur', '--fec', 'faux.txt', '--sortie', 'faux.xlsx');
  expect(code).toBe(1);
  expect(sortie).toContain('BLOQUANT C-FEC-01 faux.txt, ligne 2, « EcritureNum » : la pièce VT 1');
  expect(sortie).toContain('Classeur non écrit');
  expect(existsSync(chemin('faux.xlsx'))).toBe(false);
});

test.each([
  ['classeur', ['--fec', 'absent.txt', '--sortie', 'x.xlsx'], 'absent.txt'],
  ['classeur', ['--fec', NOM, '--depuis', '.', '--sortie', 'x.xlsx'], '--depuis'],
  ['classeur', ['--fec', NOM, '--exercice', '2026', '--sortie', 'x.xlsx'], '--exercice AAAA-MM-JJ'],
  ['classeur', ['--depuis', '.', '--exercice', '2026-01-01:2026-12-31', '--sortie', 'x.xlsx'], '--fec'],
  ['fec', [], 'classeur .xlsx'],
  ['fec', [NOM, '--exercice', '2026'], 'pas un classeur'],
  ['fec', ['f.xlsx'], '--exercice'],
  ['fec', ['f.xlsx', '--exercice', '2026', '--du', 'hier'], '--du hier'],
  ['fec', ['f.xlsx', '--exercice', '2026', '--logiciel', 'inconnu'], 'cegid'],
])('mauvais usage de %s %p : code 2, et rien sur la sortie standard', (commande, options, mot) => {
  const { code, sortie, erreurs } = lancer(commande, ...options);
  expect([code, sortie]).toEqual([2, '']);
  expect(erreurs).toContain(mot);
});
