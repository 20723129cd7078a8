import type { Secret } from '../../core/secret.ts';
import type { CameraDevice, CameraFailure } from '../../ports/camera.ts';
import type { Locale } from '../../localization/languages.ts';
import type { KeySource } from '../machine/effects.ts';
import type { Action } from '../machine/screen.ts';

export type Way = 'camera' | 'picture' | 'screen' | 'text';

/** What there is to say. */
export type News =
  | {
      at:
        | 'looking'
        | 'read'
        | 'taken'
        | 'file-taken'
        | 'stopped'
        | 'camera-off'
        | 'screen-denied'
        | 'screen-stopped'
        | 'not-loaded'
        | 'text-too-long'
        | 'next-part';
    }
  | { at: 'parts'; read: number; of: number }
  | {
      at: 'file-too-large' | 'picture-too-large' | 'picture-not-a-picture' | 'picture-no-code' | 'picture-moves';
      name: string;
    };

/** `part`: the file is one code of several, which only together say something. */
export type FileNews = News | { at: 'part' };

/** Where the reader of keys is. One way is open at a time; files may be searched beside any but a shared window. */
export type ReaderState = { news: News[]; search: Search | null } & (
  | { at: 'closed' }
  /** The camera is off. */
  | { at: 'camera' }
  | { at: 'asking'; seen: Secret[] }
  | { at: 'refused'; why: CameraFailure }
  | { at: 'filming'; seen: Secret[]; lens: Lens }
  | { at: 'picture' }
  | { at: 'screen' }
  /** A window is shared, and looked at. */
  | { at: 'sharing' }
  | { at: 'text' }
);

/** What the files that are being searched have given so far, and what there is to say of them at the end. */
export interface Search {
  read: KeySource[];
  news: FileNews[];
}

/** The camera that is on. */
export interface Lens {
  devices: CameraDevice[];
  deviceId: string | undefined;
  torch: 'none' | 'on' | 'off';
}

/** How many of the codes that hold one text together have been seen; undefined where none is such a code. */
export type Progress = { read: number; of: number } | undefined;

/** A `File`, which the machine only hands on: the page alone reads it. */
export interface BroughtFile {
  readonly name: string;
  readonly size: number;
}

export type ReaderEvent =
  | { type: 'openedWay'; way: Way }
  | { type: 'stopped' }
  /** Picked, dropped or pasted, with a text that came along. */
  | { type: 'brought'; files: readonly BroughtFile[]; text: string }
  | { type: 'submittedText'; value: string }
  | { type: 'startedCamera'; deviceId?: string }
  | { type: 'stoppedCamera' }
  | { type: 'pressedTorch' }
  | { type: 'sharedWindow' }
  /** What came of the effects. */
  | { type: 'cameraOpened'; lens: Lens }
  | { type: 'cameraFailed'; why: CameraFailure | 'not-loaded' }
  | { type: 'cameraEnded' }
  | { type: 'torchSet'; isOn: boolean }
  | { type: 'saw'; texts: Secret[] }
  | { type: 'gathered' }
  | { type: 'sawPart'; progress: Progress }
  | { type: 'fileRead'; sources: KeySource[]; news: FileNews }
  | { type: 'searched'; progress: Progress }
  | { type: 'windowRead'; texts: Secret[] }
  | { type: 'windowEnded'; why: 'denied' | 'stopped' | 'not-loaded' }
  /** The flow has looked at what it was told. `isRefused`: nothing of it could be used. */
  | { type: 'looked'; isRefused: boolean }
  /** The reader is off the page. */
  | { type: 'left' };

/** What the reader wants done. */
export type ReaderEffect =
  /**
   * Comes back as `cameraOpened` or `cameraFailed`; then, until `end`, whatever it sees as `saw` and `sawPart`, and as
   * `cameraEnded` that it went off by itself.
   */
  | { effect: 'open-camera'; deviceId: string | undefined }
  /** Comes back as `torchSet`. */
  | { effect: 'set-torch'; isOn: boolean }
  /** Comes back as `gathered` after a moment, in which the camera may see further codes in view. */
  | { effect: 'gather' }
  /** Comes back as `fileRead` for each, and then as `searched`. */
  | { effect: 'read-files'; files: readonly BroughtFile[] }
  /** Comes back as `windowRead` or `windowEnded`, with `sawPart` before it. */
  | { effect: 'read-window' }
  /** The flow gets these: all that the person brought by one action. */
  | { effect: 'tell'; sources: KeySource[] }
  /** What was typed was taken. */
  | { effect: 'clear-text' }
  /** Stops the camera, the search, the sharing; the parts of a text that were seen count no longer. */
  | { effect: 'end' }
  /** What has not been told yet never is. */
  | { effect: 'forget' };

/** What it knows beside its own state. */
export interface ReaderContext {
  locale: Locale;
  /** The way that is open at first. */
  first: 'camera' | 'picture';
  canShareScreen: boolean;
  /** What was told is being looked at: nothing new is taken until that is done. */
  isBusy: boolean;
}

/** What it speaks of, in the flows' own dialect. */
export interface ReaderDialect {
  context: ReaderContext;
  effect: ReaderEffect;
  screen: ReaderScreen;
}

export interface ReaderScreen {
  kind: 'reader';
  /** Sentences that are read out as they come. */
  news: string[];
  /** While files are searched or a window is looked at. */
  stop?: Action<ReaderEvent>;
  ways: (Action<ReaderEvent> & { way: Way })[];
  /** What is inside the way that is open. */
  inside?: Inside;
}

/** An action with `isClosed` is shown, and does nothing yet. */
export type Inside =
  | { way: 'camera'; reason: string; alert?: string[]; start: Action<ReaderEvent>; isClosed: boolean }
  | {
      way: 'camera';
      preview: string;
      /** Where there are several. Choosing sends `startedCamera` with its id. */
      device?: { label: string; options: { id: string; label: string }[]; chosen: string | undefined };
      stop: Action<ReaderEvent>;
      torch?: Action<ReaderEvent> & { isOn: boolean };
    }
  /** Picking sends `brought`. */
  | { way: 'picture'; hint: string; label: string }
  | { way: 'screen'; hint: string; share: Action<ReaderEvent>; isClosed: boolean }
  /** Submitting sends `submittedText`, as typed. */
  | { way: 'text'; label: string; hint: string; submit: string };
