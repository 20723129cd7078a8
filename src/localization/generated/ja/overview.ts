// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s0af643: 'メール：未設定',
  s136c01: { strTag: true, strings: ['メール：', ''], values: [0] },
  s1378c6: { strTag: true, strings: ['アプリ（1台）：', ''], values: [0] },
  s171959:
    'この操作は、このページではご案内できません。手順はマニュアルをご覧ください。お困りのときはヘルプデスクへお問い合わせください。',
  s529381: '別のデバイスでもアプリを使う',
  s777442: 'メールを設定する',
  s91fb76: 'メールアドレスを変更する',
  s9f89ab: { strTag: true, strings: ['アプリ（', '台）：', ''], values: [0, 1] },
  sd0006f: 'マニュアルをご覧ください',
  sd5095f: '現在の設定',
  seb9116: 'マニュアル一覧',
} as unknown as Templates;
