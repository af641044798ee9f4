/** Relances (domaine §8.4) et pénalités (§8.5, T-AR-03). */
import fc from 'fast-check';
import { jour, montant, taux, type Jour } from '../../../../src/comptabilite';
import {
  penalite,
  penalites,
  semestres,
  type TauxPenalites,
} from '../../../../src/cloture/tiers/relances/calcul/penalites';
import {
  niveauDe,
  relancer,
  type PosteRelance,
} from '../../../../src/cloture/tiers/relances/calcul/relancer';
import { direPieces, remplir } from '../../../../src/cloture/tiers/relances/calcul/texte';
import { NIVEAUX_FOURNIS } from '../../../../src/cloture/tiers/relances/modeles';
import { clore, codes, DOSSIER, ligne, modifier, PARAMETRES, rangees, type Classeur } from './atelier';

const TAUX = (autres: Partial<TauxPenalites>): TauxPenalites => ({
  convenu: undefined,
  legal: () => undefined,
  bce: () => undefined,
  base: 365,
  ...autres,
});

describe('pénalités', () => {
  test('T-AR-03 : 12 000 dus le 30/09/2026, payés le 24/11/2026, à 7,86 %', () => {
    const du = { montant: montant(12_000_00), echeance: jour(2026, 9, 30), au: jour(2026, 11, 24) };
    expect(penalite(du.montant, du.echeance, du.au, taux('0.0786'))).toBe(142_13);
    expect([...semestres(du)]).toEqual([{ semestre: '2026_2', jours: 55 }]);
    const calcul = penalites([du], TAUX({ convenu: taux('0.0786') }));
    expect(calcul).toMatchObject({ montant: 142_13, planchersInconnus: ['2026_2'] });
  });

  test('payé le jour de l’échéance : rien ; le lendemain : un jour', () => {
    const [le30, le1] = [jour(2026, 9, 30), jour(2026, 10, 1)];
    expect(penalite(montant(36_500_00), le30, le30, taux('0.10'))).toBe(0);
    expect(penalite(montant(36_500_00), le30, le1, taux('0.10'))).toBe(10_00);
  });

  test('un plancher se coupe au semestre : les jours de chacun à son taux, un seul arrondi', () => {
    // Échéance 20/06/2025, payé le 10/07/2025 : 10 jours à 3 × 3,71 %, 10 jours à 3 × 2,76 % (domaine §8.5).
    const legal = (s: string) => ({ '2025_1': taux('0.0371'), '2025_2': taux('0.0276') })[s];
    const calcul = penalites(
      [{ montant: montant(10_000_00), echeance: jour(2025, 6, 20), au: jour(2025, 7, 10) }],
      TAUX({ convenu: taux('0.01'), legal }),
    );
    // 10 000 × (0,1113 × 10 + 0,0828 × 10) / 365 = 53,178… → 53,18
    expect(calcul).toMatchObject({ montant: 53_18 });
    expect('morceaux' in calcul && calcul.morceaux.map(m => m.origine)).toEqual(['PLANCHER', 'PLANCHER']);
  });

  test('sans clause : BCE + 10 points ; sans taux : rien ne se suppose', () => {
    const tranche = { montant: montant(3_650_00), echeance: jour(2026, 7, 31), au: jour(2026, 8, 10) };
    // 3 650 × 12,15 % × 10 / 365 = 12,15
    expect(penalites([tranche], TAUX({ bce: () => taux('0.0215') }))).toMatchObject({ montant: 12_15 });
    expect(penalites([tranche], TAUX({}))).toEqual({ manquant: '2026_2' });
  });

  test('les semestres couvrent exactement les jours de retard', () => {
    const date = fc.integer({ min: 45_000, max: 47_500 }).map(n => n as Jour);
    fc.assert(
      fc.property(date, fc.integer({ min: -30, max: 1_500 }), (echeance, retard) => {
        const au = (echeance + retard) as Jour;
        const total = [...semestres({ montant: montant(1), echeance, au })].reduce((s, x) => s + x.jours, 0);
        expect(total).toBe(Math.max(0, retard));
      }),
    );
  });
});

