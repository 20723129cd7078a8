import { encodeQr } from '../../src/qr/encode.ts';
import type { Gray } from '../../src/qr/gray.ts';

/** How a flat code becomes a bent picture. All shares are of half the picture's side. */
interface Bend {
  /** Of a lens: the third power of the distance from the middle. */
  lens: number;
  /** Height of the arch of a sheet that is bent about an upright axis. */
  curl: number;
  /** Nearness of one side. */
  tilt: number;
  degrees: number;
  px: number;
  blur: number;
  noise: number;
}

/** The same numbers for the same seed: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The code as a camera sees it when it does not lie flat. */
function bent(text: string, { lens, curl, tilt, degrees, px, blur, noise }: Bend, seed: number): Gray {
  const { modules, path } = encodeQr(text);
  const dark = new Uint8Array(modules * modules);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    dark.fill(1, Number(y) * modules + Number(x), Number(y) * modules + Number(x) + Number(run));
  const side = Math.round(modules * px * 1.25);
  const luma = new Float32Array(side * side);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const within = 3;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      let light = 0;
      for (let part = 0; part < within * within; part++) {
        const [a, b] = [
          (2 * (x + ((part % within) + 0.5) / within)) / side - 1,
          (2 * (y + (Math.floor(part / within) + 0.5) / within)) / side - 1,
        ];
        const far = 1 + lens * (a * a + b * b);
        let [u, v] = [a * far * cos + b * far * sin, b * far * cos - a * far * sin];
        const depth = 1 + tilt * u + curl * u * u;
        [u, v] = [u * (1 + curl * u * u * 0.7), v * depth + curl * (u * u - 0.5) * 0.8];
        const [column, row] = [Math.floor(((u * 1.25 + 1) / 2) * modules), Math.floor(((v * 1.25 + 1) / 2) * modules)];
        const isOn = column >= 0 && row >= 0 && column < modules && row < modules;
        light += isOn ? (dark[row * modules + column] ? 40 : 225) : 150;
      }
      luma[y * side + x] = light / within ** 2;
    }
  }
  const next = numbers(seed);
  const soft = blurred(luma, side, blur * px);
  return {
    ...{ width: side, height: side },
    luma: Uint8Array.from(soft, (light) => {
      // The sum of three is near to what a sensor does.
      const off = (next() + next() + next() - 1.5) * noise;
      return Math.max(0, Math.min(255, light + off));
    }),
  };
}

/** Three means of squares are near to a Gaussian of the radius. */
function blurred(luma: Float32Array, side: number, radius: number): Float32Array {
  let from = luma;
  if (radius < 0.3) return from;
  const weights = Array.from({ length: 2 * Math.ceil(2 * radius) + 1 }, (_, at) =>
    Math.exp(-(((at - Math.ceil(2 * radius)) / radius) ** 2) / 2),
  );
  const sum = weights.reduce((one, other) => one + other);
  for (const step of [1, side]) {
    const to = new Float32Array(from.length);
    for (let at = 0; at < from.length; at++) {
      const place = step === 1 ? at % side : Math.floor(at / side);
      let light = 0;
      for (const [tap, weight] of weights.entries()) {
        const off = Math.max(-place, Math.min(side - 1 - place, tap - (weights.length >> 1)));
        light += from[at + off * step]! * weight;
      }
      to[at] = light / sum;
    }
    from = to;
  }
  return from;
}

/** What was looked at while the reader was made, and what nobody looked at before it was done. */
export type Set = 'tuned' | 'apart' | 'more';
const seeds: Record<Set, number> = { tuned: 1, apart: 7700, more: 61_000 };

/** By kind of bend; the sets differ in seeds and in how much of what. */
const bends: Record<string, (next: () => number, set: Set) => Pick<Bend, 'lens' | 'curl' | 'tilt' | 'degrees'>> = {
  lens: (next, set) => ({
    lens: (next() < 0.5 ? -1 : 1) * (set === 'tuned' ? 0.03 + next() * 0.07 : 0.02 + next() * 0.09),
    ...{ curl: 0, tilt: 0.05 * next(), degrees: next() * 20 - 10 },
  }),
  curl: (next, set) => ({
    ...{ lens: 0, curl: set === 'tuned' ? 0.05 + next() * 0.2 : -0.2 + next() * 0.42 },
    ...{ tilt: 0.1 * next(), degrees: next() * 20 - 10 },
  }),
  'lens and curl': (next, set) => ({
    ...{ lens: (next() - 0.5) * 0.12, curl: next() * (set === 'tuned' ? 0.2 : -0.2) },
    ...{ tilt: 0.1 * next(), degrees: next() * (set === 'tuned' ? 60 : 180) - 30 },
  }),
};
/** Bytes in a code: one account, and about three, seven and thirteen. */
const lengths = { small: 60, medium: 220, dense: 520, 'very dense': 900 };

function textOf(length: number, next: () => number): string {
  const bytes = Uint8Array.from({ length }, () => next() * 256);
  return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(bytes).toString('base64'))}`;
}

export interface BentPicture {
  kind: string;
  gray: Gray;
  expected: string;
}

/** `count` pictures of each kind and density, or of one of them. */
export function* bentPictures(set: Set, count: number, only?: string): Generator<BentPicture> {
  const base = seeds[set];
  for (const [bend, make] of Object.entries(bends)) {
    for (const [density, length] of Object.entries(lengths)) {
      if (only && only !== `${bend}, ${density}`) continue;
      for (let at = 0; at < count; at++) {
        const next = numbers(base * 1000 + at * 7 + length);
        for (let skipped = 0; skipped < 5; skipped++) next();
        const expected = textOf(length, next);
        const how = { ...make(next, set), px: 3 + next() * 3, blur: 0.15 + next() * 0.25, noise: next() * 40 };
        yield { kind: `${bend}, ${density}`, gray: bent(expected, how, base + at), expected };
      }
    }
  }
}

export interface BentFilm {
  kind: string;
  frames: Gray[];
  expected: string;
}

/** `count` short films of each kind: a hand that shakes, and a camera that finds its focus. */
export function* bentFilms(set: Set, count: number, length: number, only?: string): Generator<BentFilm> {
  for (const [bend, make] of Object.entries(bends)) {
    for (const [density, bytes] of Object.entries(lengths)) {
      const kind = `${bend}, ${density}`;
      if (only && only !== kind) continue;
      for (let at = 0; at < count; at++) {
        const next = numbers(seeds[set] * 1000 + at * 7 + bytes + 500_000);
        const [expected, how] = [textOf(bytes, next), { ...make(next, set), px: 3 + next() * 2 }];
        const frames = Array.from({ length }, (_, frame) => {
          const shaken = { tilt: how.tilt + (next() - 0.5) * 0.06, degrees: how.degrees + (next() - 0.5) * 6 };
          const blur = 0.25 + Math.abs(Math.sin(frame * 1.3 + at)) * 0.3;
          return bent(expected, { ...how, ...shaken, blur, noise: 20 + next() * 30 }, seeds[set] + at * length + frame);
        });
        yield { kind, frames, expected };
      }
    }
  }
}
