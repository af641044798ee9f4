import { avancement } from '../../src/cloture/avancement';
import { CaAvancement } from '../../src/cloture/avancement/tables';
import { Affaires, Temps } from '../../src/cloture/tables-communes';
import { enEuros, jour, taux } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import type { BridgeRequest } from '../../src/embedded/protocol/wire';
import { enterCells } from '../../src/workbook/entry';
import { decrireFeuille } from '../../src/workbook/feuille';
import { insertFormula, readSelection, writeExamples } from '../../src/workbook/formulas';
import { readTables } from '../../src/workbook/reader';
import { runClose } from '../../src/workbook/runs';
import { insertTables } from '../../src/workbook/setup';
import { petitClasseur } from '../exemple/petit-classeur';

/** Ce que le volet écrit à la place de l'utilisateur, par la vraie bibliothèque ; un classeur neuf par essai. */
const NOVEMBRE = jour(2026, 11, 30);
/** Le drapeau d'un envoi qui écrit (office-js §6.4). */
const ECRIT = 1;
const CLE = { Arrete: NOVEMBRE, IdAffaire: '24A010', Regle: 'FORFAIT_COUTS' };

let excel: EmbeddedExcel;
let client: Client;

async function ouvrir(fichier?: Uint8Array): Promise<void> {
  excel = await createEmbeddedExcel(fichier ? { fichier } : {});
  client = bootClient(excel);
  client.install();
}

