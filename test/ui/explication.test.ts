import { findCall } from '../../src/taskpane/explication/formula';
import { arbre, type Explication } from '../../src/comptabilite';
import { formatsDe } from '../../src/ui/format';
import { texteOperation, texteValeur } from '../../src/ui/lecture-explication';
import { explicationEn, explicationFr } from '../../src/ui/textes-explication';

const CONNUES = new Set(['CA.TAUX', 'CA.AVANCEMENT', 'CA.EXPLIQUER']);
const valeur = (value: unknown) => ({ kind: 'value', value });
const reference = (texte: string) => ({ kind: 'reference', reference: texte });

describe('l’appel d’une fonction dans une formule (syntaxe américaine)', () => {
  test.each([
    ['=CA.AVANCEMENT("24A010")', 'CA.AVANCEMENT', [valeur('24A010')], true],
    ['= CA.AVANCEMENT("24A010",) ', 'CA.AVANCEMENT', [valeur('24A010'), valeur(null)], true],
    ['=ROUND(CA.TAUX(A2,$B$1),2)', 'CA.TAUX', [reference('A2'), reference('$B$1')], false],
    [
      "=CA.TAUX('Liste d''affaires'!A5,DATE(2026,11,30))",
      'CA.TAUX',
      [reference("'Liste d''affaires'!A5"), valeur('2026-11-30')],
      true,
    ],
    ['=CLOTURE.CA.TAUX("a,b)",46356)', 'CA.TAUX', [valeur('a,b)'), valeur(46356)], true],
    [
      '=1+ca.avancement("il a dit ""oui""",TRUE)',
      'CA.AVANCEMENT',
      [valeur('il a dit "oui"'), valeur(true)],
      false,
    ],
    ['=CA.TAUX(A1&"0",B1)', 'CA.TAUX', [{ kind: 'expression', text: 'A1&"0"' }, reference('B1')], true],
    ['=CA.TAUX(INDEX(A1:B9,2,1))*2', 'CA.TAUX', [{ kind: 'expression', text: 'INDEX(A1:B9,2,1)' }], false],
  ])('%s', (formule, id, args, whole) => {
    expect(findCall(formule, CONNUES)).toEqual({ id, args, whole });
  });

  test.each([
    '=SUM(A1:A3)',
    '="CA.TAUX(1)"',
    "='CA.TAUX('!A1",
    '=CA.TAUX("24A010"',
    '=CA.TAUXAVANCEMENT(1,2)',
    '=',
  ])('%s n’en a aucun', formule => {
    expect(findCall(formule, CONNUES)).toBeUndefined();
  });
});

describe('un nœud se lit avec ses chiffres', () => {
  const dire = (mot: string) => ({ fr: mot, en: mot });
  const eur = (n: number): Explication => arbre.constante(dire(String(n)), n, 'EUR');
  const fr = (e: Explication) => texteOperation(e, explicationFr, formatsDe('fr')).replace(/\s/g, ' ');

  test('un prorata et son arrondi tiennent en une ligne', () => {
    expect(fr(arbre.prorata(dire('CA'), eur(100000), eur(36000), eur(80000)))).toBe(
      '100 000,00 € × 36 000,00 € ÷ 80 000,00 €',
    );
    expect(fr(arbre.prorata(dire('CA'), eur(10), eur(1), eur(3)))).toBe(
      '10,00 € × 1,00 € ÷ 3,00 €, arrondi au centime',
    );
  });

  test('une longue somme se compte, une courte s’écrit', () => {
    expect(fr(arbre.somme(dire('S'), [eur(1), eur(2), eur(3), eur(4)]))).toBe('somme de 4 termes');
    expect(fr(arbre.somme(dire('S'), [eur(1), eur(2)]))).toBe('1,00 € + 2,00 €');
    expect(fr(arbre.somme(dire('S'), []))).toBe('aucun terme');
    expect(fr(arbre.maximum(dire('M'), [eur(0), eur(-2)]))).toBe('le plus grand de 0,00 € ; -2,00 €');
  });

  test('un nombre de la règle et l’argument d’une fonction ne se disent pas pareil', () => {
    expect(fr(arbre.constante(dire('Zéro'), 0, 'EUR'))).toBe('donné par la règle');
    expect(fr(arbre.argument(dire('Charges'), 0, 'EUR'))).toBe('donné à la fonction');
  });

  test('en anglais aussi', () => {
    const e = arbre.quotient(dire('%'), eur(1), eur(3));
    expect(texteOperation(arbre.arrondi(dire('%'), e, 4), explicationEn, formatsDe('en'))).toContain(
      'rounded to 4 decimals',
    );
  });

  test.each([
    ['JOUR', 12.5, '12,5 j'],
    ['TAUX', 0.45, '45,00 %'],
    ['NOMBRE', 3, '3'],
    ['DATE', 46356, '30/11/2026'],
  ] as const)('en %s', (unite, n, texte) => {
    expect(texteValeur(arbre.constante(dire('x'), n, unite), formatsDe('fr')).replace(/\s/g, ' ')).toBe(
      texte,
    );
  });
});
