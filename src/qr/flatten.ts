import { corners, findFinders, type Finder } from './finders.ts';
import type { Gray } from './gray.ts';
import {
  alignmentMark,
  contrast,
  finderMark,
  frameOn,
  lightAt,
  locate,
  moved,
  settle,
  squares,
  timingAlong,
  timingDown,
  type Frame,
  type Mark,
} from './marks.ts';
import { mean, type Steps } from './prepare.ts';
import { surfaceThrough, type Pin, type Surface } from './surface.ts';

/** A code as if it lay flat: each module a square of one grey. */
export interface Flat {
  gray: Gray;
  /** Where it is in the picture. */
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** ISO/IEC 18004, annex D: the version and its remainder. */
function versionBits(version: number): number {
  let rest = version;
  for (let at = 0; at < 12; at++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  return (version << 12) | rest;
}
const countOfOnes = (bits: number): number => [...bits.toString(2)].filter((bit) => bit === '1').length;

/** The version that stands beside a finder pattern, from 7 on; `down` first for the one at the bottom left. */
function versionBeside(gray: Gray, frame: Frame, isBottom: boolean, middle: number): number | undefined {
  let bits = 0;
  for (let at = 0; at < 18; at++) {
    const [near, along] = [(at % 3) - 7, ((at / 3) | 0) - 3];
    const { x, y } = isBottom ? moved(frame, along, near) : moved(frame, near, along);
    if (lightAt(gray, x, y) < middle) bits |= 1 << at;
  }
  for (let version = 7; version <= 40; version++) if (countOfOnes(versionBits(version) ^ bits) <= 3) return version;
  return undefined;
}

// The encoder knows this and the check of versions, too; shared, they would be one more file before a code is drawn.
/** Centres of alignment patterns in each direction, counted in modules. */
function alignmentOf(version: number): number[] {
  if (version < 2) return [];
  const count = ((version / 7) | 0) + 2;
  const step = (((version * 8 + count * 3 + 5) / (count * 4 - 4)) | 0) * 2;
  return Array.from({ length: count }, (_, at) => (at ? version * 4 + 10 - (count - 1 - at) * step : 6));
}

/**
 * Every code in the picture that three finder patterns seem to belong to, laid flat; the likeliest first. Whoever drives it
 * answers whether it could be read.
 */
export function* flatten(gray: Gray): Generator<Flat | undefined, void, boolean> {
  // As it is, then softened: noise tears the runs of a finder pattern apart.
  for (const isSoft of [false, true]) {
    const read = new Set<Finder>();
    const finders = yield* quietly(findFinders(isSoft ? yield* quietly(mean(gray, 1)) : gray));
    for (const corner of corners(finders).slice(0, 8)) {
      if (corner.some((finder) => read.has(finder))) continue;
      if (yield* flattenOne(gray, corner)) for (const finder of corner) read.add(finder);
    }
    if (read.size) return;
  }
}

function* quietly<Result>(steps: Steps<Result>): Generator<undefined, Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield;
  }
}

