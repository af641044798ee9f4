import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { direAnomalie, jour } from '../../src/comptabilite';
import { petitClasseur } from '../exemple/petit-classeur';
import { cloturer, photographier, saisir } from './classeur-vivant';
import { Vue } from './coauteur';

/**
 * Une table, ou sa feuille, supprimée par un co-auteur à CHAQUE envoi d'une exécution : elle finit ou s'arrête, et le dit ;
 * une relance refait le mois entier, une fois ; rien ne change ailleurs. Le co-auteur a son client et sa bibliothèque. Un
 * envoi sur neuf à chaque essai ; chacun par `PANNES=toutes`, ou par morceaux, `PANNES=1/6` à `PANNES=6/6`.
 */
jest.setTimeout(3_600_000);

const [, MORCEAU = '2', MORCEAUX = '9'] =
  /^(\d+)\/(\d+)$/.exec((process.env.PANNES ?? '').replace('toutes', '1/1')) ?? [];

type Photo = { feuilles: Record<string, string[]>; tables: Record<string, unknown> };

let excel: EmbeddedExcel;
let client: Client;
let octets: Uint8Array;
let arrivee: Photo;
let duMois: string[];
let envois: number;
/** Ce qui arrive juste avant un envoi, mené jusqu'au bout avant qu'il passe. */
let prevu: { envoi: number; geste: () => Promise<void> } | undefined;

const photo = () => photographier(excel) as Photo;

/** Les écritures de l'arrêté, ligne à ligne, dans un ordre qui ne dépend pas de leur place. */
function ecrituresDuMois(): string[] {
  const vue = new Vue(excel, 'EcrituresCloture');
  const dites = ['Clé de génération', 'N° ligne', 'Compte', 'Débit', 'Crédit', 'Date', 'Tiers', 'Libellé'];
  return vue.pleines
    .map(ligne => JSON.stringify(dites.map(entete => ligne[vue.colonneDe(entete)])))
    .filter(ligne => ligne.includes('|2026-11-30|'))
    .sort();
}

beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  client = bootClient(excel);
  client.install();
  const { session } = client;
  const envoyer = session.sendMessageToHost.bind(session);
  session.sendMessageToHost = texte => {
    if (prevu?.envoi !== session.stats.requests + 1) return envoyer(texte);
    const { geste } = prevu;
    prevu = undefined;
    void geste().then(() => envoyer(texte));
  };
  await cloturer();
  await client.Excel.run(async context => {
    const ca = context.workbook.tables.getItem('CaAvancement');
    ca.columns.add(-1, [['Ma remarque'], ['vu avec Paul']] as never);
    const ecritures = context.workbook.tables.getItem('EcrituresCloture');
    ecritures.getRange().getLastRow().getOffsetRange(3, 0).getCell(0, 1).values = [['sous la table']];
    await context.sync();
  });
  await saisir(client, 'FacturesClients', 'Montant HT', 0, 90_000);
  await saisir(client, 'FacturesClients', 'Montant TTC', 0, 108_000);
  octets = await excel.save();
  await excel.load(octets);
  const avant = session.stats.requests;
  expect((await cloturer()).bloque).toBe(false);
  envois = session.stats.requests - avant;
  arrivee = photo();
  duMois = ecrituresDuMois();
});

afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

test('sans suppression, l’exécution écrit des lignes du mois et n’annonce aucune disparition', () => {
  expect(envois).toBeGreaterThan(40);
  expect(new Set(duMois).size).toBe(duMois.length);
  expect(duMois.length).toBeGreaterThan(2);
});

/** Ce qu'une exécution dit : son erreur, ou ses anomalies sur une table supprimée. */
async function executer(
  options: Parameters<typeof cloturer>[0] = {},
): Promise<{ issue: 'terminée' | 'bloquée' | 'interrompue'; dit: string }> {
  try {
    const { bloque, anomalies } = await cloturer(options);
    const dites = anomalies.filter(({ code }) => code === 'C-GEN-09' || code === 'C-GEN-11');
    const autres = anomalies.filter(a => a.gravite === 'BLOQUANT' && !dites.includes(a));
    return {
      issue: bloque ? 'bloquée' : 'terminée',
      dit: [...dites, ...autres].map(a => `${a.message} ${direAnomalie(a, 'en').message}`).join(' '),
    };
  } catch (erreur) {
    return { issue: 'interrompue', dit: (erreur as Error).message };
  }
}

