import fc from 'fast-check';
import { finDeMois, jour, lireSelection, terminer, type Jour } from '../../../src/comptabilite';
import { GrandLivre, type LigneBalanceCompte } from '../../../src/cloture/tables-communes/grand-livre';
import {
  ARBITRAIRE_PIECES,
  classeur,
  exercice,
  le,
  lignes,
  lignesDesPieces,
  type Classeur,
  type LigneEcrite,
} from './atelier';

const livre = (c: Classeur) => {
  const { tables, parametres } = classeur(c);
  return GrandLivre.lu(tables, parametres);
};
const tout = () => true;
const euros = (d: { debit: number; credit: number }) => [d.debit / 100, d.credit / 100];
const trouver = (balance: readonly LigneBalanceCompte[], compte: string) => {
  const l = balance.find(x => x.compte === compte);
  return (
    l && {
      ouverture: euros(l.ouverture),
      mouvements: euros(l.mouvements),
      cumul: euros(l.cumul),
      solde: l.solde / 100,
    }
  );
};

// Un petit grand livre, dont les soldes se font de tête.
const DEUX_ANS: Classeur = {
  exercices: [exercice(2025), exercice(2026)],
  ecritures: lignes([
    { compte: '512000', date: '2025-03-10', montant: 1000 },
    { compte: '101000', date: '2025-03-10', montant: -1000 },
    { compte: '411000', date: '2025-06-30', montant: 120, tiers: 'C1' },
    { compte: '706000', date: '2025-06-30', montant: -120 },
    { compte: '606100', date: '2025-12-31', montant: 30, periode: '2025-13' },
    { compte: '401000', date: '2025-12-31', montant: -30, tiers: 'F1', periode: '2025-13' },
    { compte: '411000', date: '2026-02-15', montant: 240, tiers: 'C2' },
    { compte: '706000', date: '2026-02-15', montant: -240, affaire: '24A010' },
    { compte: '512000', date: '2026-03-31', montant: 100 },
    { compte: '411000', date: '2026-03-31', montant: -100, tiers: 'C1' },
  ]),
};

describe('ouverture (domaine §9.6)', () => {
  test('sans à-nouveaux, les soldes de bilan d’avant en tiennent lieu, et le résultat d’avant est à part', () => {
    const gl = livre(DEUX_ANS);
    const balance = terminer(gl.balance({ au: le('2026-03-31'), du: le('2026-03-01') }));
    expect(trouver(balance, '411000')).toEqual({
      ouverture: [120, 0],
      mouvements: [0, 100],
      cumul: [240, 100],
      solde: 260,
    });
    expect(trouver(balance, '512000')).toEqual({
      ouverture: [1000, 0],
      mouvements: [100, 0],
      cumul: [100, 0],
      solde: 1100,
    });
    // La charge de la période 13 est du résultat de 2025 ; la dette qu'elle laisse ouvre 2026.
    expect(trouver(balance, '606100')).toBeUndefined();
    expect(trouver(balance, '401000')).toEqual({
      ouverture: [0, 30],
      mouvements: [0, 0],
      cumul: [0, 0],
      solde: -30,
    });
    expect(gl.resultatAnterieur(le('2026-03-31'))).toBe(90_00);
    // Le bilan ne s'équilibre qu'avec ce résultat : 1000 + 260 + 100 − 30 − 1000 − 90 − 240 = 0.
    expect(balance.reduce((s, l) => s + l.solde, 0)).toBe(90_00);
  });

  test('avec à-nouveaux, eux seuls ouvrent l’exercice', () => {
    const an = lignes([
      { compte: '512000', date: '2026-01-01', montant: 1000, journal: 'AN' },
      { compte: '411000', date: '2026-01-01', montant: 120, journal: 'AN', tiers: 'C1' },
      { compte: '401000', date: '2026-01-01', montant: -30, journal: 'AN', tiers: 'F1' },
      { compte: '101000', date: '2026-01-01', montant: -1000, journal: 'AN' },
      { compte: '120000', date: '2026-01-01', montant: -90, journal: 'AN' },
    ]);
    const gl = livre({ ...DEUX_ANS, ecritures: [...DEUX_ANS.ecritures!, ...an] });
    const balance = terminer(gl.balance({ au: le('2026-03-31') }));
    expect(trouver(balance, '411000')).toEqual({
      ouverture: [120, 0],
      mouvements: [240, 100],
      cumul: [240, 100],
      solde: 260,
    });
    expect(trouver(balance, '120000')?.solde).toBe(-90);
    expect(gl.resultatAnterieur(le('2026-03-31'))).toBe(0);
    expect(balance.reduce((s, l) => s + l.solde, 0)).toBe(0);
    // L'exercice d'avant se lit encore à ses dates.
    expect(gl.solde({ comptes: c => c === '706000', au: le('2025-12-31') })).toBe(-120_00);
    // Des mouvements ne comprennent pas les à-nouveaux.
    expect(gl.solde({ comptes: c => c === '512000', du: le('2026-01-01'), au: le('2026-03-31') })).toBe(
      100_00,
    );
  });

  test('un journal d’à-nouveaux d’un autre nom se règle', () => {
    const rouvert = lignes([
      { compte: '512000', date: '2026-01-01', montant: 7, journal: 'RAN' },
      { compte: '101000', date: '2026-01-01', montant: -7, journal: 'RAN' },
    ]);
    const gl = livre({
      ...DEUX_ANS,
      ecritures: [...DEUX_ANS.ecritures!, ...rouvert],
      parametres: { JOURNAL_AN: 'RAN' },
    });
    expect(gl.solde({ comptes: c => c === '512000', au: le('2026-02-28') })).toBe(7_00);
  });
});

