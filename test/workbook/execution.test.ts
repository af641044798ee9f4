import { avancement } from '../../src/cloture/avancement';
import { jour } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { messageOf } from '../../src/workbook/errors';
import { Cancelled } from '../../src/workbook/office';
import { readTables } from '../../src/workbook/reader';
import { type Bilan, runClose, type RunRequest } from '../../src/workbook/runs';
import { undoableRun, undoLastRun } from '../../src/workbook/undo';
import { Temps } from '../../src/cloture/tables-communes';
import { petitClasseur } from '../exemple/petit-classeur';
import { photographier } from './classeur-vivant';

/** La couche classeur, par la vraie bibliothèque, sur le petit classeur d'exemple ; un classeur neuf par essai. */
const NOVEMBRE = jour(2026, 11, 30);
const FEUILLE_CA = "CA à l'avancement";
const ECRITURES = 'Ecritures de clôture';

let excel: EmbeddedExcel;
let client: Client;

beforeEach(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  client = bootClient(excel);
  client.install();
});

afterEach(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const cloturer = (options: Partial<RunRequest> = {}): Promise<Bilan> =>
  runClose({ capacites: [avancement], arrete: NOVEMBRE, mode: 'VALIDER', par: 'essai', ...options });

/** Les valeurs d'une plage, telles qu'un collègue les lirait. */
function lire(feuille: string, adresse: string): Promise<unknown[][]> {
  return client.Excel.run(async context => {
    const plage = context.workbook.worksheets.getItem(feuille).getRange(adresse);
    plage.load('values');
    await context.sync();
    return JSON.parse(JSON.stringify(plage.values)) as unknown[][];
  });
}

function ecrire(feuille: string, adresse: string, values: unknown[][]): Promise<void> {
  return client.Excel.run(async context => {
    context.workbook.worksheets.getItem(feuille).getRange(adresse).values = values;
    await context.sync();
  });
}

function table<T>(
  nom: string,
  lu: (table: Excel.Table, context: Excel.RequestContext) => Promise<T>,
): Promise<T> {
  return client.Excel.run(context => lu(context.workbook.tables.getItem(nom), context));
}

const adresseDe = (nom: string): Promise<string> =>
  table(nom, async (t, context) => {
    const plage = t.getRange();
    plage.load('address');
    await context.sync();
    return plage.address;
  });

test('chaque étape dit où elle en est, sans revenir en arrière', async () => {
  const vus: { etape: string; fait: number; total: number }[] = [];
  await cloturer({ onProgress: p => vus.push({ ...p }) });
  expect(vus.length).toBeGreaterThan(10);
  expect(vus.every(p => p.fait <= p.total)).toBe(true);
  for (const etape of new Set(vus.map(p => p.etape))) {
    const faits = vus.filter(p => p.etape === etape).map(p => p.fait);
    expect(faits).toEqual([...faits].sort((a, b) => a - b));
  }
});

test('annuler avant la première écriture laisse le classeur comme il était', async () => {
  const avant = await excel.save();
  const controleur = new AbortController();
  const erreur = await cloturer({
    signal: controleur.signal,
    onProgress: ({ etape }) => etape.includes('Temps') && controleur.abort(),
  }).catch((e: unknown) => e);
  expect(erreur).toBeInstanceOf(Cancelled);
  expect(messageOf(erreur).message).toContain('n’a pas été modifié');
  expect(await excel.save()).toEqual(avant);
});

test('deux demandes en même temps passent l’une après l’autre : aucune écriture double', async () => {
  const [une, deux] = await Promise.all([cloturer(), cloturer()]);
  expect(une.bloque || deux.bloque).toBe(false);
  expect(deux.rapports.find(r => r.table === 'EcrituresCloture')).toMatchObject({
    ajoutees: 0,
    modifiees: 0,
    retirees: 0,
    inchangees: 6,
  });
});

test('ce que l’utilisateur a écrit sous la table est repoussé, jamais avalé', async () => {
  // Une ligne vide plus bas : collée à la table, la note en deviendrait une ligne, comme dans Excel.
  await ecrire(ECRITURES, 'A12:B13', [
    ['note de Léa', 'à voir'],
    ['suite', 1],
  ]);
  await cloturer();
  expect(await adresseDe('EcrituresCloture')).toMatch(/A4:[A-Z]+16$/);
  const bas = await lire(ECRITURES, 'A17:B20');
  expect(bas.flat()).toEqual(expect.arrayContaining(['note de Léa', 'à voir', 'suite', 1]) as unknown);
});

test('une colonne de l’utilisateur et le motif saisi restent à leur ligne', async () => {
  await cloturer();
  await table('CaAvancement', async (t, context) => {
    t.columns.add(-1, [['Ma remarque'], ['vu avec Paul']] as never);
    await context.sync();
  });
  await cloturer();
  const [entete = [], ligne = []] = await lire(FEUILLE_CA, 'A4:CZ5');
  expect(ligne[entete.indexOf('Ma remarque')]).toBe('vu avec Paul');
  expect(ligne[entete.indexOf('CA reconnu')]).toBe(45_000);
});

test('un % forcé avec motif est retenu à la relance ; sans motif il bloque (C-REV-04)', async () => {
  await cloturer();
  const [entete = []] = await lire(FEUILLE_CA, 'A4:CZ4');
  const cellule = (nom: string) => `${colonne(entete.indexOf(nom))}5`;
  await ecrire(FEUILLE_CA, cellule('% forcé'), [[0.5]]);
  const bloquee = await cloturer();
  expect(bloquee.anomalies.filter(a => a.gravite === 'BLOQUANT').map(a => a.code)).toContain('C-REV-04');
  await ecrire(FEUILLE_CA, cellule('Motif'), [['recette signée du lot 1']]);
  await cloturer();
  expect(await lire(FEUILLE_CA, cellule('CA reconnu'))).toEqual([[50_000]]);
  expect(await lire(FEUILLE_CA, cellule('Motif'))).toEqual([['recette signée du lot 1']]);
});

test('une feuille générée supprimée est refaite, avec sa table', async () => {
  await client.Excel.run(async context => {
    context.workbook.worksheets.getItem(FEUILLE_CA).delete();
    await context.sync();
  });
  const { bloque } = await cloturer();
  expect(bloque).toBe(false);
  const [entete = [], ligne = []] = await lire(FEUILLE_CA, 'A4:CZ5');
  expect(ligne[entete.indexOf('CA reconnu')]).toBe(45_000);
});

test('un filtre actif est remis après l’écriture, et rien n’est mal placé', async () => {
  await table('EcrituresCloture', async (t, context) => {
    t.columns.getItem('Compte').filter.applyValuesFilter(['4181']);
    await context.sync();
  });
  await cloturer();
  const filtre = await table('EcrituresCloture', async (t, context) => {
    t.autoFilter.load('isDataFiltered,criteria');
    await context.sync();
    return { actif: t.autoFilter.isDataFiltered, criteres: t.autoFilter.criteria };
  });
  expect(filtre.actif).toBe(true);
  const lignes = await lire(ECRITURES, 'A4:P16');
  const [entete = []] = lignes;
  const compte = entete.indexOf('Compte');
  expect(lignes.slice(7).map(l => l[compte])).toEqual(['4181', '706000', '44587', '4181', '706000', '44587']);
});

test('une colonne déplacée ou renommée d’un synonyme se lit ; une colonne requise absente bloque et se nomme', async () => {
  await ecrire('Temps passés', 'C4', [['date']]);
  expect((await cloturer({ mode: 'SIMULER' })).resumes[0]).toMatch(/45\s000,00/);
  await ecrire('Temps passés', 'C4', [['Quantième']]);
  const { anomalies, bloque } = await cloturer();
  expect(bloque).toBe(true);
  const absente = anomalies.find(a => a.code === 'C-TAB-02');
  expect(absente).toMatchObject({ table: 'Temps', colonne: 'Date' });
});

test('une relance qui ne change rien laisse annuler l’exécution d’avant', async () => {
  const depart = photographier(excel);
  await cloturer();
  const premiere = await undoableRun();
  const { rapports } = await cloturer();
  expect(rapports.map(r => r.ajoutees + r.modifiees + r.retirees)).toEqual(rapports.map(() => 0));
  expect((await undoableRun())?.id).toBe(premiere?.id);
  const { execution } = await undoLastRun([avancement]);
  expect(execution.id).toBe(premiere?.id);
  expect(photographier(excel)).toEqual(depart);
});

test('une panne après TERMINEE ne fait pas un échec d’une exécution finie : ce qui n’a pas pu se regarder se dit', async () => {
  const { stats, faults } = client.session;
  await cloturer();
  await undoLastRun([avancement]);
  const avant = stats.requests;
  await cloturer();
  const envois = stats.requests - avant;
  const codes: string[][] = [];
  for (let reste = 4; reste >= 0; reste--) {
    await undoLastRun([avancement]);
    // Jusqu'au bout : une seule panne serait redemandée et passerait.
    for (let n = envois - reste; n <= envois + 20; n++) faults.failAt(n, 'GeneralException', 'nothing');
    const bilan = await cloturer().catch(() => undefined);
    faults.clear();
    const finie = (await undoableRun())?.etat === 'TERMINEE';
    expect({ reste, finie, dite: bilan !== undefined }).toEqual({ reste, finie, dite: finie });
    if (bilan) codes.push(bilan.anomalies.map(({ code }) => code));
  }
  expect(codes.length).toBeGreaterThan(1);
  expect(codes.some(vus => vus.includes('C-GEN-09'))).toBe(true);
});

test('une feuille protégée donne une phrase et un remède, jamais une pile', async () => {
  await client.Excel.run(async context => {
    context.workbook.worksheets.getItem(ECRITURES).protection.protect();
    await context.sync();
  });
  const dite = messageOf(await cloturer().catch((e: unknown) => e));
  expect(dite).toMatchObject({ code: 'AccessDenied', recommencer: false });
  expect(dite.message).toContain('protégée');
  expect(dite.remede).toContain('Ôtez la protection');
});

test('une grande table se lit par tranches, plus petites si Excel refuse la réponse', async () => {
  const LIGNES = 12_000;
  await table('Temps', async (t, context) => {
    const entete = t.getHeaderRowRange();
    const modele = t.getDataBodyRange().getRow(0);
    entete.load('columnCount');
    modele.load('values');
    await context.sync();
    const feuille = t.worksheet;
    t.resize(feuille.getRangeByIndexes(3, 0, LIGNES + 1, entete.columnCount));
    await context.sync();
    const valeurs = Array.from({ length: LIGNES }, (_, i) =>
      (modele.values[0] as unknown[]).map((v, at) => (at === 0 ? `T${String(i).padStart(6, '0')}` : v)),
    );
    feuille.getRangeByIndexes(4, 0, LIGNES, entete.columnCount).values = valeurs;
    await context.sync();
  });
  client.session.faults.maxBytes = 400_000;
  const tables = await readTables([Temps]);
  expect(tables.lire(Temps).lignes).toHaveLength(LIGNES);
  expect(tables.lire(Temps).lignes.at(-1)).toMatchObject({ IdTemps: 'T011999', ligne: 4 + LIGNES });
});

/** Lettre(s) d'une colonne à partir de son rang. */
function colonne(rang: number): string {
  return rang < 26 ? String.fromCharCode(65 + rang) : colonne(Math.floor(rang / 26) - 1) + colonne(rang % 26);
}
