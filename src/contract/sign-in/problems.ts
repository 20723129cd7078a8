import { problems, type ProblemRow } from '../problems.ts';

const everywhere = true;

/**
 * What can go wrong for a service that asks, one row a code. What a person typed is never a problem: a wrong code is an
 * answer of `verify`.
 */
export const signInProblems = {
  invalid_input: problems.invalid_input,
  unauthenticated: {
    status: 401,
    everywhere,
    title: {
      en: 'There is no key, or one that does not count.',
      ja: 'キーがないか、有効でないキーです。',
    },
  },
  insufficient_rights: {
    status: 403,
    everywhere,
    title: { en: 'This key has no right to ask this.', ja: 'このキーには、この操作の権限がありません。' },
  },
  from_browser: {
    status: 403,
    everywhere,
    title: {
      en: 'A browser sent this; only servers may ask here.',
      ja: 'ブラウザーからのリクエストです。ここではサーバーからのリクエストだけを受け付けます。',
    },
  },
  not_found: {
    status: 404,
    everywhere,
    title: { en: 'There is no such operation.', ja: 'この操作はありません。' },
  },
  factor_disabled: problems.factor_disabled,
  mail_required: {
    status: 409,
    title: {
      en: 'This person has no verified mail address.',
      ja: 'この利用者には、確認済みのメールアドレスがありません。',
    },
  },
  too_large: problems.too_large,
  unsupported_media_type: problems.unsupported_media_type,
  rate_limited: { status: problems.rate_limited.status, title: problems.rate_limited.title },
  mail_undeliverable: problems.mail_undeliverable,
  unavailable: problems.unavailable,
} as const satisfies Record<string, ProblemRow>;

export type SignInProblem = keyof typeof signInProblems;
