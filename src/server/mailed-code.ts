import { utf8 } from './bytes.ts';
import { after, note, type Context, type Mailing } from './context.ts';
import { guess, requireEnabled, requireLength } from './guess.ts';
import type { MailPurpose } from './mail-text.ts';
import { randomDigits, randomId } from './random.ts';
import { spendMail } from './mail-limit.ts';
import { Refusal } from './refusal.ts';
import type { AuditFacts } from './store/audit.ts';
import type { ChallengePurpose, ChallengeRow, ChallengeSubject } from './store/challenges.ts';
import { challenges } from './store/store.ts';
import { openPendingAddress } from './sealed-addresses.ts';

/** After this, another message may be sent although no process has finished sending the last one. */
const sendingLifeMs = 60_000;

type MailedPurpose = Exclude<ChallengePurpose, 'step-up-app' | 'step-up-recovery'>;

const inWords: Record<MailedPurpose, MailPurpose> = {
  mail: 'mail',
  reset: 'reset',
  'step-up-mail': 'step-up',
  'sign-in': 'sign-in',
};

/** The text that we hash and store. It names the question, so that a code for one does not answer another. */
export const hashedMailCode = (id: string, code: string): string => `mailed-code\0${id}\0${code}`;

/** Refuses with `rate_limited` before the resend interval of `former` has passed. */
function requireInterval(former: ChallengeRow, now: Date): void {
  const retryAfterMs = former.resendAt.getTime() - now.getTime();
  if (retryAfterMs > 0) throw new Refusal('rate_limited', { retryAfterMs });
}

interface Letter<Result> {
  purpose: MailedPurpose;
  scope: string;
  to: string;
  lifeMs: number;
  /** Stored sealed when it is the address that is to be verified. */
  pendingAddress?: string;
  /** The audit's name for it. */
  event: 'mail-begun' | 'reset-begun' | 'step-up-begun' | 'sign-in-begun';
  facts?: AuditFacts;
  shown(context: Context, row: ChallengeRow): Promise<Result>;
}

/**
 * Begins, or begins again, by one rule: what waits goes on under its id, and what was given up for another address too.
 * A new message leaves no sooner than the interval allows; until then the code that was sent counts.
 */
export async function ask<Result>(
  context: Context,
  letter: Letter<Result>,
): Promise<Mailing<Result> | { output: Result }> {
  const { database, personId, now } = context;
  await requireEnabled(context, 'mail');
  const subject: ChallengeSubject = { personId, purpose: letter.purpose, scope: letter.scope };
  for (const former of await challenges.recentChallenges(database, subject)) {
    if (former.state === 'sending' || !(await isTo(context, former, letter))) continue;
    if (former.resendAt <= now) {
      if (former.state === 'pending') return resendMailing(context, former, letter);
      continue;
    }
    // It ended for another reason than a change of mind, or is too old.
    if (!former.codeHash || former.expiresAt <= now) requireInterval(former, now);
    if (former.state === 'ended') {
      await challenges.endPending(database, subject);
      await note(context, letter.event, letter.facts);
    }
    return { output: await letter.shown(context, await challenges.reopen(database, former.id)) };
  }
  return newMailing(context, letter);
}

/** Only a new address may differ from the one before; all other codes go to the verified one. */
const isTo = async ({ services }: Context, former: ChallengeRow, { pendingAddress }: Letter<unknown>) =>
  pendingAddress === undefined || (await openPendingAddress(services, former)) === pendingAddress;

