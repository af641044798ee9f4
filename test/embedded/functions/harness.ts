/**
 * Un Excel réduit aux fonctions personnalisées : le vrai moteur d'Univer, le vrai pont, la vraie bibliothèque de
 * Microsoft dans un contexte isolé. Seules les réponses aux deux requêtes de ses fonctions sont d'ici.
 */
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { ICommandService, engineFormula, sheets, type ICellData } from '#vendor';
import { createFunctionBridge, type FunctionMetadata } from '../../../src/embedded/functions';
import { WorkbookModel } from '../../../src/embedded/model/workbook';

export const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

type Implementation = (...args: never[]) => unknown;
export interface Invocation {
  address?: string;
  setResult(value: unknown): void;
  onCanceled?: () => void;
}
interface CustomFunctionsApi {
  associate(id: string, implementation: Implementation): void;
  Error: new (code: string, message?: string) => Error;
  ErrorCode: Record<
    'invalidValue' | 'notAvailable' | 'divisionByZero' | 'invalidNumber' | 'nullReference',
    string
  >;
}
interface Action {
  Id: number;
  Name?: string;
  ArgumentInfo?: { Arguments?: unknown[] };
}
interface Request {
  id: number;
  message: { body: { Actions: Action[] } };
}

const DIST = require.resolve('@microsoft/office-js/dist/excel-web-16.00.js');
let script: vm.Script | undefined;

class MicrosoftClient {
  readonly CustomFunctions: CustomFunctionsApi;
  readonly sent: string[] = [];
  private readonly bridge: {
    onMessageFromHost?: (text: string) => void;
    sendMessageToHost: (text: string) => void;
  };

  constructor(onResults: (results: unknown) => void) {
    this.bridge = {
      sendMessageToHost: text => void setTimeout(() => this.answer(JSON.parse(text), onResults), 0),
    };
    const noop = (): void => undefined;
    const location = { href: 'https://localhost/', search: '', hash: '', protocol: 'https:', pathname: '/' };
    const storage = { getItem: () => null, setItem: noop };
    const mappings: Record<string, Implementation> = {};
    const changed: (() => void)[] = [];
    const win: Record<string, unknown> = {
      ...{ setTimeout, clearTimeout, setInterval, clearInterval, Promise, performance, URL },
      console: { log: noop, warn: noop, error: noop },
      navigator: { userAgent: 'node', language: 'fr-FR' },
      location: { ...location, host: 'localhost', origin: 'https://localhost', hostname: 'localhost' },
      addEventListener: noop,
      removeEventListener: noop,
      document: {
        getElementsByTagName: () => [],
        addEventListener: noop,
        createElement: () => ({}),
        URL: 'https://localhost/',
        readyState: 'complete',
      },
      sessionStorage: storage,
      localStorage: storage,
      CustomFunctions: {
        _association: { mappings, onchange: (listener: () => void) => changed.push(listener) },
        associate(id: string, implementation: Implementation) {
          mappings[id.toUpperCase()] = implementation;
          for (const listener of changed) listener();
        },
      },
      _richApiNativeBridge: this.bridge,
    };
    win.window = win.self = win.globalThis = win;
    script ??= new vm.Script(readFileSync(DIST, 'utf8'), { filename: 'excel-web-16.00.js' });
    script.runInContext(vm.createContext(win));
    this.CustomFunctions = win.CustomFunctions as CustomFunctionsApi;
  }

  send(entries: readonly unknown[]): void {
    const text = JSON.stringify({ type: 3, message: { entries } });
    this.sent.push(text);
    this.bridge.onMessageFromHost?.(text);
  }

  private answer(request: Request, onResults: (results: unknown) => void): void {
    const actions = request.message.body.Actions;
    const body = { Results: actions.map(({ Id }) => ({ ActionId: Id, Value: null })) };
    for (const { Name, ArgumentInfo } of actions) {
      if (Name === 'SetInvocationArrayResults') onResults(ArgumentInfo?.Arguments?.[0]);
    }
    const message = { statusCode: 200, headers: {}, body };
    this.bridge.onMessageFromHost?.(JSON.stringify({ id: request.id, type: 2, flags: 0, message }));
  }
}