describe('périodes spéciales (domaine §9.8)', () => {
  test('le dernier mois les exclut, sauf si on les demande', () => {
    const demande = { comptes: (c: string) => c === '606100', au: le('2025-12-31') };
    expect(livre(DEUX_ANS).solde(demande)).toBe(0);
    expect(livre(DEUX_ANS).solde({ ...demande, speciales: true })).toBe(30_00);
    expect(livre({ ...DEUX_ANS, parametres: { PeriodesSpeciales: 'O' } }).solde(demande)).toBe(30_00);
  });
});

test('les écritures de clôture comptent, validées ou non, à leur date', () => {
  const gl = livre({
    ...DEUX_ANS,
    cloture: lignes([
      { compte: '418100', date: '2026-03-31', montant: 12 },
      { compte: '706000', date: '2026-03-31', montant: -12 },
      { compte: '706000', date: '2026-04-01', montant: 12 },
      { compte: '418100', date: '2026-04-01', montant: -12 },
    ]),
  });
  const fae = (au: string) => gl.solde({ comptes: c => c.startsWith('418'), au: le(au) });
  expect([fae('2026-03-30'), fae('2026-03-31'), fae('2026-04-01')]).toEqual([0, 12_00, 0]);
});

test('un mois entamé se compte ligne à ligne', () => {
  const gl = livre(DEUX_ANS);
  const ventes = { comptes: (c: string) => c.startsWith('706') };
  expect(gl.solde({ ...ventes, du: le('2026-02-15'), au: le('2026-02-15') })).toBe(-240_00);
  expect(gl.solde({ ...ventes, du: le('2026-02-16'), au: le('2026-03-31') })).toBe(0);
  expect(gl.solde({ ...ventes, du: le('2025-06-30'), au: le('2026-02-14') })).toBe(-120_00);
});

/** Le même solde, sans cumul ni case : les lignes une à une, exercices d'une année civile sans à-nouveaux. */
function soldeNaif(
  ecrites: readonly LigneEcrite[],
  comptes: (c: string) => boolean,
  du: Jour | undefined,
  au: Jour,
  affaire?: string,
) {
  const debut = jour(au >= jour(2026, 1, 1) ? 2026 : 2025, 1, 1);
  let total = 0;
  for (const l of ecrites) {
    if (!comptes(l.Compte) || (affaire !== undefined && l.IdAffaire !== affaire)) continue;
    const avant = du === undefined && l.DateEcriture < debut && l.Compte < '6';
    const pendant = l.DateEcriture >= (du ?? debut) && l.DateEcriture <= au && l.Periode === undefined;
    if (avant || pendant) total += l.Debit - l.Credit;
  }
  return total;
}

