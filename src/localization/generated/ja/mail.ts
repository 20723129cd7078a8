// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s380e646100aa0923: { strTag: true, strings: ['これから、コードは ', ' に届きます。'], values: [0] },
  s3c058c8db8104b65:
    'その受信箱を開くには同じワンタイムパスワードが必要なので、届いたコードを読めません。個人のメールアドレスを使ってください。',
  s3c83ddac54acef38: {
    strTag: true,
    strings: [
      'このアドレスにコードを送ります。',
      'にアプリなしでログインするときや、スマートフォンをなくして再設定するときにも使います。',
    ],
    values: [0],
  },
  s42e1de9196d0a262: {
    strTag: true,
    strings: [
      '',
      ' にメールを送りました。届くまで 1 分ほどかかることがあります。迷惑メールのフォルダーもご確認ください。',
    ],
    values: [0],
  },
  s51fb1c8479f74549: 'メールアドレスの形になっていません。入力の間違いがないか確かめてください。',
  s57c396d2ec12a3a6: { strTag: true, strings: ['', ' を使う'], values: [0] },
  s5c5a1baa4fa28af6: { strTag: true, strings: ['@', ' のアドレスは使えません。'], values: [0] },
  s649c8c68ee7b78c3: '別のアドレスを使う',
  s6d97b94d84fd1b6d: 'アプリの設定へ進む',
  s73cbed8d1d476566: 'ワンタイムパスワードを受け取るメールアドレス',
  s798ae9a5709d178f: '新しいコードを送りました。前のコードは使えません。',
  s7ae63236b9697da0: {
    strTag: true,
    strings: [
      '個人のメールアドレスを入力してください。',
      ' のアドレスは使えません。受信箱を開くのに、このワンタイムパスワードが必要になるためです。',
    ],
    values: [0],
  },
  s7c005b7074ccc1a2: { strTag: true, strings: ['', ' 桁のコード'], values: [0] },
  s87043bdfcdb05049: '入力したとおりで正しい場合は、もう一度送ってください。',
  s879c6dc8f01a46a5: { strTag: true, strings: ['', ' ではありませんか'], values: [0] },
  s8cfc659d83b73bfb: 'メールアドレスを入力してください。',
  s8f9f7e24a73edee2: '次はアプリを設定しましょう。メールを待たずにコードを確認できるようになります。',
  s953bc55ab48a4a73: '新しいコードを送る',
  s9d3c4ad43a4bf1db: 'メールは設定済みです',
  sa99c8ff25c3d80c9: 'メールに書かれたコードを入力してください',
  sb1e93f5cb0db9043: 'メールの設定が完了しました',
  sb85774dc5d18ff0f: '確認',
  sc4d74915247e5127: '「@」がありません。name@example.com のように入力してください。',
  sc5cfa130fe294970: { strTag: true, strings: ['コードは ', ' に届きます。'], values: [0] },
  sd1af07f1617d5299: 'コードを送る',
  sec52729da99766a2: 'メールアドレス',
} as unknown as Templates;
