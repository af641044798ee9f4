import fc from 'fast-check';
import { compte, enEuros, moins, montant, plus } from '../../../../src/comptabilite';
import { ecrituresPertes } from '../../../../src/cloture/avancement/perte/ecritures';
import { etablirPertes, type Contrat } from '../../../../src/cloture/avancement/perte/etablir';
import type { LigneHistorique } from '../../../../src/cloture/avancement/calcul/donnees';
import { provisionRequise } from '../../../../src/cloture/avancement/perte/provision';
import { enDeuxLangues } from '../../../workbook/tables/langues';
import { e, enEurosParCompte, j } from '../atelier';

/** Perte à terminaison (domaine §5.8, PCG art. 622-6) : T-REV-05 et T-REV-07. */
const COMPTES = { provision: compte('1516'), dotation: compte('6815'), reprise: compte('7815') };
const OCTOBRE = j('2026-10-31');
const NOVEMBRE = j('2026-11-30');

const contrat = (budget: number, charges: number, raf: number, ca: number, lot?: string): Contrat => ({
  groupe: { IdAffaire: 'A', Lot: lot },
  ligne: 7,
  budget: e(budget),
  charges: e(charges),
  raf: e(raf),
  caReconnu: e(ca),
});

const historisee = (euros: number, l: Partial<LigneHistorique> = {}): LigneHistorique => ({
  ligne: 12,
  Arrete: OCTOBRE,
  Module: 'P1516',
  TypeLigne: 'ARRETE',
  IdAffaire: 'A',
  DateEffet: OCTOBRE,
  Montant: e(euros),
  ...l,
});

/** Une ligne au 1516 d'un arrêté passé. */
const ecrite = (credit: number, date = '2026-10-31') => ({
  ligne: 20,
  CleGeneration: `P1516|${date}|A|ARRETE`,
  Compte: compte('1516'),
  Debit: e(credit < 0 ? -credit : 0),
  Credit: e(credit > 0 ? credit : 0),
});

function arreter(
  contrats: readonly Contrat[],
  historique: readonly LigneHistorique[] = [],
  ecritures = historique.length > 0 ? [ecrite(enEuros(historique[0]!.Montant))] : [],
  suivies = new Set(['A']),
) {
  const { pertes, anomalies } = etablirPertes(contrats, {
    historique,
    ecritures,
    arrete: NOVEMBRE,
    precedent: OCTOBRE,
    compteProvision: '1516',
    suivies,
  });
  const passees = ecrituresPertes(pertes, COMPTES, { arrete: NOVEMBRE, journal: 'OD' });
  return { pertes, anomalies, ecritures: passees, lignes: enEurosParCompte(passees[0]) };
}

describe('la provision requise', () => {
  const requise = (budget: number, charges: number, raf: number, ca: number) =>
    enEuros(provisionRequise(contrat(budget, charges, raf, ca)));

  test('T-REV-05 : la perte totale moins celle déjà au résultat', () => {
    expect(requise(100_000, 60_000, 60_000, 50_000)).toBe(10_000);
    expect(requise(100_000, 90_000, 30_000, 75_000)).toBe(5_000);
  });

  test('T-REV-07 : un bénéfice reconnu par un % forcé augmente la provision', () => {
    expect(requise(100_000, 60_000, 60_000, 80_000)).toBe(40_000);
  });

  test('marge nulle (§5.1) : le CA vaut les charges, toute la perte reste à provisionner', () => {
    expect(requise(100_000, 60_000, 60_000, 60_000)).toBe(20_000);
  });

  test('finie, l’affaire a toute sa perte au résultat : plus de provision', () => {
    expect(requise(100_000, 120_000, 0, 100_000)).toBe(0);
  });

  test('sans perte à terminaison, rien, même si la marge à date est négative', () => {
    expect(requise(100_000, 60_000, 40_000, 10_000)).toBe(0);
  });

  test('tant qu’il y a provision, résultat à date moins provision égale résultat à terminaison', () => {
    const centimes = fc.integer({ min: 0, max: 1e9 }).map(montant);
    fc.assert(
      fc.property(centimes, centimes, centimes, centimes, (budget, charges, raf, caReconnu) => {
        const provision = provisionRequise({ budget, charges, raf, caReconnu });
        const terminaison = budget - charges - raf;
        expect(provision).toBeGreaterThanOrEqual(0);
        if (terminaison >= 0) expect(provision).toBe(0);
        if (provision > 0) expect(moins(moins(caReconnu, charges), provision)).toBe(terminaison);
        else if (terminaison < 0) expect(caReconnu - charges).toBeLessThanOrEqual(terminaison);
      }),
    );
  });
});

