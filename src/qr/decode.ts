import { _QRScanner, type FinderPoints } from 'qr/decode.js';
import { Secret } from '../core/secret.ts';
import { cover, crop, level, mean, median, mirror, resize, sharpen, stretch, turn, type Steps } from './prepare.ts';
import type { Gray } from './gray.ts';
import type { Piece } from './pieces.ts';
import type { Part, Payload } from './text.ts';
import { inBackground, turnOfThePage, type Work } from './work.ts';

/** One way to look at a picture. `scale` says where a find lies in the original; without it nothing is covered. */
interface Look {
  prepare: (gray: Gray) => Steps<Gray>;
  scale?: number;
  /** Largest picture, in pixels, for which it is worth its time. */
  upTo: number;
}

const million = 1e6;
const asItIs: Look = {
  *prepare(gray) {
    return gray;
  },
  scale: 1,
  upTo: 17 * million,
};
const larger = (factor: number, upTo: number, then = (gray: Gray): Steps<Gray> => asItIs.prepare(gray)): Look => ({
  *prepare(gray) {
    return yield* then(yield* resize(gray, factor));
  },
  scale: factor,
  upTo,
});

/** In the order in which they found the codes of `npm run bench:qr` soonest. */
const looks: readonly Look[] = [
  asItIs,
  { prepare: stretch, scale: 1, upTo: 5 * million },
  { prepare: (gray) => sharpen(gray, 3, 3), scale: 1, upTo: 3 * million },
  larger(2, 1.5 * million),
  { prepare: (gray) => level(gray, 25, 4), scale: 1, upTo: 3 * million },
  { prepare: median, scale: 1, upTo: 3 * million },
  larger(0.67, 17 * million),
  larger(2, 1.2 * million, (gray) => level(gray, 10, 4)),
  larger(1.5, 2 * million, (gray) => level(gray, 10, 4)),
  larger(0.5, 17 * million, (gray) => sharpen(gray, 2, 2)),
  larger(2, 1.2 * million, (gray) => sharpen(gray, 5, 3)),
  { prepare: (gray) => turn(gray, 22), upTo: 2 * million },
  larger(3, 0.6 * million, (gray) => level(gray, 10, 4)),
  {
    *prepare(gray) {
      return yield* stretch(yield* mean(gray, 2));
    },
    scale: 1,
    upTo: 3 * million,
  },
  larger(0.5, 17 * million, stretch),
  {
    *prepare(gray) {
      return mirror(gray);
    },
    upTo: 2 * million,
  },
  larger(3, 0.6 * million, (gray) => level(gray, 25, 4)),
  larger(3, 0.6 * million, (gray) => sharpen(gray, 7, 5)),
];

/** For pieces of a large picture, where a code can only be small: all pieces at one look, then all at the next. */
const looksAtPieces: readonly Look[] = [
  larger(2, million),
  larger(3, million),
  larger(2, million, (gray) => sharpen(gray, 2, 2)),
  larger(3, million, stretch),
];
/** From here on a picture is looked at in pieces, too, pixels. */
const large = 1.5 * million;

/** What a camera's frame gets besides a plain look, one after the other: the next frame has the next chance. */
const looksAtFrames = looks.slice(1, 12);

/** Then a picture counts as having no code, ms: people would rather take another one. */
const longestMs = 10_000;
/** How long one step may hold the page, ms. */
const sliceMs = 12;

/** Every text in the picture, each once. Empty when there is none; throws only the signal's reason. */
export async function decode(gray: Gray, { signal, parts }: Work = {}): Promise<Secret[]> {
  const search = new Search(gray, signal, parts);
  const endMs = performance.now() + longestMs;
  for (const [look, piece] of plan(gray.width * gray.height, await search.pieces())) {
    if (await (look ? search.look(look, piece) : search.lookAtBent())) return search.rest();
    if (performance.now() > endMs) break;
  }
  return [];
}

/**
 * Every look at the whole; of a large picture the pieces come right after the first look. No look is the one for codes
 * that do not lie flat, early because it is quick.
 */
function* plan(size: number, pieces: readonly Piece[]): Generator<[Look?, Piece?]> {
  for (const look of looks) {
    if (size <= look.upTo) yield [look];
    if (look !== asItIs) continue;
    yield [];
    for (const closer of looksAtPieces) for (const piece of pieces) yield [closer, piece];
  }
}

/** One frame of many: a plain look, and in turn one for what does not lie flat or one of the others. */
export async function decodeFrame(gray: Gray, count: number, { signal, parts }: Work = {}): Promise<Secret[]> {
  const search = new Search(gray, signal, parts);
  if (await search.look(asItIs)) return search.found();
  const other = looksAtFrames[(count >> 1) % looksAtFrames.length]!;
  if (count % 2 === 0) await search.lookAtBent();
  else if (gray.width * gray.height <= other.upTo) await search.look(other);
  return search.found();
}

