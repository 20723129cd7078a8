import { openDatabase, migrations } from '../../../src/vault/records/database.ts';
import type { EntryRecord, MetaRecord, Slot } from '../../../src/vault/records/format.ts';
import { seal, wrappingKey } from '../../../src/vault/envelope.ts';
import { passkeyMaterial } from '../../../src/vault/locks/passkey.ts';
import { deepEqual, equal, ok } from '../../support/expect.ts';
import { fakePasskeys, hasPasskeys, passkeysMissing } from '../../support/fake-passkeys.ts';
import { quickPurges } from '../../support/quick-locks.ts';
import {
  closeVaults,
  entriesOf,
  entryOf,
  faultIn,
  freshName,
  passphrase,
  tab,
  vaultCanary,
} from '../../support/vaults.ts';

/**
 * A vault of format 1 as it was once written, under a device key of bytes 0 to 31 and a vault key of bytes 255 to 224. It
 * must open for ever: change the format's number, and add a migration, rather than these lines.
 */
const bytes = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const sealed = (iv: string, content: string) => ({ iv: bytes(iv), bytes: bytes(content).buffer });

const device: Slot = {
  kind: 'device',
  wrapped: sealed('ZRmkCaAW9DrDMDs4', 'rdsfJa8sYbOLMH4qeC+H0qdr0E9EAiIM/7bB3E0TIliKHoUqEzyJzHUzFMb9OJz6'),
};
const byPassphrase: Slot = {
  kind: 'passphrase',
  salt: bytes('6/MahiCJD99tkraZ4gEBNw=='),
  iterations: 600_000,
  wrapped: sealed('vrzCTnb5XhPpEkwN', 'NKGpCo+n2EDgLVAUgsifxJrqWKUSzAHyrU9AGG2opPN+9ntzAhMVDHT2ipSa7BTq'),
};
const account: EntryRecord = {
  id: 'QQ5AhH7ybBLc9dVsR_i51A',
  sealed: sealed(
    'YbSyUaAn2GGhyzgL',
    's+DvnjFzCtx0wfQ84m3Rwgz3IRcghSPONFB/9Y1j5TnRJGeVqphSc41gQ7FGTEqkZQfj7sRPVK9OOdeSfMhkQDM8LLgOGUOAdC8oT4BwnGM97cGYb6ywRhWOzjUgPCkRiekkeIDBZ253jOifBntQEgbNueFTardOv0LsrgpPGwxtFAs2PB07rgwktMtfv0u3HWt5L3TqXteiEWWVqCbzVWqL0nLwXOlJJYIxYhYVzsY3LhveGaIQs5vXBZU1MZo=',
  ),
  revision: 1,
  removedAtMs: null,
  deviceId: 'd1',
};

/** As format 1 sealed the vault key for a passkey; the passkey is one that a test makes up. */
async function byPasskey(): Promise<Slot> {
  const salt = new Uint8Array(32).fill(7);
  const material = await passkeyMaterial({ salt, credentialId: new Uint8Array([1, 2, 3]) });
  const key = await wrappingKey(material, 'passkey');
  const vaultKey = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);
  const wrapped = await seal(key, 'slot passkey', vaultKey);
  return { kind: 'passkey', salt, credentialId: new Uint8Array([1, 2, 3]), wrapped };
}

async function stored(name: string, slots: Slot[]): Promise<void> {
  const raw = Uint8Array.from({ length: 32 }, (_, index) => index);
  const deviceKey = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const database = await openDatabase(name, migrations.slice(0, 1), () => undefined);
  await database.put('meta', { format: 1, id: 'vault', slots }, 'vault');
  await database.put('keys', deviceKey, 'device');
  await database.put('entries', account);
  database.close();
}

