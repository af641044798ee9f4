/** Les contrôles des écritures : chaque règle rompue une fois dit sa ligne ; un livre sain ne dit rien. */
import fc from 'fast-check';
import { comptabiliteGenerale } from '../../../src/cloture/comptabilite-generale';
import { verification } from '../../../src/cloture/comptabilite-generale/verification';
import { compte, terminer, type Anomalie } from '../../../src/comptabilite';
import { ComptesGroupe } from '../../../src/cloture/comptabilite-generale/plan/tables';
import { Periodes } from '../../../src/cloture/tables-communes';
import {
  ARBITRAIRE_PIECES,
  classeur,
  exercice,
  le,
  lecture,
  lignes,
  lignesDesPieces,
  type Classeur,
  type LigneEssai,
} from './atelier';

const PLAN = [
  { Compte: compte('401000'), Libelle: 'Fournisseurs', Collectif: true },
  { Compte: compte('411000'), Libelle: 'Clients', Collectif: true },
  { Compte: compte('411100'), Libelle: 'Clients étrangers' },
  ...['101000', '120000', '512000', '606100', '641000', '706000', '706100', '445710'].map(c => ({
    Compte: compte(c),
    Libelle: c,
  })),
];

const SAIN: LigneEssai[] = [
  { compte: '411000', date: '2026-11-10', montant: 120, journal: 'VT', num: 'VT001', tiers: 'C1' },
  { compte: '706000', date: '2026-11-10', montant: -100, journal: 'VT', num: 'VT001' },
  { compte: '445710', date: '2026-11-10', montant: -20, journal: 'VT', num: 'VT001' },
  { compte: '512000', date: '2026-11-20', montant: 120, journal: 'BQ', num: 'BQ001' },
  { compte: '411000', date: '2026-11-20', montant: -120, journal: 'BQ', num: 'BQ001', tiers: 'C1' },
  { compte: '512000', date: '2026-11-21', montant: -30, journal: 'BQ', num: 'BQ002' },
  { compte: '606100', date: '2026-11-21', montant: 30, journal: 'BQ', num: 'BQ002' },
];

function controler(c: Classeur): Anomalie[] {
  const { tables, parametres } = classeur({ plan: PLAN, ...c });
  return [...terminer(verification.calculer({ arrete: le('2026-11-30'), tables, parametres })).anomalies];
}
const codes = (anomalies: readonly Anomalie[]) =>
  anomalies.map(a => `${a.code} ${a.gravite} ${a.ligne ?? ''}`.trim());
/** Le livre sain, une ligne changée. */
const avec = (rang: number, plus: Partial<LigneEssai>) =>
  lignes(SAIN.map((l, i) => (i === rang ? { ...l, ...plus } : l)));

test('un livre sain ne dit rien', () => {
  expect(controler({ ecritures: lignes(SAIN) })).toEqual([]);
});

test('une pièce de la clôture, importée aussi, se compte deux fois : elle bloque, une fois par pièce', () => {
  const [importees, generees] = [lignes(SAIN), lignes(SAIN.slice(0, 3))];
  const anomalies = controler({ ecritures: importees, cloture: generees });
  expect(codes(anomalies)).toEqual(['C-CPT-19 BLOQUANT 5']);
  expect(anomalies[0]).toMatchObject({ table: 'Ecritures', cle: 'VT VT001', colonne: 'EcritureNum' });
  const renommees = lignes(SAIN.slice(0, 3).map(l => ({ ...l, num: 'CL-2026-11-001' })));
  expect(controler({ ecritures: importees, cloture: renommees })).toEqual([]);
});