describe('qui relancer', () => {
  const ARRETE = jour(2026, 11, 30);
  const seuils = NIVEAUX_FOURNIS;
  const uneFiche = { bloque: false, litige: false, acomptes: montant(0) };
  const poste = (
    piece: string,
    reste: number,
    retard: number,
    autres: Partial<PosteRelance> = {},
  ): PosteRelance => ({
    cle: `${piece}${retard}`,
    tiers: 'C1',
    piece,
    date: (ARRETE - retard - 30) as Jour,
    echeance: (ARRETE - retard) as Jour,
    reste: montant(reste),
    litige: false,
    promesse: undefined,
    ...autres,
  });
  const base = { arrete: ARRETE, seuils, precedent: () => undefined, minimum: montant(0) };

  test('les niveaux fournis : −5, 5, 15, 30 et 60 jours, bornes comprises', () => {
    const niveaux = [-6, -5, 4, 5, 14, 15, 29, 30, 59, 60].map(r => niveauDe(r, seuils));
    expect(niveaux).toEqual([undefined, 0, 0, 1, 1, 2, 2, 3, 3, 4]);
  });

  test('une lettre au plus haut niveau, avoirs et règlements déduits du plus ancien', () => {
    const { relances } = relancer(
      [poste('F1', 500_00, 70), poste('F2', 300_00, 16), poste('R1', -500_00, 3)],
      () => uneFiche,
      base,
    );
    expect(relances).toHaveLength(1);
    // La plus ancienne est couverte par le règlement : le niveau est celui de F2.
    expect(relances[0]).toMatchObject({ niveau: 2, du: 800_00, deduit: 500_00, net: 300_00 });
  });

  test('ni bloqué, ni en litige, ni promis, ni créditeur, ni couvert, ni sous le seuil', () => {
    const raison = (postes: PosteRelance[], fiche = uneFiche, options = base) =>
      relancer(postes, () => fiche, options).ecartes.map(e => e.raison);
    const f = poste('F1', 500_00, 20);
    expect(raison([f], { ...uneFiche, bloque: true })).toEqual(['BLOQUE']);
    expect(raison([f], { ...uneFiche, litige: true })).toEqual(['LITIGE']);
    expect(raison([{ ...f, litige: true }])).toEqual(['LITIGE']);
    expect(raison([{ ...f, promesse: ARRETE }])).toEqual(['PROMESSE']);
    expect(relancer([{ ...f, promesse: (ARRETE - 1) as Jour }], () => uneFiche, base).relances).toHaveLength(
      1,
    );
    expect(raison([f, poste('R', -500_00, 1)])).toEqual(['CREDITEUR']);
    expect(raison([f, poste('R', -600_00, 1), poste('F9', 400_00, -40)])).toEqual(['COUVERT']);
    expect(raison([f], { ...uneFiche, acomptes: montant(-500_00) })).toEqual(['CREDITEUR']);
    expect(raison([f], uneFiche, { ...base, minimum: montant(500_01) })).toEqual(['SEUIL']);
  });

  test('propriété : personne dont le solde ou le net est créditeur ; un niveau ne redescend jamais', () => {
    const unPoste = fc.record({
      piece: fc.constantFrom('A', 'B', 'C', 'D'),
      reste: fc.integer({ min: -900, max: 900 }).filter(n => n !== 0),
      retard: fc.integer({ min: -40, max: 120 }),
      litige: fc.boolean(),
      avant: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(unPoste, { maxLength: 8 }), essais => {
        const avant = new Map<string, number | undefined>();
        const postes = essais.map((e, i) => {
          avant.set(`p${i}`, e.avant);
          return { ...poste(e.piece, e.reste, e.retard, { litige: e.litige }), cle: `p${i}` };
        });
        const { relances } = relancer(postes, () => uneFiche, { ...base, precedent: cle => avant.get(cle) });
        const solde = postes.reduce((s, p) => s + p.reste, 0);
        for (const r of relances) {
          expect(solde).toBeGreaterThan(0);
          expect(r.net).toBeGreaterThan(0);
          expect(r.net).toBe(r.du - r.deduit);
          for (const p of r.pieces) {
            expect(p.poste.litige).toBe(false);
            expect(p.niveau).toBeGreaterThanOrEqual(avant.get(p.poste.cle) ?? 0);
          }
        }
        if (solde <= 0) expect(relances).toEqual([]);
      }),
    );
  });
});

