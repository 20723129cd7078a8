// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {} as unknown as Templates;
