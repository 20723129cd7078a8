// Written by `npm run generate` from the source and src/localization/xliff.
import type { Locale, Templates } from '../msg.ts';

export type ChunkName =
  | 'refusals'
  | 'forms'
  | 'overview'
  | 'interruptions'
  | 'reset'
  | 'wipe'
  | 'mail'
  | 'app-smartphone'
  | 'app-browser'
  | 'guide'
  | 'step-up'
  | 'key-reader'
  | 'sync'
  | 'transfer'
  | 'reading'
  | 'frame';

export const chunks: Record<Exclude<Locale, 'en'>, Record<ChunkName, () => Promise<{ templates: Templates }>>> = {
  ja: {
    refusals: () => import('./ja/refusals.ts'),
    forms: () => import('./ja/forms.ts'),
    overview: () => import('./ja/overview.ts'),
    interruptions: () => import('./ja/interruptions.ts'),
    reset: () => import('./ja/reset.ts'),
    wipe: () => import('./ja/wipe.ts'),
    mail: () => import('./ja/mail.ts'),
    'app-smartphone': () => import('./ja/app-smartphone.ts'),
    'app-browser': () => import('./ja/app-browser.ts'),
    guide: () => import('./ja/guide.ts'),
    'step-up': () => import('./ja/step-up.ts'),
    'key-reader': () => import('./ja/key-reader.ts'),
    sync: () => import('./ja/sync.ts'),
    transfer: () => import('./ja/transfer.ts'),
    reading: () => import('./ja/reading.ts'),
    frame: () => import('./ja/frame.ts'),
  },
};
