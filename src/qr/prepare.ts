import type { Gray } from './gray.ts';

/**
 * Preparation of pictures for the decoder. Each step is a generator that yields after a row or two of work, so that
 * whoever drives it can let the page breathe (`decode.ts`) or not (`finish`).
 */
export type Steps<Result> = Generator<void, Result>;

/** Drives a preparation to its end without a pause. */
export function finish<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const blank = (width: number, height: number): Gray => ({ width, height, luma: new Uint8Array(width * height) });
const byte = (light: number): number => (light < 0 ? 0 : light > 255 ? 255 : light);

export function crop({ width, luma }: Gray, left: number, top: number, wide: number, high: number): Gray {
  const part = blank(wide, high);
  for (let y = 0; y < high; y++) {
    const start = (top + y) * width + left;
    part.luma.set(luma.subarray(start, start + wide), y * wide);
  }
  return part;
}

/** Darkest to black, lightest to white, leaving out one pixel in a hundred at either end: glints and dead pixels. */
export function* stretch({ width, height, luma }: Gray): Steps<Gray> {
  const counts = new Uint32Array(256);
  for (let y = 0; y < height; y++) {
    for (let at = y * width; at < (y + 1) * width; at++) counts[luma[at]!]!++;
    yield;
  }
  const few = luma.length / 100;
  let low = 0;
  let high = 255;
  for (let seen = counts[0]!; seen < few && low < 254; seen += counts[++low]!);
  for (let seen = counts[255]!; seen < few && high > low + 1; seen += counts[--high]!);
  const table = Uint8Array.from({ length: 256 }, (_, light) => byte(((light - low) * 255) / (high - low)));
  const to = blank(width, height);
  for (let y = 0; y < height; y++) {
    for (let at = y * width; at < (y + 1) * width; at++) to.luma[at] = table[luma[at]!]!;
    yield;
  }
  return to;
}

/** The middle one of the five in a cross: noise of single pixels goes, edges and corners of modules stay. */
export function* median({ width, height, luma }: Gray): Steps<Gray> {
  const to = blank(width, height);
  for (let y = 0; y < height; y++) {
    const here = y * width;
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const a = luma[above + x]!;
      const b = luma[below + x]!;
      const c = luma[here + Math.max(0, x - 1)]!;
      const d = luma[here + Math.min(width - 1, x + 1)]!;
      // Of two pairs, the larger low and the smaller high: the middle of these and the fifth is the middle of all.
      const low = Math.max(Math.min(a, b), Math.min(c, d));
      const high = Math.min(Math.max(a, b), Math.max(c, d));
      const own = luma[here + x]!;
      to.luma[here + x] = Math.max(Math.min(low, high), Math.min(Math.max(low, high), own));
    }
    yield;
  }
  return to;
}

/** The mean of the square of `2 × radius + 1` pixels around each. */
export function* mean({ width, height, luma }: Gray, radius: number): Steps<Gray> {
  const to = blank(width, height);
  const columns = new Float64Array(width);
  const row = (y: number): number => Math.max(0, Math.min(height - 1, y)) * width;
  for (let y = -radius; y <= radius; y++) {
    const from = row(y);
    for (let x = 0; x < width; x++) columns[x]! += luma[from + x]!;
  }
  const share = 1 / (2 * radius + 1) ** 2;
  const column = (x: number): number => columns[x < 0 ? 0 : x >= width ? width - 1 : x]!;
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = -radius; x <= radius; x++) sum += column(x);
    for (let x = 0; x < width; x++) {
      to.luma[y * width + x] = sum * share + 0.5;
      sum += column(x + radius + 1) - column(x - radius);
    }
    const enters = row(y + radius + 1);
    const leaves = row(y - radius);
    for (let x = 0; x < width; x++) columns[x]! += luma[enters + x]! - luma[leaves + x]!;
    yield;
  }
  return to;
}

/** `base` plus `gain` times how much brighter the picture is than `around`. */
function* against(base: Gray | number, gray: Gray, around: Gray, gain: number): Steps<Gray> {
  const { width, height, luma } = gray;
  const to = blank(width, height);
  for (let y = 0; y < height; y++) {
    for (let at = y * width; at < (y + 1) * width; at++) {
      const from = typeof base === 'number' ? base : base.luma[at]!;
      to.luma[at] = byte(from + gain * (luma[at]! - around.luma[at]!));
    }
    yield;
  }
  return to;
}

/** Undoes a soft focus of about the radius. */
export function* sharpen(gray: Gray, radius: number, strength: number): Steps<Gray> {
  const soft = yield* mean(yield* mean(gray, radius), radius);
  return yield* against(gray, gray, soft, strength);
}

