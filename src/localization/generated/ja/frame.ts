// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s040d08: 'マニュアル1 初回設定：メール（約2分）',
  s63365e: 'お待ちください…',
  s684b6b: { strTag: true, strings: ['手順 ', ' / ', ''], values: [0, 1] },
  s701449: '先にメールを設定します（マニュアル1）',
  s70e77b: 'マニュアル 2-1 アプリ／スマートフォン（約5分）',
  s71e7ad: 'アプリを使うと、メールを待たずにログイン用のコードを確認できます。',
  s777442: 'メールを設定する',
  s7d9e59: 'はい。別のデバイスにあります',
  s8908a1: 'マニュアル 2-2 アプリ／ブラウザ',
  s955a64: 'いいえ。まだ何も設定していません',
  s99f26a: 'ヘルプデスクに問い合わせる',
  sbee744: 'いいえ。コードはメールで受け取っています',
  sc16e00: '戻る',
  scac04e: 'メールを先に設定し、そのあとでアプリを設定します。個人のメールアドレスをご用意ください。',
  scf9caa: 'パソコンのブラウザ',
  sd5aa9f: '今、コードを表示できるアプリをお持ちですか',
  sdc44d2: 'アプリをどこで使いますか',
  seae089: 'まず、メールを設定しましょう',
  sf6cf0e: 'スマートフォン',
} as unknown as Templates;
