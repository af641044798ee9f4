import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  existsSync,
  copyFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fflate } from '#vendor';

const racine = join(__dirname, '../..');
const entrees = join(racine, 'test/scenarios/exemple-esn/entrees');
let dossier: string;

beforeEach(() => {
  dossier = mkdtempSync(join(tmpdir(), 'classeur-'));
});
afterEach(() => rmSync(dossier, { recursive: true }));

/** La commande, comme un utilisateur la lance ; sans le lanceur npm, qui n'ajoute que l'installation. */
function classeur(...options: string[]) {
  const lance = spawnSync(
    process.execPath,
    [
      join(racine, 'node_modules/tsx/dist/cli.mjs'),
      join(racine, 'src/embedded/commands/classeur.ts'),
      ...options,
    ],
    { cwd: racine, encoding: 'utf8', env: { ...process.env, CLOTURE_CWD: dossier } },
  );
  return { code: lance.status, sortie: lance.stdout, erreurs: lance.stderr };
}

const poser = (nom: string, contenu: string | Uint8Array) => writeFileSync(join(dossier, nom), contenu);
const TIERS = 'IdTiers;Nom;Type;CompteCollectif\n';

/** Textes de la feuille d'une table, lus par un lecteur indépendant de celui qui écrit. */
function feuille(fichier: string, nom: string): string[] {
  const lus = fflate.unzipSync(new Uint8Array(readFileSync(join(dossier, fichier))));
  const xml = (chemin: string) => new TextDecoder().decode(lus[chemin]);
  const rang = [...xml('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].findIndex(m => m[1] === nom);
  const textes = [...xml('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    m => m[1] ?? '',
  );
  return [
    ...xml(`xl/worksheets/sheet${rang + 1}.xml`).matchAll(/<c r="[A-Z]+\d+"[^>]*t="s"[^>]*><v>(\d+)<\/v>/g),
  ].map(m => textes[Number(m[1])] ?? '');
}

test("le dossier de l'exemple donne un classeur, et la sortie standard n'en dit que le résultat", () => {
  for (const nom of readdirSync(entrees)) copyFileSync(join(entrees, nom), join(dossier, nom));
  const { code, sortie } = classeur('--depuis', '.', '--sortie', 'f.xlsx', '--json');
  expect(code).toBe(0);
  const resultat = JSON.parse(sortie) as {
    sortie: string;
    anomalies: { gravite: string }[];
    tables: { table: string }[];
  };
  expect(resultat.sortie).toBe('f.xlsx');
  expect(resultat.anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
  expect(resultat.tables.map(t => t.table)).toEqual(
    expect.arrayContaining(['Temps', 'Affaires', 'FacturesClients']),
  );
  expect(feuille('f.xlsx', 'Liste des affaires')).toContain('24A010');
});

test.each([
  [
    'UTF-8 avec marque et virgules',
    () =>
      new TextEncoder().encode(
        '\ufeffIdTiers,Nom,Type,CompteCollectif\nC1,"Société, générale",CLIENT,411000\n',
      ),
  ],
  [
    'Windows-1252 et points-virgules',
    () =>
      Buffer.from('IdTiers;Nom;Type;CompteCollectif\r\nC1;"Société, générale";CLIENT;411000\r\n', 'latin1'),
  ],
  [
    'tabulations et guillemets doublés',
    () =>
      new TextEncoder().encode(
        'IdTiers\tNom\tType\tCompteCollectif\nC1\t"Société, générale"\tCLIENT\t411000',
      ),
  ],
])('%s', (_, octets) => {
  poser('Clients et fournisseurs.csv', octets());
  expect(classeur('--depuis', '.', '--sortie', 'f.xlsx').code).toBe(0);
  expect(feuille('f.xlsx', 'Clients et fournisseurs')).toContain('Société, générale');
});

test('une cellule illisible est dite avec son fichier, sa ligne et sa colonne, et rien n’est écrit', () => {
  poser(
    'CoutsCollaborateurs.csv',
    'IdCollab;DateEffet;CoutJour\nC1;2026-01-01;400\n\nC2;01/13/2026;quatre cents\n',
  );
  const { code, sortie } = classeur('--depuis', '.', '--sortie', 'f.xlsx');
  expect(code).toBe(1);
  expect(sortie).toContain("CoutsCollaborateurs.csv, ligne 4, « Date d'effet »");
  expect(sortie).toContain('CoutsCollaborateurs.csv, ligne 4, « Coût journalier » : « quatre cents »');
  expect(existsSync(join(dossier, 'f.xlsx'))).toBe(false);
});

test('un texte sur plusieurs lignes ne décale pas les numéros de ligne', () => {
  poser('Tiers.csv', `${TIERS}C1;"Nom sur\ndeux lignes";CLIENT;411000\nC2;Autre;INCONNU;411000\n`);
  expect(classeur('--depuis', '.', '--sortie', 'f.xlsx').sortie).toContain('Tiers.csv, ligne 4, « Type »');
});

test('un nom de fichier inconnu bloque, une colonne inconnue alerte', () => {
  poser('Tier.csv', TIERS);
  poser('Tiers.csv', 'IdTiers;Nom;Type;CompteCollectif;Couleur\nC1;Un;CLIENT;411000;bleu\n');
  const { code, sortie } = classeur('--depuis', '.', '--sortie', 'f.xlsx');
  expect(code).toBe(1);
  expect(sortie).toContain('BLOQUANT C-CSV-02 Tier.csv');
  expect(sortie).toContain('ALERTE C-CSV-04 Tiers.csv, ligne 1, colonne 5 : « Couleur »');
});

test('une référence inconnue, une clé en double et un séparateur de trop bloquent', () => {
  poser('Tiers.csv', `${TIERS}C1;Un;CLIENT;999999\nC1;Deux;CLIENT;411000\nC3;Trois;quatre;CLIENT;411000\n`);
  poser('PlanComptable.csv', 'Compte;Libelle\n411000;Clients\n');
  const { code, sortie } = classeur('--depuis', '.', '--sortie', 'f.xlsx');
  expect(code).toBe(1);
  expect(sortie).toContain('C-GEN-02 Tiers.csv, ligne 2');
  expect(sortie).toContain('C-GEN-01 Tiers.csv, ligne 3');
  expect(sortie).toContain('C-CSV-05 Tiers.csv, ligne 4');
});

test.each([
  [[], '--depuis'],
  [['--depuis', '.'], '--sortie'],
  [['--depuis', 'absent', '--sortie', 'f.xlsx'], 'absent'],
  [['--depuis', '.', '--sortie', 'f.xlsx'], 'Aucun fichier'],
  [['--inconnue'], 'inconnue'],
])('mauvais usage %p : code 2, et rien sur la sortie standard', (options, mot) => {
  const { code, sortie, erreurs } = classeur(...options);
  expect([code, sortie]).toEqual([2, '']);
  expect(erreurs).toContain(mot);
});

test('les modèles du dépôt sont ceux que les schémas donnent, à l’octet, dans deux fuseaux', () => {
  const fichiers = [
    'templates/cloture-vierge.xlsx',
    'templates/exemple-esn.xlsx',
    'assets/aide/dictionnaire.md',
  ];
  const commande = join(racine, 'src/embedded/commands/templates.ts');
  for (const TZ of ['Pacific/Auckland', 'America/Los_Angeles']) {
    execFileSync(
      process.execPath,
      [join(racine, 'node_modules/tsx/dist/cli.mjs'), commande, '--sortie', dossier],
      { cwd: racine, env: { ...process.env, TZ }, stdio: 'pipe' },
    );
    for (const fichier of fichiers) {
      const pareils = readFileSync(join(racine, fichier)).equals(readFileSync(join(dossier, fichier)));
      expect([fichier, pareils]).toEqual([fichier, true]);
    }
  }
});
