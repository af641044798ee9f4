/** Les noms définis du classeur. */
import { engineFormula, generateRandomId } from '#vendor';
import type { WorkbookModel } from './workbook';

/** Un nom : `refersTo` commence par `=`, comme dans Excel. */
export interface NamedItem {
  readonly id: string;
  readonly name: string;
  readonly refersTo: string;
  readonly hidden: boolean;
  readonly comment: string;
  readonly sheetId: string | undefined;
}

const WORKBOOK_SCOPE = 'AllDefaultWorkbook';

export class NameBook {
  constructor(private readonly model: WorkbookModel) {}

  private get service(): engineFormula.IDefinedNamesService {
    return this.model.injector.get(engineFormula.IDefinedNamesService);
  }

  all(): NamedItem[] {
    const map = this.service.getDefinedNameMap(this.model.unitId) ?? {};
    return Object.values(map).map(item => ({
      id: item.id,
      name: item.name,
      refersTo: item.formulaOrRefString.startsWith('=')
        ? item.formulaOrRefString
        : `=${item.formulaOrRefString}`,
      hidden: item.hidden === true,
      comment: item.comment ?? '',
      sheetId: item.localSheetId && item.localSheetId !== WORKBOOK_SCOPE ? item.localSheetId : undefined,
    }));
  }

  find(name: string): NamedItem | undefined {
    const wanted = name.toLocaleLowerCase();
    return this.all().find(item => item.name.toLocaleLowerCase() === wanted);
  }

  /** Crée ou remplace un nom. `refersTo` avec ou sans `=`. */
  add(name: string, refersTo: string, comment = '', hidden = false, sheetId?: string): NamedItem {
    const known = this.find(name);
    const id = known?.id ?? generateRandomId(10);
    this.model.run(engineFormula.SetDefinedNameMutation.id, {
      id,
      name: known?.name ?? name,
      formulaOrRefString: refersTo.replace(/^=/, ''),
      comment,
      hidden,
      localSheetId: sheetId ?? WORKBOOK_SCOPE,
    });
    return { id, name, refersTo: `=${refersTo.replace(/^=/, '')}`, hidden, comment, sheetId };
  }

  remove(item: NamedItem): void {
    this.model.run(engineFormula.RemoveDefinedNameMutation.id, {
      id: item.id,
      name: item.name,
      formulaOrRefString: item.refersTo.replace(/^=/, ''),
    });
  }
}
