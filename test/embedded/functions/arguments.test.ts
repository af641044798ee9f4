import { type Bench, declare, startBench } from './harness';

/** Ce que la fonction a reçu, l'invocation mise à part. */
function recorder(bench: Bench, name: string, parameters: string) {
  const received: unknown[][] = [];
  bench.define(declare(name, parameters), ((...args: unknown[]) => {
    received.push(JSON.parse(JSON.stringify(args.slice(0, -1))) as unknown[]);
    return received.length;
  }) as never);
  return received;
}

describe('ce que la fonction reçoit', () => {
  let bench: Bench;
  beforeEach(() => (bench = startBench()));
  afterEach(() => bench.dispose());

  test.each([
    ['"24E010"', '24E010'],
    ['"007"', '007'],
    ['"12E5"', '12E5'],
    ['"2026-11-30"', '2026-11-30'],
    ['"30/11/2026"', '30/11/2026'],
    ['"50%"', '50%'],
    ['"TRUE"', 'TRUE'],
    ['""', ''],
    ['"dit ""oui"""', 'dit "oui"'],
    ['"#N/A"', '#N/A'],
    ['"{1,2}"', '{1,2}'],
    ['"a,b;c"', 'a,b;c'],
    ['5', 5],
    ['1.50', 1.5],
    ['-0.25', -0.25],
    ['1E3', 1000],
    ['TRUE', true],
    ['FALSE', false],
    ['1=2', false],
    ['0&"07"', '007'],
    ['"20"&"26"', '2026'],
    ['IF(TRUE,"2026-11-30","x")', '2026-11-30'],
    ['LEFT("007-A",3)', '007'],
    ['TEXT(7,"000")', '007'],
    ['DATE(2026,11,30)', 46356],
    ['{"12E5"}', '12E5'],
  ])('une constante ou une expression %s arrive comme %p', async (text, expected) => {
    const received = recorder(bench, 'T.RECU', 'a');
    await bench.type({ F6: `=T.RECU(${text})` });
    expect(received).toEqual([[expected]]);
  });

  test.each([
    [{ v: '24E010', t: 1 }, '24E010'],
    [{ v: '007', t: 1 }, '007'],
    [{ v: '12E5', t: 1 }, '12E5'],
    [{ v: '2026-11-30', t: 1 }, '2026-11-30'],
    [{ v: '007', t: 4 }, '007'],
    [{ v: 12.5, t: 2 }, 12.5],
    [{ v: 46356, t: 2, s: { n: { pattern: 'dd/mm/yyyy' } } }, 46356],
    [{ v: 7, t: 2, s: { n: { pattern: '@' } } }, 7],
    [{ v: 1, t: 3 }, true],
    [{ v: 0, t: 3 }, false],
    [{ f: '="24E010"' }, '24E010'],
    [{ f: '="2026-11-"&30' }, '2026-11-30'],
    [{ f: '=2+3' }, 5],
    [{ f: '=""' }, ''],
    [null, 0],
  ])('une référence à une cellule %j vaut %p, jamais une matrice', async (cell, expected) => {
    const received = recorder(bench, 'T.RECU', 'a');
    bench.set({ B2: cell });
    await bench.type({ F6: '=T.RECU(B2)' });
    expect(received).toEqual([[expected]]);
  });

  test('une cellule vide est null quand Excel est sur le Web', async () => {
    bench.bridge.emptyCellIsNull = true;
    const received = recorder(bench, 'T.RECU', 'a m[]?');
    bench.set({ A1: { v: 'x', t: 1 } });
    await bench.type({ F6: '=T.RECU(B2,A1:A2)' });
    expect(received).toEqual([[null, [['x'], [null]]]]);
  });

  test('une cellule vide vaut 0 dans une matrice, et une cellule seule devient une matrice', async () => {
    const received = recorder(bench, 'T.MATRICE', 'm[]');
    bench.set({ A1: { v: '12E5', t: 1 }, B1: { v: 2, t: 2 }, A2: { v: 1, t: 3 } });
    await bench.type({
      F6: '=T.MATRICE(A1:B2)',
      F7: '=T.MATRICE(A1)',
      F8: '=T.MATRICE({"007",2;TRUE,"a;b"})',
    });
    expect(received).toHaveLength(3);
    expect(received).toContainEqual([
      [
        ['12E5', 2],
        [true, 0],
      ],
    ]);
    expect(received).toContainEqual([[['12E5']]]);
    expect(received).toContainEqual([
      [
        ['007', 2],
        [true, 'a;b'],
      ],
    ]);
  });

  test('une plage pour un paramètre simple donne #VALUE! sans appel', async () => {
    const received = recorder(bench, 'T.RECU', 'a');
    await bench.type({ F6: '=T.RECU(A1:A3)' });
    expect(received).toEqual([]);
    expect(bench.value('F6')).toBe('#VALUE!');
  });

  test('un argument omis est null, à toute place, et les facultatifs sont complétés', async () => {
    const received = recorder(bench, 'T.TROIS', 'a? b? c?');
    await bench.type({ F1: '=T.TROIS()', F2: '=T.TROIS("x")', F3: '=T.TROIS(,"y")', F4: '=T.TROIS("x",,3)' });
    expect(received).toHaveLength(4);
    for (const expected of [
      [null, null, null],
      ['x', null, null],
      [null, 'y', null],
      ['x', null, 3],
    ]) {
      expect(received).toContainEqual(expected);
    }
  });

  test("une erreur en argument se propage sans appel, et l'erreur d'une plage aussi", async () => {
    const received = recorder(bench, 'T.DEUX', 'a m[]?');
    bench.set({ A1: { f: '=1/0' }, A2: { v: 1, t: 2 }, A3: { v: '#N/A', t: 1 } });
    await bench.type({
      F1: '=T.DEUX(A1)',
      F2: '=T.DEUX(1,A2:A3)',
      F3: '=T.DEUX(#REF!)',
      F4: '=T.DEUX(NA())',
    });
    expect(received).toEqual([]);
    expect(['F1', 'F2', 'F3', 'F4'].map(at => bench.value(at))).toEqual(['#DIV/0!', '#N/A', '#REF!', '#N/A']);
  });

  test('trop ou trop peu d’arguments : une erreur qui le dit, sans appel', async () => {
    const received = recorder(bench, 'T.UN', 'a b?');
    await bench.type({ F1: '=T.UN()', F2: '=T.UN(1,2,3)' });
    expect(received).toEqual([]);
    expect([bench.value('F1'), bench.value('F2')]).toEqual(['#VALUE!', '#VALUE!']);
    expect(bench.bridge.messageAt('s1', 1, 5)).toBe('T.UN attend de 1 à 2 arguments et en reçoit 3.');
    await bench.type({ F2: '=T.UN(1)' });
    expect(bench.bridge.messageAt('s1', 1, 5)).toBeUndefined();
  });

  test('un paramètre typé convertit ce qui est sans équivoque et refuse le reste', async () => {
    const received = recorder(bench, 'T.TYPES', 'n:number t:string');
    await bench.type({ F1: '=T.TYPES("12",7)', F2: '=T.TYPES("douze","x")', F3: '=T.TYPES(TRUE,FALSE)' });
    expect(received).toHaveLength(2);
    expect(received).toContainEqual([12, '7']);
    expect(received).toContainEqual([1, 'FALSE']);
    expect(bench.value('F2')).toBe('#VALUE!');
  });

  test("une référence structurée de la même ligne est la valeur d'une cellule", async () => {
    const received = recorder(bench, 'T.RECU', 'a');
    bench.commands.syncExecuteCommand('sheet.mutation.add-table', {
      unitId: bench.unitId,
      subUnitId: 's1',
      tableId: 't1',
      name: 'Affaires',
      header: ['Code', 'CA'],
      range: { startRow: 0, endRow: 2, startColumn: 0, endColumn: 1 },
      options: { showHeader: true },
    });
    bench.set({
      A1: { v: 'Code', t: 1 },
      B1: { v: 'CA', t: 1 },
      A2: { v: '24E010', t: 1 },
      A3: { v: '007', t: 1 },
    });
    await bench.type({ B3: '=T.RECU(Affaires[[#This Row],[Code]])' });
    expect(received).toEqual([['007']]);
  });

  test("l'adresse de la cellule appelante arrive, entre apostrophes s'il le faut", async () => {
    const seen: (string | undefined)[] = [];
    bench.define(declare('T.OU', '', { requiresAddress: true }), ((invocation: { address?: string }) => {
      seen.push(invocation.address);
      return 1;
    }) as never);
    await bench.type({ F6: '=T.OU()' });
    await bench.type({ B2: '=T.OU()' }, 's2');
    expect(seen).toEqual(["'Feuille 1'!F6", 'Autre!B2']);
  });

  test('les erreurs arrivent à la fonction quand ses métadonnées le demandent', async () => {
    const codes: unknown[] = [];
    bench.CustomFunctions.associate('T.ERR', ((error: { code?: string }) => {
      codes.push(error.code);
      return 1;
    }) as never);
    bench.bridge.register({ functions: [declare('T.ERR', 'a')], allowErrorForDataTypeAny: true });
    await bench.type({ F1: '=T.ERR(1/0)' });
    expect(codes).toEqual(['#DIV/0!']);
    expect(bench.value('F1')).toBe(1);
  });
});
