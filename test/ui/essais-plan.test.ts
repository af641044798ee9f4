/** Ce que le volet des immobilisations tire du calcul : essais sans écrire, dotations par compte, recherche. */
import { CategoriesImmo, Immobilisations } from '../../src/cloture/immobilisations/tables';
import { biensDe, essayer, lireRegistre, parCompte } from '../../src/cloture/immobilisations/simulation';
import { lireSaisie, RIEN } from '../../src/cloture/immobilisations/saisie-essai';
import { filtrer, type LigneDuMois } from '../../src/cloture/immobilisations/vue';
import { Exercices } from '../../src/cloture/tables-communes';
import { compte, depuisEuros, enEuros, jour } from '../../src/comptabilite';
import { decoder } from '../../src/workbook/decode';
import { asTablesLues } from '../../src/workbook/reader';
import type { AnyTable, Cellule, Lecture } from '../../src/workbook/table';

const fiche = (id: string, categorie: string, mes: string, brut: number, mois: number): Cellule[] => [
  id,
  id,
  categorie,
  'CORPORELLE',
  '2183',
  mes,
  mes,
  brut,
  'LINEAIRE',
  mois,
];

const matrices: [AnyTable, Cellule[][]][] = [
  [
    Immobilisations,
    [
      [
        'IdImmo',
        'Libelle',
        'Categorie',
        'Type',
        'Compte',
        'DateAcquisition',
        'DateMiseEnService',
        'ValeurBrute',
        'Mode',
        'DureeMois',
      ],
      fiche('T1', 'A', '12/05/2026', 12000, 36),
      fiche('T2', 'B', '14/09/2026', 50000, 60),
      fiche('T4-STR', 'C', '14/09/2026', 80000, 120),
      fiche('T4-COMP', 'C', '14/09/2026', 20000, 48),
    ],
  ],
  [
    CategoriesImmo,
    [['Categorie', 'Libelle', 'Type', 'Compte'], ...['A', 'B', 'C'].map(c => [c, c, 'CORPORELLE', '2183'])],
  ],
  [
    Exercices,
    [
      ['Exercice', 'DateDebut', 'DateFin', 'Referentiel', 'Cloture'],
      ['2026', '01/01/2026', '31/12/2026', 'PCG2025', 'N'],
    ],
  ],
];

const registre = lireRegistre(
  asTablesLues(
    new Map(
      matrices.map(([t, m]): [string, Lecture<AnyTable>] => [t.nom, decoder(t, m, { premiereLigne: 4 })]),
    ),
  ),
  jour(2026, 11, 30),
);
const dotations = (essai: ReturnType<typeof essayer>) => essai.lignes.map(l => enEuros(l.dotation));

describe('l’essai d’un plan', () => {
  test('sans changement, c’est le plan du registre (T-IMM-01)', () => {
    const { lignes, brut } = essayer(biensDe(registre, { id: 'T1' }), {}, registre);
    expect(lignes.map(l => [enEuros(l.dotation), enEuros(l.vnc)])).toEqual([
      [2544.44, 9455.56],
      [4000, 5455.56],
      [4000, 1455.56],
      [1455.56, 0],
    ]);
    expect(enEuros(brut)).toBe(12000);
  });

  test('en dégressif, T-IMM-02 donne ses annuités fiscales, avec l’alerte du domaine §3.1', () => {
    const essai = essayer(biensDe(registre, { id: 'T2' }), { mode: 'DEGRESSIF' }, registre);
    expect(dotations(essai)).toEqual([5833.33, 15458.33, 10047.92, 9330.21, 9330.21]);
    expect(essai.defauts.map(d => d.code)).toEqual(['C-IMM-06']);
  });

  test('d’une catégorie, c’est la somme de ses biens (T-IMM-04 : 3 863,89 en 2026)', () => {
    const essai = essayer(biensDe(registre, { categorie: 'C' }), {}, registre);
    expect(dotations(essai)[0]).toBe(3863.89);
    expect(enEuros(essai.brut)).toBe(100000);
  });

  test('la durée et la date de mise en service changent le plan : T-IMM-04, composant sur T-IMM-02', () => {
    const changement = { dureeMois: 48, miseEnService: jour(2026, 9, 14), acquisition: jour(2026, 9, 14) };
    const essai = essayer(biensDe(registre, { id: 'T4-STR' }), changement, registre);
    // 80 000 sur 48 mois est quatre fois le composant de T-IMM-04 : 4 × 1 486,11 à l’arrondi près.
    expect(dotations(essai)[0]).toBe(5944.44);
    expect(essai.lignes.at(-1)?.fin).toBe(jour(2030, 12, 31));
  });

  test('une fiche que l’essai rend incalculable est laissée de côté, et le dit', () => {
    const essai = essayer(biensDe(registre, { id: 'T2' }), { dureeMois: 24, mode: 'DEGRESSIF' }, registre);
    expect(essai.lignes).toEqual([]);
    expect(essai.ecartees).toBe(1);
    expect(essai.defauts.some(d => d.gravite === 'BLOQUANT' && d.remede !== '')).toBe(true);
  });
});

test('la saisie d’un essai : le vide ne change rien, l’illisible se dit et ne change rien', () => {
  expect(lireSaisie(RIEN)).toEqual({ changement: {}, fautes: new Set() });
  const { changement, fautes } = lireSaisie({
    duree: '601',
    mode: 'LINEAIRE',
    acquisition: '31/02/2026',
    miseEnService: '2026-09-14',
  });
  expect(changement).toEqual({ mode: 'LINEAIRE', miseEnService: jour(2026, 9, 14) });
  expect([...fautes]).toEqual(['duree', 'acquisition']);
});

test('les dotations du mois se groupent par couple de comptes, dans l’ordre', () => {
  const ligne = (IdImmo: string, amort: string, periode: number) => ({
    IdImmo,
    CompteDotation: compte('68112'),
    CompteAmort: compte(amort),
    Periode: depuisEuros(periode),
    Annee: depuisEuros(periode * 2),
  });
  const groupes = parCompte([ligne('1', '28183', 10.1), ligne('2', '28131', 5), ligne('3', '28183', 20.2)]);
  expect(groupes.map(g => [g.compteAmort, enEuros(g.periode), enEuros(g.annee)])).toEqual([
    ['28131', 5, 10],
    ['28183', 30.3, 60.6],
  ]);
});

test('la recherche ignore accents et casse, dans le numéro, le libellé, la catégorie, le lieu et la série', () => {
  const vide = { plan: [], anomalies: [] };
  const biens = [
    { ...vide, ligne: { IdImmo: 'BAT-1', Libelle: 'Siège' } as LigneDuMois, ailleurs: 'Nîmes' },
    {
      ...vide,
      ligne: { IdImmo: 'INF-1', Categorie: 'INFORMATIQUE' } as LigneDuMois,
      ailleurs: 'Lyon C1 SN-42',
    },
  ];
  expect(filtrer(biens, 'siege').map(b => b.ligne.IdImmo)).toEqual(['BAT-1']);
  expect(filtrer(biens, ' info ').map(b => b.ligne.IdImmo)).toEqual(['INF-1']);
  expect(filtrer(biens, 'nimes').map(b => b.ligne.IdImmo)).toEqual(['BAT-1']);
  expect(filtrer(biens, 'sn-42').map(b => b.ligne.IdImmo)).toEqual(['INF-1']);
  expect(filtrer(biens, '')).toHaveLength(2);
});