/** Le classeur de départ, et ce geste du co-auteur juste avant le n-ième envoi de la prochaine exécution. */
async function preparer(n: number, geste: (context: Excel.RequestContext) => void): Promise<() => boolean> {
  await excel.load(octets);
  const paul = bootClient(excel, { user: 'Paul' });
  let fait = false;
  prevu = {
    envoi: client.session.stats.requests + n,
    geste: async () => {
      await paul.Excel.run(async context => {
        geste(context);
        await context.sync();
      });
      fait = true;
      paul.dispose();
    },
  };
  return () => fait;
}

/** Ce qui diffère de l'arrivée, feuille par feuille, celles-ci à part. */
const feuillesQuiDifferent = ({ feuilles }: Photo, sauf: readonly string[]): string[] =>
  [...new Set([...Object.keys(arrivee.feuilles), ...Object.keys(feuilles)])].filter(
    nom => !sauf.includes(nom) && JSON.stringify(feuilles[nom]) !== JSON.stringify(arrivee.feuilles[nom]),
  );

const rangs = (): number[] => {
  const suite: number[] = [];
  for (let n = Number(MORCEAU); n <= envois; n += Number(MORCEAUX)) suite.push(n);
  return suite;
};

const CLOTURE = 'Ecritures de clôture';

test.each([
  ['la feuille', (c: Excel.RequestContext) => c.workbook.worksheets.getItem(CLOTURE).delete()],
  ['la table', (c: Excel.RequestContext) => c.workbook.tables.getItem('EcrituresCloture').delete()],
])('%s des écritures, à chaque envoi : c’est dit, une relance refait le mois', async (_quoi, geste) => {
  for (const n of rangs()) {
    const fait = await preparer(n, geste);
    const premiere = await executer();
    expect({ n, fait: fait() }).toEqual({ n, fait: true });
    const relance = await executer();
    // L'une ou l'autre nomme la feuille et dit qu'elle n'est plus là ; aucune erreur brute d'Excel.
    expect({ n, dit: premiere.dit + relance.dit }).toEqual({
      n,
      dit: expect.stringMatching(/« Ecritures de clôture » (a été supprimée|n’est plus dans)/) as string,
    });
    if (premiere.issue !== 'terminée')
      expect({ n, dit: premiere.dit }).toEqual({
        n,
        dit: expect.stringContaining('a été supprimée') as string,
      });
    expect({ n, issue: relance.issue, ecritures: ecrituresDuMois() }).toEqual({
      n,
      issue: 'terminée',
      ecritures: duMois,
    });
    // La table refaite, plus rien à dire ; le reste du classeur est celui d'une exécution sans panne.
    expect({ n, ...(await executer()) }).toEqual({ n, issue: 'terminée', dit: '' });
    expect({ n, differe: feuillesQuiDifferent(photo(), [CLOTURE]) }).toEqual({ n, differe: [] });
  }
});

test('deux mois validés, la feuille supprimée : le mois d’avant est dit perdu jusqu’à ce qu’on le relance', async () => {
  await excel.load(octets);
  const decembre = { arrete: jour(2026, 12, 31) };
  expect(await executer()).toEqual({ issue: 'terminée', dit: '' });
  expect(await executer(decembre)).toEqual({ issue: 'terminée', dit: '' });
  await client.Excel.run(async context => {
    context.workbook.worksheets.getItem(CLOTURE).delete();
    await context.sync();
  });
  const dit = expect.stringContaining('du 30/11/2026') as string;
  expect(await executer(decembre)).toEqual({ issue: 'terminée', dit });
  expect(await executer(decembre)).toEqual({ issue: 'terminée', dit });
  await cloturer();
  expect(ecrituresDuMois()).toEqual(duMois);
  expect(await executer(decembre)).toEqual({ issue: 'terminée', dit: '' });
});
