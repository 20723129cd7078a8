import type { Secret } from '../core/secret.ts';
import { detectNatively } from './native.ts';
import type { Gray } from './gray.ts';
import { Pixels } from './pixels.ts';
import type { Work } from './work.ts';

interface FrameWork extends Work {
  signal: AbortSignal;
  /** Longest side to look at, pixels. */
  largestSide: number;
  /** Reads the frame with this number. */
  decode: (gray: Gray, count: number, work: Work) => Promise<Secret[]>;
  onTexts: (texts: Secret[]) => void;
  /** A code was seen that is one of several, of which some are still missing. */
  onPart?: (() => void) | undefined;
}

/** Between two frames, ms: reading is no race, and a phone should not get warm. */
const restMs = 60;

/** Looks at a playing video, frame by frame, until the signal says stop. A frame without a code is no news. */
export async function readFrames(
  video: HTMLVideoElement,
  { signal, largestSide, decode, onTexts, parts = [], onPart }: FrameWork,
): Promise<void> {
  const pixels = new Pixels();
  try {
    for (let count = 0; !signal.aborted; count++) {
      await nextFrame(video, signal);
      const { videoWidth, videoHeight } = video;
      if (!videoWidth || !videoHeight) continue;
      let texts = await detectNatively(video);
      if (!texts.length) {
        const scale = Math.min(1, largestSide / Math.max(videoWidth, videoHeight));
        const sides = [videoWidth, videoHeight].map((length) => Math.round(length * scale)) as [number, number];
        // While it is read the video goes on.
        const still = await createImageBitmap(video);
        const gray = await pixels.read(still, ...sides, { signal }).finally(() => still.close());
        const before = parts.at(-1);
        texts = await decode(gray, count, { signal, parts });
        if (!texts.length && parts.at(-1) !== before && !signal.aborted) onPart?.();
      }
      if (texts.length && !signal.aborted) onTexts(texts);
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    pixels.clear();
  }
}

/** A still screen shows no new frame, and a page behind others is not drawn: then it is time to look anyway. */
const longestRestMs = 250;

/** When the video shows a new frame, or at the next one of the page where the browser cannot tell. */
function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    setTimeout(resolve, longestRestMs);
    // Firefox has it from version 132.
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(() => resolve());
    else requestAnimationFrame(() => resolve());
  });
}