describe('les lettres', () => {
  test('une variable inconnue se dit, elle n’est pas remplacée par du vide', () => {
    expect(remplir('{client} {inconnue}', { client: 'Dupont' })).toEqual({
      texte: 'Dupont {inconnue}',
      manquantes: ['inconnue'],
    });
  });

  const depart: Classeur = {
    ...DOSSIER,
    Parametres: PARAMETRES({
      RaisonSociale: 'Ateliers Roche',
      PenalitesRelance: 'O',
      TauxLegal_2026_2: '0,0262',
    }),
    Tiers: DOSSIER['Tiers']!.map(t => ({ ...t, TauxPenalites: 0.0786 })),
    Ecritures: [
      ligne('C1', 'F100', '2026-08-31', 12_000, { DateEcheance: '2026-09-30' }),
      ligne('C2', 'F200', '2026-10-01', 1_234.56, { DateEcheance: '2026-11-20' }),
      ligne('C3', 'F300', '2026-08-31', 100, { DateEcheance: '2026-09-30' }),
      ligne('C3', 'AV1', '2026-10-31', -250),
    ],
  };
  const r = clore(depart, '2026-11-24');

  test('niveau, net, pénalités et indemnité ; le créditeur n’en a pas', () => {
    expect(
      rangees(r, 'Relances').map(l => [l['IdTiers'], l['Niveau'], l['Net'], l['Penalites'], l['Total']]),
    ).toEqual([
      ['C1', 3, 12_000, 142.13, 12_182.13],
      ['C2', 0, 1_234.56, 1.06, 1_275.62],
    ]);
  });

  test('chaque lettre, dans sa langue, n’a plus aucune variable', () => {
    const textes = rangees(r, 'Relances').flatMap(l => [l['Objet'], l['Texte']].map(String));
    for (const texte of textes) expect(texte).not.toMatch(/[{}]/);
    expect(textes[0]).toBe('Mise en demeure de payer 12\u00a0000,00\u00a0€');
    expect(textes[1]).toContain('Mme Dupont');
    expect(textes[1]).toContain('142,13');
    expect(textes[3]).toContain('€1,234.56');
    expect(textes[3]).toContain('due 20 November 2026 (4 days late)');
  });

  test('tous les niveaux fournis se remplissent dans les deux langues, avec ou sans pénalités', () => {
    for (const PenalitesRelance of ['O', 'N'])
      for (const Langue of ['FR', 'EN'])
        for (const { jours } of NIVEAUX_FOURNIS) {
          const echeance = `2026-11-${String(24 - jours > 0 ? 24 - jours : 1).padStart(2, '0')}`;
          const c = clore(
            {
              ...depart,
              Parametres: PARAMETRES({
                RaisonSociale: 'Roche',
                PenalitesRelance,
                TauxLegal_2026_2: '0,0262',
              }),
              Tiers: depart['Tiers']!.map(t => ({ ...t, Langue })),
              Ecritures: [
                ligne('C1', 'F1', '2026-09-01', 10, {
                  DateEcheance: jours > 23 ? (jours > 50 ? '2026-09-20' : '2026-10-20') : echeance,
                }),
              ],
            },
            '2026-11-24',
          );
          const [lettre] = rangees(c, 'Relances');
          expect(String(lettre?.['Texte'])).not.toMatch(/[{}]|undefined/);
          expect(String(lettre?.['Texte']).length).toBeGreaterThan(50);
        }
  });

  test('un texte de l’utilisateur avec une variable inconnue n’est pas écrit', () => {
    const niveaux = [{ Niveau: 3, Jours: 30, TexteFR: 'Payez {montant}.' }];
    const c = clore({ ...depart, NiveauxRelance: niveaux }, '2026-11-24');
    expect(codes(c)).toContain('C-REL-01');
    expect(rangees(c, 'Relances')[0]?.['Texte']).toBe('');
  });

  test('un taux qui manque bloque, quand il sert', () => {
    const sans = { ...depart, Tiers: DOSSIER['Tiers']! };
    expect(codes(clore(sans, '2026-11-24'))).toContain('C-REL-02');
    const sansPenalites = { ...sans, Parametres: PARAMETRES({ RaisonSociale: 'Roche' }) };
    expect(codes(clore(sansPenalites, '2026-11-24'))).not.toContain('C-REL-02');
  });

  test.each(['TauxLegal_2026_2', 'TauxBCE_2026_2'])(
    '%s illisible : dit illisible une fois, à sa cellule, et pas manquant',
    cle => {
      const reglages = { RaisonSociale: 'Roche', PenalitesRelance: 'O', [cle]: 'deux pour cent' };
      const lu = clore(
        {
          ...depart,
          Parametres: PARAMETRES(reglages),
          Tiers: cle.startsWith('TauxBCE') ? DOSSIER['Tiers']! : depart['Tiers']!,
          Ecritures: [
            ...depart['Ecritures']!,
            ligne('F1', 'A1', '2026-07-01', -1_000, { DateEcheance: '2026-07-31' }),
          ],
        },
        '2026-11-24',
      );
      const dites = lu.resultat.anomalies.filter(a => a.message.includes(cle) || a.cle === cle);
      expect(dites.map(a => [a.code, a.gravite, a.table, a.ligne, a.colonne, a.cle])).toEqual([
        ['C-PAR-01', 'BLOQUANT', 'Parametres', 7, 'Valeur', cle],
      ]);
      expect(dites[0]?.message).toContain('deux pour cent');
      expect(dites[0]?.en?.message).toContain('deux pour cent');
      const [lecture] = rangees(lu, 'IndicateursTiers').filter(l => l['Code'] === 'PENALITES_FOURNISSEURS');
      if (cle.startsWith('TauxLegal')) expect(lecture?.['Lecture']).toContain('ne se lit pas');
    },
  );

  test('un règlement partiel reçu en retard porte des pénalités jusqu’à son jour', () => {
    const partiel = clore(
      {
        ...depart,
        Ecritures: [
          ligne('C1', 'F100', '2026-08-31', 12_000, {
            DateEcheance: '2026-09-30',
            Lettrage: 'a',
            DateLettrage: '2026-10-30',
          }),
          ligne('C1', 'R1', '2026-10-30', -5_000, { Lettrage: 'a', DateLettrage: '2026-10-30' }),
        ],
      },
      '2026-11-24',
    );
    // 7 000 × 55 j + 5 000 × 30 j = 535 000 jours-euros ; × 7,86 % / 365 = 115,2082… → 115,21
    expect(rangees(partiel, 'PiecesRelancees')[0]?.['Penalites']).toBe(115.21);
  });

  test('le niveau d’une pièce ne redescend pas, même si les niveaux changent', () => {
    const niveaux = [
      { Niveau: 0, Jours: -5 },
      { Niveau: 1, Jours: 200 },
    ];
    const decembre = clore({ ...r.classeur, NiveauxRelance: niveaux }, '2026-12-31');
    expect(
      rangees(decembre, 'PiecesRelancees').map(l => [l['Piece'], l['Arrete'], l['Niveau']]),
    ).toContainEqual(['F100', jour(2026, 12, 31), 3]);
    expect(rangees(decembre, 'Relances').filter(l => l['IdTiers'] === 'C1')).toHaveLength(2);
  });

  test('la relance du même arrêté garde ce que l’utilisateur a noté', () => {
    const notee = modifier(r.classeur, 'Relances', l => ({ ...l, Suite: 'Rappeler lundi' }));
    const encore = clore(notee, '2026-11-24');
    expect(encore.resultat.produites.find(p => p.table.nom === 'Relances')?.colonnesUtilisateur).toEqual([
      'EnvoyeeLe',
      'Suite',
    ]);
  });
});

