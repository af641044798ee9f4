/** Adresses, lecture de ce qui est tapé, affichage, références structurées : les règles d'Excel, sans Univer. */
import * as fc from 'fast-check';
import {
  areaText,
  bounding,
  columnIndex,
  columnName,
  intersect,
  parseAddress,
  quoteSheet,
} from '../../../src/embedded/model/address';
import { displayText, localPattern } from '../../../src/embedded/model/display';
import { expandThisRow, shortenThisRow } from '../../../src/embedded/model/structured';
import { readTyped, typedPatch } from '../../../src/embedded/model/typed';

const aire = fc.record({
  row: fc.integer({ min: 0, max: 5000 }),
  column: fc.integer({ min: 0, max: 700 }),
  rows: fc.integer({ min: 1, max: 300 }),
  columns: fc.integer({ min: 1, max: 40 }),
});

describe('Adresses', () => {
  test('colonnes : A, Z, AA, XFD', () => {
    expect([0, 25, 26, 16383].map(columnName)).toEqual(['A', 'Z', 'AA', 'XFD']);
    expect(['A', 'z', 'AA', 'XFD'].map(columnIndex)).toEqual([0, 25, 26, 16383]);
  });

  test('une adresse écrite se relit, feuille comprise', () => {
    fc.assert(
      fc.property(aire, fc.string({ minLength: 1, maxLength: 20 }), (area, nom) => {
        expect(parseAddress(areaText(area))).toEqual({ area });
        const feuille = nom.replace(/^'+|'+$/g, '_');
        expect(parseAddress(`${quoteSheet(feuille)}!${areaText(area)}`)).toEqual({ sheet: feuille, area });
      }),
    );
  });

  test('lignes et colonnes entières, et refus de ce qui n’est pas une adresse', () => {
    expect(parseAddress('$A:$C')?.area).toEqual({ row: 0, column: 0, rows: 1048576, columns: 3 });
    expect(parseAddress('2:3')?.area).toEqual({ row: 1, column: 0, rows: 2, columns: 16384 });
    expect(['A0', 'XFE1', 'A1048577', 'Temps', ''].map(parseAddress)).toEqual(Array(5).fill(undefined));
  });

  test('la partie commune tient dans les deux, les deux dans le rectangle englobant', () => {
    fc.assert(
      fc.property(aire, aire, (a, b) => {
        const commun = intersect(a, b);
        const tout = bounding(a, b);
        expect(intersect(tout, a)).toEqual(a);
        if (commun) expect([intersect(a, commun), intersect(b, commun)]).toEqual([commun, commun]);
      }),
    );
  });
});

describe('Ce qui est tapé', () => {
  test.each([
    ['007', 7],
    ['1/2/2026', 46054],
    ['30/11/2026', 46356],
    ['2026-11-30', 46356],
    ['1 234,5', 1234.5],
    ['5%', 0.05],
    ['VRAI', true],
    ['12:30', 0.5208333333333334],
  ])('« %s » est lu %s en français', (texte, valeur) => {
    expect(readTyped(texte, 'fr-FR')?.value).toBe(valeur);
  });

  test.each(['AFF-001', '31/02/2026', '24A010', '', ' ', '1.2.3'])('« %s » reste du texte', texte => {
    expect(readTyped(texte, 'fr-FR')).toBeUndefined();
  });

  test('apostrophe, format texte et formule', () => {
    expect(typedPatch("'=1+1", 'General', 'fr-FR')).toMatchObject({ v: '=1+1', f: null, t: 4 });
    expect(typedPatch('24E010', '@', 'fr-FR')).toMatchObject({ v: '24E010', t: 1 });
    expect(typedPatch('=A1', 'General', 'fr-FR')).toMatchObject({ f: '=A1', v: null });
    expect(typedPatch('+A1', 'General', 'fr-FR')).toMatchObject({ f: '=+A1' });
    expect(typedPatch('-12', 'General', 'fr-FR')).toMatchObject({ v: -12, f: null });
  });
});

test('une date d’un classeur en 1904 s’affiche d’après son calendrier', () => {
  const vue = (value: number, pattern: string) => ({
    value,
    formula: undefined,
    style: { n: { pattern } },
    forcedText: false,
  });
  // 44 894 depuis 1904 est le 30/11/2026, jour 46 356 depuis 1900 (domaine §0.2).
  expect(displayText(vue(44_894, 'dd/mm/yyyy'), 'fr-FR', true)).toBe('30/11/2026');
  expect(displayText(vue(46_356, 'dd/mm/yyyy'), 'fr-FR')).toBe('30/11/2026');
  expect(displayText(vue(44_894, '0" jours"'), 'fr-FR', true)).toBe('44894 jours');
});

describe('Affichage', () => {
  const cellule = (value: string | number | boolean, pattern?: string) =>
    displayText(
      { value, formula: undefined, style: pattern ? { n: { pattern } } : undefined, forcedText: false },
      'fr-FR',
    );

  test('Standard, booléens, dates et montants à la française', () => {
    expect([cellule(7.5), cellule(0.1 + 0.2), cellule(true), cellule('')]).toEqual([
      '7,5',
      '0,3',
      'VRAI',
      '',
    ]);
    expect(cellule(46356, 'dd/mm/yyyy')).toBe('30/11/2026');
    expect(cellule(1234.5, '#,##0.00').replace(/\s/g, ' ')).toBe('1 234,50');
  });

  test('formats locaux', () => {
    expect(['General', 'dd/mm/yyyy', '0.00'].map(p => localPattern(p, 'fr-FR'))).toEqual([
      'Standard',
      'jj/mm/aaaa',
      '0,00',
    ]);
  });
});

describe('Références structurées', () => {
  test('[@x] et sa forme longue', () => {
    expect(expandThisRow('=[@Heures]*[@[Coût jour]]', 'Temps')).toBe(
      '=Temps[[#This Row],[Heures]]*Temps[[#This Row],[Coût jour]]',
    );
    expect(expandThisRow('="[@Heures]"&Temps[@Code]', 'Temps')).toBe(
      '="[@Heures]"&Temps[[#This Row],[Code]]',
    );
    expect(expandThisRow('=[@Heures]', undefined)).toBe('=[@Heures]');
    expect(shortenThisRow('=Temps[[#This Row],[Heures]]*Temps[[#This Row],[Coût jour]]', 'Temps')).toBe(
      '=[@Heures]*[@[Coût jour]]',
    );
    expect(shortenThisRow('=Temps[[#This Row],[Heures]]', undefined)).toBe('=Temps[@Heures]');
  });

  test('un signe protégé, plusieurs colonnes, la ligne entière, une colonne sans son tableau', () => {
    const longue = "=SUM(Temps[[#This Row],[N° '['#']]:[Coût]])+COLUMNS(Temps[#This Row])";
    expect(expandThisRow("=SUM([@[N° '['#']]:[Coût]])+COLUMNS([@])", 'Temps')).toBe(longue);
    expect(shortenThisRow(longue, 'Temps')).toBe("=SUM([@[N° '['#']]:[Coût]])+COLUMNS([@])");
    expect(expandThisRow('=SUM([Heures])', 'Temps')).toBe('=SUM(Temps[Heures])');
    expect(expandThisRow('=[1]Feuil1!A1+[Autre.xlsx]Feuil1!A1', 'Temps')).toBe(
      '=[1]Feuil1!A1+[Autre.xlsx]Feuil1!A1',
    );
  });
});
