import type { Fonction, Modele } from '../../src/cloture/fonction';
import { ErreurFonction } from '../../src/cloture/fonction';
import { bindFunctions } from '../../src/functions/register';
import type { Source } from '../../src/functions/source';
import { NOT_LOADED } from '../../src/functions/streams';
import type { AnyTable } from '../../src/workbook/table';
import { installer } from './global';

const table = (nom: string) => ({ nom }) as AnyTable;
const TEMPS = table('Temps');

/** Source en mémoire : un nombre par clé, et le pouvoir d'annoncer un changement. */
class Memoire implements Source {
  version = '1.2.3';
  base1904 = false;
  langue = 'fr' as const;
  loaded = false;
  demarrages = 0;
  valeurs: Record<string, number> = { a: 1, b: 2 };
  private readonly ecouteurs = new Set<(changed: ReadonlySet<string>) => void>();

  dateSystem() {
    return undefined;
  }
  start() {
    this.demarrages++;
  }
  subscribe(ecouteur: (changed: ReadonlySet<string>) => void) {
    this.ecouteurs.add(ecouteur);
    return () => this.ecouteurs.delete(ecouteur);
  }
  modele(): Modele {
    throw NOT_LOADED;
  }
  annoncer(...tables: string[]) {
    this.loaded = true;
    for (const ecouteur of this.ecouteurs) ecouteur(new Set(tables));
    return new Promise(resolve => setTimeout(resolve, 20));
  }
}

function monter(firstValueMs = 15_000, preparer?: () => Generator<void, unknown>) {
  const source = new Memoire();
  installer();
  let calculs = 0;
  const suivie: Fonction = {
    id: 'ESSAI.CLE',
    description: { fr: '', en: '' },
    parametres: ['cle', 'option'].map(nom => ({
      nom: { fr: nom, en: nom },
      description: { fr: '', en: '' },
      type: 'any' as const,
    })),
    resultat: { type: 'number' },
    flux: true,
    lit: [TEMPS],
    exemple: { formule: '', arguments: [], resultat: 0, source: '' },
    ...(preparer ? { preparer: () => preparer } : {}),
    creer: () => cle => {
      calculs++;
      const valeur = source.valeurs[String(cle)];
      if (valeur === undefined)
        throw new ErreurFonction('notAvailable', `${String(cle)} inconnu`, `no ${String(cle)}`);
      return valeur;
    },
  };
  const { streams, calls } = bindFunctions({ source, catalogue: [suivie], firstValueMs });
  const ouvrir = (...args: unknown[]) => {
    const recues: unknown[] = [];
    const appel = {
      setResult: (v: unknown) => recues.push(v),
      onCanceled: undefined as (() => void) | undefined,
    };
    calls.get('ESSAI.CLE')!([...args, appel]);
    return { recues, annuler: () => appel.onCanceled?.() };
  };
  return { source, streams, ouvrir, calculs: () => calculs };
}

test('la première cellule demande la lecture ; la valeur arrive quand le classeur est lu', async () => {
  const { source, ouvrir } = monter();
  const cellule = ouvrir('a', null);
  expect([source.demarrages, cellule.recues]).toEqual([1, []]);
  await source.annoncer('Temps');
  expect(cellule.recues).toEqual([1]);
});

test('une cellule reçoit une valeur seulement quand elle change', async () => {
  const { source, ouvrir } = monter();
  await source.annoncer('Temps');
  const cellule = ouvrir('a', null);
  await source.annoncer('Temps');
  expect(cellule.recues).toEqual([1]);
  source.valeurs.a = 5;
  await source.annoncer('Temps');
  expect(cellule.recues).toEqual([1, 5]);
});

test('un changement dans une table qu’elle ne lit pas ne la recalcule pas', async () => {
  const { source, ouvrir, calculs } = monter();
  await source.annoncer('Temps');
  ouvrir('a', null);
  await source.annoncer('Affaires');
  expect(calculs()).toBe(1);
});

test('mille cellules identiques font un calcul ; des arguments différents en font deux', async () => {
  const { source, ouvrir, streams, calculs } = monter();
  await source.annoncer('Temps');
  const cellules = Array.from({ length: 1000 }, () => ouvrir('a', null));
  ouvrir('b', null);
  expect([streams.size, calculs()]).toEqual([2, 2]);
  source.valeurs.a = 7;
  await source.annoncer('Temps');
  expect(cellules.every(c => c.recues.join() === '1,7')).toBe(true);
  expect(calculs()).toBe(4);
});

test('les arguments omis arrivent null, quel que soit leur nombre', async () => {
  const { source, ouvrir, streams } = monter();
  await source.annoncer('Temps');
  ouvrir('a');
  ouvrir('a', null);
  expect(streams.size).toBe(1);
});

test('annuler la dernière cellule libère le calcul', async () => {
  const { source, ouvrir, streams } = monter();
  await source.annoncer('Temps');
  const [une, autre] = [ouvrir('a', null), ouvrir('a', null)];
  une.annuler();
  expect(streams.size).toBe(1);
  source.valeurs.a = 3;
  await source.annoncer('Temps');
  expect([une.recues, autre.recues]).toEqual([[1], [1, 3]]);
  autre.annuler();
  expect(streams.size).toBe(0);
});

