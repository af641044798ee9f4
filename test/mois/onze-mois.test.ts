import { avancement } from '../../src/cloture/avancement';
import type { Acces } from '../../src/cloture/fonction';
import { EcrituresCloture, Historique, Parametres, Periodes } from '../../src/cloture/tables-communes';
import { arreteDuClasseur, lireParametres } from '../../src/cloture/tables-communes/parametres';
import { depuisTexte, enEuros, texteJour, versIso, type Jour, type Montant } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { CATALOGUE, tablesRead } from '../../src/functions/catalogue';
import { readTables } from '../../src/workbook/reader';
import { type Mode, runClose } from '../../src/workbook/runs';
import { AFFAIRES, attendu, classeur, finDe, FORCE } from './petite-societe';

/**
 * Onze mois de 2026 clos l'un après l'autre, par les vraies exécutions, avec les deux méthodes d'avancement : chaque
 * mois a ses chiffres, la production se recoupe par les écritures, et rien de ce qui est fermé ne bouge.
 */
const MOIS = Array.from({ length: 11 }, (_, i) => i + 1);
const jour = (iso: string): Jour => depuisTexte(iso)!;
const arreteDe = (mois: number) => jour(finDe(mois));

let excel: EmbeddedExcel;
let client: Client;

beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await classeur() });
  client = bootClient(excel);
  client.install();
});

afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const lancer = (mode: Mode, mois: number) =>
  runClose({ capacites: [avancement], arrete: arreteDe(mois), mode, par: 'essai' });

/** Force un % dans la feuille « CA à l'avancement », à la ligne de l'affaire et de l'arrêté. */
async function forcer(mois: number): Promise<void> {
  await client.Excel.run(async context => {
    const table = context.workbook.tables.getItem('CaAvancement');
    const entetes = table.getHeaderRowRange().load('values');
    const corps = table.getDataBodyRange().load('values');
    await context.sync();
    const rang = (nom: string) => (entetes.values[0] as string[]).indexOf(nom);
    const ligne = (corps.values as unknown[][]).findIndex(
      l => l[rang('Affaire')] === FORCE.id && l[rang('Arrêté')] === arreteDe(mois),
    );
    corps.getCell(ligne, rang('% forcé')).values = [[FORCE.taux]];
    corps.getCell(ligne, rang('Motif')).values = [[FORCE.motif]];
    await context.sync();
  });
}

async function tables() {
  const lues = await readTables([EcrituresCloture, Historique, Parametres, Periodes]);
  return {
    ecritures: lues.lire(EcrituresCloture).lignes,
    historique: lues.lire(Historique).lignes,
    periodes: lues.lire(Periodes).lignes,
    arrete: arreteDuClasseur(lues),
  };
}

type Tables = Awaited<ReturnType<typeof tables>>;

/** Une ligne sans sa place : ce qui est figé est son contenu. */
const sansPlace = ({ ligne: _, ...l }: Record<string, unknown>) => l;
const figees = ({ ecritures, historique }: Tables, mois: number) => ({
  ecritures: ecritures.filter(l => l.CleGeneration.split('|')[1]! <= finDe(mois)).map(sansPlace),
  historique: historique.filter(l => l.Arrete <= arreteDe(mois)).map(sansPlace),
});

/** Solde créditeur des comptes d'un préfixe, pour une affaire, entre deux dates. */
function credit({ ecritures }: Tables, prefixe: string, id: string, du: string, au: string): number {
  const centimes = ecritures
    .filter(l => l.Compte.startsWith(prefixe) && l.IdAffaire === id)
    .filter(l => l.DateEcriture >= jour(du) && l.DateEcriture <= jour(au))
    .reduce((s, l) => s + l.Credit - l.Debit, 0);
  return enEuros(centimes as Montant);
}

const debutDe = (mois: number) => `${finDe(mois).slice(0, 8)}01`;
const ecart = (a: number, b: number) => Number((a - b).toFixed(2));

function montantHistorise({ historique }: Tables, module: string, id: string, mois: number): number {
  const lignes = historique.filter(
    l => l.Module === module && l.IdAffaire === id && l.Arrete === arreteDe(mois) && l.TypeLigne === 'ARRETE',
  );
  return enEuros(lignes.reduce((s, l) => s + l.Montant, 0) as Montant);
}

const clotures: { mois: number; apres: Tables }[] = [];

