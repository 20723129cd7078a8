// Written by `npm run generate` from the source and src/localization/xliff.
import type { Locale } from '../languages.ts';
import type { Templates } from '../msg.ts';

export type OtherChunk =
  | 'app-browser'
  | 'app-here'
  | 'authenticator'
  | 'authenticator-more'
  | 'choose-guide'
  | 'codes-here'
  | 'device-acts'
  | 'devices'
  | 'guide'
  | 'key-reader'
  | 'live-code'
  | 'old-device'
  | 'overview'
  | 'pairing'
  | 'reading'
  | 'renewal'
  | 'reset'
  | 'step-up'
  | 'sync'
  | 'transfer'
  | 'vault'
  | 'wipe';

export const otherChunks: Record<Exclude<Locale, 'en'>, Record<OtherChunk, () => Promise<{ templates: Templates }>>> = {
  ja: {
    'app-browser': () => import('./ja/app-browser.ts'),
    'app-here': () => import('./ja/app-here.ts'),
    authenticator: () => import('./ja/authenticator.ts'),
    'authenticator-more': () => import('./ja/authenticator-more.ts'),
    'choose-guide': () => import('./ja/choose-guide.ts'),
    'codes-here': () => import('./ja/codes-here.ts'),
    'device-acts': () => import('./ja/device-acts.ts'),
    devices: () => import('./ja/devices.ts'),
    guide: () => import('./ja/guide.ts'),
    'key-reader': () => import('./ja/key-reader.ts'),
    'live-code': () => import('./ja/live-code.ts'),
    'old-device': () => import('./ja/old-device.ts'),
    overview: () => import('./ja/overview.ts'),
    pairing: () => import('./ja/pairing.ts'),
    reading: () => import('./ja/reading.ts'),
    renewal: () => import('./ja/renewal.ts'),
    reset: () => import('./ja/reset.ts'),
    'step-up': () => import('./ja/step-up.ts'),
    sync: () => import('./ja/sync.ts'),
    transfer: () => import('./ja/transfer.ts'),
    vault: () => import('./ja/vault.ts'),
    wipe: () => import('./ja/wipe.ts'),
  },
};
