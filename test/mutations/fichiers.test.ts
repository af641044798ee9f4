import { join } from 'node:path';
import fc from 'fast-check';
import { CAPACITES } from '../../src/cloture';
import { Periodes } from '../../src/cloture/tables-communes';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { CloseError } from '../../src/workbook/errors';
import { type Bilan, runClose } from '../../src/workbook/runs';
import { petitClasseur } from '../exemple/petit-classeur';
import { NOVEMBRE, photographier } from '../workbook/classeur-vivant';
import { verifier as defauts } from '../xlsx/verificateur';
import { classeurDe, TABLES, verifierAnomalie, type Classeur, type Matrice } from './classeur';
import { mutations, type Mutation } from './mutations';

/**
 * Des classeurs abîmés qui passent par de vrais fichiers : abîmé, enregistré, rouvert, clôturé, enregistré, rouvert. Un
 * échantillon à chaque essai ; davantage par `FICHIERS=500 npx jest test/mutations/fichiers`, par morceaux avec
 * `DEPUIS=120 FICHIERS=40`. Un fichier ne dépend que de son rang : celui qui échoue se rejoue seul.
 */
const FICHIERS = Number(process.env.FICHIERS ?? 24);
const DEPUIS = Number(process.env.DEPUIS ?? 0);
const GRAINE = 20_261_130;

const base = classeurDe(join(__dirname, '../scenarios/exemple-esn'));
/** Ce que clôturer change de lui-même chez l'utilisateur : l'état de la période. */
const A_NOUS = new Set([Periodes.feuille]);
const SIENNES = new Set(TABLES.filter(t => !t.generee).map(t => t.feuille));
/** Un nom dont l'utilisateur a supprimé la table : Excel l'enregistre en #REF!, et l'ouvre. */
const ORPHELIN = /^le nom ne désigne plus rien/;
const issues = new Map<string, number>();

let atelier: EmbeddedExcel;
let main: Client;
let octets: Uint8Array;

beforeAll(async () => {
  octets = await petitClasseur();
  atelier = await createEmbeddedExcel({ fichier: octets });
  main = bootClient(atelier);
});

afterAll(() => {
  main.dispose();
  atelier.dispose();
});

/** Une cellule telle qu'un fichier la porte : un texte y reste du texte, quoi qu'il écrive. Énorme, rien ne le lit autrement. */
const telle = (valeur: unknown) =>
  typeof valeur === 'string' && valeur !== '' && valeur.length < 32_767 ? `'${valeur}` : valeur;

/** Donne à une table du classeur ouvert l'en-tête et les lignes voulus ; sans eux, la supprime. */
async function remettre(nom: string, matrice: Matrice | undefined): Promise<void> {
  await main.Excel.run(async context => {
    const table = context.workbook.tables.getItem(nom);
    if (!matrice) {
      table.delete();
      return context.sync();
    }
    const largeur = matrice[0]!.length;
    const entete = table.getHeaderRowRange();
    entete.load('columnCount');
    await context.sync();
    const coin = entete.getCell(0, 0);
    table.getDataBodyRange().clear('Contents');
    table.resize(
      coin.getResizedRange(Math.max(1, matrice.length - 1), Math.max(largeur, entete.columnCount) - 1),
    );
    coin.getResizedRange(matrice.length - 1, largeur - 1).values = matrice.map(l => l.map(telle)) as never;
    await context.sync();
  });
}

/** Le fichier d'un classeur abîmé. */
async function enregistrer(classeur: Classeur): Promise<Uint8Array> {
  await atelier.load(octets);
  for (const { nom } of TABLES)
    if (classeur.get(nom) !== base.get(nom)) await remettre(nom, classeur.get(nom));
  return atelier.save();
}

async function ouvrir<T>(fichier: Uint8Array, faire: (excel: EmbeddedExcel) => Promise<T>): Promise<T> {
  const excel = await createEmbeddedExcel({ fichier });
  const client = bootClient(excel);
  client.install();
  try {
    return await faire(excel);
  } finally {
    client.uninstall();
    client.dispose();
    excel.dispose();
  }
}

/** Les cellules des feuilles de l'utilisateur. */
function siennes(excel: EmbeddedExcel): Record<string, unknown> {
  const { feuilles } = photographier(excel) as { feuilles: Record<string, unknown> };
  return Object.fromEntries(Object.entries(feuilles).filter(([nom]) => SIENNES.has(nom) && !A_NOUS.has(nom)));
}

/** Clôture : son bilan, ou la phrase qui dit pourquoi elle n'a pas pu ; toute autre erreur est un échec. */
const clore = (): Promise<Bilan | CloseError> =>
  runClose({ capacites: CAPACITES, arrete: NOVEMBRE, mode: 'VALIDER', par: 'essai' }).catch(
    (erreur: unknown) => {
      if (erreur instanceof CloseError) return erreur;
      throw erreur;
    },
  );

async function eprouver({ nom, attente, ligne, colonne, classeur }: Mutation): Promise<void> {
  const abime = await enregistrer(classeur);
  expect(defauts(abime).filter(({ defaut }) => !ORPHELIN.test(defaut))).toEqual([]);
  const { avant, sortie, bilan } = await ouvrir(abime, async excel => {
    const vu = siennes(excel);
    const tout = photographier(excel);
    const rendu = await clore();
    const bloque = rendu instanceof CloseError || rendu.bloque;
    // Bloquée, elle n'a rien écrit du tout.
    if (bloque) expect(photographier(excel)).toEqual(tout);
    return { avant: vu, bilan: rendu, sortie: await excel.save() };
  });
  if (bilan instanceof CloseError) expect(bilan.message.length).toBeGreaterThan(20);
  else bilan.anomalies.forEach(verifierAnomalie);
  const bloque = bilan instanceof CloseError || bilan.bloque;
  issues.set(bloque ? 'bloquée' : 'validée', (issues.get(bloque ? 'bloquée' : 'validée') ?? 0) + 1);
  // Un en-tête double ou vide n'entre pas dans une table d'Excel : il y prend un autre nom.
  const cellule = ligne !== undefined && colonne !== undefined && ligne > 4;
  if (attente === 'REFUS' && cellule) expect([nom, bloque]).toEqual([nom, true]);
  if (attente === 'AVIS') expect([nom, bloque]).toEqual([nom, false]);
  expect(defauts(sortie).filter(({ defaut }) => !ORPHELIN.test(defaut))).toEqual([]);
  expect(await ouvrir(sortie, excel => Promise.resolve(siennes(excel)))).toEqual(avant);
}

test('de vrais fichiers abîmés : un avis ou une anomalie, jamais une exception, aucune cellule de l’utilisateur changée', async () => {
  const tirees = mutations(base, 2);
  const echecs: string[] = [];
  for (let rang = DEPUIS; rang < DEPUIS + FICHIERS; rang++) {
    const [mutation] = fc.sample(tirees, { numRuns: 1, seed: GRAINE + rang });
    await eprouver(mutation!).catch((erreur: unknown) => {
      echecs.push(`fichier ${rang}, ${fc.stringify(mutation)} : ${String(erreur)}`);
    });
  }
  expect(echecs).toEqual([]);
  if (FICHIERS >= 24) expect([...issues.keys()].sort()).toEqual(['bloquée', 'validée']);
}, 3_600_000);
