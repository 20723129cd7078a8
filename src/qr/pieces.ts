import type { Gray } from './gray.ts';
import type { Steps } from './prepare.ts';

export interface Piece {
  left: number;
  top: number;
  width: number;
  height: number;
}

const side = 560;
const step = 400;

const starts = (length: number): number[] => {
  const count = Math.max(1, Math.ceil((length - side) / step) + 1);
  return Array.from({ length: count }, (_, index) => Math.max(0, Math.min(index * step, length - side)));
};

/** How much there is to see: how often neighbours differ by more than noise does, for each pixel. */
function detail({ width: across, luma }: Gray, { left, top, width, height }: Piece): number {
  let changes = 0;
  for (let y = top; y < top + height; y += 3) {
    const row = y * across + left;
    for (let at = row + 1; at < row + width; at += 2) if (Math.abs(luma[at]! - luma[at - 1]!) > 24) changes++;
  }
  return changes / (width * height);
}

/** Overlapping pieces of a large picture, those with most to see first; empty ones are left out. */
export function* piecesOf(gray: Gray): Steps<Piece[]> {
  const pieces: { piece: Piece; details: number }[] = [];
  const [width, height] = [Math.min(side, gray.width), Math.min(side, gray.height)];
  for (const top of starts(gray.height)) {
    for (const left of starts(gray.width)) {
      const piece = { left, top, width, height };
      pieces.push({ piece, details: detail(gray, piece) });
      yield;
    }
  }
  return pieces
    .filter(({ details }) => details > 0.002)
    .sort((one, other) => other.details - one.details)
    .map(({ piece }) => piece);
}
