import { openDB } from 'idb';
import { migrations, type Migration } from '../../../src/vault/records/database.ts';
import { deepEqual, equal, lacks, ok } from '../../support/expect.ts';
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
  vaultCanary,
} from '../../support/vaults.ts';

/** Its database as anybody on this origin could open it. */
const database = (name: string) => openDB(name);

/** Every byte that is stored, as text: what is in records, wherever it stands. */
async function everything(name: string): Promise<string> {
  const open = await database(name);
  const records = await Promise.all([...open.objectStoreNames].map((store) => open.getAll(store)));
  open.close();
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (value instanceof ArrayBuffer) texts.push(String.fromCharCode(...new Uint8Array(value)));
    else if (ArrayBuffer.isView(value)) texts.push(String.fromCharCode(...new Uint8Array(value.buffer)));
    else if (value && typeof value === 'object') Object.values(value).forEach(collect);
    else texts.push(String(value));
  };
  collect(records);
  return texts.join('\n');
}

describe('a vault', () => {
  beforeEach(quickLocks);
  afterEach(closeVaults);

  it('is empty and makes nothing until the first account is added', async () => {
    const name = freshName();
    const vault = await tab(name);
    deepEqual(namesIn(vault), []);
    const open = await database(name);
    deepEqual([await open.count('meta'), await open.count('keys')], [0, 0]);
    open.close();
  });

  it('leaves a mark that there are codes, which goes with the last of them and holds nothing else', async () => {
    const name = freshName();
    const vault = await tab(name);
    const mark = () => localStorage.getItem(name);
    equal(mark(), null);
    const { id } = await vault.add({ entry: entryOf('taro') });
    equal(mark(), 'codes');
    await vault.remove({ id });
    const { removed } = vault.state as { removed?: { id: string; account: string } };
    deepEqual([removed?.id, removed?.account], [id, 'taro']);
    equal(mark(), 'codes', 'What can be brought back is still to be found:');
    await vault.erase();
    equal(mark(), null);
  });

  it('gives back what was added, to another tab and after a restart', async () => {
    const name = freshName();
    const { id } = await (await tab(name)).add({ entry: entryOf('taro'), name: 'Office', deviceId: 'd1' });
    const [entry] = entriesOf(await tab(name));
    deepEqual(
      [entry!.id, entry!.issuer, entry!.account, entry!.name, entry!.deviceId, entry!.key.periodS],
      [id, 'Kyoto University', 'taro', 'Office', 'd1', 30],
    );
    equal(entry!.key.secret.reveal(), vaultCanary);
    ok(entry!.key.uri.reveal().startsWith('otpauth://totp/Kyoto%20University:taro?'));
  });

  it('keeps an account once, however often and from wherever it is added', async () => {
    const name = freshName();
    const tabs = [await tab(name), await tab(name)];
    const ids = await Promise.all(
      [0, 1, 2, 3].map((index) => tabs[index % 2]!.add({ entry: entryOf(`taro ${index}`) })),
    );
    equal(new Set(ids.map(({ id }) => id)).size, 1);
    equal(entriesOf(await tab(name)).length, 1);
  });

  it('keeps the same key twice where the rules differ', async () => {
    const vault = await tab(freshName());
    await vault.add({ entry: entryOf('taro') });
    await vault.add({ entry: entryOf('taro', vaultCanary, { digits: 8 }) });
    equal(entriesOf(vault).length, 2);
  });

  it('stores neither key nor names in clear', async () => {
    const name = freshName();
    await (await tab(name)).add({ entry: entryOf('taro'), name: 'Laboratory' });
    const stored = await everything(name);
    for (const text of [vaultCanary, vaultCanary.toLowerCase(), 'taro', 'Laboratory', 'Kyoto']) lacks(stored, text);
  });

  it('renames', async () => {
    const vault = await tab(freshName());
    const { id } = await vault.add({ entry: entryOf('taro') });
    await vault.rename({ id, name: '研究室' });
    deepEqual(namesIn(vault), ['研究室']);
    equal(await faultIn(vault.rename({ id: 'x', name: 'y' })), 'gone');
  });

  it('notes which device an account is, where even a locked vault can be asked', async () => {
    const name = freshName();
    const vault = await tab(name);
    const { id } = await vault.add({ entry: entryOf('taro') });
    await vault.tie({ id, deviceId: 'd7' });
    equal(entriesOf(vault)[0]!.deviceId, 'd7');
  });

  it('brings back what was removed, for ten minutes', async () => {
    let nowMs = Date.now();
    const vault = await tab(freshName(), { now: () => nowMs });
    const { id } = await vault.add({ entry: entryOf('taro') });
    await vault.remove({ id });
    deepEqual(namesIn(vault), []);
    nowMs += 10 * 60_000 - 1;
    await vault.restore({ id });
    deepEqual(namesIn(vault), ['taro']);
    await vault.remove({ id });
    nowMs += 10 * 60_000;
    equal(await faultIn(vault.restore({ id })), 'gone');
    equal(await faultIn(vault.remove({ id })), 'gone');
  });

  it('does not bring back what was removed for good, and tells of nothing to undo', async () => {
    const vault = await tab(freshName());
    const { id } = await vault.add({ entry: entryOf('taro') });
    await vault.remove({ id, forGood: true });
    deepEqual(namesIn(vault), []);
    equal(vault.state.at === 'open' && vault.state.removed, undefined);
    equal(await faultIn(vault.restore({ id })), 'gone');
    deepEqual(await vault.add({ entry: entryOf('taro') }), { id });
  });

  it('adds anew what was removed', async () => {
    const vault = await tab(freshName());
    const { id } = await vault.add({ entry: entryOf('taro') });
    await vault.remove({ id });
    deepEqual(await vault.add({ entry: entryOf('hanako') }), { id });
    deepEqual(namesIn(vault), ['hanako']);
  });

  it('is gone after it was wiped, in every tab, and can be used again', async () => {
    const name = freshName();
    const [one, other] = [await tab(name), await tab(name)];
    await one.add({ entry: entryOf('taro') });
    await until(other, (state) => state.at === 'open' && state.entries.length === 1);
    await one.erase();
    deepEqual(namesIn(one), []);
    await until(other, (state) => state.at === 'open' && state.entries.length === 0);
    await other.add({ entry: entryOf('hanako') });
    await until(one, (state) => state.at === 'open' && state.entries.length === 1);
    deepEqual(namesIn(one), ['hanako']);
  });

  it('loses nothing when three tabs add, rename and remove at once', async () => {
    const name = freshName();
    const tabs = await Promise.all([tab(name), tab(name), tab(name)]);
    const numbers = [...Array(30).keys()];
    const ids = await Promise.all(
      numbers.map(async (number) => {
        const { id } = await tabs[number % 3]!.add({ entry: entryOf(`a${number}`, keyNumber(number)) });
        await tabs[(number + 1) % 3]!.rename({ id, name: `b${number}` });
        return id;
      }),
    );
    // Every fifth is removed by one tab while two others rename it.
    await Promise.all(
      numbers.flatMap((number) => [
        faultIn(tabs[number % 3]!.rename({ id: ids[number]!, name: `c${number}` })),
        faultIn(tabs[(number + 1) % 3]!.rename({ id: ids[number]!, name: `d${number}` })),
        ...(number % 5 ? [] : [tabs[(number + 2) % 3]!.remove({ id: ids[number]! })]),
      ]),
    );
    const lists = await Promise.all(
      [...tabs, await tab(name)].map(async (vault) => (await vault.open(), namesIn(vault))),
    );
    for (const list of lists) deepEqual(list, lists[0]);
    deepEqual(
      lists[0]!.map((each) => Number(each.slice(1))).sort((a, b) => a - b),
      numbers.filter((number) => number % 5),
    );
    ok(lists[0]!.every((each) => /^[cd]/.test(each)));
  });
});

