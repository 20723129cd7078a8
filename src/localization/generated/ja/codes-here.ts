// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = { s1kpv7zi: 'このブラウザのコードを表示する' } as unknown as Templates;
