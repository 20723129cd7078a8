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

/** The same noise each time: a linear congruential generator (Numerical Recipes). */
export function noisy(gray: Gray, strength: number): Gray {
  let state = 1;
  const luma = gray.luma.map((light) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.max(0, Math.min(255, light + (state / 2 ** 32 - 0.5) * strength));
  });
  return { ...gray, luma };
}

/** Pictures at places of a large one. */
export function onto(
  width: number,
  height: number,
  light: number,
  ...pictures: [gray: Gray, left: number, top: number][]
): Gray {
  const whole: Gray = { width, height, luma: new Uint8Array(width * height).fill(light) };
  for (const [gray, left, top] of pictures) {
    for (let y = 0; y < gray.height; y++)
      whole.luma.set(gray.luma.subarray(y * gray.width, (y + 1) * gray.width), (top + y) * width + left);
  }
  return whole;
}
