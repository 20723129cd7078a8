// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s12gjcrm: '再設定',
  s18vfdsq: '機種変更',
  s19dkozl: 'なくした、またはコードが使えない',
  s1ch8hiv: 'ブラウザに残るコードを消去します',
  s229yla: 'いいえ。コードはメールで受け取っています',
  s3x8qn6: 'パソコンをほかの人に渡す',
  s4shdgn: 'いいえ。まだ何も設定していません',
  s7e9wuz: 'はい。デバイスを買い替える',
  shgx3xi: '先にメールを設定します（マニュアル1）',
  skad6u5: 'はい。別のデバイスでも使いたい',
  skdh5p5: '今、コードを表示できるアプリをお持ちですか',
  sxkyfsq: 'マニュアル2-3～2-6',
} as unknown as Templates;
