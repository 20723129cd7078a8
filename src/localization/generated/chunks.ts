// Written by `npm run generate` from the source and src/localization/xliff.
import type { Locale, Templates } from '../msg.ts';

export type ChunkName =
  'refusals' | 'forms' | 'overview' | 'interruptions' | 'mail' | 'app-smartphone' | 'step-up' | 'frame';

export const chunks: Record<Exclude<Locale, 'en'>, Record<ChunkName, () => Promise<{ templates: Templates }>>> = {
  ja: {
    refusals: () => import('./ja/refusals.ts'),
    forms: () => import('./ja/forms.ts'),
    overview: () => import('./ja/overview.ts'),
    interruptions: () => import('./ja/interruptions.ts'),
    mail: () => import('./ja/mail.ts'),
    'app-smartphone': () => import('./ja/app-smartphone.ts'),
    'step-up': () => import('./ja/step-up.ts'),
    frame: () => import('./ja/frame.ts'),
  },
};
