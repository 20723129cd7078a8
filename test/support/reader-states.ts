import { Secret } from '../../src/core/secret.ts';
import type { Lens, News, ReaderState } from '../../src/flows/reading/reader-state.ts';
import { fileNews } from '../flows/reader-samples.ts';

/** Every state of the reader of keys, and everything it has to say, for pictures; nothing here is anybody's. */

const beside = { news: [], search: null };
const lens: Lens = {
  devices: [
    { id: 'front', label: 'HD Webcam' },
    { id: 'back', label: '' },
  ],
  deviceId: 'back',
  torch: 'on',
};
const looking: News = { at: 'looking' };
const parts: News[] = [{ at: 'parts', read: 2, of: 5 }, { at: 'next-part' }];
const search = { read: [], news: [] };

export const readerStates: Record<string, ReaderState> = {
  'all ways closed': { at: 'closed', ...beside },
  'camera off': { at: 'camera', ...beside },
  'camera asked for': { at: 'asking', ...beside, seen: [] },
  ...Object.fromEntries(
    (['denied', 'missing', 'busy', 'unsupported'] as const).map((why) => [
      `camera refused, ${why}`,
      { at: 'refused', ...beside, why } satisfies ReaderState,
    ]),
  ),
  filming: { at: 'filming', search: null, news: [looking], seen: [], lens },
  'filming, a code read': { at: 'filming', search: null, news: [{ at: 'read' }], seen: [new Secret('')], lens },
  'filming a text in several codes': { at: 'filming', search: null, news: parts, seen: [], lens },
  'filming while files are searched': { at: 'filming', search, news: [looking], seen: [], lens },
  'camera stopped': { at: 'camera', search: null, news: [{ at: 'camera-off' }] },
  pictures: { at: 'picture', ...beside },
  'pictures searched': { at: 'picture', search, news: [looking] },
  ...Object.fromEntries(
    fileNews.map((news) => [
      `pictures, ${news.at}`,
      { at: 'picture', search: null, news: [news] } satisfies ReaderState,
    ]),
  ),
  'pictures, several at once': { at: 'picture', search: null, news: fileNews },
  'pictures of a text in several codes': { at: 'picture', search: null, news: parts },
  'pictures, search stopped': { at: 'picture', search: null, news: [{ at: 'stopped' }] },
  'another window': { at: 'screen', ...beside },
  'a window shared': { at: 'sharing', search: null, news: [looking] },
  'a window not shared': { at: 'screen', search: null, news: [{ at: 'screen-denied' }] },
  'a window without a code': { at: 'screen', search: null, news: [{ at: 'screen-stopped' }] },
  'typed text': { at: 'text', ...beside },
  'typed text, taken': { at: 'text', search: null, news: [{ at: 'taken' }] },
  'typed text, too long': { at: 'text', search: null, news: [{ at: 'text-too-long' }] },
};
