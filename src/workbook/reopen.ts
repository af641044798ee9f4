/** « Rouvrir le mois » : un geste consigné, qui lève les scellés du mois et de ceux fermés après lui (domaine §1.2). */
import { type Anomalie, estBloquante, type Jour, texteMois, versIso } from '../comptabilite';
import type { Capacite } from '../cloture/capacite';
import { controlerGeste } from '../cloture/tables-communes/droits';
import { controlerEcritures } from '../cloture/tables-communes/ecritures-touchees';
import {
  controlerReouverture,
  moisARouvrir,
  produireReouverture,
} from '../cloture/tables-communes/reouverture';
import { controlerSceaux } from '../cloture/tables-communes/sceau';
import { fitText } from './fit';
import { recordGesture } from './gesture';
import type { WorkOptions } from './office';
import type { Produite } from './plan';
import { datedTables } from './post';
import { readTables } from './reader';
import { readSealBook } from './seals/book';
import { sign } from './seals/chain';
import { Pace, sha256 } from './seals/digest';
import { appended, newLink } from './seals/seal';
import { tablesToRead } from './tablesToRead';

export interface ReopenRequest extends WorkOptions {
  readonly capacites: readonly Capacite[];
  readonly arrete: Jour;
  /** Qui rouvre : gardé de même ; sans nom, c'est refusé. */
  readonly par?: string;
  /** Pourquoi : gardé au journal et dans la chaîne des scellés. */
  readonly motif: string;
}

/** Ce qu'une réouverture a fait, ou ce qui l'interdit : rien n'est alors écrit. */
export interface Reopening {
  readonly arrete: string;
  readonly anomalies: readonly Anomalie[];
  readonly bloque: boolean;
  /** Les périodes rouvertes, AAAA-MM, et les numéros des scellés levés. */
  readonly mois: readonly string[];
  readonly leves: readonly number[];
}

/**
 * Rouvre un mois fermé et ceux qui le suivent. Leurs scellés sont levés par un maillon de plus, qui dit qui et pourquoi :
 * aucun n'est effacé. Les fermer à nouveau les scelle à nouveau.
 */
export async function reopenMonth(request: ReopenRequest): Promise<Reopening> {
  const { capacites, arrete, par = '', motif, ...options } = request;
  const tables = await readTables(tablesToRead(capacites), options);
  const touched = await new Pace(options).run(controlerEcritures(tables, arrete));
  // Rouvrir récrit les sceaux : une ligne changée à la main se remet d'abord.
  const anomalies = [
    ...controlerReouverture(tables, arrete, { par, motif }),
    ...controlerGeste(tables, 'ROUVRIR', { par: request.par, arrete }),
    ...[...touched, ...controlerSceaux(tables, arrete)].filter(estBloquante),
  ];
  const book = await readSealBook(options);
  const leves = book.force.filter(({ head }) => head.Arrete >= arrete).map(({ numero }) => numero);
  const mois = moisARouvrir(tables, arrete).map(({ Periode }) => Periode);
  const reopening: Reopening = { arrete: versIso(arrete), anomalies, bloque: true, mois, leves };
  if (anomalies.length > 0) return reopening;
  const precedent = book.at(arrete)?.head.ArretePrecedent;
  const message = `Rouvert par ${par} (${mois.map(p => texteMois(p)).join(', ')}) : ${motif.trim()}`;
  await recordGesture({ ...request, par, mode: 'ROUVRIR', message }, async ({ write, horodatage }) => {
    for (const produite of produireReouverture(tables, datedTables(capacites), { arrete, precedent }))
      await write(produite);
    const last = book.links.at(-1);
    if (!last) return;
    const link = {
      ...newLink('REOUVERTURE', last.numero + 1, { arrete, par, horodatage }),
      // Signé, donc coupé avant.
      Motif: fitText(motif.trim()),
    };
    await write(appended(await sign(link, [], last, sha256)) as unknown as Produite);
  });
  return { ...reopening, bloque: false };
}
