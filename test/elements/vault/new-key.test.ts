import { openDB } from 'idb';
import { Vault } from '../../../src/vault/vault.ts';
import { migrations, openDatabase } from '../../../src/vault/records/database.ts';
import type { EntryRecord, MetaRecord } from '../../../src/vault/records/format.ts';
import { deepEqual, equal, ok } from '../../support/expect.ts';
import { fakePasskeys, hasPasskeys, passkeysMissing } from '../../support/fake-passkeys.ts';
import { stub } from '../../support/mounted.ts';
import { quickLocks } from '../../support/quick-locks.ts';
import {
  closeVaults,
  entriesOf,
  entryOf,
  faultIn,
  freshName,
  keyNumber,
  namesIn,
  passphrase,
  tab,
  until,
} from '../../support/vaults.ts';

interface Stored {
  meta: MetaRecord;
  deviceKey: CryptoKey | undefined;
  records: EntryRecord[];
}

async function stored(name: string): Promise<Stored> {
  const database = await openDatabase(name, migrations, () => undefined);
  const [meta, deviceKey, records] = [
    (await database.get('meta', 'vault'))!,
    await database.get('keys', 'device'),
    await database.getAll('entries'),
  ];
  database.close();
  return { meta, deviceKey, records };
}

/** As somebody does who has found a former head and a former device key in the files of the browser. */
async function putBack(name: string, { meta, deviceKey }: Stored): Promise<void> {
  const database = await openDatabase(name, migrations, () => undefined);
  await database.put('meta', meta, 'vault');
  if (deviceKey) await database.put('keys', deviceKey, 'device');
  database.close();
}

async function opensNothing(name: string, before: Stored, proof?: ReturnType<typeof passphrase>): Promise<void> {
  await closeVaults();
  await putBack(name, before);
  const thief = await tab(name);
  if (proof) await thief.unlock({ proof });
  ok(thief.state.at === 'open');
  deepEqual([thief.state.entries.length, thief.state.lost], [0, before.records.length]);
}

const next = passphrase('another passphrase');

describe('what has opened a vault before', () => {
  beforeEach(quickLocks);
  afterEach(closeVaults);

  it('opens nothing after a lock is set', async () => {
    const name = freshName();
    const vault = await tab(name);
    await vault.add({ entry: entryOf('taro') });
    const before = await stored(name);
    await vault.setPassphrase({ passphrase: next.passphrase, proof: null });
    const { meta, deviceKey } = await stored(name);
    equal(deviceKey, undefined);
    deepEqual(
      meta.slots.map(({ kind }) => kind),
      ['passphrase'],
    );
    await opensNothing(name, before);
  });

  it('opens nothing after the passphrase is changed', async () => {
    const name = freshName();
    const vault = await tab(name);
    await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
    await vault.add({ entry: entryOf('taro') });
    const before = await stored(name);
    await vault.setPassphrase({ passphrase: next.passphrase, proof: passphrase() });
    await opensNothing(name, before, passphrase());
  });

  it('opens nothing after the last lock is taken off', async () => {
    const name = freshName();
    const vault = await tab(name);
    await vault.add({ entry: entryOf('taro') });
    const unlocked = await stored(name);
    await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
    const locked = await stored(name);
    await vault.removeLock({ lock: 'passphrase', proof: passphrase() });
    const open = await stored(name);
    ok(open.deviceKey);
    await opensNothing(name, locked, passphrase());
    await opensNothing(name, unlocked);
    await closeVaults();
    await putBack(name, open);
    deepEqual(namesIn(await tab(name)), ['taro']);
  });

  it('is never written when a lock comes first', async () => {
    const name = freshName();
    const vault = await tab(name);
    const written: unknown[] = [];
    const { put } = IDBObjectStore.prototype;
    stub(IDBObjectStore.prototype, 'put', function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      written.push(structuredClone(value));
      return put.call(this, value, ...(key === undefined ? [] : [key]));
    });
    await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
    await vault.add({ entry: entryOf('taro') });
    equal(written.filter((value) => value instanceof CryptoKey).length, 0);
    const slots = written.flatMap((value) => (value as Partial<MetaRecord>).slots ?? []);
    deepEqual([...new Set(slots.map(({ kind }) => kind))], ['passphrase']);
  });
});

