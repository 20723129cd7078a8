// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s13rl79q: '設定ページを開く',
  s1acurxp: '表示されました',
  s1cpvwru: '数字が違うとき',
  s1hexhwt: 'アプリの設定へ進む',
  s1q8tp5s: 'もう一度見比べる',
  s1wm043e: 'アプリの設定が完了しました',
  s982hh6: 'もう一度試す',
  sd9tv5x: '機種変更をするときや手放すときは、古いスマートフォンが使えるうちに、新しいほうへアプリを追加してください。',
  shdnqki: '次はアプリを設定しましょう。メールを待たずにコードを確認できるようになります。',
  she7s9v: { strTag: true, strings: ['アプリに ', '桁の数字が出た'], values: [0] },
  swsw6rm: 'メールアドレス',
  sxagcg3: 'メールの設定が完了しました',
} as unknown as Templates;
