// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s10hg573: '新しいコードを送りました。前のコードは使えません。',
  s19k74wy: {
    strTag: true,
    strings: [
      '',
      ' にメールを送りました。届くまで 1分ほどかかることがあります。迷惑メールのフォルダーもご確認ください。',
    ],
    values: [0],
  },
  s1dx23sh: 'アプリをどこで使いますか',
  s4og9s9: 'メールに書かれたコードを入力してください',
  s9jqesz: '新しいコードを送る',
  scv3iy5: 'パソコンのブラウザ',
  sl310o2: { strTag: true, strings: ['', '桁のコード'], values: [0] },
  sqafl61: 'スマートフォン',
  swgb4ff: 'マニュアル一覧',
} as unknown as Templates;