test.each<[string, Classeur, string[]]>([
  ['pièce déséquilibrée', { ecritures: avec(1, { montant: -99 }) }, ['C-CPT-01 BLOQUANT 5']],
  ['un centime', { ecritures: avec(5, { montant: -30.01 }) }, ['C-CPT-01 BLOQUANT 10']],
  [
    'pièce d’une seule ligne',
    {
      ecritures: lignes([
        ...SAIN,
        { compte: '512000', date: '2026-11-22', montant: 5, journal: 'BQ', num: 'BQ003' },
      ]),
    },
    ['C-CPT-01 BLOQUANT 12'],
  ],
  ['deux dates', { ecritures: avec(4, { date: '2026-11-25' }) }, ['C-CPT-07 ALERTE 8']],
  [
    'collectif sans tiers',
    {
      ecritures: lignes(
        SAIN.map(({ tiers: _, ...l }, i) =>
          i === 4 ? l : { ...l, ...(SAIN[i]!.tiers ? { tiers: 'C1' } : {}) },
        ),
      ),
    },
    ['C-CPT-03 BLOQUANT 9'],
  ],
  ['tiers hors d’un collectif', { ecritures: avec(1, { tiers: 'C1' }) }, ['C-CPT-03 INFO 6']],
  [
    'hors du plan de l’exercice',
    {
      ecritures: avec(6, { compte: '675000' }),
      plan: [...PLAN, { Compte: compte('675000'), Libelle: 'VNC' }],
    },
    ['C-CPT-04 ALERTE 11'],
  ],
  [
    'compte bloqué',
    { ecritures: lignes(SAIN), plan: PLAN.map(p => (p.Compte === '606100' ? { ...p, Bloque: true } : p)) },
    ['C-CPT-05 BLOQUANT 11'],
  ],
  [
    'compte non imputable',
    {
      ecritures: lignes(SAIN),
      plan: PLAN.map(p => (p.Compte === '706000' ? { ...p, Imputable: false } : p)),
    },
    ['C-CPT-05 BLOQUANT 6'],
  ],
  [
    'compte absent, écriture de clôture',
    { cloture: lignes(SAIN), plan: PLAN.filter(p => p.Compte !== '706000') },
    ['C-CPT-06 ALERTE 6'],
  ],
  [
    'numéro sauté',
    { ecritures: lignes(SAIN.map(l => (l.num === 'BQ002' ? { ...l, num: 'BQ004' } : l))) },
    ['C-CPT-08 ALERTE 8'],
  ],
  [
    'numéros et dates en désordre',
    { ecritures: lignes(SAIN.map(l => (l.num === 'BQ002' ? { ...l, date: '2026-11-02' } : l))) },
    ['C-CPT-09 INFO 10'],
  ],
  [
    'exercice d’une autre année',
    { ecritures: lignes(SAIN.map(l => (l.num === 'BQ002' ? { ...l, exercice: '2025' } : l))) },
    ['C-CPT-10 ALERTE 10'],
  ],
  [
    'hors de tout exercice',
    { ecritures: lignes(SAIN.map(l => (l.num === 'BQ002' ? { ...l, date: '2024-06-01' } : l))) },
    ['C-CPT-10 ALERTE 10'],
  ],
  ['période spéciale mal datée', { ecritures: avec(6, { periode: '2026-13' }) }, ['C-CPT-11 ALERTE 11']],
  [
    'montant négatif',
    { ecritures: lignes(SAIN).map((l, i) => (i === 5 ? { ...l, Credit: 0, Debit: -3000 } : l)) as never },
    ['C-CPT-12 INFO 10'],
  ],
  [
    'débit et crédit',
    { ecritures: lignes(SAIN).map((l, i) => (i === 5 ? { ...l, Debit: 3000, Credit: 6000 } : l)) as never },
    ['C-CPT-12 BLOQUANT 10'],
  ],
  [
    'plan d’un autre exercice',
    { ecritures: lignes(SAIN), exercices: [exercice(2026, { Referentiel: 'PCG2014' })] },
    ['C-CPT-13 ALERTE 5'],
  ],
  [
    'compte de groupe',
    {
      ecritures: avec(6, { compte: '900100' }),
      autres: [lecture(ComptesGroupe, [{ Plan: 'G', Compte: '6', CompteGroupe: '900100' } as never])],
    },
    ['C-CPT-15 BLOQUANT 11', 'C-CPT-04 ALERTE 11'],
  ],
  [
    'aucun exercice',
    { ecritures: lignes(SAIN), exercices: [exercice(2025)] },
    ['C-CPT-10 BLOQUANT', 'C-CPT-10 ALERTE 5'],
  ],
])('%s', (_nom, c, attendu) => {
  const trouvees = controler(c);
  expect(codes(trouvees)).toEqual(attendu);
  for (const a of trouvees) {
    expect(a.message).not.toBe(a.en?.message);
    expect([a.remede.length > 5, (a.en?.remede.length ?? 0) > 5]).toEqual([true, true]);
  }
});

test('des numéros qui reprennent chaque mois se jugent à leur date', () => {
  const mensuels = lignes([
    { compte: '512000', date: '2026-10-05', montant: 10, journal: 'BQ', num: '1' },
    { compte: '606100', date: '2026-10-05', montant: -10, journal: 'BQ', num: '1' },
    { compte: '512000', date: '2026-11-05', montant: 20, journal: 'BQ', num: '1' },
    { compte: '606100', date: '2026-11-05', montant: -20, journal: 'BQ', num: '1' },
  ]);
  expect(controler({ ecritures: mensuels })).toEqual([]);
  const faux = mensuels.map((l, i) => (i === 3 ? { ...l, Credit: 1900 as never } : l));
  const [anomalie] = controler({ ecritures: faux });
  expect([anomalie?.code, anomalie?.message]).toEqual(['C-CPT-01', expect.stringContaining('05/11/2026')]);
});

