/** Créances nettes, lettrage à décider, prévision et rapprochement : chaque chiffre se rejoue depuis les cellules du classeur écrit. */
import { clore, ligne, modifier, PARAMETRES, rangees, rejouerTables, type Classeur } from './atelier';

const ARRETE = '2026-11-30';

/** Clôture, puis explique chaque montant de cette table dans le classeur que la clôture laisse. */
function rejouerEcrite(depart: Classeur, table: string): { lignes: Classeur[string]; rejouees: string[] } {
  const { classeur } = clore(depart, ARRETE);
  return { lignes: rangees(classeur, table), rejouees: rejouerTables(classeur, ARRETE, [table]) };
}

const douteuse = (IdTiers: string, autres: Readonly<Record<string, string | number>> = {}) => ({
  IdTiers,
  DateEffet: '2026-10-01',
  Motif: 'Procédure',
  ...autres,
});

test('T-AR-04 : 12 000 de créance, 6 000 dépréciés, 6 000 nets dans les trois présentations', () => {
  const { lignes, rejouees } = rejouerEcrite(
    {
      Ecritures: [
        ligne('C1', 'F100', '2026-06-15', 12_000),
        ligne('C2', 'F200', '2026-10-12', 600),
        ligne('C2', 'AV200', '2026-10-14', -1_000),
        { ...ligne('C3', 'EF1', '2026-10-12', 250), Compte: '413' },
        ligne('C3', 'F300', '2026-10-12', 50),
      ],
      CreancesDouteuses: [douteuse('C1', { Piece: 'F100', TauxPerte: 0.6, CodeTVA: 'N' })],
    },
    'CreancesNettes',
  );
  expect(lignes.map(l => [l['Presentation'], l['Ordre'], l['Montant']])).toEqual([
    [1, 1, 6_300],
    [2, 1, 12_300],
    [2, 2, -6_000],
    [2, 3, 6_300],
    [3, 1, 50],
    [3, 2, 250],
    [3, 3, 12_000],
    [3, 4, -6_000],
    [3, 5, 0],
    [3, 6, 6_300],
    [3, 7, 400],
  ]);
  expect(rejouees).toHaveLength(11);
});

test('une dépréciation par âge se rejoue aussi', () => {
  const { lignes, rejouees } = rejouerEcrite(
    {
      Parametres: PARAMETRES({ DepreciationStatistique: 'O' }),
      TauxDepreciation: [{ JoursDu: 30, Taux: 0.25 }],
      Ecritures: [{ ...ligne('C1', 'F100', '2026-06-15', 1_200), DateEcheance: '2026-07-15' }],
    },
    'CreancesNettes',
  );
  expect(lignes.find(l => l['Ordre'] === 5)?.['Montant']).toBe(-250);
  expect(rejouees).toHaveLength(11);
});

describe('lettrage à décider', () => {
  const depart: Classeur = {
    Parametres: PARAMETRES({ ToleranceReglement: '1.00' }),
    Ecritures: [
      ligne('C1', 'F100', '2026-09-10', 1_200),
      ligne('C1', 'BQ7', '2026-10-05', -1_199.5, { Libelle: 'VIR F100' }),
      ligne('C2', 'F200', '2026-09-10', 700),
      ligne('C2', 'F200', '2026-10-10', -300.25),
      ligne('C3', 'F301', '2026-09-10', 100),
      ligne('C3', 'F302', '2026-09-11', 250),
      ligne('C3', 'BQ8', '2026-10-10', -350),
      ligne('F1', 'FF1', '2026-09-10', -80),
      ligne('F1', 'FF1', '2026-10-10', 50),
    ],
  };
  const propose = clore(depart, ARRETE).classeur;
  const rejouer = (c: Classeur) => rejouerTables(c, ARRETE, ['LettragesProposes', 'PostesALettrer']);

  test('propositions entières, avec écart, partielles, fournisseur, et leurs postes', () => {
    expect(rangees(propose, 'LettragesProposes')).toHaveLength(4);
    expect(rangees(propose, 'PostesALettrer')).toHaveLength(9);
    expect(rejouer(propose)).toHaveLength(4 * 3 + 9 * 2);
  });

  test('refusées, elles gardent leurs chiffres et leurs arbres', () => {
    const refuser = modifier(propose, 'LettragesProposes', p => ({ ...p, Decision: 'REFUSER' }));
    const refusees = clore(refuser, ARRETE).classeur;
    expect(rangees(refusees, 'LettragesProposes').length).toBeGreaterThanOrEqual(4);
    expect(rejouer(refusees).length).toBeGreaterThanOrEqual(4 * 3 + 9 * 2);
  });

  test('un reste après un lettrage partiel se rejoue de ce que le lettrage en laisse', () => {
    const accepter = modifier(propose, 'LettragesProposes', p => ({ ...p, Decision: 'ACCEPTER' }));
    const { classeur } = clore(accepter, ARRETE);
    const suite = {
      ...classeur,
      Ecritures: [...depart['Ecritures']!, ligne('C2', 'BQ9', '2026-11-12', -399.75)],
    };
    const { lignes, rejouees } = rejouerEcrite(suite, 'PostesALettrer');
    expect(lignes.map(l => [l['Piece'], l['Debit'], l['Credit']])).toEqual([
      ['F200', 399.75, 0],
      ['BQ9', 0, 399.75],
    ]);
    expect(rejouees).toHaveLength(4);
  });
});

