import assert from 'node:assert/strict';
import { authenticatorFrom, type Authenticator } from './authenticator.ts';
import type { Demo } from './demo.ts';
import { newPerson, type Person } from './person.ts';

export interface KnownDevice {
  kind: 'smartphone' | 'browser';
  name: string;
}

/** Somebody who has finished manual 2-1 or 2-2, and the app they have now. The code of `provenAtMs` is used up. */
export async function personWithApp(
  demo: Demo,
  { kind, name }: KnownDevice,
  provenAtMs?: number,
): Promise<{ person: Person; app: Authenticator }> {
  const person = await newPerson(demo);
  await person.verifyMail();
  const begun = await person.ask('POST', 'apps', { kind });
  const { id, key } = (await begun.json()) as { id: string; key: { uri: string } };
  const app = authenticatorFrom(key.uri);
  assert.equal((await person.ask('POST', `apps/${id}/confirm`, { code: app.code(provenAtMs), name })).status, 200);
  return { person, app };
}

/** Right, and never used: the step after that of the set-up. */
export const nextCode = (app: Authenticator): string => app.code(Date.now() + 30_000);

/** What is on the account, oldest first as the service lists it. */
export async function devicesOf(person: Person): Promise<KnownDevice[]> {
  const { devices } = (await (await person.ask('GET', 'account')).json()) as { devices: KnownDevice[] };
  return devices.map(({ kind, name }) => ({ kind, name }));
}
