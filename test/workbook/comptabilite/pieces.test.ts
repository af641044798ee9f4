/**
 * Pièces, abonnement, contrepassation, change et à-nouveaux dans l'Excel embarqué, d'un .xlsx à un .xlsx : écrits une
 * fois, relancés sans rien doubler, annulés comme toute exécution.
 */
import { CAPACITES } from '../../../src/cloture';
import { Contrepassations } from '../../../src/cloture/comptabilite-generale/pieces/tables';
import { EcrituresCloture } from '../../../src/cloture/tables-communes';
import { enEuros, jour, texteJour, type Jour, type Montant } from '../../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { enterCells } from '../../../src/workbook/entry';
import { readTables } from '../../../src/workbook/reader';
import { type Mode, runClose } from '../../../src/workbook/runs';
import { undoLastRun } from '../../../src/workbook/undo';
import { classeurDuScenario } from '../../exemple/petit-classeur';
import { photographier } from '../classeur-vivant';

const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);
const JANVIER = jour(2027, 1, 31);

let excel: EmbeddedExcel;
let client: Client;

function quitter() {
  client?.uninstall();
  client?.dispose();
  excel?.dispose();
}

/** Repart d'un .xlsx : ce qui compte est dans le fichier. */
async function ouvrir(fichier: Uint8Array) {
  quitter();
  excel = await createEmbeddedExcel({ fichier });
  client = bootClient(excel);
  client.install();
}

const lancer = (mode: Mode, arrete: Jour) => runClose({ capacites: CAPACITES, arrete, mode, par: 'essai' });
const ecrites = async () => (await readTables([EcrituresCloture])).lire(EcrituresCloture).lignes;
const cles = async () => [...new Set((await ecrites()).map(l => l.CleGeneration))].sort();
const bloquants = ({ anomalies }: Awaited<ReturnType<typeof lancer>>) =>
  anomalies.filter(a => a.gravite === 'BLOQUANT').map(a => [a.code, a.message]);

/** Solde débiteur d'un compte dans les écritures de clôture, à une date. */
async function solde(compte: string, au: Jour): Promise<number> {
  const lignes = (await ecrites()).filter(l => l.Compte === compte && l.DateEcriture <= au);
  return enEuros(lignes.reduce((s, l) => s + l.Debit - l.Credit, 0) as Montant);
}

let depart: Uint8Array;
let valide: Uint8Array;

beforeAll(async () => {
  depart = await classeurDuScenario('cpta-pieces');
  await ouvrir(depart);
  expect(bloquants(await lancer('VALIDER', NOVEMBRE))).toEqual([]);
  valide = await excel.save();
}, 120_000);

beforeEach(() => ouvrir(valide));
afterAll(quitter);

test('T-FX-01 dans le classeur : 476 470,22, 477 153,95, 1515 470,22 ; tout est revenu le 1er décembre, sauf la provision', async () => {
  const [decembre, premier] = [jour(2026, 12, 1), NOVEMBRE];
  expect([await solde('476', premier), await solde('477', premier), await solde('1515', premier)]).toEqual([
    470.22, -153.95, -470.22,
  ]);
  expect([await solde('476', decembre), await solde('477', decembre), await solde('1515', decembre)]).toEqual(
    [0, 0, -470.22],
  );
});

test('deux exécutions en valent une : abonnement, pièces, change et contrepassation ne se doublent pas', async () => {
  const avant = photographier(excel);
  const bilan = await lancer('VALIDER', NOVEMBRE);
  expect(photographier(excel)).toEqual(avant);
  expect(bilan.rapports.filter(r => r.ajoutees + r.modifiees + r.retirees > 0)).toEqual([]);
  expect(photographier(excel)).toEqual(avant);
}, 60_000);

test('simuler montre l’écriture sans rien écrire ; annuler la validation rend le classeur d’avant', async () => {
  await ouvrir(depart);
  const avant = photographier(excel);
  const simulee = await lancer('SIMULER', NOVEMBRE);
  expect(simulee.ecrituresDetail.map(e => e.cle)).toContain('SAISIE|2026-11-30|S1|ARRETE');
  expect(photographier(excel)).toEqual(avant);
  await lancer('VALIDER', NOVEMBRE);
  await undoLastRun(CAPACITES);
  expect(await ecrites()).toEqual([]);
}, 60_000);

