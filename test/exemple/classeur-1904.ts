/** Le petit classeur des essais, ses jours comptés depuis 1904, comme un vieux classeur de Mac. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createEmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient } from '../../src/embedded/node/client';
import { TABLES } from '../mutations/classeur';
import { Vue } from '../workbook/coauteur';
import { petitClasseur } from './petit-classeur';

/** Le calendrier de 1904 commence 1 462 jours après celui de 1900. */
const ECART = 1_462;

/** Les octets du classeur : le réglage dans le fichier, et chaque jour de chaque table à son numéro de 1904. */
export async function classeurEn1904(): Promise<Uint8Array> {
  const parts = unzipSync(await petitClasseur());
  const nom = 'xl/workbook.xml';
  const xml = strFromU8(parts[nom]!).replace(/<workbookPr[^>]*\/>/, '');
  parts[nom] = strToU8(xml.replace(/(<workbook [^>]*>)/, '$1<workbookPr date1904="1"/>'));
  const excel = await createEmbeddedExcel({ fichier: zipSync(parts) });
  const client = bootClient(excel);
  for (const table of TABLES) {
    if (!excel.model.tables().some(({ name }) => name === table.nom)) continue;
    const vue = new Vue(excel, table.nom);
    await client.Excel.run(async context => {
      for (const colonne of table.colonnes.filter(c => c.sorte === 'jour')) {
        const at = vue.colonneDe(colonne.entete);
        if (at < 0) continue;
        const jours = vue.corps.map(l => [typeof l[at] === 'number' ? l[at] - ECART : l[at]]);
        const feuille = context.workbook.worksheets.getItem(vue.feuille);
        feuille.getRangeByIndexes(vue.ligne, vue.colonne + at, jours.length, 1).values = jours;
      }
      await context.sync();
    });
  }
  const octets = await excel.save();
  client.dispose();
  excel.dispose();
  return octets;
}
