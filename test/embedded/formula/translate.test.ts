import fc from 'fast-check';
import {
  FUNCTION_NAMES,
  errorToFrench,
  languageOf,
  toFrench,
  toUS,
  tokenize,
} from '../../../src/embedded/formula';

/** Couples (américain, français) écrits à la main, dans les deux sens. */
const PAIRS: readonly (readonly [us: string, french: string])[] = [
  ['=SUM(A1:A10)', '=SOMME(A1:A10)'],
  ['=IF(A1>1.5,TRUE,"non")', '=SI(A1>1,5;VRAI;"non")'],
  ['=IFERROR(VLOOKUP(B2,Temps[],3,FALSE),0)', '=SIERREUR(RECHERCHEV(B2;Temps[];3;FAUX);0)'],
  [
    '=SUMIFS(Temps[Jours],Temps[IdAffaire],"24A010")',
    '=SOMME.SI.ENS(Temps[Jours];Temps[IdAffaire];"24A010")',
  ],
  ['=COUNTIF(A:A,">=5,5")', '=NB.SI(A:A;">=5,5")'],
  ['=XLOOKUP([@Code],Affaires[Code],Affaires[CA])', '=RECHERCHEX([@Code];Affaires[Code];Affaires[CA])'],
  ['=INDEX(A:A,MATCH(1,B:B,0))', '=INDEX(A:A;EQUIV(1;B:B;0))'],
  ['=EOMONTH(TODAY(),-1)', '=FIN.MOIS(AUJOURDHUI();-1)'],
  ['=EDATE(DATE(2026,11,30),3)', '=MOIS.DECALER(DATE(2026;11;30);3)'],
  ['=ROUND(SUMPRODUCT(A1:A3,B1:B3),2)', '=ARRONDI(SOMMEPROD(A1:A3;B1:B3);2)'],
  ['=LEFT("a;b,c",3)&"VRAI"', '=GAUCHE("a;b,c";3)&"VRAI"'],
  ["='Temps; passés, 1'!A1*2.5", "='Temps; passés, 1'!A1*2,5"],
  ['={1,2.5;3,4}', '={1.2,5;3.4}'],
  ['={"a","b";TRUE,#N/A}', '={"a"."b";VRAI.#N/A}'],
  ['=SUM(Temps[[#Data],[Jours]])', '=SOMME(Temps[[#Données];[Jours]])'],
  ['=Temps[[#This Row],[Coût; total]]', '=Temps[[#Cette ligne];[Coût; total]]'],
  ["=ROWS(Temps[[#Headers],[N'#],[a'[b]])", "=LIGNES(Temps[[#En-têtes];[N'#];[a'[b]])"],
  ['=IF(ISNA(A1),#VALUE!,#NUM!)', '=SI(ESTNA(A1);#VALEUR!;#NOMBRE!)'],
  ['=CA.AVANCEMENT("24A010","2026-11-30")', '=CA.AVANCEMENT("24A010";"2026-11-30")'],
  ['=AMORT.LINEAIRE(12000.5,36,B1,,B2)', '=AMORT.LINEAIRE(12000,5;36;B1;;B2)'],
  ['=A1#+1E-3', '=A1#+1E-3'],
  ['=SUM(A1#,B2)', '=SOMME(A1#;B2)'],
  ['=.5+1', '=,5+1'],
  ['=IF(AND(A1,OR(B1,NOT(C1))),1,)', '=SI(ET(A1;OU(B1;NON(C1)));1;)'],
  ['=TRUE()', '=VRAI()'],
];

