import { fingerprint, toHex } from './bytes.ts';
import { after, type Context } from './context.ts';
import type { MailPurpose } from './mail-text.ts';
import { dayMs, minuteMs, spendAll, type Limit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import type { Database } from './store/database.ts';
import { holdUntil, release, uncount } from './store/rates.ts';

/** Domains of one provider under which each person has the same mailbox, by the one that counts. */
const oneProvider: ReadonlyMap<string, string> = new Map([
  ['googlemail.com', 'gmail.com'],
  ['me.com', 'icloud.com'],
  ['mac.com', 'icloud.com'],
  ['protonmail.com', 'proton.me'],
  ['protonmail.ch', 'proton.me'],
  ['pm.me', 'proton.me'],
]);

/**
 * The mailbox that an address is counted as: without regard to case, to dots, to what follows a `+` in its first part, or to which of a
 * provider’s domains it has.
 * Large providers deliver all these spellings to one person, so they would get round any limit. Where a provider tells
 * them apart, two people share one count, which neither will notice. Nothing but counting goes by this.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const name = address.slice(0, at).replace(/\+.*$/, '').replaceAll('.', '');
  const domain = address.slice(at + 1).toLowerCase();
  return `${name || address.slice(0, at)}@${oneProvider.get(domain) ?? domain}`.toLowerCase();
}

/**
 * The part of what a person's sessions may cause together, and of what a mailbox may get, that messages of a kind may use
 * up: resets and step-ups always have some left.
 */
const shares: Record<MailPurpose, { ofPerson: number; ofMailbox: number }> = {
  mail: { ofPerson: 0.75, ofMailbox: 0.25 },
  'sign-in': { ofPerson: 0.75, ofMailbox: 0.75 },
  reset: { ofPerson: 1, ofMailbox: 1 },
  'step-up': { ofPerson: 1, ofMailbox: 1 },
};

/** How many times what one session may cause. */
const sessionsOfAPerson = 2;

/**
 * Counts a message to be sent: by session, so that a stolen one leaves its owner some; by person; and by mailbox over all
 * people, whoever asks. A part is kept for resets and step-ups, which go to a proven address only. The answer takes the
 * counts back, for when the mail server refuses.
 */
export async function spendMail(
  context: Context,
  { to, purpose }: { to: string; purpose: MailPurpose },
): Promise<(later: Database) => Promise<void>> {
  const { services, session, sessionHash, now, database } = context;
  const { mailsPerTenMinutes, mailsPerDay, mailsPerMailboxAndDay } = services.limits;
  const { ofPerson, ofMailbox } = shares[purpose];
  const part = (cap: number, share: number) => Math.ceil(cap * share);
  const mailbox = toHex((await services.sealing.hash(`mailbox\0${mailboxOf(to)}`)).hash);
  const both = (key: string, times: number, share: number): Limit[] => [
    { key, lengthMs: 10 * minuteMs, cap: part(mailsPerTenMinutes * times, share) },
    { key, lengthMs: dayMs, cap: part(mailsPerDay * times, share) },
  ];
  const { windows, refusal } = await spendAll(database, now, [
    ...both(`mails.${sessionHash}`, 1, 1),
    ...both(await fingerprint('mails', session.subject), sessionsOfAPerson, ofPerson),
    { key: mailbox, lengthMs: dayMs, cap: part(mailsPerMailboxAndDay, ofMailbox) },
  ]);
  if (refusal) throw refusal;
  const held = purpose === 'mail' ? await holdMailbox(context, mailbox) : undefined;
  return async (later) => {
    for (const window of windows) await uncount(later, window);
    if (held) await release(later, held);
  };
}

/** One message to an address not yet proven in the interval of the policy, whoever asks for it. */
async function holdMailbox({ services, now, database }: Context, mailbox: string) {
  const hold = { key: `${mailbox}.interval`, until: after(now, services.institution.policy.mail.resendAfterS * 1000) };
  const heldUntil = await holdUntil(database, { ...hold, now });
  if (heldUntil) throw new Refusal('rate_limited', { retryAfterMs: Math.max(heldUntil.getTime() - now.getTime(), 1) });
  return hold;
}
