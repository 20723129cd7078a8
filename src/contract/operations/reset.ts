import * as z from 'zod/mini';
import { proof, type Rows } from '../operation.ts';
import { code, count, id, mailedCode, nothing } from '../schemas.ts';

export const resetRows = {
  beginReset: {
    at: 'POST reset',
    input: nothing,
    output: mailedCode,
    problems: ['mail_required', 'mail_undeliverable', 'factor_disabled'],
    changes: 'account',
    confirmedBy: 'confirmReset',
    summary: {
      en: 'Set up again: send a code to the verified mail address.',
      ja: '再設定を始めます。確認済みのメールアドレスにコードを送ります。',
    },
  },
  confirmReset: {
    at: 'POST reset/{id}/confirm',
    input: z.object({ id, code }),
    output: z.object({ removedDevices: count }),
    problems: [...proof, 'code_expired', 'enrolment_expired'],
    changes: 'account',
    summary: {
      en: 'Void the secret and every app device.',
      ja: 'キーと、登録済みのアプリのデバイスをすべて無効にします。',
    },
  },
} as const satisfies Rows;
