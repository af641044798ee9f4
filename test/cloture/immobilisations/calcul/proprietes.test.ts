import fc from 'fast-check';
import {
  ajouterJours,
  ajouterMois,
  finDeMois,
  montant,
  somme,
  type Jour,
} from '../../../../src/comptabilite';
import {
  CONVENTIONS,
  derogatoire,
  PERIODICITES,
  planEconomique,
  planFiscal,
  RESTES,
  vues,
  type Bornes,
  type Fiche,
} from '../../../../src/cloture/immobilisations/calcul';
import { j } from './atelier';

const centimes = fc.integer({ min: 1, max: 500_000_000 });
const unJour = fc.integer({ min: j('01/01/2015'), max: j('31/12/2035') }).map(n => n as Jour);

/** Exercices contigus de 1 à 18 mois, ouverts un jour quelconque. */
const exercices = fc
  .tuple(unJour, fc.array(fc.integer({ min: 1, max: 18 }), { maxLength: 6 }))
  .map(([depart, longueurs]) => {
    const suite: Bornes[] = [];
    let debut = depart;
    for (const mois of longueurs) {
      const fin = finDeMois(ajouterMois(debut, mois - 1));
      suite.push({ debut, fin });
      debut = ajouterJours(fin, 1);
    }
    return suite;
  });

/** Une fiche neuve, linéaire ou dégressive, avec ou sans valeur résiduelle. */
const neuve: fc.Arbitrary<Fiche> = fc
  .record({
    brut: centimes,
    part: fc.constantFrom(0, 0, 0.1, 1),
    acquisition: unJour,
    attente: fc.constantFrom(0, 0, 45, 400),
    annees: fc.integer({ min: 3, max: 20 }),
    mois: fc.integer({ min: 1, max: 600 }),
    mode: fc.constantFrom('LINEAIRE' as const, 'DEGRESSIF' as const),
    convention: fc.constantFrom(...CONVENTIONS),
  })
  .map(({ brut, part, acquisition, attente, annees, mois, mode, convention }) => ({
    id: 'X',
    brut: montant(brut),
    residuelle: montant(Math.floor(brut * part)),
    acquisition,
    miseEnService: ajouterJours(acquisition, attente),
    dureeMois: mode === 'DEGRESSIF' ? annees * 12 : mois,
    mode,
    convention,
  }));

const avecFiscal: fc.Arbitrary<Fiche> = fc
  .record({
    fiche: neuve,
    modeFiscal: fc.constantFrom('LINEAIRE' as const, 'DEGRESSIF' as const),
    annees: fc.integer({ min: 3, max: 15 }),
  })
  .map(({ fiche, modeFiscal, annees }) => ({
    ...fiche,
    mode: 'LINEAIRE' as const,
    modeFiscal,
    dureeFiscaleMois: annees * 12,
  }));