function* flattenOne(
  gray: Gray,
  [topLeft, topRight, bottomLeft]: [Finder, Finder, Finder],
): Generator<Flat | undefined, boolean, boolean> {
  const direction = ({ x, y }: Finder, pitch: number): [number, number] => {
    const [right, down] = [x - topLeft.x, y - topLeft.y];
    const length = Math.hypot(right, down);
    // A row crosses a turned pattern on a longer way.
    const factor = (pitch * Math.max(Math.abs(right), Math.abs(down))) / length ** 2;
    return [right * factor, down * factor];
  };
  const frames: Frame[] = [];
  for (const { x, y, pitch } of [topLeft, topRight, bottomLeft]) {
    frames.push(
      settle(gray, { x: x + 0.5, y: y + 0.5, right: direction(topRight, pitch), down: direction(bottomLeft, pitch) }),
    );
    yield;
  }
  const [first, second, third] = frames as [Frame, Frame, Frame];
  const strength = frames.reduce((sum, frame) => sum + contrast(gray, finderMark, frame), 0) / 3;
  if (strength < 8) return false;
  const middleOf = ({ x, y, right, down }: Frame): number => {
    const ring = squares(3, [2]);
    const values = ring.map(([u, v]) => lightAt(gray, x + u * right[0] + v * down[0], y + u * right[1] + v * down[1]));
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  const length = ([x, y]: readonly [number, number]): number => Math.hypot(x, y);
  const distance = (one: Frame, other: Frame): number => Math.hypot(one.x - other.x, one.y - other.y);
  const estimate =
    (distance(first, second) / (length(first.right) + length(second.right)) +
      distance(first, third) / (length(first.down) + length(third.down)) +
      7 -
      17) /
    4;
  const written =
    versionBeside(gray, second, false, middleOf(second)) ?? versionBeside(gray, third, true, middleOf(third));
  const near = Math.round(estimate);
  const versions =
    written && Math.abs(written - estimate) < 2 + estimate / 4
      ? [written]
      : [near, near + (estimate > near ? 1 : -1), near + (estimate > near ? -1 : 1)];
  for (const version of versions) {
    if (version < 1 || version > 40) continue;
    if (yield* flattenAs(gray, version, [first, second, third], strength)) return true;
  }
  return false;
}

function* flattenAs(
  gray: Gray,
  version: number,
  frames: readonly [Frame, Frame, Frame],
  strength: number,
): Generator<Flat | undefined, boolean, boolean> {
  const size = version * 4 + 17;
  const far = size - 3.5;
  const pins: Pin[] = [];
  const places = [
    [3.5, 3.5],
    [far, 3.5],
    [3.5, far],
  ] as const;
  for (const [at, frame] of frames.entries()) {
    const [u, v] = places[at]!;
    for (const [du, dv] of [
      [0, 0],
      [-3, -3],
      [3, -3],
      [-3, 3],
      [3, 3],
    ] as const) {
      const { x, y } = moved(frame, du, dv);
      pins.push({ u: u + du, v: v + dv, x, y, weight: du ? 0.25 : 2 });
    }
  }
  let wanted: { u: number; v: number; mark: Mark }[] = [];
  const centres = alignmentOf(version);
  for (const u of centres) {
    for (const v of centres) {
      if (u + v > 12 && Math.abs(u - v) !== size - 13) wanted.push({ u: u + 0.5, v: v + 0.5, mark: alignmentMark });
    }
  }
  for (let at = 12; at <= size - 13; at += 4) {
    wanted.push({ u: at + 0.5, v: 6.5, mark: timingAlong }, { u: 6.5, v: at + 0.5, mark: timingDown });
  }
  const holds = (): number[] => [1e-9, 1e-3, pins.length > 18 ? 1e-3 : 0.05, 0.003];
  const found: { u: number; v: number; mark: Mark; pin: Pin }[] = [];
  const distanceTo = (u: number, v: number): number => Math.min(...pins.map((pin) => Math.hypot(pin.u - u, pin.v - v)));
  let surface = surfaceThrough(pins, size, holds());
  let tried = 0;
  while (wanted.length) {
    // Strong blur takes the timing patterns away first.
    if (++tried > 12 && found.length < tried / 3) return false;
    // From the corners on: what is near to something known is where it seems to be.
    const distances = wanted.map(({ u, v }) => distanceTo(u, v));
    const next = distances.indexOf(Math.min(...distances));
    const { u, v, mark } = wanted[next]!;
    wanted = wanted.filter((_, at) => at !== next);
    const isTiming = mark !== alignmentMark;
    const reach = isTiming ? 0.75 : Math.min(3, 0.75 + distances[next]! * 0.06);
    const { frame, value } = locate(gray, mark, frameOn(surface, u, v), reach);
    yield;
    if (value < strength * (isTiming ? 0.4 : 0.45)) continue;
    const pin: Pin = { u, v, x: frame.x, y: frame.y, weight: isTiming ? 0.3 : 1 };
    pins.push(pin);
    found.push({ u, v, mark, pin });
    surface = surfaceThrough(pins, size, holds());
  }
  // Once more from where they are now known to be about: what was led astray comes back.
  for (const { u, v, mark, pin } of found) {
    const { frame, value } = locate(gray, mark, frameOn(surface, u, v), 0.5);
    if (value < strength * 0.4) pin.weight = 0;
    else [pin.x, pin.y] = [frame.x, frame.y];
    yield;
  }
  surface = surfaceThrough(pins, size, holds());
  return yield* paint(gray, surface, size);
}

const px = 4;
const quiet = 4;

function* paint(gray: Gray, surface: Surface, size: number): Generator<Flat | undefined, boolean, boolean> {
  const side = (size + 2 * quiet) * px;
  const flat: Gray = { width: side, height: side, luma: new Uint8Array(side * side).fill(255) };
  const edges = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const [x, y] = surface(u + 0.5, v + 0.5);
      const [nextX, nextY] = surface(u + 1, v + 0.5);
      const [lowerX, lowerY] = surface(u + 0.5, v + 1);
      let light = 0;
      for (const du of [-0.45, 0, 0.45]) {
        for (const dv of [-0.45, 0, 0.45])
          light += lightAt(gray, x + (nextX - x) * du + (lowerX - x) * dv, y + (nextY - y) * du + (lowerY - y) * dv);
      }
      edges.left = Math.min(edges.left, x);
      edges.right = Math.max(edges.right, x);
      edges.top = Math.min(edges.top, y);
      edges.bottom = Math.max(edges.bottom, y);
      const start = ((v + quiet) * side + u + quiet) * px;
      for (let row = 0; row < px; row++) flat.luma.fill(light / 9, start + row * side, start + row * side + px);
    }
    yield;
  }
  return yield { gray: flat, ...edges };
}
