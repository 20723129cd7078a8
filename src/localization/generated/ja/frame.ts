// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s10hq5i4: { strTag: true, strings: ['手順 ', ' / ', ''], values: [0, 1] },
  s136ec1q: 'アプリを使うと、メールを待たずにログイン用のコードを確認できます。',
  s162lzyz: 'まず、メールを設定しましょう',
  s17spz6: 'マニュアル1 初回設定：メール（約2分）',
  s19dkozl: 'なくした、またはコードが使えない',
  s1b38tly: { strTag: true, strings: ['「', '」'], values: [0] },
  s1dx23sh: 'アプリをどこで使いますか',
  s1hzmxtu: '戻る',
  s1oym70p: 'マニュアル 2-1 アプリ／スマートフォン（約5分）',
  s1wf4tw2: 'マニュアル 2-2 アプリ／ブラウザ',
  s229yla: 'いいえ。コードはメールで受け取っています',
  s4shdgn: 'いいえ。まだ何も設定していません',
  s4za4i3: 'メールを設定する',
  s736huf: 'メールを先に設定し、そのあとでアプリを設定します。個人のメールアドレスをご用意ください。',
  s7e9wuz: 'はい。デバイスを買い替える',
  scv3iy5: 'パソコンのブラウザ',
  shgx3xi: '先にメールを設定します（マニュアル1）',
  sj53023: 'お待ちください…',
  skad6u5: 'はい。別のデバイスでも使いたい',
  skdh5p5: '今、コードを表示できるアプリをお持ちですか',
  sqafl61: 'スマートフォン',
  sxkyfsq: 'マニュアル 2-3～2-6',
  sy5xuqt: 'ヘルプデスクに問い合わせる',
} as unknown as Templates;
