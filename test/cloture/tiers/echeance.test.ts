import { texteJour } from '../../../src/comptabilite';
import {
  depassePlafond,
  echeance,
  lireCondition,
  plafondLegal,
} from '../../../src/cloture/tiers/calcul/echeance';
import { le } from './atelier';

/** Domaine §8.1 et §19 ; les autres dates se comptent sur un calendrier. */
test.each([
  ['45 J FDM', '12/11/2026', '31/12/2026'],
  ['FDM + 45', '12/11/2026', '14/01/2027'],
  ['30 J', '12/11/2026', '12/12/2026'],
  ['net 30', '12/11/2026', '12/12/2026'],
  ['NET30JOURS', '12/11/2026', '12/12/2026'],
  ['30', '12/11/2026', '12/12/2026'],
  ['comptant', '12/11/2026', '12/11/2026'],
  ['NET 0', '12/11/2026', '12/11/2026'],
  ['30 jours fin de mois', '12/11/2026', '31/12/2026'],
  ['fin de mois + 30 jours', '12/11/2026', '30/12/2026'],
  ['30 J FDM LE 10', '12/11/2026', '10/01/2027'],
  ['30 FDM LE 31', '12/12/2026', '28/02/2027'],
  ['0 J FDM', '30/11/2026', '30/11/2026'],
  ['45 j  fdm', '17/01/2026', '31/03/2026'],
])('%s depuis le %s : %s', (texte, depuis, attendu) => {
  expect(texteJour(echeance(le(depuis), lireCondition(texte)!))).toBe(attendu);
});

test.each([
  '',
  '30 J NET',
  '3 0 J',
  'FDM',
  'à réception',
  '30 J FDM LE 32',
  '30 J FDM LE 0',
  '-30 J',
  '30,5 J',
  '45 J FDM + 15',
  '2/10 net 30',
  'NET',
])('« %s » n’est pas une condition : jamais une supposition', texte => {
  expect(lireCondition(texte)).toBeUndefined();
});

describe('plafond légal (C. com. art. L441-10) : 60 jours, ou 45 jours fin de mois', () => {
  test.each([
    // 60 jours du 01/11 : 31/12 ; 45 jours fin de mois : 31/12 ; fin de mois plus 45 : 14/01.
    ['01/11/2026', '14/01/2027'],
    // 60 jours du 30/11 : 29/01 ; 45 jours fin de mois : 14/01 → 31/01 ; fin de mois plus 45 : 14/01.
    ['30/11/2026', '31/01/2027'],
  ])('facture du %s : au plus tard le %s', (facture, attendu) => {
    expect(texteJour(plafondLegal(le(facture)))).toBe(attendu);
  });

  test.each([
    ['60 J', false],
    ['61 J', true],
    ['45 J FDM', false],
    ['60 J FDM', true],
    ['FDM + 45', false],
    ['FDM + 60', true],
  ])('%s dépasse : %s', (texte, attendu) => {
    expect(depassePlafond(lireCondition(texte)!)).toBe(attendu);
  });
});
