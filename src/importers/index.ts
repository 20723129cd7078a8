import { inOnePiece } from '../text/typed.ts';
import { decodeText } from './decode.ts';
import type { Outcome, Source } from './found.ts';
import { parseJson } from './json.ts';
import { recogniseBytes, recogniseJson, recogniseText, type Recognised } from './recognise.ts';
import type { BareKey, FormatId, Reading, Work } from './types.ts';

export type { BareKey, FileKind, FormatId, Part, Reading, Rejected, Unreadable, Work } from './types.ts';

export interface ReadOptions extends Work {
  password?: string;
  /** If given, a text that is only a key becomes an entry with these values. */
  bareKey?: BareKey;
}

const sizeLimitBytes = 5 * 1024 * 1024;

/** One file, and one chunk, per format. */
const readers: Record<FormatId, () => Promise<{ read: (source: Source) => Outcome | Promise<Outcome> }>> = {
  '2fas': () => import('./2fas.ts'),
  '2fauth': () => import('./2fauth.ts'),
  aegis: () => import('./aegis.ts'),
  andotp: () => import('./andotp.ts'),
  'apple-passwords': () => import('./apple-passwords.ts'),
  'authenticator-extension': () => import('./authenticator-extension.ts'),
  bitwarden: () => import('./bitwarden.ts'),
  csv: () => import('./csv.ts'),
  ente: () => import('./ente.ts'),
  freeotp: () => import('./freeotp.ts'),
  'freeotp-plus': () => import('./freeotp-plus.ts'),
  'google-migration': () => import('./google-migration.ts'),
  keepass: () => import('./keepass.ts'),
  lastpass: () => import('./lastpass.ts'),
  otpauth: () => import('./otpauth.ts'),
  proton: () => import('./proton.ts'),
  raivo: () => import('./raivo.ts'),
  stratum: () => import('./stratum.ts'),
};

/** A copied key: Base32 of ten bytes or more, with or without groups and padding. */
function bareKeyIn(text: string): string | undefined {
  const key = text.length <= 500 ? inOnePiece(text) : '';
  return /^[a-z2-7]{16,}=*$/i.test(key) ? key : undefined;
}

async function recognise({ text, json, bytes }: Source, isText: boolean, options: ReadOptions): Promise<Recognised> {
  const container = recogniseBytes(bytes, isText ? text : undefined);
  if (container) return container;
  if (json && typeof json === 'object') return recogniseJson(json);
  if (!isText) return (await import('./andotp.ts')).isPlausible(bytes) ? 'andotp' : { why: 'unknown' };
  return options.bareKey && bareKeyIn(text) ? 'otpauth' : recogniseText(text);
}

async function readSource(source: Source, isText: boolean, options: ReadOptions): Promise<Reading> {
  const format = await recognise(source, isText, options);
  if (typeof format !== 'string') return { at: 'unreadable', ...format };
  const { bareKey } = options;
  const secret = bareKey && bareKeyIn(source.text);
  const [{ readingOf }, { read }] = await Promise.all([import('./weigh.ts'), readers[format]()]);
  if (secret) return readingOf(format, [{ ...bareKey, period: bareKey.periodS, secret }]);
  return readingOf(format, await read(source));
}

/** WebCrypto cannot be stopped, so we stop waiting for its answer. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
  });
}

/**
 * The keys in what a person has: the text of a QR code, a pasted text or a file of another authenticator app, recognised
 * by its content. Bad input is an answer, not an error: rejects only with the reason of `signal`, and when a part of this
 * program cannot be loaded.
 */
export function readKeys(source: string | Uint8Array<ArrayBuffer>, options: ReadOptions = {}): Promise<Reading> {
  if (source.length > sizeLimitBytes) return Promise.resolve({ at: 'unreadable', why: 'too-large' });
  const bytes = typeof source === 'string' ? new Uint8Array() : source;
  const decoded = typeof source === 'string' ? source : decodeText(source);
  const text = decoded?.trim() ?? '';
  const json = /^[{[]/.test(text) ? parseJson(text) : undefined;
  const { password, signal } = options;
  const content: Source = { text, json, bytes, password, work: options };
  return unlessAborted(readSource(content, decoded !== undefined, options), signal);
}
