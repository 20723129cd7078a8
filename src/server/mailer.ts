export interface Message {
  to: string;
  subject: string;
  text: string;
  /** Of letters and digits. The same message sent again has the same one, so that a mailbox may show it once. */
  id?: string;
}

/** Sends a message: by SMTP, by a campus service, or into a list of a test. Rejects when it could not. */
export interface Mailer {
  send(message: Message): Promise<void>;
}
