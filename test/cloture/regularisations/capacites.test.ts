/**
 * Des phrases d'acceptation du rattachement, une par une, là où aucun autre essai ne les dit : capacités 185, 192, 194,
 * 201, 204, 205, 207, 209 et 215.
 */
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

test('194 : un fournisseur sans compte de FAR bloque, nommé, quand le dossier en exige un', () => {
  const tiers: Donnees['tiers'] = [{ ligne: 5, IdTiers: 'F1', Nom: 'Papeterie', CompteFAE_FAR: undefined }];
  const bloquants = (options: Partial<Options>, d = { ...recues({ montant: 100 }), tiers }) =>
    arreter(d, options)
      .anomalies.filter(a => a.code === 'C-CUT-22')
      .map(a => [a.gravite, a.message]);
  expect(bloquants({ collectifExige: true })).toEqual([
    ['BLOQUANT', "Papeterie (F1) n'a pas de compte FAE ou FAR."],
  ]);
  expect(bloquants({})).toEqual([]);
  expect(bloquants({ collectifExige: true, detailEcriture: 'GROUPE_COMPTE' })).toEqual([]);
});

/** Une facture d'achat ; elle facture R1 si on le dit. */
const facture = (l: Partial<Omit<FactureF, 'MontantHT'>> & { readonly montant: number }): FactureF => ({
  ligne: 5,
  IdFactF: 'FF1',
  Ligne: '1',
  IdFournisseur: 'F1',
  DateFacture: j('2026-04-01'),
  Compte: compte('616000'),
  Validee: true,
  ...l,
  MontantHT: depuisEuros(l.montant),
});
type FactureF = Donnees['facturesFournisseurs'] extends Iterable<infer L> ? L : never;

test('201 : facturée après l’arrêté, la réception reste une FNP à l’arrêté ; facturée le jour même, non', () => {
  const fnp = (date: string) =>
    lignes({
      ...recues({ montant: 100 }),
      facturesFournisseurs: [facture({ montant: 100, IdReception: 'R1', DateFacture: j(date) })],
    }).find(([, c]) => c === '4081');
  expect(fnp('2026-12-01')).toEqual(['F1/A1', '4081', -120]);
  expect(fnp('2026-11-30')).toBeUndefined();
});

test('204 : assurance du 01/04 au 31/03, au 31/12 : 90 jours sur 365 constatés d’avance', () => {
  const assurance = facture({ montant: 3_650, PeriodeDu: j('2026-04-01'), PeriodeAu: j('2027-03-31') });
  const { regularisations } = arreter({ ...VIDE, facturesFournisseurs: [assurance] }, {}, j('2026-12-31'));
  expect(regularisations.map(r => [r.module, enEuros(r.montant)])).toEqual([['CCA', 900]]);
});

test('205 : les factures pas validées comptent ou non, et celles qu’on écarte se comptent', () => {
  const donnees = {
    ...VIDE,
    facturesFournisseurs: [
      facture({ montant: 365, PeriodeDu: j('2026-12-01'), PeriodeAu: j('2027-11-30'), Validee: false }),
    ],
  };
  const cca = (exclureNonValidees: boolean) => {
    const { regularisations, anomalies } = arreter(donnees, { exclureNonValidees });
    const dites = anomalies.filter(a => a.code === 'C-CUT-08').map(a => a.message);
    return [regularisations.map(r => enEuros(r.montant)), dites];
  };
  expect(cca(true)).toEqual([
    [],
    ['1 facture pas encore validée, laissée hors des régularisations, pour 365,00.'],
  ]);
  expect(cca(false)).toEqual([[365], []]);
});

test('209 : FAE de 800 proposée, 750 retenue : écriture de 750, écart de −50, son motif', () => {
  const livree: Donnees = {
    ...VIDE,
    livraisons: [
      {
        ligne: 5,
        IdBL: 'L1',
        Ligne: '1',
        IdAffaire: 'A1',
        DateLivraison: j('2026-11-10'),
        AFacturerLe: NOVEMBRE,
        MontantHT: depuisEuros(800),
      },
    ],
    forcees: [
      {
        ligne: 5,
        Arrete: NOVEMBRE,
        Module: 'FAE',
        Cle: 'Livraisons|L1|1',
        Base: depuisEuros(800),
        Force: depuisEuros(750),
        Motif: 'Remise promise',
        Auteur: 'S. Roche',
        DateForcage: NOVEMBRE,
      } as Donnees['forcees'][number],
    ],
  };
  const [proposition] = proposerTout(livree, OPTIONS, NOVEMBRE).propositions;
  expect([proposition?.retenu, proposition?.ecart].map(m => enEuros(m ?? ZERO))).toEqual([750, -50]);
  expect(proposition?.forcage?.motif).toBe('Remise promise');
  expect(lignes(livree)).toContainEqual([expect.any(String), '4181', 900]);
});
