import { drawFormat, type QrSymbol } from './symbol.ts';

/** Zero where the mask turns a module over. */
const masks: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (((x / 3) | 0) + (y >> 1)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (x + y + ((x * y) % 3)) % 2,
];

/** The symbol under the mask that leaves least to be mistaken for something else. */
export function masked(symbol: QrSymbol): QrSymbol {
  const { size, fixed } = symbol;
  const penalties = new Map<number, QrSymbol>();
  for (const [mask, at] of masks.entries()) {
    const dark = symbol.dark.map((value, place) =>
      fixed[place] || at(place % size, (place / size) | 0) ? value : value ^ 1,
    );
    const one = { ...symbol, dark };
    drawFormat(one, mask);
    const penalty = penaltyOf(one);
    if (!penalties.has(penalty)) penalties.set(penalty, one);
  }
  return penalties.get(Math.min(...penalties.keys()))!;
}

/** ISO/IEC 18004, 7.8.3: long runs, what looks like a finder pattern, squares of one colour, too much of one colour. */
function penaltyOf({ size, dark }: QrSymbol): number {
  let penalty = 0;
  let count = 0;
  for (let line = 0; line < size; line++) {
    for (const [start, step] of [
      [line * size, 1],
      [line, size],
    ] as const) {
      let run = 0;
      // The last eleven modules.
      let window = 0;
      for (let at = 0; at < size; at++) {
        const value = dark[start + at * step]!;
        run = at && value === (window & 1) ? run + 1 : 1;
        window = ((window << 1) | value) & 0x7ff;
        if (run > 4) penalty += run > 5 ? 1 : 3;
        if (at > 9 && (window === 0b00001011101 || window === 0b10111010000)) penalty += 40;
      }
    }
  }
  for (let at = 0; at < dark.length; at++) {
    count += dark[at]!;
    // Not from the last column into the next row; beyond the last row there is nothing, which is neither 0 nor 4.
    if ((at + 1) % size && (dark[at]! + dark[at + 1]! + dark[at + size]! + dark[at + size + 1]!) % 4 === 0)
      penalty += 3;
  }
  return penalty + 10 * (Math.abs((count * 20) / dark.length - 10) | 0);
}
