import { Temps } from '../../src/cloture/tables-communes';
import { decoder } from '../../src/workbook/decode';
import { applyDelta, mergeSpans, rowsTouched } from '../../src/workbook/delta';
import { parseArea } from '../../src/workbook/events';

// Table de 3 lignes en B4:E7, en-tête ligne 4 (rangs à partir de 0 : 3 à 6, colonnes 1 à 4).
const lieu = { id: '1', name: 'Temps', sheet: 'S', row: 3, column: 1, rows: 4, columns: 4 };

test.each([
  ['B7', { top: 6, left: 1, bottom: 6, right: 1 }],
  ['Temps passés!$A$1:C9', { top: 0, left: 0, bottom: 8, right: 2 }],
  ["'L''avancement!2'!AA10:B2", { top: 1, left: 1, bottom: 9, right: 26 }],
  ['5:7', { top: 4, left: 0, bottom: 6, right: Number.MAX_SAFE_INTEGER }],
  ['A:C', { top: 0, left: 0, bottom: Number.MAX_SAFE_INTEGER, right: 2 }],
])('adresse %s', (adresse, zone) => {
  expect(parseArea(adresse)).toEqual(zone);
});

test.each(['', 'A1:B2,D4', 'A1:B2:C3', '#REF!', 'ZZZZ1'])('adresse refusée « %s »', adresse => {
  expect(parseArea(adresse)).toBeUndefined();
});

test.each([
  ['une cellule du corps', 'C6', { first: 5, last: 5 }],
  ['deux lignes du corps', 'B5:E6', { first: 4, last: 5 }],
  ['à cheval sur la gauche', 'A5:C5', { first: 4, last: 4 }],
  ['l’en-tête', 'C4', 'all'],
  ['juste dessous : la table grandit', 'B8', 'all'],
  ['juste à droite : une colonne s’ajoute', 'F5', 'all'],
  ['toute la feuille', 'A:XFD', 'all'],
  ['au-dessus', 'B2', undefined],
  ['loin à droite', 'H5', undefined],
  ['plus bas', 'B9', undefined],
])('lignes touchées : %s', (_cas, adresse, attendu) => {
  expect(rowsTouched(lieu, parseArea(adresse)!)).toEqual(attendu);
});

test('des plages qui se touchent se réunissent, les autres restent', () => {
  const plages = [9, 4, 5, 20, 6].map(n => ({ first: n, last: n }));
  expect(mergeSpans(plages)).toEqual([
    { first: 4, last: 6 },
    { first: 9, last: 9 },
    { first: 20, last: 20 },
  ]);
});

describe('relire des lignes vaut relire la table', () => {
  const entete = ['IdTemps', 'IdCollab', 'Date', 'IdAffaire', 'Nature', 'Jours', 'Etat', 'Facturable'];
  const ligne = (id: string, jours: unknown) => [
    id,
    'C1',
    46340,
    '24A010',
    'PRODUCTION_FACTURABLE',
    jours,
    'VALIDE',
    'O',
  ];
  const corps = [ligne('T1', 1), ligne('T2', 2), ligne('T3', 3)];
  const lire = (lignes: unknown[][]) => decoder(Temps, [entete, ...lignes], { premiereLigne: 4 });
  const delta = (rang: number, nouvelle: unknown[], avant = lire(corps)) =>
    applyDelta(avant, { first: 4 + rang, last: 4 + rang }, entete, [nouvelle], false);

  test('une valeur changée', () => {
    expect(delta(1, ligne('T2', 2.5))).toEqual(lire([corps[0]!, ligne('T2', 2.5), corps[2]!]));
  });

  test.each([
    ['une clé changée', 1, ligne('T9', 2)],
    ['une ligne vidée', 1, entete.map(() => '')],
    ['une valeur illisible', 1, ligne('T2', 'deux')],
  ])('%s fait relire toute la table', (_cas, rang, nouvelle) => {
    expect(delta(rang, nouvelle)).toBeUndefined();
  });

  test('une anomalie déjà là fait relire toute la table', () => {
    expect(delta(0, ligne('T1', 4), lire([...corps, ligne('T1', 1)]))).toBeUndefined();
  });

  test('la lecture d’avant n’est pas touchée', () => {
    const avant = lire(corps);
    delta(0, ligne('T1', 9), avant);
    expect(avant).toEqual(lire(corps));
    expect(avant.table).toBe(Temps);
  });
});
