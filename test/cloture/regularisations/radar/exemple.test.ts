/** @jest-environment node */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arreter } from '../../../../src/cloture/regularisations/arreter';
import { TABLES_REGULARISATIONS } from '../../../../src/cloture/regularisations/tables-lues';
import * as t from '../../../../src/cloture/tables-communes';
import { lireParametres } from '../../../../src/cloture/tables-communes/parametres';
import { compte, fin, periode, type Jour } from '../../../../src/comptabilite';
import { createEmbeddedExcel } from '../../../../src/embedded/embedded';
import { bootClient } from '../../../../src/embedded/node/client';
import { readTables } from '../../../../src/workbook/reader';
import type { AnyTable, Lecture, TablesLues } from '../../../../src/workbook/table';
import { achat, ecriture, le, NOVEMBRE, reception, resume } from './atelier';

/** Le radar sur la société livrée : ce qu'il y voit à tort, et ce qu'il trouve de ce qu'on y cache. */
const MODELE = join(__dirname, '../../../../templates/exemple-esn.xlsx');
const MOIS = Array.from({ length: 11 }, (_, i) => fin(periode(`2026-${String(i + 1).padStart(2, '0')}`)));

let tables: TablesLues;

beforeAll(async () => {
  const excel = await createEmbeddedExcel({ fichier: new Uint8Array(readFileSync(MODELE)) });
  bootClient(excel).install();
  tables = await readTables(TABLES_REGULARISATIONS);
});

type Changement = (lignes: readonly never[]) => readonly object[];

/** Le classeur, certaines de ses tables changées. */
const avec = (changes: Readonly<Record<string, Changement>>): TablesLues => ({
  lire<T extends AnyTable>(table: T): Lecture<T> {
    const lecture = tables.lire(table);
    const change = changes[table.nom];
    return change
      ? ({ ...lecture, lignes: change(lecture.lignes as readonly never[]) } as unknown as Lecture<T>)
      : lecture;
  },
});

const constats = (arrete: Jour, lues = tables) =>
  arreter({ arrete, tables: lues, parametres: lireParametres(lues, arrete) }).constats.map(c => c.constat);

test('aucune fausse alerte en onze arrêtés de la société livrée', () => {
  expect(MOIS.flatMap(mois => resume(constats(mois)))).toEqual([]);
});

/** Huit oublis de novembre, un par façon d'oublier. */
const SEMES = {
  [t.FacturesFournisseurs.nom]: (lignes: readonly never[]) => {
    const factures = lignes as readonly ReturnType<typeof achat>[];
    const jumelle = factures.find(f => f.IdFournisseur === 'FO017' && f.DateFacture > le('20/11/2026'));
    return [
      // Le téléphone de novembre n'est pas arrivé.
      ...factures.filter(f => f.IdFournisseur !== 'FO012' || f.DateFacture < le('01/11/2026')),
      // La maintenance est comptée deux fois.
      { ...jumelle, IdFactF: 'FG-DOUBLE', Reference: 'AUTRE', DateFacture: NOVEMBRE },
      // Le sous-traitant a facturé plus cher que le reçu.
      achat({
        IdFactF: 'FF-CHERE',
        DateFacture: le('03/12/2026'),
        IdFournisseur: 'FO002',
        IdReception: 'BR-CHERE',
        euros: 1080,
      }),
      // Un logiciel sans fin, un autre jusqu'en 2036.
      achat({
        IdFactF: 'FG-SANSFIN',
        IdFournisseur: 'FO019',
        DateFacture: le('01/09/2026'),
        PeriodeDu: le('01/09/2026'),
        euros: 3650,
      }),
      achat({
        IdFactF: 'FG-LONGUE',
        IdFournisseur: 'FO016',
        DateFacture: le('01/07/2026'),
        PeriodeDu: le('01/07/2026'),
        PeriodeAu: le('30/06/2036'),
        euros: 3650,
      }),
    ];
  },
  [t.Receptions.nom]: (lignes: readonly never[]) => [
    ...lignes,
    reception({
      IdReception: 'BR-VIEILLE',
      DateReception: le('25/09/2026'),
      IdFournisseur: 'FO002',
      euros: 2600,
    }),
    reception({
      IdReception: 'BR-CHERE',
      DateReception: le('27/11/2026'),
      IdFournisseur: 'FO002',
      euros: 1000,
    }),
  ],
  [t.Ecritures.nom]: (lignes: readonly never[]) => [
    ...lignes,
    ecriture('Publicité décembre 2026', '20/11/2026', '623100', 1200),
    ecriture('Gardiennage 11/2026', '05/12/2026', '611000', 640),
  ],
} satisfies Record<string, Changement>;

test('les huit oublis semés sont trouvés, au centime, du plus grand au plus petit, et rien d’autre', () => {
  const trouves = constats(NOVEMBRE, avec(SEMES));
  expect(resume(trouves).map(texte => texte.replace(/AC\/AC\d+/, 'AC'))).toEqual([
    'C-CUT-15 FG-SANSFIN/1 2740 CCA 2740',
    'C-CUT-10 BR-VIEILLE/1 2600',
    'C-CUT-15 FG-LONGUE/1 1377.13 CCA -1377.13',
    'C-CUT-13 2026/AC/1 1200 CCA 1200',
    'C-CUT-14 FG-DOUBLE/1 720 AAR 720',
    'C-CUT-13 2026/AC/1 640 FNP 640',
    'C-CUT-12 FO012|626000 385 FNP 385',
    'C-CUT-11 FF-CHERE/1 80 FNP 80',
  ]);
  expect(trouves.every(c => c.proposition === undefined || c.proposition.compte !== compte('706'))).toBe(
    true,
  );
});

test('accepté, un constat est une proposition de plus et ne se signale plus ; refusé, il ne revient pas', () => {
  const decide = (decision: string, arrete: Jour) => (lignes: readonly never[]) => [
    ...lignes,
    {
      ligne: 5,
      Arrete: arrete,
      Constat: 'C-CUT-12|FO012|626000',
      Decision: decision === '' ? undefined : decision,
      Montant: 40_000,
    },
  ];
  const le30 = (decision: string, arrete = NOVEMBRE) => {
    const lues = avec({ ...SEMES, RadarCutOff: decide(decision, arrete) });
    const { propositions, anomalies } = arreter({
      arrete: NOVEMBRE,
      tables: lues,
      parametres: lireParametres(lues, NOVEMBRE),
    });
    return {
      retenus: propositions
        .filter(p => p.cle.startsWith('Radar|'))
        .map(p => [p.module, p.compte, p.retenu / 100]),
      signale: anomalies.some(a => a.code === 'C-CUT-12'),
    };
  };
  // Ce qu'il avait sous les yeux : 400,00 ; à un autre arrêté, le montant d'aujourd'hui.
  expect(le30('ACCEPTER')).toEqual({ retenus: [['FNP', '626000', 400]], signale: false });
  expect(le30('ACCEPTER', le('31/10/2026'))).toEqual({ retenus: [['FNP', '626000', 385]], signale: false });
  expect(le30('REFUSER')).toEqual({ retenus: [], signale: false });
  expect(le30('')).toEqual({ retenus: [], signale: true });
});
