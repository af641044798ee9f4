import {
  aPourPrefixe,
  compte,
  debut,
  exerciceDu,
  fin,
  jour,
  periode,
  periodeDe,
  plusLongPrefixe,
  precedente,
  referentielDe,
  suivante,
  texteMois,
  versIso,
} from '../../src/comptabilite';

describe('période', () => {
  test('un mois a un début, une fin, des voisins et un nom', () => {
    const p = periode('2026-12');
    expect([versIso(debut(p)), versIso(fin(p))]).toEqual(['2026-12-01', '2026-12-31']);
    expect([precedente(p), suivante(p)]).toEqual(['2026-11', '2027-01']);
    expect(precedente(periode('2027-01'))).toBe('2026-12');
    expect(texteMois(periode('2026-11'))).toBe('novembre 2026');
    expect(periodeDe(jour(2026, 2, 28))).toBe('2026-02');
    expect(versIso(fin(periode('2028-02')))).toBe('2028-02-29');
  });

  test.each(['2026-13', '2026-1', '11/2026', '', '202611'])('refuse %p', t => {
    expect(() => periode(t)).toThrow(RangeError);
  });
});

describe('plan comptable d’un exercice (domaine §2.1, §16 cas 1 et 2)', () => {
  test('la date d’ouverture décide, pas la date de l’écriture', () => {
    expect(referentielDe(jour(2024, 7, 1))).toBe('PCG2014');
    expect(referentielDe(jour(2024, 12, 31))).toBe('PCG2014');
    expect(referentielDe(jour(2025, 1, 1))).toBe('PCG2025');
    expect(referentielDe(jour(2025, 2, 1))).toBe('PCG2025');
    expect(referentielDe(jour(2024, 7, 1), 'PCG2025')).toBe('PCG2025');
  });

  test('un jour tombe dans un exercice, bornes comprises, ou dans aucun', () => {
    const e = {
      code: '2024',
      debut: jour(2024, 7, 1),
      fin: jour(2025, 6, 30),
      referentiel: 'PCG2014' as const,
    };
    expect(exerciceDu([e], jour(2025, 3, 15))).toBe(e);
    expect(exerciceDu([e], jour(2025, 6, 30))).toBe(e);
    expect(exerciceDu([e], jour(2025, 7, 1))).toBeUndefined();
  });
});

describe('compte (domaine §2.4)', () => {
  test('est un texte : espaces ôtés, zéros gardés', () => {
    expect(compte(' 706000 ')).toBe('706000');
    expect(compte('0012')).toBe('0012');
    expect(compte('411DUPONT')).toBe('411DUPONT');
  });

  test.each(['', '70', 'A06', '7A6', '70 6000', '7060000000000'])('refuse %p', t => {
    expect(() => compte(t)).toThrow(RangeError);
  });

  test('le plus long préfixe l’emporte', () => {
    const table = new Map([
      ['4', 'tiers'],
      ['445', 'TVA'],
      ['44587', 'TVA sur FAE'],
    ]);
    expect(plusLongPrefixe(compte('4458700'), table)).toBe('TVA sur FAE');
    expect(plusLongPrefixe(compte('44571'), table)).toBe('TVA');
    expect(plusLongPrefixe(compte('706'), table)).toBeUndefined();
    expect(aPourPrefixe(compte('706100'), '706')).toBe(true);
  });
});