/** Reserves a challenge and the letter that asks it. A former one of the same kind counts until the new one is sent. */
async function newMailing<Result>(context: Context, letter: Letter<Result>): Promise<Mailing<Result>> {
  const { services, database, personId, now } = context;
  const { digits, resendAfterS } = services.institution.policy.mail;
  const subject: ChallengeSubject = { personId, purpose: letter.purpose, scope: letter.scope };
  await challenges.dropStaleSending(database, subject, after(now, -sendingLifeMs));
  const takeBack = await spendMail(context, { to: letter.to, purpose: inWords[letter.purpose] });

  const id = randomId(services.random);
  const code = randomDigits(services.random, digits);
  const { hash: codeHash, keyId: codeKeyId } = await services.sealing.hash(hashedMailCode(id, code));
  const address =
    letter.pendingAddress === undefined
      ? {}
      : await services.sealing.seal(utf8(letter.pendingAddress), { personId, purpose: 'pending-address', id });
  const times = { createdAt: now, expiresAt: after(now, letter.lifeMs), resendAt: after(now, resendAfterS * 1000) };
  const row = { id, ...subject, state: 'sending' as const, ...address, codeHash, codeKeyId, digits, ...times };
  // Only one message of a kind may be on its way at a time.
  if (!(await challenges.addChallenge(database, row))) throw new Refusal('rate_limited', { retryAfterMs: 1_000 });

  return {
    to: letter.to,
    purpose: inWords[letter.purpose],
    code,
    lifeMs: letter.lifeMs,
    async sent(later) {
      await challenges.endPending(later.database, subject);
      const row = await challenges.markSent(later.database, id);
      if (!row)
        throw new Refusal('unavailable', { detail: 'Sending took too long, or was overtaken by another change.' });
      await note(later, letter.event, letter.facts);
      return letter.shown(later, row);
    },
    async failed(later) {
      await challenges.dropChallenge(later.database, id);
      await takeBack(later.database);
    },
    async wasted(later) {
      await challenges.dropChallenge(later.database, id);
    },
  };
}

/** A new code for a pending challenge; the former one counts until the new one is sent. */
export async function resendMailing<Result>(
  context: Context,
  former: ChallengeRow,
  letter: Pick<Letter<Result>, 'purpose' | 'to' | 'lifeMs' | 'shown'>,
): Promise<Mailing<Result>> {
  const { services, database, now } = context;
  const { digits, resendAfterS } = services.institution.policy.mail;
  await requireEnabled(context, 'mail');
  requireInterval(former, now);
  const takeBack = await spendMail(context, { to: letter.to, purpose: inWords[letter.purpose] });
  if (!(await challenges.reserveResend(database, former.id, now, after(now, resendAfterS * 1000))))
    throw new Refusal('rate_limited', { retryAfterMs: 1_000 });
  const text = randomDigits(services.random, digits);
  const code = await services.sealing.hash(hashedMailCode(former.id, text));

  return {
    to: letter.to,
    purpose: inWords[letter.purpose],
    code: text,
    lifeMs: letter.lifeMs,
    async sent(later) {
      const row = await challenges.replaceCode(later.database, former.id, {
        code,
        digits,
        expiresAt: after(now, letter.lifeMs),
      });
      if (!row) throw new Refusal('enrolment_expired');
      await note(later, 'mail-resent');
      return letter.shown(later, row);
    },
    async failed(later) {
      await challenges.releaseResend(later.database, former.id, former.resendAt);
      await takeBack(later.database);
    },
    // The mailbox has a code by now that never counted: the one before it must not come back.
    wasted: (later) => challenges.forgetCode(later.database, former.id),
  };
}

/**
 * Answers a mailed challenge with a code, once. Refuses `enrolment_expired` when it was given up, replaced or answered,
 * `code_expired` when it is too old; a wrong code comes back as a refusal to be returned.
 */
export async function proveByMail(context: Context, row: ChallengeRow, code: string): Promise<ChallengeRow | Refusal> {
  const { services, database, now } = context;
  if (row.state !== 'pending' || !row.codeHash || !row.codeKeyId) throw new Refusal('enrolment_expired');
  requireLength(code, row.digits);
  if (row.expiresAt <= now) throw new Refusal('code_expired');
  const expected = { hash: row.codeHash, keyId: row.codeKeyId };
  const found = await guess(context, 'mail', async () =>
    (await services.sealing.matches(hashedMailCode(row.id, code), expected)) ? row : null,
  );
  if (found instanceof Refusal) return found;
  if (!(await challenges.answerChallenge(database, row.id))) throw new Refusal('enrolment_expired');
  return row;
}