describe('contrepasser', () => {
  const demander = (IdDemande: string, Date: Jour, Cle: string) => {
    const ligne = { IdDemande, Date, Motif: 'Essai', Cle };
    return enterCells({ table: Contrepassations, cle: { IdDemande }, valeurs: {}, sinon: ligne });
  };
  test('deux fois la même écriture : refusé, rien n’est écrit', async () => {
    await demander('D2', jour(2026, 11, 20), '2026|VT|1');
    const avant = await cles();
    const bilan = await lancer('VALIDER', NOVEMBRE);
    expect(bloquants(bilan)).toEqual([
      ['C-CTP-03', expect.stringContaining('déjà contrepassée par CONTREPASSATION')],
    ]);
    expect(await cles()).toEqual(avant);
  }, 60_000);
  test('dans un mois fermé : refusé, et le premier jour ouvert est dit', async () => {
    await demander('D2', jour(2026, 10, 31), '2026|VT|2');
    const [[code, message] = []] = bloquants(await lancer('VALIDER', NOVEMBRE));
    expect([code, message]).toEqual(['C-GEN-04', expect.stringContaining(texteJour(jour(2026, 10, 31)))]);
  }, 60_000);
});

test('fermer novembre numérote sans trou, par journal ; décembre reprend l’abonnement une fois ; janvier, les à-nouveaux', async () => {
  expect(bloquants(await lancer('FERMER', NOVEMBRE))).toEqual([]);
  const numeros = new Map<string, Set<string>>();
  for (const l of await ecrites()) {
    expect(l.DateValidation).toBeDefined();
    const suite = `${l.Exercice} ${l.Journal}`;
    numeros.set(suite, (numeros.get(suite) ?? new Set()).add(l.EcritureNum));
  }
  for (const suite of numeros.values())
    expect([...suite].sort()).toEqual(
      Array.from(suite, (_, i) => `CL-2026-11-${String(i + 1).padStart(3, '0')}`),
    );
  // Décembre : le cours du mois, et la facture qui solde les deux mois d'abonnement avant la fin d'exercice.
  await ajouterCours(DECEMBRE);
  const manque = await lancer('SIMULER', DECEMBRE);
  expect(bloquants(manque).map(([code]) => code)).toEqual(['C-ABO-03']);
  await solderAbonnement();
  expect(bloquants(await lancer('VALIDER', DECEMBRE))).toEqual([]);
  const suivants = (await cles()).filter(c => /^(ABONNEMENT|AN)/.test(c));
  expect(suivants).toEqual([
    'ABONNEMENT|2026-11-30|ELEC#2026-11|ARRETE',
    'ABONNEMENT|2026-12-31|ELEC#2026-12|ARRETE',
    'AN_SUIVANT|2027-01-01|2027|ARRETE',
    'AN_SUIVANT|2027-01-01|2027~CHANGE|ARRETE',
  ]);
  expect(bloquants(await lancer('FERMER', DECEMBRE))).toEqual([]);
  await ajouterCours(JANVIER);
  expect(bloquants(await lancer('VALIDER', JANVIER))).toEqual([]);
  const definitifs = (await ecrites()).filter(l => l.Journal === 'AN');
  expect([...new Set(definitifs.map(l => l.CleGeneration))]).toEqual([
    'AN|2027-01-01|2027|ARRETE',
    'AN|2027-01-01|2027~CHANGE|ARRETE',
  ]);
  const une = await excel.save();
  await lancer('VALIDER', JANVIER);
  expect((await ecrites()).filter(l => l.Journal === 'AN')).toEqual(definitifs);
  // Le fichier enregistré porte les mêmes à-nouveaux ; leur somme est nulle.
  await ouvrir(une);
  const relus = (await ecrites()).filter(l => l.Journal === 'AN');
  expect(relus).toEqual(definitifs);
  expect(relus.reduce((s, l) => s + l.Debit - l.Credit, 0)).toBe(0);
}, 240_000);

const ajouter = (nom: string, valeurs: Readonly<Record<string, unknown>>) =>
  client.Excel.run(async context => {
    const table = context.workbook.tables.getItem(nom);
    const entetes = table.getHeaderRowRange().load('values');
    await context.sync();
    table.rows.add(undefined, [(entetes.values[0] as string[]).map(e => valeurs[e] ?? '')] as never);
    await context.sync();
  });

const ajouterCours = (le: Jour) =>
  ajouter('TauxChange', { Devise: 'USD', Date: le, Cours: 1.16, 'Type de cours': 'CLOTURE' });

/** La facture d'électricité de décembre : 66,67 d'abonnements passés, soldés contre le fournisseur. */
async function solderAbonnement() {
  const commun = {
    'N° de pièce saisie': 'S9',
    'Type de pièce': 'ECRITURE',
    Date: DECEMBRE,
    Pièce: 'E12',
    Libellé: 'Facture d’électricité',
  };
  await ajouter('SaisieEcritures', { ...commun, 'N° ligne': 1, Compte: '488', Débit: 66.67 });
  await ajouter('SaisieEcritures', { ...commun, 'N° ligne': 2, Compte: '401', Tiers: 'F1', Crédit: 66.67 });
}
