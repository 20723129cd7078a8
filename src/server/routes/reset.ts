import type { Change, Send } from '../context.ts';
import { makeFresh } from '../fresh.ts';
import { allowOthers, triesFor } from '../guess.ts';
import { ask, proveByMail } from '../mailed-code.ts';
import { Refusal } from '../refusal.ts';
import { startOver } from '../start-over.ts';
import { challenges, mails } from '../store/store.ts';
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
    const { removedDevices } = await startOver(context);
    await allowOthers(context, 'mail');
    await makeFresh(context);
    return { removedDevices };
  },
};
