import type { SignInOutput } from '../../contract/sign-in/rows.ts';
import { fingerprint } from '../bytes.ts';
import type { Caller } from '../context.ts';
import { triesFor } from '../guess.ts';
import { ask } from '../mailed-code.ts';
import { mailedCodeOutput } from '../outputs.ts';
import { Refusal } from '../refusal.ts';
import { openMail } from '../sealed-addresses.ts';
import { signInScope } from '../store/sign-ins.ts';
import { mails } from '../store/store.ts';
import { sendBetween } from '../send-between.ts';
import type { SignInRoute } from './call.ts';

type Challenge = SignInOutput<'beginChallenge'>;

/** The rules of every mailed code: one message in an interval, limits by person and mailbox, counted for this service. */
export const beginChallenge: SignInRoute<'beginChallenge'> = async ({
  services,
  input: { subject },
  known,
  asked,
  sessionHash,
  language,
  now,
}) => {
  // Nobody is made up for a name that somebody tried.
  if (known.personId === undefined || !known.mail) throw new Refusal('mail_required');
  const caller: Caller = {
    services,
    // What the limits go by: all sessions that a service names are one.
    session: { id: asked.service, subject, label: subject },
    sessionHash: await fingerprint('service', `${asked.service}\0${subject}`),
    language,
    now,
    asked,
  };
  return sendBetween<Challenge, Challenge>(caller, {
    async prepare(context) {
      const mail = await mails.findMail(context.database, context.personId);
      if (!mail) throw new Refusal('mail_required');
      const address = await openMail(services, mail);
      const asking = await ask<Challenge>(context, {
        purpose: 'sign-in',
        scope: signInScope(asked.service, sessionHash),
        to: address,
        lifeMs: Math.min(services.institution.policy.mail.codeLifeS * 1000, services.limits.proofLifeMs),
        event: 'sign-in-begun',
        shown: async (later, row) => ({
          ...mailedCodeOutput(row, address, await triesFor(later, 'mail')),
          result: true,
        }),
      });
      return 'output' in asking ? { done: asking.output } : { mailing: asking };
    },
    finish: async (_, challenge) => challenge,
  });
};
