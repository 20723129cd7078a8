import * as z from 'zod/mini';
import { proof, type Rows } from '../operation.ts';
import { code, codeDigits, count, id, lockedUntil, maskedAddress, stepUpMethod, time } from '../schemas.ts';

export const stepUpRows = {
  beginStepUp: {
    at: 'POST step-up',
    input: z.object({ method: stepUpMethod }),
    /** `address`: where the code was sent, for the mail method. `resendAt`: from when beginning again sends another one. */
    output: z.object({
      id,
      method: stepUpMethod,
      digits: codeDigits,
      expiresAt: time,
      address: z.nullable(maskedAddress),
      resendAt: z.optional(z.nullable(time)),
      attemptsLeft: count,
      lockedUntil,
    }),
    problems: ['mail_required', 'not_found', 'mail_undeliverable', 'factor_disabled'],
    changes: 'proof',
    confirmedBy: 'confirmStepUp',
    summary: {
      en: 'Begin a fresh proof of identity by mail, by an app or by a recovery code.',
      ja: 'メール、アプリ、またはリカバリーコードによる、あらためての本人確認を始めます。',
    },
  },
  confirmStepUp: {
    at: 'POST step-up/{id}/confirm',
    input: z.object({ id, code }),
    output: z.object({ freshUntil: time }),
    problems: [...proof, 'code_replayed', 'code_expired', 'enrolment_expired'],
    changes: 'proof',
    summary: {
      en: 'Give the code of the fresh proof.',
      ja: 'あらためての本人確認のコードを送ります。',
    },
  },
} as const satisfies Rows;
