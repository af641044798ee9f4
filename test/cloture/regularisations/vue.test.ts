import { FnpCca, type LignePropositions } from '../../../src/cloture/regularisations/tables';
import {
  bilanForcages,
  filtrer,
  filtresUtiles,
  type PropositionVue,
} from '../../../src/cloture/regularisations/vue';
import { lireEuros } from '../../../src/ui/euros';
import { depuisEuros, depuisTexte } from '../../../src/comptabilite';

const vue = (Piece: string, plus: object = {}): PropositionVue => ({
  table: FnpCca,
  ligne: {
    Arrete: depuisTexte('2026-11-30'),
    Module: 'FNP',
    Cle: Piece,
    Etat: 'PROPOSE',
    Piece,
    Base: depuisEuros(800),
    Propose: depuisEuros(800),
    Retenu: depuisEuros(800),
    Ecart: depuisEuros(0),
    ...plus,
  } as LignePropositions,
});

const PROPOSITIONS = [
  vue('BR-1', { Tiers: 'Énergie du Rhône', IdAffaire: '24A010' }),
  vue('BR-2', {
    Etat: 'BASE_MODIFIEE',
    Force: depuisEuros(750),
    Retenu: depuisEuros(750),
    Ecart: depuisEuros(-50),
    BaseModifiee: depuisEuros(120),
  }),
  vue('FF-3', { Module: 'CCA', Etat: 'FORCE', Force: depuisEuros(820), Ecart: depuisEuros(20) }),
  vue('BR-4', { Etat: 'IGNORE', Propose: undefined }),
];
const pieces = (trouvees: readonly PropositionVue[]) => trouvees.map(({ ligne }) => ligne.Piece);

test('la recherche ignore accents et casse, et regarde pièce, tiers, affaire et compte', () => {
  expect(pieces(filtrer(PROPOSITIONS, 'TOUTES', ' energie '))).toEqual(['BR-1']);
  expect(pieces(filtrer(PROPOSITIONS, 'TOUTES', '24a010'))).toEqual(['BR-1']);
  expect(pieces(filtrer(PROPOSITIONS, 'TOUTES', 'br-'))).toEqual(['BR-1', 'BR-2', 'BR-4']);
});

test('le relecteur filtre ce qui est forcé, ce dont la base a bougé, ce qui est ignoré', () => {
  expect(pieces(filtrer(PROPOSITIONS, 'FORCEES', ''))).toEqual(['BR-2', 'FF-3']);
  expect(pieces(filtrer(PROPOSITIONS, 'BOUGEES', ''))).toEqual(['BR-2']);
  expect(pieces(filtrer(PROPOSITIONS, 'IGNOREES', ''))).toEqual(['BR-4']);
  expect(pieces(filtrer(PROPOSITIONS, 'CCA', ''))).toEqual(['FF-3']);
});

test('un filtre qui ne montrerait rien ne se propose pas', () => {
  expect(filtresUtiles(PROPOSITIONS)).toEqual(['TOUTES', 'FORCEES', 'BOUGEES', 'FNP', 'CCA', 'IGNOREES']);
  expect(filtresUtiles([])).toEqual(['TOUTES']);
});

test('le bilan des forçages : deux, trente euros de moins que le proposé, une base qui a bougé', () => {
  expect(bilanForcages(PROPOSITIONS)).toEqual({ nombre: 2, ecart: depuisEuros(-30), bougees: 1 });
});

test.each([
  ['750', 75000],
  ['1 234,56', 123456],
  ['1\u202f234,5 €', 123450],
  ['-12.30', -1230],
  ['0', 0],
  ['', undefined],
  ['douze', undefined],
  ['1,234', undefined],
  ['1,2,3', undefined],
])('« %s » se lit comme un montant ou pas du tout', (texte, centimes) => {
  expect(lireEuros(texte)).toBe(centimes);
});
