export interface Message {
  to: string;
  subject: string;
  text: string;
}

/** Whatever takes a message: SMTP, a campus service, a list in a test. Rejects when it did not take it. */
export interface Mailer {
  send(message: Message): Promise<void>;
}
