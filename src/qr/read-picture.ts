import type { Secret } from '../core/secret.ts';
import { animationIn, laterPictures } from './animation.ts';
import { detectNatively } from './native.ts';
import { pixelsIn } from './picture-size.ts';
import { Pixels } from './pixels.ts';
import type { Work } from './work.ts';

export type PictureReading =
  | { at: 'read'; texts: Secret[] }
  /**
   * `part`: a text stands in several codes, of which some are still missing. `moves`: of an animation without a code so far
   * not every picture could be looked at.
   */
  | { at: 'refused'; why: 'too-large' | 'not-a-picture' | 'no-code' | 'part' | 'moves' };

const largestBytes = 20 * 2 ** 20;
const largestPixels = 100e6;
/** As large as any screen; larger photos show a code in more pixels than it needs. */
const largestSide = 4096;
/** For the later pictures of an animation together, ms. */
const longestMs = 10_000;

/** Every QR text in a picture, or in all pictures of an animation. Refusals come as reasons; throws only the signal's reason. */
export async function readPicture(picture: Blob, { signal, parts = [] }: Work = {}): Promise<PictureReading> {
  if (picture.size > largestBytes) return { at: 'refused', why: 'too-large' };
  const data = await picture.arrayBuffer();
  signal?.throwIfAborted();
  const pixels = pixelsIn(data);
  // What does not tell its size may have any.
  if (pixels === undefined) return { at: 'refused', why: 'not-a-picture' };
  if (pixels > largestPixels) return { at: 'refused', why: 'too-large' };
  const bitmap = await createImageBitmap(picture).catch(() => undefined);
  signal?.throwIfAborted();
  if (!bitmap) return { at: 'refused', why: 'not-a-picture' };
  const canvas = new Pixels();
  const before = parts.at(-1);
  try {
    const work = { signal, parts };
    const found = await look(bitmap, canvas, work);
    const type = animationIn(data);
    const isWhole = !type || (await lookAtLater(data, type, canvas, work, found));
    if (found.length) return { at: 'read', texts: distinct(found) };
    if (parts.at(-1) !== before) return { at: 'refused', why: 'part' };
    return { at: 'refused', why: isWhole ? 'no-code' : 'moves' };
  } finally {
    bitmap.close();
    canvas.clear();
  }
}

/** Adds what is found: first at a glance, then closely. False when not every picture could be looked at. */
async function lookAtLater(
  data: ArrayBuffer,
  type: string,
  canvas: Pixels,
  work: Work,
  found: Secret[],
): Promise<boolean> {
  const endMs = performance.now() + longestMs;
  try {
    for (const isClose of [false, true]) {
      let count = 0;
      for await (const bitmap of laterPictures(data, type)) {
        if (performance.now() > endMs) return isClose;
        found.push(...(await look(bitmap, canvas, work, isClose ? undefined : count++)));
      }
      if (found.length) break;
    }
    return true;
  } catch {
    work.signal?.throwIfAborted();
    return false;
  }
}

const distinct = (texts: Secret[]): Secret[] =>
  texts.filter((text, at) => texts.findIndex((other) => other.equals(text)) === at);

/** `count` tells which one of many it is: then it gets a few looks only. */
async function look(bitmap: ImageBitmap, canvas: Pixels, work: Work, count?: number): Promise<Secret[]> {
  const native = await detectNatively(bitmap);
  if (native.length) return native;
  // Only where the browser itself cannot read.
  const { decode, decodeFrame } = await import('./decode.ts');
  const { width, height } = bitmap;
  const scale = Math.min(1, largestSide / Math.max(width, height));
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  const on = (paper: number) => canvas.read(bitmap, side(width), side(height), { ...work, paper });
  // Exported codes are often black on nothing, and some are white on nothing.
  let gray = await on(255);
  if (gray.isEmpty) gray = await on(0);
  return count === undefined ? decode(gray, work) : decodeFrame(gray, count, work);
}
