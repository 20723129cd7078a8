import { openDatabase, migrations, type EntryRecord, type Slot } from '../../../src/vault/database.ts';
import { deepEqual, equal } from '../../support/expect.ts';
import { closeVaults, entriesOf, freshName, passphrase, tab, vaultCanary } from '../../support/vaults.ts';

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
});
