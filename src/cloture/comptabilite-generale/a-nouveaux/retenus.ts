import type { TablesLues } from '../../../workbook/table';

export const comptesRetenus = (_tables: TablesLues): ReadonlyMap<string, string> => new Map();
