import { type Bench, type Invocation, declare, startBench, wait } from './harness';

/** Messages envoyés à la bibliothèque : appels et annulations. */
function traffic(bench: Bench) {
  const entries = bench.client.sent.flatMap(
    text =>
      (JSON.parse(text) as { message: { entries: { messageType: number; message: string }[] } }).message
        .entries,
  );
  const messages = entries.map(({ messageType, message }) => ({
    messageType,
    body: JSON.parse(message) as unknown,
  }));
  return {
    calls: messages.filter(({ messageType }) => messageType === 1000).map(({ body }) => body as unknown[]),
    cancellations: messages.filter(({ messageType }) => messageType === 1001).length,
  };
}

describe('vie des appels', () => {
  let bench: Bench;
  beforeEach(() => (bench = startBench()));
  afterEach(() => bench.dispose());

  /** Un flux qui pousse ce qu'on lui dit ; garde les invocations vivantes par premier argument. */
  function stream(name = 'T.FLUX', parameters = 'cle') {
    const live = new Map<unknown, Invocation>();
    let started = 0;
    let cancelled = 0;
    bench.define(declare(name, parameters, { stream: true }), ((key: unknown, invocation: Invocation) => {
      started += 1;
      live.set(key, invocation);
      invocation.onCanceled = () => {
        cancelled += 1;
        live.delete(key);
      };
      invocation.setResult(`${String(key)}:0`);
    }) as never);
    return { live, started: () => started, cancelled: () => cancelled };
  }

  test('la cellule montre #GETTING_DATA puis la valeur, venue par l’appel de résultats de la bibliothèque', async () => {
    let finish: (value: number) => void = () => undefined;
    bench.define(declare('T.LENTE', 'a'), (() => new Promise(resolve => (finish = resolve))) as never);
    bench.set({ A1: { f: '=T.LENTE(1)' }, A2: { f: '=A1*2' } });
    await bench.model.calculated();
    expect(bench.value('A1')).toBe('#GETTING_DATA');
    expect(bench.value('A2')).toBe('#GETTING_DATA');
    expect(bench.bridge.pending()).toBe(1);
    await wait(20);
    finish(21);
    await bench.settle();
    expect([bench.value('A1'), bench.value('A2')]).toEqual([21, 42]);
    expect(bench.bridge.received).toEqual({ batches: 1, values: 1 });
    expect(bench.bridge.pending()).toBe(0);
  });

  test('une fonction synchrone rend nombres, textes, booléens et rien', async () => {
    const values: unknown[] = [1.5, '24E010', '2026-11-30', true, false, '', null, 'TRUE', '12'];
    bench.define(declare('T.V', 'i'), ((i: number) => values[i]) as never);
    await bench.type(Object.fromEntries(values.map((_, i) => [`A${i + 1}`, `=T.V(${i})`])));
    const expected = [1.5, '24E010', '2026-11-30', true, false, '', 0, 'TRUE', '12'];
    expect(values.map((_, i) => bench.value(`A${i + 1}`))).toEqual(expected);
  });

  test('les erreurs et leurs messages', async () => {
    const { Error: CellError, ErrorCode } = bench.CustomFunctions;
    bench.define(declare('T.JETTE', 'code'), ((code: keyof typeof ErrorCode) => {
      throw new CellError(ErrorCode[code], `message ${code}`);
    }) as never);
    bench.define(declare('T.REJETTE', ''), (async () => {
      await wait(1);
      throw new CellError(ErrorCode.notAvailable, 'Taux manquant');
    }) as never);
    bench.define(declare('T.CASSE', ''), (() => {
      throw new TypeError('détail technique');
    }) as never);
    bench.define(declare('T.NAN', ''), (() => NaN) as never);
    bench.define(declare('T.INFINI', ''), (() => Infinity) as never);
    await bench.type({
      A1: '=T.JETTE("invalidValue")',
      A2: '=T.JETTE("notAvailable")',
      A3: '=T.JETTE("divisionByZero")',
      A4: '=T.JETTE("invalidNumber")',
      A5: '=T.JETTE("nullReference")',
      A6: '=T.REJETTE()',
      A7: '=T.CASSE()',
      A8: '=T.NAN()',
      A9: '=T.INFINI()',
      B1: '=IFERROR(A1,"repli")',
    });
    const shown = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(row => bench.value(`A${row}`));
    const expected = '#VALUE! #N/A #DIV/0! #NUM! #NULL! #N/A #VALUE! #VALUE! #NUM!';
    expect(shown).toEqual(expected.split(' '));
    const messages = [0, 1, 2, 5, 6].map(row => bench.bridge.messageAt('s1', row, 0));
    // Excel ne montre de message que sous #VALUE! et #N/A.
    expect(messages).toEqual([
      'message invalidValue',
      'message notAvailable',
      undefined,
      'Taux manquant',
      undefined,
    ]);
    expect(bench.value('B1')).toBe('repli');
  });

  test('setResult(erreur) dans un flux donne l’erreur et son message, puis la valeur la remplace', async () => {
    const { live } = stream();
    await bench.type({ A1: '=T.FLUX("24A010")' });
    expect(bench.value('A1')).toBe('24A010:0');
    const { Error: CellError, ErrorCode } = bench.CustomFunctions;
    live.get('24A010')?.setResult(new CellError(ErrorCode.notAvailable, 'affaire inconnue'));
    await until(() => bench.value('A1') === '#N/A');
    expect(bench.bridge.messageAt('s1', 0, 0)).toBe('affaire inconnue');
    live.get('24A010')?.setResult(45_000);
    await until(() => bench.value('A1') === 45_000);
    expect(bench.bridge.messageAt('s1', 0, 0)).toBeUndefined();
  });

  test('une matrice déborde ; NaN y vaut 0 et une erreur y reste une erreur', async () => {
    const { Error: CellError, ErrorCode } = bench.CustomFunctions;
    const rows = [
      ['a', 1, true],
      [NaN, new CellError(ErrorCode.divisionByZero), '007'],
    ];
    bench.define(declare('T.TABLEAU', ''), (() => rows) as never);
    await bench.type({ B2: '=T.TABLEAU()', F1: '=SUM(C2:C2)' });
    expect([spilled(bench, 1, 1), spilled(bench, 1, 2), spilled(bench, 1, 3)]).toEqual(['a', 1, 1]);
    expect([spilled(bench, 2, 1), spilled(bench, 2, 2), spilled(bench, 2, 3)]).toEqual([0, '#DIV/0!', '007']);
    expect(bench.value('F1')).toBe(1);
  });

  test('des appels en flux identiques partagent une invocation ; un autre argument en ouvre une', async () => {
    const { started } = stream();
    await bench.type({ A1: '=T.FLUX("x")', A2: '=T.FLUX("x")', A3: '=T.FLUX("y")' });
    expect(started()).toBe(2);
    expect([bench.value('A1'), bench.value('A2'), bench.value('A3')]).toEqual(['x:0', 'x:0', 'y:0']);
    await bench.type({ B1: '=T.FLUX("x")&"!"' });
    expect(started()).toBe(2);
    expect(bench.value('B1')).toBe('x:0!');
  });

  test('mêmes arguments dans deux cellules : une fonction simple est appelée pour chacune', async () => {
    let calls = 0;
    bench.define(declare('T.SIMPLE', 'a'), (() => (calls += 1)) as never);
    await bench.type({ A1: '=T.SIMPLE(1)', A2: '=T.SIMPLE(1)' });
    expect(calls).toBe(2);
  });

  test('changer ou effacer la formule annule son flux, quand plus personne ne l’appelle', async () => {
    const { cancelled } = stream();
    await bench.type({ A1: '=T.FLUX("x")', A2: '=T.FLUX("x")', A3: '=T.FLUX("z")' });
    await bench.type({ A1: '=1' });
    expect(cancelled()).toBe(0);
    bench.set({ A2: { f: null, si: null, v: 5, t: 2 } });
    await bench.settle();
    expect(cancelled()).toBe(1);
    bench.set({ A3: null });
    await bench.settle();
    expect(cancelled()).toBe(2);
    expect(bench.bridge.streams()).toBe(0);
  });

  test('un argument qui change annule le flux ancien et ouvre le nouveau', async () => {
    const { cancelled, started } = stream();
    bench.set({ B1: { v: '24A010', t: 1 } });
    await bench.type({ A1: '=T.FLUX(B1)' });
    bench.set({ B1: { v: '24A020', t: 1 } });
    await bench.settle();
    expect(bench.value('A1')).toBe('24A020:0');
    expect([started(), cancelled()]).toEqual([2, 1]);
  });

  test('supprimer la feuille annule ses flux', async () => {
    const { cancelled } = stream();
    await bench.type({ A1: '=T.FLUX("x")' }, 's2');
    bench.model.run('sheet.mutation.remove-sheet', { subUnitId: 's2', subUnitName: 'Autre' });
    await bench.settle();
    expect(cancelled()).toBe(1);
  });

  test('insérer une ligne garde le flux, qui met à jour la cellule déplacée', async () => {
    const { live, started, cancelled } = stream();
    await bench.type({ A1: '=T.FLUX("x")', A3: '=T.FLUX("y")' });
    const range = { startRow: 0, endRow: 0, startColumn: 0, endColumn: 199 };
    bench.model.run('sheet.mutation.insert-row', { subUnitId: 's1', range, rowInfo: {} });
    await bench.settle();
    await wait(20);
    await bench.settle();
    expect([started(), cancelled()]).toEqual([2, 0]);
    live.get('x')?.setResult('après');
    await until(() => bench.value('A2') === 'après');
    expect(bench.value('A4')).toBe('y:0');
  });

  test('recalculer une cellule en flux inchangée ne rappelle pas ; retaper une fonction simple rappelle', async () => {
    const { started } = stream();
    let calls = 0;
    bench.define(declare('T.SIMPLE', 'a'), (() => (calls += 1)) as never);
    await bench.type({ A1: '=T.FLUX("x")', A2: '=T.SIMPLE(1)' });
    await bench.model.engine.recalculateAll();
    await bench.settle();
    expect([started(), calls]).toEqual([1, 1]);
    await bench.type({ A1: '=T.FLUX("x")', A2: '=T.SIMPLE(1)' });
    expect([started(), calls]).toEqual([1, 2]);
    expect(bench.value('A2')).toBe(2);
    bench.bridge.invalidate();
    await bench.settle();
    expect([started(), calls]).toEqual([1, 3]);
  });

  test('un envoi de cent valeurs ne fait qu’un recalcul', async () => {
    const { live } = stream();
    await bench.type(
      Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`A${i + 1}`, `=T.FLUX(${i})`])),
    );
    await wait(600);
    const before = bench.calculations();
    for (const [key, invocation] of live) invocation.setResult(Number(key) + 1);
    await until(() => bench.value('A100') === 100);
    expect(bench.value('A1')).toBe(1);
    expect(bench.calculations() - before).toBe(1);
  });

  test('plusieurs appels et appels imbriqués dans une formule', async () => {
    bench.define(declare('T.DOUBLE', 'a'), ((a: number) => a * 2) as never);
    await bench.type({ A1: '=T.DOUBLE(T.DOUBLE(3))+T.DOUBLE(1)+IF(TRUE,T.DOUBLE(10),0)' });
    expect(bench.value('A1')).toBe(34);
  });

  test('deux classeurs ne se mélangent pas, et fermer le premier annule ses flux', async () => {
    const { cancelled, started } = stream();
    await bench.type({ A1: '=T.FLUX("x")' });
    const other = startBench();
    other.define(declare('T.FLUX', 'cle', { stream: true }), ((_: unknown, invocation: Invocation) =>
      invocation.setResult('autre')) as never);
    await other.type({ A1: '=T.FLUX("x")' });
    expect([bench.value('A1'), other.value('A1'), started()]).toEqual(['x:0', 'autre', 1]);
    other.dispose();
    bench.bridge.reset();
    expect(cancelled()).toBe(1);
  });

  test('une fonction déclarée après coup remplit les formules déjà écrites', async () => {
    await bench.type({ A1: '=T.TARD(1)' });
    expect(bench.value('A1')).toBe('#NAME?');
    bench.define(declare('T.TARD', 'a'), (() => 7) as never);
    await wait(5);
    await bench.settle();
    expect(bench.value('A1')).toBe(7);
  });

  test('mille cellules : un message, une invocation par cellule, tout juste', async () => {
    bench.define(declare('T.CARRE', 'n'), ((n: number) => n * n) as never);
    await bench.type(
      Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`C${i + 1}`, `=T.CARRE(${i})`])),
    );
    for (let i = 0; i < 1000; i += 1) expect(bench.value(`C${i + 1}`)).toBe(i * i);
    expect(traffic(bench).calls).toHaveLength(1000);
    expect(bench.client.sent).toHaveLength(1);
    expect(bench.bridge.received.values).toBe(1000);
  });

  test('le client parti laisse ses appels au suivant', async () => {
    const sent: string[] = [];
    bench.bridge.connect(() => undefined);
    bench.bridge.register({ functions: [declare('T.A', 'a')] });
    bench.set({ A1: { f: '=T.A(1)' } });
    await bench.model.calculated();
    await wait(10);
    bench.bridge.connect(entries => sent.push(...entries.map(({ message }) => message)));
    await wait(10);
    expect(sent.join()).toContain('T.A');
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !condition(); turn += 1) await wait(10);
  expect(condition()).toBe(true);
}

/** Valeur d'une cellule, débordement compris. */
function spilled(bench: Bench, row: number, column: number): unknown {
  return bench.model.formulas.getArrayFormulaCellData()[bench.unitId]?.s1?.[row]?.[column]?.v;
}
