import type { Secret } from '../core/secret.ts';
import { openCamera, type Camera } from '../qr/camera.ts';
import { JustTold } from './just-told.ts';
import { watchingParts, type ReaderWork } from './reader-work.ts';

/** Opens a camera for the reader of keys, and tells it what is in view, once. Resolves to nothing where it is off by then. */
export async function film(
  video: HTMLVideoElement,
  deviceId: string | undefined,
  { isBusy, ...work }: ReaderWork & { isBusy: () => boolean },
): Promise<Camera | undefined> {
  const { signal, send } = work;
  const justTold = new JustTold();
  const onTexts = (texts: Secret[]): void => {
    const news = isBusy() ? [] : justTold.newOf(texts);
    if (news.length) send({ type: 'saw', texts: news });
  };
  const onEnd = (): void => send({ type: 'cameraEnded' });
  const opening = await openCamera(video, { ...watchingParts(work), onTexts, onEnd }, deviceId);
  if (opening.at === 'failed') return void send({ type: 'cameraFailed', why: opening.why });
  const { camera } = opening;
  const stop = (): void => camera.stop();
  signal.addEventListener('abort', stop);
  // Left, or another way taken, while the browser asked.
  if (signal.aborted) stop();
  const devices = await camera.devices();
  if (camera.isOff) return;
  const torch = camera.hasTorch ? 'off' : 'none';
  send({ type: 'cameraOpened', lens: { devices, deviceId: camera.deviceId, torch } });
  return camera;
}
