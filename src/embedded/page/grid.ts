/**
 * La grille : Univer avec son interface (barre de formule, tableaux, filtres, listes déroulantes), en français
 * ou en anglais. Le modèle et le moteur sont ceux que l'Excel embarqué emploie aussi sous Node.
 */
import '#vendor';
import { createUniver, LocaleType, mergeLocales } from '@univerjs/presets';
import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting';
import conditionalEn from '@univerjs/preset-sheets-conditional-formatting/locales/en-US';
import conditionalFr from '@univerjs/preset-sheets-conditional-formatting/locales/fr-FR';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import coreEn from '@univerjs/preset-sheets-core/locales/en-US';
import coreFr from '@univerjs/preset-sheets-core/locales/fr-FR';
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation';
import validationEn from '@univerjs/preset-sheets-data-validation/locales/en-US';
import validationFr from '@univerjs/preset-sheets-data-validation/locales/fr-FR';
import { UniverSheetsFilterPreset } from '@univerjs/preset-sheets-filter';
import filterEn from '@univerjs/preset-sheets-filter/locales/en-US';
import filterFr from '@univerjs/preset-sheets-filter/locales/fr-FR';
import { UniverSheetsTablePlugin, UniverSheetsTableUIPlugin } from '@univerjs/preset-sheets-table';
import tableEn from '@univerjs/preset-sheets-table/locales/en-US';
import tableFr from '@univerjs/preset-sheets-table/locales/fr-FR';
import type { Language, Theme } from './frame/messages';

export type Grid = ReturnType<typeof createUniver>;

const LOCALES = { 'fr-FR': LocaleType.FR_FR, 'en-US': LocaleType.EN_US } as const;

/** Monte la grille dans l'élément d'identifiant `container`, sans classeur : l'Excel embarqué l'y met. */
export function createGrid(container: string, language: Language, theme: Theme): Grid {
  return createUniver({
    locale: LOCALES[language],
    darkMode: theme === 'dark',
    locales: {
      [LocaleType.FR_FR]: mergeLocales(coreFr, tableFr, filterFr, validationFr, conditionalFr),
      [LocaleType.EN_US]: mergeLocales(coreEn, tableEn, filterEn, validationEn, conditionalEn),
    },
    presets: [
      UniverSheetsCorePreset({ container, ribbonType: 'simple', footer: { menus: false } }),
      // Sans l'étiquette flottante qu'Univer pose au-dessus de chaque tableau : elle cache les cellules.
      { plugins: [UniverSheetsTablePlugin, [UniverSheetsTableUIPlugin, { hideAnchor: true }]] },
      UniverSheetsFilterPreset(),
      UniverSheetsDataValidationPreset(),
      UniverSheetsConditionalFormattingPreset(),
    ],
  });
}

/** Change la langue des menus et boîtes de la grille, sans toucher au classeur. */
export function setGridLanguage(grid: Grid, language: Language): void {
  grid.univer.setLocale(LOCALES[language]);
}

/** Met les nombres et dates formatés du classeur ouvert aux usages de la langue. */
export function showNumbersIn(grid: Grid, language: Language): void {
  grid.univerAPI.getActiveWorkbook()?.setNumfmtLocal(language === 'fr-FR' ? 'fr' : 'en');
}