describe('l’écriture, par différence avec l’arrêté précédent', () => {
  test('T-REV-05, premier mois : D 6815 / C 1516 de 10 000, sans extourne', () => {
    const { ecritures, lignes } = arreter([contrat(100_000, 60_000, 60_000, 50_000)]);
    expect(ecritures).toHaveLength(1);
    expect(ecritures[0]).toMatchObject({ cle: 'P1516|2026-11-30|A|ARRETE', origine: 'PROV', date: NOVEMBRE });
    expect(lignes).toEqual([
      ['6815', 10_000, 0],
      ['1516', 0, 10_000],
    ]);
  });

  test('T-REV-05, mois suivant : D 1516 / C 7815 de 5 000', () => {
    const { lignes, pertes } = arreter([contrat(100_000, 90_000, 30_000, 75_000)], [historisee(10_000)]);
    expect(lignes).toEqual([
      ['1516', 5_000, 0],
      ['7815', 0, 5_000],
    ]);
    expect(pertes[0]).toMatchObject({ provision: 5_000_00, precedente: 10_000_00, variation: -5_000_00 });
  });

  test('rien ne change : pas d’écriture, mais la provision reste à l’historique', () => {
    const { ecritures, pertes } = arreter([contrat(100_000, 60_000, 60_000, 50_000)], [historisee(10_000)]);
    expect(ecritures).toEqual([]);
    expect(pertes[0]?.provision).toBe(10_000_00);
  });

  test('l’affaire redevenue bénéficiaire, ou sans pièce à l’arrêté, reprend tout', () => {
    expect(arreter([contrat(150_000, 60_000, 60_000, 75_000)], [historisee(10_000)]).lignes).toEqual([
      ['1516', 10_000, 0],
      ['7815', 0, 10_000],
    ]);
    expect(arreter([], [historisee(10_000)]).lignes?.[0]).toEqual(['1516', 10_000, 0]);
  });

  test('une reprise saisie à l’ouverture compte dans la provision précédente', () => {
    const { lignes, anomalies } = arreter(
      [contrat(100_000, 60_000, 60_000, 50_000)],
      [historisee(4_000, { TypeLigne: 'REPRISE' })],
      [],
    );
    expect(lignes?.[0]).toEqual(['6815', 6_000, 0]);
    expect(anomalies.map(a => a.gravite)).toEqual(['ALERTE']);
  });

  test('deux lots de sens contraires ne se compensent pas', () => {
    const { lignes } = arreter(
      [contrat(100_000, 60_000, 60_000, 50_000, 'L1'), contrat(50_000, 20_000, 20_000, 25_000, 'L2')],
      [historisee(3_000, { Lot: 'L2' })],
    );
    expect(lignes).toEqual([
      ['6815', 10_000, 0],
      ['1516', 0, 10_000],
      ['1516', 3_000, 0],
      ['7815', 0, 3_000],
    ]);
  });

  test('le cumul des écritures d’une suite de mois est la dernière provision, au centime', () => {
    const mois = fc.tuple(fc.nat(200_000_00), fc.nat(200_000_00), fc.nat(200_000_00));
    fc.assert(
      fc.property(fc.array(mois, { minLength: 1, maxLength: 8 }), suite => {
        let precedente = montant(0);
        let solde = montant(0);
        for (const [charges, raf, ca] of suite) {
          const c = {
            ...contrat(100_000, 0, 0, 0),
            charges: montant(charges),
            raf: montant(raf),
            caReconnu: montant(ca),
          };
          const historique = precedente === 0 ? [] : [{ ...historisee(0), Montant: precedente }];
          const passe = precedente === 0 ? [] : [ecrite(enEuros(precedente))];
          const { ecritures, anomalies } = arreter([c], historique, passe);
          expect(anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
          for (const l of ecritures[0]?.lignes ?? [])
            if (l.compte === '1516') solde = plus(solde, moins(l.credit, l.debit));
          precedente = provisionRequise(c);
          expect(solde).toBe(precedente);
        }
      }),
    );
  });
});

describe('C-REV-08, la perte non provisionnée', () => {
  const enPerte = contrat(100_000, 60_000, 60_000, 50_000);

  test('la perte se dit, avec sa provision et sa ligne', () => {
    const [anomalie] = arreter([enPerte]).anomalies;
    expect(anomalie).toMatchObject({
      code: 'C-REV-08',
      gravite: 'ALERTE',
      table: 'Affaires',
      ligne: 7,
      colonne: 'IdAffaire',
      remede: expect.stringContaining('reste à faire') as string,
    });
    expect(anomalie?.message).toContain('provision 1516 de 10\u00a0000,00');
    expect(anomalie?.en?.message).toContain('provision 1516 of 10,000.00');
  });

  test('bloque quand l’écriture de l’arrêté précédent a disparu, et se tait quand elle est là', () => {
    const bloquantes = (ecritures: ReturnType<typeof ecrite>[]) =>
      arreter([enPerte], [historisee(10_000)], ecritures).anomalies.filter(a => a.gravite === 'BLOQUANT');
    expect(bloquantes([ecrite(10_000)])).toEqual([]);
    expect(bloquantes([])).toMatchObject([
      {
        code: 'C-REV-08',
        table: 'Historique',
        ligne: 12,
        colonne: 'Montant',
        cle: 'A',
        remede: expect.stringContaining('REPRISE') as string,
        en: { message: expect.stringContaining('differ by 10,000.00') as string },
      },
    ]);
    expect(bloquantes([ecrite(10_000), ecrite(-1_000, '2026-09-30')])).toHaveLength(1);
  });

  test('une écriture sans historique bloque aussi, à sa ligne', () => {
    const bloquante = arreter([enPerte], [], [ecrite(2_000)]).anomalies.find(a => a.gravite === 'BLOQUANT');
    expect(bloquante).toMatchObject({ table: 'EcrituresCloture', ligne: 20, colonne: 'Credit' });
  });

  test('se dit dans les deux langues', () => {
    enDeuxLangues(arreter([enPerte], [historisee(10_000)], []).anomalies);
    enDeuxLangues(arreter([], [historisee(10_000)], undefined, new Set()).anomalies);
  });

  test('sans vente, pas de contrat : ni provision ni alerte de perte', () => {
    const { pertes, anomalies } = arreter([contrat(0, 10_000, 5_000, 0)]);
    expect([pertes, anomalies]).toEqual([[], []]);
  });

  test('la provision d’une affaire passée à une autre méthode est gardée, et signalée', () => {
    const { pertes, ecritures, anomalies } = arreter([], [historisee(10_000)], undefined, new Set());
    expect(pertes[0]?.provision).toBe(10_000_00);
    expect(ecritures).toEqual([]);
    expect(anomalies).toMatchObject([
      { gravite: 'ALERTE', table: 'Historique', ligne: 12, colonne: 'IdAffaire' },
    ]);
  });
});
