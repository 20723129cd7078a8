import { build, type Plugin } from 'esbuild';
import type { Gray } from '../../src/qr/gray.ts';
import type * as reading from '../../src/qr/read-picture.ts';
import { countMoves, counting } from './counting.ts';

/** Work that was done in one piece, and file and line at which it ended. */
export interface Stretch {
  work: number;
  at: string;
}

export interface Run {
  texts: string[];
  /** The longest between two lines of ours at which the search can be paused. */
  step: Stretch;
  /** The longest for which the page had to wait. */
  task: Stretch;
  /** Lines at which the search could be paused. */
  reached: Set<string>;
}

/** What the reader needs of a page; its clock goes by the work that is done. */
interface World {
  now: () => number;
  stop: (at: string) => void;
  page: { createElement: () => object };
  scheduler: { postTask: <Result>(run: () => Result) => Promise<Result>; yield: () => Promise<void> };
  createImageBitmap: () => Promise<object>;
}

/** The reader of pictures as it ships, with a counter in it, so that a run is the same each time and on each machine. */
export async function countedReader(
  unitsPerMs: number,
): Promise<{ stops: Set<string>; read: (gray: Gray) => Promise<Run> }> {
  const stops = new Set<string>();
  const plugin: Plugin = {
    name: 'counting',
    setup({ onLoad }) {
      onLoad({ filter: /core\/page\.ts$/ }, () => ({ contents: 'export const page = $world.page;' }));
      onLoad({ filter: /\/src\/|\/qr\// }, ({ path }) => ({ contents: counting(path, stops), loader: 'ts' }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: ['src/qr/read-picture.ts'],
    ...{ bundle: true, write: false, format: 'iife', globalName: 'reader', plugins: [plugin] },
    define: {
      'performance.now': '$world.now',
      'Date.now': '$world.now',
      globalThis: '$world',
      createImageBitmap: '$world.createImageBitmap',
    },
  });
  // eslint-disable-next-line no-new-func -- our own code, with a counter in it
  const make = new Function('$world', '$work', `${outputFiles[0]!.text}; return reader;`) as (
    world: World,
    work: Float64Array,
  ) => typeof reading;
  return { stops, read: (gray) => run(make, gray, unitsPerMs) };
}

async function run(
  make: (world: World, work: Float64Array) => typeof reading,
  gray: Gray,
  unitsPerMs: number,
): Promise<Run> {
  const work = new Float64Array(1);
  const [step, task]: Stretch[] = [
    { work: 0, at: '' },
    { work: 0, at: '' },
  ];
  const began = { step: 0, task: 0 };
  const reached = new Set<string>();
  let last = 'the beginning';
  const stop = (at: string): void => {
    const done = work[0]! - began.step;
    const isOurs = ![last, at].some((place) => place.startsWith('decode.js'));
    if (isOurs && done > step!.work) Object.assign(step!, { work: done, at: `${last} to ${at}` });
    began.step = work[0]!;
    last = at;
    reached.add(at);
  };
  const turn = async (): Promise<void> => {
    const done = work[0]! - began.task;
    if (done > task!.work) Object.assign(task!, { work: done, at: `before a turn after ${last}` });
    await new Promise((resolve) => setImmediate(resolve));
    began.task = work[0]!;
    stop('a turn');
  };
  const world: World = {
    now: () => work[0]! / unitsPerMs,
    stop,
    page: { createElement: () => canvasWith(gray) },
    scheduler: {
      async postTask(run) {
        await turn();
        return run();
      },
      yield: turn,
    },
    createImageBitmap: () => Promise.resolve({ width: gray.width, height: gray.height, close: () => undefined }),
  };
  const head = new DataView(new ArrayBuffer(24));
  head.setUint32(0, 0x89504e47);
  head.setUint32(16, gray.width);
  head.setUint32(20, gray.height);
  const restore = countMoves(work);
  try {
    const result = await make(world, work).readPicture(new Blob([head]));
    await turn();
    return {
      texts: 'texts' in result ? result.texts.map((text) => text.reveal()) : [],
      step: step!,
      task: task!,
      reached,
    };
  } finally {
    restore();
  }
}

/** A canvas that shows the picture, drawn `-top` lower. */
function canvasWith({ width, luma }: Gray): object {
  let top = 0;
  const context = {
    clearRect: () => undefined,
    drawImage: (_: unknown, __: number, y: number) => void (top = -y),
    getImageData(_: number, __: number, across: number, count: number) {
      const data = new Uint8ClampedArray(across * count * 4);
      for (let at = 0; at < across * count; at++) {
        const light = luma[top * width + at]!;
        data[at * 4] = data[at * 4 + 1] = data[at * 4 + 2] = light;
        data[at * 4 + 3] = 255;
      }
      return { data };
    },
  };
  return { width: 0, height: 0, getContext: () => context };
}
