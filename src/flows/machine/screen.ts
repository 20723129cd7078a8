import type { EntryKey } from '../../core/entry.ts';
import type { Secret } from '../../core/secret.ts';
import type { KeySource } from './effects.ts';
import type { Problem } from '../../contract/problem-codes.ts';
import type { CodeRule, Slip } from './typed-code.ts';

/**
 * The closed vocabulary of screens. A flow says *what* is on a screen; how it looks is the elements' affair.
 * Words are plain text in the reader's language; `event` is what happens when the person acts.
 */
export interface Action<E> {
  label: string;
  event: E;
  /** It takes something away, and looks like that. */
  look?: 'danger';
}

/** A place outside the flow. Opens beside the page unless it is the way to sign in. */
export interface Link {
  label: string;
  href: string;
  /** Leaves this page on purpose, to come back to it. */
  here?: true;
}

/** Why the last code or name was not taken: what a screen remembers. Never holds the code. */
export type Refusal =
  | { why: 'slip'; slip: Slip; rule: CodeRule }
  | { why: 'problem'; problem: Problem; atMs: number }
  /** The code is right for another time: the clock that made it is off, a phone's or a computer's. Positive: slow. */
  | { why: 'clock'; slowS: number; exact: boolean; kind?: 'browser'; problem: Problem; atMs: number };

/** What stands above the field after a refusal, or news such as "a new code is on its way". */
export type Alert<E> = { tone: 'error'; refusal: Refusal } | OwnAlert<E>;

/** Words that belong to one screen; those for a refusal are the same everywhere. */
export interface OwnAlert<E> {
  tone: 'error' | 'news';
  text: string;
  /** What to do about it, one sentence each. */
  more?: string[];
  action?: Action<E>;
}

/** Where an app is to be had, outside this page. */
export interface Store extends Link {
  /** It is wanted on a phone, and this is none: a QR code of the address stands beside the link. */
  hasQr?: true;
}

/** `at`: index into `steps`. */
export interface Progress {
  steps: readonly string[];
  at: number;
}

interface Frame<E> {
  heading: string;
  /** Paragraphs. */
  body?: string[];
  /** Until then the way on is closed (milliseconds since the epoch, this device's clock); a refusal in `alert` says so itself. */
  waitUntilMs?: number;
  /** The steps that the person sees on this way, a word or two each, and the one that this screen is. */
  progress?: Progress;
  alert?: Alert<E>;
  /** Quiet ways on, below the primary action. */
  others?: Action<E>[];
  links?: Link[];
  back?: E;
  /** Something is under way; the screen stays and cannot be used twice. Set by the runner. */
  busy?: true;
}

/** Says something, and leads on with one button at most. */
export interface NoticeScreen<E> extends Frame<E> {
  kind: 'notice';
  primary?: Action<E> | Link;
  /** Before the button that leads on: what it is about is done there first. */
  stores?: Store[];
}

/** A question, and a button for each answer. */
export interface ChooseScreen<E> extends Frame<E> {
  kind: 'choose';
  choices: { label: string; note?: string; event: E }[];
}

/** A field for text. Submitting sends `{ type: submit.type, value }`, the text as typed. */
export interface EnterTextScreen<E> extends Frame<E> {
  kind: 'enter-text';
  field: {
    label: string;
    hint?: string;
    value: string;
    type: 'email' | 'text' | 'password';
    autocomplete: string;
    maxLength: number;
  };
  submit: { label: string; type: ValueEventType<E> };
}

/** A field for a code. Submitting sends `{ type: submit.type, value }`, the text as typed; the flow reads the digits. */
export interface EnterCodeScreen<E> extends Frame<E> {
  kind: 'enter-code';
  field: { label: string; hint?: string; digits: number };
  submit: { label: string; type: ValueEventType<E> };
  /** Until then no code is taken (milliseconds since the epoch, this device's clock). */
  lockedUntilMs?: number;
  /** A way to get another code, from a moment on (this device's clock, too). */
  again?: { label: string; event: E; fromMs: number };
}

/** A key for an app: as a QR code, as a link, as letters to type, as a file. */
export interface ShowKeyScreen<E> extends Frame<E> {
  kind: 'show-key';
  uri: Secret;
  secret: Secret;
  /** `link-first`: the person reads this on the phone that gets the app, and cannot scan their own screen. */
  order: 'qr-first' | 'link-first';
  qr: { label: string; instruction: string };
  link: { label: string; note?: string };
  key: { label: string; note: string; copy: string; copied: string };
  /** The key as a text file of `otpauth:` lines, for apps that import one. */
  file?: { label: string; note: string };
  primary: Action<E>;
}

