import { CAPACITES } from '../../src/cloture';
import { avancement } from '../../src/cloture/avancement';
import { jourFec, montantFec } from '../../src/cloture/comptabilite-generale/fec/calcul/ecrire';
import { exporterFec, TABLES_EXPORT } from '../../src/cloture/comptabilite-generale/fec/exporter';
import {
  type ModeFec,
  planifierImport,
  TABLES_IMPORT,
} from '../../src/cloture/comptabilite-generale/fec/importer';
import { mettreEnTables } from '../../src/cloture/comptabilite-generale/fec/lire';
import { RapportFec } from '../../src/cloture/comptabilite-generale/fec/tables';
import { etats } from '../../src/cloture/etats';
import { Ecritures, EcrituresCloture, PlanComptable, Tiers } from '../../src/cloture/tables-communes';
import { FEUILLES_COMMUNES } from '../../src/cloture/tables-communes/feuilles';
import { lireParametres } from '../../src/cloture/tables-communes/parametres';
import { finDeMois, jour, type Montant, terminer } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import type { WorkOptions } from '../../src/workbook/office';
import { readTables } from '../../src/workbook/reader';
import { runClose } from '../../src/workbook/runs';
import type { Ligne } from '../../src/workbook/table';
import { writeTogether } from '../../src/workbook/together';
import { undoLastRun } from '../../src/workbook/undo';
import {
  base,
  facture,
  ligne,
  type LigneBrute,
  lireTexte,
  texte,
} from '../cloture/comptabilite-generale/fec/atelier';
import { petitClasseur } from '../exemple/petit-classeur';

/** Un FEC entre au classeur de l'utilisateur : entier, ou pas du tout. */
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

const FEUILLES = [...CAPACITES.flatMap(c => [...c.feuilles]), ...FEUILLES_COMMUNES];

async function importer(contenu: string, mode: ModeFec = 'REMPLACER', options: WorkOptions = {}) {
  const lecture = await lireTexte(contenu);
  const plan = terminer(
    planifierImport(await mettreEnTables(lecture), await readTables(TABLES_IMPORT), mode),
  );
  if (plan.anomalies.length > 0) return plan.anomalies.map(a => a.message);
  await writeTogether(
    {
      produites: plan.produites,
      sheets: FEUILLES,
      module: 'import-fec',
      arrete: finDeMois(lecture.derniereEcriture!),
      message: '',
    },
    options,
  );
  return [];
}

const lues = async () => {
  const tables = await readTables([Ecritures, PlanComptable, Tiers, RapportFec]);
  return {
    ecritures: tables.lire(Ecritures).lignes,
    comptes: tables.lire(PlanComptable).lignes,
    tiers: tables.lire(Tiers).lignes,
    rapport: tables.lire(RapportFec).lignes,
  };
};
const numeros = async () =>
  (await lues()).ecritures.map(l => `${l.Journal} ${l.EcritureNum}/${l.Ligne}`).sort();

test('les écritures entrent, avec les comptes, les tiers et le rapport qui manquaient', async () => {
  const avant = await lues();
  expect(await importer(texte(base()))).toEqual([]);
  const apres = await lues();
  expect(await numeros()).toEqual([
    'BQ 1/1',
    'BQ 1/2',
    ...['VT 1', 'VT 2'].flatMap(n => [1, 2, 3].map(l => `${n}/${l}`)),
  ]);
  expect(apres.tiers.map(l => l.IdTiers)).toEqual([...avant.tiers.map(l => l.IdTiers), 'DUPONT']);
  // Un compte déjà là garde son libellé.
  const connu = avant.comptes.find(l => l.Compte === '706000');
  if (connu) expect(apres.comptes.find(l => l.Compte === '706000')?.Libelle).toBe(connu.Libelle);
  expect(apres.rapport.map(l => l.Rubrique)).toEqual(expect.arrayContaining(['FICHIER', 'TOTAL', 'JOURNAL']));
});

test('remplacer : ce qui n’est plus au fichier part, ce que l’utilisateur a ajouté à une ligne reste', async () => {
  await importer(texte(base()));
  const [premiere] = (await lues()).ecritures;
  await client.Excel.run(async context => {
    const feuille = context.workbook.worksheets.getItem(Ecritures.feuille);
    const rang = Ecritures.colonnes.findIndex(c => c.cle === 'IdAffaire');
    feuille.getRangeByIndexes(premiere!.ligne - 1, rang, 1, 1).values = [['24A010']];
    await context.sync();
  });
  expect(await importer(texte([...facture(1, '20260115'), ...facture(3, '20260401')]))).toEqual([]);
  expect(await numeros()).toEqual(['VT 1', 'VT 3'].flatMap(n => [1, 2, 3].map(l => `${n}/${l}`)));
  expect((await lues()).ecritures.find(l => l.ligne === premiere!.ligne)?.IdAffaire).toBe('24A010');
});

test('ajouter : les pièces nouvelles s’ajoutent ; une pièce déjà là refuse tout', async () => {
  await importer(texte(base()));
  expect(await importer(texte(facture(3, '20260401')), 'AJOUTER')).toEqual([]);
  expect((await numeros()).length).toBe(11);
  const refus = await importer(texte([...facture(3, '20260401'), ...facture(4, '20260402')]), 'AJOUTER');
  expect(refus[0]).toContain('VT 3, ligne 1 du fichier est déjà dans le classeur');
  expect((await numeros()).length).toBe(11);
});

