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

/** Portée d'un nom du classeur, pour Univer. */
export const WORKBOOK_SCOPE = 'AllDefaultWorkbook';

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

  /** Le nom de cette portée (une feuille, ou le classeur) ; deux portées peuvent porter le même. */
  find(name: string, sheetId?: string): NamedItem | undefined {
    const wanted = name.toLocaleLowerCase();
    return this.all().find(item => item.name.toLocaleLowerCase() === wanted && item.sheetId === sheetId);
  }

  /** Ce nom, lu depuis cette feuille : le sien d'abord, comme dans Excel. */
  seenFrom(name: string, sheetId: string): NamedItem | undefined {
    return this.find(name, sheetId) ?? this.find(name);
  }

  /** Crée ou remplace un nom. `refersTo` avec ou sans `=`. */
  add(name: string, refersTo: string, comment = '', hidden = false, sheetId?: string): NamedItem {
    const known = this.find(name, sheetId);
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