test('mille factures en retard tiennent dans une cellule : les premières, puis le nombre et le total des autres', () => {
  const poste = (n: number): PosteRelance => ({
    cle: String(n),
    tiers: 'C1',
    piece: `FACTURE-2026-${n}`,
    date: jour(2026, 9, 1),
    echeance: jour(2026, 10, 1),
    reste: montant(100_00),
    litige: false,
    promesse: undefined,
  });
  const pieces = Array.from({ length: 1_000 }, (_, n) => ({ poste: poste(n), retard: 60, niveau: 3 }));
  const relance = {
    tiers: 'C1',
    niveau: 3,
    pieces,
    credits: [],
    du: montant(100_000_00),
    deduit: montant(0),
    net: montant(100_000_00),
  };
  for (const [langue, suite] of [
    ['FR', '- et 850 autres pièces, pour 85 000,00\u00a0€ en tout'],
    ['EN', '- and 850 more documents, €85,000.00 in all'],
  ] as const) {
    const lignes = direPieces(relance, langue).split('\n');
    expect(lignes).toHaveLength(151);
    expect(lignes.at(-1)!.replace(/[\u202f\u00a0]/g, ' ')).toBe(suite.replace(/\u00a0/g, ' '));
    expect(lignes.join('\n').length).toBeLessThan(32_767 / 2);
  }
});