describe('onze mois clos de suite', () => {
  test.each(MOIS)(
    'mois %i : fermer ne bloque pas, et ouvre le suivant',
    async mois => {
      if (mois === FORCE.mois) {
        await lancer('VALIDER', mois);
        await forcer(mois);
      }
      expect((await lancer('FERMER', mois)).bloque).toBe(false);
      const apres = await tables();
      clotures.push({ mois, apres });
      expect(texteJour(apres.arrete!)).toBe(texteJour(arreteDe(mois + 1)));
      expect(apres.periodes.find(p => p.Periode === finDe(mois).slice(0, 7))?.Etat).toBe('FERMEE');
      expect(apres.periodes.find(p => p.Periode === finDe(mois + 1).slice(0, 7))?.Etat).toBe('OUVERTE');
    },
    60_000,
  );

  test.each(MOIS)('mois %i : les chiffres sont ceux du domaine, au centime', mois => {
    const { apres } = clotures[mois - 1]!;
    for (const affaire of AFFAIRES) {
      const a = attendu(affaire, mois);
      const lus = {
        ca: montantHistorise(apres, 'CA', affaire.id, mois),
        fae: montantHistorise(apres, 'FAE', affaire.id, mois),
        pca: montantHistorise(apres, 'PCA', affaire.id, mois),
        provision: montantHistorise(apres, 'P1516', affaire.id, mois),
      };
      expect({ id: affaire.id, ...lus }).toEqual({
        id: affaire.id,
        ca: a.ca,
        fae: a.fae,
        pca: a.pca,
        provision: a.provision,
      });
    }
  });

  test('la perte de F2 est provisionnée dès le premier mois, et fond ; le 1516 suit', () => {
    const derniere = clotures.at(-1)!.apres;
    const provisions = MOIS.map(m => attendu(AFFAIRES[1]!, m).provision);
    expect(provisions[0]).toBeGreaterThan(provisions[10]!);
    for (const [i, provision] of provisions.entries())
      expect(credit(derniere, '1516', 'F2', '2026-01-01', finDe(i + 1))).toBe(provision);
  });

  test('production = facturé + ΔFAE − ΔPCA, pour chaque affaire et chaque mois, par les écritures', () => {
    const derniere = clotures.at(-1)!.apres;
    for (const affaire of AFFAIRES)
      for (const mois of MOIS) {
        const [ici, avant] = [attendu(affaire, mois), mois === 1 ? undefined : attendu(affaire, mois - 1)];
        const production = ecart(ici.ca, avant?.ca ?? 0);
        const facture = affaire.factures[mois - 1] ?? 0;
        const mouvement = credit(derniere, '706', affaire.id, debutDe(mois), finDe(mois));
        expect(ecart(mouvement + facture, 0)).toBe(production);
        const parts = ici.fae - (avant?.fae ?? 0) - (ici.pca - (avant?.pca ?? 0));
        expect(ecart(facture + parts, 0)).toBe(production);
      }
  });

  test('chaque clôture laisse telles quelles les précédentes', () => {
    const derniere = clotures.at(-1)!.apres;
    for (const { mois, apres } of clotures) expect(figees(derniere, mois)).toEqual(figees(apres, mois));
  });

  test('le % forcé ne vaut que pour son arrêté : juillet repart du % calculé', () => {
    const ligne = (mois: number) =>
      clotures[10]!.apres.historique.find(
        l => l.Module === 'CA' && l.IdAffaire === FORCE.id && l.Arrete === arreteDe(mois),
      );
    expect(ligne(FORCE.mois)?.PctForce?.toNumber()).toBe(FORCE.taux);
    expect(ligne(FORCE.mois + 1)?.PctForce).toBeUndefined();
  });

  test('les fonctions d’un mois fermé répondent de l’historique', async () => {
    const lues = await readTables(tablesRead());
    const acces: Acces = {
      version: '',
      base1904: false,
      langue: 'fr',
      modele: () => ({
        arrete: arreteDuClasseur(lues),
        tables: lues,
        parametres: arrete => lireParametres(lues, arrete),
      }),
    };
    const appeler = (id: string, ...args: unknown[]) =>
      CATALOGUE.find(f => f.id === id)!.creer(acces)(...args, null, null);
    for (const affaire of AFFAIRES)
      for (const mois of MOIS) {
        const a = attendu(affaire, mois);
        const lu = (id: string) => appeler(id, affaire.id, finDe(mois));
        expect(lu('CA.AVANCEMENT')).toBe(a.ca);
        expect([lu('CA.FACTURE'), lu('CA.FAE'), lu('CA.PCA')]).toEqual([a.facture, a.fae, a.pca]);
        expect([lu('CA.BUDGET'), lu('CA.RAF')]).toEqual([affaire.vendu, a.raf]);
        expect(lu('CA.MARGE')).toBe(ecart(a.ca, a.charges));
      }
    expect(appeler('CA.TABLEAU', finDe(5))).toHaveLength(1 + AFFAIRES.length);
  });
});

describe('un temps de janvier changé en décembre', () => {
  test('ne déplace rien des onze mois fermés ; l’écart tombe en décembre, et se dit (C-GEN-04)', async () => {
    const avant = figees(await tables(), 11);
    await client.Excel.run(async context => {
      const table = context.workbook.tables.getItem('Temps');
      const ids = table.columns.getItem('N° temps').getDataBodyRange().load('values');
      const jours = table.columns.getItem('Jours').getDataBodyRange();
      await context.sync();
      const rang = ids.values.findIndex(l => l[0] === 'T-F1-01-01');
      jours.getCell(rang, 0).values = [[3]];
      await context.sync();
    });
    const bilan = await lancer('FERMER', 12);
    expect(bilan.bloque).toBe(false);
    expect(bilan.anomalies.find(a => a.code === 'C-GEN-04')).toMatchObject({ table: 'Temps', cle: 'F1' });
    const apres = await tables();
    expect(figees(apres, 11)).toEqual(avant);
    const deDecembre = apres.historique.find(
      l => l.Module === 'CA' && l.IdAffaire === 'F1' && versIso(l.Arrete) === finDe(12),
    );
    // Deux jours de plus à 510 €.
    expect(enEuros(deDecembre!.CH!)).toBe(attendu(AFFAIRES[0]!, 12).charges + 1_020);
  });
});
