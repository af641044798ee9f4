/** Les cas T-CUT du domaine (§4.2, §4.5), de la pièce à l'écriture et à son extourne. */
import { compte, depuisEuros, enEuros, type Jour, type ModeEtalement } from '../../../src/comptabilite';
import type { Donnees } from '../../../src/cloture/regularisations/calcul/donnees';
import { etablir, j, OPTIONS, VIDE } from './dossier';

const NOVEMBRE = j('2026-11-30');
const DECEMBRE = j('2026-12-31');

const livraison = (montant: number): Donnees => ({
  ...VIDE,
  livraisons: [
    {
      ligne: 5,
      IdBL: 'L1',
      Ligne: '1',
      IdAffaire: 'A1',
      DateLivraison: j('2026-11-10'),
      AFacturerLe: NOVEMBRE,
      MontantHT: depuisEuros(montant),
    },
  ],
});

const reception = (numero: string, montant: number): Donnees => ({
  ...VIDE,
  receptions: [
    {
      ligne: 5,
      IdReception: 'R1',
      Ligne: '1',
      IdFournisseur: 'F1',
      DateReception: j('2026-11-20'),
      Compte: compte(numero),
      MontantHT: depuisEuros(montant),
    },
  ],
});

const maintenance: Donnees = {
  ...VIDE,
  facturesClients: [
    {
      ligne: 5,
      IdFacture: 'FC1',
      Ligne: '1',
      TypePiece: 'FACTURE',
      DateFacture: j('2026-10-15'),
      IdClient: 'C1',
      IdAffaire: 'A1',
      MontantHT: depuisEuros(12_000),
      Validee: true,
      PeriodeDu: j('2026-10-15'),
      PeriodeAu: j('2027-10-14'),
    },
  ],
};

const factureA = (montant: number, du: Jour, au: Jour): Donnees => ({
  ...VIDE,
  facturesFournisseurs: [
    {
      ligne: 5,
      IdFactF: 'FF1',
      Ligne: '1',
      IdFournisseur: 'F1',
      DateFacture: du,
      Compte: compte('616000'),
      MontantHT: depuisEuros(montant),
      Validee: true,
      PeriodeDu: du,
      PeriodeAu: au,
    },
  ],
});

/** Date, compte, débit, crédit ; l'ordre des lignes n'est pas une règle. */
const lignes = (donnees: Donnees, arrete = NOVEMBRE, mode: ModeEtalement = 'JOURS') =>
  etablir(donnees, { ...OPTIONS, mode }, arrete)
    .ecritures.flatMap(e =>
      e.lignes.map(l => [
        e.date === arrete ? 'arrêté' : e.date - arrete,
        l.compte,
        enEuros(l.debit),
        enEuros(l.credit),
      ]),
    )
    .sort((a, b) => String(a).localeCompare(String(b)));

/** Une écriture et son inverse du lendemain. */
const etSonInverse = (...ecriture: readonly (readonly [string, number, number])[]) =>
  [
    ...ecriture.map(([numero, d, c]) => ['arrêté', numero, d, c]),
    ...ecriture.map(([numero, d, c]) => [1, numero, c, d]),
  ].sort((a, b) => String(a).localeCompare(String(b)));

test('T-CUT-01 : FAE de 8 000,00 HT à 20 %, extournée le 01/12', () => {
  expect(lignes(livraison(8000))).toEqual(
    etSonInverse(['4181', 9600, 0], ['706', 0, 8000], ['44587', 0, 1600]),
  );
});

test('T-CUT-02 : FNP de la réception de 20,00 au 606400', () => {
  expect(lignes(reception('606400', 20))).toEqual(
    etSonInverse(['606400', 20, 0], ['44586', 4, 0], ['4081', 0, 24]),
  );
});

test('T-CUT-03 : avoir à établir de 500,00 HT', () => {
  expect(lignes(livraison(-500))).toEqual(etSonInverse(['706', 500, 0], ['44587', 100, 0], ['4198', 0, 600]));
});

test('T-CUT-04 : avoir à recevoir de 300,00 HT', () => {
  expect(lignes(reception('607000', -300))).toEqual(
    etSonInverse(['4098', 360, 0], ['607000', 0, 300], ['44586', 0, 60]),
  );
});

test.each([
  ['JOURS', NOVEMBRE, 10_454.79],
  ['JOURS', DECEMBRE, 9_435.62],
  ['MOIS', NOVEMBRE, 10_000],
  ['MOIS_PRORATA', NOVEMBRE, 10_451.61],
  ['MOIS_PRORATA', DECEMBRE, 9_451.61],
] as const)('T-CUT-05 : PCA de 12 000,00 en %s, sans TVA', (mode, arrete, pca) => {
  expect(lignes(maintenance, arrete, mode)).toEqual(etSonInverse(['706', pca, 0], ['487', 0, pca]));
});

test.each([
  ['JOURS', 2_090.96],
  ['MOIS', 2_100],
] as const)('T-CUT-06 : CCA de 3 600,00 en %s, sans TVA', (mode, cca) => {
  expect(lignes(factureA(3_600, j('2026-07-01'), j('2027-06-30')), NOVEMBRE, mode)).toEqual(
    etSonInverse(['486', cca, 0], ['616000', 0, cca]),
  );
});

describe.each(['JOURS', 'MOIS', 'MOIS_PRORATA'] as const)('en %s', mode => {
  test('un service d’un seul jour : tout est à venir la veille, rien le jour même', () => {
    const unJour = factureA(100, NOVEMBRE, NOVEMBRE);
    const payee = (le: Jour): Donnees => ({
      ...unJour,
      facturesFournisseurs: [...unJour.facturesFournisseurs].map(f => ({ ...f, DateFacture: le })),
    });
    const veille = j('2026-11-29');
    expect(lignes(payee(veille), veille, mode)).toEqual(etSonInverse(['486', 100, 0], ['616000', 0, 100]));
    expect(lignes(payee(veille), NOVEMBRE, mode)).toEqual([]);
  });
});

// 6 000,00 de février et mars 2028, soit 60 jours dont le 29 février : 28 jours, un mois entamé qui compte, 28/29 de mois.
test.each([
  ['JOURS', '2028-02-28', 3_200],
  ['JOURS', '2028-02-29', 3_100],
  ['MOIS', '2028-02-29', 3_000],
  ['MOIS_PRORATA', '2028-02-28', 3_103.45],
  ['MOIS_PRORATA', '2028-02-29', 3_000],
] as const)('le 29 février compte : en %s, au %s, CCA de %d', (mode, arrete, cca) => {
  expect(lignes(factureA(6_000, j('2028-02-01'), j('2028-03-31')), j(arrete), mode)).toEqual(
    etSonInverse(['486', cca, 0], ['616000', 0, cca]),
  );
});
