import * as z from 'zod/mini';
import { proof, type Rows } from '../operation.ts';
import { code, id, mailedCode, nothing, verifiedMail } from '../schemas.ts';

export const mailRows = {
  beginMail: {
    at: 'POST mail',
    input: z.object({ address: z.string().check(z.minLength(3), z.maxLength(254)) }),
    output: mailedCode,
    problems: ['mail_domain_forbidden', 'mail_undeliverable', 'factor_disabled'],
    stepUp: true,
    changes: 'account',
    confirmedBy: 'confirmMail',
    summary: {
      en: 'Send a code to a mail address; replaces a pending address. The verified address stays until the new one is confirmed.',
      ja: 'メールアドレスにコードを送ります。手続き中のアドレスがあれば置き換えます。確認済みのアドレスは、新しいアドレスの確認が済むまで使えます。',
    },
  },
  resendMail: {
    at: 'POST mail/{id}/resend',
    input: z.object({ id }),
    output: mailedCode,
    problems: ['not_found', 'enrolment_expired', 'mail_undeliverable', 'factor_disabled'],
    changes: 'account',
    summary: {
      en: 'Send a new code to the pending address; the former code stops working.',
      ja: '手続き中のアドレスに新しいコードを送ります。前のコードは使えなくなります。',
    },
  },
  confirmMail: {
    at: 'POST mail/{id}/confirm',
    input: z.object({ id, code }),
    output: z.object({ mail: verifiedMail }),
    problems: [...proof, 'code_expired', 'enrolment_expired'],
    changes: 'account',
    summary: {
      en: 'Prove the pending address with the mailed code.',
      ja: 'メールで届いたコードで、手続き中のアドレスを確認します。',
    },
  },
  cancelMail: {
    at: 'DELETE mail/{id}',
    input: z.object({ id }),
    output: nothing,
    problems: ['not_found'],
    changes: 'account',
    summary: {
      en: 'Give the pending address up.',
      ja: '手続き中のアドレスを取りやめます。',
    },
  },
} as const satisfies Rows;
