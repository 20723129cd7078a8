import type { Gray } from './gray.ts';
import type { Surface } from './surface.ts';

/** A module, and whether the standard says that it is dark. */
export type Mark = (readonly [right: number, down: number, isDark: boolean])[];

export const squares = (radius: number, light: readonly number[]): Mark => {
  const mark: Mark = [];
  for (let down = -radius; down <= radius; down++) {
    for (let right = -radius; right <= radius; right++)
      mark.push([right, down, !light.includes(Math.max(Math.abs(right), Math.abs(down)))]);
  }
  return mark;
};
export const finderMark = squares(4, [2, 4]);
export const alignmentMark = squares(2, [1]);
/** A stretch of a timing pattern around a dark module. */
export const timingAlong: Mark = [-3, -2, -1, 0, 1, 2, 3].map((right) => [right, 0, right % 2 === 0] as const);
export const timingDown: Mark = timingAlong.map(([right, , isDark]) => [0, right, isDark] as const);

/** Four places of a module: more tell more exactly where its edges are. */
const quarters = [
  [-0.25, -0.25],
  [0.25, -0.25],
  [-0.25, 0.25],
  [0.25, 0.25],
] as const;
const centre = [[0, 0]] as const;

/** A place with the directions of its modules, in pixels. */
export interface Frame {
  x: number;
  y: number;
  right: readonly [number, number];
  down: readonly [number, number];
}

export function lightAt({ width, height, luma }: Gray, x: number, y: number): number {
  const [column, row] = [Math.max(0, Math.min(width - 1.001, x - 0.5)), Math.max(0, Math.min(height - 1.001, y - 0.5))];
  const at = (row | 0) * width + (column | 0);
  const [share, lower] = [column % 1, row % 1];
  const above = luma[at]! + (luma[at + 1]! - luma[at]!) * share;
  const below = luma[at + width]! + (luma[at + width + 1]! - luma[at + width]!) * share;
  return above + (below - above) * lower;
}

/** How much lighter the light modules of a mark are, on average, if it is there. */
export function contrast(
  gray: Gray,
  mark: Mark,
  { x, y, right, down }: Frame,
  places: readonly (readonly [number, number])[] = quarters,
): number {
  let [light, dark, lights] = [0, 0, 0];
  for (const [u, v, isDark] of mark) {
    for (const [du, dv] of places) {
      const value = lightAt(
        gray,
        x + (u + du) * right[0] + (v + dv) * down[0],
        y + (u + du) * right[1] + (v + dv) * down[1],
      );
      if (isDark) dark += value;
      else light += value;
    }
    if (!isDark) lights++;
  }
  return (light / lights - dark / (mark.length - lights)) / places.length;
}

export const moved = (frame: Frame, u: number, v: number): Frame => ({
  ...frame,
  x: frame.x + u * frame.right[0] + v * frame.down[0],
  y: frame.y + u * frame.right[1] + v * frame.down[1],
});
const mix = (one: readonly [number, number], other: readonly [number, number], share: number): [number, number] => [
  one[0] + other[0] * share,
  one[1] + other[1] * share,
];

/** The frame that fits a finder pattern best: place, size, turn and slant, by ever smaller steps. */
export function settle(gray: Gray, frame: Frame): Frame {
  let best = frame;
  let most = contrast(gray, finderMark, best);
  for (const step of [0.6, 0.25, 0.1]) {
    for (let isBetter = true, rounds = 0; isBetter && rounds < 5; rounds++) {
      isBetter = false;
      for (const sign of [step, -step]) {
        const { right, down } = best;
        const tilt = sign / 3.5;
        for (const other of [
          moved(best, sign, 0),
          moved(best, 0, sign),
          { ...best, right: mix(right, right, tilt) },
          { ...best, down: mix(down, down, tilt) },
          { ...best, right: mix(right, down, tilt) },
          { ...best, down: mix(down, right, tilt) },
        ]) {
          const value = contrast(gray, finderMark, other);
          if (value > most) [best, most, isBetter] = [other, value, true];
        }
      }
    }
  }
  return best;
}

/** Where a mark is, looked for up to `reach` modules around. */
export function locate(
  gray: Gray,
  mark: Mark,
  frame: Frame,
  reach: number,
): { frame: Frame; u: number; v: number; value: number } {
  let best = { frame, u: 0, v: 0, value: -Infinity };
  for (const [step, near, places] of [
    [0.4, reach, centre],
    [0.2, 0.4, quarters],
    [0.1, 0.1, quarters],
  ] as const) {
    const [fromU, fromV] = [best.u, best.v];
    best.value = -Infinity;
    for (let v = fromV - near; v <= fromV + near + 1e-9; v += step) {
      for (let u = fromU - near; u <= fromU + near + 1e-9; u += step) {
        const other = moved(frame, u, v);
        const value = contrast(gray, mark, other, places);
        if (value > best.value) best = { frame: other, u, v, value };
      }
    }
  }
  return best;
}

/** The place on the surface, with its directions. */
export function frameOn(surface: Surface, u: number, v: number): Frame {
  const [x, y] = surface(u, v);
  const between = (du: number, dv: number): [number, number] => {
    const [before, after] = [surface(u - du, v - dv), surface(u + du, v + dv)];
    return [(after[0] - before[0]) / 2, (after[1] - before[1]) / 2];
  };
  return { x, y, right: between(1, 0), down: between(0, 1) };
}
