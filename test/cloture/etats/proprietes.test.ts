/** Des grands livres au hasard, dans les deux plans : les états se bouclent toujours (domaine §12.1). */
import fc from 'fast-check';
import { comptesOfficiels } from '../../../src/comptabilite/pcg';
import { referentielDe, depuisTexte, type Jour, type Referentiel } from '../../../src/comptabilite';
import { calculer, lignesDe, lire, type Dossier, type Ecrit } from './dossier';

/** Les comptes où l'on écrit : les feuilles de la liste officielle, et quelques prolongements d'entreprise. */
function feuilles(plan: Referentiel): string[] {
  const tous = [...comptesOfficiels(plan).keys()].filter(c => c.length >= 3 && /^[1-7]/.test(c));
  const ouvertes = tous.filter(c => !tous.some(autre => autre !== c && autre.startsWith(c)));
  return ouvertes.flatMap((c, i) => (i % 7 === 0 ? [c, `${c}00`.slice(0, 12)] : [c]));
}

const EXERCICES = {
  PCG2014: ['A', '2023-07-01', '2024-06-30', 'PCG2014'],
  PCG2025: ['A', '2025-07-01', '2026-06-30', 'PCG2025'],
} as const;

const dossiers = (plan: Referentiel): fc.Arbitrary<Dossier> => {
  const exercice = EXERCICES[plan];
  const annee = Number(exercice[1].slice(0, 4));
  const comptes = fc.constantFrom(...feuilles(plan));
  const mois = fc.constantFrom(`${annee}-07`, `${annee}-11`, `${annee + 1}-01`, `${annee + 1}-03`);
  const piece = fc
    .tuple(
      mois,
      comptes,
      comptes,
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.constantFrom('', 'T1', 'T2'),
      fc.constantFrom('', 'X', 'Y', 'Z'),
    )
    .map(([m, debit, credit, centimes, tiers, affaire]): Ecrit[] => [
      [`${m}-12`, debit, centimes / 100, { tiers, affaire, section: affaire === 'X' ? 'S' : '' }],
      [`${m}-12`, credit, -centimes / 100, { tiers, affaire }],
    ]);
  return fc.array(piece, { minLength: 1, maxLength: 25 }).map(pieces => ({
    arrete: `${annee + 1}-01-31`,
    exercices: [exercice],
    ecritures: pieces.flat(),
  }));
};

/** Débit moins crédit des comptes de gestion jusqu'à l'arrêté, refait à la main, en centimes. */
const charges = (d: Dossier): number =>
  d.ecritures
    .filter(([date, compte]) => date <= d.arrete && /^[67]/.test(compte))
    .reduce((s, [, , m]) => s + Math.round(m * 100), 0);

describe.each(['PCG2014', 'PCG2025'] as const)('%s', plan => {
  test('le plan de l’exercice est celui de sa date d’ouverture', () => {
    expect(referentielDe(depuisTexte(EXERCICES[plan][1]) as Jour)).toBe(plan);
  });

  test('actif = passif, résultat des deux états, chaque compte une fois, rien ne bloque', () => {
    fc.assert(
      fc.property(dossiers(plan), d => {
        const r = calculer(d);
        expect(r.anomalies.filter(x => x.gravite === 'BLOQUANT').map(x => x.message)).toEqual([]);
        expect(lire(r, 'BilanActif', 'TA', 'Net')).toBe(lire(r, 'BilanPassif', 'TP', 'Net'));
        const resultat = lire(r, 'CompteResultat', 'RES', 'Cumul');
        expect(resultat).toBe(0 - charges(d) / 100);
        expect(lire(r, 'BilanPassif', 'P10N', 'Net')).toBe(resultat);
        expect(lire(r, 'SoldesGestion', 'SRN', 'Cumul')).toBe(resultat);
        expect(lire(r, 'CompteGestion', 'RNET', 'Cumul')).toBe(resultat);
        expect(lire(r, 'SoldesGestion', 'CAF', 'Cumul')).toBe(lire(r, 'SoldesGestion', 'CAFS', 'Cumul'));
        const comptes = lignesDe(r, 'CompteResultat').flatMap(l =>
          l['Compte'] === undefined ? [] : [l['Compte']],
        );
        expect(new Set(comptes).size).toBe(comptes.length);
      }),
      { numRuns: 60 },
    );
  });

  test('les mois font le cumul, les affaires et le non affecté font la société', () => {
    fc.assert(
      fc.property(dossiers(plan), d => {
        const r = calculer(d);
        const cumul = lignesDe(r, 'CompteResultat').filter(
          l => l['Compte'] === undefined && l['Cumul'] !== undefined,
        );
        for (const l of cumul)
          expect(lire(r, 'ResultatMensuel', String(l['Poste']), 'Cumul')).toBe(Number(l['Cumul']) / 100);
        for (const axe of ['AFFAIRE', 'SECTION']) {
          const lignes = lignesDe(r, 'ResultatParAxe').filter(l => l['Axe'] === axe);
          if (lignes.length === 0) continue;
          const codes = lignes.filter(l => l['Code'] !== 'TOTAL');
          const total = codes.reduce((s, l) => s + Number(l['Resultat']), 0);
          expect(total).toBe(0 - charges(d));
          expect(Number(lignes.at(-1)?.['Resultat'])).toBe(total);
        }
      }),
      { numRuns: 40 },
    );
  });
});
