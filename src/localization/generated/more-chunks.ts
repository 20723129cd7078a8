// Written by `npm run generate` from the source and src/localization/xliff.
import type { Locale } from '../languages.ts';
import type { Templates } from '../msg.ts';

export type MoreChunk =
  | 'choose-guide'
  | 'overview'
  | 'reset'
  | 'wipe'
  | 'app-browser'
  | 'app-here'
  | 'guide'
  | 'step-up'
  | 'key-reader'
  | 'devices'
  | 'device-acts'
  | 'renewal'
  | 'pairing'
  | 'authenticator'
  | 'authenticator-more'
  | 'vault'
  | 'live-code'
  | 'sync'
  | 'old-device'
  | 'transfer'
  | 'reading';

export const moreChunks: Record<Exclude<Locale, 'en'>, Record<MoreChunk, () => Promise<{ templates: Templates }>>> = {
  ja: {
    'choose-guide': () => import('./ja/choose-guide.ts'),
    overview: () => import('./ja/overview.ts'),
    reset: () => import('./ja/reset.ts'),
    wipe: () => import('./ja/wipe.ts'),
    'app-browser': () => import('./ja/app-browser.ts'),
    'app-here': () => import('./ja/app-here.ts'),
    guide: () => import('./ja/guide.ts'),
    'step-up': () => import('./ja/step-up.ts'),
    'key-reader': () => import('./ja/key-reader.ts'),
    devices: () => import('./ja/devices.ts'),
    'device-acts': () => import('./ja/device-acts.ts'),
    renewal: () => import('./ja/renewal.ts'),
    pairing: () => import('./ja/pairing.ts'),
    authenticator: () => import('./ja/authenticator.ts'),
    'authenticator-more': () => import('./ja/authenticator-more.ts'),
    vault: () => import('./ja/vault.ts'),
    'live-code': () => import('./ja/live-code.ts'),
    sync: () => import('./ja/sync.ts'),
    'old-device': () => import('./ja/old-device.ts'),
    transfer: () => import('./ja/transfer.ts'),
    reading: () => import('./ja/reading.ts'),
  },
};
