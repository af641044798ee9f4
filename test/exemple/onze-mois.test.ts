import { CAPACITES } from '../../src/cloture';
import { Dotations } from '../../src/cloture/immobilisations/tables';
import { BalanceAgeeClients } from '../../src/cloture/tiers/tables';
import { EcrituresCloture, Historique, Periodes } from '../../src/cloture/tables-communes';
import { fin, periode, periodeDe, versIso, type Jour, type Periode } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { EXAMPLE } from '../../src/embedded/templates/content';
import { buildWorkbook } from '../../src/embedded/templates/workbook';
import { readTables } from '../../src/workbook/reader';
import { runClose, type Mode } from '../../src/workbook/runs';
import type { Rang } from '../../src/workbook/table';
import { inventaire } from '../xlsx/inventaire';
import { verifier } from '../xlsx/verificateur';
import { Independant, type Attendu } from './independant';
import { societe, type Tables } from './noyau';

/**
 * La société fermée onze fois de suite dans un vrai classeur, par la bibliothèque d'Excel et toutes les capacités, comme
 * un contrôleur de gestion. Seuls manquent les temps et le planning des affaires internes : rien n'en dépend.
 */
const MOIS = Array.from({ length: 11 }, (_, rang) => periode(`2026-${String(rang + 1).padStart(2, '0')}`));

let tables: Tables;
let excel: EmbeddedExcel;
let client: Client;

beforeAll(async () => {
  tables = societe();
  const vendues = new Set(new Independant(tables).arreter(fin(periode('2026-11')), 0).map(a => a.affaire));
  const rows = new Map(
    [...tables].map(([nom, lignes]): [string, readonly Rang[]] => {
      const affaires = nom === 'Temps' || nom === 'Planning';
      return [nom, affaires ? lignes.filter(l => vendues.has(String(l['IdAffaire']))) : lignes];
    }),
  );
  excel = await createEmbeddedExcel({ fichier: await buildWorkbook({ ...EXAMPLE, rows }) });
  client = bootClient(excel);
  client.install();
});

afterAll(() => {
  client?.uninstall();
  client?.dispose();
  excel?.dispose();
});

const lancer = (mode: Mode, arrete: Jour) => runClose({ capacites: CAPACITES, arrete, mode, par: 'essai' });

/** Ce que les mois fermés ont laissé au classeur. */
async function ferme(jusqua: Jour) {
  const lues = await readTables([EcrituresCloture, Historique, Periodes, Dotations]);
  return {
    ecritures: lues
      .lire(EcrituresCloture)
      .lignes.filter(
        l => l.DateValidation !== undefined && (l.CleGeneration.split('|')[1] ?? '') <= versIso(jusqua),
      ),
    historique: lues.lire(Historique).lignes.filter(l => l.Arrete <= jusqua),
    dotations: lues.lire(Dotations).lignes.filter(l => l.Arrete <= jusqua),
    periodes: lues.lire(Periodes).lignes.filter(l => fin(l.Periode) <= jusqua),
  };
}

type Ferme = Awaited<ReturnType<typeof ferme>>;

const crediteur = ({ ecritures }: Ferme, prefixe: string, mois: Periode): number =>
  ecritures
    .filter(l => l.Compte.startsWith(prefixe) && periodeDe(l.DateEcriture) === mois)
    .reduce((somme, l) => somme + l.Credit - l.Debit, 0);

/** Le solde des clients à un jour, sur les écritures brutes de la société. */
const soldeClients = (auPlusTard: Jour): number =>
  (tables.get('Ecritures') ?? [])
    .filter(l => /^41[16]/.test(String(l['Compte'])) && Number(l['DateEcriture']) <= auPlusTard)
    .reduce((somme, l) => somme + Number(l['Debit']) - Number(l['Credit']), 0);

/** CA, facturé, FAE et PCA historisés d'une affaire à un arrêté, en centimes. */
function cumuls(
  historique: Awaited<ReturnType<typeof ferme>>['historique'],
  { affaire, lot }: Pick<Attendu, 'affaire' | 'lot'>,
  arrete: Jour,
) {
  const lignes = historique.filter(
    h => h.IdAffaire === affaire && h.Lot === lot && h.Arrete === arrete && h.TypeLigne !== 'EXTOURNE',
  );
  const total = (module: string) =>
    lignes.filter(h => h.Module === module).reduce((somme, h) => somme + h.Montant, 0);
  const facture = lignes.find(h => h.Module === 'CA')?.FACT ?? 0;
  return { ca: total('CA'), facture, fae: total('FAE'), pca: total('PCA') };
}

