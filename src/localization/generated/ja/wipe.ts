// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = { s1b38tly: { strTag: true, strings: ['「', '」'], values: [0] } } as unknown as Templates;
