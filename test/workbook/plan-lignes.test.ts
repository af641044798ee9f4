import { planWrite, type Existing, type Produite } from '../../src/workbook/plan';
import { defineTable, montant, texte } from '../../src/workbook/table';
import { decoder } from '../../src/workbook/decode';

const Etat = defineTable({
  nom: 'Etat',
  feuille: 'État',
  titre: { fr: 'État', en: 'Report' },
  description: { fr: 'Essai.', en: 'Trial.' },
  famille: 'GENEREES',
  generee: true,
  cle: ['Code'],
  colonnes: {
    Code: texte({ entete: 'Code', en: 'Code', requis: true }),
    Montant: montant({ entete: 'Montant', en: 'Amount' }),
    Note: texte({ entete: 'Note', en: 'Note' }),
  },
});

const produite = (...codes: string[]): Produite => ({
  table: Etat,
  lignes: codes.map(Code => ({ Code, Montant: 100 })),
  cle: l => String(l['Code']),
  portee: () => true,
  colonnesUtilisateur: ['Note'],
  ordonnee: true,
});

function enPlace(lignes: unknown[][], besideRows: number[] = []): Existing {
  const matrix = [['Code', 'Montant', 'Note'], ...lignes];
  const lecture = decoder(Etat, matrix, { premiereLigne: 4 });
  return { lecture, matrix, headerRow: 4, besideRows: new Set(besideRows) };
}

const plan = (p: Produite, e: Existing) =>
  planWrite(p, e, (colonne, valeur) =>
    valeur === undefined ? '' : colonne.sorte === 'montant' ? Number(valeur) / 100 : String(valeur),
  );

test('un état se range dans l’ordre du calcul, et la note suit sa ligne', () => {
  const { patches, appended, removed } = plan(
    produite('B', 'A', 'C'),
    enPlace([
      ['A', 1, 'la mienne'],
      ['B', 1, ''],
    ]),
  );
  expect(patches).toEqual([
    { index: 0, cells: ['B', null, ''] },
    { index: 1, cells: ['A', null, 'la mienne'] },
  ]);
  expect([appended, removed]).toEqual([[['C', 1, '']], []]);
});

test('relancer ne change rien ; une ligne de moins se retire au bout', () => {
  const deux = enPlace([
    ['A', 1, ''],
    ['B', 1, 'x'],
  ]);
  expect(plan(produite('A', 'B'), deux)).toMatchObject({
    patches: [],
    appended: [],
    removed: [],
    unchanged: 2,
  });
  expect(plan(produite('B'), deux)).toMatchObject({
    patches: [{ index: 0, cells: ['B', null, 'x'] }],
    removed: [1],
  });
});

test('où l’utilisateur a écrit à côté, les lignes gardent leur place', () => {
  const { patches, appended } = plan(produite('B', 'A'), enPlace([['A', 1, '']], [5]));
  expect([patches, appended]).toEqual([[], [['B', 1, '']]]);
});
