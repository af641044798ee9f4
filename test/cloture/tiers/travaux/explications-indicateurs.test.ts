/** Parts, retards observés, pénalités encourues, DSO avant affacturage et réévaluation se rejouent depuis les cellules. */
import { clore, ligne, PARAMETRES, rangees, rejouerTables, type Classeur } from './atelier';

const ARRETE = '2026-11-30';
const ETATS = ['BalanceAgeeClients', 'BalanceAgeeFournisseurs', 'IndicateursTiers', 'TendanceTiers'];

const valeurs = (classeur: Classeur) =>
  Object.fromEntries(rangees(clore(classeur, ARRETE), 'IndicateursTiers').map(l => [l['Code'], l['Valeur']]));

const vente = (tiers: string, piece: string, date: string, ttc: number, echeance: string) => {
  const client = ligne(tiers, piece, date, ttc, { DateEcheance: echeance });
  return [client, { ...client, Ligne: 2, Compte: '706', Tiers: '', Debit: 0, Credit: ttc, DateEcheance: '' }];
};
const lettre = (code: string, date: string) => ({ Lettrage: code, DateLettrage: date });

const DOSSIER_TYPE: Classeur = {
  Parametres: PARAMETRES({ TauxLegal_2026_1: '0.0262', TauxLegal_2026_2: '0.03' }),
  Ecritures: [
    ...vente('C1', 'F1', '2026-10-01', 6_000, '2026-10-31'),
    ...vente('C2', 'F2', '2026-08-01', 3_000, '2026-08-31'),
    ...vente('C3', 'F3', '2026-11-20', 1_000, '2026-12-20'),
    // C1 a payé FA et FB, de 1 000 et 3 000, avec 10 et 20 jours de retard : 17,5, soit 18 jours.
    ligne('C1', 'FA', '2026-05-01', 1_000, { DateEcheance: '2026-05-31', ...lettre('A', '2026-06-10') }),
    ligne('C1', 'RA', '2026-06-10', -1_000, lettre('A', '2026-06-10')),
    ligne('C1', 'FB', '2026-05-01', 3_000, { DateEcheance: '2026-05-31', ...lettre('B', '2026-06-20') }),
    ligne('C1', 'RB', '2026-06-20', -3_000, lettre('B', '2026-06-20')),
    // C2 a payé FC à l'échéance.
    ligne('C2', 'FC', '2026-05-01', 500, { DateEcheance: '2026-05-31', ...lettre('A', '2026-05-31') }),
    ligne('C2', 'RC', '2026-05-31', -500, lettre('A', '2026-05-31')),
    ligne('F1', 'FF1', '2026-05-01', -10_000, { DateEcheance: '2026-05-31' }),
  ],
};

test('parts et retards : à la main', () => {
  const v = valeurs(DOSSIER_TYPE);
  // 9 000 en retard sur 10 000, dont 3 000 de plus de 60 jours ; C1 porte 6 000, C1 et C2 tout.
  expect([v['ECHU'], v['ECHU_60'], v['DOUTEUSES']]).toEqual([90, 30, 0]);
  expect([v['CONCENTRATION_1'], v['CONCENTRATION_5']]).toEqual([60, 100]);
  // (18 j × 2 pièces + 0 j × 1) / 3.
  expect(v['RETARD_AUTRE']).toBe(12);
  // 30 jours de juin à 7,86 %, 153 jours jusqu'au 30/11 à 9 % : 10 000 × (0,0786 × 30 + 0,09 × 153) / 365.
  expect(v['PENALITES_FOURNISSEURS']).toBe(441.86);
});

test('un semestre de retard sans taux légal : pas de pénalités, et la lecture le nomme', () => {
  const sans = { ...DOSSIER_TYPE, Parametres: PARAMETRES({ TauxLegal_2026_2: '0.03' }) };
  const lue = rangees(clore(sans, ARRETE), 'IndicateursTiers').find(
    l => l['Code'] === 'PENALITES_FOURNISSEURS',
  );
  expect(lue?.['Valeur'] ?? '').toBe('');
  expect(lue?.['Lecture']).toContain('TauxLegal_2026_1');
});

test('chaque indicateur se rejoue', () => {
  const noms = rejouerTables(DOSSIER_TYPE, ARRETE, ETATS);
  for (const code of [
    'ECHU',
    'ECHU_60',
    'DOUTEUSES',
    'CONCENTRATION_10',
    'RETARD_AUTRE',
    'PENALITES_FOURNISSEURS',
  ])
    expect(noms).toContain(`IndicateursTiers ${code} Valeur`);
});

