import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { enterCells } from '../../src/workbook/entry';
import { Ecritures, Parametres } from '../../src/cloture/tables-communes';
import { jour } from '../../src/comptabilite';
import { readTables } from '../../src/workbook/reader';
import { poserPetitClasseur } from '../exemple/petit-classeur';
import { saisir } from '../workbook/classeur-vivant';
import { lancer } from './lancer';

/** `npm run cloture -- … --verifier | --corriger | --rouvrir` : les mois fermés, d'un fichier à un fichier. */
const NOM = 'exemple-esn.xlsx';

let dossier: string;
beforeAll(async () => {
  dossier = mkdtempSync(join(tmpdir(), 'mois-'));
  await poserPetitClasseur(dossier);
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const cloture = (...args: string[]) => lancer(dossier, 'cloture', [NOM, ...args]);

const octets = () => new Uint8Array(readFileSync(join(dossier, NOM)));

/** Ouvre le fichier dans Excel, y fait quelque chose, et l'enregistre. */
async function dansExcel(faire: (client: Client) => Promise<unknown>) {
  const excel = await createEmbeddedExcel({ fichier: octets() });
  const client = bootClient(excel);
  client.install();
  await faire(client);
  writeFileSync(join(dossier, NOM), await excel.save());
  client.uninstall();
  client.dispose();
  excel.dispose();
}

test('sans mois fermé, il n’y a rien à vérifier ; demander un mois est un mauvais usage', () => {
  const { code, sortie } = cloture('--verifier');
  expect([code, sortie]).toEqual([0, expect.stringContaining('pas de scellé') as string]);
  expect(cloture('--verifier', '--arrete', '2026-11-30').code).toBe(2);
});

test('un mois fermé est intact : code 0, ses empreintes, le fichier pas touché', () => {
  expect(cloture('--arrete', '2026-11-30', '--fermer').code).toBe(0);
  const avant = octets();
  const { code, sortie } = cloture('--verifier');
  expect(code).toBe(0);
  expect(sortie).toMatch(/Scellé n° 1 au 2026-11-30 : \d+ tables, \d+ lignes, [0-9a-f]{64}\n/);
  expect(sortie).toContain('intact, chaîne entière');
  expect(octets()).toEqual(avant);
}, 120_000);

test('un jour changé : code 1, la table et la ligne, et l’effet ; consigné, il est dans le mois ouvert', async () => {
  await dansExcel(client => saisir(client, 'Temps', 'Jours', 0, 3));
  const { code, sortie } = cloture('--verifier', '--arrete', '2026-11-30', '--json');
  expect(code).toBe(1);
  const { anomalies, rejeu } = JSON.parse(sortie) as {
    anomalies: { code: string; table: string; ligne: number; cle: string }[];
    rejeu: { comptes: { compte: string; recalcule: number }[] };
  };
  // La table commence sous son en-tête, en ligne 4.
  expect(anomalies[0]).toMatchObject({ code: 'C-SCE-03', table: 'Temps', ligne: 5, cle: 'T0001' });
  expect(rejeu.comptes.find(c => c.compte === '4181')?.recalcule).toBe(18_814.81);
  const consigne = cloture('--corriger');
  expect([consigne.code, consigne.sortie]).toEqual([
    0,
    expect.stringContaining('consignés au 2026-12-31 : 1 ligne,') as string,
  ]);
}, 120_000);

test('rouvrir est refusé, code 1, fichier intact ; permis et motivé, il lève le scellé', async () => {
  const avant = octets();
  const refus = cloture('--rouvrir', '--arrete', '2026-11-30', '--motif', 'facture oubliée');
  expect([refus.code, refus.sortie]).toEqual([1, expect.stringContaining('C-GEN-10') as string]);
  expect(octets()).toEqual(avant);
  await dansExcel(() =>
    enterCells({
      table: Parametres,
      cle: { Cle: 'ReouvertureMois' },
      valeurs: { Valeur: 'O' },
      sinon: { Cle: 'ReouvertureMois' },
    }),
  );
  const { code, sortie } = cloture('--rouvrir', '--arrete', '2026-11-30', '--motif', 'facture oubliée');
  expect([code, sortie]).toEqual([0, 'Mois rouverts : 2026-11. Scellés levés : 1.\n']);
  expect(cloture('--arrete', '2026-11-30', '--fermer').code).toBe(0);
  const verifie = cloture('--verifier');
  expect(verifie.sortie).toContain('(levé)');
  expect(verifie.code).toBe(0);
}, 120_000);

test('une pièce importée tard : --corriger la passe au premier jour ouvert, sa vraie date gardée', async () => {
  const date = jour(2026, 11, 20);
  const commun = { Exercice: '2026', Journal: 'AC', EcritureNum: 'T1', DateEcriture: date, DatePiece: date };
  await dansExcel(async () => {
    for (const [i, Compte] of ['604000', '512000'].entries())
      await enterCells({
        table: Ecritures,
        cle: { Exercice: '2026', Journal: 'AC', EcritureNum: 'T1', Ligne: i + 1 },
        valeurs: {},
        sinon: {
          ...commun,
          Ligne: i + 1,
          Compte,
          Piece: 'F-T1',
          Libelle: 'Fournitures',
          Debit: i === 0 ? 100_00 : 0,
          Credit: i === 0 ? 0 : 100_00,
        },
      });
  });
  const { code, sortie } = cloture('--corriger');
  expect([code, sortie]).toEqual([0, expect.stringContaining('2 lignes redatées') as string]);
  await dansExcel(async () => {
    const lignes = (await readTables([Ecritures])).lire(Ecritures).lignes.filter(l => l.EcritureNum === 'T1');
    expect(lignes.map(l => [l.DateEcriture, l.DateSurvenance])).toEqual(
      lignes.map(() => [jour(2026, 12, 1), date]),
    );
    expect(lignes).toHaveLength(2);
  });
}, 120_000);

test.each([
  ['deux gestes', ['--verifier', '--rouvrir', '--arrete', '2026-11-30']],
  ['vérifier en fermant', ['--verifier', '--fermer']],
  ['rouvrir sans arrêté', ['--rouvrir', '--motif', 'x']],
])('%s : code 2', (_, args) => {
  expect(cloture(...args).code).toBe(2);
});
