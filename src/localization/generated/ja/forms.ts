// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s050c65: 'この内容をコピー',
  s1e04ef: 'うまくいきませんでした',
  s527a9a: { strTag: true, strings: ['あと', ' で、もう一度入力できます。'], values: [0] },
  s70528e: 'お問い合わせの際に、次の内容を添えてください。キー、コード、お名前は含まれていません。',
  sb57d56: { strTag: true, strings: ['メールが届かないときは、あと', ' で新しいコードを送れます。'], values: [0] },
  scd1dd6: 'もう一度試す',
  sf4de3b: 'コピーしました',
  sfc3a77: 'ヘルプデスクに伝える情報',
} as unknown as Templates;
