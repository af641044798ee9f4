/**
 * Servi derrière le fichier excel-web de Microsoft, inchangé : tient lieu de l'enveloppe d'Excel en ligne.
 * Répond au contexte d'application (langue, thème, ensembles d'exigences) et remet les commandes du ruban à
 * la bibliothèque, qui cherche la fonction associée et lui passe un événement avec `completed()`.
 */
import {
  requirementSets,
  type FrameName,
  type FrameSettings,
  type Theme,
  type ToFrame,
  type ToPage,
} from './messages';

interface AppCommandManager {
  _pseudoDocument: { appCommandInvocationCompletedAsync(id: string): void };
  _processAppCommandInvocation(args: {
    appCommandId: string;
    callbackName: string;
    eventObjStr: string;
  }): void;
}
interface OfficeTheme {
  bodyBackgroundColor: string;
  bodyForegroundColor: string;
  controlBackgroundColor: string;
  controlForegroundColor: string;
  isDarkTheme: boolean;
  themeId: string;
}
/** La part de la bibliothèque que l'enveloppe appelle. */
interface Library {
  OSF: {
    AppName: { ExcelWebApp: number };
    ClientMode: { ReadWrite: number };
    OfficeAppContext: new (...args: unknown[]) => object;
    InitializationHelper: {
      prototype: {
        setAgaveHostCommunication(): void;
        getAppContext(window: unknown, done: (context: object) => void): void;
      };
    };
  };
  OfficeExt: { AppCommand: { AppCommandManager: { instance(): AppCommandManager } } };
}

const { OSF, OfficeExt } = window as unknown as Library;
const settings = readSettings();
const theme: OfficeTheme = colours(settings.theme);
const post = (message: ToPage): void => window.parent.postMessage(message, window.location.origin);

function readSettings(): FrameSettings {
  const name = JSON.parse(window.name) as FrameName;
  return name.atelier;
}

function colours(theme: Theme): OfficeTheme {
  const dark = theme === 'dark';
  return {
    bodyBackgroundColor: dark ? '#1f1f1f' : '#ffffff',
    bodyForegroundColor: dark ? '#ffffff' : '#242424',
    controlBackgroundColor: dark ? '#292929' : '#ffffff',
    controlForegroundColor: dark ? '#ffffff' : '#242424',
    isDarkTheme: dark,
    themeId: dark ? 'Black' : 'Colorful',
  };
}

const shell = OSF.InitializationHelper.prototype;
// Pas de page d'Excel en ligne au-dessus : rien à joindre par l'ancien canal.
shell.setAgaveHostCommunication = () => undefined;
shell.getAppContext = (_window, done) => done(applicationContext());

function applicationContext(): object {
  const { language, document: url } = settings;
  const identity = ['atelier', OSF.AppName.ExcelWebApp, '16.00', language, language, url];
  const state = [OSF.ClientMode.ReadWrite, {}, 'documentOpened', 1, '', 'atelier', 'atelier', false, true, 0];
  const sets = [
    JSON.stringify(requirementSets(settings.excelApi)),
    undefined,
    '16.0.20306.0',
    window.innerHeight,
    window.innerWidth,
  ];
  const taskpane = 2;
  return new OSF.OfficeAppContext(
    ...identity,
    ...state,
    ...sets,
    'Clôture',
    [],
    undefined,
    {},
    theme,
    taskpane,
  );
}

/** Excel ne prévient pas d'un changement de thème : le volet relit le thème quand il reprend la main. */
function changeTheme(next: Theme): void {
  Object.assign(theme, colours(next));
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('focus'));
}

function callRibbon(id: string, action: string): void {
  const manager = OfficeExt.AppCommand.AppCommandManager.instance();
  manager._pseudoDocument = {
    appCommandInvocationCompletedAsync: done => post({ atelier: 'ribbonDone', id: done }),
  };
  manager._processAppCommandInvocation({
    appCommandId: id,
    callbackName: action,
    eventObjStr: JSON.stringify({ source: { id } }),
  });
}

/** F6 d'Excel : mène du classeur au premier élément du volet. */
function focusFirst(): void {
  window.focus();
  document.querySelector<HTMLElement>('button, [href], input, select, textarea, [tabindex="0"]')?.focus();
}

window.addEventListener('message', (event: MessageEvent<ToFrame>) => {
  if (event.source !== window.parent || event.origin !== window.location.origin) return;
  const message = event.data;
  if (!('atelier' in message)) return;
  if (message.atelier === 'theme') changeTheme(message.theme);
  else if (message.atelier === 'ribbon') callRibbon(message.call.id, message.call.action);
  else focusFirst();
});

window.addEventListener('keydown', event => {
  if (event.key !== 'F6') return;
  event.preventDefault();
  post({ atelier: 'escape' });
});
