import * as z from 'zod/mini';
import type { DocsWords } from '../docs-words.ts';
import { codeDigits, count, id, lockedUntil, mailedCode, maskedAddress, nothing, time } from '../schemas.ts';
import type { SignInProblem } from './problems.ts';

/** What a key may do. */
export const serviceRights = ['factors', 'challenge', 'verify', 'audit'] as const;
export type ServiceRight = (typeof serviceRights)[number];

/** One operation of the second contract: a service asks, at the sign-in of somebody. */
export interface SignInRow {
  at: `${'GET' | 'POST'} ${string}`;
  /** Of the key that may ask this; null: any. */
  right: ServiceRight | null;
  input: z.ZodMiniObject;
  output: z.ZodMiniObject;
  problems: readonly SignInProblem[];
  summary: DocsWords;
}

const factor = z.enum(['app', 'mail', 'recovery']);
/** The person, as the sessions of the self-service name them. In bodies only: addresses end up in logs. */
const subject = z.string().check(z.minLength(1), z.maxLength(255));

/** Where the person is. Kept in the audit; an app's last use shows it to the person. */
const whence = {
  /** The network address of the person's browser. */
  address: z.optional(z.string().check(z.maxLength(45), z.regex(/^[0-9A-Fa-f:.]+$/))),
  /** What the person's browser says it is. */
  agent: z.optional(z.string().check(z.maxLength(1024))),
  /** The reader's language (BCP 47), of what is said and sent. Without it: `Accept-Language`. */
  language: z.optional(z.string().check(z.maxLength(35))),
  /** The sign-in that this belongs to, by an id of yours: a mailed code then counts for this one only. */
  session: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
};

export const refusalReasons = [
  'invalid_code',
  'clock_off',
  'wrong_length',
  'other_factor',
  'code_replayed',
  'code_expired',
  'no_challenge',
  'attempts_exhausted',
  'factor_disabled',
  'nothing_set_up',
  'refused',
] as const;

const auditCursor = z.string().check(z.regex(/^[0-9]{1,15}$/));

