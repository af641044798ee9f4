/** Une fonction personnalisée dans le moteur d'Univer : elle demande sa valeur au pont, qui l'a ou la fait venir. */
import { engineFormula } from '#vendor';
import type { FunctionMetadata } from './metadata';

type Variant = engineFormula.FunctionVariantType;
export type Evaluate = (
  at: { unitId: string; sheetId: string; row: number; column: number },
  metadata: FunctionMetadata,
  variants: readonly Variant[],
) => engineFormula.BaseValueObject;

export class CustomFunctionExecutor extends engineFormula.BaseFunction {
  /** Les références arrivent telles quelles : c'est nous qui lisons les cellules. */
  override needsReferenceObject = true;
  // Le compte des arguments est le nôtre : Univer répondrait #N/A.
  override minParams = -1;
  override maxParams = -1;

  constructor(
    private readonly metadata: FunctionMetadata,
    private readonly evaluate: Evaluate,
  ) {
    super(metadata.name.toUpperCase());
  }

  override isArgumentsIgnoreNumberPattern(): boolean {
    return true;
  }

  override calculate(...variants: engineFormula.BaseValueObject[]): engineFormula.BaseValueObject {
    const at = {
      unitId: this.unitId ?? '',
      sheetId: this.subUnitId ?? '',
      row: this.row,
      column: this.column,
    };
    return this.evaluate(at, this.metadata, variants);
  }
}