/** Brightness against what is around: uneven light goes. The gain is one for all, so that flat places stay flat. */
export function* level(gray: Gray, radius: number, gain: number): Steps<Gray> {
  return yield* against(128, gray, yield* mean(gray, radius), gain);
}

/** Smaller by averaging, larger by Catmull-Rom, which keeps single modules apart where straight lines would not. */
export function* resize(gray: Gray, factor: number): Steps<Gray> {
  const width = Math.max(1, Math.round(gray.width * factor));
  const height = Math.max(1, Math.round(gray.height * factor));
  const across = blank(width, gray.height);
  const columns = tapsOf(gray.width, width);
  for (let y = 0; y < gray.height; y++) {
    for (let x = 0, at = 0; x < width; x++) {
      let light = 0.5;
      for (let tap = 0; tap < columns.count; tap++, at++)
        light += gray.luma[y * gray.width + columns.places[at]!]! * columns.weights[at]!;
      across.luma[y * width + x] = byte(light);
    }
    yield;
  }
  const to = blank(width, height);
  const rows = tapsOf(gray.height, height);
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0.5);
    for (let tap = 0; tap < rows.count; tap++) {
      const weight = rows.weights[y * rows.count + tap]!;
      const start = rows.places[y * rows.count + tap]! * width;
      if (weight) for (let x = 0; x < width; x++) sums[x]! += across.luma[start + x]! * weight;
    }
    for (let x = 0; x < width; x++) to.luma[y * width + x] = byte(sums[x]!);
    yield;
  }
  return to;
}

/** Which of `length` pixels make up each of `target`, and by how much. */
function tapsOf(length: number, target: number): { count: number; places: Int32Array; weights: Float32Array } {
  const ratio = length / target;
  const count = Math.max(4, Math.ceil(ratio) + 1);
  const places = new Int32Array(target * count);
  const weights = new Float32Array(target * count);
  for (let index = 0; index < target; index++) {
    const centre = (index + 0.5) * ratio - 0.5;
    const first = ratio > 1 ? Math.floor(index * ratio) : Math.floor(centre) - 1;
    let sum = 0;
    for (let tap = 0; tap < count; tap++) {
      const place = first + tap;
      const overlap = Math.min(place + 1, (index + 1) * ratio) - Math.max(place, index * ratio);
      const weight = ratio > 1 ? Math.max(0, overlap) : cubic(Math.abs(place - centre));
      places[index * count + tap] = Math.max(0, Math.min(length - 1, place));
      weights[index * count + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < count; tap++) weights[index * count + tap]! /= sum;
  }
  return { count, places, weights };
}

const cubic = (x: number): number =>
  x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;

/** Turned about its middle; the sides grow so that nothing is cut off, and the corners are of a middle grey. */
export function* turn(gray: Gray, degrees: number): Steps<Gray> {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const width = Math.ceil(Math.abs(gray.width * cos) + Math.abs(gray.height * sin));
  const height = Math.ceil(Math.abs(gray.width * sin) + Math.abs(gray.height * cos));
  const to = blank(width, height);
  const { luma } = gray;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = (x - width / 2) * cos + (y - height / 2) * sin + gray.width / 2;
      const fromY = (y - height / 2) * cos - (x - width / 2) * sin + gray.height / 2;
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      const at = y * width + x;
      if (left < 0 || top < 0 || left + 1 >= gray.width || top + 1 >= gray.height) {
        to.luma[at] = 192;
        continue;
      }
      const [right, down] = [fromX - left, fromY - top];
      const index = top * gray.width + left;
      const above = luma[index]! * (1 - right) + luma[index + 1]! * right;
      const below = luma[index + gray.width]! * (1 - right) + luma[index + gray.width + 1]! * right;
      to.luma[at] = above * (1 - down) + below * down + 0.5;
    }
    yield;
  }
  return to;
}

/** Seen in a mirror, as a front camera shows it. */
export function mirror({ width, height, luma }: Gray): Gray {
  const to = blank(width, height);
  for (let y = 0; y < height; y++) {
    to.luma.set(luma.slice(y * width, (y + 1) * width).reverse(), y * width);
  }
  return to;
}

/** Paints over a rectangle, so that the next look finds what else there is. */
export function cover({ width, height, luma }: Gray, left: number, top: number, right: number, bottom: number): void {
  const [from, to] = [Math.max(0, Math.floor(left)), Math.min(width, Math.ceil(right))];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++) {
    if (from < to) luma.fill(255, y * width + from, y * width + to);
  }
}
