/** The grid of a QR code: which modules are dark, and which have their colour from the standard and not from data. */
export interface QrSymbol {
  size: number;
  dark: Uint8Array;
  fixed: Uint8Array;
}

/** Everything that does not depend on data, with room kept for the format. */
export function blank(version: number): QrSymbol {
  const size = version * 4 + 17;
  const symbol: QrSymbol = { size, dark: new Uint8Array(size * size), fixed: new Uint8Array(size * size) };
  for (let at = 0; at < size; at++) {
    fix(symbol, at, 6, at % 2 === 0);
    fix(symbol, 6, at, at % 2 === 0);
  }
  rings(symbol, 3, 3, 4);
  rings(symbol, size - 4, 3, 4);
  rings(symbol, 3, size - 4, 4);
  const centres = alignmentOf(version);
  for (const x of centres)
    for (const y of centres) {
      // Not in the three corners of the finder patterns.
      if (x + y > 12 && Math.abs(x - y) !== size - 13) rings(symbol, x, y, 2);
    }
  drawFormat(symbol, 0);
  if (version > 6) {
    const bits = withCheck(version, 12, 0x1f25);
    for (let at = 0; at < 18; at++) {
      const [near, along] = [size - 11 + (at % 3), (at / 3) | 0];
      fix(symbol, near, along, (bits >> at) & 1);
      fix(symbol, along, near, (bits >> at) & 1);
    }
  }
  return symbol;
}

/** Where the centres of alignment patterns are, in each direction; the standard's table, by rule. */
function alignmentOf(version: number): number[] {
  if (version < 2) return [];
  const count = ((version / 7) | 0) + 2;
  const step = (((version * 8 + count * 3 + 5) / (count * 4 - 4)) | 0) * 2;
  return Array.from({ length: count }, (_, at) => (at ? version * 4 + 10 - (count - 1 - at) * step : 6));
}

function fix({ size, dark, fixed }: QrSymbol, x: number, y: number, isDark: boolean | number): void {
  dark[y * size + x] = Number(isDark);
  fixed[y * size + x] = 1;
}

/** Squares around a centre, light at the distances 2 and 4 of a finder pattern, and 1 of an alignment pattern. */
function rings(symbol: QrSymbol, x: number, y: number, radius: number): void {
  for (let down = -radius; down <= radius; down++) {
    for (let right = -radius; right <= radius; right++) {
      const distance = Math.max(Math.abs(down), Math.abs(right));
      const [column, row] = [x + right, y + down];
      if (Math.min(column, row) >= 0 && Math.max(column, row) < symbol.size)
        fix(symbol, column, row, distance * 2 !== radius && distance !== 4);
    }
  }
}

/** Followed by its remainder: `bits` of BCH code. */
function withCheck(value: number, bits: number, polynomial: number): number {
  let rest = value;
  for (let at = 0; at < bits; at++) rest = (rest << 1) ^ ((rest >> (bits - 1)) * polynomial);
  return (value << bits) | rest;
}

/** Twice, beside the finder patterns: level M, whose number is 0, and the mask. */
export function drawFormat(symbol: QrSymbol, mask: number): void {
  const { size } = symbol;
  const bits = withCheck(mask, 10, 0x537) ^ 0x5412;
  for (let at = 0; at < 15; at++) {
    const bit = (bits >> at) & 1;
    // Each goes past the timing pattern and round the corner.
    fix(symbol, 8, at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, bit);
    fix(symbol, at < 8 ? size - 1 - at : at < 9 ? 7 : 14 - at, 8, bit);
  }
  fix(symbol, 8, size - 8, 1);
}

/** The places of data, bit by bit: up and down in columns of two modules from the right, past the timing pattern. */
export function placesOf({ size, fixed }: QrSymbol): number[] {
  const places: number[] = [];
  let row = size;
  let step = -1;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (row += step; row >= 0 && row < size; row += step) {
      for (const place of [row * size + right, row * size + right - 1]) if (!fixed[place]) places.push(place);
    }
    step = -step;
  }
  return places;
}
