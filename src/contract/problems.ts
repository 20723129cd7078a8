import type { DocsWords } from './docs-words.ts';

export interface ProblemRow {
  status: number;
  /** Any operation may answer it; the others are listed by each operation. */
  everywhere?: true;
  /**
   * For engineers; the English one is sent. What people read on a screen stands in src/flows/common/problem-words.ts.
   */
  title: DocsWords;
}

/**
 * What can go wrong, one row a code. Every refusal of a back end is an RFC 9457 problem document with one of these codes;
 * every code has words in every language and a way on in every flow that can meet it.
 */
export const problems = {
  invalid_input: {
    status: 400,
    everywhere: true,
    title: {
      en: 'The request does not have the documented shape.',
      ja: 'リクエストの形が、文書に書かれたものと異なります。',
    },
  },
  unauthenticated: {
    status: 401,
    everywhere: true,
    title: { en: 'Nobody is signed in.', ja: 'ログインしていません。' },
  },
  step_up_required: {
    status: 403,
    title: {
      en: 'A fresh proof of identity is needed for this change.',
      ja: 'この変更には、あらためての本人確認が必要です。',
    },
  },
  forbidden_origin: {
    status: 403,
    everywhere: true,
    title: {
      en: 'This page is not on the list of allowed origins.',
      ja: 'このページは、許可されたオリジンの一覧にありません。',
    },
  },
  pairing_of_another: {
    status: 403,
    title: { en: 'Somebody else opened this pairing.', ja: 'このペアリングは、別の人が開いたものです。' },
  },
  not_found: {
    status: 404,
    title: { en: 'There is nothing with this id.', ja: 'この ID のものはありません。' },
  },
  mail_required: {
    status: 409,
    title: { en: 'A mail address has to be verified first.', ja: '先にメールアドレスの確認が必要です。' },
  },
  already_enrolled: {
    status: 409,
    title: {
      en: 'An app is already set up; add another device by syncing.',
      ja: 'アプリは設定済みです。デバイスの追加は同期で行います。',
    },
  },
  code_replayed: {
    status: 409,
    title: {
      en: 'This code, or a newer one of the same key, has been used already.',
      ja: 'このコード、または同じキーのより新しいコードが使用済みです。',
    },
  },
  last_device: {
    status: 409,
    title: { en: 'The last way to sign in cannot be removed.', ja: 'ログインできる最後の手段は外せません。' },
  },
  pairing_taken: {
    status: 409,
    title: {
      en: 'Another device has joined this pairing already.',
      ja: 'このペアリングには、すでに別のデバイスが加わっています。',
    },
  },
  pairing_full: {
    status: 409,
    title: {
      en: 'This end has left as many messages as a pairing takes.',
      ja: 'こちら側から送れるメッセージの数の上限に達しました。',
    },
  },
  idempotency_conflict: {
    status: 409,
    everywhere: true,
    title: {
      en: 'The idempotency key was used for another request.',
      ja: 'この冪等キーは、別のリクエストで使われています。',
    },
  },
  enrolment_expired: {
    status: 410,
    title: {
      en: 'This is over: finished, cancelled, replaced or not finished in time.',
      ja: 'すでに終わっています。完了したか、取りやめられたか、置き換えられたか、期限が切れました。',
    },
  },
  code_expired: {
    status: 410,
    title: { en: 'The code is too old.', ja: 'コードの有効期限が切れています。' },
  },
  too_large: {
    status: 413,
    everywhere: true,
    title: { en: 'The request is too large.', ja: 'リクエストが大きすぎます。' },
  },
  unsupported_media_type: {
    status: 415,
    everywhere: true,
    title: {
      en: 'The request body has to be application/json.',
      ja: 'リクエストの本文は application/json でなければなりません。',
    },
  },
  invalid_code: {
    status: 422,
    title: { en: 'The code is not right.', ja: 'コードが正しくありません。' },
  },
  wrong_length: {
    status: 422,
    title: { en: 'The code does not have the expected number of digits.', ja: 'コードの桁数が違います。' },
  },
  mail_domain_forbidden: {
    status: 422,
    title: { en: 'Mail addresses of this domain cannot be used.', ja: 'このドメインのメールアドレスは使えません。' },
  },
  attempts_exhausted: {
    status: 429,
    title: {
      en: 'Too many wrong codes; wait before the next attempt.',
      ja: '間違いが続きました。しばらく待つ必要があります。',
    },
  },
  factor_disabled: {
    status: 403,
    title: {
      en: 'Too many wrong codes in a row; codes of this kind count again after another proof.',
      ja: '間違いが続きすぎました。この種類のコードは、別の方法で本人確認をするまで使えません。',
    },
  },
  rate_limited: {
    status: 429,
    everywhere: true,
    title: {
      en: 'Too many requests; wait before the next one.',
      ja: 'リクエストが多すぎます。しばらく待つ必要があります。',
    },
  },
  not_implemented: {
    status: 501,
    everywhere: true,
    title: { en: 'This back end does not offer the operation.', ja: 'このサーバーは、この操作に対応していません。' },
  },
  mail_undeliverable: {
    status: 502,
    title: {
      en: 'The mail server did not take the message.',
      ja: 'メールサーバーがメッセージを受け付けませんでした。',
    },
  },
  unavailable: {
    status: 503,
    everywhere: true,
    title: { en: 'The service cannot answer right now.', ja: 'サービスは今、応答できません。' },
  },
} as const satisfies Record<string, ProblemRow>;

/** A code that a back end may answer. */
export type ProblemCode = keyof typeof problems;

const rows: [ProblemCode, ProblemRow][] = Object.entries(problems) as [ProblemCode, ProblemRow][];

/** Refusals that any operation may answer. */
export const everywhere: readonly ProblemCode[] = rows.flatMap(([code, row]) => (row.everywhere ? [code] : []));

/** The body of a refusal (RFC 9457, `application/problem+json`). */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  /** English, for engineers; never shown to a person and never holding what the person typed. */
  detail?: string;
  attemptsLeft?: number;
  retryAfterMs?: number;
}
