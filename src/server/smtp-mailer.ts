import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.ts';

/**
 * Sends by SMTP: `smtp://user:password@host:587` or `smtps://…`. `from` is one address, with or without a name. Gives
 * up when the server is silent for ten seconds at any step, so that a person is told and can try again; all steps
 * together may take longer.
 */
export function smtpMailer({ url, from }: { url: string; from: string }): Mailer & { close(): void } {
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1];
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 });
  return {
    async send({ to, subject, text, id }) {
      // An address object, not a header text: nothing in it is parsed for further recipients.
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        // RFC 3834 §5: nobody's absence is to answer.
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...(id && domain && { messageId: `<${id}@${domain}>` }),
      });
    },
    close: () => transport.close(),
  };
}
