import { CAPACITES } from '../../src/cloture';
import { PARTIES } from '../../src/cloture/comptabilite-generale/parties';
import { PARTIES_PRESENTEES } from '../../src/cloture/comptabilite-generale/presentation';
import { PRESENTATIONS } from '../../src/cloture/presentations';
import { associateLazily, type Delays, type Engine } from '../../src/functions/lazy';
import type { Call } from '../../src/functions/register';
import { installer } from './global';

/** Un moteur qu'on fait arriver, ou échouer, quand on veut. */
function monter(delais: Delays = {}) {
  const inscrites = installer();
  Object.assign(globalThis, { Office: {} });
  const appels: [id: string, recus: readonly unknown[], attendu: number | undefined][] = [];
  const demandes: { livrer: () => void; manquer: () => void }[] = [];
  const appel =
    (id: string): Call =>
    (recus, attendu) => {
      appels.push([id, recus, attendu]);
      return 42;
    };
  const moteur: Engine = { calls: new Map(['AMORT.VNC', 'CA.FAE'].map(id => [id, appel(id)])) };
  const charger = () =>
    new Promise<Engine>((resolve, reject) =>
      demandes.push({ livrer: () => resolve(moteur), manquer: () => reject(new Error('ChunkLoadError')) }),
    );
  associateLazily([...moteur.calls.keys()], charger, delais);
  const flux = () => {
    const recues: unknown[] = [];
    return {
      recues,
      setResult: (v: unknown) => recues.push(v),
      onCanceled: undefined as (() => void) | undefined,
    };
  };
  return {
    appeler: (id: string, ...recus: unknown[]) => inscrites.get(id)!(...recus),
    appels,
    demandes,
    flux,
  };
}

const attendre = (ms = 0) => new Promise(resolve => setTimeout(resolve, ms));

test('inscrire ne charge rien ; le premier appel charge, les suivants attendent le même moteur', async () => {
  const { appeler, appels, demandes } = monter();
  expect(demandes).toHaveLength(0);
  const reponses = [appeler('AMORT.VNC', 1, {}), appeler('CA.FAE', 'x', {})];
  expect(demandes).toHaveLength(1);
  demandes[0]!.livrer();
  expect(await Promise.all(reponses)).toEqual([42, 42]);
  expect(appels).toEqual([
    ['AMORT.VNC', [1, {}], undefined],
    ['CA.FAE', ['x', {}], undefined],
  ]);
});

test('le moteur chargé, une fonction par arguments répond sans attendre', async () => {
  const { appeler, demandes } = monter();
  const premiere = appeler('AMORT.VNC', {});
  demandes[0]!.livrer();
  await premiere;
  expect(appeler('AMORT.VNC', {})).toBe(42);
  expect(demandes).toHaveLength(1);
});

test('un flux s’ouvre à l’arrivée du moteur, avec le temps déjà attendu', async () => {
  const { appeler, appels, demandes, flux } = monter();
  const cellule = flux();
  expect(appeler('CA.FAE', '24A010', cellule)).toBeUndefined();
  await attendre(20);
  demandes[0]!.livrer();
  await attendre();
  expect(appels).toHaveLength(1);
  expect(appels[0]!.slice(0, 2)).toEqual(['CA.FAE', ['24A010', cellule]]);
  expect(appels[0]![2]).toBeGreaterThanOrEqual(15);
});

test('un flux annulé avant l’arrivée du moteur ne s’ouvre pas', async () => {
  const { appeler, appels, demandes, flux } = monter({ firstValueMs: 5 });
  const cellule = flux();
  appeler('CA.FAE', '24A010', cellule);
  cellule.onCanceled!();
  await attendre(20);
  demandes[0]!.livrer();
  await attendre();
  expect([appels, cellule.recues]).toEqual([[], []]);
});

test('un moteur lent se dit passé le délai, et la valeur vient quand même', async () => {
  const { appeler, appels, demandes, flux } = monter({ firstValueMs: 5 });
  const cellule = flux();
  appeler('CA.FAE', '24A010', cellule);
  await attendre(20);
  expect(cellule.recues).toEqual([
    { code: '#N/A', message: expect.stringMatching(/^Données non chargées/) as unknown },
  ]);
  demandes[0]!.livrer();
  await attendre();
  expect(appels).toHaveLength(1);
});

test('un moteur injoignable est une erreur de la cellule ; un appel redemande, un flux redemande seul', async () => {
  const { appeler, appels, demandes, flux } = monter({ retryMs: 10 });
  const refusee = appeler('AMORT.VNC', {}) as Promise<unknown>;
  demandes[0]!.manquer();
  const injoignable = {
    code: '#N/A',
    message: expect.stringMatching(/le serveur du complément ne répond pas/) as unknown,
  };
  await expect(refusee).rejects.toMatchObject(injoignable);
  const cellule = flux();
  appeler('CA.FAE', '24A010', cellule);
  demandes[1]!.manquer();
  await attendre(30);
  expect(cellule.recues).toMatchObject([injoignable]);
  expect(demandes).toHaveLength(3);
  demandes[2]!.livrer();
  await attendre();
  expect(appels).toHaveLength(1);
});

test('le volet présente chaque capacité que la clôture exécute, dans le même ordre', () => {
  expect(PRESENTATIONS.map(({ nom }) => nom)).toEqual(CAPACITES.map(({ nom }) => nom));
  for (const [rang, presentation] of PRESENTATIONS.entries())
    expect(CAPACITES[rang]).toMatchObject(presentation);
  expect(PARTIES_PRESENTEES.map(({ nom }) => nom)).toEqual(PARTIES.map(({ nom }) => nom));
});
