import type { AppKey, DeviceKind } from '../../src/contract/types.ts';
import { canMakeCodes } from '../../src/core/can-make-codes.ts';
import { codeAt, stepAt } from '../../src/core/otp.ts';
import { profile as neutral } from '../../src/profiles/neutral.ts';
import type { Past, Plan } from './back-end.ts';

async function verifyMail({ client, mailbox }: Past): Promise<void> {
  const { id } = await client.call('beginMail', { address: 'taro@example.org' });
  await client.call('confirmMail', { id, code: mailbox.mails[0]!.text.split('\n')[0]! });
}

interface NamedDevice {
  kind: DeviceKind;
  name: string;
}
const phone: NamedDevice = { kind: 'smartphone', name: 'Pixel' };
const furtherDevices: NamedDevice[] = [
  { kind: 'browser', name: 'Lab computer' },
  { kind: 'smartphone', name: 'おさがり' },
];

/** The first device by manual 2-1, the others by a sync: a code each, and no code twice. */
async function addDevices(past: Past, further: NamedDevice[] = []): Promise<void> {
  const { client, nowMs, pass } = past;
  const code = (key: AppKey): Promise<string> => {
    pass({ s: key.periodS });
    if (!canMakeCodes(key)) throw new Error(`No codes by ${key.algorithm}`);
    return codeAt(key, stepAt(nowMs(), key.periodS));
  };
  const { id, key } = await client.call('beginApp', { kind: phone.kind });
  await client.call('confirmApp', { id, name: phone.name, code: await code(key) });
  const isShared = (await client.call('getAccount', {})).policy.secretModel === 'shared';
  for (const { kind, name } of further) {
    const sync = await client.call('beginSync', { kind, ...(!isShared && { code: await code(key) }) });
    await client.call('confirmSync', { id: sync.id, name, code: await code(sync.key ?? key) });
  }
}

const withDevices: Plan = {
  history: async (past) => {
    await verifyMail(past);
    await addDevices(past, furtherDevices);
  },
};

/** Some people, by what they have set up. Kyoto's rules (one secret a person) unless told otherwise. */
export const people = {
  newcomer: {},
  signedOut: { isSignedOut: true },
  withMail: { history: verifyMail },
  withPhone: {
    history: async (past) => {
      await verifyMail(past);
      await addDevices(past);
    },
  },
  withDevices,
  withDeviceRemoved: {
    history: async (past) => {
      await withDevices.history?.(past);
      const { devices } = await past.client.call('getAccount', {});
      await past.client.call('removeDevice', { id: devices[1]!.id });
    },
  },
  withResetBegun: {
    history: async (past) => {
      await withDevices.history?.(past);
      await past.client.call('beginReset', {});
    },
  },
  /** …where each device has a secret of its own, and recovery codes may be made. */
  withSecretsOfTheirOwn: { ...withDevices, policy: neutral.policy },
} satisfies Record<string, Plan>;
