import { page } from '../core/page.ts';
import type { CameraDevice, CameraFailure } from '../ports/camera.ts';
import { readFrames } from './frames.ts';

/** What came of asking for a camera. */
export type Opening = { at: 'open'; camera: Camera } | { at: 'failed'; why: CameraFailure };

interface Watch extends Pick<Parameters<typeof readFrames>[1], 'onTexts' | 'parts' | 'onPart'> {
  /** The light is off: stopped by us, by the browser, by unplugging, or because the page went away. */
  onEnd: () => void;
}

// A dense code of ten accounts wants every pixel; who has fewer gives fewer.
const wanted: MediaTrackConstraints = { width: { ideal: 1920 }, height: { ideal: 1080 } };
const largestSide = 1280;

/** Loaded only where the browser itself cannot read. */
const decode: Parameters<typeof readFrames>[1]['decode'] = async (...frame) =>
  (await import('./decode.ts')).decodeFrame(...frame);

/**
 * Asks for a camera (the one that looks away from the person, unless told which) and shows it in `video`.
 * Failures come as reasons.
 */
export async function openCamera(video: HTMLVideoElement, watch: Watch, deviceId?: string): Promise<Opening> {
  const { mediaDevices } = navigator;
  // Not there on pages without TLS, nor in frames that may not.
  if (!mediaDevices?.getUserMedia) return { at: 'failed', why: 'unsupported' };
  const which: MediaTrackConstraints = deviceId
    ? { deviceId: { exact: deviceId } }
    : { facingMode: { ideal: 'environment' } };
  let stream: MediaStream;
  try {
    stream = await mediaDevices.getUserMedia({ audio: false, video: { ...wanted, ...which } });
  } catch (error) {
    return { at: 'failed', why: failureOf(error) };
  }
  const camera = new Camera(stream, video, watch);
  try {
    await camera.show();
  } catch {
    // Taken off the page meanwhile, or the stream ended at once.
    camera.stop();
    return { at: 'failed', why: 'busy' };
  }
  return { at: 'open', camera };
}

/** https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia */
function failureOf(error: unknown): CameraFailure {
  switch ((error as Partial<Error>).name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unsupported';
  }
}

/**
 * Owns a camera's stream from permission to the end: whatever ends it, all tracks are stopped and the light is off.
 * Does not own the `<video>` it shows itself in.
 */
export class Camera {
  readonly #stream: MediaStream;
  readonly #video: HTMLVideoElement;
  readonly #watch: Watch;
  readonly #ending = new AbortController();

  constructor(stream: MediaStream, video: HTMLVideoElement, watch: Watch) {
    [this.#stream, this.#video, this.#watch] = [stream, video, watch];
    const { signal } = this.#ending;
    const stop = (): void => this.stop();
    for (const track of stream.getTracks()) track.addEventListener('ended', stop, { signal });
    addEventListener('pagehide', stop, { signal });
    page.addEventListener('visibilitychange', () => page.hidden && stop(), { signal });
  }

  /** Resolves when the picture moves; from then on it is read. */
  async show(): Promise<void> {
    const { signal } = this.#ending;
    this.#video.srcObject = this.#stream;
    await this.#video.play();
    // The person may have gone elsewhere while the browser asked.
    if (page.hidden) this.stop();
    signal.throwIfAborted();
    const { onTexts, onPart, parts = [] } = this.#watch;
    void readFrames(this.#video, { signal, largestSide, decode, onTexts, onPart, parts }).catch(() => this.stop());
  }

  get isOff(): boolean {
    return this.#ending.signal.aborted;
  }

  get deviceId(): string | undefined {
    return this.#track?.getSettings().deviceId;
  }

  /** Names come only with the permission, so ask when the camera is open. */
  async devices(): Promise<CameraDevice[]> {
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    return all
      .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId)
      .map(({ deviceId: id, label }) => ({ id, label }));
  }

  /** Chromium on Android, Safari 17.5 and later: https://w3c.github.io/mediacapture-image/#dom-mediatrackcapabilities-torch */
  get hasTorch(): boolean {
    // Firefox has no capabilities before version 132.
    return Boolean((this.#track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch);
  }

  async setTorch(isOn: boolean): Promise<void> {
    await this.#track
      ?.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] })
      .catch(() => undefined);
  }

  stop(): void {
    if (this.#ending.signal.aborted) return;
    this.#ending.abort();
    for (const track of this.#stream.getTracks()) track.stop();
    if (this.#video.srcObject === this.#stream) this.#video.srcObject = null;
    this.#watch.onEnd();
  }

  get #track(): MediaStreamTrack | undefined {
    return this.#stream.getVideoTracks()[0];
  }
}
