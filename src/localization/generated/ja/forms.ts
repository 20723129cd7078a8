// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s13bzcw5: 'コピーしました',
  s1elu9e6: 'うまくいきませんでした',
  s1exq1m2: { strings: ['あと', ' で、もう一度入力できます。'], values: [0] },
  s1ku8w4d: 'この内容をコピー',
  s1szehp: 'ヘルプデスクに伝える情報',
  s1t6zccq: { strings: ['メールが届かないときは、あと', ' で新しいコードを送れます。'], values: [0] },
  s982hh6: 'もう一度試す',
  sssfgnr: 'お問い合わせの際に、次の内容を添えてください。キー、コード、お名前は含まれていません。',
} as unknown as Templates;
