import { maskAddress } from '../../contract/mail-address.ts';
import type { Output } from '../../contract/types.ts';
import { proveByApp } from '../app-code.ts';
import { after, note, type Change, type Context, type Send } from '../context.ts';
import { makeFresh } from '../fresh.ts';
import { attemptsLeftFor } from '../guess.ts';
import { newMailing, proveByMail, requireInterval } from '../mailed-code.ts';
import { randomId } from '../random.ts';
import { Refusal } from '../refusal.ts';
import type { ChallengeRow } from '../store/challenges.ts';
import { challenges, devices, mails, secrets } from '../store/store.ts';
import { openMail } from '../wire.ts';

type StepUp = Output<'beginStepUp'>;

async function wireStepUp(context: Context, row: ChallengeRow, address: string | null): Promise<StepUp> {
  const method = row.purpose === 'step-up-app' ? 'app' : 'mail';
  return {
    id: row.id,
    method,
    digits: row.digits,
    expiresAt: row.expiresAt.toISOString(),
    address: address && maskAddress(address),
    attemptsLeft: await attemptsLeftFor(context, method),
  };
}

/** A step-up belongs to the session that began it. */
export const beginStepUp: Send<'beginStepUp'> = {
  async prepare(context, { method }) {
    return method === 'app' ? { output: await beginByApp(context) } : beginByMail(context);
  },
};

async function beginByMail(context: Context) {
  const { services, database, personId, now, sessionHash } = context;
  const mail = await mails.findMail(database, personId);
  if (!mail) throw new Refusal('mail_required');
  const address = await openMail(services, mail);
  const subject = { personId, purpose: 'step-up-mail', scope: sessionHash } as const;
  const pending = await challenges.pendingChallenge(database, subject, now);
  // Asked again before another message may be sent, after a reload say: the message already sent still answers.
  if (pending && pending.resendAt > now) return { output: await wireStepUp(context, pending, address) };
  const [former] = await challenges.recentChallenges(database, subject);
  requireInterval(former, now);
  return newMailing(context, {
    purpose: 'step-up-mail',
    scope: sessionHash,
    to: address,
    lifeMs: Math.min(services.institution.policy.mail.codeLifeS * 1000, services.limits.proofLifeMs),
    async sent(later, row) {
      await note(later, 'step-up-begun', { method: 'mail' });
      return wireStepUp(later, row, address);
    },
  });
}

async function beginByApp(context: Context): Promise<StepUp> {
  const { services, database, personId, now, sessionHash } = context;
  const [secret] = await secrets.secretsInUse(database, personId);
  if (!secret) throw new Refusal('not_found', { detail: 'No app is set up.' });
  const subject = { personId, purpose: 'step-up-app', scope: sessionHash } as const;
  await challenges.endPending(database, subject);
  const times = { createdAt: now, expiresAt: after(now, services.limits.enrolmentLifeMs), resendAt: now };
  const row = await challenges.addChallenge(database, {
    id: randomId(services.random),
    ...subject,
    state: 'pending',
    digits: secret.digits,
    ...times,
  });
  await note(context, 'step-up-begun', { method: 'app' });
  return wireStepUp(context, row!, null);
}

export const confirmStepUp: Change<'confirmStepUp'> = {
  async change(context, { id, code }) {
    const { database, personId, sessionHash } = context;
    const row = await challenges.findChallenge(database, { personId, purposes: ['step-up-mail', 'step-up-app'], id });
    if (!row || row.scope !== sessionHash) throw new Refusal('not_found');
    const proven =
      row.purpose === 'step-up-mail' ? await proveByMail(context, row, code) : await proveRow(context, row, code);
    if (proven instanceof Refusal) return proven;
    const until = await makeFresh(context);
    await note(context, 'step-up-done', { method: row.purpose === 'step-up-mail' ? 'mail' : 'app' });
    return { freshUntil: until.toISOString() };
  },
};

async function proveRow(context: Context, row: ChallengeRow, code: string): Promise<ChallengeRow | Refusal> {
  const { database, now } = context;
  if (row.state !== 'pending' || row.expiresAt <= now) throw new Refusal('enrolment_expired');
  const match = await proveByApp(context, code);
  if (match instanceof Refusal) return match;
  await devices.markUsed(database, match.secret.id, now);
  if (!(await challenges.settleChallenge(database, row.id, 'confirmed'))) throw new Refusal('enrolment_expired');
  return row;
}
