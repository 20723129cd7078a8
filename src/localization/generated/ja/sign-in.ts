// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s2b97f1ec1e326c68: {
    strTag: true,
    strings: [
      'ワンタイムパスワードを設定するには、先に',
      'のアカウントでログインしてください。ログイン後、このページに戻ります。',
    ],
    values: [0],
  },
  s56800c8d3517f677: 'ログインしてください',
  s5e27738a2e8eb763: 'ログイン',
  sd9fb23d95f7c3539: 'ログインしました',
} as unknown as Templates;