/** Takes a key that exists already: by camera, picture, file, paste, drop, shared screen or typing. */
export interface ScanScreen<E> extends Frame<E> {
  kind: 'scan';
  /** The way that is open at first; the others are a press away. */
  first: 'camera' | 'picture';
  /** Sends `{ type: read, sources }`: all codes, texts and files that the person brought at once. */
  read: SourcesEventType<E>;
}

/** The code that a key gives now, for comparing it with the code in the app. */
export interface CompareCodeScreen<E> extends Frame<E> {
  kind: 'compare-code';
  key: EntryKey;
  /** Whose code it is. */
  label: string;
  primary: Action<E>;
}

/** The way to this device for another one: a QR code to scan, a code to type. */
export interface InvitationScreen<E> extends Frame<E> {
  kind: 'invitation';
  /** What the QR code holds. No secret, but for nobody else either. */
  address: Secret;
  /** `instruction`: where the text above does not say it. */
  qr: { label: string; instruction?: string };
  /** The code that stands for it, as it is shown: `XXXX-XXXX`. Only where the other device has a field for it; then it comes first. */
  typing?: { code: string; label: string; copy: string; copied: string };
  /** This device's clock, milliseconds since the epoch. */
  untilMs: number;
}

/** Digits for comparing them with those on another screen. */
export interface CompareDigitsScreen<E> extends Frame<E> {
  kind: 'compare-digits';
  digits: string;
  /** This device's clock, milliseconds since the epoch. */
  untilMs: number;
  primary: Action<E>;
  /** Of the same weight: it is as good an answer. */
  differ: Action<E>;
  /** Which answer comes first; without it `primary` does. */
  first?: 'differ';
}

/** A list of devices or accounts, a row each. A row may be edited in place. */
export interface ListScreen<E> extends Frame<E> {
  kind: 'list';
  /** What is listed, for whoever does not see it. */
  label: string;
  rows: ListRow<E>[];
  primary?: Action<E>;
  /** The row that the person has just dealt with. */
  focus?: string;
}

export interface ListRow<E> {
  id: string;
  title: string;
  /** What sets it apart: “This browser”. */
  mark?: string;
  /** Short sentences. */
  facts: string[];
  /** What needs attention. */
  warning?: string;
  /** The code of this account, now. `aheadMs`: how far this device's clock is ahead, as far as known. */
  code?: { key: EntryKey; aheadMs: number };
  /** In sight. */
  actions: Action<E>[];
  /** One press away, under this label. */
  further?: { label: string; actions: Action<E>[] };
  /** In place of the actions. Submitting sends `{ type: submit.type, value }`. */
  edit?: {
    label: string;
    value: string;
    maxLength: number;
    submit: { label: string; type: ValueEventType<E> };
    cancel: Action<E>;
  };
}

/** Recovery codes, shown once: the person copies, prints or saves them. */
export interface SaveCodesScreen<E> extends Frame<E> {
  kind: 'save-codes';
  codes: Secret[];
  label: string;
  copy: string;
  copied: string;
  download: string;
  /** Heads the file and the printed page: whose codes these are. */
  title: string;
  print: string;
  primary: Action<E>;
}

/** Something is under way, and the person has nothing to do meanwhile. */
export interface WaitScreen<E> extends Frame<E> {
  kind: 'wait';
  /** How much of it is done, from 0 to 1, where that is known. Set by the runner. */
  done?: number;
}

/** The end: what is reached, and where to go from here. */
export interface DoneScreen<E> extends Frame<E> {
  kind: 'done';
  primary?: Action<E>;
}

export type Screen<E> =
  | NoticeScreen<E>
  | ChooseScreen<E>
  | EnterTextScreen<E>
  | EnterCodeScreen<E>
  | ShowKeyScreen<E>
  | ScanScreen<E>
  | CompareCodeScreen<E>
  | InvitationScreen<E>
  | CompareDigitsScreen<E>
  | ListScreen<E>
  | SaveCodesScreen<E>
  | WaitScreen<E>
  | DoneScreen<E>;

type ValueEventType<E> = Extract<E, { type: string; value: string }>['type'];
type SourcesEventType<E> = Extract<E, { type: string; sources: readonly KeySource[] }>['type'];
