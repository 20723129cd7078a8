import { SecretBytes } from '../../src/core/secret-bytes.ts';
import { Secret } from '../../src/core/secret.ts';
import type { AnyState, Context } from '../../src/flows/machine/machine.ts';
import { largestFileBytes } from '../../src/flows/reading/reader.ts';
import type {
  Lens,
  News,
  ReaderContext,
  ReaderEvent,
  ReaderScreen,
  ReaderState,
} from '../../src/flows/reading/reader-state.ts';
import { canary, contexts } from './samples.ts';

/** What the walk brings to the reader of keys, and what its camera, its files and a shared window tell it. */

const key = new Secret(`otpauth://totp/a?secret=${canary.key}`);
const tooLong = 'x'.repeat(largestFileBytes + 1);
const file = new File([], 'picture.png');

/** What a person can bring, whatever way is open. */
const brought: ReaderEvent[] = [
  { type: 'brought', files: [], text: '' },
  { type: 'brought', files: [], text: canary.key },
  { type: 'brought', files: [], text: tooLong },
  { type: 'brought', files: [file], text: '' },
  { type: 'brought', files: [file], text: key.reveal() },
];

/** What a person can do on it. */
export function readerOffers({ stop, ways, inside }: ReaderScreen): ReaderEvent[] {
  const presses = [...ways, ...(stop ? [stop] : [])].map(({ event }) => event);
  return [...presses, ...brought, ...(inside ? offersInside(inside) : [])];
}

function offersInside(inside: NonNullable<ReaderScreen['inside']>): ReaderEvent[] {
  if ('preview' in inside) {
    const { device, stop, torch } = inside;
    const others = device?.options.map(({ id }): ReaderEvent => ({ type: 'startedCamera', deviceId: id })) ?? [];
    return [stop.event, ...(torch ? [torch.event] : []), ...others];
  }
  switch (inside.way) {
    case 'camera':
      return inside.isClosed ? [] : [inside.start.event];
    case 'screen':
      return inside.isClosed ? [] : [inside.share.event];
    case 'text':
      return ['', ` ${canary.key} `, tooLong].map((value): ReaderEvent => ({ type: 'submittedText', value }));
    case 'picture':
      return [];
  }
}

/** As a browser names them, or does not. */
const devices = [
  { id: 'front', label: 'HD Webcam' },
  { id: 'back', label: '' },
];
const lenses: Lens[] = [
  { devices: devices.slice(0, 1), deviceId: undefined, torch: 'none' },
  { devices, deviceId: 'back', torch: 'off' },
];
export const fileNews: News[] = [
  { at: 'read' },
  { at: 'file-taken' },
  { at: 'not-loaded' },
  { at: 'file-too-large', name: 'backup.json' },
  { at: 'picture-too-large', name: 'photo.jpg' },
  { at: 'picture-not-a-picture', name: 'code.png' },
  { at: 'picture-no-code', name: 'cat.png' },
  { at: 'picture-moves', name: 'film.gif' },
];
const part = { read: 1, of: 3 };
const whole = { read: 3, of: 3 };

/** What may be told to a reader in this state, unasked or as work under way ends. Long sequences differ in data only. */
export function readerNews(given: AnyState): ReaderEvent[] {
  const state = given as ReaderState;
  const told: ReaderEvent[] = [
    { type: 'looked', isRefused: true },
    { type: 'looked', isRefused: false },
    { type: 'left' },
  ];
  if ('seen' in state) {
    told.push({ type: 'cameraEnded' }, { type: 'sawPart', progress: part });
    told.push(state.seen.length ? { type: 'gathered' } : { type: 'saw', texts: [key] });
  }
  if (state.at === 'asking')
    told.push(
      ...lenses.map((lens): ReaderEvent => ({ type: 'cameraOpened', lens })),
      ...(['denied', 'missing', 'busy', 'unsupported', 'not-loaded'] as const).map((why): ReaderEvent => ({
        type: 'cameraFailed',
        why,
      })),
    );
  if (state.at === 'filming' && state.lens.torch !== 'none')
    told.push({ type: 'torchSet', isOn: state.lens.torch === 'off' });
  if (state.at === 'sharing')
    told.push(
      { type: 'sawPart', progress: part },
      { type: 'windowRead', texts: [key] },
      ...(['denied', 'stopped', 'not-loaded'] as const).map((why): ReaderEvent => ({ type: 'windowEnded', why })),
    );
  if (state.search) {
    for (const progress of [undefined, part, whole]) told.push({ type: 'searched', progress });
    const read: ReaderEvent = { type: 'fileRead', sources: [key], news: { at: 'read' } };
    if (state.search.news.length === 1 && state.search.read.length < 2) told.push(read);
    if (!state.search.news.length) {
      told.push({ type: 'fileRead', sources: [], news: { at: 'part' } });
      for (const news of fileNews)
        told.push(news.at === 'read' ? read : { type: 'fileRead', sources: sourcesOf(news), news });
    }
  }
  return told;
}

const sourcesOf = ({ at }: News) => (at === 'file-taken' ? [new SecretBytes(new Uint8Array(4))] : []);

/** Who may use it. */
const usual: ReaderContext = { locale: 'en', first: 'camera', canShareScreen: true, isBusy: false };
export const readerContexts: Record<string, Context & ReaderContext> = {
  'camera first': { ...contexts['computer']!, ...usual },
  'picture first, on a phone': { ...contexts['computer']!, ...usual, first: 'picture', canShareScreen: false },
  'while the flow looks': { ...contexts['computer']!, ...usual, isBusy: true },
};

/** Its texts that are ours. */
export function readerTexts({ news, stop, ways, inside }: ReaderScreen): string[] {
  const texts = [...news, ...ways.map(({ label }) => label), ...(stop ? [stop.label] : [])];
  if (inside) collect(inside, texts);
  return texts;
}

function collect(from: object, texts: string[]): void {
  for (const [name, value] of Object.entries(from))
    if (typeof value === 'object' && value !== null) collect(value as object, texts);
    else if (typeof value === 'string' && !['way', 'type', 'id', 'deviceId', 'chosen'].includes(name))
      texts.push(value);
}
