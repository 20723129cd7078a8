import { page } from '../core/page.ts';
import { toGray, type Gray } from './gray.ts';
import { turnOfThePage, type Work } from './work.ts';

/** Pixels taken at a time: some milliseconds of work, and for a picture twice as wide half as many rows. */
const bandPixels = 2 ** 18;

interface Paper extends Work {
  paper?: number;
}

interface Seen extends Gray {
  /** Nothing but paper is there. */
  isEmpty: boolean;
}

/** Owns a canvas that nobody sees, kept from one picture to the next and emptied after the last. */
export class Pixels {
  readonly #canvas = page.createElement('canvas');
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true })!;

  /**
   * The picture in grey, `width` by `height`, on a paper of the given brightness; the page gets its turn after each band
   * of rows.
   */
  async read(source: ImageBitmap, width: number, height: number, { signal, paper = 255 }: Paper = {}): Promise<Seen> {
    const gray: Seen = { width, height, luma: new Uint8Array(width * height), isEmpty: true };
    const rows = Math.min(Math.ceil(bandPixels / width), height);
    if (this.#canvas.width !== width || this.#canvas.height !== rows)
      Object.assign(this.#canvas, { width, height: rows });
    for (let top = 0; top < height; top += rows) {
      const count = Math.min(rows, height - top);
      // What was there shines through where the picture does not cover.
      this.#context.clearRect(0, 0, width, rows);
      // Drawn at once, a photo would hold the page for a quarter of a second.
      this.#context.drawImage(source, 0, -top, width, height);
      const { data } = this.#context.getImageData(0, 0, width, count);
      const { luma } = toGray(data, width, count, paper);
      gray.luma.set(luma, top * width);
      gray.isEmpty &&= luma.every((light) => light === paper);
      await turnOfThePage();
      signal?.throwIfAborted();
    }
    return gray;
  }

  /** The last picture may have shown a key. */
  clear(): void {
    Object.assign(this.#canvas, { width: 0, height: 0 });
  }
}
