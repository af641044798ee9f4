import { CAPACITES } from '../../../src/cloture';
import { EcrituresCloture, Parametres, Periodes, Scelles } from '../../../src/cloture/tables-communes';
import { jour, type Jour } from '../../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { enterCells } from '../../../src/workbook/entry';
import { readTables } from '../../../src/workbook/reader';
import { reopenMonth } from '../../../src/workbook/reopen';
import { type Mode, runClose } from '../../../src/workbook/runs';
import { verifySeals } from '../../../src/workbook/seals/verify';
import { undoLastRun } from '../../../src/workbook/undo';
import { petitClasseur } from '../../exemple/petit-classeur';
import { saisir } from '../classeur-vivant';

/** Un mois fermé est scellé : ce qui bouge après se dit, à la ligne près (domaine §1.2, capacités 21 et 23). */
const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);

let excel: EmbeddedExcel;
let client: Client;

function quitter() {
  client?.uninstall();
  client?.dispose();
  excel?.dispose();
}

/** Tout reprend d'un .xlsx enregistré : le scellé vit dans le fichier, pas dans la session. */
async function rouvrir(fichier: Uint8Array) {
  quitter();
  excel = await createEmbeddedExcel({ fichier });
  client = bootClient(excel);
  client.install();
}

const lancer = (mode: Mode, arrete: Jour) => runClose({ capacites: CAPACITES, arrete, mode, par: 'essai' });
const verifier = (arrete?: Jour) =>
  verifySeals({ capacites: CAPACITES, ...(arrete === undefined ? {} : { arrete }) });
/** Ce que « Vérifier » reproche : gravité, code, table, ligne, clé. */
async function reproches(arrete?: Jour) {
  const { anomalies } = await verifier(arrete);
  return anomalies
    .filter(({ gravite }) => gravite !== 'INFO')
    .map(({ gravite, code, table, ligne, cle }) => ({ gravite, code, table, ligne, cle }));
}

/** La plage d'une table, en-tête compris, telle qu'elle est dans la feuille. */
const plage = (nom: string) =>
  client.Excel.run(async context => {
    const range = context.workbook.tables.getItem(nom).getRange().load('values,rowIndex');
    await context.sync();
    return { valeurs: range.values as unknown[][], entete: range.rowIndex + 1 };
  });

let scelle: Uint8Array;