describe('formules françaises et américaines', () => {
  test.each(PAIRS)('%s se dit %s', (us, french) => {
    expect(toFrench(us)).toBe(french);
    expect(toUS(french)).toBe(us);
  });

  test.each([
    ['=SUM(A1,B1)', 'us'],
    ['=ROUND(1,2)', 'us'],
    ['=CA.AVANCEMENT("24A010","2026-11-30")', 'us'],
    ['=DATE(2026,11,30)', 'us'],
    ['=INDEX(A1:B2,1,2)', 'us'],
    ['=SUM(1;2)', 'fr'],
    ['=MAX(1,5)', 'fr'],
    ['=1,5+2', 'fr'],
    ['=SOMME(1,5)', 'fr'],
    ['=CA.X(1,5)', 'fr'],
    ['=A1+VRAI', 'fr'],
  ])('%s est lue comme %s', (formula, language) => {
    expect(languageOf(formula)).toBe(language);
  });

  test('une saisie américaine passe telle quelle, un mélange aussi se comprend', () => {
    expect(toUS('=SUM(A1,1.5)')).toBe('=SUM(A1,1.5)');
    expect(toUS('=SUM(A1;1.5)')).toBe('=SUM(A1,1.5)');
    expect(toUS('=sierreur(somme(a1);0)')).toBe('=IFERROR(SUM(a1),0)');
    expect(toUS('=ca.avancement("x";"y")')).toBe('=ca.avancement("x","y")');
    expect(errorToFrench('#VALUE!')).toBe('#VALEUR!');
  });

  test('une formule inachevée ne fait rien perdre', () => {
    for (const text of ['=SOMME(', '="a', "='Temps", '=Temps[[Jours', '={1;2', '=1,', '=', '']) {
      expect(
        tokenize(text, 'fr')
          .map(token => token.text)
          .join(''),
      ).toBe(text);
    }
  });

  test('les noms se correspondent un à un', () => {
    expect(FUNCTION_NAMES.length).toBeGreaterThan(150);
    expect(new Set(FUNCTION_NAMES.map(([us]) => us)).size).toBe(FUNCTION_NAMES.length);
    expect(new Set(FUNCTION_NAMES.map(([, french]) => french)).size).toBe(FUNCTION_NAMES.length);
    const english = new Set(FUNCTION_NAMES.map(([us]) => us));
    // Un nom français ne doit pas être le nom anglais d'une autre fonction.
    const clashes = FUNCTION_NAMES.filter(([us, french]) => us !== french && english.has(french));
    expect(clashes).toEqual([]);
  });

  const functionName = fc.constantFrom(
    ...FUNCTION_NAMES.map(([us]) => us).filter(us => !/^(TRUE|FALSE)$/.test(us)),
  );
  const custom = fc.constantFrom('CA.AVANCEMENT', 'CA.TAUX', 'AMORT.LINEAIRE', 'CLOTURE.ARRETE');
  const text = fc.string({ maxLength: 8 }).map(value => `"${value.replace(/"/g, '""')}"`);
  const number = fc
    .tuple(fc.nat(9999), fc.option(fc.integer({ min: 1, max: 99 })))
    .map(([n, d]) => `${n}${d ? `.${d}` : ''}`);
  const reference = fc.constantFrom(
    'A1',
    '$B$2:C10',
    "'Temps; passés'!A1",
    'Temps[Jours]',
    '[@Code]',
    'Temps[[#This Row],[Coût, jour]]',
    'Mon_Nom',
    'A1#',
  );
  const scalar = fc.oneof(text, number, fc.constantFrom('TRUE', 'FALSE', '#N/A', '#VALUE!', '#NAME?'));
  const array = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.array(scalar, { minLength: 3, maxLength: 9 }))
    .map(([width, cells]) => {
      const rows = Array.from({ length: Math.floor(cells.length / width) }, (_, i) =>
        cells.slice(i * width, (i + 1) * width).join(','),
      );
      return `{${rows.join(';')}}`;
    });
  const { formula } = fc.letrec<{ formula: string; argument: string }>(tie => ({
    argument: fc.oneof({ maxDepth: 3 }, scalar, reference, array, tie('formula')),
    formula: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      scalar,
      fc
        .tuple(fc.oneof(functionName, custom), fc.array(tie('argument'), { maxLength: 4 }))
        .map(([name, args]) => `${name}(${args.join(',')})`),
      fc
        .tuple(tie('argument'), fc.constantFrom('+', '*', '&', '>=', ' - '), tie('argument'))
        .map(parts => parts.join('')),
    ),
  }));

  test('aller et retour : du français à l’américain, chaque formule revient la même', () => {
    fc.assert(
      fc.property(formula, body => expect(toUS(toFrench(`=${body}`))).toBe(`=${body}`)),
      { numRuns: 500 },
    );
  });

  test('la découpe redonne le texte, quel qu’il soit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('fr' as const, 'us' as const),
        (any, language) => {
          expect(
            tokenize(any, language)
              .map(token => token.text)
              .join(''),
          ).toBe(any);
        },
      ),
    );
  });
});
