/** Ce que la page « Données » demande au classeur, sur Office.js. Chargé avec elle. */
import { Ecritures, Historique } from '../../cloture/tables-communes';
import { TABLES_REDATER } from '../../cloture/tables-communes/redater';
import { CATALOGUE } from '../../functions/catalogue';
import type { WorkOptions } from '../../workbook/office';
import { decrireFeuille, type DescriptionFeuille } from '../../workbook/feuille';
import {
  type Export,
  type ImportMode,
  importRows,
  type Mapping,
  type Preview,
  previewImport,
} from '../../workbook/importing';
import { type FormulaReport, freezeFormulas, repairFormulas } from '../../workbook/ownFormulas';
import { readTables } from '../../workbook/reader';
import { Pace } from '../../workbook/seals/digest';
import { readSetting, writeSetting } from '../../workbook/settings';
import type { AnyTable, Lecture } from '../../workbook/table';
import type { WriteReport } from '../../workbook/writer';
import { withLateEntries } from './lateEntries';
import { asOpeningHistory } from './openingHistory';

export interface DataServices {
  /** Les tables que l'utilisateur remplit. */
  tables: readonly AnyTable[];
  /** La correspondance retenue dans le classeur au dernier import de cette table. */
  remembered(table: AnyTable): Promise<Mapping>;
  preview(
    table: AnyTable,
    file: Export,
    mapping: Mapping,
    mode: ImportMode,
    options: WorkOptions,
  ): Promise<Preview>;
  /** Écrit l'aperçu et retient sa correspondance. */
  write(table: AnyTable, preview: Preview, mapping: Mapping, options: WorkOptions): Promise<WriteReport>;
  repair(options: WorkOptions): Promise<FormulaReport>;
  freeze(options: WorkOptions): Promise<FormulaReport>;
}

const SETTING = 'Cloture.Import';
const IDS = CATALOGUE.map(({ id }) => id);

/** N'accepte d'un réglage du classeur que ce qu'il devrait être : un autre poste a pu l'écrire. */
function mappingsOf(value: unknown): Record<string, Mapping> {
  if (typeof value !== 'object' || value === null) return {};
  const text = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';
  const mappings = Object.entries(value as Record<string, unknown>).flatMap(([table, mapping]) =>
    typeof mapping === 'object' && mapping !== null
      ? [[table, Object.fromEntries(Object.entries(mapping).filter(text))] as const]
      : [],
  );
  return Object.fromEntries(mappings);
}

export function dataServices(sheets: readonly DescriptionFeuille[]): DataServices {
  // L'historique appartient au complément, mais sa reprise vient d'ailleurs.
  const all = [...sheets.filter(({ table }) => table !== Historique), decrireFeuille(Historique)];
  return {
    tables: all.map(({ table }) => table),
    remembered: async table => mappingsOf(await readSetting(SETTING))[table.nom] ?? {},
    async preview(table, file, mapping, mode, options) {
      const tables = table === Ecritures ? await readTables(TABLES_REDATER, options) : undefined;
      const existing = tables && (tables.lire(Ecritures) as unknown as Lecture);
      const preview = await previewImport(table, file, mapping, mode, { ...options, existing });
      if (table === Historique) return asOpeningHistory(preview, file.name);
      return tables ? new Pace(options).run(withLateEntries(preview, tables)) : preview;
    },
    async write(table, preview, mapping, options) {
      const sheet = all.find(known => known.table.nom === table.nom)!;
      const report = await importRows(preview, sheet, options);
      const known = mappingsOf(await readSetting(SETTING));
      await writeSetting(SETTING, { ...known, [table.nom]: mapping });
      return report;
    },
    repair: options => repairFormulas(IDS, options),
    freeze: options => freezeFormulas(IDS, options),
  };
}