describe('a vault that locks', () => {
  beforeEach(quickLocks);
  afterEach(closeVaults);

  async function locked(name: string) {
    const vault = await tab(name);
    await vault.add({ entry: entryOf('taro'), deviceId: 'd1' });
    await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
    return vault;
  }

  it('stays open for who has set the passphrase, and asks for it after a restart', async () => {
    const name = freshName();
    const vault = await locked(name);
    deepEqual(vault.state.at === 'open' && vault.state.locks, ['passphrase']);
    await closeVaults();
    const again = await tab(name);
    deepEqual(again.state, { at: 'locked', locks: ['passphrase'] });
    equal(await faultIn(again.unlock({ proof: passphrase('wrong') })), 'wrong-passphrase');
    equal(await faultIn(again.add({ entry: entryOf('hanako', keyNumber(1)) })), 'locked');
    await again.unlock({ proof: passphrase() });
    deepEqual(namesIn(again), ['taro']);
  });

  it('takes the passphrase as it looks, not as it is encoded', async () => {
    const name = freshName();
    const vault = await tab(name);
    await vault.add({ entry: entryOf('taro') });
    await vault.setPassphrase({ passphrase: passphrase('ガギグゲゴ学').passphrase, proof: null });
    await vault.lock();
    await vault.unlock({ proof: passphrase('ガギグゲゴ学'.normalize('NFD')) });
    deepEqual(namesIn(vault), ['taro']);
  });

  it('keeps no slot that opens by itself, and no passphrase', async () => {
    const name = freshName();
    await locked(name);
    const stored = await everything(name);
    lacks(stored, 'correct horse');
    const open = await database(name);
    const { slots } = (await open.get('meta', 'vault')) as { slots: { kind: string; iterations: number }[] };
    open.close();
    deepEqual(
      slots.map(({ kind, iterations }) => [kind, iterations]),
      [['passphrase', 600_000]],
    );
  });

  it('asks again before a key leaves it, and before its locks change', async () => {
    const vault = await locked(freshName());
    equal(await faultIn(vault.prove({ proof: passphrase('wrong') })), 'wrong-passphrase');
    equal(await faultIn(vault.prove({ proof: passphrase() })), 'none');
    const next = passphrase('another passphrase');
    equal(await faultIn(vault.setPassphrase({ passphrase: next.passphrase, proof: null })), 'locked');
    equal(
      await faultIn(vault.setPassphrase({ passphrase: next.passphrase, proof: passphrase('wrong') })),
      'wrong-passphrase',
    );
    await vault.setPassphrase({ passphrase: next.passphrase, proof: passphrase() });
    equal(await faultIn(vault.prove({ proof: passphrase() })), 'wrong-passphrase');
    equal(await faultIn(vault.prove({ proof: next })), 'none');
  });

  it('opens by itself again when the last lock is taken off', async () => {
    const name = freshName();
    const vault = await locked(name);
    await vault.removeLock({ lock: 'passphrase', proof: passphrase() });
    await closeVaults();
    deepEqual(namesIn(await tab(name)), ['taro']);
  });

  it('locks in all tabs, and opens in all tabs', async () => {
    const name = freshName();
    const one = await locked(name);
    const other = await tab(name);
    // A tab that comes later is let in by one that is open.
    await until(other, ({ at }) => at === 'open');
    await other.lock();
    await until(one, ({ at }) => at === 'locked');
    await one.unlock({ proof: passphrase() });
    await until(other, ({ at }) => at === 'open');
    deepEqual(namesIn(other), ['taro']);
  });

  it('does not lock what has no lock', async () => {
    const vault = await tab(freshName());
    await vault.add({ entry: entryOf('taro') });
    await vault.lock();
    deepEqual(namesIn(vault), ['taro']);
  });

  it('can lock before there is anything in it', async () => {
    const name = freshName();
    const vault = await tab(name);
    await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
    await vault.lock();
    equal(vault.state.at, 'locked');
    await vault.unlock({ proof: passphrase() });
    await vault.add({ entry: entryOf('taro') });
    deepEqual(namesIn(vault), ['taro']);
  });
});

