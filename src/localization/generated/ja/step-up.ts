// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s13ba5cc1b86607a6: '別の方法で確認する',
  s17b18f8a552fac32: {
    strTag: true,
    strings: ['設定を変える前に、', ' にメールを送りました。書かれているコードを入力してください。'],
    values: [0],
  },
  s2ceb11be2290bb1b: 'やめる',
  s391f00ba02e95f85: '設定を変える前に、今アプリに表示されている数字を入力してください。',
  s7c005b7074ccc1a2: { strTag: true, strings: ['', ' 桁のコード'], values: [0] },
  s83e5c3a55a73e4ec: 'この変更には、新しいコードが必要です。',
  s9e8285b59ebd2edc: 'ご本人の確認',
  sa8a0ca7524e69ae1: 'メールでコードを受け取る',
  sb85774dc5d18ff0f: '確認',
  sd2ec8d036e5dbb9e: 'アプリの数字を入力する',
} as unknown as Templates;
