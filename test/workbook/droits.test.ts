import { regularisations } from '../../src/cloture/regularisations';
import { Droits, Parametres } from '../../src/cloture/tables-communes';
import { jour, type Droit } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { addRows } from '../../src/workbook/entry';
import { reopenMonth } from '../../src/workbook/reopen';
import { type Mode, runClose } from '../../src/workbook/runs';
import { classeurDuScenario } from '../exemple/petit-classeur';

/** Valider, fermer et rouvrir : à ceux que la table Droits nomme, et à tout le monde si elle ne nomme personne. */
const ARRETE = jour(2026, 11, 30);

let excel: EmbeddedExcel;
let client: Client;

beforeEach(async () => {
  excel = await createEmbeddedExcel({ fichier: await classeurDuScenario('cas-dore') });
  client = bootClient(excel);
  client.install();
});

afterEach(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const donner = (Personne: string, Droit: Droit) => addRows(Droits, [{ Personne, Droit }]);
const lancer = (mode: Mode, par?: string) =>
  runClose({
    ...{ capacites: [regularisations], arrete: ARRETE, mode, anterieurs: true },
    ...(par === undefined ? {} : { par }),
  });
const rouvrir = (par: string) =>
  reopenMonth({ capacites: [regularisations], arrete: ARRETE, par, motif: 'Facture oubliée' });
const refus = (anomalies: readonly { code: string; message: string }[]) =>
  anomalies.filter(a => a.code === 'C-DRT-01').map(a => a.message);

test('valider est à qui en a le droit ; un autre, ou personne, n’écrit rien ; simuler est à tous', async () => {
  await donner('Sabine Roche', 'VALIDER_CLOTURE');
  const avant = await excel.save();
  expect((await lancer('SIMULER')).bloque).toBe(false);
  for (const par of ['Paul Morel', undefined]) {
    const { bloque, anomalies } = await lancer('VALIDER', par);
    expect(bloque).toBe(true);
    expect(refus(anomalies)).toEqual([
      `Valider : ${par === undefined ? 'sans auteur' : `par ${par}`}, qui n'a pas le droit VALIDER_CLOTURE au 30/11/2026.`,
    ]);
    expect(anomalies.find(a => a.code === 'C-DRT-01')).toMatchObject({
      gravite: 'BLOQUANT',
      table: 'Droits',
      remede: expect.stringContaining('Sabine Roche') as string,
    });
  }
  expect(await excel.save()).toEqual(avant);
  expect((await lancer('VALIDER', 'sabine roche')).bloque).toBe(false);
});

test('fermer et rouvrir ont chacun leur droit', async () => {
  await donner('Hélène Petit', 'FERMER_MOIS');
  await donner('Sabine Roche', 'ROUVRIR_MOIS');
  expect(refus((await lancer('FERMER', 'Sabine Roche')).anomalies)).toHaveLength(1);
  expect((await lancer('FERMER', 'Hélène Petit')).bloque).toBe(false);
  await addRows(Parametres, [{ Cle: 'ReouvertureMois', Valeur: 'O' }]);
  expect(refus((await rouvrir('Hélène Petit')).anomalies)).toEqual([
    "Rouvrir : par Hélène Petit, qui n'a pas le droit ROUVRIR_MOIS au 30/11/2026.",
  ]);
  expect((await rouvrir('Sabine Roche')).bloque).toBe(false);
});
