import { inTransaction, type Caller, type Context, type Mailing } from './context.ts';
import { errorFacts } from './log.ts';
import { mailText } from './mail-text.ts';
import { Refusal } from './refusal.ts';

interface Steps<Result, Done> {
  /** Reserves the message, or has its answer without one. */
  prepare(context: Context): Promise<{ done: Done } | { mailing: Mailing<Result> }>;
  /** The message is sent and settled. */
  finish(context: Context, result: Result): Promise<Done>;
  /** It came to nothing. */
  release?(context: Context): Promise<void>;
}

/** Reserve, send, settle: the mail server is spoken to between two transactions, so that a slow one holds no lock. */
export async function sendBetween<Result, Done>(caller: Caller, steps: Steps<Result, Done>): Promise<Done> {
  const prepared = await inTransaction(caller, (context) => steps.prepare(context));
  if ('done' in prepared) return prepared.done;

  const { mailing } = prepared;
  const giveUp = (undo: Mailing<Result>['failed']) =>
    inTransaction(caller, async (context) => {
      await undo(context);
      await steps.release?.(context);
    });
  try {
    await deliver(caller, mailing);
  } catch (error) {
    await giveUp(mailing.failed);
    caller.services.log({
      at: caller.now.toISOString(),
      event: 'mail-failed',
      purpose: mailing.purpose,
      ...errorFacts(error),
    });
    throw new Refusal('mail_undeliverable');
  }
  try {
    return await inTransaction(caller, async (context) => steps.finish(context, await mailing.sent(context)));
  } catch (error) {
    await giveUp(mailing.wasted);
    throw error;
  }
}

const deliver = ({ services, language }: Caller, { to, purpose, code, lifeMs }: Mailing<unknown>): Promise<void> =>
  services.mailer.send({ to, ...mailText({ purpose, code, lifeMs, language, issuer: services.institution.issuer }) });
