// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s10hg573: '新しいコードを送りました。前のコードは使えません。',
  s15a18hn: 'メールアドレスを入力してください。',
  s15fzwar: { strings: ['これから、コードは', 'に届きます。'], values: [0] },
  s18tbqwf: '確認',
  s19jxjfq: 'ワンタイムパスワードを受け取るメールアドレス',
  s19k74wy: {
    strings: [
      '',
      'にメールを送りました。届くまで1分ほどかかることがあります。迷惑メールのフォルダーもご確認ください。',
    ],
    values: [0],
  },
  s1ank2dh: { strings: ['', 'ではありませんか'], values: [0] },
  s1dh503a: { strings: ['@', 'のアドレスは使えません。'], values: [0] },
  s1envwk8: {
    strings: [
      'このアドレスにコードを送ります。',
      'にアプリなしでログインするときや、スマートフォンをなくして再設定するときにも使います。',
    ],
    values: [0],
  },
  s1hexhwt: 'アプリの設定へ進む',
  s1kqt8qx: '入力したとおりで正しい場合は、もう一度送ってください。',
  s1l711ic: 'まずメールを、次にアプリを設定します。',
  s1t9nbvi: { strings: ['新しいアドレスの確認が終わるまで、コードは', 'に届きます。'], values: [0] },
  s4og9s9: 'メールに書かれたコードを入力してください',
  s567tcd: 'メールアドレスを変更する',
  s7x6xmr: '「現在の設定」に戻る',
  s9jqesz: '新しいコードを送る',
  sdnm9k6: { strings: ['', 'を使う'], values: [0] },
  sgbrp9h:
    'その受信箱を開くには同じワンタイムパスワードが必要なので、届いたコードを読めません。個人のメールアドレスを使ってください。',
  shdnqki: '次はアプリを設定しましょう。メールを待たずにコードを確認できるようになります。',
  sjg649z: '「@」がありません。name@example.comのように入力してください。',
  sl310o2: { strings: ['', '桁のコード'], values: [0] },
  sm60zi3: 'メールは設定済みです',
  stf5tkw: {
    strings: [
      '個人のメールアドレスを入力してください。',
      'のアドレスは使えません。受信箱を開くのに、このワンタイムパスワードが必要になるためです。',
    ],
    values: [0],
  },
  subnk55: 'コードを送る',
  sv2y2ur: 'アドレス',
  swsw6rm: 'メールアドレス',
  sxagcg3: 'メールの設定が完了しました',
  sxoaiok: 'コード',
  symoe40: { strings: ['コードは', 'に届きます。'], values: [0] },
  sz1jqbt: 'メールアドレスの形になっていません。入力に誤りがないか確かめてください。',
  szw2vvn: '別のアドレスを使う',
} as unknown as Templates;