test('sur des livres au hasard : chaque solde est celui des lignes une à une', () => {
  fc.assert(
    fc.property(
      ARBITRAIRE_PIECES,
      fc.integer({ min: 0, max: 729 }),
      fc.option(fc.integer({ min: 0, max: 729 }), { nil: undefined }),
      fc.constantFrom('4', '411', '6;7', '1-5', '706100', '6;-641'),
      fc.option(fc.constantFrom('24A010', '24A020'), { nil: undefined }),
      (pieces, fin, debut, texte, affaire) => {
        const ecrites = lignesDesPieces(pieces);
        const gl = livre({ ecritures: ecrites, exercices: [exercice(2025), exercice(2026)] });
        const comptes = lireSelection(texte)!.convient;
        const au = (jour(2025, 1, 1) + fin) as Jour;
        const du = debut === undefined ? undefined : ((jour(2025, 1, 1) + Math.min(debut, fin)) as Jour);
        expect(gl.solde({ comptes, au, du, affaire })).toBe(soldeNaif(ecrites, comptes, du, au, affaire));
      },
    ),
    { numRuns: 300 },
  );
});

test('sur des livres au hasard : la balance s’équilibre avec le résultat d’avant, et chaque axe la partage', () => {
  fc.assert(
    fc.property(ARBITRAIRE_PIECES, fc.integer({ min: 0, max: 23 }), (pieces, mois) => {
      const gl = livre({ ecritures: lignesDesPieces(pieces), exercices: [exercice(2025), exercice(2026)] });
      const au = finDeMois(jour(2025 + Math.floor(mois / 12), (mois % 12) + 1, 1));
      const balance = terminer(gl.balance({ au }));
      expect(balance.reduce((s, l) => s + l.solde, 0)).toBe(gl.resultatAnterieur(au));
      for (const sens of ['mouvements', 'cumul'] as const)
        expect(balance.reduce((s, l) => s + l[sens].debit - l[sens].credit, 0)).toBe(0);
      for (const axe of ['Tiers', 'Journal', 'IdAffaire', 'Section'] as const) {
        const partagee = terminer(gl.balance({ au, axe }));
        const totaux = new Map<string, number>();
        for (const l of partagee) totaux.set(l.compte, (totaux.get(l.compte) ?? 0) + l.solde);
        for (const l of balance) expect([l.compte, totaux.get(l.compte) ?? 0]).toEqual([l.compte, l.solde]);
      }
      // Le cumul est l'ouverture et la somme des mois.
      for (const l of balance) {
        let cumul = l.ouverture.debit - l.ouverture.credit;
        for (let m = 0; m <= mois % 12; m++) {
          const du = jour(2025 + Math.floor(mois / 12), m + 1, 1);
          cumul += gl.solde({ comptes: c => c === l.compte, du, au: finDeMois(du) });
        }
        expect([l.compte, cumul]).toEqual([l.compte, l.solde]);
      }
    }),
    { numRuns: 60 },
  );
});

test('un livre est rangé une fois par lecture, et un exercice inconnu se dit', () => {
  const { tables, parametres } = classeur(DEUX_ANS);
  const [un, deux] = [GrandLivre.lu(tables, parametres), GrandLivre.lu(tables, parametres)];
  expect(un.livres[0]).toBe(deux.livres[0]);
  expect(un.exerciceDu(le('2024-12-31'))).toBeUndefined();
  expect(() => un.solde({ comptes: tout, au: le('2024-12-31') })).toThrow(RangeError);
});

describe('choix de comptes', () => {
  test.each([
    ['706', '706100', true],
    ['706*', '706100', true],
    ['706', '707000', false],
    ['60-62', '622600', true],
    ['60:62', '631000', false],
    ['60..62', '600000', true],
    ['6;-68', '681100', false],
    ['411, 416', '416000', true],
    ['411000', '41100', false],
  ] as const)('%s prend-il %s ? %s', (texte, compte, attendu) => {
    expect(lireSelection(texte)?.convient(compte)).toBe(attendu);
  });
  test.each(['', 'ABC', '-6', '62-60', '6;;7', '706 707'])('« %s » ne se comprend pas', texte => {
    expect(lireSelection(texte)).toBeUndefined();
  });
});
