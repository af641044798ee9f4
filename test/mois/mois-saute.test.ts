import { avancement } from '../../src/cloture/avancement';
import { CaAvancement } from '../../src/cloture/avancement/tables';
import { Periodes, Scelles } from '../../src/cloture/tables-communes';
import { depuisTexte, enEuros, type Jour } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { enterCells } from '../../src/workbook/entry';
import { readTables } from '../../src/workbook/reader';
import { runClose } from '../../src/workbook/runs';
import { verifySeals } from '../../src/workbook/seals/verify';
import type { Ligne } from '../../src/workbook/table';
import { AFFAIRES, attendu, classeur, finDe } from './petite-societe';

/** Février n'est pas clôturé : mars se ferme avec lui, et sa production part de janvier (capacité 24, domaine §1.3). */
const arreteDe = (mois: number): Jour => depuisTexte(finDe(mois))!;

let excel: EmbeddedExcel;
let client: Client;
beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await classeur() });
  client = bootClient(excel);
  client.install();
}, 120_000);
afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const fermer = (mois: number, anterieurs: boolean) =>
  runClose({ capacites: [avancement], arrete: arreteDe(mois), mode: 'FERMER', par: 'essai', anterieurs });

test('sans le demander, mars ne se ferme pas avant février', async () => {
  expect((await fermer(1, false)).bloque).toBe(false);
  const { bloque, anomalies } = await fermer(3, false);
  expect(bloque).toBe(true);
  expect(anomalies.find(a => a.code === 'C-GEN-08')).toMatchObject({ table: 'Periodes', cle: '2026-02' });
});

test('fermé avec février, mars produit deux mois : CA de mars moins CA de janvier, au centime', async () => {
  // Les extournes de mars tombent en avril : la période doit exister (domaine §1.2).
  const Periode = '2026-04' as Ligne<typeof Periodes>['Periode'];
  const avril = { Periode, Exercice: '2026', Etat: 'OUVERTE' };
  await enterCells({ table: Periodes, cle: { Periode }, valeurs: {}, sinon: avril });
  const bilan = await fermer(3, true);
  expect(bilan.anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
  const tables = await readTables([CaAvancement, Periodes, Scelles]);
  const etats = new Map(tables.lire(Periodes).lignes.map(l => [l.Periode as string, l.Etat]));
  expect(['2026-01', '2026-02', '2026-03', '2026-04'].map(p => etats.get(p))).toEqual([
    'FERMEE',
    'FERMEE',
    'FERMEE',
    'OUVERTE',
  ]);
  const lignes = tables.lire(CaAvancement).lignes.filter(l => l.Arrete === arreteDe(3));
  for (const affaire of AFFAIRES) {
    const ligne = lignes.find(l => l.IdAffaire === affaire.id)!;
    const [janvier, mars] = [attendu(affaire, 1), attendu(affaire, 3)];
    expect([affaire.id, enEuros(ligne.CaReconnu!)]).toEqual([affaire.id, mars.ca]);
    expect([affaire.id, enEuros(ligne.Production!)]).toEqual([
      affaire.id,
      Number((mars.ca - janvier.ca).toFixed(2)),
    ]);
  }
  expect(
    tables
      .lire(Scelles)
      .lignes.filter(l => l.Objet === 'SCELLE')
      .at(-1),
  ).toMatchObject({
    Arrete: arreteDe(3),
    ArretePrecedent: arreteDe(1),
  });
});

test('avril repart de mars, et mars se rejoue sans écart', async () => {
  expect((await fermer(4, false)).bloque).toBe(false);
  const { anomalies, rejeu } = await verifySeals({ capacites: [avancement], arrete: arreteDe(3) });
  expect(anomalies.filter(a => a.gravite !== 'INFO')).toEqual([]);
  expect(rejeu).toMatchObject({ comptes: [], lignes: [], anomalies: [] });
  const avril = (await readTables([CaAvancement]))
    .lire(CaAvancement)
    .lignes.filter(l => l.Arrete === arreteDe(4));
  for (const affaire of AFFAIRES)
    expect(enEuros(avril.find(l => l.IdAffaire === affaire.id)!.Production!)).toBe(
      Number((attendu(affaire, 4).ca - attendu(affaire, 3).ca).toFixed(2)),
    );
});