test('prévision : retards observés, avoir imputé, promesse, litige, dettes', () => {
  const lettre = { Lettrage: 'A' };
  const { lignes, rejouees } = rejouerEcrite(
    {
      Ecritures: [
        ligne('C1', 'F90', '2026-07-01', 500, { ...lettre, DateEcheance: '2026-07-31' }),
        ligne('C1', 'BQ90', '2026-08-14', -500, lettre),
        ligne('C1', 'F100', '2026-11-05', 1_200.37, { DateEcheance: '2026-12-05' }),
        ligne('C1', 'AV1', '2026-11-06', -200.3),
        ligne('C2', 'F200', '2026-10-01', 600, { DateEcheance: '2026-10-31' }),
        ligne('C3', 'F300', '2026-10-01', 90, { DateEcheance: '2026-10-31' }),
        ligne('F1', 'FF1', '2026-11-15', -300, { DateEcheance: '2026-12-15' }),
        ligne('F1', 'FF2', '2026-11-15', -70, { DateEcheance: '2028-12-15' }),
      ],
      SuiviCreances: [
        { IdTiers: 'C2', Piece: 'F200', DatePromesse: '2026-12-22' },
        { IdTiers: 'C3', Piece: 'F300', Litige: 'O' },
      ],
    },
    'PrevisionTresorerie',
  );
  // L'avoir éteint 200,30 de F100 ; 14 jours de retard la mènent au 19 décembre, semaine du 14.
  const somme = (colonne: string) => lignes.reduce((s, l) => s + Math.round(Number(l[colonne]) * 100), 0);
  expect(somme('EncaissementsDus')).toBe(169_007);
  expect(somme('EncaissementsPrevus')).toBe(160_007);
  expect(somme('PaiementsDus')).toBe(37_000);
  expect(lignes[2]).toMatchObject({ EncaissementsPrevus: 1_000.07, PaiementsDus: 300, Net: 700.07 });
  expect(lignes.at(-1)).toMatchObject({ PaiementsDus: 70, Cumul: 1_230.07 });
  expect(rejouees).toHaveLength(13 * 5);
});

describe('rapprochement', () => {
  const facture = (IdFacture: string, IdClient: string, MontantTTC: number, Ligne = '1') => ({
    IdFacture,
    Ligne,
    TypePiece: 'FACTURE',
    DateFacture: '2026-10-10',
    IdClient,
    CodeTVA: 'N',
    MontantHT: MontantTTC / 1.2,
    MontantTTC,
    Validee: 'O',
  });
  const erreurs: Classeur = {
    Ecritures: [
      ligne('C1', 'F100', '2026-10-10', 2_100),
      ligne('C2', 'F200', '2026-10-12', 600),
      ligne('C2', 'F200', '2026-10-12', 600),
      ligne('C1', 'BQ12', '2026-11-05', -1_100),
      { ...ligne('C3', 'F300', '2026-10-12', 77), Compte: '471' },
      ligne('C3', 'F301', '2026-12-12', 88),
      { ...ligne('C1', 'OD9', '2026-11-02', 50), Tiers: '' },
      { ...ligne('F1', 'FF2', '2026-11-02', -80), Compte: '411' },
      ligne('F1', 'FF1', '2026-10-15', -300),
    ],
    FacturesClients: [
      facture('F100', 'C1', 1_000),
      facture('F100', 'C1', 200, '2'),
      facture('F200', 'C2', 600),
      facture('F300', 'C3', 77),
      facture('F301', 'C3', 88),
      facture('F400', 'C3', 42),
    ],
    Encaissements: [
      {
        IdReglement: 'R1',
        Date: '2026-11-05',
        IdClient: 'C1',
        Montant: 1_200,
        MontantAffecte: 1_100,
        IdFacture: 'F100',
      },
      { IdReglement: 'R2', Date: '2026-11-06', IdClient: 'C2', Montant: 15 },
    ],
  };

  test('chaque total, chaque ligne en cause et son effet se rejouent', () => {
    const { lignes, rejouees } = rejouerEcrite(erreurs, 'RapprochementTiers');
    const natures = new Set(lignes.map(l => l['Nature']));
    for (const nature of [
      'SANS_TIERS',
      'TIERS_D_UN_AUTRE_COLLECTIF',
      'CHIFFRES_INVERSES',
      'DOUBLON_GENERAL',
      'MAUVAIS_COMPTE',
      'HORS_PERIODE',
      'ABSENTE_DU_GENERAL',
    ])
      expect(natures).toContain(nature);
    for (const controle of ['CLIENTS', 'FACTURES_CLIENTS']) {
      const siennes = lignes.filter(l => l['Controle'] === controle);
      const effets = siennes.slice(1).reduce((s, l) => s + Math.round(Number(l['Effet']) * 100), 0);
      expect(effets).toBe(Math.round(Number(siennes[0]!['Ecart']) * 100));
    }
    const totaux = lignes.filter(l => l['Rang'] === 0).length;
    expect(rejouees).toHaveLength(totaux * 4 - 1 + (lignes.length - totaux) * 2);
  });

  test('les écritures de l’arrêté en sont, une fois écrites', () => {
    const { lignes, rejouees } = rejouerEcrite(
      {
        Ecritures: [ligne('C1', 'F100', '2026-06-15', 12_000)],
        CreancesDouteuses: [douteuse('C1', { Piece: 'F100', TauxPerte: 0.6, CodeTVA: 'N' })],
      },
      'RapprochementTiers',
    );
    expect(lignes).toEqual([expect.objectContaining({ Controle: 'CLIENTS', General: 12_000, Ecart: 0 })]);
    expect(rejouees).toHaveLength(4);
  });
});
