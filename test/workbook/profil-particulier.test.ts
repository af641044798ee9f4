import { HistoriqueParticulier } from '../../src/cloture/avancement/particulier/tables';
import { Affaires, ReglesCA } from '../../src/cloture/tables-communes';
import { enterCells } from '../../src/workbook/entry';
import { readTables } from '../../src/workbook/reader';
import { verifySeals } from '../../src/workbook/seals/verify';
import { undoLastRun } from '../../src/workbook/undo';
import { avancement } from '../../src/cloture/avancement';
import { enEuros } from '../../src/comptabilite';
import { classeurDuScenario } from '../exemple/petit-classeur';
import { cloturer, saisir } from './classeur-vivant';
import { Vue } from './coauteur';
import { ouvrir } from './ouvrir';

/** Le profil particulier (capacité 186) dans le classeur : une colonne de l'utilisateur, une formule de règle, une validation. */
const ouvert = ouvrir(() => classeurDuScenario('cas-dore'), 'tous');

/** L'utilisateur agrandit la table d'une colonne à droite, et l'emplit par une formule d'Excel. */
const ajouterColonne = (table: string, entete: string, formule: string) =>
  ouvert.client.Excel.run(async context => {
    const visee = context.workbook.tables.getItem(table);
    const plage = visee.getRange();
    plage.load('rowIndex,columnIndex,rowCount,columnCount');
    await context.sync();
    const feuille = visee.worksheet;
    visee.resize(
      feuille.getRangeByIndexes(plage.rowIndex, plage.columnIndex, plage.rowCount, plage.columnCount + 1),
    );
    await context.sync();
    const droite = plage.columnIndex + plage.columnCount;
    feuille.getRangeByIndexes(plage.rowIndex, droite, 1, 1).values = [[entete]];
    feuille.getRangeByIndexes(plage.rowIndex + 1, droite, plage.rowCount - 1, 1).formulas = Array.from(
      { length: plage.rowCount - 1 },
      () => [formule],
    );
    await context.sync();
  });

test('la colonne ajoutée à Affaires fait le CA de sa feuille ; aucune écriture, et tout s’annule', async () => {
  await ajouterColonne(Affaires.nom, 'Part réalisée', '=2/5');
  await enterCells({
    table: ReglesCA,
    cle: { CodeRegle: 'FORFAIT_COUTS' },
    valeurs: { Formule: 'Budget * [Part réalisée]' },
  });
  const bilan = await cloturer();
  expect(bilan.anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
  const lus = (await readTables([HistoriqueParticulier])).lire(HistoriqueParticulier).lignes;
  expect(lus.map(l => [l.IdAffaire, l.Regle, enEuros(l.CaReconnu)])).toEqual([
    ['24A010', 'FORFAIT_COUTS', 40_000],
  ]);
  expect(bilan.ecrituresDetail.flatMap(e => e.lignes).filter(l => l.idAffaire === '24A010')).toEqual([]);
  await saisir(ouvert.client, Affaires.nom, 'Part réalisée', 0, 0.5);
  await cloturer();
  const vue = new Vue(ouvert.excel, HistoriqueParticulier.nom);
  expect(vue.pleines.map(l => l[vue.colonneDe('CA')])).toEqual([50_000]);
  await undoLastRun([avancement], { par: 'essai' });
  expect(new Vue(ouvert.excel, HistoriqueParticulier.nom).pleines.map(l => l[vue.colonneDe('CA')])).toEqual([
    40_000,
  ]);
});

test('fermé, son CA est scellé : changé à la main il est nommé ; la colonne ajoutée, changée après coup, se voit au rejeu', async () => {
  const bilan = await cloturer({ mode: 'FERMER' });
  expect(bilan.bloque).toBe(false);
  const verifier = () => verifySeals({ capacites: [avancement] });
  expect(await verifier()).toMatchObject({ intact: true, anomalies: [] });
  const fige = (await readTables([HistoriqueParticulier])).lire(HistoriqueParticulier).lignes[0];
  expect(enEuros(fige!.CaReconnu)).toBe(50_000);

  await saisir(ouvert.client, HistoriqueParticulier.nom, 'CA', 0, 50_000.01);
  const altere = (await verifier()).anomalies.filter(a => a.code === 'C-SCE-02');
  expect(altere).toMatchObject([
    { gravite: 'BLOQUANT', table: HistoriqueParticulier.nom, ligne: fige!.ligne },
  ]);
  await saisir(ouvert.client, HistoriqueParticulier.nom, 'CA', 0, 50_000);

  // La colonne est à l'utilisateur : le scellé des entrées ne la retient pas, le mois recalculé en dit l'effet.
  await saisir(ouvert.client, Affaires.nom, 'Part réalisée', 0, 0.6);
  const { rejeu, intact } = await verifier();
  expect(intact).toBe(false);
  expect(rejeu?.lignes).toContainEqual({
    table: HistoriqueParticulier.nom,
    cle: '30/11/2026 / 24A010 / FORFAIT_COUTS',
    colonne: 'CaReconnu',
    fige: 50_000,
    recalcule: 60_000,
  });
});