test('sans grand livre, les retards se rejouent depuis factures et encaissements', () => {
  const noms = rejouerTables(
    {
      FacturesClients: [
        {
          IdFacture: 'F1',
          Ligne: 1,
          TypePiece: 'FACTURE',
          DateFacture: '2026-09-01',
          DateEcheance: '2026-10-01',
          IdClient: 'C1',
          MontantHT: 100,
          MontantTTC: 120,
          Validee: 'O',
        },
      ],
      Encaissements: [
        { IdReglement: 'R1', Date: '2026-10-13', IdClient: 'C1', Montant: 120, Mode: 'VIR', IdFacture: 'F1' },
      ],
    },
    ARRETE,
    ['IndicateursTiers'],
  );
  expect(noms).toContain('IndicateursTiers RETARD_AUTRE Valeur');
});

test('le DSO avant affacturage compte la créance cédée', () => {
  const cede: Classeur = {
    ...DOSSIER_TYPE,
    OperationsTiers: [
      {
        IdOperation: 'OP1',
        Date: '2026-10-15',
        Type: 'CESSION_FACTOR',
        IdTiers: 'C1',
        Piece: 'F1',
        Montant: 5_000,
      },
    ],
  };
  // Déjà passée en octobre : l'arrêté de novembre n'a plus qu'à la montrer.
  const octobre = clore(cede, '2026-10-31').classeur;
  // Encours 5 000 + 5 000 cédés = 10 000 ; facturé sept.-nov. 7 000 sur 91 jours.
  expect(valeurs(octobre)['DSO_AVANT_AFFACTURAGE']).toBe(130);
  expect(rejouerTables(octobre, ARRETE, ETATS)).toContain('IndicateursTiers DSO_AVANT_AFFACTURAGE Valeur');
});

describe('réévaluée au cours de clôture (T-FX-01)', () => {
  const usd = (piece: string, euros: number, dollars: number) =>
    ligne('C1', piece, '2026-10-01', euros, {
      Devise: 'USD',
      MontantDevise: dollars,
      DateEcheance: '2026-10-31',
    });
  const DEVISES: Classeur = {
    TauxChange: [
      { Devise: 'USD', Date: '2026-11-30', Taux: 1.16, Type: 'CLOTURE' },
      { Devise: 'USD', Date: '2026-10-31', Taux: 1.12, Type: 'CLOTURE' },
    ],
    Ecritures: [
      usd('F1', 9_090.91, 10_000),
      { ...usd('F2', 4_545.45, 5_000), Lettrage: 'a', DateLettrage: '2026-11-05' },
      ligne('C1', 'R2', '2026-11-05', -1_000, {
        Devise: 'USD',
        MontantDevise: -1_100,
        Lettrage: 'a',
        DateLettrage: '2026-11-05',
      }),
      ligne('C1', 'AV', '2026-11-10', -200, { Devise: 'USD', MontantDevise: 220 }),
      ligne('F1', 'FF1', '2026-11-10', -4_464.29, { Devise: 'USD', MontantDevise: 5_000 }),
    ],
  };
  const reevaluer = (autres: Readonly<Record<string, string>> = {}): Classeur => ({
    ...DEVISES,
    Parametres: PARAMETRES({ DeviseBalanceAgee: 'REEVALUE', ...autres }),
  });

  test('10 000 USD valent 8 620,69 ; 5 000 USD dus, 4 310,34', () => {
    const r = clore(reevaluer(), ARRETE);
    const piece = (table: string, nom: string) => rangees(r, table).find(l => l['Piece'] === nom)?.['Total'];
    expect([piece('BalanceAgeeClients', 'F1'), piece('BalanceAgeeFournisseurs', 'FF1')]).toEqual([
      8_620.69, 4_310.34,
    ]);
  });

  test.each([{}, { CreditsBalanceAgee: 'FIFO' }, { CreditsBalanceAgee: 'PAR_DATE' }])(
    'chaque chiffre se rejoue au cours lu, écart de change compris (%p)',
    reglages => {
      const noms = rejouerTables(reevaluer(reglages), ARRETE, ETATS);
      expect(noms.filter(n => n.endsWith('EcartChange')).length).toBeGreaterThanOrEqual(5);
    },
  );
});
