/**
 * Mise en route d'Univer sans écran (Node). La page, elle, fournit son propre `UniverHandle`, avec sa grille :
 * tout le reste de l'Excel embarqué ne connaît qu'Univer par cette poignée.
 */
import {
  FUniver,
  LocaleType,
  LogLevel,
  Univer,
  engineFormula,
  sheets,
  sheetsFilter,
  sheetsFormula,
  sheetsNumfmt,
  sheetsTable,
} from '#vendor';

/** Les deux faces d'une instance Univer : le conteneur (injection) et la façade. */
export interface UniverHandle {
  readonly univer: Univer;
  readonly univerAPI: FUniver;
}

export type EmbeddedLocale = 'fr-FR' | 'en-US';

/** Les seuls mots qu'Univer affiche sans interface : les noms de colonnes qu'il invente. */
const WORDS: Record<EmbeddedLocale, string> = { 'fr-FR': 'Colonne', 'en-US': 'Column' };

/** Démarre Univer sans interface, avec les greffons dont l'hôte a besoin. */
export function createHeadlessUniver(locale: EmbeddedLocale = 'fr-FR'): UniverHandle {
  const localeType = locale === 'fr-FR' ? LocaleType.FR_FR : LocaleType.EN_US;
  const univer = new Univer({
    locale: localeType,
    locales: { [localeType]: { 'sheets-table': { columnPrefix: WORDS[locale] } } },
    logLevel: LogLevel.ERROR,
  });
  univer.registerPlugin(engineFormula.UniverFormulaEnginePlugin);
  univer.registerPlugin(sheets.UniverSheetsPlugin);
  univer.registerPlugin(sheetsFormula.UniverSheetsFormulaPlugin);
  univer.registerPlugin(sheetsNumfmt.UniverSheetsNumfmtPlugin);
  univer.registerPlugin(sheetsFilter.UniverSheetsFilterPlugin);
  univer.registerPlugin(sheetsTable.UniverSheetsTablePlugin);
  return { univer, univerAPI: FUniver.newAPI(univer) };
}
