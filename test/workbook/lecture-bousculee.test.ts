import { Affaires, Temps } from '../../src/cloture/tables-communes';
import { bootClient } from '../../src/embedded/node/client';
import { readTables } from '../../src/workbook/reader';
import { colonneDe } from '../../src/workbook/table';
import { petitClasseur } from '../exemple/petit-classeur';
import { ouvrir } from './ouvrir';

/** Un co-auteur déplace une table entre deux envois d'une lecture : rien n'en est lu de travers. */
const ouvert = ouvrir(petitClasseur);

/** Glisse un geste d'un co-auteur avant le n-ième envoi de notre client ; rend s'il a eu lieu. */
function avantEnvoi(n: number, geste: (temps: Excel.Table) => void): () => boolean {
  const { excel, client } = ouvert;
  const { session } = client;
  const envoyer = session.sendMessageToHost.bind(session);
  let envois = 0;
  session.sendMessageToHost = texte => {
    if (++envois !== n) return envoyer(texte);
    const coauteur = bootClient(excel);
    void coauteur.Excel.run(async context => {
      geste(context.workbook.tables.getItem('Temps'));
      await context.sync();
    }).then(() => {
      coauteur.dispose();
      return envoyer(texte);
    });
  };
  return () => envois >= n;
}

const lire = async () => {
  const tables = await readTables([Affaires, Temps]);
  const { lignes, anomalies } = tables.lire(Temps);
  return { lignes, anomalies, affaires: tables.lire(Affaires).lignes };
};

const GESTES: readonly [nom: string, geste: (temps: Excel.Table) => void][] = [
  ['insère une ligne au-dessus', temps => void temps.worksheet.getRange('1:1').insert('Down')],
  ['supprime une ligne au-dessus', temps => temps.worksheet.getRange('2:2').delete('Up')],
  ['supprime la première ligne', temps => temps.getDataBodyRange().getRow(0).getEntireRow().delete('Up')],
  ['insère une colonne devant', temps => void temps.worksheet.getRange('A:A').insert('Right')],
  ['renomme la feuille', temps => void (temps.worksheet.name = 'Heures')],
];

test.each(GESTES)('un co-auteur %s, avant chaque envoi tour à tour', async (_nom, geste) => {
  for (let n = 1; ; n++) {
    await ouvert.excel.load(await petitClasseur());
    const avant = await lire();
    const passe = avantEnvoi(n, geste);
    const pendant = await lire();
    if (!passe()) return expect(n).toBeGreaterThan(4);
    // Le classeur d'avant le geste, ou celui d'après ; jamais un mélange.
    expect([avant, await lire()]).toContainEqual(pendant);
  }
});

test('une grande table, lue en plusieurs envois : ni ligne perdue, ni ligne lue deux fois', async () => {
  const nombre = 12_000;
  await ouvert.client.Excel.run(async context => {
    const temps = context.workbook.tables.getItem('Temps');
    const entete = temps.getHeaderRowRange().load('values');
    const premiere = temps.getDataBodyRange().getRow(0).load('values');
    await context.sync();
    const id = (entete.values[0] as string[]).findIndex(
      titre => titre === colonneDe(Temps, 'IdTemps').entete,
    );
    expect(id).toBeGreaterThanOrEqual(0);
    temps.resize(temps.getHeaderRowRange().getResizedRange(nombre, 0));
    temps.getDataBodyRange().values = Array.from({ length: nombre }, (_, i) =>
      (premiere.values[0] as unknown[]).map((v, at) => (at === id ? `T${i}` : v)),
    );
    await context.sync();
  });
  for (const n of [5, 6, 7]) {
    const passe = avantEnvoi(n, temps => temps.worksheet.getRange('1:1').insert('Down'));
    const { lignes } = await lire();
    expect(passe()).toBe(true);
    expect(new Set(lignes.map(l => l.IdTemps)).size).toBe(nombre);
    expect(lignes.length).toBe(nombre);
  }
});
