import * as fc from 'fast-check';
import {
  depuisEuros,
  enNombre,
  moinsQ,
  montant,
  plusQ,
  quantite,
  sommeQ,
  valoriser,
} from '../../src/comptabilite';

test('une quantité garde quatre décimales', () => {
  expect(quantite(0.25)).toBe(2500);
  expect(quantite('1.00005')).toBe(10001);
  expect(quantite(-1.00005)).toBe(-10001);
  expect(enNombre(quantite(7.5))).toBe(7.5);
  expect(() => quantite('un jour')).toThrow(RangeError);
});

test('les sommes sont exactes', () => {
  expect(enNombre(sommeQ([0.1, 0.2, 0.3].map(quantite)))).toBe(0.6);
  expect(enNombre(plusQ(quantite(0.1), quantite(0.2)))).toBe(0.3);
  expect(enNombre(moinsQ(quantite(1), quantite(0.9)))).toBe(0.1);
});

test('valoriser arrondit une fois, demi éloigné de zéro', () => {
  expect(valoriser(quantite(0.5), depuisEuros(500.01))).toBe(25001);
  expect(valoriser(quantite(-0.5), depuisEuros(500.01))).toBe(-25001);
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 1e9 }), (jours, prix) => {
      expect(valoriser(quantite(jours), montant(prix))).toBe(jours === 0 ? 0 : jours * prix + 0);
    }),
  );
});
