import { immobilisations } from '../../src/cloture/immobilisations';
import { creerFiches } from '../../src/cloture/immobilisations/creation';
import type { Proposition } from '../../src/cloture/immobilisations/registre/facturation';
import { Immobilisations } from '../../src/cloture/immobilisations/tables';
import { compte, depuisEuros, enEuros, jour, versIso } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { buildWorkbook } from '../../src/embedded/templates/workbook';
import { immobilisationsEn, immobilisationsFr } from '../../src/ui/textes-immobilisations';
import { enterCells } from '../../src/workbook/entry';
import { readTables } from '../../src/workbook/reader';
import { runClose } from '../../src/workbook/runs';

/** Le bouton « Créer au registre », par la file des écritures, dans un vrai classeur. */
const NOVEMBRE = jour(2026, 11, 30);
const facture = (Ligne: string, euros: number) => ({
  IdFactF: 'A1',
  Ligne,
  Reference: `R${Ligne}`,
  DateFacture: jour(2026, 11, 10),
  IdFournisseur: 'FO',
  Compte: compte('2183'),
  Quantite: 1,
  MontantHT: depuisEuros(euros),
  MontantTVA: depuisEuros(euros / 5),
  Validee: true,
});
const fiche = (IdImmo: string) => ({
  IdImmo,
  Libelle: 'Serveur',
  Categorie: 'INFO',
  Type: 'CORPORELLE',
  DateAcquisition: jour(2026, 5, 12),
  DateMiseEnService: jour(2026, 5, 12),
  ValeurBrute: depuisEuros(12000),
  Mode: 'LINEAIRE',
  DureeMois: 36,
});
const ROWS = new Map<string, readonly Record<string, unknown>[]>([
  [
    'Exercices',
    [
      {
        Exercice: '2026',
        DateDebut: jour(2026, 1, 1),
        DateFin: jour(2026, 12, 31),
        Referentiel: 'PCG2025',
        Cloture: false,
      },
    ],
  ],
  ['Periodes', [{ Periode: '2026-11', Exercice: '2026', Etat: 'OUVERTE' }]],
  [
    'CategoriesImmo',
    [
      {
        Categorie: 'INFO',
        Libelle: 'Matériel informatique',
        Type: 'CORPORELLE',
        Compte: compte('2183'),
        CompteAmort: compte('28183'),
        CompteDotation: compte('68112'),
        Mode: 'LINEAIRE',
        DureeMois: 36,
        Prefixe: 'INF-',
      },
    ],
  ],
  ['Immobilisations', [fiche('INF-0001')]],
  ['FacturesFournisseurs', [facture('1', 900), facture('2', 1200)]],
]);

describe('dans un classeur', () => {
  let excel: EmbeddedExcel;
  let client: Client;
  beforeEach(async () => {
    const fichier = await buildWorkbook({ title: 'Essai', subtitle: '', rows: ROWS as never });
    excel = await createEmbeddedExcel({ fichier });
    client = bootClient(excel);
    client.install();
  });
  afterEach(() => {
    client.uninstall();
    client.dispose();
    excel.dispose();
  });

  const acces = { lireTables: readTables, saisir: enterCells };
  async function proposer(): Promise<readonly Proposition[]> {
    const bilan = await runClose({ capacites: [immobilisations], arrete: NOVEMBRE, mode: 'SIMULER' });
    const produite = bilan.produites.find(p => p.table.nom === 'PropositionsImmo');
    return (produite?.lignes ?? []) as unknown as readonly Proposition[];
  }
  const registre = async () => {
    const { lignes, anomalies } = (await readTables([Immobilisations])).lire(Immobilisations);
    expect(anomalies).toEqual([]);
    return lignes;
  };

  test('une fiche par ligne de facture, numéros à la suite ; une fois créée, elle n’est plus proposée', async () => {
    const [avant] = await registre();
    const propositions = await proposer();
    expect(propositions.map(p => p.Ligne)).toEqual(['1', '2']);
    await expect(creerFiches(propositions, acces)).resolves.toBe(2);
    const lignes = await registre();
    expect(lignes.map(f => f.IdImmo)).toEqual(['INF-0001', 'INF-0002', 'INF-0003']);
    expect(lignes[0]).toEqual(avant);
    const creee = lignes[1]!;
    expect(creee).toMatchObject({
      Categorie: 'INFO',
      Type: 'CORPORELLE',
      Compte: '2183',
      Mode: 'LINEAIRE',
      DureeMois: 36,
      IdFactF: 'A1',
      LigneFactF: '1',
    });
    expect([versIso(creee.DateAcquisition), enEuros(creee.ValeurBrute)]).toEqual(['2026-11-10', 900]);
    expect(creee.DateMiseEnService).toBeUndefined();
    expect(await proposer()).toEqual([]);
  });

  test('deux clics, ou une simulation périmée : rien ne se crée deux fois', async () => {
    const propositions = await proposer();
    await Promise.all([creerFiches(propositions, acces), creerFiches(propositions, acces)]);
    await expect(creerFiches(propositions, acces)).resolves.toBe(0);
    expect((await registre()).map(f => f.LigneFactF)).toEqual([undefined, '1', '2']);
  });

  test('un numéro pris depuis la simulation : la fiche saisie reste, les suivantes viennent après', async () => {
    const propositions = await proposer();
    const saisie = fiche('INF-0002');
    await enterCells({ table: Immobilisations, cle: { IdImmo: 'INF-0002' }, valeurs: {}, sinon: saisie });
    await creerFiches(propositions, acces);
    expect((await registre()).map(f => [f.IdImmo, f.LigneFactF])).toEqual([
      ['INF-0001', undefined],
      ['INF-0002', undefined],
      ['INF-0003', '1'],
      ['INF-0004', '2'],
    ]);
  });
});

test('le bouton dit combien, dans les deux langues', () => {
  expect([immobilisationsFr.creer('2'), immobilisationsFr.creees('2')]).toEqual([
    'Créer au registre (2)',
    'Fiches ajoutées au registre : 2.',
  ]);
  expect([immobilisationsEn.creer('2'), immobilisationsEn.creees('2')]).toEqual([
    'Add to the register (2)',
    'Records added to the register: 2.',
  ]);
});