test('onze mois fermés l’un après l’autre : production = facturé + ΔFAE - ΔPCA, et les figures attendues', async () => {
  let fige: Ferme | undefined;
  for (const [rang, mois] of MOIS.entries()) {
    const arrete = fin(mois);
    const { bloque, anomalies } = await lancer('FERMER', arrete);
    expect([mois, bloque, anomalies.filter(a => a.gravite === 'BLOQUANT')]).toEqual([mois, false, []]);
    // Ce que les mois d'avant ont figé n'a pas bougé.
    if (fige) expect(await ferme(fin(MOIS[rang - 1] ?? mois))).toEqual(fige);
    fige = await ferme(arrete);
    const dotations = fige.dotations.filter(d => d.Arrete === arrete);
    const dotees = dotations.reduce((somme, d) => somme + (d.Economique ?? 0), 0);
    expect(dotees).toBeGreaterThan(0);
    expect([mois, -crediteur(fige, '6811', mois)]).toEqual([mois, dotees]);
    const balance = (await readTables([BalanceAgeeClients])).lire(BalanceAgeeClients).lignes;
    const total = balance.find(l => l.Niveau === 'TOTAL')?.Total;
    expect([mois, total]).toEqual([mois, soldeClients(arrete)]);
  }
  const { historique, periodes } = await ferme(fin(periode('2026-11')));
  expect(periodes.filter(p => p.Etat === 'FERMEE').map(p => p.Periode)).toEqual(['2025-12', ...MOIS]);
  const independant = new Independant(tables);
  let avant: Periode = periode('2025-12');
  for (const mois of MOIS) {
    const attendus = independant.arreter(fin(mois), fin(avant));
    for (const attendu of attendus) {
      const { affaire, production, ca, facture, fae, pca } = attendu;
      const lus = cumuls(historique, attendu, fin(mois));
      const m1 = cumuls(historique, attendu, fin(avant));
      expect([mois, affaire, lus]).toEqual([mois, affaire, { ca, facture, fae, pca }]);
      const identite = lus.facture - m1.facture + (lus.fae - m1.fae) - (lus.pca - m1.pca);
      expect([mois, affaire, identite]).toEqual([mois, affaire, production]);
    }
    avant = mois;
  }
});

test('le fichier écrit est sans défaut, et dit 24A010 et 24A020 au centime (domaine §18)', async () => {
  await excel.calculated();
  const octets = await excel.save();
  expect(verifier(octets)).toEqual([]);
  const { valeurs = {} } = inventaire(octets).feuilles.find(f => f.nom === "CA à l'avancement") ?? {};
  // Une valeur se lit « type valeur » ; les en-têtes sont en ligne 4.
  const valeur = (adresse: string) => valeurs[adresse]?.replace(/^\S+ /, '');
  const colonnes = Object.keys(valeurs).flatMap(adresse => /^([A-Z]+)4$/.exec(adresse)?.[1] ?? []);
  const colonne = (entete: string) => colonnes.find(c => valeur(`${c}4`) === entete) ?? '';
  const figures = (affaire: string) => {
    const rangs = Object.keys(valeurs).flatMap(adresse => /^A(\d+)$/.exec(adresse)?.[1] ?? []);
    const rang = rangs.find(
      n =>
        valeur(`${colonne('Arrêté')}${n}`) === String(fin(periode('2026-11'))) &&
        valeur(`${colonne('Affaire')}${n}`) === affaire,
    );
    const entetes = ['CA reconnu', 'Facturé', 'FAE', 'PCA', 'CA M-1', 'Production du mois'];
    return entetes.map(entete => Number(valeur(`${colonne(entete)}${rang}`)));
  };
  expect(figures('24A010')).toEqual([45_000, 30_000, 15_000, 0, 38_000, 7_000]);
  expect(figures('24A020')).toEqual([18_200, 21_000, 0, 2_800, 14_700, 3_500]);
});

test('un temps de mars changé après coup ne déplace rien des mois fermés ; décembre porte l’écart', async () => {
  const novembre = fin(periode('2026-11'));
  const avant = await ferme(novembre);
  const [tete = [], ...lignes] = await client.Excel.run(async context => {
    const plage = context.workbook.tables.getItem('Temps').getRange();
    plage.load('values');
    await context.sync();
    return plage.values as unknown[][];
  });
  const colonne = (nom: string) => tete.indexOf(nom);
  const rang = lignes.findIndex(
    l =>
      l[colonne('Affaire')] === '26A120' && l[colonne('Date')] === 46_094 && l[colonne('État')] === 'VALIDE',
  );
  expect(rang).toBeGreaterThan(0);
  await client.Excel.run(async context => {
    const jours = context.workbook.tables.getItem('Temps').columns.getItem('Jours').getDataBodyRange();
    jours.getCell(rang, 0).values = [[21]];
    await context.sync();
  });
  const decembre = fin(periode('2026-12'));
  const { bloque } = await lancer('VALIDER', decembre);
  expect(bloque).toBe(false);
  const apres = await ferme(decembre);
  expect(apres.historique.filter(h => h.Arrete <= novembre)).toEqual(avant.historique);
  expect(apres.ecritures).toEqual(avant.ecritures);
  expect(apres.periodes.filter(p => fin(p.Periode) <= novembre)).toEqual(avant.periodes);
  const charges = (lignes: typeof apres.historique, arrete: Jour) =>
    lignes.find(h => h.IdAffaire === '26A120' && h.Module === 'CA' && h.Arrete === arrete)?.CH ?? 0;
  const sansChangement = new Independant(tables)
    .arreter(decembre, novembre)
    .find(a => a.affaire === '26A120');
  expect(charges(apres.historique, novembre)).toBe(charges(avant.historique, novembre));
  expect(charges(apres.historique, decembre)).toBeGreaterThan((sansChangement?.charges ?? 0) + 5_000_00);
});
