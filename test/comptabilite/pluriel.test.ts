import { accorder } from '../../src/comptabilite';

test.each([
  [0, '0 pièce'],
  [1, '1 pièce'],
  ['1', '1 pièce'],
  [2, '2 pièces'],
  ['1 200', '1 200 pièces'],
])('en français, le pluriel commence à deux : %s', (nombre, attendu) => {
  expect(accorder(nombre, 'pièce')).toBe(attendu);
});

test.each([
  [0, '0 entries'],
  [1, '1 entry'],
  [2, '2 entries'],
])('en anglais, tout sauf un est pluriel : %s', (nombre, attendu) => {
  expect(accorder(nombre, 'entry', 'entries', 'en')).toBe(attendu);
});

test('le verbe suit son nom', () => {
  expect([1, 3].map(n => accorder(n, 'ligne est lettrée', 'lignes sont lettrées'))).toEqual([
    '1 ligne est lettrée',
    '3 lignes sont lettrées',
  ]);
});