/** Révisions et dépréciations quelconques, dans le désordre. */
const mouvementee: fc.Arbitrary<Fiche> = fc
  .record({
    fiche: neuve,
    versions: fc.array(
      fc.record({
        decalage: fc.integer({ min: 1, max: 4000 }),
        base: centimes,
        duree: fc.integer({ min: 1, max: 120 }),
        mode: fc.constantFrom('LINEAIRE' as const, 'NON_AMORTISSABLE' as const),
      }),
      { maxLength: 3 },
    ),
    depreciations: fc.array(
      fc.record({
        decalage: fc.integer({ min: 0, max: 4000 }),
        montant: fc.integer({ min: -200_000_000, max: 200_000_000 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ fiche, versions, depreciations }) => ({
    ...fiche,
    versions: versions.map(v => ({
      dateEffet: ajouterJours(fiche.acquisition, v.decalage),
      base: montant(v.base),
      dureeRestanteMois: v.duree,
      mode: v.mode,
    })),
    depreciations: depreciations.map(d => ({
      date: ajouterJours(fiche.acquisition, d.decalage),
      montant: montant(d.montant),
    })),
  }));

const options = fc.record({
  reste: fc.constantFrom(...RESTES),
  mensuel: fc.boolean(),
  reprise: fc.constant('PROSPECTIF' as const),
});

const arretes = (debut: Jour, n: number) =>
  Array.from({ length: n }, (_, k) => finDeMois(ajouterMois(debut, k)));

test('dans chaque vue, les dotations de la vie somment à la base, et la dernière VNC est la valeur résiduelle', () => {
  fc.assert(
    fc.property(neuve, exercices, options, (fiche, suite, o) => {
      const plan = planEconomique(fiche, suite, o);
      for (const periodicite of PERIODICITES) {
        const lignes = vues(plan, suite, periodicite);
        expect(somme(lignes.map(l => l.dotation))).toBe(fiche.brut - fiche.residuelle);
        if (lignes.length > 0) expect(lignes[lignes.length - 1]!.vnc).toBe(fiche.residuelle);
      }
    }),
  );
});

test('le plan fiscal amortit le coût entier, dans chaque vue', () => {
  fc.assert(
    fc.property(avecFiscal, exercices, options, (fiche, suite, o) => {
      const plan = planFiscal(fiche, suite, o)!;
      for (const periodicite of PERIODICITES)
        expect(somme(vues(plan, suite, periodicite).map(l => l.dotation))).toBe(fiche.brut);
    }),
  );
});

test('la VNC n’est jamais négative et ne monte que par une reprise de dépréciation', () => {
  fc.assert(
    fc.property(mouvementee, exercices, options, (fiche, suite, o) => {
      const plan = planEconomique(fiche, suite, o);
      const fautes: unknown[] = [];
      let avant = fiche.brut;
      for (const d of arretes(fiche.acquisition, 260)) {
        const [vnc, depreciation] = [plan.vnc(d), plan.depreciation(d)];
        const depuis = ajouterJours(d, -31);
        const reprises = fiche.depreciations!.some(m => m.montant < 0 && m.date <= d && m.date > depuis);
        const juste = vnc >= 0 && depreciation >= 0 && vnc === fiche.brut - plan.cumul(d) - depreciation;
        if (!juste || (vnc > avant && !reprises)) fautes.push({ d, vnc, avant, depreciation });
        avant = vnc;
      }
      expect(fautes).toEqual([]);
    }),
  );
});

test('après révisions et dépréciations, toutes les vues somment encore au même total', () => {
  fc.assert(
    fc.property(mouvementee, exercices, options, (fiche, suite, o) => {
      const plan = planEconomique(fiche, suite, o);
      const total = plan.cumul(j('31/12/2200'));
      for (const periodicite of PERIODICITES)
        expect(somme(vues(plan, suite, periodicite).map(l => l.dotation))).toBe(total);
    }),
  );
});

test('l’ordre des révisions et des dépréciations saisies ne change rien', () => {
  fc.assert(
    fc.property(mouvementee, exercices, (fiche, suite) => {
      const dates = new Set(fiche.depreciations!.map(d => d.date));
      fc.pre(dates.size === fiche.depreciations!.length);
      fc.pre(new Set(fiche.versions!.map(v => v.dateEffet)).size === fiche.versions!.length);
      const inverse = {
        ...fiche,
        versions: [...fiche.versions!].reverse(),
        depreciations: [...fiche.depreciations!].reverse(),
      };
      const [a, b] = [planEconomique(fiche, suite), planEconomique(inverse, suite)];
      const cumuls = (plan: typeof a) =>
        arretes(fiche.acquisition, 130).map(d => [plan.cumul(d), plan.vnc(d)]);
      expect(cumuls(a)).toEqual(cumuls(b));
    }),
  );
});

test('une reprise prospective à un jour quelconque amortit exactement ce qui reste', () => {
  fc.assert(
    fc.property(
      avecFiscal,
      exercices,
      options,
      fc.integer({ min: 0, max: 6000 }),
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      (fiche, suite, o, decalage, [part, partFiscale]) => {
        const date = ajouterJours(fiche.acquisition, decalage);
        const cumul = montant(Math.floor((fiche.brut - fiche.residuelle) * part));
        const cumulFiscal = montant(Math.floor(fiche.brut * partFiscale));
        const reprise = { ...fiche, reprise: { date, cumul, cumulFiscal } };
        const economique = planEconomique(reprise, suite, o);
        const fiscal = planFiscal(reprise, suite, o)!;
        const annuelles = vues(economique, suite, 'ANNUELLE').map(l => l.dotation);
        expect(somme(annuelles)).toBe(fiche.brut - fiche.residuelle - cumul);
        expect(annuelles.every(d => d >= 0)).toBe(true);
        expect(somme(vues(fiscal, suite, 'MENSUELLE').map(l => l.dotation))).toBe(fiche.brut - cumulFiscal);
        const d = derogatoire(reprise, suite, o);
        expect(d.ouverture).toBe(Math.max(0, cumulFiscal - cumul));
        expect(arretes(fiche.acquisition, 240).filter(arrete => d.solde(arrete) < 0)).toEqual([]);
        expect(d.ouverture + somme(d.lignes.map(l => l.mouvement))).toBe(fiche.residuelle);
      },
    ),
  );
});

test('le 145 n’est jamais négatif ; à la fin il vaut la valeur résiduelle, donc zéro sans elle', () => {
  fc.assert(
    fc.property(avecFiscal, exercices, options, (fiche, suite, o) => {
      const d = derogatoire(fiche, suite, o);
      for (const arrete of arretes(fiche.acquisition, 120)) expect(d.solde(arrete)).toBeGreaterThanOrEqual(0);
      expect(d.solde(j('31/12/2200'))).toBe(fiche.residuelle);
      expect(somme(d.lignes.map(l => l.mouvement))).toBe(fiche.residuelle);
    }),
  );
});

test('une sortie, n’importe quel jour, arrête le plan et remet le 145 à zéro', () => {
  fc.assert(
    fc.property(avecFiscal, exercices, options, fc.integer({ min: 0, max: 9000 }), (fiche, suite, o, n) => {
      const date = ajouterJours(fiche.acquisition, n);
      const sorti = { ...fiche, sortie: { date } };
      const [plan, entier] = [planEconomique(sorti, suite, o), planEconomique(fiche, suite, o)];
      const d = derogatoire(sorti, suite, o);
      expect([plan.cumul(j('31/12/2200')), plan.vnc(date)]).toEqual([entier.cumul(date), 0]);
      expect(plan.vncSortie).toBe(fiche.brut - entier.cumul(date));
      expect([d.solde(date), somme(d.lignes.map(l => l.mouvement)) + d.ouverture]).toEqual([0, 0]);
      expect(d.solde(ajouterJours(date, -1))).toBe(
        derogatoire(fiche, suite, o).solde(ajouterJours(date, -1)),
      );
    }),
  );
});

test('mois après mois, ce qui est passé est ce qu’un seul passage donnerait, même en sautant des mois', () => {
  fc.assert(
    fc.property(
      avecFiscal,
      exercices,
      options,
      fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      (fiche, suite, o, faits) => {
        const plan = planEconomique(fiche, suite, o);
        const d = derogatoire(fiche, suite, o);
        const dates = arretes(fiche.acquisition, 40);
        let [passe, provision] = [0, 0];
        dates.forEach((arrete, k) => {
          if (!faits[k] && k < dates.length - 1) return;
          passe += plan.cumul(arrete) - passe;
          provision += d.solde(arrete) - provision;
        });
        const [premier, ultime] = [ajouterJours(fiche.acquisition, -31), dates[dates.length - 1]!];
        const lignes = dates.map((fin, k) =>
          plan.dotation(k === 0 ? premier : ajouterJours(dates[k - 1]!, 1), fin),
        );
        expect(passe).toBe(somme(lignes));
        expect([passe, provision]).toEqual([plan.dotation(premier, ultime), d.mouvement(premier, ultime)]);
      },
    ),
  );
});

test('en mensuel comme à la clôture, le 145 est le même à la fin de chaque exercice', () => {
  fc.assert(
    fc.property(avecFiscal, exercices, (fiche, suite) => {
      const [a, b] = [derogatoire(fiche, suite), derogatoire(fiche, suite, { mensuel: true })];
      for (const { fin, solde } of a.lignes) expect([a.solde(fin), b.solde(fin)]).toEqual([solde, solde]);
    }),
  );
});
