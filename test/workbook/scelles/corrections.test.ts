import { avancement } from '../../../src/cloture/avancement';
import { regularisations } from '../../../src/cloture/regularisations';
import { ChangementsTardifs, Ecritures, EcrituresCloture } from '../../../src/cloture/tables-communes';
import { enEuros, jour, type Jour, type Montant } from '../../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { enterCells } from '../../../src/workbook/entry';
import { readTables } from '../../../src/workbook/reader';
import { type Mode, runClose } from '../../../src/workbook/runs';
import { recordLateChanges } from '../../../src/workbook/seals/corrections';
import { verifySeals } from '../../../src/workbook/seals/verify';
import { petitClasseur } from '../../exemple/petit-classeur';
import { saisir } from '../classeur-vivant';

/** Ce qui change dans un mois fermé se reprend dans le mois ouvert, à sa date de survenance, et une seule fois (PCG 1031-4). */
const CAPACITES = [regularisations, avancement];
const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);

let excel: EmbeddedExcel;
let client: Client;

const lancer = (mode: Mode, arrete: Jour) => runClose({ capacites: CAPACITES, arrete, mode, par: 'essai' });
const consigner = () => recordLateChanges({ capacites: CAPACITES, par: 'Claire' });
const lire = () => readTables([ChangementsTardifs, Ecritures, EcrituresCloture]);
/** Mouvement créditeur d'un compte dans un mois, par les écritures de clôture. */
async function produit(compte: string, du: Jour, au: Jour): Promise<number> {
  const lignes = (await lire()).lire(EcrituresCloture).lignes;
  const deLaPeriode = lignes.filter(l => l.Compte === compte && l.DateEcriture >= du && l.DateEcriture <= au);
  return enEuros(deLaPeriode.reduce((s, l) => s + l.Credit - l.Debit, 0) as Montant);
}
/** Une pièce importée : 100 € au débit du 604, au crédit du 401. */
async function importer(numero: string, date: Jour, debut = 1) {
  for (const [i, compte] of ['604000', '401000'].entries())
    await enterCells({
      table: Ecritures,
      cle: { Exercice: '2026', Journal: 'AC', EcritureNum: numero, Ligne: debut + i },
      valeurs: {},
      sinon: {
        Exercice: '2026',
        Journal: 'AC',
        EcritureNum: numero,
        Ligne: debut + i,
        DateEcriture: date,
        DatePiece: date,
        Compte: compte,
        Piece: `F-${numero}`,
        Libelle: 'Fournitures',
        Debit: i === 0 ? 100_00 : 0,
        Credit: i === 0 ? 0 : 100_00,
        ...(i === 1 ? { Tiers: 'FO001' } : {}),
      },
    });
}

beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  client = bootClient(excel);
  client.install();
  await importer('A1', jour(2026, 11, 5));
  const bilan = await lancer('FERMER', NOVEMBRE);
  expect(bilan.anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
}, 120_000);

afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

test('rien n’a changé : rien n’est écrit', async () => {
  const avant = await excel.save();
  expect(await consigner()).toMatchObject({ lignes: 0, effets: 0, redatees: 0 });
  expect(await excel.save()).toEqual(avant);
});

test('un temps et une écriture en retard : consignés, l’écriture redatée au premier jour ouvert', async () => {
  await saisir(client, 'Temps', 'Jours', 0, 3);
  await importer('A2', jour(2026, 11, 20));
  expect(await consigner()).toMatchObject({
    arrete: '2026-12-31',
    origine: '2026-11-30',
    lignes: 3,
    redatees: 2,
  });
  const tables = await lire();
  const redatees = tables.lire(Ecritures).lignes.filter(l => l.EcritureNum === 'A2');
  expect(redatees.map(l => [l.DateEcriture, l.DateSurvenance])).toEqual([
    [jour(2026, 12, 1), jour(2026, 11, 20)],
    [jour(2026, 12, 1), jour(2026, 11, 20)],
  ]);
  expect(tables.lire(Ecritures).lignes.find(l => l.EcritureNum === 'A1')?.DateEcriture).toBe(
    jour(2026, 11, 5),
  );
  const notes = tables.lire(ChangementsTardifs).lignes;
  expect(notes.filter(l => l.Objet === 'LIGNE')).toMatchObject([
    { Source: 'Temps', Cle: 'T0001', Changement: 'CHANGEE', Traitement: 'CUMUL' },
    { Source: 'Ecritures', Changement: 'AJOUTEE', Traitement: 'REDATEE', DateSurvenance: jour(2026, 11, 20) },
    { Source: 'Ecritures', Changement: 'AJOUTEE', Traitement: 'REDATEE', DateSurvenance: jour(2026, 11, 20) },
  ]);
  // (36 000 + 1 000) / 81 000 × 100 000 = 45 679,01 : 679,01 de produit de plus.
  expect(notes.find(l => l.Objet === 'COMPTE' && l.Cle === '706000 / 24A010')).toMatchObject({
    Source: 'FAE',
    Fige: -15_000_00,
    Recalcule: -15_679_01,
    Ecart: -679_01,
    DateSurvenance: NOVEMBRE,
  });
});

test('consigner deux fois vaut une : l’écriture déjà redatée garde sa ligne', async () => {
  const avant = (await lire()).lire(ChangementsTardifs).lignes;
  await consigner();
  const apres = (await lire()).lire(ChangementsTardifs).lignes;
  const sansHeure = (lignes: typeof avant) => lignes.map(({ Horodatage: _, ...l }) => l);
  expect(sansHeure(apres)).toEqual(sansHeure(avant));
});

test('une ligne ajoutée à une vieille pièce ne se redate pas : elle est à passer', async () => {
  await importer('A1', jour(2026, 11, 5), 3);
  expect(await consigner()).toMatchObject({ redatees: 0 });
  const notes = (await lire()).lire(ChangementsTardifs).lignes.filter(l => l.Traitement === 'A_PASSER');
  expect(notes.map(l => l.Source)).toEqual(['Ecritures', 'Ecritures']);
  await client.Excel.run(async context => {
    const table = context.workbook.tables.getItem('Ecritures');
    const corps = table.getDataBodyRange().load('values');
    await context.sync();
    const rangs = (corps.values as unknown[][]).flatMap((l, i) =>
      l.includes('A1') && l.some(v => v === 3 || v === 4) ? [i] : [],
    );
    for (const rang of rangs.reverse()) table.rows.getItemAt(rang).delete();
    await context.sync();
  });
});

test('fermer décembre reprend l’effet par le cumul, une seule fois ; novembre ne bouge pas', async () => {
  const novembre = await produit('706000', jour(2026, 11, 1), NOVEMBRE);
  expect((await lancer('FERMER', DECEMBRE)).bloque).toBe(false);
  expect(await produit('706000', jour(2026, 11, 1), NOVEMBRE)).toBe(novembre);
  const { intact, anomalies } = await verifySeals({ capacites: CAPACITES });
  expect(anomalies.filter(a => a.gravite !== 'INFO')).toEqual([]);
  expect(intact).toBe(true);
  // La FAE de décembre est celle des charges corrigées : elle compte les 1 000 € une fois, et rien d'autre ne les compte.
  const cloture = (await lire()).lire(EcrituresCloture).lignes;
  expect(cloture.filter(l => l.CleGeneration.startsWith('CORRECTION'))).toEqual([]);
  expect(await consigner()).toMatchObject({ lignes: 0 });
});
