// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s2b97f1: {
    strTag: true,
    strings: [
      'ワンタイムパスワードを設定するには、先に',
      'のアカウントでログインしてください。ログイン後、このページに戻ります。',
    ],
    values: [0],
  },
  s56800c: 'ログインしてください',
  s5e2773: 'ログイン',
  scd1dd6: 'もう一度試す',
  sd9fb23: 'ログインしました',
} as unknown as Templates;
