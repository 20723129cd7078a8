// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s13ba5c: '別の方法で確認する',
  s17b18f: {
    strTag: true,
    strings: ['設定を変える前に、', ' にメールを送りました。書かれているコードを入力してください。'],
    values: [0],
  },
  s2ceb11: 'やめる',
  s391f00: '設定を変える前に、今アプリに表示されている数字を入力してください。',
  s7c005b: { strTag: true, strings: ['', '桁のコード'], values: [0] },
  s83e5c3: 'この変更には、新しいコードが必要です。',
  s9e8285: 'ご本人の確認',
  sa8a0ca: 'メールでコードを受け取る',
  sb85774: '確認',
  sd2ec8d: 'アプリの数字を入力する',
} as unknown as Templates;
