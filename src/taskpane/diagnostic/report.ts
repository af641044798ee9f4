import type { ScenarioResult } from './scenarios';

/** Le rapport exporté : de quoi comparer cet Excel à un autre. Il ne contient aucune donnée du classeur. */
export interface Rapport {
  produit: 'cloture';
  version: string;
  date: string;
  excel: {
    plateforme: string;
    version: string;
    langueAffichage: string;
    langueContenu: string;
    jeux: Record<string, boolean>;
    navigateur: string;
  };
  essais: readonly ScenarioResult[];
}

const JEUX: readonly [nom: string, version: string][] = [
  ...[1, 7, 9, 11, 12, 13, 14, 16, 17, 18, 20].map((n): [string, string] => ['ExcelApi', `1.${n}`]),
  ['SharedRuntime', '1.1'],
  ['CustomFunctionsRuntime', '1.1'],
  ['CustomFunctionsRuntime', '1.3'],
  ['RibbonApi', '1.1'],
  ['KeyboardShortcuts', '1.1'],
];

/** L'identité de cet Excel, telle que la bibliothèque la donne. */
export function excelCourant(): Rapport['excel'] {
  const { diagnostics, displayLanguage, contentLanguage, requirements } = Office.context;
  return {
    plateforme: String(diagnostics?.platform ?? ''),
    version: diagnostics?.version ?? '',
    langueAffichage: displayLanguage,
    langueContenu: contentLanguage,
    jeux: Object.fromEntries(
      JEUX.map(([nom, version]) => [`${nom} ${version}`, requirements.isSetSupported(nom, version)]),
    ),
    navigateur: navigator.userAgent,
  };
}

export function texteDuRapport(rapport: Rapport): string {
  return JSON.stringify(rapport, null, 2);
}