/** Métadonnées d'une fonction d'essai : les paramètres par leur nom, `?` facultatif, `[]` matrice, `:type`. */
export function declare(
  name: string,
  parameters: string,
  options: FunctionMetadata['options'] = {},
): FunctionMetadata {
  const list = parameters.split(' ').filter(Boolean);
  return {
    id: name,
    name,
    parameters: list.map(text => {
      const type = /:(\w+)/.exec(text)?.[1] ?? 'any';
      return {
        name: text.replace(/[^a-z].*$/i, ''),
        type: type as 'any',
        optional: text.includes('?'),
        dimensionality: text.includes('[]') ? ('matrix' as const) : ('scalar' as const),
        repeating: text.includes('...'),
      };
    }),
    result: { type: 'any' },
    options,
  };
}

/** Démarre tout : un classeur d'une feuille « Feuille 1 » (et une « Autre »), un client branché. */
export function startBench(options: { emptyCellIsNull?: boolean } = {}) {
  const model = new WorkbookModel();
  const injector = model.injector;
  const sheet = (id: string, name: string) => ({
    id,
    name,
    rowCount: 20_000,
    columnCount: 200,
    cellData: {},
  });
  model.load({
    snapshot: {
      sheetOrder: ['s1', 's2'],
      sheets: { s1: sheet('s1', 'Feuille 1'), s2: sheet('s2', 'Autre') },
    },
  });
  const { inner: workbook, unitId } = model;
  const bridge = createFunctionBridge({ injector, unitId: () => unitId, ...options });
  const client = new MicrosoftClient(results => bridge.results(results));
  bridge.connect(entries => client.send(entries));
  const commands = injector.get(ICommandService);
  let calculations = 0;
  commands.onCommandExecuted(({ id, params }) => {
    if (id !== engineFormula.SetFormulaCalculationNotificationMutation.id) return;
    if ((params as { functionsExecutedState?: number }).functionsExecutedState === 3) calculations += 1;
  });
  const set = (cells: Record<string, ICellData | null>, subUnitId = 's1'): void => {
    const cellValue: Record<number, Record<number, ICellData | null>> = {};
    for (const [address, cell] of Object.entries(cells)) {
      const { row, column } = position(address);
      (cellValue[row] ??= {})[column] = cell;
    }
    commands.syncExecuteCommand(sheets.SetRangeValuesMutation.id, { unitId, subUnitId, cellValue });
  };
  const value = (address: string, sheetId = 's1'): unknown => {
    const { row, column } = position(address);
    const target = workbook.getSheetBySheetId(sheetId);
    const cell = target?.getCell(row, column);
    return cell?.t === 3 ? Boolean(cell.v) : cell?.v;
  };
  /** Attend que le moteur soit au repos et que chaque appel ait montré sa première valeur. */
  const settle = async (): Promise<void> => {
    do {
      await wait(5);
      await model.calculated();
    } while (bridge.pending() > 0);
  };
  return {
    model,
    injector,
    unitId,
    workbook,
    bridge,
    client,
    commands,
    CustomFunctions: client.CustomFunctions,
    calculations: () => calculations,
    set,
    /** Écrit des formules et attend leurs premières valeurs. */
    async type(formulas: Record<string, string>, sheetId?: string): Promise<void> {
      const cells = Object.entries(formulas).map(([address, f]) => [address, { f, v: null }]);
      set(Object.fromEntries(cells) as Record<string, ICellData>, sheetId);
      await settle();
    },
    value,
    settle,
    /** Déclare une fonction et son code. */
    define(metadata: FunctionMetadata, implementation: Implementation): void {
      client.CustomFunctions.associate(metadata.id, implementation);
      bridge.register({ functions: [metadata] });
    },
    dispose(): void {
      bridge.dispose();
      model.dispose();
    },
  };
}

export type Bench = ReturnType<typeof startBench>;

export function position(address: string): { row: number; column: number } {
  const match = /^([A-Z]+)(\d+)$/.exec(address);
  if (!match) throw new Error(`adresse illisible : ${address}`);
  const column =
    [...(match[1] ?? '')].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]) - 1, column };
}
