/** Balance âgée = auxiliaire = collectif (C-AR-01), dans la capacité entière. */
import { clore, codes, DOSSIER, ligne, rangees } from './atelier';

const ARRETE = '2026-11-30';
const ECRITURES = [
  ligne('C1', 'F100', '2026-10-10', 1_200),
  ligne('C2', 'F200', '2026-10-12', 600),
  ligne('F1', 'FF1', '2026-10-15', -300),
];

test('un grand livre juste : trois totaux égaux de chaque sens, rien en cause', () => {
  const r = clore({ ...DOSSIER, Ecritures: ECRITURES }, ARRETE);
  expect(codes(r)).toEqual([]);
  expect(
    rangees(r, 'RapprochementTiers').map(l => [
      l['Controle'],
      l['BalanceAgee'],
      l['Auxiliaire'],
      l['General'],
      l['Ecart'],
    ]),
  ).toEqual([
    ['CLIENTS', 1_800, 1_800, 1_800, 0],
    ['FOURNISSEURS', -300, -300, -300, 0],
  ]);
});

test('une ligne sans tiers bloque, et elle est nommée', () => {
  const perdue = { ...ligne('C1', 'OD9', '2026-11-02', 50), Tiers: '' };
  const r = clore({ ...DOSSIER, Ecritures: [...ECRITURES, perdue] }, ARRETE);
  expect(codes(r)).toContain('C-AR-01');
  expect(rangees(r, 'RapprochementTiers').filter(l => l['Rang'] === 1)).toEqual([
    expect.objectContaining({ Nature: 'SANS_TIERS', Piece: 'OD9', Effet: 50 }),
  ]);
});

test('un fournisseur sur le 411 bloque, et il est nommé', () => {
  const egaree = { ...ligne('F1', 'FF2', '2026-11-02', -80), Compte: '411' };
  const r = clore({ ...DOSSIER, Ecritures: [...ECRITURES, egaree] }, ARRETE);
  expect(codes(r)).toContain('C-AR-01');
  expect(rangees(r, 'RapprochementTiers').find(l => l['Rang'] === 1)?.['Nature']).toBe(
    'TIERS_D_UN_AUTRE_COLLECTIF',
  );
});

describe('factures et encaissements face au grand livre', () => {
  const facture = (IdFacture: string, IdClient: string, MontantTTC: number) => ({
    IdFacture,
    Ligne: '1',
    TypePiece: 'FACTURE',
    DateFacture: '2026-10-10',
    IdClient,
    CodeTVA: 'N',
    MontantHT: MontantTTC / 1.2,
    MontantTTC,
    Validee: 'O',
  });
  const documents = {
    FacturesClients: [facture('F100', 'C1', 1_200), facture('F200', 'C2', 600)],
    Encaissements: [
      { IdReglement: 'R1', Date: '2026-11-05', IdClient: 'C1', Montant: 1_200, IdFacture: 'F100' },
    ],
  };
  const banque = ligne('C1', 'BQ12', '2026-11-05', -1_200);

  test('égaux : rien n’est dit, même si la banque a sa propre référence', () => {
    const r = clore({ ...DOSSIER, ...documents, Ecritures: [...ECRITURES, banque] }, ARRETE);
    expect(codes(r)).toEqual([]);
  });

  test('un chiffre inversé au grand livre est nommé', () => {
    const fausse = ECRITURES.map(l => (l['Piece'] === 'F100' ? { ...l, Debit: 2_100 } : l));
    const r = clore({ ...DOSSIER, ...documents, Ecritures: [...fausse, banque] }, ARRETE);
    expect(codes(r)).toContain('C-AR-05');
    const [premier] = rangees(r, 'RapprochementTiers').filter(
      l => l['Controle'] === 'FACTURES_CLIENTS' && l['Rang'] === 1,
    );
    expect(premier).toMatchObject({ Nature: 'CHIFFRES_INVERSES', Piece: 'F100', Effet: 900 });
  });
});
