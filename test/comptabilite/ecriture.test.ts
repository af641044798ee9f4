import * as fc from 'fast-check';
import {
  ajouterJours,
  bloquantes,
  cleGeneration,
  compte,
  depuisEuros,
  ecriture,
  extourner,
  jour,
  lireCleGeneration,
  montant,
  oppose,
  plus,
  somme,
  totalCredit,
  totalDebit,
  ZERO,
  type Ecriture,
  type LigneEcriture,
  type Montant,
} from '../../src/comptabilite';

const arrete = jour(2026, 11, 30);
const comptes = ['4181', '706000', '44587', '487'].map(compte);

/** Pièce quelconque, équilibrée par une dernière ligne. */
const pieces = fc
  .array(fc.tuple(fc.constantFrom(...comptes), fc.integer({ min: -1e9, max: 1e9 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map(tirage => {
    const lignes = tirage.filter(([, s]) => s !== 0).map(([c, s]) => ligne(c, montant(s)));
    const solde = somme(lignes.map(l => montant(l.debit - l.credit)));
    return { lignes, solde };
  })
  .filter(({ lignes, solde }) => lignes.length > 0 && solde !== 0)
  .map(({ lignes, solde }) => piece([...lignes, ligne(comptes[0]!, oppose(solde))]));

function ligne(c: LigneEcriture['compte'], solde: Montant): LigneEcriture {
  return solde > 0
    ? { compte: c, debit: solde, credit: ZERO }
    : { compte: c, debit: ZERO, credit: oppose(solde) };
}

function piece(lignes: LigneEcriture[]): Ecriture {
  const cle = cleGeneration('FAE', arrete, '24A010', 'ARRETE');
  return ecriture({ cle, origine: 'FAE', journal: 'OD', date: arrete, piece: 'P1', libelle: 'FAE', lignes });
}

function soldes(...ecritures: Ecriture[]): Map<string, Montant> {
  const parCompte = new Map<string, Montant>();
  for (const l of ecritures.flatMap(e => e.lignes)) {
    parCompte.set(l.compte, plus(parCompte.get(l.compte) ?? ZERO, montant(l.debit - l.credit)));
  }
  return parCompte;
}

describe('écriture', () => {
  test('refuse une pièce déséquilibrée, une ligne seule, une ligne à deux côtés ou sans montant', () => {
    const d = ligne(comptes[0]!, depuisEuros(10));
    const c = ligne(comptes[1]!, depuisEuros(-10));
    expect(() => piece([d, ligne(comptes[1]!, depuisEuros(-9.99))])).toThrow('P1');
    expect(() => piece([d])).toThrow(RangeError);
    expect(() => piece([{ ...d, credit: depuisEuros(10) }, c])).toThrow(RangeError);
    expect(() => piece([d, c, { compte: comptes[2]!, debit: ZERO, credit: ZERO }])).toThrow(RangeError);
  });

  test('la clé de génération suit Module|Arrete|IdSource|Sens (domaine §0.4)', () => {
    expect(cleGeneration('FAE', arrete, '24A010', 'ARRETE')).toBe('FAE|2026-11-30|24A010|ARRETE');
  });

  test('propriété : une clé se relit telle qu’elle a été faite, quelle que soit la source', () => {
    const sources = fc.oneof(fc.string(), fc.constantFrom('OD|7', 'A||', '|', 'X|ARRETE', 'EXTOURNE'));
    fc.assert(
      fc.property(sources, fc.constantFrom('ARRETE' as const, 'EXTOURNE' as const), (source, sens) => {
        expect(lireCleGeneration(cleGeneration('SAISIE', arrete, source, sens))).toEqual({
          ...{ module: 'SAISIE', arrete: '2026-11-30', source, sens },
        });
      }),
    );
    expect(lireCleGeneration(undefined)).toEqual({ module: '', arrete: '', source: '', sens: '' });
  });
});

describe('extourne (domaine §4.3)', () => {
  const lendemain = ajouterJours(arrete, 1);

  test.each(['INVERSE', 'NEGATIVE'] as const)('forme %s : écriture + extourne = 0 par compte', forme => {
    fc.assert(
      fc.property(pieces, e => {
        const x = extourner(e, lendemain, forme);
        for (const solde of soldes(e, x).values()) expect(solde).toBe(0);
        expect(totalDebit(x)).toBe(totalCredit(x));
      }),
    );
  });

  test.each(['INVERSE', 'NEGATIVE'] as const)('forme %s : extourner deux fois rend les montants', forme => {
    fc.assert(
      fc.property(pieces, e => {
        const deux = extourner(extourner(e, lendemain, forme), lendemain, forme);
        expect(deux.lignes).toEqual(e.lignes);
      }),
    );
  });

  test('elle est datée, liée et reconnaissable', () => {
    const e = piece([ligne(comptes[0]!, depuisEuros(18000)), ligne(comptes[1]!, depuisEuros(-18000))]);
    const x = extourner(e, lendemain);
    expect(x).toMatchObject({
      cle: 'FAE|2026-11-30|24A010|EXTOURNE',
      extourneDe: e.cle,
      origine: 'EXTOURNE',
      date: jour(2026, 12, 1),
    });
    expect(x.lignes.map(l => [l.debit, l.credit])).toEqual([
      [0, 1800000],
      [1800000, 0],
    ]);
    expect(extourner(e, lendemain, 'NEGATIVE').lignes[0]).toMatchObject({ debit: -1800000, credit: 0 });
  });
});

test('seules les anomalies bloquantes arrêtent', () => {
  const base = { code: 'C-GEN-01', message: 'm', remede: 'r' };
  const liste = (['INFO', 'BLOQUANT', 'ALERTE'] as const).map(gravite => ({ ...base, gravite }));
  expect(bloquantes(liste)).toEqual([liste[1]]);
});
