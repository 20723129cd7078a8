import { note, type Change, type Send } from '../context.ts';
import { makeFresh } from '../fresh.ts';
import { allowOthers, triesFor } from '../guess.ts';
import { ask, proveByMail } from '../mailed-code.ts';
import { Refusal } from '../refusal.ts';
import {
  attempts,
  challenges,
  devices,
  enrolments,
  idempotency,
  mails,
  recovery,
  secrets,
  stepUps,
} from '../store/store.ts';
import { mailedCodeOutput } from '../outputs.ts';
import { openMail } from '../sealed-addresses.ts';

/** Set up again, for somebody who has lost every app: the verified mail address is what is left to prove with. */
export const beginReset: Send<'beginReset'> = {
  async prepare(context) {
    const { services, database, personId } = context;
    const mail = await mails.findMail(database, personId);
    if (!mail) throw new Refusal('mail_required');
    const address = await openMail(services, mail);
    return ask(context, {
      purpose: 'reset',
      scope: '',
      to: address,
      lifeMs: Math.min(services.institution.policy.mail.codeLifeS * 1000, services.limits.proofLifeMs),
      event: 'reset-begun',
      shown: async (later, row) => mailedCodeOutput(row, address, await triesFor(later, 'mail')),
    });
  },
};

export const confirmReset: Change<'confirmReset'> = {
  async change(context, { id, code }) {
    const { database, personId } = context;
    const row = await challenges.findChallenge(database, { personId, purposes: ['reset'], id });
    if (!row) throw new Refusal('not_found');
    const proven = await proveByMail(context, row, code);
    if (proven instanceof Refusal) return proven;
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
    await allowOthers(context, 'mail');
    await stepUps.forgetStepUps(database, personId);
    await makeFresh(context);
    await note(context, 'reset-done', { removedDevices });
    return { removedDevices };
  },
};