test('une numérotation commune à tous les journaux n’a pas de trou', () => {
  const commune = lignes(
    SAIN.map(l => ({ ...l, num: l.num === 'VT001' ? '1' : l.num === 'BQ001' ? '2' : '3' })),
  );
  expect(controler({ ecritures: commune })).toEqual([]);
});

test('un compte bloqué garde ses écritures des mois fermés, et ses à-nouveaux', () => {
  const fermee = { Periode: '2026-11', Exercice: '2026', Etat: 'FERMEE' };
  const plan = PLAN.map(p => (p.Compte === '606100' ? { ...p, Bloque: true } : p));
  expect(
    controler({ ecritures: lignes(SAIN), plan, autres: [lecture(Periodes, [fermee as never])] }),
  ).toEqual([]);
});

test('sur des livres au hasard : aucune pièce équilibrée ne bloque, et un centime de trop bloque toujours', () => {
  fc.assert(
    fc.property(ARBITRAIRE_PIECES, fc.nat(), (pieces, n) => {
      const ecrites = lignesDesPieces(pieces);
      const exercices = [exercice(2025), exercice(2026)];
      const bloquantes = (ecritures: typeof ecrites) =>
        controler({ ecritures, exercices }).filter(a => a.code === 'C-CPT-01' && a.gravite === 'BLOQUANT');
      expect(bloquantes(ecrites)).toEqual([]);
      const rang = n % ecrites.length;
      const touche = ecrites[rang]!;
      if (touche.DateEcriture > le('2026-11-30')) return;
      const cote = touche.Debit > 0 ? 'Debit' : 'Credit';
      const faux = ecrites.map((l, i) => (i === rang ? { ...l, [cote]: l[cote] + 1 } : l)) as typeof ecrites;
      expect(bloquantes(faux)).toHaveLength(1);
    }),
    { numRuns: 80 },
  );
});

test('sur des livres au hasard : Σ journal = Σ grand livre = Σ balance, et rien ne le dit faux', () => {
  fc.assert(
    fc.property(
      ARBITRAIRE_PIECES,
      fc.constantFrom('2025-12-31', '2026-06-30', '2026-12-31'),
      (pieces, fin) => {
        const ecritures = lignesDesPieces(pieces);
        const { tables, parametres } = classeur({
          plan: PLAN,
          ecritures,
          exercices: [exercice(2025), exercice(2026)],
          parametres: { EditionsComptables: 'JOURNAL;GRAND_LIVRE;BALANCE_JOURNAL;BALANCE_AFFAIRE' },
        });
        const rendu = comptabiliteGenerale.calculer({ arrete: le(fin), tables, parametres });
        expect(rendu.anomalies.filter(a => a.code === 'C-CPT-17' || a.code === 'C-CPT-02')).toEqual([]);
        const de = (nom: string) =>
          (rendu.produites.find(p => p.table.nom === nom)?.lignes ?? []) as unknown as Record<
            string,
            number
          >[];
        const somme = (l: Record<string, number>[], cle: string) => l.reduce((s, x) => s + (x[cle] ?? 0), 0);
        const genre = (l: Record<string, number>[], colonne: string, vaut: string) =>
          l.filter(x => String(x[colonne]) === vaut);
        // Chaque édition, comptée depuis les écritures elles-mêmes.
        const annee = fin.slice(0, 4);
        const attendues = ecritures.filter(
          l => l.Exercice === annee && l.DateEcriture <= le(fin) && l.Periode === undefined,
        );
        const debit = attendues.reduce((s, l) => s + l.Debit, 0);
        expect(somme(genre(de('JournalGeneral'), 'Nature', 'LIGNE'), 'Debit')).toBe(debit);
        expect(somme(genre(de('JournalGeneral'), 'Nature', 'MOIS'), 'Debit')).toBe(debit);
        expect(somme(genre(de('JournalGeneral'), 'Nature', 'JOURNAL'), 'Debit')).toBe(debit);
        expect(somme(genre(de('GrandLivreEdite'), 'Nature', 'TOTAL'), 'Debit')).toBe(debit);
        expect(somme(genre(de('BalanceGenerale'), 'Niveau', 'COMPTE'), 'CumulD')).toBe(debit);
        expect(somme(genre(de('BalanceGenerale'), 'Niveau', 'CLASSE'), 'CumulD')).toBe(debit);
        const detail = genre(de('BalanceDetaillee'), 'Niveau', 'CODE');
        expect(somme(genre(detail, 'Axe', 'JOURNAL'), 'CumulD')).toBe(debit);
        expect(somme(genre(detail, 'Axe', 'AFFAIRE'), 'CumulD')).toBe(debit);
      },
    ),
    { numRuns: 60 },
  );
});