describe('a vault that gets another key', () => {
  beforeEach(quickLocks);
  afterEach(closeVaults);

  it('keeps every account under its id, what was removed as well, and adds none twice', async () => {
    const name = freshName();
    const vault = await tab(name);
    const { id } = await vault.add({ entry: entryOf('taro'), name: 'Office', deviceId: 'd1' });
    const { id: removed } = await vault.add({ entry: entryOf('hanako', keyNumber(1)) });
    await vault.remove({ id: removed });
    await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
    await vault.setPassphrase({ passphrase: next.passphrase, proof: passphrase() });
    const [entry] = entriesOf(vault);
    deepEqual([entry!.id, entry!.name, entry!.deviceId], [id, 'Office', 'd1']);
    await vault.restore({ id: removed });
    deepEqual(await vault.add({ entry: entryOf('hanako', keyNumber(1)) }), { id: removed });
    await closeVaults();
    const again = await tab(name);
    await again.unlock({ proof: next });
    deepEqual(namesIn(again), ['Office', 'hanako']);
  });

  it('loses nothing of what other tabs write meanwhile, and they stay open', async () => {
    const name = freshName();
    const tabs = await Promise.all([tab(name), tab(name), tab(name)]);
    const [one, ...others] = tabs;
    const { id } = await one.add({ entry: entryOf('first') });
    await Promise.all(others.map((each) => until(each, (state) => state.at === 'open' && state.entries.length === 1)));
    const numbers = [...Array(12).keys()];
    await Promise.all([
      one
        .setPassphrase({ passphrase: passphrase().passphrase, proof: null })
        .then(() => one.setPassphrase({ passphrase: next.passphrase, proof: passphrase() })),
      ...others.map(async (each, at) => {
        for (const number of numbers) {
          await each.add({ entry: entryOf(`${at} ${number}`, keyNumber(1 + number + 20 * at)) });
          await each.rename({ id, name: `by ${at}` });
        }
      }),
    ]);
    await closeVaults();
    const again = await tab(name);
    await again.unlock({ proof: next });
    equal(entriesOf(again).length, 1 + others.length * numbers.length);
    ok(again.state.at === 'open' && again.state.lost === 0);
  });

  it('stays as it was when its writing fails', async () => {
    const name = freshName();
    const vault = await tab(name);
    await vault.add({ entry: entryOf('taro') });
    await vault.add({ entry: entryOf('hanako', keyNumber(1)) });
    const { put } = IDBObjectStore.prototype;
    let writings = 0;
    stub(IDBObjectStore.prototype, 'put', function (this: IDBObjectStore, ...given: [unknown]) {
      const request = put.apply(this, given);
      // The head is written by then, and an account.
      if (++writings === 3) this.transaction.abort();
      return request;
    });
    ok((await faultIn(vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null }))) !== 'none');
    await closeVaults();
    const again = await tab(name);
    deepEqual(namesIn(again), ['taro', 'hanako']);
    await again.rename({ id: entriesOf(again)[0]!.id, name: 'Office' });
    deepEqual(namesIn(again), ['Office', 'hanako']);
  });

  (hasPasskeys ? it : it.skip)(
    `is opened by each of its locks, with only one of them at hand${passkeysMissing}`,
    async () => {
      const passkeys = fakePasskeys();
      const name = freshName();
      const vault = await tab(name);
      await vault.add({ entry: entryOf('taro') });
      await vault.addPasskey({ proof: null });
      await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: { by: 'passkey' } });
      const { asked } = passkeys;
      await vault.setPassphrase({ passphrase: next.passphrase, proof: passphrase() });
      equal(passkeys.asked, asked);
      for (const proof of [next, { by: 'passkey' } as const]) {
        await vault.lock();
        equal(vault.state.at, 'locked');
        await vault.unlock({ proof });
        deepEqual(namesIn(vault), ['taro']);
      }
      await vault.lock();
      equal(await faultIn(vault.unlock({ proof: passphrase() })), 'wrong-passphrase');
      await vault.unlock({ proof: next });
      await vault.removeLock({ lock: 'passphrase', proof: next });
      await vault.lock();
      deepEqual(vault.state, { at: 'locked', locks: ['passkey'] });
      await vault.unlock({ proof: { by: 'passkey' } });
      deepEqual(namesIn(vault), ['taro']);
    },
  );

  it('clears what was there before; two empty databases stay, and go when it is wiped', async () => {
    const name = freshName();
    const vault = await tab(name);
    await vault.add({ entry: entryOf('taro') });
    await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
    // Once more when it is opened the next time.
    equal((await stored(name)).meta.stale, 1);
    const count = async () => (await indexedDB.databases()).filter((each) => each.name?.startsWith(name)).length;
    equal(await count(), 3);
    await vault.setPassphrase({ passphrase: next.passphrase, proof: passphrase() });
    equal(await count(), 3);
    await vault.erase();
    // Of the vault itself: it is looked for afterwards.
    equal(await count(), 1);
  });

  it('clears what was there before when the change was cut short', async () => {
    const name = freshName();
    await (await tab(name)).add({ entry: entryOf('taro') });
    await closeVaults();
    const { meta } = await stored(name);
    const database = await openDB(name);
    await database.put('meta', { ...meta, stale: 1 }, 'vault');
    database.close();
    const vault = await tab(name);
    deepEqual(namesIn(vault), ['taro']);
    // Nothing else tells when; where it never is, the time of the test ends this.
    while ((await stored(name)).meta.stale) await navigator.locks.request(`${name} purge`, () => undefined);
  });
});

