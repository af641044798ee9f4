/** Scénarios sur les événements, les références et l'état partagé. */
import { codeOf, onSheet, plain, until, type Scenario } from './scenario';

export const EVENT_SCENARIOS: readonly Scenario[] = [
  {
    id: 'evenements.modification',
    titre: 'Une écriture de ce complément : un événement Local, avec avant et après pour une cellule.',
    run: excel =>
      onSheet(excel, 'evenement', async (sheet, context) => {
        sheet.getRange('A1').values = [[1]];
        await context.sync();
        const seen: Excel.WorksheetChangedEventArgs[] = [];
        const handler = sheet.onChanged.add(event => Promise.resolve(void seen.push(event)));
        await context.sync();
        sheet.getRange('A1').values = [[42]];
        await context.sync();
        const event = await until(() => seen[0]);
        handler.remove();
        await context.sync();
        if (!event) return { recu: false };
        const { changeType, source, address, details } = event;
        return {
          recu: true,
          changeType,
          source,
          address,
          avant: plain(details?.valueBefore as number),
          apres: plain(details?.valueAfter as number),
        };
      }),
  },
  {
    id: 'evenements.coupes',
    titre: 'runtime.enableEvents à faux : plus rien ne parvient à ce complément.',
    run: excel =>
      onSheet(excel, 'muet', async (sheet, context) => {
        let seen = 0;
        const handler = sheet.onChanged.add(() => Promise.resolve(void seen++));
        await context.sync();
        context.runtime.enableEvents = false;
        sheet.getRange('A1').values = [[1]];
        await context.sync();
        context.runtime.enableEvents = true;
        await context.sync();
        sheet.getRange('A2').values = [[2]];
        await context.sync();
        await until(() => (seen > 0 ? seen : undefined));
        handler.remove();
        await context.sync();
        return { recus: seen };
      }),
  },
  {
    id: 'evenements.calcul',
    titre: 'onCalculated suit un changement de résultat.',
    run: excel =>
      onSheet(excel, 'calcul', async (sheet, context) => {
        sheet.getRange('A1').values = [[1]];
        sheet.getRange('B1').formulas = [['=A1*2']];
        await context.sync();
        let seen = 0;
        const handler = sheet.onCalculated.add(() => Promise.resolve(void seen++));
        await context.sync();
        sheet.getRange('A1').values = [[21]];
        const cell = sheet.getRange('B1').load('values');
        await context.sync();
        await until(() => (seen > 0 ? seen : undefined));
        handler.remove();
        await context.sync();
        return { recu: seen > 0, valeur: Number(cell.values[0]?.[0]) };
      }),
  },
  {
    id: 'references.plage-perimee',
    titre: 'Une plage ne survit pas à son Excel.run.',
    run: async excel => {
      const kept = await excel.run(async context => {
        const range = context.workbook.worksheets.getActiveWorksheet().getRange('A1');
        await context.sync();
        return [range];
      });
      const [range] = kept;
      const code = await codeOf(async () => {
        range?.load('values');
        await range?.context.sync();
      });
      return { code };
    },
  },
  {
    id: 'references.plage-suivie',
    titre: 'Une plage obtenue suit les lignes insérées au-dessus d’elle.',
    run: excel =>
      onSheet(excel, 'suivi', async (sheet, context) => {
        const range = sheet.getRange('B5');
        range.values = [['ici']];
        await context.sync();
        sheet.getRange('2:3').insert('Down');
        range.load('address,values');
        await context.sync();
        return { adresse: range.address.replace(/^.*!/, ''), valeur: String(range.values[0]?.[0]) };
      }),
  },
  {
    id: 'parametres.classeur',
    titre: 'workbook.settings garde un objet, et le rend.',
    run: async excel =>
      excel.run(async context => {
        const { settings } = context.workbook;
        settings.add('cloture.diagnostic', { version: 1, liste: ['a', 'b'] });
        await context.sync();
        const item = settings.getItemOrNullObject('cloture.diagnostic').load('value');
        await context.sync();
        const value = plain(item.value as { version: number; liste: string[] });
        settings.getItem('cloture.diagnostic').delete();
        await context.sync();
        const gone = settings.getItemOrNullObject('cloture.diagnostic');
        await context.sync();
        return { valeur: value, efface: gone.isNullObject };
      }),
  },
];
