import { immobilisations } from '../../src/cloture/immobilisations';
import { avancement } from '../../src/cloture/avancement';
import { Affaires, Temps } from '../../src/cloture/tables-communes';
import { type FaitsDuClasseur, situer } from '../../src/taskpane/situation';
import { lectureVide } from '../../src/workbook/decode';
import type { AnyTable, Lecture } from '../../src/workbook/table';

const CAPACITES = [immobilisations, avancement];
const presente = (table: AnyTable): Lecture => ({
  ...lectureVide(table),
  absente: false,
  anomalies: [],
});
const validee = (capacites: string[], arrete = '2026-11-30') =>
  ({ arrete, etat: 'TERMINEE', capacites }) as const;

const faits = (changes: Partial<FaitsDuClasseur> = {}): FaitsDuClasseur => ({
  etat: { arrete: '2026-11-30', periode: 'EN_CLOTURE', arretes: ['2026-11-30', '2026-12-31'] },
  lectures: [presente(Affaires), presente(Temps)],
  executions: [],
  alertes: 0,
  sautes: [],
  ...changes,
});
const tout = [validee(['immobilisations', 'avancement'])];

describe('l’action suivante', () => {
  test.each<[string, FaitsDuClasseur, string]>([
    ['sans arrêté, l’indiquer', faits({ etat: { periode: 'INCONNUE', arretes: [] } }), 'arrete'],
    ['une table requise absente, la corriger', faits({ lectures: [lectureVide(Affaires)] }), 'donnees'],
    ['rien de calculé, simuler', faits(), 'simuler'],
    [
      'un calcul bloqué, corriger ses anomalies',
      faits({ calcul: { arrete: '2026-11-30', bloquantes: 2, codes: [] } }),
      'bloque',
    ],
    [
      'un calcul d’un autre mois ne compte pas',
      faits({ calcul: { arrete: '2026-10-31', bloquantes: 2, codes: [] } }),
      'simuler',
    ],
    [
      'un calcul sans blocage, valider',
      faits({ calcul: { arrete: '2026-11-30', bloquantes: 0, codes: [] } }),
      'valider',
    ],
    ['un seul travail validé, valider l’autre', faits({ executions: [validee(['avancement'])] }), 'simuler'],
    ['tout validé, fermer', faits({ executions: tout }), 'fermer'],
    [
      'le mois fermé, passer au suivant',
      faits({ etat: { arrete: '2026-11-30', periode: 'FERMEE', arretes: [] }, executions: tout }),
      'fermee',
    ],
  ])('%s', (_, lus, prochaine) => {
    expect(situer(lus, CAPACITES).prochaine).toBe(prochaine);
  });
});

describe('ce qui interdit de fermer', () => {
  const natures = (lus: FaitsDuClasseur) => situer(lus, CAPACITES).entraves.map(({ nature }) => nature);

  test('rien, quand chaque travail est validé pour l’arrêté et que les mois d’avant sont fermés', () => {
    expect(natures(faits({ executions: tout }))).toEqual([]);
  });

  test('un travail validé pour un autre mois n’est pas validé', () => {
    const autre = [validee(['immobilisations', 'avancement'], '2026-10-31')];
    expect(natures(faits({ executions: autre }))).toEqual(['aValider', 'aValider']);
  });

  test('un mois antérieur ouvert, une exécution inachevée, un calcul bloqué : chacun se dit', () => {
    const lus = faits({
      etat: { arrete: '2026-11-30', periode: 'INCONNUE', arretes: ['2026-09-30', '2026-10-31'] },
      executions: [...tout, { arrete: '2026-11-30', etat: 'INTERROMPUE', capacites: [] }],
      calcul: { arrete: '2026-11-30', bloquantes: 1, codes: ['C-CPT-01'] },
    });
    expect(natures(lus)).toEqual(['periode', 'inacheve', 'bloquantes', 'anterieur', 'anterieur']);
  });

  test('le contrôle qui bloque est nommé ; un mois où rien n’a été validé est un mois sauté, un autre non', () => {
    const lus = faits({
      etat: { arrete: '2026-11-30', periode: 'OUVERTE', arretes: ['2026-09-30', '2026-10-31'] },
      executions: tout,
      sautes: ['2026-10-31'],
      calcul: { arrete: '2026-11-30', bloquantes: 2, codes: ['C-CPT-01', 'C-GEN-04'] },
    });
    expect(situer(lus, CAPACITES).entraves).toEqual([
      { nature: 'bloquantes', nombre: 2, codes: ['C-CPT-01', 'C-GEN-04'] },
      { nature: 'anterieur', arrete: '2026-09-30', saute: false },
      { nature: 'anterieur', arrete: '2026-10-31', saute: true },
    ]);
  });

  test('un mois déjà fermé n’a qu’une raison', () => {
    expect(natures(faits({ etat: { arrete: '2026-11-30', periode: 'FERMEE', arretes: [] } }))).toEqual([
      'fermee',
    ]);
  });
});

test('un classeur sans aucune de nos tables est vierge ; une seule suffit à ne plus l’être', () => {
  expect(situer(faits({ lectures: [lectureVide(Affaires), lectureVide(Temps)] }), CAPACITES).vierge).toBe(
    true,
  );
  expect(situer(faits({ lectures: [lectureVide(Affaires), presente(Temps)] }), CAPACITES).vierge).toBe(false);
});

test('les alertes ne comptent qu’une fois le mois validé', () => {
  expect(situer(faits({ alertes: 4 }), CAPACITES).alertes).toBeUndefined();
  expect(situer(faits({ alertes: 4, executions: tout }), CAPACITES).alertes).toBe(4);
});

describe('un travail qu’un réglage cache (capacité 180)', () => {
  const sous = (valeur: string | undefined) =>
    situer(
      faits({
        executions: [validee(['immobilisations'])],
        reglage: cle => (cle === 'ModuleProduits' ? valeur : undefined),
      }),
      CAPACITES,
    );
  const noms = (liste: readonly { nom: string }[]) => liste.map(({ nom }) => nom);

  test.each([undefined, 'RECONNAISSANCE', 'PAR_PRODUIT'])('ModuleProduits %s : il se montre', valeur => {
    const { travaux, caches, prochaine } = sous(valeur);
    expect([noms(travaux.map(t => t.capacite)), noms(caches)]).toEqual([
      ['immobilisations', 'avancement'],
      [],
    ]);
    expect(prochaine).toBe('simuler');
  });

  test.each(['RATTACHEMENT', ' rattachement '])(
    '« %s » : caché, il ne manque plus à la fermeture',
    valeur => {
      const { travaux, caches, entraves, prochaine } = sous(valeur);
      expect([noms(travaux.map(t => t.capacite)), noms(caches)]).toEqual([
        ['immobilisations'],
        ['avancement'],
      ]);
      expect([entraves, prochaine]).toEqual([[], 'fermer']);
    },
  );
});