test('deux fois le même import valent un', async () => {
  await importer(texte(base()));
  const une = await lues();
  await importer(texte(base()));
  expect(await lues()).toEqual(une);
});

test('y renoncer pendant l’écriture remet le classeur comme il était', async () => {
  await importer(texte(base()));
  const avant = await lues();
  const arret = new AbortController();
  const onProgress = ({ etape }: { etape: string }) => {
    if (etape.includes('Ecritures')) arret.abort();
  };
  const grand = Array.from({ length: 200 }, (_, n) => facture(n + 10, '20260401')).flat();
  const essai = importer(texte(grand), 'REMPLACER', { signal: arret.signal, onProgress });
  await expect(essai).rejects.toThrow('Opération annulée');
  expect(await lues()).toEqual(avant);
});

describe('un FEC qui ramène les écritures de la clôture', () => {
  const NOVEMBRE = jour(2026, 11, 30);
  type LigneCloture = Ligne<typeof EcrituresCloture>;

  const cloture = async () =>
    (await readTables([EcrituresCloture])).lire(EcrituresCloture).lignes.filter(l => l.Exercice === '2026');
  /** Les écritures de clôture du classeur, telles qu'un logiciel les rend. */
  const ramenees = async (change: (l: LigneCloture) => LigneBrute): Promise<LigneBrute[]> =>
    (await cloture()).map(l => ({
      ...ligne({ JournalCode: l.Journal, JournalLib: l.JournalLib ?? '', EcritureNum: l.EcritureNum }),
      ...{ EcritureDate: jourFec(l.DateEcriture), PieceDate: jourFec(l.DatePiece), PieceRef: l.Piece },
      ...{ CompteNum: l.Compte, CompteLib: l.Compte, EcritureLib: l.Libelle, ValidDate: '20261201' },
      ...{ Debit: montantFec(l.Debit), Credit: montantFec(l.Credit) },
      ...change(l),
    }));
  /** Les états du mois, tels que leurs feuilles les montrent. */
  async function etatsDuMois() {
    const tables = await readTables(etats.lit);
    const { produites } = etats.calculer({
      arrete: NOVEMBRE,
      tables,
      parametres: lireParametres(tables, NOVEMBRE),
    });
    return produites.map(({ table, lignes }) => [table.nom, lignes]);
  }

  beforeEach(async () => {
    expect(await importer(texte(base()))).toEqual([]);
    const { bloque } = await runClose({
      capacites: [avancement],
      arrete: NOVEMBRE,
      mode: 'FERMER',
      par: 'essai',
    });
    expect([bloque, (await cloture()).length > 0]).toEqual([false, true]);
  });

  const renumerotee = ({ EcritureNum }: LigneCloture) => EcritureNum.replace(/\D/g, '');
  const CAS: readonly [string, (l: LigneCloture) => LigneBrute][] = [
    ['telles quelles', () => ({})],
    [
      'renumérotées, leur référence gardée',
      l => ({ EcritureNum: renumerotee(l), JournalCode: `O${l.Journal}` }),
    ],
    [
      'renumérotées, leur numéro pour référence',
      l => ({ EcritureNum: renumerotee(l), PieceRef: l.EcritureNum }),
    ],
  ];
  test.each(CAS)('%s : les états ne changent pas, et elles sont nommées', async (_, change) => {
    const [avant, generees] = [await etatsDuMois(), await cloture()];
    expect(await importer(texte([...base(), ...(await ramenees(change))]))).toEqual([]);
    expect(await etatsDuMois()).toEqual(avant);
    const dits = (await lues()).rapport.map(l => l.Libelle).filter(l => l.includes('une seconde fois'));
    expect(dits).toHaveLength(1);
    for (const { Journal, EcritureNum } of generees) expect(dits[0]).toContain(`${Journal} ${EcritureNum}`);
  });

  test('fermer, exporter, importer : les états sont ceux d’avant', async () => {
    const avant = await etatsDuMois();
    const exporte = await exporterFec(await readTables(TABLES_EXPORT), { exercice: '2026' });
    expect(exporte.anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
    expect(await importer(new TextDecoder('iso-8859-15').decode(exporte.fichiers[0]!.octets))).toEqual([]);
    expect(await etatsDuMois()).toEqual(avant);
    expect(await numeros()).toHaveLength(8);
  });

  test('une vraie écriture de mêmes montants n’est pas de la clôture', async () => {
    const vraies = await ramenees(l => ({ EcritureNum: renumerotee(l), PieceRef: 'OD-MAIN' }));
    expect(await importer(texte([...base(), ...vraies]))).toEqual([]);
    expect(await numeros()).toHaveLength(8 + vraies.length);
  });

  test('à d’autres montants, le fichier est refusé', async () => {
    const double = (m: Montant) => montantFec((2 * m) as Montant);
    const lignes = await ramenees(l => ({ Debit: double(l.Debit), Credit: double(l.Credit) }));
    const avant = await lues();
    const refus = await importer(texte([...base(), ...lignes]));
    expect(refus[0]).toContain("a le numéro d'une écriture de clôture, mais d'autres montants");
    expect(await lues()).toEqual(avant);
  });
});

test('« Annuler la dernière exécution » défait un import', async () => {
  const avant = await lues();
  await importer(texte(base()));
  await undoLastRun(CAPACITES);
  const apres = await lues();
  expect(apres.ecritures.length).toBe(avant.ecritures.length);
  expect(apres.tiers).toEqual(avant.tiers);
  expect(apres.comptes).toEqual(avant.comptes);
});
