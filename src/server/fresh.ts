import { after, type Caller, type Context } from './context.ts';
import { Refusal } from './refusal.ts';
import { challenges, enrolments, mails, recovery, secrets, stepUps } from './store/store.ts';

/** Until when this session counts as freshly proven, by a step-up here or by one of the host's own; null when it does not. */
export function freshest({ services, session, now }: Caller, here: Date | undefined): Date | null {
  const there = session.steppedUpAt && after(session.steppedUpAt, services.stepUpLifeMs);
  const until = Math.max(here?.getTime() ?? 0, there?.getTime() ?? 0);
  return until > now.getTime() ? new Date(until) : null;
}

/** Notes that the session has just proven who it is. */
export async function makeFresh({ services, database, personId, sessionHash, now }: Context): Promise<Date> {
  const freshUntil = after(now, services.stepUpLifeMs);
  await stepUps.saveFreshUntil(database, { personId, sessionHash, freshUntil });
  return freshUntil;
}

/** Whether the person has anything to prove themselves with. */
export async function hasFactor({ database, personId }: Pick<Context, 'database' | 'personId'>): Promise<boolean> {
  if (await mails.findMail(database, personId)) return true;
  return (await secrets.secretsInUse(database, personId)).length > 0;
}

/**
 * Call once the first factor is there. Until then a sign-in was proof enough, whoever made it; what was begun on one and
 * is still pending would get round the step-up from now on, so it ends. Recovery codes end even where they were kept:
 * nobody can say whose they are.
 */
export async function endWhatNeededNoFactor({
  database,
  personId,
}: Pick<Context, 'database' | 'personId'>): Promise<void> {
  await challenges.endAllOf(database, personId, ['mail']);
  await enrolments.endEnrolments(database, personId);
  await recovery.forgetCodes(database, personId);
  await secrets.eraseUnusedSecrets(database, personId);
}

/**
 * Refuses with `step_up_required` unless the session is fresh. Somebody without any factor has nothing to step up with:
 * there the sign-in itself is the proof, as long as it is not too old.
 */
export async function requireFresh(context: Context): Promise<void> {
  const { services, database, personId, session, sessionHash, now } = context;
  if (freshest(context, await stepUps.findFreshUntil(database, personId, sessionHash))) return;
  if (await hasFactor(context)) throw new Refusal('step_up_required');
  if (session.provenAt && after(session.provenAt, services.signInLifeMs) <= now) {
    throw new Refusal('unauthenticated', { detail: 'The sign-in is too old; sign in again.' });
  }
}
