import { create } from 'qrcode/lib/core/qrcode.js';

/** A QR code as one SVG path: dark modules as squares of 1×1, the quiet zone of 4 modules (ISO/IEC 18004) included. */
export interface QrPath {
  /** Width and height in modules, quiet zone included. */
  modules: number;
  path: string;
}

const quietZone = 4;

/** Error correction M: half as many modules lost as L before a reader fails, one version larger at most. */
export function encodeQr(text: string): QrPath {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size;) {
      let run = 0;
      while (column + run < size && data[row * size + column + run]) run++;
      if (run) path += `M${column + quietZone} ${row + quietZone}h${run}v1h-${run}z`;
      column += run || 1;
    }
  }
  return { modules: size + 2 * quietZone, path };
}
