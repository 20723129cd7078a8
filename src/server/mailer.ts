export interface Message {
  to: string;
  subject: string;
  text: string;
}

/** Sends a message: by SMTP, by a campus service, or into a list of a test. Rejects when it could not. */
export interface Mailer {
  send(message: Message): Promise<void>;
}
