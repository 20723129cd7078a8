/** Reed-Solomon codes of ISO/IEC 18004 at level M: twice the damage that L survives, for one size more at most. */

/** For each version, as letters from A for 1: blocks, and codewords of correction in each; after the list always 28. */
const blockCounts = 'AAABBDDDEEEHIIJJKMNPQQRTUWYZ\\]_acefhkmoq';
const corrections = 'JPZRXPRVVZ^VVXX\\\\ZZZZ';
const numberAt = (letters: string, version: number): number => letters.charCodeAt(version - 1) & 63 || 28;

/** How many codewords of data a version has that has room for `total`. */
export const dataOf = (version: number, total: number): number =>
  total - numberAt(blockCounts, version) * numberAt(corrections, version);

/** Powers of 2 in the field of 256 with the polynomial 0x11d, and their logarithms. */
const powers: number[] = [];
const logarithms: number[] = [];
for (let power = 0, value = 1; power < 255; power++, value = (value << 1) ^ (value > 127 ? 0x11d : 0)) {
  powers[power] = value;
  logarithms[value] = power;
}
const times = (one: number, other: number): number =>
  one && other ? powers[(logarithms[one]! + logarithms[other]!) % 255]! : 0;

/** Data and their correction in the order in which a symbol holds them: one codeword of each block in turn. */
export function interleaved(version: number, data: number[]): number[] {
  const blocks = numberAt(blockCounts, version);
  let divisor = [1];
  for (const factor of powers.slice(0, numberAt(corrections, version)))
    divisor = [...divisor, 0].map((value, at) => value ^ times(divisor[at - 1] ?? 0, factor));
  const parts: number[][] = [];
  const rests: number[][] = [];
  for (let block = 0, start = 0; block < blocks; block++) {
    // What does not fit evenly goes to the last ones.
    const part = data.slice(start, (start += ((data.length + block) / blocks) | 0));
    let rest = [...part, ...divisor.slice(1).fill(0)];
    while (rest.length >= divisor.length) {
      const [factor] = rest;
      rest = rest.slice(1).map((value, at) => value ^ times(divisor[at + 1] ?? 0, factor!));
    }
    parts.push(part);
    rests.push(rest);
  }
  return [parts, rests].flatMap((columns) =>
    columns.at(-1)!.flatMap((_, at) => columns.flatMap((column) => column[at] ?? [])),
  );
}
