import * as z from 'zod/mini';
import type { Rows } from '../operation.ts';
import { id, nothing, recovery, secretText, time } from '../schemas.ts';

export const recoveryRows = {
  beginRecoveryCodes: {
    at: 'POST recovery',
    input: nothing,
    /** The codes are answered once; they count from `confirmRecoveryCodes` on. */
    output: z.object({
      id,
      codes: z.array(secretText()).check(z.minLength(1), z.maxLength(20)),
      expiresAt: time,
    }),
    problems: [],
    stepUp: true,
    changes: 'account',
    confirmedBy: 'confirmRecoveryCodes',
    offeredWith: 'recoveryCodes',
    summary: {
      en: 'Make recovery codes, each good for one step-up. They are answered here and never again; former ones go on counting until these are confirmed.',
      ja: 'リカバリーコードを作ります。1つのコードで、あらためての本人確認が1回できます。コードを返すのはこの1回だけです。新しいコードを保管したと確認するまでは、前のコードを使えます。',
    },
  },
  confirmRecoveryCodes: {
    at: 'POST recovery/{id}/confirm',
    input: z.object({ id }),
    output: z.object({ recovery }),
    problems: ['not_found', 'enrolment_expired'],
    changes: 'account',
    offeredWith: 'recoveryCodes',
    summary: {
      en: 'The person has kept the codes: they count from now on, and former ones no longer.',
      ja: 'リカバリーコードを保管したと確認します。この時点から新しいコードが有効になり、前のコードは使えなくなります。',
    },
  },
} as const satisfies Rows;
