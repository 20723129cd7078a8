import { note, type Noted } from './context.ts';
import type { AuditFacts } from './store/audit.ts';
import { attempts, challenges, devices, enrolments, idempotency, recovery, secrets, stepUps } from './store/store.ts';

/**
 * Voids every key of a person, whoever asked for it: the person, or the institution after a leak. The verified mail
 * address is what is left to prove oneself with. Call it in a transaction that holds the person's lock. Answers how many
 * devices were on the list.
 */
export async function startOver(context: Noted, facts: AuditFacts = {}): Promise<{ removedDevices: number }> {
  const { database, personId } = context;
  await enrolments.endEnrolments(database, personId);
  const removedDevices = await devices.removeAllDevices(database, personId);
  await secrets.eraseUnusedSecrets(database, personId);
  // An intruder may have made recovery codes. From here on only the mailbox opens anything.
  await recovery.forgetCodes(database, personId);
  await idempotency.forgetShownSecrets(database, personId);
  await challenges.endAllOf(database, personId, [
    'mail',
    'reset',
    'step-up-mail',
    'step-up-app',
    'step-up-recovery',
    'sign-in',
  ]);
  // Wrong codes for a secret that is gone do not count for the next one.
  for (const factor of ['app', 'enrolment', 'recovery'] as const) await attempts.forgive(database, personId, factor);
  await stepUps.forgetStepUps(database, personId);
  await note(context, 'reset-done', { removedDevices, ...facts });
  return { removedDevices };
}
