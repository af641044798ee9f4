/**
 * Novembre vraiment fermé par toutes les capacités ; puis une réception de novembre arrive en retard, et la sous-traitance
 * provisionnée est facturée sur une autre affaire : rien de fermé ne bouge, et décembre porte les lignes justes (domaine
 * §1.2, §1.3, §4.6 ; PCG art. 1031-3 et 1031-4).
 */
import { CAPACITES } from '../../src/cloture';
import { FnpCca } from '../../src/cloture/regularisations/tables';
import {
  EcrituresCloture,
  FacturesFournisseurs,
  Historique,
  Periodes,
  Receptions,
} from '../../src/cloture/tables-communes';
import { compte, jour, montant, quantite, type Jour } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { enterCells } from '../../src/workbook/entry';
import { readTables } from '../../src/workbook/reader';
import { type Mode, runClose } from '../../src/workbook/runs';
import { classeurDuScenario } from '../exemple/petit-classeur';

const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);

let excel: EmbeddedExcel;
let client: Client;

beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await classeurDuScenario('cas-dore') });
  client = bootClient(excel);
  client.install();
});

afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const lancer = (mode: Mode, arrete: Jour) => runClose({ capacites: CAPACITES, arrete, mode, par: 'essai' });

async function lire() {
  const tables = await readTables([EcrituresCloture, Historique, FnpCca, Periodes]);
  return {
    ecritures: tables.lire(EcrituresCloture).lignes,
    historique: tables.lire(Historique).lignes,
    propositions: tables.lire(FnpCca).lignes,
    periodes: tables.lire(Periodes).lignes,
  };
}

/** Ce que novembre et les mois d'avant ont laissé, place comprise. */
async function ferme() {
  const { ecritures, historique, propositions, periodes } = await lire();
  return {
    ecritures: ecritures.filter(l => (l.CleGeneration.split('|')[1] ?? '') <= '2026-11-30'),
    historique: historique.filter(l => l.Arrete <= NOVEMBRE),
    propositions: propositions.filter(l => l.Arrete <= NOVEMBRE),
    periodes: periodes.filter(l => l.Periode <= '2026-11'),
  };
}

/** Mouvement d'un compte pour une affaire, du 1er au 31 décembre, en euros. */
async function mouvement(racine: string, affaire?: string): Promise<number> {
  const { ecritures } = await lire();
  const centimes = ecritures
    .filter(l => l.DateEcriture > NOVEMBRE && l.DateEcriture <= DECEMBRE && l.Compte.startsWith(racine))
    .filter(l => affaire === undefined || l.IdAffaire === affaire)
    .reduce((total, l) => total + l.Debit - l.Credit, 0);
  return centimes / 100;
}

/** Une réception du 20 novembre, saisie en décembre. */
const TARDIVE = {
  IdReception: 'BR-2026-051',
  Ligne: '1',
  DateReception: jour(2026, 11, 20),
  IdFournisseur: 'FO001',
  IdAffaire: '24A010',
  Nature: 'SOUS_TRAITANCE',
  Compte: compte('604000'),
  CodeTVA: 'N20',
  Quantite: quantite(2),
  MontantHT: montant(1_000_00),
} as const;

/** La facture de BR-2026-046, reçue en décembre sur 24A020 au lieu de 24A010. */
const REIMPUTEE = {
  IdFactF: 'FF-2026-099',
  Ligne: '1',
  Reference: 'LD-1060',
  DateFacture: jour(2026, 12, 10),
  DateEcheance: jour(2027, 1, 9),
  IdFournisseur: 'FO001',
  IdAffaire: '24A020',
  IdReception: 'BR-2026-046',
  LigneReception: '1',
  Compte: compte('604000'),
  CodeTVA: 'N20',
  Quantite: quantite(4),
  MontantHT: montant(2_000_00),
  MontantTVA: montant(400_00),
  MontantTTC: montant(2_400_00),
  Validee: true,
} as const;

test('novembre se ferme', async () => {
  expect((await lancer('FERMER', NOVEMBRE)).bloque).toBe(false);
  expect((await ferme()).periodes.at(-1)).toMatchObject({ Periode: '2026-11', Etat: 'FERMEE' });
});

test('une réception en retard et une facture réimputée ne déplacent rien de fermé', async () => {
  const avant = await ferme();
  expect(avant.ecritures.length).toBeGreaterThan(20);
  for (const [table, ligne] of [
    [Receptions, TARDIVE],
    [FacturesFournisseurs, REIMPUTEE],
  ] as const)
    expect(await enterCells({ table, cle: ligne, valeurs: {}, sinon: ligne })).toBe(true);
  const { bloque, anomalies } = await lancer('VALIDER', DECEMBRE);
  expect([bloque, anomalies.filter(a => a.gravite === 'BLOQUANT')]).toEqual([false, []]);
  expect(anomalies.find(a => a.code === 'C-CUT-27')).toMatchObject({ gravite: 'INFO', cle: 'BR-2026-051/1' });
  expect(await ferme()).toEqual(avant);
});

test('décembre ne propose que la réception en retard : celle de novembre est facturée', async () => {
  const fnp = (await lire()).propositions.filter(l => l.Arrete === DECEMBRE && l.Module === 'FNP');
  expect(fnp.map(l => [l.Piece, l.IdAffaire, l.Retenu])).toEqual([['BR-2026-051/1', '24A010', 1_000_00]]);
});

test('604 de 24A010 en décembre : −2 000 d’extourne, +1 000 de la réception en retard ; 4081 ne porte qu’elle', async () => {
  expect(await mouvement('604', '24A010')).toBe(-1_000);
  expect(await mouvement('604', '24A020')).toBe(0);
  // 2 400 extournés, 1 200 provisionnés.
  expect(await mouvement('4081')).toBe(1_200);
  expect(await mouvement('44586')).toBe(-200);
});

test('l’historique de décembre dit la FNP et son extourne du 1er janvier ; l’année close reste juste', async () => {
  const lignes = (await lire()).historique.filter(l => l.Arrete === DECEMBRE && l.Module === 'FNP');
  expect(lignes.map(l => [l.IdAffaire, l.DateEffet, l.Montant, l.TypeLigne])).toEqual([
    ['24A010', DECEMBRE, 1_000_00, 'ARRETE'],
    ['24A010', DECEMBRE + 1, -1_000_00, 'EXTOURNE'],
  ]);
});
