// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s1c2tf9w: '現在の設定',
  s1esxyo9: 'メール：未設定',
  s1jxruw: 'マニュアルをご覧ください',
  s3xw0re: { strTag: true, strings: ['アプリ（', '台）：', ''], values: [0, 1] },
  s4za4i3: 'メールを設定する',
  s567tcd: 'メールアドレスを変更する',
  sg08njz: { strTag: true, strings: ['アプリ（1台）：', ''], values: [0] },
  shcmc7: { strTag: true, strings: ['メール：', ''], values: [0] },
  sjdx9sy: '別のデバイスでもアプリを使う',
  swgb4ff: 'マニュアル一覧',
  sytxic3:
    'この操作は、このページではご案内できません。手順はマニュアルをご覧ください。お困りのときはヘルプデスクへお問い合わせください。',
} as unknown as Templates;
