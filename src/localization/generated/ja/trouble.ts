// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = { scd1dd6: 'もう一度試す' } as unknown as Templates;
