/** A way of ISO/IEC 18004 to write characters: several together, as the digits of one number. */
type Mode = readonly [
  base: number,
  group: number,
  /** Bits of a whole group; a rest of fewer characters takes its share, rounded up. */
  bits: number,
  /** Bits that hold the count of characters, by size. */
  counts: readonly number[],
];

/** Numeric, alphanumeric and byte; their indicators are 1, 2 and 4. */
const modes: readonly Mode[] = [
  [10, 3, 10, [10, 12, 14]],
  [45, 2, 11, [9, 11, 13]],
  [256, 1, 8, [8, 16, 16]],
];

/** Their order is their value as a digit of base 10 and 45. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const digitOf = (base: number, byte: number): number => (base > 45 ? byte : digits.indexOf(String.fromCharCode(byte)));

/** The characters up to one of them, the last ones from `start` on in `mode`. */
interface Way {
  /** What it costs, in sixths of a bit: in each mode a character costs a whole number of them. */
  sixths: number;
  mode: Mode;
  start: number;
  before?: Way | undefined;
}

const cheapest = (ways: Way[]): Way => ways.reduce((best, way) => (way.sixths < best.sixths ? way : best));

/**
 * The text in the fewest bits. `size` tells how long counts are: 0 up to version 9, 1 up to 26, 2 up to 40. It is written
 * as UTF-8 without an ECI that says so: readers guess UTF-8 rightly, and some that people have stumble over an ECI.
 */
export function bitsOf(text: string, size: number): number[] {
  const bytes = [...new TextEncoder().encode(text)];
  // For each mode that the last character may have, the cheapest way to get there.
  let ways: Way[] = [];
  for (const [start, byte] of bytes.entries()) {
    const before = start ? cheapest(ways) : undefined;
    const sixths = before ? Math.ceil(before.sixths / 6) * 6 : 0;
    ways = modes.flatMap((mode) => {
      const [base, group, bits, counts] = mode;
      const digit = digitOf(base, byte);
      if (digit < 0 || digit >= base) return [];
      const begun = { sixths: sixths + (4 + counts[size]!) * 6, mode, start, before };
      const way = cheapest([begun, ...ways.filter((one) => one.mode === mode)]);
      return [{ ...way, sixths: way.sixths + (bits / group) * 6 }];
    });
  }
  const bits: number[] = [];
  write(bits, bytes, size, cheapest(ways));
  return bits;
}

function write(bits: number[], bytes: number[], size: number, { mode, start, before }: Way): void {
  if (before) write(bits, bytes.slice(0, start), size, before);
  const [base, group, groupBits, counts] = mode;
  put(bits, 1 << modes.indexOf(mode), 4);
  put(bits, bytes.length - start, counts[size]!);
  for (let at = start; at < bytes.length; at += group) {
    const some = bytes.slice(at, at + group);
    const value = some.reduce((sum, byte) => sum * base + digitOf(base, byte), 0);
    put(bits, value, Math.ceil((some.length / group) * groupBits));
  }
}

/** Highest bit first. */
export function put(bits: number[], value: number, count: number): void {
  while (count--) bits.push((value >> count) & 1);
}
