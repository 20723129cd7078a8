import { readScreen } from '../qr/screen.ts';
import { watchingParts, type ReaderWork } from './reader-work.ts';

/** Lets the person share a window with the reader of keys, and looks at it until a code is there. */
export async function readWindow(work: ReaderWork): Promise<void> {
  if (work.signal.aborted) return;
  const reading = await readScreen(work.signal, watchingParts(work));
  if (reading.at === 'read') work.send({ type: 'windowRead', texts: reading.texts });
  else work.send({ type: 'windowEnded', why: reading.why });
}
