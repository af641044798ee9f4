import fc from 'fast-check';
import { debut, fin, periode, texteJour, texteMois, versIso } from '../../../../src/comptabilite';
import { periodeDuLibelle } from '../../../../src/cloture/regularisations/radar/libelle';
import { le, NOVEMBRE } from './atelier';

const lue = (libelle: string, reference = NOVEMBRE) => {
  const periode = periodeDuLibelle(libelle, reference);
  return periode && `${versIso(periode.du)} ${versIso(periode.au)}`;
};

test.each([
  ['Loyer novembre 2026', '2026-11-01 2026-11-30'],
  ['LOYER NOV. 2026', '2026-11-01 2026-11-30'],
  ['Abonnement février 2024', '2024-02-01 2024-02-29'],
  ['Hébergement 11/2026', '2026-11-01 2026-11-30'],
  ['Hébergement 2026-11', '2026-11-01 2026-11-30'],
  ['Loyer T3 2026', '2026-07-01 2026-09-30'],
  ['Loyer T4-2026', '2026-10-01 2026-12-31'],
  ['Honoraires 3e trimestre 2026', '2026-07-01 2026-09-30'],
  ['Redevance 1er semestre 2027', '2027-01-01 2027-06-30'],
  ['Assurance du 01/10 au 31/12', '2026-10-01 2026-12-31'],
  ['Assurance du 01/10/2026 au 30/09/2027', '2026-10-01 2027-09-30'],
  ['Maintenance du 15/12 au 14/01', '2026-12-15 2027-01-14'],
  ['Location octobre à décembre 2026', '2026-10-01 2026-12-31'],
  ['Location nov-janv 2027', '2026-11-01 2027-01-31'],
  ['Cotisation annuelle 2026', '2026-01-01 2026-12-31'],
  ['Électricité décembre', '2026-12-01 2026-12-31'],
])('« %s » dit une période', (libelle, attendue) => {
  expect(lue(libelle)).toBe(attendue);
});

test.each([
  'Facture FC-2026-0142',
  'Billet du 30/11/2026',
  'Commande CV-2026-031/1',
  'Réf. 12/20261',
  'Salaires',
  'Frais de tenue de compte',
  'T5 2026',
  'Machine 13/2026',
])('« %s » n’en dit pas', libelle => {
  expect(lue(libelle)).toBeUndefined();
});

test('un mois sans année est le plus proche de l’écriture', () => {
  expect(lue('Loyer décembre', le('04/01/2026'))).toBe('2025-12-01 2025-12-31');
  expect(lue('Loyer janvier', le('29/12/2026'))).toBe('2027-01-01 2027-01-31');
});

test('un mois écrit en lettres, en chiffres ou par ses bornes est la même période', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2020, max: 2035 }), fc.integer({ min: 1, max: 12 }), (an, mois) => {
      const p = periode(`${an}-${String(mois).padStart(2, '0')}`);
      const attendue = `${versIso(debut(p))} ${versIso(fin(p))}`;
      expect(lue(`Abonnement ${texteMois(p)}`)).toBe(attendue);
      expect(lue(`Abonnement ${String(mois).padStart(2, '0')}/${an}`)).toBe(attendue);
      expect(lue(`Abonnement du ${texteJour(debut(p))} au ${texteJour(fin(p))}`)).toBe(attendue);
    }),
  );
});
