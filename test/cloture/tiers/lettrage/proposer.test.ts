import { montant, somme } from '../../../../src/comptabilite';
import { seLettreSeule } from '../../../../src/cloture/tiers/lettrage/calcul/proposer';
import { lettrer, poste } from './atelier';

const pieces = (r: ReturnType<typeof lettrer>) =>
  r.propositions.map(p => `${p.regle} ${p.score} ${p.parts.map(x => x.cle.split('@')[0]).join('+')}`);

describe('passes du lettrage (domaine §9.4)', () => {
  test('même référence, écrite autrement, et nommée dans le libellé du règlement', () => {
    const r = lettrer([
      poste('FA-000123', 1200_00),
      poste('BQ77', -1200_00, 30, { libelle: 'VIR DUPONT fa123' }),
      poste('FA-000124', 1200_00),
    ]);
    expect(pieces(r)).toEqual(['REFERENCE 100 FA-000123+BQ77']);
  });

  test('un règlement qui nomme deux factures les solde toutes deux', () => {
    const r = lettrer([
      poste('F1001', 300_00),
      poste('F1002', 200_00, 1),
      poste('R1', -500_00, 9, { libelle: 'F1001 F1002' }),
    ]);
    expect(pieces(r)).toEqual(['REFERENCE 100 F1001+F1002+R1']);
  });

  test('même référence, règlement partiel : le reste de la facture demeure', () => {
    const r = lettrer([poste('F1001', 1200_00), poste('F1001', -800_00, 5)]);
    const [p] = r.propositions;
    expect(p?.partielle).toBe(true);
    expect(p?.parts.map(x => x.montant)).toEqual([800_00, -800_00]);
    expect(p?.score).toBeLessThan(90);
  });

  test('montants opposés, seulement s’ils sont uniques', () => {
    expect(pieces(lettrer([poste('A', 100_00), poste('B', -100_00, 3)]))).toEqual(['MONTANT 90 A+B']);
    const ambigu = lettrer([poste('A', 100_00), poste('C', 100_00, 1), poste('B', -100_00, 3)]);
    expect(ambigu.propositions).toEqual([]);
    expect(ambigu.ambigus.map(p => p.piece)).toEqual(['B']);
  });

  test('un règlement antérieur à la facture est moins sûr', () => {
    const [p] = lettrer([poste('A', 100_00, 10), poste('B', -100_00, 3)]).propositions;
    expect(p?.score).toBe(80);
  });

  test('sous-ensemble unique de quatre postes au plus', () => {
    const factures = [
      poste('A', 101_00),
      poste('B', 205_00, 1),
      poste('C', 409_00, 2),
      poste('D', 817_00, 3),
    ];
    expect(pieces(lettrer([...factures, poste('R', -1123_00, 9)]))).toEqual(['SOUS_ENSEMBLE 75 R+D+B+A']);
    const cinq = [...factures, poste('E', 1633_00, 4), poste('R', -3165_00, 9)];
    expect(lettrer(cinq).propositions).toEqual([]);
  });

  test('la tolérance laisse un écart, dit et moins bien noté', () => {
    const postes = [poste('A', 100_00), poste('R', -99_50, 2)];
    expect(lettrer(postes).propositions).toEqual([]);
    const [p] = lettrer(postes, { tolerance: montant(1_00) }).propositions;
    expect(p?.ecart).toBe(50);
    expect(somme(p!.parts.map(x => x.montant))).toBe(50);
    expect(seLettreSeule(p!, 'MONTANT')).toBe(false);
  });

  test('du plus ancien au plus récent seulement sur demande', () => {
    const postes = [poste('A', 100_00), poste('B', 100_00, 1), poste('R', -150_00, 2)];
    expect(lettrer(postes).propositions).toEqual([]);
    const [p] = lettrer(postes, { fifo: true }).propositions;
    expect(p?.regle).toBe('FIFO');
    expect(p?.parts.map(x => [x.cle.split('@')[0], x.montant])).toEqual([
      ['A', 100_00],
      ['B', 50_00],
      ['R', -150_00],
    ]);
  });

  test('jamais entre deux tiers, deux comptes, deux devises, ni un exercice clos et un autre', () => {
    const facture = poste('A', 100_00);
    const autres = [{ tiers: 'C2' }, { compte: '416' }, { devise: 'USD' }, { exerciceClos: '2025' }];
    for (const autre of autres)
      expect(lettrer([facture, poste('R', -100_00, 1, autre)], { fifo: true }).propositions).toEqual([]);
  });

  test('une proposition refusée ne revient pas', () => {
    const postes = [poste('A', 100_00), poste('R', -100_00, 2)];
    const [p] = lettrer(postes).propositions;
    expect(lettrer(postes, { refuses: new Set([p!.id]) }).propositions.map(x => x.id)).not.toContain(p!.id);
  });

  test('automatique : la référence, puis le montant, somme nulle seulement', () => {
    const [reference] = lettrer([poste('F12', 100_00), poste('F12', -100_00, 1)]).propositions;
    const [valeur] = lettrer([poste('A', 100_00), poste('B', -100_00, 1)]).propositions;
    const reglages = ['NON', 'REFERENCE', 'MONTANT'] as const;
    expect(reglages.map(r => seLettreSeule(reference!, r))).toEqual([false, true, true]);
    expect(reglages.map(r => seLettreSeule(valeur!, r))).toEqual([false, false, true]);
  });
});
