import { Affaires, FacturesClients, Temps } from '../../src/cloture/tables-communes';
import { jour } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { decrireFeuille } from '../../src/workbook/feuille';
import {
  type ImportMode,
  importRows,
  previewImport,
  proposeMapping,
  readExport,
} from '../../src/workbook/importing';
import { readTables } from '../../src/workbook/reader';
import { readSetting, writeSetting } from '../../src/workbook/settings';
import type { AnyTable } from '../../src/workbook/table';
import { petitClasseur } from '../exemple/petit-classeur';

/** Importer un export CSV dans une table du classeur, par la vraie bibliothèque. */
let excel: EmbeddedExcel;
let client: Client;

async function ouvrir(fichier?: Uint8Array): Promise<void> {
  excel = await createEmbeddedExcel(fichier ? { fichier } : {});
  client = bootClient(excel);
  client.install();
}
afterEach(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const fichier = (...lignes: string[]) =>
  readExport('export.csv', new TextEncoder().encode(lignes.join('\r\n')));

async function apercevoir(table: AnyTable, mode: ImportMode, ...lignes: string[]) {
  const lu = fichier(...lignes);
  return previewImport(table, lu, proposeMapping(table, lu.headers), mode);
}

async function matrice(feuille: string): Promise<unknown[][]> {
  return client.Excel.run(async context => {
    const plage = context.workbook.worksheets.getItem(feuille).getUsedRange().load('values');
    await context.sync();
    return plage.values as unknown[][];
  });
}

describe('correspondance des colonnes', () => {
  beforeEach(() => ouvrir());

  test('les noms, les en-têtes et les synonymes se reconnaissent ; un en-tête ne sert qu’une fois', () => {
    const entetes = ['Jours', 'Date', 'Code du temps', 'Inconnue', 'Date'];
    expect(proposeMapping(Temps, entetes, { IdTemps: 'Code du temps' })).toMatchObject({
      IdTemps: 'Code du temps',
      Date: 'Date',
      Jours: 'Jours',
    });
    expect(Object.values(proposeMapping(Temps, entetes))).not.toContain('Inconnue');
  });

  test('ce qu’on a retenu l’emporte sur les noms, si le fichier porte encore cet en-tête', () => {
    expect(proposeMapping(Temps, ['Date', 'Jour travaillé'], { Date: 'Jour travaillé' })).toMatchObject({
      Date: 'Jour travaillé',
    });
    expect(proposeMapping(Temps, ['Date'], { Date: 'Jour travaillé' })).toMatchObject({ Date: 'Date' });
  });

  test('elle se retient dans le classeur', async () => {
    expect(await readSetting('import')).toBeUndefined();
    await writeSetting('import', { Temps: { Date: 'Jour travaillé' } });
    expect(await readSetting('import')).toEqual({ Temps: { Date: 'Jour travaillé' } });
  });
});

describe('aperçu et écriture', () => {
  beforeEach(async () => ouvrir(await petitClasseur()));

  test('les lignes neuves s’ajoutent, rien d’autre ne change', async () => {
    const avant = await matrice(Temps.feuille);
    const apercu = await apercevoir(
      Temps,
      'AJOUTER',
      'IdTemps;Date;IdCollab;IdAffaire;Jours;Etat;Nature;Facturable',
      'X1;05/11/2026;C001;24A010;0,5;VALIDE;PRODUCTION_FACTURABLE;O',
      'X2;2026-11-06;C001;24A010;1;VALIDE;PRODUCTION_FACTURABLE;O',
    );
    expect(apercu).toMatchObject({ added: 2, replaced: 0, refused: 0, anomalies: [] });
    expect(await matrice(Temps.feuille)).toEqual(avant);
    const bilan = await importRows(apercu, decrireFeuille(Temps));
    expect(bilan).toMatchObject({ ajoutees: 2, modifiees: 0, retirees: 0 });
    const apres = await matrice(Temps.feuille);
    expect(apres.slice(0, avant.length)).toEqual(avant);
    const lues = (await readTables([Temps])).lire(Temps).lignes;
    expect(lues.find(({ IdTemps }) => IdTemps === 'X1')).toMatchObject({
      Date: jour(2026, 11, 5),
      IdAffaire: '24A010',
    });
  });

  test('deux fois le même import en ajout : chaque ligne dit où est déjà sa clé, rien ne se double', async () => {
    const lignes = [
      'IdTemps;Date;IdCollab;IdAffaire;Jours;Etat;Nature;Facturable',
      'X1;05/11/2026;C001;24A010;0,5;VALIDE;PRODUCTION_FACTURABLE;O',
    ];
    await importRows(await apercevoir(Temps, 'AJOUTER', ...lignes), decrireFeuille(Temps));
    const encore = await apercevoir(Temps, 'AJOUTER', ...lignes);
    expect(encore).toMatchObject({ added: 0, replaced: 0, refused: 1 });
    expect(encore.anomalies[0]).toMatchObject({
      code: 'C-CSV-06',
      ligne: 2,
      message: expect.stringContaining('X1 est déjà dans Temps, ligne') as string,
    });
  });

  test('remplacer : la ligne de même clé change, ses colonnes absentes du fichier restent', async () => {
    const [ligne] = (await readTables([Affaires])).lire(Affaires).lignes;
    const apercu = await apercevoir(Affaires, 'REMPLACER', 'Code affaire;Libellé', '24A010;Nouveau nom');
    expect(apercu).toMatchObject({ added: 0, replaced: 1, refused: 0 });
    await importRows(apercu, decrireFeuille(Affaires));
    const [apres] = (await readTables([Affaires])).lire(Affaires).lignes;
    expect(apres).toEqual({ ...ligne, Libelle: 'Nouveau nom' });
  });

  test('remplacer ne peut pas ajouter une ligne dont le fichier n’a qu’une partie', async () => {
    const apercu = await apercevoir(
      Affaires,
      'REMPLACER',
      'Code affaire;Type',
      '24A010;EXTERNE',
      'Z1;EXTERNE',
    );
    expect(apercu).toMatchObject({ added: 0, replaced: 1, refused: 1 });
    expect(apercu.anomalies[0]).toMatchObject({ code: 'C-CSV-06', ligne: 3, cle: 'Z1' });
  });

  test('une ligne qui ne se lit pas est refusée seule, sous son numéro dans le fichier', async () => {
    const apercu = await apercevoir(
      Temps,
      'AJOUTER',
      'IdTemps;Date;IdCollab;IdAffaire;Jours;Etat;Nature;Facturable',
      'X1;31/02/2026;C001;24A010;1;VALIDE;PRODUCTION_FACTURABLE;O',
      'X2;05/11/2026;C001;24A010;un;VALIDE;PRODUCTION_FACTURABLE;O',
      'X3;05/11/2026;C001;24A010;1;VALIDE;PRODUCTION_FACTURABLE;O;en trop',
      'X4;05/11/2026;C001;24A010;1;VALIDE;PRODUCTION_FACTURABLE;O',
      'X4;06/11/2026;C001;24A010;1;VALIDE;PRODUCTION_FACTURABLE;O',
    );
    expect(apercu).toMatchObject({ added: 1, refused: 4 });
    expect(apercu.anomalies.map(a => a.ligne).sort()).toEqual([2, 3, 4, 6]);
    expect(apercu.anomalies.every(a => a.table === undefined)).toBe(true);
    expect(apercu.anomalies[0]?.message).toMatch(/^export\.csv, ligne 2, « Date » : /);
    expect(apercu.anomalies[0]?.en?.message).toMatch(/^export\.csv, row 2, /);
  });

  test('un texte trop long pour une cellule est refusé à sa ligne ; un libellé comme une formule reste un texte', async () => {
    const apercu = await apercevoir(
      Affaires,
      'AJOUTER',
      'IdAffaire;Libelle;IdClient;Type;Statut',
      `26B001;${'é'.repeat(32_768)};CL001;EXTERNE;OUVERTE`,
      '26B002;=1+1;CL001;EXTERNE;OUVERTE',
      `26B003;${'é'.repeat(32_767)};CL001;EXTERNE;OUVERTE`,
    );
    expect(apercu).toMatchObject({ added: 2, refused: 1 });
    expect(apercu.anomalies[0]).toMatchObject({ ligne: 2 });
    expect(apercu.anomalies[0]!.message).toMatch(/plus de 32 767 caractères/);
    await importRows(apercu, decrireFeuille(Affaires));
    const lus = (await readTables([Affaires])).lire(Affaires).lignes.map(l => [l.IdAffaire, l.Libelle]);
    expect(lus).toContainEqual(['26B002', '=1+1']);
    expect(lus).toContainEqual(['26B003', 'é'.repeat(32_767)]);
  });

  test('une colonne obligatoire sans correspondance arrête tout, et se nomme', async () => {
    const apercu = await apercevoir(Temps, 'AJOUTER', 'IdTemps;Jours', 'X1;1');
    expect(apercu).toMatchObject({ added: 0, refused: 1 });
    expect(apercu.anomalies.map(a => a.code)).toContain('C-TAB-02');
  });

  test('un avoir suit la convention de la table : positif là où elle les porte en positif', async () => {
    const lues = (await readTables([FacturesClients])).lire(FacturesClients).lignes;
    const modele = lues[0]!;
    const ligne = (id: string, type: string, montant: string) =>
      [id, '1', type, '05/11/2026', modele.IdClient, montant, montant, montant, '706000', 'O', 'N20'].join(
        ';',
      );
    const entete =
      'IdFacture;Ligne;TypePiece;DateFacture;IdClient;MontantHT;MontantTVA;MontantTTC;Compte;Validee;CodeTVA';
    const premier = await apercevoir(FacturesClients, 'AJOUTER', entete, ligne('AV1', 'AVOIR', '100'));
    expect(premier.anomalies).toEqual([]);
    expect(premier.rows[0]).toMatchObject({ MontantHT: -10000 });
    const mele = await apercevoir(
      FacturesClients,
      'AJOUTER',
      entete,
      ligne('AV1', 'AVOIR', '100'),
      ligne('AV2', 'AVOIR', '-100'),
    );
    expect(mele).toMatchObject({ added: 0, refused: 2 });
    const pieces = await matrice(FacturesClients.feuille);
    const entetes = pieces.findIndex(cellules => cellules.includes('Type de pièce'));
    await client.Excel.run(async context => {
      const feuille = context.workbook.worksheets.getItem(FacturesClients.feuille);
      const colonne = pieces[entetes]!.indexOf('Type de pièce');
      feuille.getRangeByIndexes(entetes + 1, colonne, 1, 1).values = [['AVOIR']];
      await context.sync();
    });
    const suivant = await apercevoir(FacturesClients, 'AJOUTER', entete, ligne('AV1', 'AVOIR', '100'));
    expect(suivant.rows[0]).toMatchObject({ MontantHT: 10000 });
  });
});

test('une table absente du classeur naît entière, avec les colonnes que le fichier n’a pas', async () => {
  await ouvrir();
  const apercu = await apercevoir(
    Affaires,
    'AJOUTER',
    'IdAffaire;Libelle;IdClient;Type;Statut',
    'A1;Essai;CL1;EXTERNE;OUVERTE',
  );
  expect(apercu).toMatchObject({ added: 1, anomalies: [] });
  await importRows(apercu, decrireFeuille(Affaires));
  const [entete] = (await matrice(Affaires.feuille)).slice(3);
  expect(entete).toEqual(expect.arrayContaining(Affaires.colonnes.map(c => c.entete)));
  expect((await readTables([Affaires])).lire(Affaires).lignes).toHaveLength(1);
});
