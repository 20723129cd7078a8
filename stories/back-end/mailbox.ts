import type { Mailer, Message } from '../../src/server/mailer.ts';

/** Takes the mails of one back end. Newest first; tells `mail` on each. */
export class Mailbox extends EventTarget implements Mailer {
  readonly mails: Message[] = [];

  async send(message: Message): Promise<void> {
    this.mails.unshift(message);
    this.dispatchEvent(new Event('mail'));
  }
}
