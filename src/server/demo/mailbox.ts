import PostalMime from 'postal-mime';

export interface ReceivedMail {
  to: string;
  subject: string;
  text: string;
  /** ISO 8601, UTC. */
  receivedAt: string;
}

/** Owns the mails that the local SMTP server took, newest first, in memory; the oldest go when there are too many. */
export function createMailbox({ limit = 200, now = () => new Date() }: { limit?: number; now?: () => Date } = {}) {
  const mails: ReceivedMail[] = [];
  return {
    /** `recipients` come from the SMTP envelope: what was really delivered, whatever the header says. */
    async receive(source: Uint8Array, recipients: readonly string[]): Promise<void> {
      const { subject = '', text = '' } = await PostalMime.parse(source);
      for (const to of recipients) mails.unshift({ to, subject, text: text.trim(), receivedAt: now().toISOString() });
      mails.length = Math.min(mails.length, limit);
    },
    /** All of them, or those to one address. */
    list(to?: string): readonly ReceivedMail[] {
      return to === undefined ? mails : mails.filter((mail) => mail.to.toLowerCase() === to.toLowerCase());
    },
  };
}

export type Mailbox = ReturnType<typeof createMailbox>;
