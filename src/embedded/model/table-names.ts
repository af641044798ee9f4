/**
 * Les références structurées telles que le moteur les lit. Univer veut la casse exacte, ne connaît ni l'apostrophe qui
 * protège un signe d'un titre, ni `_`, `.` et `\` dans un nom de tableau, compte la ligne de totaux parmi les données, et
 * garde d'un calcul à l'autre l'étendue qu'avait le tableau. Il reçoit ici un alias des noms et des titres, fait de lettres
 * et de chiffres, et relit l'étendue chaque fois. Le texte des cellules ne change pas.
 */
import { engineFormula, type Injector } from '#vendor';
import { WORKBOOK_SCOPE } from './names';
import { expandThisRow, rewriteReferences, rewriteTitles, titleOf } from './structured';

const { ErrorType, ErrorValueObject } = engineFormula;

/** Le nom ou le titre que le moteur sait lire, le même pour toutes les casses. */
const alias = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, sign => `ˍ${sign.codePointAt(0)!.toString(36)}ˍ`);

/** La formule que le moteur sait lire. */
const engineText = (formula: string): string =>
  formula.includes('[')
    ? rewriteReferences(expandThisRow(formula), (word, brackets) =>
        word === undefined || brackets === undefined
          ? undefined
          : alias(word) + rewriteTitles(brackets, title => alias(titleOf(title))),
      )
    : formula;

type Reference = Parameters<engineFormula.ISuperTableService['registerTable']>[2];

/** Ce que le moteur tient d'un tableau, et ce qu'Univer n'en dit pas. */
interface Known extends Reference {
  readonly headers: boolean;
  readonly totals: boolean;
}

/** Les parties d'un tableau, tel qu'il est au moment où Univer l'inscrit. */
export type TableParts = (unitId: string, name: string) => { headers: boolean; totals: boolean };

interface TableReference {
  readonly _columnDataString: string;
  readonly _tableOptionMap: unknown;
  readonly constructor: new (
    token: string,
    table: Reference,
    columns: string,
    options: unknown,
  ) => TableReference;
}

interface TableNode {
  _tableReferenceObject?: TableReference;
  getToken(): string;
  execute(): void;
  setValue(value: unknown): void;
}

interface NodeFactory {
  readonly _currentConfigService: { getExecuteUnitId(): string | null | undefined };
  checkAndCreateNodeType(param: unknown): TableNode | undefined;
}

const patched = new WeakSet<object>();

/** Branche ces lectures sur le moteur de cette instance ; sans effet la deuxième fois. */
export function acceptTableNames(injector: Injector, partsOf: TableParts): void {
  const service = injector.get(engineFormula.ISuperTableService);
  if (patched.has(service)) return;
  patched.add(service);
  registerAliases(service, partsOf);
  const lexer = injector.get(engineFormula.LexerTreeBuilder);
  const build = lexer.treeBuilder.bind(lexer);
  lexer.treeBuilder = (formula, ...rest) => build(engineText(formula), ...rest);
  const names = injector.get(engineFormula.IDefinedNamesService);
  const named = names.getValueByName.bind(names);
  names.getValueByName = (unitId, name) => {
    const found = named(unitId, name);
    if (!found) return found;
    const item = workbookFirst(found, names.getDefinedNameMap(unitId));
    return { ...item, formulaOrRefString: engineText(item.formulaOrRefString) };
  };
  const factory = injector.get(engineFormula.ReferenceNodeFactory) as unknown as NodeFactory;
  const check = factory.checkAndCreateNodeType.bind(factory);
  factory.checkAndCreateNodeType = param => {
    const unitId = factory._currentConfigService.getExecuteUnitId() ?? '';
    const node = check(
      typeof param === 'string' ? bareName(param, name => service.getTableMap(unitId)?.has(name)) : param,
    );
    if (node?._tableReferenceObject)
      follow(node, node._tableReferenceObject, name => service.getTableMap(unitId)?.get(name));
    return node;
  };
}

type Names = engineFormula.IDefinedNamesService;
type Name = Exclude<ReturnType<Names['getValueByName']>, void | null>;

const isLocal = ({ localSheetId }: Name): boolean =>
  localSheetId !== undefined && localSheetId !== WORKBOOK_SCOPE;

/** Le moteur ne sait pas de quelle feuille il lit : entre deux noms égaux, celui du classeur passe avant celui d'une feuille. */
function workbookFirst(item: Name, all: ReturnType<Names['getDefinedNameMap']>): Name {
  if (!isLocal(item)) return item;
  const wanted = item.name.toLowerCase();
  return Object.values(all ?? {}).find(n => !isLocal(n) && n.name.toLowerCase() === wanted) ?? item;
}

function registerAliases(service: engineFormula.ISuperTableService, partsOf: TableParts): void {
  const register = service.registerTable.bind(service);
  service.registerTable = (unitId, name, reference) => {
    const titleMap = new Map(reference.titleMap);
    for (const [title, place] of reference.titleMap)
      if (!titleMap.has(alias(title))) titleMap.set(alias(title), place);
    const known: Known = { ...reference, titleMap, ...partsOf(unitId, name) };
    for (const key of new Set([name, alias(name)])) register(unitId, key, known);
  };
  const remove = service.remove.bind(service);
  service.remove = (unitId, name) => {
    for (const key of new Set([name, alias(name)])) remove(unitId, key);
  };
}

/** Un nom seul, `-Temps` compris : son alias, si c'est celui d'un tableau. */
const bareName = (token: string, isTable: (name: string) => boolean | undefined): string =>
  token.replace(/[\p{L}_\\][\p{L}\p{N}_.\\]*$/u, name => (isTable(alias(name)) ? alias(name) : name));

/** Le nœud rend l'étendue du moment : Univer le garde avec la formule, d'un calcul à l'autre. */
function follow(
  node: TableNode,
  first: TableReference,
  tableOf: (name: string) => Reference | undefined,
): void {
  const token = node.getToken();
  const name = /^[^[]*/.exec(token)?.[0] ?? '';
  const { _columnDataString: columns, _tableOptionMap: options } = first;
  let known: Reference | undefined;
  let current: TableReference | undefined;
  Object.defineProperty(node, '_tableReferenceObject', {
    configurable: true,
    get: () => {
      const now = tableOf(name) as Known | undefined;
      if (now === known) return current;
      known = now;
      const read = now && partRange(now, columns ?? '');
      return (current = read && new first.constructor(token, read, columns, options));
    },
  });
  const execute = node.execute.bind(node);
  node.execute = () => {
    if (node._tableReferenceObject) execute();
    else node.setValue(ErrorValueObject.create(ErrorType.REF));
  };
}

/**
 * L'étendue dont Univer tirera la partie demandée : il prend la première ligne pour l'en-tête, la dernière pour les totaux.
 * `undefined` : le tableau n'a pas cette partie.
 */
function partRange(table: Known, columns: string): Reference | undefined {
  const { startRow, endRow } = table.range;
  const asks = (part: string) => new RegExp(`#${part}\\b`, 'i').test(columns);
  if ((asks('Totals') && !table.totals) || (asks('Headers') && !table.headers)) return undefined;
  if (asks('All') || asks('Totals') || asks('Headers')) return table;
  const body = {
    startRow: startRow - (table.headers ? 0 : 1),
    endRow: endRow - (table.totals ? 1 : 0),
  };
  return { ...table, range: { ...table.range, ...body } };
}
