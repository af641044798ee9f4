/**
 * Ce que la page (qui tient le classeur) et le cadre (qui tient le complément) se disent par `postMessage`.
 * `officeBridge` porte les textes du protocole de Microsoft, tels quels ; le reste est à nous.
 */
export type Theme = 'light' | 'dark';
export type Language = 'fr-FR' | 'en-US';

export interface FrameSettings {
  language: Language;
  theme: Theme;
  document: string;
  /** La version d'ExcelApi à annoncer, si ce n'est pas la plus récente. */
  excelApi?: string;
}

/** La commande du ruban : l'identifiant du bouton et la fonction que le manifeste lui donne. */
export interface RibbonCall {
  id: string;
  action: string;
}

export type ToFrame =
  | { officeBridge: string }
  | { atelier: 'theme'; theme: Theme }
  | { atelier: 'ribbon'; call: RibbonCall }
  | { atelier: 'focus' };

export type ToPage = { officeBridge: string } | { atelier: 'ribbonDone'; id: string } | { atelier: 'escape' };

/** `window.name` du cadre : office.js y lit `hostInfo`, notre pont y lit `atelier`. */
export interface FrameName {
  hostInfo: string;
  atelier: FrameSettings;
}

/** Ensembles d'exigences que l'Excel embarqué annonce ; en texte, car 1.20 en nombre deviendrait 1.2. */
export const REQUIREMENT_SETS: Readonly<Record<string, string>> = {
  ExcelApi: '1.20',
  SharedRuntime: '1.2',
  CustomFunctionsRuntime: '1.4',
  CustomFunctions: '1.9',
  RibbonApi: '1.2',
  KeyboardShortcuts: '1.1',
  DialogApi: '1.2',
  DelayForCellEdit: '1.1',
  RichApiRuntime: '1.2',
  RichApiRuntimeFlag: '1.2',
  ExcelApiUndo: '1.20',
  Settings: '1.1',
};

/** Ce qu'un Excel dont ExcelApi s'arrête là annonce : ni annulation par l'API, ni drapeaux de la bibliothèque récente. */
export function requirementSets(excelApi: string | undefined): Readonly<Record<string, string>> {
  if (excelApi === undefined) return REQUIREMENT_SETS;
  const { ExcelApiUndo: _undo, RichApiRuntimeFlag: _flag, ...kept } = REQUIREMENT_SETS;
  return { ...kept, ExcelApi: excelApi };
}