describe('the format of a vault', () => {
  beforeEach(quickPurges);
  afterEach(closeVaults);

  it('of version 1 opens by the device key', async () => {
    const name = freshName();
    await stored(name, [device]);
    const [entry] = entriesOf(await tab(name));
    deepEqual(
      [entry!.id, entry!.issuer, entry!.account, entry!.name, entry!.addedAtMs, entry!.deviceId],
      ['QQ5AhH7ybBLc9dVsR_i51A', 'Kyoto University', 'taro', 'Office', 1_700_000_000_000, 'd1'],
    );
    equal(entry!.key.secret.reveal(), vaultCanary);
  });

  it('of version 1 opens by a passphrase', async () => {
    const name = freshName();
    await stored(name, [byPassphrase]);
    const vault = await tab(name);
    await vault.unlock({ proof: passphrase() });
    equal(entriesOf(vault)[0]!.key.secret.reveal(), vaultCanary);
  });

  const head = async (name: string): Promise<MetaRecord> => {
    const database = await openDatabase(name, migrations, () => undefined);
    const meta = (await database.get('meta', 'vault'))!;
    database.close();
    return meta;
  };

  it('of version 1 is brought forward by its passphrase, with another key', async () => {
    const name = freshName();
    await stored(name, [byPassphrase]);
    const vault = await tab(name);
    await vault.unlock({ proof: passphrase() });
    const { format, id, slots } = await head(name);
    deepEqual([format, slots.length, 'recipient' in slots[0]!], [2, 1, true]);
    ok(id !== 'vault');
    deepEqual(
      entriesOf(vault).map(({ id, name, deviceId }) => [id, name, deviceId]),
      [['QQ5AhH7ybBLc9dVsR_i51A', 'Office', 'd1']],
    );
    deepEqual(await vault.add({ entry: entryOf('taro') }), { id: 'QQ5AhH7ybBLc9dVsR_i51A' });
    await closeVaults();
    await (await tab(name)).unlock({ proof: passphrase() });
    // What opened it before opens nothing that is in it now.
    const database = await openDatabase(name, migrations, () => undefined);
    await database.put('meta', { format: 1, id: 'vault', slots: [byPassphrase] }, 'vault');
    database.close();
    await closeVaults();
    const thief = await tab(name);
    await thief.unlock({ proof: passphrase() });
    ok(thief.state.at === 'open');
    deepEqual([thief.state.entries.length, thief.state.lost], [0, 1]);
  });

  it('of version 1 gets a lock, and keeps its accounts', async () => {
    const name = freshName();
    await stored(name, [device]);
    const vault = await tab(name);
    await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
    await vault.lock();
    await vault.unlock({ proof: passphrase() });
    equal(entriesOf(vault)[0]!.key.secret.reveal(), vaultCanary);
    equal((await head(name)).format, 2);
  });

  (hasPasskeys ? it : it.skip)(
    `of version 1 with two locks keeps both, whichever opens it${passkeysMissing}`,
    async () => {
      const passkeys = fakePasskeys();
      const name = freshName();
      await stored(name, [byPassphrase, await byPasskey()]);
      const vault = await tab(name);
      await vault.unlock({ proof: passphrase() });
      equal(entriesOf(vault)[0]!.key.secret.reveal(), vaultCanary);
      // The passkey has not been there: nothing could be sealed for it.
      equal((await head(name)).format, 1);
      const next = passphrase('another passphrase');
      const { asked } = passkeys;
      await vault.setPassphrase({ passphrase: next.passphrase, proof: passphrase() });
      equal(passkeys.asked, asked + 1);
      equal((await head(name)).format, 2);
      for (const proof of [next, { by: 'passkey' } as const]) {
        await vault.lock();
        await vault.unlock({ proof });
        equal(entriesOf(vault)[0]!.key.secret.reveal(), vaultCanary);
      }
    },
  );

  (hasPasskeys ? it : it.skip)(
    `of version 1 with two locks stays as it is where the passphrase would be lost${passkeysMissing}`,
    async () => {
      fakePasskeys();
      const name = freshName();
      await stored(name, [byPassphrase, await byPasskey()]);
      const vault = await tab(name);
      await vault.unlock({ proof: { by: 'passkey' } });
      equal(await faultIn(vault.removeLock({ lock: 'passkey', proof: { by: 'passkey' } })), 'failed');
      equal((await head(name)).slots.length, 2);
      await vault.removeLock({ lock: 'passkey', proof: passphrase() });
      await vault.lock();
      deepEqual(vault.state, { at: 'locked', locks: ['passphrase'] });
      await vault.unlock({ proof: passphrase() });
      equal(entriesOf(vault)[0]!.key.secret.reveal(), vaultCanary);
    },
  );
});
