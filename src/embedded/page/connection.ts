/**
 * Une session de l'hôte pour le cadre du volet. Les fonctions de cellule se branchent quand la bibliothèque dit
 * qu'elle les attend : un appel envoyé plus tôt se perdrait dans un cadre qui n'écoute pas encore.
 */
import type { EmbeddedExcel } from '../embedded';
import { attachFunctions, type FunctionsMetadata } from '../functions';
import type { Connection } from './pane';

const SERVICE = 'Microsoft.ExcelServices.CustomFunctions';
const READY = '_SetOsfControlContainerReadyForCustomFunctions';

/** Ouvre une session dont les fonctions sont celles de `metadata` ; `close` débranche l'une et les autres. */
export function connectAddin(
  excel: EmbeddedExcel,
  metadata: FunctionsMetadata,
  excelApi: string | undefined,
): Connection {
  const session = excel.connect({ user: 'local', ...(excelApi ? { excelApi } : {}) });
  let detach = (): void => undefined;
  const off = session.onService(SERVICE, READY, () => () => {
    detach();
    detach = attachFunctions(excel, session, metadata);
  });
  return {
    session,
    close() {
      off();
      detach();
      session.dispose();
    },
  };
}
