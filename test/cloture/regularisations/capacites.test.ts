/** Des phrases d'acceptation du rattachement, une par une, là où aucun autre essai ne les dit : capacités 185, 192, 207 et 215. */
import { lignesDe } from '../../../src/cloture/regularisations/historique';
import { passer, proposerTout } from '../../../src/cloture/regularisations/calcul/etablir';
import type { Donnees, Options } from '../../../src/cloture/regularisations/calcul/donnees';
import {
  ajouterJours,
  compte,
  depuisEuros,
  enEuros,
  somme,
  versIso,
  ZERO,
  type Jour,
} from '../../../src/comptabilite';
import { j, moisDe, OPTIONS, VIDE } from './dossier';

const NOVEMBRE = j('2026-11-30');

type Reception = Partial<Omit<Donnees['receptions'] extends Iterable<infer L> ? L : never, 'MontantHT'>>;

/** Des réceptions d'une affaire ; chacune dit ce qui compte. */
const recues = (...lignes: readonly (Reception & { readonly montant: number })[]): Donnees => ({
  ...VIDE,
  receptions: lignes.map(({ montant, ...l }, i) => ({
    ligne: i + 5,
    IdReception: `R${i + 1}`,
    Ligne: '1',
    IdFournisseur: 'F1',
    IdAffaire: 'A1',
    DateReception: j('2026-01-10'),
    Compte: compte('606400'),
    ...l,
    MontantHT: depuisEuros(montant),
  })),
});

function arreter(donnees: Donnees, options: Partial<Options> = {}, arrete: Jour = NOVEMBRE) {
  const reglees = { ...OPTIONS, ...options };
  return passer(proposerTout(donnees, reglees, arrete).propositions, donnees, reglees, arrete);
}

/** Clé, compte et solde de chaque ligne des écritures de l'arrêté. */
const lignes = (donnees: Donnees, options: Partial<Options> = {}) =>
  arreter(donnees, options)
    .ecritures.filter(e => e.extourneDe === undefined)
    .flatMap(e => e.lignes.map(l => [e.cle.split('|')[2], l.compte, enEuros(l.debit) - enEuros(l.credit)]));

test('185 : PAR_LOT, une pièce par lot ; les totaux ne changent pas', () => {
  const deux = recues({ montant: 100, Lot: 'L1' }, { montant: 50, Lot: 'L2' });
  expect(lignes(deux)).toEqual([
    ['F1/A1', '606400', 150],
    ['F1/A1', '44586', 30],
    ['F1/A1', '4081', -180],
  ]);
  expect(lignes(deux, { parLot: true })).toEqual([
    ['F1/A1#L1', '606400', 100],
    ['F1/A1#L1', '44586', 20],
    ['F1/A1#L1', '4081', -120],
    ['F1/A1#L2', '606400', 50],
    ['F1/A1#L2', '44586', 10],
    ['F1/A1#L2', '4081', -60],
  ]);
});

test('192 : groupée, une seule ligne au 4081 ; sinon une par fournisseur', () => {
  const deux = recues({ montant: 100 }, { montant: 50, IdFournisseur: 'F2' });
  const au4081 = (options: Partial<Options>) => lignes(deux, options).filter(([, c]) => c === '4081');
  expect(au4081({})).toEqual([
    ['F1/A1', '4081', -120],
    ['F2/A1', '4081', -60],
  ]);
  expect(au4081({ detailEcriture: 'GROUPE_COMPTE' })).toEqual([['4081', '4081', -180]]);
});

test('207 : le compte de TVA de la charge l’emporte sur celui de la situation', () => {
  const deDeux = recues({ montant: 100 }, { montant: 50, Compte: compte('611000') });
  const comptes: Donnees['comptes'] = [
    { ligne: 5, Compte: compte('611000'), CompteTVACutOff: compte('445860') },
  ];
  const tva = (donnees: Donnees) => lignes(donnees).filter(([, c]) => String(c).startsWith('4458'));
  expect(tva(deDeux)).toEqual([['F1/A1', '44586', 30]]);
  expect(tva({ ...deDeux, comptes })).toEqual([
    ['F1/A1', '44586', 20],
    ['F1/A1', '445860', 10],
  ]);
});

test('215 : l’historique a la ligne de l’arrêté et son opposée, au premier jour du mois suivant, décembre compris', () => {
  for (const arrete of moisDe(2026)) {
    const { regularisations } = arreter(recues({ montant: 100 }), {}, arrete);
    const historisees = regularisations.flatMap(r => lignesDe(r, arrete));
    expect(historisees.map(l => [l.TypeLigne, enEuros(l.Montant), enEuros(l.MontantTVA ?? ZERO)])).toEqual([
      ['ARRETE', 100, 20],
      ['EXTOURNE', -100, -20],
    ]);
    expect(somme(historisees.map(l => l.Montant))).toBe(0);
    expect(historisees.map(l => l.DateEffet)).toEqual([arrete, ajouterJours(arrete, 1)]);
  }
  const [, extourne] = arreter(recues({ montant: 100 }), {}, j('2026-12-31')).regularisations.flatMap(r =>
    lignesDe(r, j('2026-12-31')),
  );
  expect(extourne && versIso(extourne.DateEffet)).toBe('2027-01-01');
});
