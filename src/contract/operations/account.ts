import type { Rows } from '../operation.ts';
import { account, nothing } from '../schemas.ts';

export const accountRows = {
  getAccount: {
    at: 'GET account',
    input: nothing,
    output: account,
    problems: [],
    changes: 'nothing',
    summary: {
      en: 'The account: policy, mail, devices, and what is pending.',
      ja: 'アカウントの情報。方針、メール、登録済みのデバイス、手続き中の設定を返します。',
    },
  },
} as const satisfies Rows;
