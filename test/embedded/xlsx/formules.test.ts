import fc from 'fast-check';
import { FormulaCodec, mangle } from '../../../src/embedded/xlsx';
import { shiftFormula } from '../../../src/embedded/xlsx/formulas';
import { join, tokenize } from '../../../src/embedded/xlsx/tokens';

describe('formules : ce que voit l’utilisateur et ce que garde le fichier', () => {
  const neuf = (): FormulaCodec => new FormulaCodec({ functions: ['CA.AVANCEMENT', 'CA.TAUX_FORCE'] });

  test.each([
    ['=XLOOKUP(1,A:A,B:B)', '_xlfn.XLOOKUP(1,A:A,B:B)'],
    ['=SORT(FILTER(A1:A3,B1:B3))', '_xlfn._xlws.SORT(_xlfn._xlws.FILTER(A1:A3,B1:B3))'],
    ['=SUM("XLOOKUP(",A1)', 'SUM("XLOOKUP(",A1)'],
    ['=CA.AVANCEMENT("24A010")', '_xldudf_CA_AVANCEMENT("24A010")'],
    ['=CA.TAUX_FORCE(A1)', '_xldudf_CA_TAUX_FORCE(A1)'],
    ['=LET(x,1,y,x+1,x*y)', '_xlfn.LET(_xlpm.x,1,_xlpm.y,_xlpm.x+1,_xlpm.x*_xlpm.y)'],
    ['=LAMBDA(a,b,a+b)(1,2)', '_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a+_xlpm.b)(1,2)'],
    ['=SUM(C1#)', 'SUM(_xlfn.ANCHORARRAY(C1))'],
    ["=SUM('Temps passés'!C1#)", "SUM(_xlfn.ANCHORARRAY('Temps passés'!C1))"],
    ['=ERROR.TYPE(A1)', 'ERROR.TYPE(A1)'],
    ['=WORKDAY.INTL(A1,2)', 'WORKDAY.INTL(A1,2)'],
    ['=STDEV.S(A1:A9)', '_xlfn.STDEV.S(A1:A9)'],
  ])('%s ↔ %s', (vue, gardee) => {
    expect(neuf().toFile(vue)).toBe(gardee);
    expect(`=${neuf().fromFile(gardee)}`).toBe(vue);
  });

  test.each([
    ['=Temps[@Jours]*2', undefined, 'Temps[[#This Row],[Jours]]*2'],
    ['=[@Jours]*[@[Coût jour]]', 'Temps', 'Temps[[#This Row],[Jours]]*Temps[[#This Row],[Coût jour]]'],
    ['=SUM([Jours])', 'Temps', 'SUM(Temps[Jours])'],
    ['=SUM([1]Feuil1!A1)', 'Temps', 'SUM([1]Feuil1!A1)'],
    ["=Temps[N'°']", undefined, "Temps[N'°']"],
  ])('références structurées : %s', (vue, table, gardee) => {
    expect(neuf().toFile(vue, table)).toBe(gardee);
  });

  test('une fonction inconnue du complément se relit avec son point', () => {
    expect(new FormulaCodec().fromFile('_xldudf_IMMO_VNC("I1")')).toBe('IMMO.VNC("I1")');
    expect(new FormulaCodec().fromFile('_xldudf_IMMO.VNC("I1")')).toBe('IMMO.VNC("I1")');
    expect(mangle('AMORT.LINEAIRE')).toBe('_xldudf_AMORT_LINEAIRE');
  });

  test.each([
    ['_xldudf_ca_avancement("24a010")', '=CA.AVANCEMENT("24a010")', '_xldudf_CA_AVANCEMENT("24a010")'],
    ['_xldudf_immo_vnc("i1")', '=IMMO.VNC("i1")', '_xldudf_IMMO_VNC("i1")'],
    ['SUM(_xlfn.anchorarray(C1))', '=SUM(C1#)', 'SUM(_xlfn.ANCHORARRAY(C1))'],
    [
      '_xlfn._xlws.sort(_xlfn.unique(Temps[Affaire]))',
      '=SORT(UNIQUE(Temps[Affaire]))',
      '_xlfn._xlws.SORT(_xlfn.UNIQUE(Temps[Affaire]))',
    ],
    ['_xlfn.lambda(_xlpm.f,_xlpm.f(1))', '=LAMBDA(f,f(1))', '_xlfn.LAMBDA(_xlpm.f,_xlpm.f(1))'],
  ])('LibreOffice écrit %s en minuscules : lu et réécrit comme Excel', (ecrite, vue, gardee) => {
    const codec = neuf();
    expect(`=${codec.fromFile(ecrite)}`).toBe(vue);
    expect(codec.toFile(vue)).toBe(gardee);
  });

  test('une formule partagée se déplace sans toucher textes, noms de feuille ni références fixes', () => {
    expect(shiftFormula('A1+$B$1+\'A1 B\'!C2+"D4"+LOG10(E5)+T[Z9]+2:2+F:F', 1, 1)).toBe(
      'B2+$B$1+\'A1 B\'!D3+"D4"+LOG10(F6)+T[Z9]+3:3+G:G',
    );
    expect(shiftFormula('A1', -1, 0)).toBe('#REF!');
  });

  test('les mots d’une formule, remis bout à bout, la redonnent', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), texte => join(tokenize(texte)) === texte));
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('A1', '"x""y"', "'F 1'!", '[', ']', '(', ')', '#', 'é.b', '1.5E3', ' ', "'"),
        ),
        mots => {
          const texte = mots.join('');
          return join(tokenize(texte)) === texte;
        },
      ),
    );
  });
});