describe('a vault that is damaged', () => {
  beforeEach(quickLocks);
  afterEach(closeVaults);

  async function damaged(name: string, damage: (open: Awaited<ReturnType<typeof database>>) => Promise<unknown>) {
    const vault = await tab(name);
    await vault.add({ entry: entryOf('taro') });
    await vault.add({ entry: entryOf('hanako', keyNumber(1)) });
    await closeVaults();
    const open = await database(name);
    await damage(open);
    open.close();
    return tab(name);
  }

  it('says that what opens it is lost, and how many accounts are in it', async () => {
    const vault = await damaged(freshName(), (open) => open.delete('keys', 'device'));
    deepEqual(vault.state, { at: 'broken', why: 'key-lost', count: 2 });
    equal(await faultIn(vault.add({ entry: entryOf('x', keyNumber(2)) })), 'locked');
  });

  it('is never taken for an empty one when only its head is missing', async () => {
    const vault = await damaged(freshName(), (open) => open.delete('meta', 'vault'));
    deepEqual(vault.state, { at: 'broken', why: 'damaged', count: 2 });
    equal(await faultIn(vault.add({ entry: entryOf('x', keyNumber(2)) })), 'failed');
  });

  it('opens with what can be read, and counts what cannot', async () => {
    const vault = await damaged(freshName(), async (open) => {
      const [first] = (await open.getAll('entries')) as { sealed: { bytes: ArrayBuffer } }[];
      new Uint8Array(first!.sealed.bytes)[3]! ^= 1;
      await open.put('entries', first);
    });
    ok(vault.state.at === 'open');
    deepEqual([vault.state.entries.length, vault.state.lost], [1, 1]);
  });

  it('does not take one account for another when records are swapped', async () => {
    const vault = await damaged(freshName(), async (open) => {
      const [one, other] = (await open.getAll('entries')) as { id: string; sealed: object }[];
      await open.put('entries', { ...one, sealed: other!.sealed });
    });
    ok(vault.state.at === 'open');
    deepEqual([vault.state.entries.length, vault.state.lost], [1, 1]);
  });

  it('can be wiped and used again', async () => {
    const vault = await damaged(freshName(), (open) => open.delete('keys', 'device'));
    await vault.erase();
    await vault.add({ entry: entryOf('jiro', keyNumber(2)) });
    deepEqual(namesIn(vault), ['jiro']);
  });

  it('of a newer version is left as it is', async () => {
    const name = freshName();
    const newer: Migration[] = [...migrations, (open) => void open.createObjectStore('more' as never)];
    await (await tab(name, { migrations: newer })).add({ entry: entryOf('taro') });
    await closeVaults();
    deepEqual((await tab(name)).state, { at: 'broken', why: 'newer', count: 0 });
    await closeVaults();
    deepEqual(namesIn(await tab(name, { migrations: newer })), ['taro']);
  });

  it('of a newer format is left as it is', async () => {
    const vault = await damaged(freshName(), async (open) => {
      const meta = (await open.get('meta', 'vault')) as object;
      await open.put('meta', { ...meta, format: 3 }, 'vault');
    });
    deepEqual(vault.state, { at: 'broken', why: 'newer', count: 2 });
  });

  it('of an older version is brought forward with everything in it', async () => {
    const name = freshName();
    await (await tab(name)).add({ entry: entryOf('taro') });
    await closeVaults();
    let seen: unknown;
    const next: Migration = (_, transaction) => {
      void transaction
        .objectStore('entries')
        .count()
        .then((count) => (seen = count));
    };
    deepEqual(namesIn(await tab(name, { migrations: [...migrations, next] })), ['taro']);
    equal(seen, 1);
  });
});

it('a passkey is told as unsupported by a browser that has none', async () => {
  const vault = await tab(freshName());
  await vault.add({ entry: entryOf('taro') });
  stub(globalThis as unknown as Record<'PublicKeyCredential', unknown>, 'PublicKeyCredential', undefined);
  equal(await faultIn(vault.addPasskey({ proof: null })), 'unsupported');
  deepEqual(namesIn(vault), ['taro']);
});
