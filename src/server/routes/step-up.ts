import { maskAddress } from '../../contract/mail-address.ts';
import type { Output } from '../../contract/types.ts';
import { proveByApp } from '../app-code.ts';
import { after, note, type Change, type Context, type Send } from '../context.ts';
import { makeFresh } from '../fresh.ts';
import { allowOthers, requireEnabled, triesFor } from '../guess.ts';
import { ask, proveByMail } from '../mailed-code.ts';
import { randomId } from '../random.ts';
import { proveByRecovery, recoveryDigits } from '../recovery-code.ts';
import { Refusal } from '../refusal.ts';
import type { ChallengeRow } from '../store/challenges.ts';
import { challenges, devices, mails, recovery, secrets } from '../store/store.ts';
import { openMail } from '../sealed-addresses.ts';

type StepUp = Output<'beginStepUp'>;

const methodOf = { 'step-up-mail': 'mail', 'step-up-app': 'app', 'step-up-recovery': 'recovery' } as const;
const purposes = Object.keys(methodOf) as (keyof typeof methodOf)[];
const methodIn = (row: ChallengeRow) => methodOf[row.purpose as keyof typeof methodOf];

async function stepUpOutput(context: Context, row: ChallengeRow, address: string | null): Promise<StepUp> {
  const method = methodIn(row);
  return {
    id: row.id,
    method,
    digits: row.digits,
    expiresAt: row.expiresAt.toISOString(),
    address: address && maskAddress(address),
    resendAt: address && row.resendAt.toISOString(),
    ...(await triesFor(context, method)),
  };
}

/** A step-up belongs to the session that began it. */
export const beginStepUp: Send<'beginStepUp'> = {
  async prepare(context, { method }) {
    if (method === 'mail') return beginByMail(context);
    return { output: await (method === 'app' ? beginByApp(context) : beginByRecovery(context)) };
  },
};

async function beginByMail(context: Context) {
  const { services, database, personId, sessionHash } = context;
  const mail = await mails.findMail(database, personId);
  if (!mail) throw new Refusal('mail_required');
  const address = await openMail(services, mail);
  return ask(context, {
    purpose: 'step-up-mail',
    scope: sessionHash,
    to: address,
    lifeMs: Math.min(services.institution.policy.mail.codeLifeS * 1000, services.limits.proofLifeMs),
    event: 'step-up-begun',
    facts: { method: 'mail' },
    shown: (later, row) => stepUpOutput(later, row, address),
  });
}

async function beginByApp(context: Context): Promise<StepUp> {
  const [secret] = await secrets.secretsInUse(context.database, context.personId);
  if (!secret) throw new Refusal('not_found', { detail: 'No app is set up.' });
  return question(context, 'step-up-app', secret.digits);
}

async function beginByRecovery(context: Context): Promise<StepUp> {
  const { services, database, personId } = context;
  const { policy } = services.institution;
  const codes = policy.recoveryCodes && (await recovery.currentCodes(database, personId, services.sealing.keyIds));
  if (!codes || !codes.left) throw new Refusal('not_found', { detail: 'No recovery code is left.' });
  return question(context, 'step-up-recovery', recoveryDigits);
}

/** A challenge that needs no mail. One that this session has begun goes on. */
async function question(
  context: Context,
  purpose: 'step-up-app' | 'step-up-recovery',
  digits: number,
): Promise<StepUp> {
  const { services, database, personId, now, sessionHash } = context;
  const method = methodOf[purpose];
  await requireEnabled(context, method);
  const subject = { personId, purpose, scope: sessionHash };
  const pending = await challenges.pendingChallenge(database, subject, now);
  if (pending?.digits === digits) return stepUpOutput(context, pending, null);
  await challenges.endPending(database, subject);
  const times = { createdAt: now, expiresAt: after(now, services.limits.enrolmentLifeMs), resendAt: now };
  const row = await challenges.addChallenge(database, {
    id: randomId(services.random),
    ...subject,
    state: 'pending',
    digits,
    ...times,
  });
  await note(context, 'step-up-begun', { method });
  return stepUpOutput(context, row!, null);
}

export const confirmStepUp: Change<'confirmStepUp'> = {
  async change(context, { id, code }) {
    const { database, personId, sessionHash } = context;
    const row = await challenges.findChallenge(database, { personId, purposes, id });
    if (!row || row.scope !== sessionHash) throw new Refusal('not_found');
    const proven =
      row.purpose === 'step-up-mail' ? await proveByMail(context, row, code) : await proveRow(context, row, code);
    if (proven instanceof Refusal) return proven;
    await allowOthers(context, methodIn(row));
    const until = await makeFresh(context);
    await note(context, 'step-up-done', { method: methodIn(row) });
    return { freshUntil: until.toISOString() };
  },
};

async function proveRow(context: Context, row: ChallengeRow, code: string): Promise<ChallengeRow | Refusal> {
  const { database, now } = context;
  if (row.state !== 'pending' || row.expiresAt <= now) throw new Refusal('enrolment_expired');
  const proven = await (row.purpose === 'step-up-app' ? proveByUsedApp(context, code) : proveByRecovery(context, code));
  if (proven instanceof Refusal) return proven;
  if (!(await challenges.answerChallenge(database, row.id))) throw new Refusal('enrolment_expired');
  return row;
}

async function proveByUsedApp(context: Context, code: string): Promise<true | Refusal> {
  const match = await proveByApp(context, code);
  if (match instanceof Refusal) return match;
  await devices.markUsed(context.database, match.secret.id, context.now);
  return true;
}
