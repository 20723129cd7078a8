// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s380e64: { strTag: true, strings: ['これから、コードは ', ' に届きます。'], values: [0] },
  s3c058c:
    'その受信箱を開くには同じワンタイムパスワードが必要なので、届いたコードを読めません。個人のメールアドレスを使ってください。',
  s3c83dd: {
    strTag: true,
    strings: [
      'このアドレスにコードを送ります。',
      'にアプリなしでログインするときや、スマートフォンをなくして再設定するときにも使います。',
    ],
    values: [0],
  },
  s42e1de: {
    strTag: true,
    strings: [
      '',
      ' にメールを送りました。届くまで 1分ほどかかることがあります。迷惑メールのフォルダーもご確認ください。',
    ],
    values: [0],
  },
  s51fb1c: 'メールアドレスの形になっていません。入力の間違いがないか確かめてください。',
  s57c396: { strTag: true, strings: ['', ' を使う'], values: [0] },
  s5c5a1b: { strTag: true, strings: ['@', ' のアドレスは使えません。'], values: [0] },
  s649c8c: '別のアドレスを使う',
  s6d97b9: 'アプリの設定へ進む',
  s73cbed: 'ワンタイムパスワードを受け取るメールアドレス',
  s798ae9: '新しいコードを送りました。前のコードは使えません。',
  s7ae632: {
    strTag: true,
    strings: [
      '個人のメールアドレスを入力してください。',
      ' のアドレスは使えません。受信箱を開くのに、このワンタイムパスワードが必要になるためです。',
    ],
    values: [0],
  },
  s7c005b: { strTag: true, strings: ['', '桁のコード'], values: [0] },
  s87043b: '入力したとおりで正しい場合は、もう一度送ってください。',
  s879c6d: { strTag: true, strings: ['', ' ではありませんか'], values: [0] },
  s8cfc65: 'メールアドレスを入力してください。',
  s8f9f7e: '次はアプリを設定しましょう。メールを待たずにコードを確認できるようになります。',
  s953bc5: '新しいコードを送る',
  s9d3c4a: 'メールは設定済みです',
  sa99c8f: 'メールに書かれたコードを入力してください',
  sb1e93f: 'メールの設定が完了しました',
  sb85774: '確認',
  sc4d749: '「@」がありません。name@example.com のように入力してください。',
  sc5cfa1: { strTag: true, strings: ['コードは ', ' に届きます。'], values: [0] },
  sd1af07: 'コードを送る',
  sec5272: 'メールアドレス',
} as unknown as Templates;
