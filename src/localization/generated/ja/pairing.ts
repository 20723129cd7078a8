// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s13bzcw5: 'コピーしました',
  s14xarbs: '少し待ってから、もう一度お試しください。',
  s1d8ka7i: 'スマートフォン',
  s1dkf1xu: 'このブラウザで使うアプリ',
  s1epihhp: '別のブラウザ',
  s1hall0c: 'このブラウザの外にキーを渡そうとしています。',
  s1jpj98l: 'アカウントは今どこにありますか？',
  s1jv25pi: 'このブラウザのアプリには、アカウントがありません',
  s1or4whr: 'はい、同じです',
  s1ov61qe: 'アカウントが別のブラウザにある場合は、そのブラウザでこのページを開いてください。',
  s2960p3: 'このページをアプリとして使う',
  s4p9s42: '名前のないアカウント',
  s4zz0la: 'はじめに本人確認をしてください',
  s982hh6: 'もう一度試す',
  sky4lc5: '中止',
  sszf4s5: 'どのアカウントですか？',
  stvatl1: 'コードを表示する',
  sw9nig3: 'ログイン',
  sxf3ilf: 'スマートフォンのブラウザ',
} as unknown as Templates;
