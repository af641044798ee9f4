import * as fc from 'fast-check';
import {
  absolu,
  appliquer,
  depuisEuros,
  enEuros,
  fraction,
  maximum,
  minimum,
  moins,
  montant,
  oppose,
  plus,
  quotient,
  repartir,
  somme,
  taux,
  texteMontant,
  ZERO,
  type Montant,
} from '../../src/comptabilite';

const centimes = fc.integer({ min: -1e13, max: 1e13 }).map(montant);

describe('arrondi au centime (domaine §0.1)', () => {
  test.each([
    [2.345, 235],
    [-2.345, -235],
    [1.005, 101],
    [-1.005, -101],
    [0.1 + 0.2, 30],
    [1.005 * 100, 10050],
    ['1e3', 100000],
    ['0.004999', 0],
    ['-0.004', 0],
    [1e-7, 0],
  ])('arr(%p) vaut %p centimes', (euros, attendu) => {
    expect(depuisEuros(euros)).toBe(attendu);
    expect(Object.is(depuisEuros(euros), -0)).toBe(false);
  });

  test('est symétrique : arr(-x) = -arr(x)', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 6 }), (n, decimales) => {
        const texte = `${n}e-${decimales}`;
        const oppose1 = n === 0 ? '0' : `${-n}e-${decimales}`;
        expect(depuisEuros(oppose1)).toBe(oppose(depuisEuros(texte)));
      }),
    );
  });

  test('un montant en euros revient à lui-même', () => {
    fc.assert(fc.property(centimes, m => expect(depuisEuros(enEuros(m))).toBe(m)));
  });

  test.each([NaN, Infinity, -Infinity, '', 'abc', '1,5', '1 000', '.', '-'])('refuse %p', valeur => {
    expect(() => depuisEuros(valeur)).toThrow(RangeError);
  });

  test('un montant est un entier sûr', () => {
    expect(() => montant(0.5)).toThrow(RangeError);
    expect(() => montant(2 ** 53)).toThrow(RangeError);
    expect(() => plus(montant(Number.MAX_SAFE_INTEGER), montant(1))).toThrow(RangeError);
    expect(() => somme([montant(Number.MAX_SAFE_INTEGER), montant(1)])).toThrow(RangeError);
  });
});

describe('opérations', () => {
  test('plus, moins, opposé, somme, bornes', () => {
    const a = depuisEuros(10.1);
    const b = depuisEuros(0.2);
    expect(enEuros(plus(a, b))).toBe(10.3);
    expect(enEuros(moins(b, a))).toBe(-9.9);
    expect(Object.is(oppose(ZERO), 0)).toBe(true);
    expect(somme([])).toBe(0);
    expect([minimum(a, b), maximum(a, b), absolu(oppose(a))]).toEqual([b, a, a]);
  });

  test('la somme ne dépend pas de l’ordre', () => {
    fc.assert(
      fc.property(fc.array(centimes, { maxLength: 50 }), ms =>
        expect(somme([...ms].reverse())).toBe(somme(ms)),
      ),
    );
  });

  test('fraction multiplie avant de diviser : 0,15 × 1/30 fait 0,01', () => {
    expect(fraction(depuisEuros(0.15), 1, 30)).toBe(1);
    expect(appliquer(depuisEuros(0.15), taux(1).div(30))).toBe(0);
  });

  test('fraction accepte des décimaux et refuse un dénominateur nul', () => {
    expect(fraction(depuisEuros(100), 0.1, 0.3)).toBe(3333);
    expect(fraction(depuisEuros(100), taux('0.45'), 1)).toBe(4500);
    expect(fraction(depuisEuros(-100), 1, -3)).toBe(3333);
    expect(() => fraction(ZERO, 1, 0)).toThrow(RangeError);
    expect(() => fraction(ZERO, 0.5, 0)).toThrow(RangeError);
  });

  test('fraction est le plus proche entier de m × num / den, demi éloigné de zéro', () => {
    const entier = fc.integer({ min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(entier, entier, fc.integer({ min: 1, max: 1e12 }), (m, num, den) => {
        fc.pre(Math.abs((m * num) / den) < 1e15);
        const resultat = BigInt(fraction(montant(m), num, den));
        const ecart = 2n * (BigInt(m) * BigInt(num) - resultat * BigInt(den));
        const absoluEcart = ecart < 0n ? -ecart : ecart;
        expect(absoluEcart <= BigInt(den)).toBe(true);
        if (absoluEcart === BigInt(den)) expect(ecart < 0n === resultat > 0n).toBe(true);
      }),
    );
  });

  test('appliquer un taux et quotient', () => {
    expect(appliquer(depuisEuros(8000), taux(0.2))).toBe(160000);
    expect(appliquer(depuisEuros(-15000), taux('0.055'))).toBe(-82500);
    expect(quotient(depuisEuros(36000), depuisEuros(80000))?.toNumber()).toBe(0.45);
    expect(quotient(depuisEuros(1), ZERO)).toBeUndefined();
    expect(() => taux('vingt')).toThrow(RangeError);
    expect(() => taux(NaN)).toThrow(RangeError);
  });

  test('texte à la française', () => {
    expect(texteMontant(depuisEuros(1234.56))).toBe('1\u00a0234,56');
    expect(texteMontant(depuisEuros(-1234567.5))).toBe('-1\u00a0234\u00a0567,50');
    expect(texteMontant(ZERO)).toBe('0,00');
    expect(texteMontant(montant(-5))).toBe('-0,05');
    expect(texteMontant(depuisEuros(999))).toBe('999,00');
    expect(texteMontant(depuisEuros(-1234567.5), 'en')).toBe('-1,234,567.50');
  });
});

describe('répartition par arrondi cumulé (domaine §0.1)', () => {
  test('100,00 en trois parts égales fait 33,33 ; 33,34 ; 33,33', () => {
    expect(repartir(depuisEuros(100), [1, 1, 1])).toEqual([3333, 3334, 3333]);
    expect(repartir(depuisEuros(-100), [1, 1, 1])).toEqual([-3333, -3334, -3333]);
  });

  test('la somme des parts est le total, quels que soient les poids', () => {
    const poids = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom(0.1, 0.25, 1.5, 1e-7)),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(centimes, poids, (total, p) => {
        fc.pre(p.some(x => x > 0));
        expect(somme(repartir(total, p))).toBe(total);
      }),
    );
  });

  test('les parts d’un début de liste ne dépendent pas du découpage de la suite', () => {
    fc.assert(
      fc.property(
        centimes,
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        (total, tete, a, b) => {
          const entiere = repartir(total, [...tete, a + b]);
          const coupee = repartir(total, [...tete, a, b]);
          expect(coupee.slice(0, tete.length)).toEqual(entiere.slice(0, tete.length));
        },
      ),
    );
  });

  test('un poids nul ne reçoit rien ; des poids multipliés ne changent rien', () => {
    const total: Montant = depuisEuros(1000.01);
    expect(repartir(total, [0, 3, 0])).toEqual([0, 100001, 0]);
    expect(repartir(total, [0.1, 0.2, 0.4])).toEqual(repartir(total, [10, 20, 40]));
  });

  test('refuse un poids total nul', () => {
    expect(() => repartir(depuisEuros(1), [])).toThrow(RangeError);
    expect(() => repartir(depuisEuros(1), [1, -1])).toThrow(RangeError);
  });
});
