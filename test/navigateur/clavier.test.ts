import fc from 'fast-check';
import { sameLengthAmerican } from '../../src/embedded/page/french-lexer';
import { frenchNumber, typedValue } from '../../src/embedded/page/typed-value';

const contexte = { year: 2026, base1904: false };
const valeur = (texte: string) => typedValue(texte, contexte);

describe('ce que vaut un texte tapé sur un clavier français', () => {
  test.each([
    ['12,5', 12.5],
    ['1 234,56', 1234.56],
    ['1\u00a0234\u202f567', 1234567],
    ['-0,5', -0.5],
    ['+7', 7],
    ['007', 7],
  ])('« %s » est le nombre %p', (texte, attendu) => {
    expect(valeur(texte)).toEqual({ value: attendu });
  });

  test('un pourcentage est un centième, sans poussière binaire, et prend le format des pourcentages', () => {
    expect(valeur('12,3 %')).toEqual({ value: 0.123, format: { pattern: '0.00%', kind: 'percent' } });
    expect(valeur('20%')).toEqual({ value: 0.2, format: { pattern: '0%', kind: 'percent' } });
  });

  test('un montant suivi de € prend le format des euros', () => {
    expect(valeur('75,50 €')).toMatchObject({ value: 75.5, format: { kind: 'currency' } });
  });

  // 46356 : numéro de série Excel du 30 novembre 2026, 46331 du 5 novembre 2026.
  test.each([
    ['30/11/2026', 46356],
    ['30-11-2026', 46356],
    ['2026-11-30', 46356],
    ['05/11/2026', 46331],
    ['5/11/26', 46331],
    ['5/11', 46331],
  ])('« %s » est une date, le jour d’abord', (texte, serie) => {
    expect(valeur(texte)).toEqual({ value: serie, format: { pattern: 'dd/mm/yyyy', kind: 'date' } });
  });

  test('à deux chiffres, 29 est 2029 et 30 est 1930, comme dans Excel', () => {
    expect(valeur('01/01/29')?.value).toBe(47119);
    expect(valeur('01/01/30')?.value).toBe(10959);
  });

  test('dans un classeur en 1904, la même date porte un autre numéro', () => {
    expect(typedValue('30/11/2026', { year: 2026, base1904: true })?.value).toBe(46356 - 1462);
  });

  test('VRAI et FAUX sont des booléens, quelle que soit la casse', () => {
    expect(valeur('vrai')).toEqual({ value: true });
    expect(valeur('FAUX')).toEqual({ value: false });
  });

  test.each(['', '31/02/2026', '12 34', '1,2,3', '24A010', '24E010', '1.234', 'TRUE', '12,', ',5', '1 2345'])(
    '« %s » n’est rien de cela',
    texte => {
      expect(valeur(texte)).toBeUndefined();
    },
  );

  test('un nombre montré à la française se relit tel quel', () => {
    const centimes = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });
    fc.assert(
      fc.property(centimes, n => {
        expect(valeur(frenchNumber(n / 100))?.value).toBe(n / 100 === 0 ? 0 : n / 100);
      }),
    );
  });
});

describe('une formule française lue pendant la frappe', () => {
  test.each([
    ['=SOMME(A1;B1)', '=SOMME(A1,B1)'],
    ['=SI(A1>0,5;VRAI;1,25)', '=SI(A1>0.5,VRAI,1.25)'],
    ['=CA.AVANCEMENT("a;b";1)', '=CA.AVANCEMENT("a;b",1)'],
    ["='Feuille;1'!A1;B1", "='Feuille;1'!A1,B1"],
    ['=NB(Temps[Jours;h];{1;2})', '=NB(Temps[Jours;h],{1;2})'],
  ])('%s se découpe comme %s', (texte, attendu) => {
    expect(sameLengthAmerican(texte)).toBe(attendu);
  });

  test('sans point-virgule, rien ne change : une virgule peut séparer ou marquer la décimale', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=A1,("5') }), texte => {
        expect(sameLengthAmerican(texte)).toBe(texte);
      }),
    );
  });

  test('la longueur ne change jamais', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=A1,;("5)[]{}\'é🙂') }), texte => {
        expect(sameLengthAmerican(texte)).toHaveLength(texte.length);
      }),
    );
  });
});
