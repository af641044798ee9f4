import { Temps } from '../../src/cloture/tables-communes';
import { quantite } from '../../src/comptabilite';
import { readTables } from '../../src/workbook/reader';
import { petitClasseur } from '../exemple/petit-classeur';
import { ouvrir } from './ouvrir';

/** Une table lue dans la feuille, telle qu'on la trouve : totaux, formules, filtre, lignes masquées, colonnes de l'utilisateur. */
const ouvert = ouvrir(petitClasseur);

const lire = async () => (await readTables([Temps])).lire(Temps);
const surTemps = (geste: (table: Excel.Table) => void) =>
  ouvert.client.Excel.run(async context => {
    geste(context.workbook.tables.getItem('Temps'));
    await context.sync();
  });
const cellule = (table: Excel.Table, colonne: string, rang: number) =>
  table.columns.getItem(colonne).getDataBodyRange().getCell(rang, 0);

test('une ligne de totaux n’est pas une ligne', async () => {
  const avant = await lire();
  await surTemps(table => (table.showTotals = true));
  const apres = await lire();
  expect(apres.lignes).toEqual(avant.lignes);
  expect(apres.anomalies).toEqual(avant.anomalies);
});

test('un filtre, des lignes masquées, une colonne à lui : tout se lit', async () => {
  const avant = await lire();
  await surTemps(table => {
    table.columns.getItem('Jours').filter.applyValuesFilter(['9999']);
    table.getDataBodyRange().getRow(0).getEntireRow().rowHidden = true;
    table.columns.add(0, [['À moi'], ...avant.lignes.map(() => ['#REF!'])]);
  });
  expect((await lire()).lignes).toEqual(avant.lignes);
});

test('le résultat d’une formule se lit ; une erreur, une date ou un montant faux nomme sa cellule et son remède', async () => {
  const premiere = (await lire()).lignes[0]!;
  await surTemps(table => {
    cellule(table, 'Jours', 0).formulas = [['=0.25+0.25']];
    cellule(table, 'Date', 0).formulas = [['=DATE(2026,11,1)+4']];
    cellule(table, 'Jours', 1).formulas = [['=1/0']];
    cellule(table, 'Jours', 2).formulas = [['=NA()']];
    cellule(table, 'Date', 3).formulas = [['="31/02/"&2026']];
    cellule(table, 'Jours', 4).formulas = [['=""']];
  });
  const { lignes, anomalies } = await lire();
  expect(lignes.find(l => l.IdTemps === premiere.IdTemps)).toMatchObject({
    Jours: quantite('0.5'),
    Date: 46_331,
  });
  const vues = anomalies
    .filter(a => a.gravite === 'BLOQUANT')
    .map(a => [a.table, a.ligne, a.colonne, a.code]);
  const { ligne } = premiere;
  expect(vues.sort()).toEqual(
    [
      ['Temps', ligne + 1, 'Jours', 'C-GEN-03'],
      ['Temps', ligne + 2, 'Jours', 'C-GEN-03'],
      ['Temps', ligne + 3, 'Date', 'C-GEN-03'],
      ['Temps', ligne + 4, 'Jours', 'C-TAB-04'],
    ].sort(),
  );
  expect(anomalies.map(a => a.message).join('\n')).toMatch(/#DIV\/0!.*\n.*#N\/A/);
});