beforeAll(async () => {
  await rouvrir(await petitClasseur());
  const bilan = await lancer('FERMER', NOVEMBRE);
  expect(bilan.anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
  scelle = await excel.save();
}, 120_000);

beforeEach(() => rouvrir(scelle));
afterAll(quitter);

describe('le scellé d’un mois', () => {
  test('dit chaque table lue et écrite, et n’a rien à redire au fichier rouvert', async () => {
    const { lignes } = (await readTables([Scelles])).lire(Scelles);
    const objets = new Map([...lignes].reverse().map(l => [l.Table ?? '', l.Objet]));
    for (const table of ['Temps', 'Affaires', 'FacturesClients', 'Parametres', 'ReglesCA'])
      expect([table, objets.get(table)]).toEqual([table, 'ENTREE']);
    for (const table of ['EcrituresCloture', 'Historique', 'CaAvancement'])
      expect([table, objets.get(table)]).toEqual([table, 'RESULTAT']);
    expect(lignes.filter(l => l.Objet === 'SCELLE')).toMatchObject([
      { Numero: 1, Arrete: NOVEMBRE, Par: 'essai', Precedente: undefined },
    ]);
    expect(lignes.every(l => /^[0-9a-f]{64}$/.test(l.Empreinte))).toBe(true);
    const { anomalies, ...verification } = await verifier();
    expect(anomalies).toEqual([]);
    expect(verification).toMatchObject({ arrete: '2026-11-30', intact: true });
    expect(verification.rejeu).toMatchObject({ comptes: [], lignes: [], anomalies: [] });
  });

  test('ne tient ni à l’ordre des lignes, ni à celui des colonnes, ni à ce que l’utilisateur ajoute', async () => {
    await client.Excel.run(async context => {
      const temps = context.workbook.tables.getItem('Temps');
      temps.sort.apply([{ key: 0, ascending: false }]);
      const factures = context.workbook.tables.getItem('FacturesClients').getRange().load('values');
      await context.sync();
      // Les colonnes de la table, de la dernière à la première.
      factures.values = (factures.values as unknown[][]).map(l => [...l].reverse());
      await context.sync();
    });
    expect(await reproches()).toEqual([]);
  });

  test('un temps de décembre n’est pas de novembre : le saisir ne change rien', async () => {
    await client.Excel.run(async context => {
      const temps = context.workbook.tables.getItem('Temps');
      const corps = temps.getDataBodyRange().load('values');
      await context.sync();
      const ligne = [...(corps.values as unknown[][])[0]!];
      ligne[0] = 'T9001';
      ligne[2] = DECEMBRE;
      const range = temps.getRange();
      const grande = range.getResizedRange(1, 0);
      temps.resize(grande);
      grande.getLastRow().values = [ligne];
      await context.sync();
    });
    expect(await reproches()).toEqual([]);
  });
});

describe('ce qui bouge après la fermeture', () => {
  test('un centime d’une facture : sa table et sa ligne, et l’effet du mois recalculé', async () => {
    const { valeurs, entete } = await plage('FacturesClients');
    const ht = valeurs[0]!.findIndex(titre => /montant ht/i.test(String(titre)));
    await saisir(client, 'FacturesClients', String(valeurs[0]![ht]), 0, Number(valeurs[1]![ht]) + 0.01);
    expect(await reproches()).toMatchObject([
      { gravite: 'ALERTE', code: 'C-SCE-03', table: 'FacturesClients', ligne: entete + 1 },
    ]);
  });

  test('deux jours de plus à 500 € : FAE de novembre 18 000,00 figée, 18 814,81 recalculée', async () => {
    await saisir(client, 'Temps', 'Jours', 0, 3);
    const { rejeu } = await verifier();
    // (36 000 + 1 000) / (80 000 + 1 000) × 100 000 = 45 679,01 ; facturé 30 000 ; TVA 20 %.
    expect(rejeu?.comptes).toEqual([
      { module: 'FAE', compte: '4181', idAffaire: '24A010', fige: 18_000, recalcule: 18_814.81 },
      { module: 'FAE', compte: '706000', idAffaire: '24A010', fige: -15_000, recalcule: -15_679.01 },
      { module: 'FAE', compte: '44587', idAffaire: '24A010', fige: -3_000, recalcule: -3_135.8 },
    ]);
    expect(rejeu?.lignes).toContainEqual({
      table: 'CaAvancement',
      cle: '30/11/2026 / 24A010 / FORFAIT_COUTS',
      colonne: 'CaReconnu',
      fige: 45_000,
      recalcule: 45_679.01,
    });
  });

  test('une ligne supprimée est nommée par sa clé', async () => {
    await client.Excel.run(async context => {
      context.workbook.tables.getItem('Temps').rows.getItemAt(4).delete();
      await context.sync();
    });
    const [reproche, ...autres] = await reproches();
    expect(autres).toEqual([]);
    expect(reproche).toMatchObject({ code: 'C-SCE-03', table: 'Temps', ligne: undefined, cle: 'T0005' });
  });

  test('une écriture figée changée est une altération, plus grave qu’un changement tardif', async () => {
    await saisir(client, 'EcrituresCloture', 'Débit', 0, 1);
    expect(await reproches()).toMatchObject([
      { gravite: 'BLOQUANT', code: 'C-SCE-02', table: 'EcrituresCloture' },
    ]);
  });

  test('une empreinte récrite dans un vieux scellé rompt la chaîne', async () => {
    await lancer('FERMER', DECEMBRE);
    await saisir(client, 'Scelles', 'Lignes', 0, 3);
    const trouves = await reproches();
    expect(trouves).toEqual([
      {
        gravite: 'BLOQUANT',
        code: 'C-SCE-01',
        table: 'Scelles',
        cle: '1',
        ligne: expect.any(Number) as number,
      },
    ]);
  });

  test('sans la feuille masquée, la table qui a bougé se dit encore, plus la ligne', async () => {
    await client.Excel.run(async context => {
      context.workbook.worksheets.getItem('Clôture (scellés)').delete();
      await context.sync();
    });
    expect(await reproches()).toEqual([]);
    await saisir(client, 'Temps', 'Jours', 0, 3);
    expect(await reproches()).toMatchObject([{ code: 'C-SCE-03', table: 'Temps', ligne: undefined }]);
  });
});

describe('le mois suivant', () => {
  test('l’exécution de décembre dit ce qui a changé en novembre, sans s’arrêter ; fermer décembre le reprend', async () => {
    await saisir(client, 'Temps', 'Jours', 0, 3);
    const bilan = await lancer('FERMER', DECEMBRE);
    expect(bilan.bloque).toBe(false);
    expect(bilan.anomalies.filter(a => a.code === 'C-SCE-03')).toMatchObject([
      {
        gravite: 'ALERTE',
        table: 'Temps',
        cle: 'T0001',
        en: { message: expect.stringContaining('2026-11') as string },
      },
    ]);
    // Décembre est scellé avec cette ligne : plus rien à reprocher, ni au dernier scellé, ni à celui de novembre.
    expect(await reproches()).toEqual([]);
    expect(await reproches(NOVEMBRE)).toEqual([]);
    const novembre = await verifier(NOVEMBRE);
    expect(novembre.anomalies).toMatchObject([{ code: 'C-SCE-05', table: 'Temps' }, { code: 'C-SCE-07' }]);
  });

  test('rien n’a bougé : novembre et décembre se rejouent sans écart', async () => {
    await lancer('FERMER', DECEMBRE);
    for (const arrete of [NOVEMBRE, DECEMBRE]) {
      const { anomalies, rejeu } = await verifier(arrete);
      expect(anomalies).toEqual([]);
      expect(rejeu).toMatchObject({ comptes: [], lignes: [] });
    }
  });
});

describe('rouvrir', () => {
  const demande = { capacites: CAPACITES, arrete: NOVEMBRE, par: 'Claire', motif: 'facture oubliée' };
  const permettre = () =>
    enterCells({
      table: Parametres,
      cle: { Cle: 'ReouvertureMois' },
      valeurs: { Valeur: 'O' },
      sinon: { Cle: 'ReouvertureMois' },
    });

  test('refusé par défaut : la politique du dossier doit le permettre, et rien n’est écrit', async () => {
    const avant = await excel.save();
    const { bloque, anomalies } = await reopenMonth(demande);
    expect(bloque).toBe(true);
    expect(anomalies).toMatchObject([{ code: 'C-GEN-10', table: 'Parametres' }]);
    expect(await excel.save()).toEqual(avant);
  });

  test('refusé sans motif', async () => {
    await permettre();
    const { anomalies } = await reopenMonth({ ...demande, motif: ' ' });
    expect(anomalies).toMatchObject([{ code: 'C-GEN-10', table: 'Periodes' }]);
  });

  test('refusé sans nom : le journal et la chaîne des scellés diront qui', async () => {
    await permettre();
    const { par: _par, ...sansNom } = demande;
    const { bloque, anomalies } = await reopenMonth(sansNom);
    expect(bloque).toBe(true);
    expect(anomalies).toMatchObject([
      { code: 'C-GEN-10', table: 'Periodes', message: 'Rouvrir un mois demande un nom.' },
    ]);
  });

  test('permis : défige le mois et ceux d’après, lève leurs scellés sans les effacer, et le dit', async () => {
    await lancer('FERMER', DECEMBRE);
    await permettre();
    const { bloque, mois, leves } = await reopenMonth(demande);
    expect({ bloque, mois, leves }).toEqual({ bloque: false, mois: ['2026-11', '2026-12'], leves: [1, 2] });
    const tables = await readTables([EcrituresCloture, Parametres, Periodes, Scelles]);
    const etats = tables
      .lire(Periodes)
      .lignes.filter(l => l.Periode >= '2026-10')
      .map(l => [l.Periode, l.Etat]);
    expect(etats.slice(0, 3)).toEqual([
      ['2026-10', 'FERMEE'],
      ['2026-11', 'REOUVERTE'],
      ['2026-12', 'REOUVERTE'],
    ]);
    expect(
      tables
        .lire(EcrituresCloture)
        .lignes.filter(l => l.CleGeneration.includes('|2026-11-30|'))
        .every(l => l.DateValidation === undefined),
    ).toBe(true);
    expect(tables.lire(Parametres).lignes.find(l => l.Cle === 'DateArrete')?.Valeur).toBe('30/11/2026');
    expect(tables.lire(Scelles).lignes.filter(l => l.Table === undefined)).toMatchObject([
      { Numero: 1, Objet: 'SCELLE' },
      { Numero: 2, Objet: 'SCELLE' },
      { Numero: 3, Objet: 'REOUVERTURE', Motif: 'facture oubliée', Par: 'Claire' },
    ]);
    const { scelles, intact, arrete } = await verifier();
    expect(scelles.map(({ leve }) => leve)).toEqual([true, true]);
    expect({ intact, arrete }).toEqual({ intact: true, arrete: undefined });
  });

  test('un mois rouvert se corrige, se referme, et se scelle à la suite', async () => {
    await permettre();
    await reopenMonth(demande);
    await saisir(client, 'Temps', 'Jours', 0, 3);
    expect((await lancer('FERMER', NOVEMBRE)).bloque).toBe(false);
    const { scelles, intact, rejeu } = await verifier();
    expect(scelles.map(({ numero, leve }) => [numero, leve])).toEqual([
      [1, true],
      [3, false],
    ]);
    expect(intact).toBe(true);
    expect(rejeu).toMatchObject({ comptes: [], lignes: [] });
    const fae = (await readTables([EcrituresCloture]))
      .lire(EcrituresCloture)
      .lignes.find(l => l.Compte === '4181' && /\|2026-11-30\|.*\|ARRETE$/.test(l.CleGeneration));
    expect(fae?.Debit).toBe(18_814_81);
  });

  test('annuler la réouverture referme : périodes, écritures et scellés sont ceux d’avant', async () => {
    await permettre();
    const avant = await Promise.all(
      ['Periodes', 'EcrituresCloture', 'Historique', 'Scelles', 'Parametres'].map(plage),
    );
    await reopenMonth(demande);
    await undoLastRun(CAPACITES, { par: 'essai' });
    const apres = await Promise.all(
      ['Periodes', 'EcrituresCloture', 'Historique', 'Scelles', 'Parametres'].map(plage),
    );
    expect(apres).toEqual(avant);
    expect(await reproches()).toEqual([]);
  });
});
