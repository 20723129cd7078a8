import { correction, generate } from 'lean-qr/nano';

/** A QR code as one SVG path: dark modules as squares of 1×1, the quiet zone of 4 modules (ISO/IEC 18004) included. */
export interface QrPath {
  /** Width and height in modules, quiet zone included. */
  modules: number;
  path: string;
}

const quietZone = 4;

/** Error correction M: twice the damage that L survives, for one size more at most. */
export function encodeQr(text: string): QrPath {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size;) {
      let run = 0;
      while (code.get(x + run, y)) run++;
      if (run) path += `M${x + quietZone} ${y + quietZone}h${run}v1h-${run}z`;
      x += run || 1;
    }
  }
  return { modules: code.size + 2 * quietZone, path };
}
