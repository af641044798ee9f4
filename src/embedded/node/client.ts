/**
 * La bibliothèque de Microsoft (`excel-web-16.00`), telle quelle, dans un contexte isolé de Node, reliée à l'Excel
 * embarqué par son pont natif. Le script est compilé une fois par processus ; un contexte neuf coûte ensuite peu.
 *
 * Les tableaux et objets qu'elle rend viennent d'un autre contexte : leur prototype n'est pas celui de l'appelant
 * (`instanceof Array` y est faux, `Array.isArray` vrai).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import type { ClientOptions, EmbeddedExcel } from '../embedded';
import type { HostSession } from '../protocol/session';
import { createAssociation, type Association } from './association';

export interface BootOptions extends ClientOptions {
  /** Fichier de la bibliothèque ; le non minifié donne de meilleures piles. */
  readonly file?: string;
  /** Jeux d'API annoncés : nom → version (`{ ExcelApi: '1.13' }`). */
  readonly apiSets?: Readonly<Record<string, string>>;
  readonly displayLanguage?: string;
}

/** Une bibliothèque chargée et reliée. */
export interface Client {
  readonly Excel: typeof Excel;
  readonly Office: typeof Office;
  readonly OfficeExtension: typeof OfficeExtension;
  readonly CustomFunctions: typeof CustomFunctions;
  readonly session: HostSession;
  /** Le `window` de la bibliothèque. */
  readonly window: Record<string, unknown>;
  /** Pose Excel, Office, OfficeExtension et CustomFunctions sur `globalThis`, pour notre code. */
  install(): void;
  uninstall(): void;
  /** Débranche le client : plus aucun événement ne lui parvient. */
  dispose(): void;
}

/** Ce qu'un Excel récent pour le web annonce. */
export const DEFAULT_API_SETS: Readonly<Record<string, string>> = {
  ExcelApi: '1.20',
  ExcelApiOnline: '1.1',
  SharedRuntime: '1.2',
  CustomFunctions: '1.7',
  CustomFunctionsRuntime: '1.5',
  RichApiRuntime: '1.2',
  RichApiRuntimeFlag: '1.2',
  DelayForCellEdit: '1.1',
  ExcelApiUndo: '1.20',
  DialogApi: '1.2',
  RibbonApi: '1.2',
  AddinCommands: '1.3',
};

const DEFAULT_FILE = 'excel-web-16.00.js';
const scripts = new Map<string, vm.Script>();

function scriptOf(file: string): vm.Script {
  const known = scripts.get(file);
  if (known) return known;
  const from = createRequire(join(process.cwd(), 'package.json'));
  const dist = join(dirname(from.resolve('@microsoft/office-js/package.json')), 'dist');
  const script = new vm.Script(readFileSync(join(dist, file), 'utf8'), { filename: file });
  scripts.set(file, script);
  return script;
}

const nothing = (): void => undefined;
const PAGE = 'https://localhost/taskpane.html';

/** Le peu de navigateur que la bibliothèque demande au chargement. */
function fakeWindow(): Record<string, unknown> {
  const storage = () => ({ getItem: () => null, setItem: nothing, removeItem: nothing });
  const location = {
    href: PAGE,
    protocol: 'https:',
    host: 'localhost',
    hostname: 'localhost',
    origin: 'https://localhost',
    pathname: '/taskpane.html',
    search: '',
    hash: '',
  };
  const document = {
    URL: PAGE,
    readyState: 'complete',
    getElementsByTagName: () => [],
    createElement: () => ({}),
    addEventListener: nothing,
  };
  const window: Record<string, unknown> = {
    console: { log: nothing, info: nothing, warn: nothing, error: nothing },
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    Promise,
    performance,
    URL,
    navigator: { userAgent: 'node', language: 'fr-FR' },
    location,
    document,
    addEventListener: nothing,
    removeEventListener: nothing,
    sessionStorage: storage(),
    localStorage: storage(),
  };
  return Object.assign(window, { window, self: window, globalThis: window });
}

