import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import type { Demo } from './demo.ts';

/** Somebody signed in at a demo. */
export interface Person {
  /** The account name. */
  name: string;
  address: string;
  ask(method: string, path: string, body?: object): Promise<Response>;
  /** The digits of the newest mail that has a code. */
  mailedCode(): Promise<string>;
  /** How many of them there are. */
  mails(): Promise<number>;
  verifyMail(): Promise<void>;
  /** Signs the browser in as well. */
  enter(context: BrowserContext): Promise<void>;
}

/** Each call is another person, so tests do not meet. */
export async function newPerson({ url }: Pick<Demo, 'url'>): Promise<Person> {
  const name = `p-${randomUUID().slice(0, 8)}`;
  const address = `${name}@example.org`;
  const signIn = await fetch(`${url}/sign-in?user=${name}`, { redirect: 'manual' });
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';

  const ask: Person['ask'] = (method, path, body) =>
    fetch(`${url}/api/mfa/${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      ...(body && { body: JSON.stringify(body) }),
    });

  const mailbox = async () => {
    const all = (await (await fetch(`${url}/mailbox.json?to=${address}`)).json()) as { text: string }[];
    // Notices come when they come.
    return all.filter(({ text }) => /^\d{8}\b/.test(text));
  };

  async function mailedCode(): Promise<string> {
    const [newest] = await mailbox();
    const [code] = /\b\d{8}\b/.exec(newest?.text ?? '') ?? [];
    assert.ok(code, `no code has been mailed to ${address}`);
    return code;
  }

  const mails = async () => (await mailbox()).length;

  async function verifyMail(): Promise<void> {
    const begun = (await (await ask('POST', 'mail', { address })).json()) as { id: string };
    const confirmed = await ask('POST', `mail/${begun.id}/confirm`, { code: await mailedCode() });
    assert.equal(confirmed.status, 200);
  }

  async function enter(context: BrowserContext): Promise<void> {
    const [cookieName = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name: cookieName, value, url }]);
  }
  return { name, address, ask, mailedCode, mails, verifyMail, enter };
}
