import { encodeQr } from '../../../src/qr/encode.ts';
import { readPicture } from '../../../src/qr/read-picture.ts';
import { deepEqual, equal, ok } from '../../support/expect.ts';

/** Counts what is decoded while `run` goes on. */
async function decoding<Result>(run: () => Promise<Result>): Promise<{ result: Result; decoded: number }> {
  const { createImageBitmap } = window;
  let decoded = 0;
  window.createImageBitmap = ((...args: Parameters<typeof createImageBitmap>) => {
    decoded++;
    return createImageBitmap(...args);
  }) as typeof createImageBitmap;
  try {
    return { result: await run(), decoded };
  } finally {
    window.createImageBitmap = createImageBitmap;
  }
}

/** A PNG of one bit a pixel, all black: `side` squared in a few kilobytes. The checks of its chunks are left out. */
async function bomb(side: number): Promise<Blob> {
  const row = new Uint8Array(Math.ceil(side / 8) + 1);
  const rows = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (let at = 0; at < side; at++) controller.enqueue(row);
      controller.close();
    },
  });
  const data = await new Response(rows.pipeThrough(new CompressionStream('deflate'))).arrayBuffer();
  const number = (value: number): Uint8Array<ArrayBuffer> => Uint8Array.from([24, 16, 8, 0], (by) => value >>> by);
  const ascii = new TextEncoder();
  return new Blob([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    ...[number(13), ascii.encode('IHDR'), number(side), number(side), Uint8Array.of(1, 0, 0, 0, 0), number(0)],
    ...[number(data.byteLength), ascii.encode('IDAT'), data, number(0)],
  ]);
}

/** A code of ours in one colour, with nothing around. */
async function onNothing(text: string, colour: string): Promise<Blob> {
  const { modules, path } = encodeQr(text);
  const canvas = Object.assign(document.createElement('canvas'), { width: modules * 5, height: modules * 5 });
  const context = canvas.getContext('2d')!;
  context.scale(5, 5);
  context.fillStyle = colour;
  context.fill(new Path2D(path));
  return new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!)));
}

describe('a picture', () => {
  for (const colour of ['#000', '#fff', '#fffc'])
    it(`of a code in ${colour} on nothing is read`, async () => {
      const reading = await readPicture(await onNothing('otpauth://totp/a', colour));
      deepEqual(reading.at === 'read' && reading.texts.map((text) => text.reveal()), ['otpauth://totp/a']);
    });

  it('that grows to two gigabytes is refused by its first bytes, undecoded', async () => {
    const picture = await bomb(23_000);
    equal(picture.size < 150_000, true);
    const { result, decoded } = await decoding(() => readPicture(picture));
    deepEqual([result, decoded], [{ at: 'refused', why: 'too-large' }, 0]);
  }).timeout(20_000);

  it('of a format that does not tell its size is not decoded either', async () => {
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'], { type: 'image/svg+xml' });
    const { result, decoded } = await decoding(() => readPicture(svg));
    deepEqual([result, decoded], [{ at: 'refused', why: 'not-a-picture' }, 0]);
  });

  for (const type of ['image/png', 'image/jpeg', 'image/webp'])
    it(`of the type ${type} is looked at`, async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 40 });
      canvas.getContext('2d');
      const picture = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!), type));
      const { result, decoded } = await decoding(() => readPicture(picture));
      // An engine that cannot write a format writes PNG.
      ok([type, 'image/png'].includes(picture.type));
      deepEqual([result, decoded], [{ at: 'refused', why: 'no-code' }, 1]);
    });
});
