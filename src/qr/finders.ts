import type { Gray } from './gray.ts';
import { mean, type Steps } from './prepare.ts';

/** Something that looks like a finder pattern along its row and its column. */
export interface Finder {
  x: number;
  y: number;
  /** Pixels of a module along the row. */
  pitch: number;
  /** Rows that saw it. */
  count: number;
}

/** Dark is what is darker than the mean around. */
function* darkOf(gray: Gray): Steps<Uint8Array> {
  const { width, height, luma } = gray;
  const around = yield* mean(gray, Math.max(10, Math.min(60, Math.min(width, height) >> 4)));
  const dark = new Uint8Array(luma.length);
  for (let y = 0; y < height; y++) {
    for (let at = y * width; at < (y + 1) * width; at++) dark[at] = Number(luma[at]! < around.luma[at]! - 3);
    yield;
  }
  return dark;
}

/** Pixels of a module when five runs are as 1:1:3:1:1, as near as a bent and blurred code has them. */
function pitchOf(runs: readonly number[]): number | undefined {
  const pitch = runs.reduce((sum, run) => sum + run) / 7;
  const fits = runs.every((run, at) => Math.abs(run - (at === 2 ? 3 : 1) * pitch) < (at === 2 ? 1.2 : 0.7) * pitch);
  return fits && pitch >= 1 ? pitch : undefined;
}

/** The five runs around a dark place, in one direction. */
function across({ width, height }: Gray, dark: Uint8Array, x: number, y: number, right: number, down: number) {
  const runs = [0, 0, 0, 0, 0];
  const ends = [0, 0];
  for (const [side, sign] of [-1, 1].entries()) {
    let step = side;
    for (let run = 2; run >= 0 && run <= 4; run += sign) {
      for (; ; step++) {
        const [column, row] = [x + sign * step * right, y + sign * step * down];
        if (column < 0 || row < 0 || column >= width || row >= height) break;
        if (dark[row * width + column] !== Number(run % 2 === 0)) break;
        runs[run]!++;
      }
      if (run === 2) ends[side] = step;
    }
  }
  const pitch = pitchOf(runs);
  return pitch === undefined ? undefined : { pitch, offset: (ends[1]! - ends[0]!) / 2 };
}

/** The likeliest, by how many rows see them. */
export function* findFinders(gray: Gray): Steps<Finder[]> {
  const dark = yield* darkOf(gray);
  const { width, height } = gray;
  const finders: Finder[] = [];
  for (let y = 0; y < height; y += 2) {
    let runs: number[] = [];
    let run = 0;
    for (let x = 0; x <= width; x++) {
      const value = x < width ? dark[y * width + x] : 2;
      if (x && value === dark[y * width + x - 1]) {
        run++;
        continue;
      }
      runs = [...runs.slice(-4), run];
      run = 1;
      if (!x || !dark[y * width + x - 1] || runs.length < 5) continue;
      const pitch = pitchOf(runs);
      if (pitch === undefined) continue;
      const middle = Math.round(x - runs[4]! - runs[3]! - runs[2]! / 2);
      const column = across(gray, dark, middle, y, 0, 1);
      if (!column) continue;
      const centre = { x: middle, y: y + column.offset };
      const row = across(gray, dark, middle, Math.round(centre.y), 1, 0);
      if (!row) continue;
      centre.x += row.offset;
      const known = finders.find((one) => Math.hypot(one.x - centre.x, one.y - centre.y) < 2.5 * one.pitch);
      if (known) {
        const share = 1 / ++known.count;
        known.x += (centre.x - known.x) * share;
        known.y += (centre.y - known.y) * share;
        known.pitch += (row.pitch - known.pitch) * share;
      } else if (finders.length < 300) {
        finders.push({ ...centre, pitch: row.pitch, count: 1 });
      }
    }
    yield;
  }
  return finders
    .filter(({ count }) => count > 1)
    .sort((one, other) => other.count / other.pitch - one.count / one.pitch)
    .slice(0, 14);
}

/** Corners of one code: top left, top right, bottom left; those that look most like a square first. */
export function corners(finders: readonly Finder[]): [Finder, Finder, Finder][] {
  const all: { corner: [Finder, Finder, Finder]; badness: number }[] = [];
  for (const topLeft of finders) {
    for (const topRight of finders) {
      for (const bottomLeft of finders) {
        const [right, down] = [topRight, bottomLeft].map(({ x, y }) => ({ x: x - topLeft.x, y: y - topLeft.y }));
        const [wide, high] = [Math.hypot(right!.x, right!.y), Math.hypot(down!.x, down!.y)];
        const turn = (right!.x * down!.y - right!.y * down!.x) / (wide * high);
        const pitches = [topLeft, topRight, bottomLeft].map(({ pitch }) => pitch);
        const pitch = Math.min(...pitches);
        // Not in a mirror; and between the centres there are at least 14 modules, and hardly more than 170.
        if (!(turn > 0.6) || Math.min(wide, high) < 10 * pitch || Math.max(wide, high) > 260 * pitch) continue;
        const badness = Math.abs(Math.log(wide / high)) + (1 - turn) + Math.abs(Math.log(Math.max(...pitches) / pitch));
        if (badness < 1.2) all.push({ corner: [topLeft, topRight, bottomLeft], badness });
      }
    }
  }
  return all.sort((one, other) => one.badness - other.badness).map(({ corner }) => corner);
}
