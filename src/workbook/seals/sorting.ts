/** Trier sans figer la fenêtre : par paquets, puis fusions, une tranche à la fois. */
const PACKET = 4096;

/**
 * Les rangs 0..n-1 dans l'ordre croissant de leurs clés, puis des rangs. Une table déjà en ordre n'est que relue.
 * @example parcourir(sorted(['b', 'a'])) // [1, 0]
 */
export function* sorted(keys: readonly string[]): Generator<void, number[]> {
  const before = (a: number, b: number) => {
    const [x, y] = [keys[a]!, keys[b]!];
    return x < y || (x === y && a < b);
  };
  const compare = (a: number, b: number) => (before(a, b) ? -1 : 1);
  let packets: number[][] = [];
  for (let first = 0; first < keys.length; first += PACKET) {
    const ranks = Array.from({ length: Math.min(PACKET, keys.length - first) }, (_, i) => first + i);
    packets.push(ranks.sort(compare));
    yield;
  }
  while (packets.length > 1) {
    const merged: number[][] = [];
    for (let i = 0; i < packets.length; i += 2)
      merged.push(packets[i + 1] ? yield* merge(packets[i]!, packets[i + 1]!, before) : packets[i]!);
    packets = merged;
  }
  return packets[0] ?? [];
}

function* merge(
  left: readonly number[],
  right: readonly number[],
  before: (a: number, b: number) => boolean,
): Generator<void, number[]> {
  const merged = new Array<number>(left.length + right.length);
  let [l, r] = [0, 0];
  for (let i = 0; i < merged.length; i++) {
    if (i % PACKET === 0) yield;
    const takeLeft = r === right.length || (l < left.length && before(left[l]!, right[r]!));
    merged[i] = takeLeft ? left[l++]! : right[r++]!;
  }
  return merged;
}