/** The package knows neither Kanji mode nor bytes in Shift_JIS; so it only finds the data, and `text.ts` reads them. */
class Scanner extends _QRScanner {
  readonly payloads: Payload[] = [];

  protected override decodePayload(data: Uint8Array, length: number, version: number): string {
    this.payloads.push({ data: data.slice(0, length), version });
    return '';
  }
}

/** Owns the picture while it is searched, what was found, and the turns it gives to the page. */
class Search {
  readonly #texts = new Set<string>();
  /** Numbers of codes that are one of several. */
  readonly #seen = new Set<number>();
  #gray: Gray;
  #isOurs = false;
  #since = performance.now();

  constructor(
    gray: Gray,
    readonly signal?: AbortSignal,
    readonly parts: Part[] = [],
  ) {
    this.#gray = gray;
  }

  found(): Secret[] {
    return [...this.#texts].map((text) => new Secret(text));
  }

  /** Of a picture so large that a code may be small in it. */
  async pieces(): Promise<Piece[]> {
    if (this.#gray.width * this.#gray.height < large) return [];
    const { piecesOf } = await import('./pieces.ts');
    return this.#drive(piecesOf(this.#gray));
  }

  /** After the first find: the other codes, which may be smaller or inverted. */
  async rest(): Promise<Secret[]> {
    const { width, height } = this.#gray;
    for (const look of [asItIs, looks[3]!, looks[6]!]) {
      if (look.upTo < width * height) continue;
      while (await this.look(look));
    }
    if (width * height < looks[1]!.upTo) await this.lookAtBent();
    return this.found();
  }

  /** True when there was something new. */
  async look({ prepare, scale }: Look, piece?: Piece): Promise<boolean> {
    const gray = piece ? crop(this.#gray, piece.left, piece.top, piece.width, piece.height) : this.#gray;
    const { isNew, places } = await this.#scan(await this.#drive(prepare(gray)));
    if (scale) {
      for (const { x, y, width, height } of places) {
        const [left, top] = [(piece?.left ?? 0) + x / scale, (piece?.top ?? 0) + y / scale];
        this.#cover(left, top, left + width / scale, top + height / scale);
      }
    }
    return isNew;
  }

  /** For codes on curled paper, or seen through a lens that bends. */
  async lookAtBent(): Promise<boolean> {
    const { flatten } = await import('./flatten.ts');
    const steps = flatten(this.#gray);
    let hasNew = false;
    for (let isRead = false; ;) {
      const { done, value: flat } = steps.next(isRead);
      if (done) return hasNew;
      await this.#pause();
      if (!flat) continue;
      const { isNew, places } = await this.#scan(flat.gray);
      isRead = places.length > 0;
      hasNew ||= isNew;
      if (isRead) this.#cover(flat.left, flat.top, flat.right, flat.bottom);
    }
  }

  async #scan({ width, height, luma }: Gray): Promise<{ isNew: boolean; places: FinderPoints['boundingBox'][] }> {
    const places: FinderPoints['boundingBox'][] = [];
    // The decoder's own limit.
    if (Math.max(width, height) > 4096) return { isNew: false, places };
    const scanner = new Scanner({
      format: 'I420',
      maxSize: { width, height },
      effort: 64,
      timeLimit: 300,
      pointsOnDetect: ({ boundingBox }, result) => typeof result === 'string' && places.push({ ...boundingBox }),
    });
    // Its own copying takes ten times as long.
    scanner.luma.set(luma);
    scanner.processImage({ width, height });
    await inBackground(() => scanner.decodeAsync(true));
    this.signal?.throwIfAborted();
    const before = this.#texts.size + this.#seen.size;
    if (scanner.payloads.length) {
      // Fetched when there is something to read.
      const { textsOf } = await import('./text.ts');
      for (const text of textsOf(scanner.payloads, this.parts)) this.#texts.add(text);
      for (const { index } of this.parts.slice(-1)) this.#seen.add(index);
    }
    return { isNew: this.#texts.size + this.#seen.size > before, places };
  }

  #cover(left: number, top: number, right: number, bottom: number): void {
    // The caller's picture stays as it is.
    if (!this.#isOurs) this.#gray = { ...this.#gray, luma: this.#gray.luma.slice() };
    this.#isOurs = true;
    cover(this.#gray, left, top, right, bottom);
  }

  async #drive<Result>(steps: Steps<Result>): Promise<Result> {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      await this.#pause();
    }
  }

  async #pause(): Promise<void> {
    if (performance.now() - this.#since < sliceMs) return;
    await turnOfThePage();
    this.signal?.throwIfAborted();
    this.#since = performance.now();
  }
}
