import type { KeySource } from '../flows/machine/effects.ts';
import type { ReaderEffect, ReaderEvent } from '../flows/reading/reader-state.ts';
import type { Camera } from '../qr/camera.ts';
import type { Part } from '../qr/text.ts';
import type { ReaderWork } from './reader-work.ts';

/** How long a camera looks for further codes in view after the first, ms: each may need another look. */
const gatheringMs = 600;

/** The element that the reader is drawn in. */
interface Surroundings {
  send: (event: ReaderEvent) => void;
  /** What the camera shows itself in. */
  video: () => HTMLVideoElement | null;
  /** What was told before is still being looked at. */
  isBusy: () => boolean;
  tell: (sources: readonly KeySource[]) => void;
  clearText: () => void;
}

/**
 * Does what the reader of keys wants done (flows/reading/reader.ts).
 *
 * Owns: the camera from the click to the light going off, the search of pictures and windows, the parts of a text in
 * several codes, not telling twice what stays in view, telling one thing after the other.
 */
export class ReaderEffects {
  readonly #around: Surroundings;
  #work = new AbortController();
  /** The camera that is on. */
  #camera: Camera | undefined;
  /** Of texts in several codes, those seen since the last `end`. */
  #parts: Part[] = [];
  /** Of each action, what has not been told yet. */
  #untold: KeySource[][] = [];
  #isTelling = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  perform(effect: ReaderEffect): void {
    const { signal } = this.#work;
    // What has ended tells nothing more.
    const send = (event: ReaderEvent): void => void (signal.aborted || this.#around.send(event));
    const work: ReaderWork = { signal, send, parts: this.#parts };
    switch (effect.effect) {
      case 'open-camera':
        return void this.#openCamera(effect.deviceId, work);
      case 'set-torch': {
        const { isOn } = effect;
        return void this.#camera?.setTorch(isOn).then(() => send({ type: 'torchSet', isOn }));
      }
      case 'gather':
        return void setTimeout(() => send({ type: 'gathered' }), gatheringMs);
      case 'read-files':
        return void this.#readFiles(effect.files as readonly File[], work);
      case 'read-window':
        return void this.#readWindow(work);
      case 'tell':
        this.#untold.push(effect.sources);
        return this.tellNext();
      case 'clear-text':
        return this.#around.clearText();
      case 'end':
        this.#work.abort();
        this.#work = new AbortController();
        this.#parts = [];
        return;
      case 'forget':
        this.#untold = [];
    }
  }

  /** Tells the next when what was told before has been looked at. */
  tellNext(): void {
    if (!this.#isTelling) this.#tellOne();
  }

  #tellOne(): void {
    const next = this.#around.isBusy() ? undefined : this.#untold.shift();
    this.#isTelling = next !== undefined;
    if (!next) return;
    this.#around.tell(next);
    // By then the host has made the reader busy if it has to look.
    setTimeout(() => this.#tellOne());
  }

  async #openCamera(deviceId: string | undefined, work: ReaderWork): Promise<void> {
    const filming = await import('./reader-camera.ts').catch(() => undefined);
    const video = this.#around.video();
    if (work.signal.aborted) return;
    if (!filming || !video) return work.send({ type: 'cameraFailed', why: 'not-loaded' });
    this.#camera = await filming.film(video, deviceId, { ...work, isBusy: this.#around.isBusy });
  }

  async #readFiles(files: readonly File[], work: ReaderWork): Promise<void> {
    const reading = await import('./reader-files.ts').catch(() => undefined);
    if (reading) return reading.readFiles(files, work);
    work.send({ type: 'fileRead', sources: [], news: { at: 'not-loaded' } });
    work.send({ type: 'searched', progress: undefined });
  }

  async #readWindow(work: ReaderWork): Promise<void> {
    const sharing = await import('./reader-window.ts').catch(() => undefined);
    if (sharing) return sharing.readWindow(work);
    work.send({ type: 'windowEnded', why: 'not-loaded' });
  }
}
