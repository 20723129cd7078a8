import { encodeQr } from '../../src/qr/encode.ts';
import type { Gray } from '../../src/qr/gray.ts';

/** A code of ours in pixels: `px` to a module, dark and light as told. */
export function draw(text: string, px = 5, dark = 0, light = 255): Gray {
  const { modules, path } = encodeQr(text);
  const side = modules * px;
  const gray: Gray = { width: side, height: side, luma: new Uint8Array(side * side).fill(light) };
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = Number(y) * px; row < (Number(y) + 1) * px; row++)
      gray.luma.fill(dark, row * side + Number(x) * px, row * side + (Number(x) + Number(run)) * px);
  }
  return gray;
}