/** Compare deux versions `1.13` / `1.9` nombre par nombre. */
function atLeast(have: string, wanted: string): boolean {
  const [major = 0, minor = 0] = have.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function officeContext(options: BootOptions): Record<string, unknown> {
  const sets = new Map(
    Object.entries({ ...DEFAULT_API_SETS, ...options.apiSets }).map(([k, v]) => [k.toLowerCase(), v]),
  );
  const isSetSupported = (name: string, version?: string): boolean => {
    const have = sets.get(name.toLowerCase());
    return have !== undefined && (version === undefined || atLeast(have, String(version)));
  };
  const language = options.displayLanguage ?? 'fr-FR';
  return {
    requirements: { isSetSupported },
    displayLanguage: language,
    contentLanguage: language,
    host: 'Excel',
    platform: 'OfficeOnline',
    diagnostics: { host: 'Excel', platform: 'OfficeOnline', version: '16.0' },
    document: { url: '', mode: 'readWrite' },
  };
}

const INSTALLED = ['Excel', 'Office', 'OfficeExtension', 'CustomFunctions'] as const;

/**
 * `Office` vu du complément : `context`, que la bibliothèque ne remplit qu'auprès d'une page d'Office, n'a qu'un lecteur
 * chez elle ; on le pose devant elle.
 */
function inFrontOf(office: object, values: Record<string, unknown>): object {
  const property = (value: unknown) => ({ value, configurable: true, writable: true, enumerable: true });
  return Object.create(
    office,
    Object.fromEntries(Object.entries(values).map(([k, v]) => [k, property(v)])),
  ) as object;
}

/** Charge une bibliothèque cliente neuve et la relie à cet Excel. */
export function bootClient(excel: EmbeddedExcel, options: BootOptions = {}): Client {
  const excelApi = options.apiSets?.ExcelApi;
  const session = excel.connect({
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(excelApi === undefined ? {} : { excelApi }),
  });
  const window = fakeWindow();
  const functions = createAssociation();
  const actions = createAssociation();
  // office.js pose ces deux registres avant la bibliothèque d'Excel ; elle les relit à chaque invocation.
  window.CustomFunctions = { _association: functions, associate: functions.associate };
  window._richApiNativeBridge = {
    sendMessageToHost: (text: string) => session.sendMessageToHost(text),
    get onMessageFromHost() {
      return session.onMessageFromHost;
    },
    set onMessageFromHost(listener: ((text: string) => void) | null) {
      session.onMessageFromHost = listener;
    },
  };
  vm.createContext(window);
  scriptOf(options.file ?? DEFAULT_FILE).runInContext(window);
  const info = { host: 'Excel', platform: 'OfficeOnline', addin: { visibilityMode: 'Taskpane' } };
  const office = window.Office as Record<string, unknown>;
  window.Office = inFrontOf(office, {
    context: officeContext(options),
    actions: { _association: actions, associate: actions.associate },
    onReady: (callback?: (value: object) => unknown) => Promise.resolve(info).then(v => (callback?.(v), v)),
    addin: office.addin ?? {},
  });
  return finishClient(window, session, functions);
}

function finishClient(
  window: Record<string, unknown>,
  session: HostSession,
  _functions: Association,
): Client {
  const before = new Map<string, unknown>();
  const scope = globalThis as unknown as Record<string, unknown>;
  const client = Object.fromEntries(INSTALLED.map(name => [name, window[name]])) as unknown as Pick<
    Client,
    (typeof INSTALLED)[number]
  >;
  return {
    ...client,
    session,
    window,
    install() {
      for (const name of INSTALLED) {
        before.set(name, scope[name]);
        scope[name] = window[name];
      }
    },
    uninstall() {
      for (const name of INSTALLED) {
        if (before.get(name) === undefined) delete scope[name];
        else scope[name] = before.get(name);
      }
      before.clear();
    },
    dispose: () => session.dispose(),
  };
}
