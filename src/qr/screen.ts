import { page } from '../core/page.ts';
import type { Secret } from '../core/secret.ts';
import { readFrames } from './frames.ts';

export type ScreenReading = { at: 'read'; texts: Secret[] } | { at: 'ended'; why: 'denied' | 'stopped' };

/**
 * Lets the person share a screen or window, looks until a code is there, and ends the sharing. Asks first thing, since
 * browsers want a click right before. Aborting ends it, too.
 */
export async function readScreen(
  signal: AbortSignal,
  { parts = [], onPart }: Pick<Parameters<typeof readFrames>[1], 'parts' | 'onPart'> = {},
): Promise<ScreenReading> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getDisplayMedia({ audio: false, video: { frameRate: { ideal: 5 } } });
  } catch {
    return { at: 'ended', why: 'denied' };
  }
  const video = Object.assign(page.createElement('video'), { muted: true, playsInline: true });
  const ending = new AbortController();
  const end = (): void => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  addEventListener('pagehide', end, { signal: ending.signal });
  for (const track of stream.getTracks()) track.addEventListener('ended', end, { signal: ending.signal });
  if (signal.aborted) end();
  let found: Secret[] | undefined;
  try {
    video.srcObject = stream;
    await video.play();
    await readFrames(video, {
      signal: ending.signal,
      largestSide: 4096,
      parts,
      onPart,
      decode: async (gray, _count, work) => (await import('./decode.ts')).decode(gray, work),
      onTexts(texts) {
        found = texts;
        end();
      },
    });
  } catch {
    // Ended before it began to play.
  } finally {
    end();
    signal.removeEventListener('abort', end);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
  return found ? { at: 'read', texts: found } : { at: 'ended', why: 'stopped' };
}
