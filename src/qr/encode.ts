import { dataOf, interleaved } from './correction.ts';
import { masked } from './mask.ts';
import { bitsOf, put } from './segments.ts';
import { blank, placesOf } from './symbol.ts';

/** A QR code as one SVG path: dark modules as squares of 1×1, the quiet zone of 4 modules (ISO/IEC 18004) included. */
export interface QrPath {
  /** Width and height in modules, quiet zone included. */
  modules: number;
  path: string;
}

const quietZone = 4;

/** In the smallest version that holds the text at level M. */
export function encodeQr(text: string): QrPath {
  const { size, dark } = drawn(text);
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size;) {
      let run = 0;
      while (x + run < size && dark[y * size + x + run]) run++;
      if (run) path += `M${x + quietZone} ${y + quietZone}h${run}v1h-${run}z`;
      x += run || 1;
    }
  }
  return { modules: size + 2 * quietZone, path };
}

function drawn(text: string) {
  let bits: number[] = [];
  for (let version = 1; version <= 40; version++) {
    const size = [1, 10, 27].indexOf(version);
    if (size >= 0) bits = bitsOf(text, size);
    // Less than six tenths of a symbol are data: the smaller ones need not be drawn to know.
    if (bits.length > (version * 4 + 17) ** 2 * 0.6) continue;
    const symbol = blank(version);
    const places = placesOf(symbol);
    const data = dataOf(version, places.length >> 3);
    if (bits.length > data * 8) continue;
    // The end, as far as there is room, and the rest of the codeword; then the two fillers of the standard in turn.
    put(bits, 0, Math.min(4, data * 8 - bits.length));
    put(bits, 0, -bits.length & 7);
    for (let filler = 0xec; bits.length < data * 8; filler ^= 0xec ^ 0x11) put(bits, filler, 8);
    const codewords = Array.from({ length: data }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2));
    const all: number[] = [];
    for (const codeword of interleaved(version, codewords)) put(all, codeword, 8);
    for (const [at, bit] of all.entries()) symbol.dark[places[at]!] = bit;
    return masked(symbol);
  }
  throw new RangeError('too long for a QR code');
}
