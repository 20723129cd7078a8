// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s18vfdsq: '機種変更',
  s1c2tf9w: '現在の設定',
  s1ch8hiv: 'ブラウザに残るコードを消去します',
  s1engc7w: '次へ',
  s1esxyo9: 'メール：未設定',
  s1mfsnaw: 'アプリを再設定する',
  s1w6egex: 'アプリをすべて失ったとき、コードが使えないとき',
  s23scrk: 'コードを確かめる',
  s2565fv: 'サービスで使えるかどうか',
  s3x8qn6: 'パソコンをほかの人に渡す',
  s3xpnjl: 'コードを作る',
  s3xw0re: { strings: ['アプリ（', '台）：', ''], values: [0, 1] },
  s4za4i3: 'メールを設定する',
  s567tcd: 'メールアドレスを変更する',
  sg08njz: { strings: ['アプリ（1台）：', ''], values: [0] },
  shcmc7: { strings: ['メール：', ''], values: [0] },
  sjdx9sy: '別のデバイスでもアプリを使う',
  sjx27eg: 'マニュアル1',
  sm8ixec: 'デバイスを買い替える',
  sqjazf9: 'デバイスを紛失したときも、リカバリーコードがあればログインできます。',
  sxbbl2h: { strings: ['まだ古いキーのデバイス：', '台'], values: [0] },
  sxkyfsq: 'マニュアル2-3～2-6',
} as unknown as Templates;
