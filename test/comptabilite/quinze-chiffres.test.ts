import * as fc from 'fast-check';
import { quinzeChiffres } from '../../src/comptabilite';
import { quinzeChiffresDuTexte } from './quinze-chiffres';

/** Des taux de 16 et 17 chiffres, et ce que LibreOffice 7.4 en a écrit en enregistrant le classeur d'exemple. */
const ECRITS_PAR_LIBREOFFICE: readonly (readonly [number, number])[] = [
  [0.3617021276595745, 0.361702127659575],
  [0.5868794326241135, 0.586879432624114],
  [0.4482021970392045, 0.448202197039205],
  [0.03705151351586105, 0.0370515135158611],
  [0.7880189990140645, 0.788018999014065],
  [0.35172413793103446, 0.351724137931034],
  [0.4062440432299943, 0.406244043229994],
];

test.each(ECRITS_PAR_LIBREOFFICE)('%d s’enregistre %d', (tel, ecrit) => {
  expect(quinzeChiffres(tel)).toBe(ecrit);
  expect(quinzeChiffres(-tel)).toBe(-ecrit);
});

test('au demi éloigné de zéro du décimal le plus court ; arrondir deux fois ne change rien', () => {
  const nombre = fc.oneof(
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 })
      .filter(n => Math.abs(n) > 1e-290),
    // Des demis, là où le binaire et le décimal se séparent.
    fc
      .tuple(fc.integer({ min: 1e14, max: 9e14 }), fc.integer({ min: -20, max: 5 }))
      .map(([c, e]) => Number(`${c}5e${e}`)),
  );
  fc.assert(
    fc.property(nombre, n => {
      const net = quinzeChiffres(n);
      expect(net).toBe(quinzeChiffresDuTexte(n));
      expect(quinzeChiffres(net)).toBe(net);
    }),
    { numRuns: 2000 },
  );
  expect([0, Infinity, 5e-324, 1e300].map(quinzeChiffres)).toEqual([0, Infinity, 5e-324, 1e300]);
});
