import type { Secret } from '../core/secret.ts';
import { detectNatively } from './native.ts';
import { pixelsIn } from './picture-size.ts';
import { Pixels } from './pixels.ts';
import type { Work } from './work.ts';

export type PictureReading =
  | { at: 'read'; texts: Secret[] }
  /** `part`: a text stands in several codes, of which some are still missing. */
  | { at: 'refused'; why: 'too-large' | 'not-a-picture' | 'no-code' | 'part' };

const largestBytes = 20 * 2 ** 20;
const largestPixels = 100e6;
/** As large as any screen; larger photos show a code in more pixels than it needs. */
const largestSide = 4096;

/** Every QR text in a picture. Refusals come as reasons; throws only the signal's reason. */
export async function readPicture(picture: Blob, { signal, parts = [] }: Work = {}): Promise<PictureReading> {
  if (picture.size > largestBytes) return { at: 'refused', why: 'too-large' };
  const pixels = pixelsIn(await picture.arrayBuffer());
  signal?.throwIfAborted();
  // What does not tell its size may have any.
  if (pixels === undefined) return { at: 'refused', why: 'not-a-picture' };
  if (pixels > largestPixels) return { at: 'refused', why: 'too-large' };
  const bitmap = await createImageBitmap(picture).catch(() => undefined);
  signal?.throwIfAborted();
  if (!bitmap) return { at: 'refused', why: 'not-a-picture' };
  const canvas = new Pixels();
  try {
    const { width, height } = bitmap;
    const native = await detectNatively(bitmap);
    if (native.length) return { at: 'read', texts: native };
    // Only where the browser itself cannot read.
    const { decode } = await import('./decode.ts');
    const scale = Math.min(1, largestSide / Math.max(width, height));
    const side = (length: number): number => Math.max(1, Math.round(length * scale));
    const on = (paper: number) => canvas.read(bitmap, side(width), side(height), { signal, paper });
    // Exported codes are often black on nothing, and some are white on nothing.
    let gray = await on(255);
    if (gray.isEmpty) gray = await on(0);
    const before = parts.at(-1);
    const texts = await decode(gray, { signal, parts });
    if (texts.length) return { at: 'read', texts };
    return { at: 'refused', why: parts.at(-1) === before ? 'no-code' : 'part' };
  } finally {
    bitmap.close();
    canvas.clear();
  }
}
