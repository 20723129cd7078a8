import { toGray, type Gray } from './gray.ts';
import { turnOfThePage, type Work } from './work.ts';

/** Rows taken at a time: some milliseconds of work in the largest pictures. */
const bandRows = 128;

/** Owns a canvas that nobody sees, kept from one picture to the next and emptied after the last. */
export class Pixels {
  readonly #canvas = document.createElement('canvas');
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true })!;

  /** The picture in grey, `width` by `height`; the page gets its turn after each band of rows. */
  async read(source: CanvasImageSource, width: number, height: number, { signal }: Work = {}): Promise<Gray> {
    const gray: Gray = { width, height, luma: new Uint8Array(width * height) };
    const rows = Math.min(bandRows * Math.ceil(2048 / width), height);
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    this.#context.clearRect(0, 0, width, height);
    this.#context.drawImage(source, 0, 0, width, height);
    for (let top = 0; top < height; top += rows) {
      const count = Math.min(rows, height - top);
      const { data } = this.#context.getImageData(0, top, width, count);
      gray.luma.set(toGray(data, width, count).luma, top * width);
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