it('a vault that gets another key while it is being looked at stays open', async () => {
  quickLocks();
  const name = freshName();
  await (await tab(name)).add({ entry: entryOf('taro') });
  await closeVaults();
  const { decrypt } = SubtleCrypto.prototype;
  let release!: () => void;
  const held = new Promise<void>((resolve) => (release = resolve));
  let times = 0;
  stub(SubtleCrypto.prototype, 'decrypt', async function (this: SubtleCrypto, ...given: Parameters<typeof decrypt>) {
    if (times++ === 0) await held;
    return decrypt.apply(this, given);
  });
  const vault = new Vault({ name });
  const looking = vault.open();
  while (!times) await new Promise((resolve) => setTimeout(resolve, 5));
  await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
  release();
  await looking;
  const { id } = entriesOf(vault)[0]!;
  await vault.rename({ id, name: 'Office' });
  deepEqual(namesIn(vault), ['Office']);
  await vault.close();
});

it('the key of this browser cannot be read out', async () => {
  const name = freshName();
  await (await tab(name)).add({ entry: entryOf('taro') });
  await closeVaults();
  const { deviceKey } = await stored(name);
  equal(deviceKey!.extractable, false);
  equal(
    await crypto.subtle.exportKey('raw', deviceKey!).then(
      () => 'read',
      (error: DOMException) => error.name,
    ),
    'InvalidAccessError',
  );
});

it('a vault whose time is over opens nothing, whatever the timers have missed', async () => {
  quickLocks();
  let nowMs = Date.now();
  const name = freshName();
  const vault = await tab(name, { now: () => nowMs });
  const { id } = await vault.add({ entry: entryOf('taro') });
  await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
  nowMs += 8 * 3600_000;
  equal(await faultIn(vault.rename({ id, name: 'Office' })), 'locked');
  equal(await faultIn(vault.remove({ id })), 'locked');
  await vault.open();
  deepEqual(vault.state, { at: 'locked', locks: ['passphrase'] });
  await vault.unlock({ proof: passphrase() });
  deepEqual(namesIn(vault), ['taro']);
  await closeVaults();
});
