/** T-SIG-01 (domaine §12.6) et les totaux du compte de résultat, dans les deux plans. */
import { depuisEuros, enEuros } from '../../../src/comptabilite';
import {
  dispositionCr,
  dispositionSig,
  type OptionsSig,
} from '../../../src/cloture/etats/calcul/dispositions';
import { commeSoldes, evaluer, lu, presenter } from '../../../src/cloture/etats/calcul/presenter';
import { Regroupement } from '../../../src/cloture/etats/calcul/regrouper';

const SANS: OptionsSig = { avec747: false, retraiter621: false, retraiter612: false };

/** Produits positifs, charges positives, en euros. */
const soldes = (euros: Readonly<Record<string, number>>) =>
  commeSoldes(
    new Map(
      Object.entries(euros).map(([compte, m]) => [compte, depuisEuros(compte.startsWith('7') ? -m : m)]),
    ),
  );

const T_SIG_01 = {
  706000: 900_000,
  722: 20_000,
  604000: 300_000,
  621000: 10_000,
  741: 4_000,
  747: 2_000,
  635: 18_000,
  641000: 330_000,
  645000: 100_000,
  758: 3_000,
  658: 5_000,
  68112: 60_000,
  7815: 9_000,
  7572: 7_500,
  6572: 6_233,
};

const sig = (options: OptionsSig, euros: Readonly<Record<string, number>> = T_SIG_01) => {
  const presentation = presenter(soldes(euros), new Regroupement('PCG2025'));
  const valeurs = evaluer(dispositionSig('PCG2025', options), presentation);
  return (code: string) => enEuros(lu(valeurs, code));
};

test('T-SIG-01 : VA 610 000, EBE 166 000, RE 116 267, CAF 164 000 des deux façons', () => {
  const v = sig(SANS);
  expect([v('VA'), v('EBE'), v('SREX'), v('CAF'), v('CAFS')]).toEqual([
    610_000, 166_000, 116_267, 164_000, 164_000,
  ]);
});

test('options : 747 dans les subventions, 621 en personnel ; le résultat et la CAF ne bougent pas', () => {
  const v = sig({ avec747: true, retraiter621: true, retraiter612: false });
  expect([v('VA'), v('EBE'), v('SREX'), v('CAF'), v('CAFS')]).toEqual([
    620_000, 168_000, 116_267, 164_000, 164_000,
  ]);
  const bail = sig({ ...SANS, retraiter612: true }, { ...T_SIG_01, 612000: 1_000 });
  expect([bail('VA'), bail('SREX'), bail('CAF'), bail('CAFS')]).toEqual([610_000, 115_267, 163_000, 163_000]);
});

test('le résultat d’exploitation du compte de résultat est celui des soldes', () => {
  const presentation = presenter(soldes(T_SIG_01), new Regroupement('PCG2025'));
  const valeurs = evaluer(dispositionCr('PCG2025'), presentation);
  expect([enEuros(lu(valeurs, 'CAN')), enEuros(lu(valeurs, 'REX')), enEuros(lu(valeurs, 'RES'))]).toEqual([
    900_000, 116_267, 116_267,
  ]);
});

test('PCG2014 : cessions et subventions virées sont exceptionnelles, 791 est dans les reprises', () => {
  const euros = {
    706: 1_000,
    791: 50,
    775: 300,
    675: 120,
    777: 40,
    671: 10,
    6811: 200,
    6812: 5,
    687: 7,
    641: 400,
  };
  const presentation = presenter(soldes(euros), new Regroupement('PCG2014'));
  const cr = evaluer(dispositionCr('PCG2014'), presentation);
  const s = evaluer(dispositionSig('PCG2014', SANS), presentation);
  expect([lu(cr, 'REX'), lu(cr, 'REXC'), lu(cr, 'RES')].map(enEuros)).toEqual([445, 203, 648]);
  expect(['EBE', 'SREX', 'SEX', 'PMV', 'CAF', 'CAFS'].map(c => enEuros(lu(s, c)))).toEqual([
    600, 445, 203, 180, 640, 640,
  ]);
});
