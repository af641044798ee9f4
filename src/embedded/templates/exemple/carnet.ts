/** Les lignes de l'exemple, table par table, typées par leur schéma : une colonne mal écrite ne compile pas. */
import type { AnyTable, Rang, Valeurs } from '../../../workbook/table';

export class Carnet {
  private readonly tables = new Map<string, Rang[]>();

  /** Part des lignes du cas de référence ; les tables de l'exemple s'y ajoutent. */
  constructor(noyau: ReadonlyMap<string, readonly Rang[]>) {
    for (const [nom, lignes] of noyau) this.tables.set(nom, [...lignes]);
  }

  ajouter<T extends AnyTable>(table: T, ...lignes: Valeurs<T>[]): void {
    const connues = this.tables.get(table.nom) ?? [];
    this.tables.set(table.nom, connues);
    for (const ligne of lignes) connues.push(ligne as Rang);
  }

  lignes<T extends AnyTable>(table: T): readonly Valeurs<T>[] {
    return (this.tables.get(table.nom) ?? []) as Valeurs<T>[];
  }

  /** Ajoute des valeurs aux lignes retenues ; la ligne d'origine n'est pas touchée. */
  completer<T extends AnyTable>(
    table: T,
    retenue: (ligne: Valeurs<T>) => boolean,
    valeurs: Partial<Valeurs<T>>,
  ): void {
    this.tables.set(
      table.nom,
      this.lignes(table).map(ligne => (retenue(ligne) ? { ...ligne, ...valeurs } : ligne) as Rang),
    );
  }

  /** Met les lignes d'une table en ordre, à clé égale dans l'ordre d'arrivée. */
  trier<T extends AnyTable>(table: T, cle: (ligne: Valeurs<T>) => string): void {
    const cles = this.lignes(table).map(ligne => [cle(ligne), ligne] as const);
    cles.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.tables.set(
      table.nom,
      cles.map(([, ligne]) => ligne as Rang),
    );
  }

  /** Toutes les tables, par nom. */
  contenu(): ReadonlyMap<string, readonly Rang[]> {
    return this.tables;
  }
}