test('passé le délai, la cellule dit que les données ne sont pas chargées, puis prend la valeur', async () => {
  const { source, ouvrir } = monter(10);
  const cellule = ouvrir('a', null);
  await new Promise(resolve => setTimeout(resolve, 30));
  expect(cellule.recues).toEqual([
    { code: '#N/A', message: expect.stringMatching(/^Données non chargées/) as unknown },
  ]);
  await source.annoncer('Temps');
  expect(cellule.recues[1]).toBe(1);
});

test('une erreur métier arrive avec sa phrase, une fois, et disparaît avec sa cause', async () => {
  const { source, ouvrir } = monter();
  await source.annoncer('Temps');
  const cellule = ouvrir('c', null);
  await source.annoncer('Temps');
  expect(cellule.recues).toEqual([{ code: '#N/A', message: 'c inconnu' }]);
  source.valeurs.c = 4;
  await source.annoncer('Temps');
  expect(cellule.recues[1]).toBe(4);
});

test('ouverte pendant que la lecture se termine, une cellule n’ôte pas sa valeur à celle qui attendait', async () => {
  const { source, ouvrir } = monter();
  const premiere = ouvrir('a', null);
  source.loaded = true;
  const seconde = ouvrir('a', null);
  await source.annoncer('Temps');
  expect([premiere.recues, seconde.recues]).toEqual([[1], [1]]);
});

test('deux changements annoncés coup sur coup : la cellule a le second', async () => {
  const { source, ouvrir } = monter();
  await source.annoncer('Temps');
  const cellule = ouvrir('a', null);
  source.valeurs.a = 5;
  void source.annoncer('Temps');
  source.valeurs.a = 9;
  await source.annoncer('Temps');
  expect(cellule.recues.at(-1)).toBe(9);
});

describe('ce qui est long à ranger se range par tranches', () => {
  afterEach(() => jest.restoreAllMocks());

  /** Dix étapes de vingt millisecondes, à une horloge qui n'avance que par elles ; `aChacune` voit passer chaque étape. */
  function long(aChacune: (etape: number) => void = () => undefined) {
    let heure = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => heure);
    return function* (): Generator<void> {
      for (let etape = 0; etape < 10; etape++) {
        heure += 20;
        aChacune(etape);
        yield;
      }
    };
  }

  /** Attend que la fenêtre ait eu tant de tours. */
  const tours = async (combien: number) => {
    for (let n = 0; n < combien; n++) await new Promise(resolve => setTimeout(resolve, 0));
  };

  test('deux étapes au plus entre deux tours de la fenêtre, et la valeur vient', async () => {
    const attentes = jest.spyOn(globalThis, 'setTimeout');
    const parTour = new Map<number, number>();
    const { source, ouvrir } = monter(
      15_000,
      long(() => {
        const tour = attentes.mock.calls.length;
        parTour.set(tour, (parTour.get(tour) ?? 0) + 1);
      }),
    );
    const cellule = ouvrir('a', null);
    await source.annoncer('Temps');
    await tours(60);
    expect(cellule.recues).toEqual([1]);
    expect(Math.max(...parTour.values())).toBe(2);
  });

  test('une cellule ouverte sur un classeur lu attend que tout soit rangé, sans tenir la fenêtre', async () => {
    const { source, ouvrir } = monter(15_000, long());
    await source.annoncer('Temps');
    const cellule = ouvrir('a', null);
    expect(cellule.recues).toEqual([]);
    await tours(60);
    expect(cellule.recues).toEqual([1]);
  });

  test('un changement annoncé pendant que l’on range : la cellule a la dernière valeur, rangée de nouveau', async () => {
    let rangements = 0;
    const { source, ouvrir } = monter(
      15_000,
      long(etape => {
        if (etape === 0) rangements++;
        if (etape !== 5 || rangements > 1) return;
        source.valeurs.a = 7;
        void source.annoncer('Temps');
      }),
    );
    const cellule = ouvrir('a', null);
    await source.annoncer('Temps');
    await tours(90);
    expect(cellule.recues).toEqual([7]);
    expect(rangements).toBeGreaterThan(1);
  });

  test('annuler pendant que l’on range : rien n’arrive, et rien ne reste', async () => {
    const { source, streams, ouvrir, calculs } = monter(
      15_000,
      long(etape => etape === 5 && cellule.annuler()),
    );
    const cellule = ouvrir('a', null);
    await source.annoncer('Temps');
    await tours(60);
    expect([cellule.recues, calculs(), streams.size]).toEqual([[], 0, 0]);
  });

  test('ce qui empêche de ranger se dit dans la réponse', async () => {
    const { source, ouvrir } = monter(15_000, () => {
      throw new Error('illisible');
    });
    const [bonne, mauvaise] = [ouvrir('a', null), ouvrir('z', null)];
    await source.annoncer('Temps');
    expect(bonne.recues).toEqual([1]);
    expect(mauvaise.recues[0]).toMatchObject({ message: 'z inconnu' });
  });
});
