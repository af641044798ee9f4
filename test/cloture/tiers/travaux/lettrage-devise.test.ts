/** Des postes soldés dans leur devise et pas en euros : l'écart de change part en 656 ou 756 (domaine §9.7). */
import fc from 'fast-check';
import { comptabiliteGenerale } from '../../../../src/cloture/comptabilite-generale';
import { etablirChange } from '../../../../src/cloture/comptabilite-generale/change/etablir';
import { calculerEnsemble } from '../../../../src/cloture/tables-communes/enchainement';
import { lireParametres } from '../../../../src/cloture/tables-communes/parametres';
import { tiers } from '../../../../src/cloture/tiers';
import { le } from '../atelier';
import { lettrer, poste } from '../lettrage/atelier';
import {
  clore,
  ligne,
  lire,
  modifier,
  PARAMETRES,
  rangees,
  rejouerTables,
  soldes,
  texteLignes,
  type Classeur,
} from './atelier';

const ARRETE = '2026-11-30';
const usd = (MontantDevise: number, autres: Readonly<Record<string, string>> = {}) => ({
  Devise: 'USD',
  MontantDevise,
  ...autres,
});
// T-FX-01 : 10 000 USD entrés à 1,10 = 9 090,91 ; reçus à 1,16 = 8 620,69 ; perte 470,22.
const FACTURE = ligne('C1', 'F100', '2026-10-10', 9_090.91, usd(10_000));
const RECU = ligne('C1', 'BQ7', '2026-11-20', -8_620.69, usd(10_000, { Libelle: 'VIR F100' }));
// T-FX-01 : dette de 5 000 USD entrée à 1,12 = 4 464,29 ; payée à 1,16 = 4 310,34 ; gain 153,95.
const DETTE = ligne('F1', 'FF1', '2026-10-10', -4_464.29, usd(5_000));
const PAYE = ligne('F1', 'BQ8', '2026-11-20', 4_310.34, usd(5_000, { Libelle: 'VIR FF1' }));

const accepter = (c: Classeur) => modifier(c, 'LettragesProposes', p => ({ ...p, Decision: 'ACCEPTER' }));
const lettrees = (depart: Classeur) => clore(accepter(clore(depart, ARRETE).classeur), ARRETE);

/** Les anomalies du change sur ce classeur. */
function alertes(classeur: Classeur): string[] {
  const tables = lire(classeur);
  const arrete = le(ARRETE);
  const { anomalies } = etablirChange({ arrete, tables, parametres: lireParametres(tables, arrete) });
  return anomalies.map(a => `${a.code} ${a.message}`);
}

test.each([
  ['créance, perte', [FACTURE, RECU], {}, ['411 C 470.22', '656 D 470.22']],
  ['dette, gain', [DETTE, PAYE], {}, ['401 D 153.95', '756 C 153.95']],
  [
    'créance, option',
    [FACTURE, RECU],
    { EcartChangeReglement: 'FINANCIER' },
    ['411 C 470.22', '666 D 470.22'],
  ],
  ['dette, option', [DETTE, PAYE], { EcartChangeReglement: 'FINANCIER' }, ['401 D 153.95', '766 C 153.95']],
])('T-FX-01, %s : l’écart de change se passe au lettrage', (_, Ecritures, reglages, attendues) => {
  const depart = { Parametres: PARAMETRES(reglages as Record<string, string>), Ecritures };
  const [proposee] = rangees(clore(depart, ARRETE), 'LettragesProposes');
  expect(proposee).toMatchObject({ Regle: 'REFERENCE', Score: 100, Partiel: 'N' });
  expect(String(proposee!['Explication'])).toContain('écart de change');
  const lettre = lettrees(depart);
  expect(texteLignes(lettre.resultat.ecritures)).toEqual(attendues);
  expect(lettre.resultat.ecritures[0]!.lignes[0]).toMatchObject({ devise: 'USD', montantDevise: 0 });
  const groupe = rangees(lettre, 'Lettrages');
  expect(groupe).toHaveLength(3);
  expect(groupe.reduce((s, l) => s + Math.round(Number(l['Montant']) * 100), 0)).toBe(0);
  expect(rejouerTables(lettre.classeur, ARRETE, ['EcrituresCloture'])).toHaveLength(5);
});

test('la relance ne change rien, même quand le client a d’autres postes ouverts', () => {
  const autres = [
    ligne('C1', 'F101', '2026-11-02', 500, usd(560)),
    ligne('C1', 'AV3', '2026-11-03', -470.22, usd(530)),
  ];
  const lettre = lettrees({ Ecritures: [FACTURE, RECU] });
  const suite = clore({ ...lettre.classeur, Ecritures: [FACTURE, RECU, ...autres] }, ARRETE);
  expect(rangees(suite, 'PostesALettrer').map(p => p['Piece'])).toEqual(['F101', 'AV3']);
  expect(soldes(suite.classeur)).toEqual({ '411': -470.22, '656': 470.22 });
  expect(clore(suite.classeur, ARRETE).classeur).toEqual(suite.classeur);
  const decembre = clore(suite.classeur, '2026-12-31');
  expect(soldes(decembre.classeur)).toEqual({ '411': -470.22, '656': 470.22 });
});

