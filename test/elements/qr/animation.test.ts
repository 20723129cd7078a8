import '../../support/quiet-lit.ts';
import { encodeQr } from '../../../src/qr/encode.ts';
import { readPicture } from '../../../src/qr/read-picture.ts';
import { deepEqual } from '../../support/expect.ts';

const uris = [1, 2, 3].map((at) => `otpauth://totp/a${at}?secret=JBSWY3DPEHPK3PXP`);
const side = 300;

/** A picture of a code, or of none. */
function drawn(text?: string): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side, side);
  if (!text) return canvas;
  const { modules, path } = encodeQr(text);
  context.scale(side / modules, side / modules);
  context.fillStyle = '#000';
  context.fill(new Path2D(path));
  return canvas;
}

const word = (value: number): number[] => [value & 255, value >> 8];
const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];

/** Colours of seven bits; a code of eight bits tells each pixel, and the table of codes is cleared before it is full. */
function gif(pictures: HTMLCanvasElement[]): Blob {
  const bytes = [...ascii('GIF89a'), ...word(side), ...word(side), 0xf6, 0, 0];
  for (let light = 0; light < 128; light++) bytes.push(light * 2, light * 2, light * 2);
  for (const picture of pictures) {
    const { data } = picture.getContext('2d')!.getImageData(0, 0, side, side);
    const codes: number[] = [];
    for (let at = 0; at < side * side; at++) {
      if (at % 100 === 0) codes.push(128);
      codes.push(data[at * 4]! >> 1);
    }
    codes.push(129);
    bytes.push(0x21, 0xf9, 4, 0, 20, 0, 0, 0, 0x2c, 0, 0, 0, 0, ...word(side), ...word(side), 0, 7);
    for (let at = 0; at < codes.length; at += 255) {
      const block = codes.slice(at, at + 255);
      bytes.push(block.length, ...block);
    }
    bytes.push(0);
  }
  return new Blob([Uint8Array.from([...bytes, 0x3b])], { type: 'image/gif' });
}

/** RFC 9649. Nothing where the engine cannot write WebP. */
async function webp(pictures: HTMLCanvasElement[]): Promise<Blob | undefined> {
  const number = (value: number): number[] => [...word(value & 0xffff), ...word(value >>> 16)];
  const chunk = (name: string, content: number[]): number[] => [...ascii(name), ...number(content.length), ...content];
  const size = [...word(side - 1), 0, ...word(side - 1), 0];
  const frames: number[] = [];
  for (const picture of pictures) {
    const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/webp'));
    if (blob?.type !== 'image/webp') return undefined;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    // Without what else the engine writes, a profile of colours say.
    const still = [...bytes.slice(new TextDecoder('latin1').decode(bytes).search(/VP8[ L]/))];
    frames.push(...chunk('ANMF', [0, 0, 0, 0, 0, 0, ...size, 200, 0, 0, 0, ...still]));
  }
  const all = [...chunk('VP8X', [2, 0, 0, 0, ...size]), ...chunk('ANIM', [0, 0, 0, 0, 0, 0]), ...frames];
  return new Blob([Uint8Array.from([...ascii('RIFF'), ...number(all.length + 4), ...ascii('WEBP'), ...all])]);
}

async function read(picture: Blob): Promise<string[] | string> {
  const reading = await readPicture(picture);
  return reading.at === 'read' ? reading.texts.map((text) => text.reveal()).sort() : reading.why;
}

const givesFrames = 'ImageDecoder' in window;

/** With another `ImageDecoder`, or with none, as in an engine that gives no pictures but the first. */
async function having<Result>(value: unknown, run: () => Promise<Result>): Promise<Result> {
  const kept = Object.getOwnPropertyDescriptor(window, 'ImageDecoder');
  if (value) Object.defineProperty(window, 'ImageDecoder', { value, configurable: true });
  else Reflect.deleteProperty(window, 'ImageDecoder');
  try {
    return await run();
  } finally {
    Reflect.deleteProperty(window, 'ImageDecoder');
    if (kept) Object.defineProperty(window, 'ImageDecoder', kept);
  }
}

/** Knows of so many pictures and can decode none. */
const broken = (frameCount: number) =>
  class {
    tracks = { ready: Promise.resolve(), selectedTrack: { frameCount } };
    decode = () => Promise.reject(new DOMException('', 'EncodingError'));
    close = () => undefined;
  };

describe('of an animation', () => {
  const blank = drawn();
  it('the code of a later picture is read, or the reader says that it did not look there', async () => {
    deepEqual(await read(gif([blank, blank, drawn(uris[0])])), givesFrames ? [uris[0]] : 'moves');
  }).timeout(20_000);

  it('the codes of all pictures are read, each once', async () => {
    const pictures = [drawn(uris[0]), blank, drawn(uris[1]), drawn(uris[2]), drawn(uris[0])];
    deepEqual(await read(gif(pictures)), givesFrames ? uris : [uris[0]]);
  }).timeout(20_000);

  it('in WebP the same', async () => {
    const picture = await webp([blank, drawn(uris[0])]);
    if (picture) deepEqual(await read(picture), givesFrames ? [uris[0]] : 'moves');
  }).timeout(20_000);

  it('without a code it is said that there is none, where all pictures could be looked at', async () => {
    deepEqual(await read(gif([blank, blank])), givesFrames ? 'no-code' : 'moves');
    deepEqual(await having(undefined, () => read(gif([blank, blank]))), 'moves');
    deepEqual(await having(undefined, () => read(gif([blank]))), 'no-code');
    deepEqual(await having(undefined, () => read(gif([drawn(uris[0]), blank]))), [uris[0]]);
  }).timeout(20_000);

  for (const count of [1, 2])
    it(`whose later picture is broken it is not said, ${count === 1 ? 'left out' : 'given'} by the engine`, async () => {
      deepEqual(await having(broken(count), () => read(gif([blank, drawn(uris[0])]))), 'moves');
    }).timeout(20_000);
});
