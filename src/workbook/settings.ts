/** Ce que le complément retient dans le classeur lui-même : il voyage avec le fichier, d'un poste à l'autre. */
import { withExcel } from './office';
import { write } from './queue';

/** La valeur retenue sous ce nom, ou undefined. */
export function readSetting(key: string): Promise<unknown> {
  return withExcel(async context => {
    const setting = context.workbook.settings.getItemOrNullObject(key);
    setting.load('value');
    await context.sync();
    return setting.isNullObject ? undefined : (setting.value as unknown);
  });
}

export function writeSetting(key: string, value: unknown): Promise<void> {
  return write(async context => {
    context.workbook.settings.add(key, value);
    await context.sync();
  });
}
