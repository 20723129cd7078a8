/** A place in the picture that belongs to a place in the grid of modules. */
export interface Pin {
  u: number;
  v: number;
  x: number;
  y: number;
  weight: number;
}

/** Where a place of the grid is in the picture. */
export type Surface = (u: number, v: number) => [x: number, y: number];

/**
 * The smooth surface through the pins: a polynomial of the fourth degree in both directions. A lens does exactly the third
 * to a plane (its distortion grows with the square of the distance), and a bent sheet nearly; a tight curl wants one more.
 * Higher terms are held down, so that few pins far apart make no waves.
 */
export function surfaceThrough(pins: readonly Pin[], size: number, holds: readonly number[]): Surface {
  const terms = (u: number, v: number): number[] => {
    const [s, t] = [(2 * u) / size - 1, (2 * v) / size - 1];
    return [
      1,
      s,
      t,
      s * s,
      s * t,
      t * t,
      s * s * s,
      s * s * t,
      s * t * t,
      t * t * t,
      s ** 4,
      s ** 3 * t,
      (s * t) ** 2,
      s * t ** 3,
      t ** 4,
    ];
  };
  const count = 15;
  // Normal equations, both coordinates beside each other.
  const rows = Array.from({ length: count }, (_, row) => {
    const line = new Float64Array(count + 2);
    line[row] = holds[row < 3 ? 0 : row < 6 ? 1 : row < 10 ? 2 : 3]!;
    return line;
  });
  for (const { u, v, x, y, weight } of pins) {
    const all = terms(u, v);
    for (let row = 0; row < count; row++) {
      const factor = all[row]! * weight;
      const line = rows[row]!;
      for (let column = 0; column < count; column++) line[column]! += factor * all[column]!;
      line[count]! += factor * x;
      line[count + 1]! += factor * y;
    }
  }
  // The matrix is positive definite: no pivots needed.
  for (let row = 0; row < count; row++) {
    const line = rows[row]!;
    for (let other = 0; other < count; other++) {
      if (other === row) continue;
      const factor = rows[other]![row]! / line[row]!;
      for (let column = row; column < count + 2; column++) rows[other]![column]! -= factor * line[column]!;
    }
  }
  const [across, down] = [0, 1].map((side) => rows.map((line, row) => line[count + side]! / line[row]!));
  return (u, v) => {
    const all = terms(u, v);
    let [x, y] = [0, 0];
    for (let term = 0; term < count; term++) {
      x += all[term]! * across![term]!;
      y += all[term]! * down![term]!;
    }
    return [x, y];
  };
}