afterEach(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const executer = (mode: 'SIMULER' | 'VALIDER') =>
  runClose({ capacites: [avancement], arrete: NOVEMBRE, mode });

function cellule(feuille: string, adresse: string, quoi: 'values' | 'formulas'): Promise<unknown> {
  return client.Excel.run(async context => {
    const plage = context.workbook.worksheets.getItem(feuille).getRange(adresse);
    plage.load(quoi);
    await context.sync();
    return (plage[quoi] as unknown[][])[0]?.[0];
  });
}

const choisir = (feuille: string, adresse: string): Promise<void> =>
  client.Excel.run(async context => {
    const { worksheets } = context.workbook;
    worksheets.getItem(feuille).activate();
    worksheets.getItem(feuille).getRange(adresse).select();
    await context.sync();
  });

describe('un % forcé écrit du volet', () => {
  beforeEach(async () => ouvrir(await petitClasseur()));

  const forcee = async () => {
    const { lignes } = (await readTables([CaAvancement])).lire(CaAvancement);
    return lignes.find(l => l.IdAffaire === '24A010' && l.Arrete === NOVEMBRE);
  };

  test('va dans sa ligne et nulle part ailleurs ; le calcul le retient : 24A010 à 50 % de 100 000', async () => {
    await executer('VALIDER');
    const avant = await forcee();
    const valeurs = { TauxForce: taux('0.5'), Motif: '=Recette signée' };
    await expect(enterCells({ table: CaAvancement, cle: CLE, valeurs })).resolves.toBe(true);
    const apres = await forcee();
    expect(apres).toEqual({ ...avant, ...valeurs });
    const bilan = await executer('SIMULER');
    const ligne = bilan.produites.find(p => p.table.nom === 'CaAvancement')?.lignes[0] as {
      CaReconnu: Parameters<typeof enEuros>[0];
    };
    expect(enEuros(ligne.CaReconnu)).toBe(50_000);
  });

  test('avant toute validation, la ligne de la simulation est ajoutée avec lui', async () => {
    const bilan = await executer('SIMULER');
    const sinon = bilan.produites
      .find(p => p.table.nom === 'CaAvancement')
      ?.lignes.find(l => l['IdAffaire'] === '24A010');
    if (!sinon) throw new Error('24A010 absente de la simulation');
    const valeurs = { TauxForce: taux('0.5'), Motif: 'Recette signée' };
    await expect(enterCells({ table: CaAvancement, cle: CLE, valeurs, sinon })).resolves.toBe(true);
    expect((await forcee())?.Motif).toBe('Recette signée');
    expect((await forcee())?.TauxForce?.toNumber()).toBe(0.5);
  });

  test('des lignes insérées par un co-auteur au moment d’écrire : la saisie va dans sa ligne, pas là où elle était', async () => {
    await executer('VALIDER');
    const avant = (await readTables([CaAvancement])).lire(CaAvancement).lignes;
    const coauteur = bootClient(excel);
    const { session } = client;
    const envoyer = session.sendMessageToHost.bind(session);
    let inserees = 0;
    session.sendMessageToHost = texte => {
      if (inserees > 0 || ((JSON.parse(texte) as BridgeRequest).flags & ECRIT) === 0) return envoyer(texte);
      inserees = 2;
      void coauteur.Excel.run(async context => {
        context.workbook.worksheets.getItem(CaAvancement.feuille).getRange('2:3').insert('Down');
        await context.sync();
      }).then(() => envoyer(texte));
    };
    const valeurs = { TauxForce: taux('0.5'), Motif: 'Recette signée' };
    await expect(enterCells({ table: CaAvancement, cle: CLE, valeurs })).resolves.toBe(true);
    expect(inserees).toBe(2);
    const attendues = avant.map(l => ({
      ...l,
      ...(l.IdAffaire === CLE.IdAffaire ? valeurs : {}),
      ligne: l.ligne + inserees,
    }));
    expect((await readTables([CaAvancement])).lire(CaAvancement).lignes).toEqual(attendues);
    coauteur.dispose();
  });

  test('sans ligne ni de quoi la créer, rien n’est écrit et la réponse le dit', async () => {
    const cle = { Arrete: NOVEMBRE, IdAffaire: 'INCONNUE' };
    await expect(enterCells({ table: CaAvancement, cle, valeurs: { Motif: 'x' } })).resolves.toBe(false);
  });
});

describe('une formule insérée', () => {
  beforeEach(async () => ouvrir(await petitClasseur()));
  const FEUILLE = 'Liste des affaires';

  test('va dans la cellule active ; une cellule occupée demande d’abord', async () => {
    await choisir(FEUILLE, 'P2');
    expect(await insertFormula('=1+1', false)).toMatchObject({ written: true, empty: true });
    expect(await cellule(FEUILLE, 'P2', 'formulas')).toBe('=1+1');
    expect(await insertFormula('=2+2', false)).toMatchObject({ written: false, empty: false });
    expect(await cellule(FEUILLE, 'P2', 'formulas')).toBe('=1+1');
    expect(await insertFormula('=2+2', true)).toMatchObject({ written: true });
    expect(await cellule(FEUILLE, 'P2', 'formulas')).toBe('=2+2');
  });

  test('la sélection se lit avec son adresse', async () => {
    await choisir(FEUILLE, 'P2');
    await insertFormula('=1+1', false);
    await excel.calculated();
    const { address, values } = await readSelection();
    expect(address).toMatch(/Liste des affaires'?!P2$/);
    expect(values).toEqual([[2]]);
  });

  test('la feuille d’exemples se remplit une fois ; rappelée, elle n’est pas touchée', async () => {
    const exemple = {
      name: 'SOMME',
      description: 'Addition',
      shown: '=SOMME(1;2)',
      formula: '=SUM(1,2)',
      expected: [[3]],
      note: 'arithmétique',
    };
    const titres = ['Exemples', 'Nom', 'Rend', 'Formule', 'Résultat', 'Attendu', 'Source'] as const;
    expect(await writeExamples('Essai', [...titres], [exemple])).toBe(true);
    await excel.calculated();
    expect(await cellule('Essai', 'C4', 'values')).toBe('=SOMME(1;2)');
    expect(await cellule('Essai', 'D4', 'values')).toBe(3);
    expect(await cellule('Essai', 'E4', 'values')).toBe(3);
    expect(await writeExamples('Essai', [...titres], [{ ...exemple, formula: '=0' }])).toBe(false);
    expect(await cellule('Essai', 'D4', 'formulas')).toBe('=SUM(1,2)');
  });
});

test('les tables manquantes s’ajoutent à un classeur qui n’en a aucune, celles qu’il a ne bougent pas', async () => {
  await ouvrir();
  expect(await insertTables([decrireFeuille(Affaires)])).toBe(1);
  expect(await insertTables([decrireFeuille(Affaires), decrireFeuille(Temps)])).toBe(1);
  const lues = await readTables([Affaires, Temps]);
  for (const table of [Affaires, Temps]) {
    const { absente, anomalies, lignes } = lues.lire(table);
    expect([table.nom, absente, anomalies, lignes]).toEqual([table.nom, false, [], []]);
  }
});
