import { CaAvancement } from '../../src/cloture/avancement/tables';
import { fin, periode, type Periode } from '../../src/comptabilite';
import { fermerLesMois } from '../../src/embedded/templates/exemple/arretes';
import type { Rang } from '../../src/workbook/table';
import { Independant, type Attendu } from './independant';
import { societe, type Tables } from './noyau';

/** Onze mois de l'exemple, clos l'un après l'autre, face à un calcul qui ne sait rien du complément. */
const MOIS = Array.from({ length: 11 }, (_, rang) => periode(`2026-${String(rang + 1).padStart(2, '0')}`));
const AVANT_JANVIER = fin(periode('2025-12'));

let tables: Tables;
let closes: readonly Rang[];

beforeAll(() => {
  tables = societe();
  closes = fermerLesMois(tables, MOIS).get(CaAvancement.nom) ?? [];
});

const precedent = (mois: Periode) => {
  const rang = MOIS.indexOf(mois);
  return rang === 0 ? AVANT_JANVIER : fin(MOIS[rang - 1] ?? mois);
};

/** Les mêmes mesures, lues sur la feuille du complément. */
function lues(attendu: Attendu, arrete: number): Partial<Attendu> | undefined {
  const ligne = closes.find(
    l => l['Arrete'] === arrete && l['IdAffaire'] === attendu.affaire && l['Lot'] === attendu.lot,
  );
  if (!ligne) return undefined;
  const couts = attendu.charges === undefined ? {} : { charges: ligne['Charges'], raf: ligne['Raf'] };
  return {
    affaire: attendu.affaire,
    ...(attendu.lot === undefined ? {} : { lot: attendu.lot }),
    methode: attendu.methode,
    budget: ligne['Budget'],
    facture: ligne['Facture'],
    ...couts,
    ca: ligne['CaReconnu'],
    fae: ligne['Fae'],
    pca: ligne['Pca'],
    production: ligne['Production'],
  } as Partial<Attendu>;
}

test.each(MOIS)('%s : chacune des trente affaires, au centime', mois => {
  const arrete = fin(mois);
  const attendus = new Independant(tables).arreter(arrete, precedent(mois));
  const de = (methode: Attendu['methode']) => attendus.filter(a => a.methode === methode).length;
  expect([de('AVANCEMENT_REEL'), de('AVANCEMENT_THEORIQUE'), de('ACHEVEMENT'), de('PRORATA')]).toEqual([
    15, 8, 4, 4,
  ]);
  // Une affaire qui n'a encore rien n'a pas de ligne.
  const ecrits = attendus.filter(
    a => lues(a, arrete) !== undefined || [a.budget, a.facture, a.charges ?? 0].some(m => m !== 0),
  );
  expect(ecrits.map(a => lues(a, arrete))).toEqual(ecrits);
});

test('le cas de référence sort des tables : 24A010, 24A020 et 24M030 aux 31 octobre et 30 novembre (domaine §18)', () => {
  const figures = (affaire: string, mois: Periode) =>
    closes
      .filter(l => l['IdAffaire'] === affaire && l['Arrete'] === fin(mois))
      .map(l => ['CaReconnu', 'Facture', 'Fae', 'Pca', 'Production'].map(cle => Number(l[cle]) / 100));
  expect(figures('24A010', periode('2026-10'))).toEqual([[38_000, 20_000, 18_000, 0, expect.any(Number)]]);
  expect(figures('24A020', periode('2026-10'))).toEqual([[14_700, 14_000, 700, 0, expect.any(Number)]]);
  expect(figures('24M030', periode('2026-10'))).toEqual([[558.9, 12_000, 0, 11_441.1, 558.9]]);
  expect(figures('24M030', periode('2026-11'))).toEqual([[1_545.21, 12_000, 0, 10_454.79, 986.31]]);
  expect(figures('24A010', periode('2026-11'))).toEqual([[45_000, 30_000, 15_000, 0, 7_000]]);
  expect(figures('24A020', periode('2026-11'))).toEqual([[18_200, 21_000, 0, 2_800, 3_500]]);
});
