import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { authenticatorFrom, type Authenticator } from './authenticator.ts';
import type { Demo } from './demo.ts';
import { newPerson, type Person } from './person.ts';

export interface KnownDevice {
  kind: 'smartphone' | 'browser';
  name: string;
}

const STEP_MS = 30_000;

/** The code of the step before this one. A step about to end is waited for, since a service refuses older ones. */
async function codeBefore(app: Authenticator): Promise<string> {
  const leftMs = STEP_MS - (Date.now() % STEP_MS);
  // A timer may ring a millisecond before the wall clock gets there.
  if (leftMs < 5000) await wait(leftMs + 100);
  return app.code(Date.now() - STEP_MS);
}

/** Somebody who has finished manual 2-1 or 2-2, and the app they have now. The code of `used` is used up. */
export async function personWithApp(
  demo: Demo,
  { kind, name }: KnownDevice,
  used: 'code of now' | 'code before' = 'code of now',
): Promise<{ person: Person; app: Authenticator }> {
  const person = await newPerson(demo);
  await person.verifyMail();
  const begun = await person.ask('POST', 'apps', { kind });
  const { id, key } = (await begun.json()) as { id: string; key: { uri: string } };
  const app = authenticatorFrom(key.uri);
  const code = used === 'code before' ? await codeBefore(app) : app.code();
  assert.equal((await person.ask('POST', `apps/${id}/confirm`, { code, name })).status, 200);
  return { person, app };
}

/** Right, and never used: the step after that of the set-up. */
export const nextCode = (app: Authenticator): string => app.code(Date.now() + STEP_MS);

/** What is on the account, oldest first as the service lists it. */
export async function devicesOf(person: Person): Promise<KnownDevice[]> {
  const { devices } = (await (await person.ask('GET', 'account')).json()) as { devices: KnownDevice[] };
  return devices.map(({ kind, name }) => ({ kind, name }));
}
