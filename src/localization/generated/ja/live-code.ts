// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s13bzcw5: 'コピーしました',
  s1t8i01i: '次のコード：',
  sgt10zz: { strings: ['あと', '秒で切り替わります'], values: [0] },
  ss6g5lw: 'コピー',
} as unknown as Templates;
