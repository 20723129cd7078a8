// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s16bdw9j: 'ログインしてください',
  s18d0620: {
    strings: [
      'ワンタイムパスワードを設定するには、先に',
      'のアカウントでログインしてください。ログイン後、このページに戻ります。',
    ],
    values: [0],
  },
  s1ta35qm:
    'ほかのページが開けるときは、このページがサービスに登録されていない可能性があります。ヘルプデスクへお知らせください。',
  s8vb92x: 'ログインしました',
  s982hh6: 'もう一度試す',
  sw9nig3: 'ログイン',
} as unknown as Templates;
