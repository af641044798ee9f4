import type { CDPSession } from 'playwright-core';
import { EXAMPLE } from '../../../src/embedded/templates/content';
import { buildWorkbook } from '../../../src/embedded/templates/workbook';
import type { Rang } from '../../../src/workbook/table';
import { noyau } from '../../exemple/noyau';
import { ouvrirAtelier, type Atelier } from '../../navigateur/atelier';
import type { Figure } from '../mesure';

const TEMPS = Number(process.env['TEMPS'] ?? 100_000);
const FACTURES = 19_000;
/** Ce qu'une tâche peut durer sans que la fenêtre se fige à l'œil. */
const LIMITE_MS = 50;

/** Un événement de la trace de Chromium ; `tdur` est le temps de processeur du fil, en microsecondes. */
interface Evenement {
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly args: { readonly data?: { readonly url?: string } };
}

/** Une tâche du fil de la page, et de qui elle est : le complément, ou l'Excel embarqué à côté. */
interface Tache {
  readonly ms: number;
  readonly complement: boolean;
}

/** Le mois de référence, ses temps et ses biens multipliés ; les jours saisis se répartissent sur les temps ajoutés. */
async function classeur(): Promise<Uint8Array> {
  const rows = new Map(noyau('cas-dore'));
  const multiplier = (
    table: string,
    cle: string,
    nombre: number,
    changer: (ligne: Rang) => Rang = l => l,
  ) => {
    const siennes = rows.get(table) ?? [];
    const modele = siennes.at(-1);
    const lignes = Array.from({ length: nombre }, (_, rang): Rang =>
      rang < siennes.length ? { ...siennes[rang] } : { ...changer({ ...modele }), [cle]: `${cle}${rang}` },
    );
    rows.set(table, lignes);
  };
  multiplier('Temps', 'IdTemps', TEMPS, ligne => ({ ...ligne, Jours: 100 }));
  multiplier('FacturesFournisseurs', 'IdFactF', FACTURES);
  return buildWorkbook({ ...EXAMPLE, rows });
}

async function tracer(page: CDPSession, travail: () => Promise<void>): Promise<Evenement[]> {
  const evenements: Evenement[] = [];
  page.on('Tracing.dataCollected', ({ value }) => {
    for (const evenement of value as unknown as Evenement[])
      if (evenement.name === 'RunTask' || evenement.name === 'FunctionCall') evenements.push(evenement);
  });
  await page.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  });
  await travail();
  const fini = new Promise<void>((resolve, reject) =>
    page.once('Tracing.tracingComplete', ({ dataLossOccurred }) =>
      dataLossOccurred ? reject(new Error('La trace de Chromium est tronquée.')) : resolve(),
    ),
  );
  await page.send('Tracing.end');
  await fini;
  return evenements;
}

/**
 * Chaque tâche qui a appelé un script, attribuée au premier qu'elle a appelé. Une tâche que l'Excel embarqué commence et
 * que le complément finit est comptée à l'Excel : la plus longue du complément est une borne basse, la plus longue de
 * toutes, une borne haute.
 */
function taches(evenements: readonly Evenement[]): Tache[] {
  const fils = new Map<string, Evenement[]>();
  for (const e of evenements) {
    const cle = `${e.pid}|${e.tid}`;
    const fil = fils.get(cle);
    if (fil) fil.push(e);
    else fils.set(cle, [e]);
  }
  return [...fils.values()].flatMap(tachesDuFil);
}

function tachesDuFil(fil: readonly Evenement[]): Tache[] {
  const ordre = [...fil].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const faites: Tache[] = [];
  let tache: Evenement | undefined;
  for (const e of ordre) {
    if (e.name === 'RunTask') tache = e;
    const url = e.args.data?.url;
    if (e.name !== 'FunctionCall' || !url || !tache || e.ts > tache.ts + (tache.dur ?? 0)) continue;
    const { pathname } = new URL(url, 'http://localhost');
    faites.push({
      ms: (tache.tdur ?? tache.dur ?? 0) / 1000,
      complement: !pathname.startsWith('/atelier/'),
    });
    tache = undefined;
  }
  return faites;
}

async function cloturer({ cadre, volet }: Atelier): Promise<void> {
  await cadre().evaluate(() => {
    window.location.hash = '#/cloture';
  });
  await volet.getByRole('button', { name: 'Valider', exact: true }).press('Enter');
  await volet
    .getByRole('status')
    .filter({ hasText: /^Validé · / })
    .waitFor({ timeout: 200_000 });
}

/** La plus longue tâche du complément pendant qu’il lit cent mille temps (ou TEMPS) et écrit 20 000 lignes, dans la page construite. */
export async function fenetre(): Promise<Figure> {
  const atelier = await ouvrirAtelier({ fichier: await classeur() });
  try {
    const page = await atelier.context.newCDPSession(atelier.page);
    const debut = performance.now();
    const vues = taches(await tracer(page, () => cloturer(atelier)));
    const longues = (complement: boolean) =>
      vues
        .filter(t => t.complement === complement)
        .map(t => t.ms)
        .sort((a, b) => b - a);
    const [siennes, embarque] = [longues(true), longues(false)];
    if (siennes.length === 0) throw new Error('Aucune tâche du complément dans la trace.');
    const ecrites = await atelier.page.evaluate(() => {
      const { model } = (window as unknown as { atelier: { excel: { model: Modele } } }).atelier.excel;
      return model
        .tables()
        .filter(({ name }) => name !== 'Temps' && name !== 'FacturesFournisseurs')
        .reduce((total, { area }) => total + area.rows - 1, 0);
    });
    const arrondi = (ms: number | undefined) => Number((ms ?? 0).toFixed(1));
    return {
      quoi: `La plus longue tâche commencée par le complément (temps de processeur, ms ; au moins, car une tâche va au premier script qu'elle appelle) pendant la clôture d’un classeur de ${TEMPS} temps, dans Chromium`,
      plancher: `${LIMITE_MS} ms : au-delà, la fenêtre se fige à l’œil`,
      rapport: Number(((siennes[0] ?? 0) / LIMITE_MS).toFixed(2)),
      detail: {
        'complément (ms)': arrondi(siennes[0]),
        'complément, ensuite (ms)': siennes.slice(1, 8).map(arrondi).join(' '),
        'Excel embarqué (ms)': arrondi(embarque[0]),
        'lignes des autres tables': ecrites,
        secondes: arrondi((performance.now() - debut) / 1000),
      },
    };
  } finally {
    await atelier.close();
  }
}

interface Modele {
  tables(): readonly { name: string; area: { rows: number } }[];
}
