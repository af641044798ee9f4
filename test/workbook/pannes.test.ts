import { avancement } from '../../src/cloture/avancement';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import type { Applied } from '../../src/embedded/protocol/faults';
import { undoableRun, undoLastRun } from '../../src/workbook/undo';
import { petitClasseur } from '../exemple/petit-classeur';
import { cloturer, photographier, saisir } from './classeur-vivant';

/**
 * Une panne à CHAQUE envoi, l'un après l'autre, puis une relance : le classeur est celui d'une exécution sans panne. Le
 * classeur est ouvert une fois ; annuler le ramène au départ, et cela se vérifie à chaque tour.
 */
jest.setTimeout(3_600_000);

/** Une sorte de panne : ce qu'il faut pour qu'elle survienne au n-ième envoi, et pour qu'elle passe. */
interface Panne {
  readonly nom: string;
  armer(n: number): void;
  lever(): void;
}

/** Excel répond une erreur, après avoir fait ce qu'il a fait. */
const reponse = (code: string, fait: Applied): Panne => ({
  nom: `${code} (${fait})`,
  armer: n => client.session.faults.failAt(n, code, fait),
  lever: () => client.session.faults.clear(),
});

/** Quelque chose change dans Excel juste avant le n-ième envoi, et dure. */
const situation = (nom: string, poser: () => void, lever: () => void): Panne => ({
  nom,
  armer: n => (prevue = { envoi: client.session.stats.requests + n, poser }),
  lever: () => {
    prevue = undefined;
    lever();
  },
});

const feuille = (nom: string) => excel.model.sheets().find(({ name }) => name === nom)!;

const tableau = (nom: string) => excel.model.tables().find(({ name }) => name === nom);
let inserees = false;

const PANNES: readonly Panne[] = [
  reponse('ActivityLimitReached', 'nothing'),
  reponse('ConnectionFailure', 'all'),
  reponse('AccessDenied', 'nothing'),
  situation(
    'saisie en cours',
    () => {
      excel.editing = true;
      setTimeout(() => (excel.editing = false), 40);
    },
    () => (excel.editing = false),
  ),
  reponse('RequestAborted', 'all'),
  reponse('RequestPayloadSizeLimitExceeded', 'nothing'),
  situation(
    'feuille protégée',
    () => (feuille('Ecritures de clôture').protection = { options: {} }),
    () => (feuille('Ecritures de clôture').protection = undefined),
  ),
  reponse('InvalidOperationInCellEditMode', 'nothing'),
  reponse('ItemNotFound', 'half'),
  situation(
    'table renommée par un co-auteur, qui lui rend son nom',
    () => tableau('EcrituresCloture')?.rename('Tableau12'),
    () => tableau('Tableau12')?.rename('EcrituresCloture'),
  ),
  situation(
    'lignes insérées par un co-auteur au-dessus de la table, puis retirées',
    () => {
      feuille('Ecritures de clôture').insertRows(1, 2);
      inserees = true;
    },
    () => {
      if (inserees) feuille('Ecritures de clôture').deleteRows(1, 2);
      inserees = false;
    },
  ),
  situation(
    'plus rien ne passe par sa taille',
    () => (client.session.faults.maxBytes = 1_000),
    () => client.session.faults.clear(),
  ),
];
/**
 * Chaque panne à chaque envoi par `PANNES=toutes`, ou par morceaux de quelques minutes : `PANNES=1/6` à `PANNES=6/6`. Sinon
 * une panne à un envoi sur trois, l'une après l'autre.
 */
const [, MORCEAU, MORCEAUX] =
  /^(\d+)\/(\d+)$/.exec((process.env.PANNES ?? '').replace('toutes', '1/1')) ?? [];

let prevue: { envoi: number; poser: () => void } | undefined;
let excel: EmbeddedExcel;
let client: Client;
let depart: Record<string, unknown>;
let arrivee: Record<string, unknown>;
let envois: number;

/**
 * Un mois déjà clôturé, que l'utilisateur a annoté et filtré, puis corrigé : la relance change, ajoute et retire des
 * lignes.
 */
beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  client = bootClient(excel);
  client.install();
  const { session } = client;
  const envoyer = session.sendMessageToHost.bind(session);
  session.sendMessageToHost = texte => {
    // Un message coupé en plusieurs porte le même rang : la situation ne se pose qu'une fois.
    if (prevue?.envoi === session.stats.requests + 1) {
      prevue.poser();
      prevue = undefined;
    }
    envoyer(texte);
  };
  await cloturer();
  await client.Excel.run(async context => {
    const ca = context.workbook.tables.getItem('CaAvancement');
    ca.columns.add(-1, [['Ma remarque'], ['vu avec Paul']] as never);
    const ecritures = context.workbook.tables.getItem('EcrituresCloture');
    ecritures.getRange().getLastRow().getOffsetRange(3, 0).getCell(0, 1).values = [['sous la table']];
    ecritures.columns.getItem('Compte').filter.applyValuesFilter(['4181', '487000']);
    await context.sync();
  });
  // Facturé d'avance : la facture à établir devient un produit constaté d'avance.
  await saisir(client, 'FacturesClients', 'Montant HT', 0, 90_000);
  await saisir(client, 'FacturesClients', 'Montant TTC', 0, 108_000);
  depart = photographier(excel);
  const avant = client.session.stats.requests;
  const bilan = await cloturer();
  envois = client.session.stats.requests - avant;
  expect(bilan.bloque).toBe(false);
  arrivee = photographier(excel);
  await undoLastRun([avancement]);
});

afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

test('la relance change bien le classeur, et annuler le remet exactement', () => {
  expect(arrivee).not.toEqual(depart);
  expect(photographier(excel)).toEqual(depart);
  expect(envois).toBeGreaterThan(40);
});

/** Une panne au n-ième envoi, une relance, une annulation. Rend vrai si la panne a eu lieu. */
async function eprouver(n: number, { nom, armer, lever }: Panne): Promise<boolean> {
  armer(n);
  // Une lecture faussée en route bloque sans rien écrire : l'utilisateur relance, comme après une panne.
  const premiere = await cloturer().then(
    ({ bloque }) => (bloque ? 'bloquée' : 'terminée'),
    () => 'interrompue',
  );
  lever();
  if (premiere === 'bloquée')
    expect({ n, nom, classeur: photographier(excel) }).toEqual({ n, nom, classeur: depart });
  // Une panne après la dernière écriture n'interrompt rien : l'exécution est finie, on ne la relance pas.
  const finie = (await undoableRun())?.etat === 'TERMINEE';
  if (premiere !== 'terminée' && !finie) await cloturer();
  expect({ n, nom, classeur: photographier(excel) }).toEqual({ n, nom, classeur: arrivee });
  await undoLastRun([avancement]);
  expect({ n, nom, classeur: photographier(excel) }).toEqual({ n, nom, classeur: depart });
  return premiere === 'interrompue';
}

test('un envoi à moitié appliqué, à chaque envoi : relancer finit', async () => {
  let pannes = 0;
  for (let n = 1; n <= envois; n++) if (await eprouver(n, reponse('GeneralException', 'half'))) pannes++;
  expect(pannes).toBeGreaterThan(envois * 0.9);
});

test.each(PANNES.map((panne, rang) => [panne.nom, panne, rang] as const))(
  '%s : une relance finit',
  async (_nom, panne, rang) => {
    const premier = Number(MORCEAU ?? 1 + 3 * rang);
    const pas = Number(MORCEAUX ?? 3 * PANNES.length);
    for (let n = premier; n <= envois; n += pas) await eprouver(n, panne);
  },
);

test('annuler une exécution interrompue, à un envoi sur six, la défait', async () => {
  for (let n = 2; n <= envois; n += 6) {
    client.session.faults.failAt(n, 'GeneralException', 'half');
    await cloturer().catch(() => undefined);
    client.session.faults.clear();
    const restante = await undoableRun();
    if (restante) await undoLastRun([avancement]);
    expect({ n, classeur: photographier(excel) }).toEqual({ n, classeur: depart });
  }
});

test('un envoi de l’annulation à moitié appliqué, à un envoi sur trois (chacun avec PANNES) : annuler de nouveau finit', async () => {
  await cloturer();
  const avant = client.session.stats.requests;
  await undoLastRun([avancement]);
  const retours = client.session.stats.requests - avant;
  let pannes = 0;
  const pas = MORCEAU === undefined ? 3 : 1;
  for (let n = 1; n <= retours; n += pas) {
    await cloturer();
    client.session.faults.failAt(n, 'GeneralException', 'half');
    await undoLastRun([avancement]).catch(() => pannes++);
    client.session.faults.clear();
    if (await undoableRun()) await undoLastRun([avancement]);
    expect({ n, classeur: photographier(excel) }).toEqual({ n, classeur: depart });
  }
  expect(pannes).toBeGreaterThan((retours / pas) * 0.5);
});