export const signInRows = {
  getFactors: {
    at: 'POST factors',
    right: 'factors',
    input: z.object({ subject }),
    output: z.object({
      /** In the order in which a page would offer them. */
      factors: z
        .array(
          z.object({
            factor,
            digits: codeDigits,
            /** `disabled`: too many wrong codes; it counts again after a proof by another factor. */
            state: z.enum(['usable', 'locked', 'disabled']),
            attemptsLeft: count,
            lockedUntil,
            /** Of the factor `mail`. */
            address: z.optional(maskedAddress),
            /** Of recovery codes: how many are unused. */
            left: z.optional(count),
          }),
        )
        .check(z.maxLength(3)),
      /** `due`: nothing is set up, and the day from when it has to be has come. `open`: nothing is set up yet. */
      setUp: z.enum(['done', 'open', 'due']),
      requiredFrom: z.nullable(time),
    }),
    problems: [],
    summary: {
      en: 'Which factors a person has, and whether the set-up is due. Ask only after the person has proven another factor to you, for the answer tells who has what.',
      ja: '利用者の認証手段と、設定の期限が来ているかどうかを返します。誰が何を設定しているかが分かるため、別の要素で本人確認を済ませてから呼び出してください。',
    },
  },
  beginChallenge: {
    at: 'POST challenge',
    right: 'challenge',
    input: z.object({ subject, ...whence }),
    /** `resendAt`: from when asking again sends another code. `result`: for callers that read nothing else of an answer. */
    output: z.extend(mailedCode, { result: z.literal(true) }),
    problems: ['mail_required', 'mail_undeliverable', 'factor_disabled', 'rate_limited'],
    summary: {
      en: 'Send a code to the verified mail address. Asking again before `resendAt` sends nothing: the code that was sent counts. After it, a new code replaces the former one. Ask only after the person has proven another factor to you.',
      ja: '確認済みのメールアドレスにコードを送ります。`resendAt` より前に再び呼び出しても何も送らず、先に送ったコードが有効なままです。それより後なら新しいコードを送り、前のコードは使えなくなります。別の要素で本人確認を済ませてから呼び出してください。',
    },
  },
  verify: {
    at: 'POST verify',
    right: 'verify',
    input: z.object({
      subject,
      /** As typed: blanks, dashes and full-width digits are cleaned here. */
      code: z.string().check(z.minLength(1), z.maxLength(64)),
      /** What the page asked for. Without it the number of digits tells. */
      factor: z.optional(factor),
      ...whence,
      /** The person has proven another factor to you in this sign-in. Without it a refusal gives no reason. */
      firstFactor: z.optional(z.boolean()),
      /** For callers that read nothing but the status of an answer: the one of an answer with `result: false`. */
      statusIfFalse: z.optional(z.int().check(z.minimum(400), z.maximum(499))),
    }),
    output: z.object({
      result: z.boolean(),
      /** What the code opened; or, for `other_factor`, what it seems to be of. */
      factor: z.nullable(factor),
      /** The one device that has the key; null where several have it. */
      deviceId: z.nullable(id),
      reason: z.nullable(z.enum(refusalReasons)),
      /** The reason as a sentence for the person. */
      say: z.nullable(z.string().check(z.maxLength(500))),
      attemptsLeft: z.optional(count),
      /** Milliseconds until the next code is looked at. */
      retryAfterMs: z.optional(count),
      /** How far the device's clock is behind (negative) or ahead, for `clock_off`. */
      clockOffS: z.optional(z.int().check(z.minimum(-100_000), z.maximum(100_000))),
      /** How many digits the code has, for `wrong_length`. */
      digits: z.optional(codeDigits),
    }),
    problems: [],
    summary: {
      en: 'Check a code of an app, a mail or a recovery code, and use it up. A code opens one thing once, wherever it was typed. What it came to is the answer, with status 200.',
      ja: 'アプリのコード、メールのコード、またはリカバリーコードを確かめ、使用済みにします。1つのコードは、どこで入力しても1回だけ有効です。結果は、正誤にかかわらずステータス200の応答で返します。',
    },
  },
  readAudit: {
    at: 'POST audit',
    right: 'audit',
    input: z.object({
      subject,
      /** `next` of the answer before; without it: the newest. */
      before: z.optional(auditCursor),
    }),
    output: z.object({
      /** Newest first. */
      entries: z
        .array(
          z.object({
            at: time,
            /** What happened; new versions add some. */
            event: z.string().check(z.maxLength(64)),
            /** Ids, kinds and counts; `address`, `agent` and `service` say from where. Never a secret, a code or a mail address. */
            facts: z.record(z.string().check(z.maxLength(64)), z.union([z.string(), z.number(), z.boolean()])),
          }),
        )
        .check(z.maxLength(100)),
      /** Null: there is no older one. */
      next: z.nullable(auditCursor),
    }),
    problems: [],
    summary: {
      en: 'What happened to a person, for staff: 100 entries at a time. That somebody read them stands there afterwards, with the name of the service.',
      ja: '利用者に起きたことの記録を、職員のために100件ずつ返します。読んだことも、サービスの名前とともに記録に残ります。',
    },
  },
  getOpenApi: {
    at: 'GET openapi.json',
    right: null,
    input: nothing,
    output: z.looseObject({ openapi: z.string() }),
    problems: [],
    summary: {
      en: 'This contract as an OpenAPI 3.1 document, to any key.',
      ja: 'この契約を OpenAPI 3.1 の文書として返します。キーがあれば、権限は問いません。',
    },
  },
} as const satisfies Record<string, SignInRow>;

export type SignInOperation = keyof typeof signInRows;
export type SignInInput<Op extends SignInOperation> = z.output<(typeof signInRows)[Op]['input']>;
export type SignInOutput<Op extends SignInOperation> = z.input<(typeof signInRows)[Op]['output']>;
