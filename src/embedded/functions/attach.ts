/** Branche les fonctions d'un complément sur un Excel embarqué. */
import type { EmbeddedExcel, HostSession } from '../embedded';
import { createFunctionBridge, type FunctionBridge } from './bridge';
import type { FunctionsMetadata } from './metadata';

const SERVICE = 'Microsoft.ExcelServices.CustomFunctions';
const bridges = new WeakMap<EmbeddedExcel, FunctionBridge>();

/** Le pont d'un Excel embarqué : un seul, créé à la première demande, qui suit les classeurs ouverts. */
export function functionBridge(excel: EmbeddedExcel): FunctionBridge {
  const known = bridges.get(excel);
  if (known) return known;
  const { model } = excel;
  const bridge = createFunctionBridge({ injector: model.injector, unitId: () => model.unitId });
  bridges.set(excel, bridge);
  excel.addBusy(() => bridge.connected && bridge.pending() > 0);
  model.on('loaded', () => {
    bridge.reset();
    bridge.recalculateCallers();
  });
  return bridge;
}

/**
 * Déclare les fonctions et fait de cette connexion celle qui les exécute. Les résultats sont acquittés d'abord, puis
 * recalculés. Rend de quoi débrancher la connexion.
 */
export function attachFunctions(
  excel: EmbeddedExcel,
  session: Pick<HostSession, 'post' | 'onService'>,
  metadata: FunctionsMetadata,
): () => void {
  const bridge = functionBridge(excel);
  const offs = [
    session.onService(
      SERVICE,
      'SetInvocationArrayResults',
      ([results]) =>
        () =>
          bridge.results(results),
    ),
    bridge.connect(entries => session.post(entries)),
  ];
  bridge.register(metadata);
  return () => {
    for (const off of offs) off();
  };
}
