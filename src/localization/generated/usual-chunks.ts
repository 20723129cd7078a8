// Written by `npm run generate` from the source and src/localization/xliff.
import type { Locale } from '../languages.ts';
import type { Templates } from '../msg.ts';

export type UsualChunk = 'app-smartphone' | 'frame' | 'interruptions' | 'mail' | 'refusals';

export const usualChunks: Record<Exclude<Locale, 'en'>, Record<UsualChunk, () => Promise<{ templates: Templates }>>> = {
  ja: {
    'app-smartphone': () => import('./ja/app-smartphone.ts'),
    frame: () => import('./ja/frame.ts'),
    interruptions: () => import('./ja/interruptions.ts'),
    mail: () => import('./ja/mail.ts'),
    refusals: () => import('./ja/refusals.ts'),
  },
};
