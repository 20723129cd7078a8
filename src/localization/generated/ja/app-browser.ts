// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s13bzcw5: 'コピーしました',
  s18f6vr8: 'キーをコピー',
  s1kwqdxo: 'キー',
  s1o0iveu: 'アプリに登録するキーの QRコード',
  s1y2s8af: 'すでにお使いのもの',
  shx8awi: 'アプリを用意しました',
  sjnvd3i: 'アプリを用意する',
} as unknown as Templates;
