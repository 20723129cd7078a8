import { decodeFrame } from '../../src/qr/decode.ts';
import type { Gray } from '../../src/qr/gray.ts';
import { bentFilms, type Set } from './bent.ts';

export interface FilmReader {
  name: string;
  read: (gray: Gray, count: number) => Promise<string[]>;
}

/** What a camera's frames go through, in Node. */
const ours: FilmReader = {
  name: 'ours',
  read: async (gray, count) => (await decodeFrame(gray, count)).map((text) => text.reveal()),
};

const framesOfFilm = 6;

/** Shows each film until it is read, and tells how many were and at which frame. */
export async function compareFilms(set: Set, said: string, others: FilmReader[]): Promise<void> {
  const films = [...bentFilms(set, 1, framesOfFilm)];
  console.log(`\nfilms of ${framesOfFilm} frames of what is not flat (${said}): ${films.length}`);
  for (const { name, read } of [ours, ...others]) {
    const readAt: number[] = [];
    for (const { frames, expected } of films) {
      for (const [at, gray] of frames.entries()) {
        if (!(await read(gray, at)).includes(expected)) continue;
        readAt.push(at + 1);
        break;
      }
    }
    const first = readAt.filter((at) => at === 1).length;
    console.log(`  ${name.padEnd(10)} ${readAt.length} read, ${first} of them at the first frame`);
  }
}
