import { domainOf, isForbiddenDomain, isPlausibleAddress, normaliseAddress } from '../../contract/mail-address.ts';
import { utf8 } from '../bytes.ts';
import { note, type Change, type Context, type Send } from '../context.ts';
import { endWhatNeededNoFactor, hasFactor, makeFresh } from '../fresh.ts';
import { triesFor } from '../guess.ts';
import { ask, proveByMail, resendMailing } from '../mailed-code.ts';
import { Refusal } from '../refusal.ts';
import type { ChallengeRow } from '../store/challenges.ts';
import { challenges, mails } from '../store/store.ts';
import { mailOutput, mailedCodeOutput } from '../outputs.ts';
import { openPendingAddress } from '../sealed-addresses.ts';

const lifeMs = ({ services }: Context): number => services.institution.policy.mail.codeLifeS * 1000;

/** The address as it will be used; refuses what cannot be one, and mailboxes behind the very password this protects. */
function acceptedAddress(typed: string, forbidden: readonly string[]): string {
  const address = normaliseAddress(typed);
  if (!isPlausibleAddress(address)) throw new Refusal('invalid_input', { detail: 'This is not a mail address.' });
  if (isForbiddenDomain(domainOf(address), forbidden)) throw new Refusal('mail_domain_forbidden');
  return address;
}

const shown = (address: string) => async (context: Context, row: ChallengeRow) =>
  mailedCodeOutput(row, address, await triesFor(context, 'mail'));

export const beginMail: Send<'beginMail'> = {
  async prepare(context, { address: typed }) {
    const address = acceptedAddress(typed, context.services.institution.policy.mail.forbiddenDomains);
    return ask(context, {
      purpose: 'mail',
      scope: '',
      to: address,
      lifeMs: lifeMs(context),
      pendingAddress: address,
      event: 'mail-begun',
      shown: shown(address),
    });
  },
};

async function findPending(context: Context, id: string): Promise<ChallengeRow> {
  const { database, personId } = context;
  const row = await challenges.findChallenge(database, { personId, purposes: ['mail'], id });
  if (!row) throw new Refusal('not_found');
  return row;
}

export const resendMail: Send<'resendMail'> = {
  async prepare(context, { id }) {
    const row = await findPending(context, id);
    const address = await openPendingAddress(context.services, row);
    if (row.state !== 'pending' || !address) throw new Refusal('enrolment_expired');
    return resendMailing(context, row, {
      purpose: 'mail',
      to: address,
      lifeMs: lifeMs(context),
      shown: shown(address),
    });
  },
};

export const confirmMail: Change<'confirmMail'> = {
  async change(context, { id, code }) {
    const { database, personId, services, now } = context;
    const row = await findPending(context, id);
    const address = await openPendingAddress(services, row);
    if (!address) throw new Refusal('enrolment_expired');
    const proven = await proveByMail(context, row, code);
    if (proven instanceof Refusal) return proven;
    const isFirst = !(await hasFactor(context));
    const isReplaced = (await mails.findMail(database, personId)) !== undefined;
    // While the former address is the one in use: its owner hears of it.
    if (isReplaced) await note(context, 'mail-replaced');
    const sealed = await services.sealing.seal(utf8(address), { personId, purpose: 'mail-address', id: '' });
    const mail = await mails.saveMail(database, personId, sealed, now);
    // Codes on their way to the former address prove nothing any more, and an earlier request cannot replace the new
    // address.
    await challenges.endAllOf(database, personId, ['mail', 'reset', 'step-up-mail', 'sign-in']);
    if (isFirst) await endWhatNeededNoFactor(context);
    await makeFresh(context);
    await note(context, 'mail-verified', isReplaced ? { replaced: true } : {});
    return { mail: mailOutput(mail, address) };
  },
};

export const cancelMail: Change<'cancelMail'> = {
  async change(context, { id }) {
    const row = await findPending(context, id);
    if (!(await challenges.cancelChallenge(context.database, row.id))) throw new Refusal('not_found');
    await note(context, 'mail-cancelled');
    return {};
  },
};
