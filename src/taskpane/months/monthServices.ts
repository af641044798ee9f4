/** Ce que la page « Mois fermés » demande au classeur, sur Office.js. Chargé au premier geste : le calcul vient avec. */
import { CAPACITES } from '../../cloture';
import { depuisTexte, type Jour } from '../../comptabilite';
import { signataire } from '../../ui/preferences';
import type { OptionsExecution } from '../../ui/proprietes';
import { type Reopening, reopenMonth } from '../../workbook/reopen';
import { type LateRecord, recordLateChanges } from '../../workbook/seals/corrections';
import { type Verification, verifySeals } from '../../workbook/seals/verify';

export type { LateRecord, Reopening, Verification };

/** Arrêtés en ISO. */
export interface MonthServices {
  /** Le mois de cet arrêté, ou le dernier fermé. N'écrit rien. */
  verify(arrete: string | undefined, options: OptionsExecution): Promise<Verification>;
  record(options: OptionsExecution): Promise<LateRecord>;
  reopen(arrete: string, motif: string, options: OptionsExecution): Promise<Reopening>;
}

function dayOf(arrete: string): Jour {
  const day = depuisTexte(arrete);
  if (day === undefined) throw new RangeError(`Arrêté illisible : ${arrete}`);
  return day;
}

export const monthServices: MonthServices = {
  verify: (arrete, options) =>
    verifySeals({
      capacites: CAPACITES,
      ...(arrete === undefined ? {} : { arrete: dayOf(arrete) }),
      ...options,
    }),
  record: async options => recordLateChanges({ capacites: CAPACITES, ...(await signataire()), ...options }),
  reopen: async (arrete, motif, options) =>
    reopenMonth({ capacites: CAPACITES, arrete: dayOf(arrete), ...(await signataire()), motif, ...options }),
};