test('C-CHG-04 se tait une fois l’écart passé, parle s’il manque ou si le lettrage vient d’ailleurs', () => {
  const { classeur } = lettrees({ Ecritures: [FACTURE, RECU] });
  expect(alertes(classeur)).toEqual([]);
  expect(alertes({ ...classeur, EcrituresCloture: [] })).toEqual([
    expect.stringMatching(/^C-CHG-04 .*perte réalisée de 470,22.*656/),
  ]);
  const importe = [FACTURE, RECU].map(l => ({ ...l, Lettrage: 'A', DateLettrage: '2026-11-20' }));
  expect(alertes({ Ecritures: importe })).toEqual([expect.stringMatching(/^C-CHG-04 .*656/)]);
  const option = { Parametres: PARAMETRES({ EcartChangeReglement: 'FINANCIER' }), Ecritures: importe };
  expect(alertes(option)).toEqual([expect.stringMatching(/^C-CHG-04 .*666/)]);
  expect(clore({ Ecritures: importe }, ARRETE).resultat.ecritures).toEqual([]);
});

test('dans l’exécution même qui lettre, le change ne réévalue ni ne signale les postes soldés', () => {
  const arrete = le(ARRETE);
  const tables = lire(accepter(clore({ Ecritures: [FACTURE, RECU] }, ARRETE).classeur));
  const contexte = { arrete, tables, parametres: lireParametres(tables, arrete) };
  const [lettrage, comptabilite] = calculerEnsemble([tiers, comptabiliteGenerale], contexte);
  expect(texteLignes(lettrage!.ecritures)).toEqual(['411 C 470.22', '656 D 470.22']);
  expect(comptabilite!.anomalies.filter(a => a.code.startsWith('C-CHG'))).toEqual([]);
  expect(comptabilite!.ecritures).toEqual([]);
});

test('défait, l’écriture disparaît et les postes se rouvrent', () => {
  const demande = modifier(lettrees({ Ecritures: [FACTURE, RECU] }).classeur, 'Lettrages', l => ({
    ...l,
    Annuler: 'O',
  }));
  const defait = clore(demande, ARRETE);
  expect(defait.resultat.ecritures).toEqual([]);
  expect(rangees(defait, 'EcrituresCloture')).toEqual([]);
  expect(rangees(defait, 'PostesALettrer').map(p => [p['Debit'], p['Credit']])).toEqual([
    [9_090.91, 0],
    [0, 8_620.69],
  ]);
});

test('une marque suffit, même quand le lettrage partiel est refusé', () => {
  const depart = { Parametres: PARAMETRES({ LettragePartiel: 'N' }), Ecritures: [FACTURE, RECU] };
  const marque = modifier(clore(depart, ARRETE).classeur, 'PostesALettrer', p => ({ ...p, Marque: '1' }));
  expect(texteLignes(clore(marque, ARRETE).resultat.ecritures)).toEqual(['411 C 470.22', '656 D 470.22']);
});

test('réglée en partie dans sa devise : lettrage partiel, aucun écart', () => {
  const partiel = { ...RECU, Credit: 7_758.62, MontantDevise: 9_000 };
  const lettre = lettrees({ Ecritures: [FACTURE, partiel] });
  expect(lettre.resultat.ecritures).toEqual([]);
  expect(rangees(lettre, 'Lettrages').map(l => l['Code'])).toEqual(['a', 'a']);
});

describe('les passes comptent dans la devise', () => {
  const enUSD = (piece: string, reste: number, resteDevise: number, jour: number) =>
    poste(piece, reste, jour, { devise: 'USD', resteDevise: resteDevise as never });

  test('montants opposés en devise, et non en euros', () => {
    const postes = [
      enUSD('F1', 909_091, 1_000_000, 0),
      enUSD('R1', -862_069, -1_000_000, 5),
      enUSD('R2', -909_091, -1_054_546, 6),
    ];
    const { propositions } = lettrer(postes);
    expect(propositions.map(p => [p.regle, p.parts.length, p.ecart, p.deChange])).toEqual([
      ['MONTANT', 2, 47_022, true],
    ]);
  });

  test('la seule somme en devise qui solde un règlement', () => {
    const postes = [
      enUSD('F1', 363_636, 400_000, 0),
      enUSD('F2', 545_455, 600_000, 1),
      enUSD('R1', -862_069, -1_000_000, 5),
    ];
    expect(lettrer(postes).propositions.map(p => [p.regle, p.parts.length, p.ecart])).toEqual([
      ['SOUS_ENSEMBLE', 3, 47_022],
    ]);
  });

  test('un écart est de change si et seulement si la devise est soldée ; sinon il tient dans la tolérance', () => {
    const un = fc.record({
      piece: fc.constantFrom('F1', 'F2', 'F3', 'F4'),
      devise: fc.integer({ min: -6, max: 6 }).filter(n => n !== 0),
      cours: fc.integer({ min: 80, max: 95 }),
    });
    let vues = 0;
    fc.assert(
      fc.property(fc.array(un, { minLength: 2, maxLength: 10 }), lignes => {
        const postes = lignes.map((l, i) => enUSD(l.piece, l.devise * l.cours * 100, l.devise * 10_000, i));
        const parCle = new Map(postes.map(p => [p.cle, p]));
        for (const p of lettrer(postes, { tolerance: 100 as never }).propositions) {
          const entiers = p.parts.every(x => parCle.get(x.cle)!.reste === x.montant);
          const devise = p.parts.reduce((s, x) => s + parCle.get(x.cle)!.resteDevise!, 0);
          expect(p.deChange).toBe(entiers && devise === 0 && p.ecart !== 0);
          if (!p.deChange) expect(Math.abs(p.ecart)).toBeLessThanOrEqual(100);
          if (p.deChange) vues++;
        }
      }),
    );
    expect(vues).toBeGreaterThan(0);
  });
});
