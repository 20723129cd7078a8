import { openDB } from 'idb';
import type { MetaRecord, Slot } from '../../../src/vault/records/format.ts';
import { deepEqual, equal, ok } from '../../support/expect.ts';
import { quickLocks } from '../../support/quick-locks.ts';
import {
  closeVaults,
  entriesOf,
  entryOf,
  faultIn,
  freshName,
  keyNumber,
  passphrase,
  tab,
} from '../../support/vaults.ts';

// Whatever a disk, another version or another script has left where the vault keeps its things.

type Head = MetaRecord & { slots: (Slot & Record<string, unknown>)[] };

async function vaultWith(
  spoil: (open: Awaited<ReturnType<typeof openDB>>, head: Head) => Promise<unknown>,
  isLocked = false,
) {
  const name = freshName();
  const vault = await tab(name);
  if (isLocked) await vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null });
  await vault.add({ entry: entryOf('taro') });
  await vault.add({ entry: entryOf('hanako', keyNumber(1)) });
  await closeVaults();
  const open = await openDB(name);
  await spoil(open, (await open.get('meta', 'vault')) as Head);
  open.close();
  return tab(name);
}

const damaged = { at: 'broken', why: 'damaged', count: 2 };

describe('a head that is damaged is told as such, and opens nothing', () => {
  beforeEach(quickLocks);
  afterEach(closeVaults);

  const heads: Record<string, (head: Head) => unknown> = {
    'a text': () => 'vault',
    'a number': () => 7,
    null: () => null,
    'a list': () => [],
    bytes: () => new Uint8Array(40),
    'without slots': ({ format, id }) => ({ format, id }),
    'with slots that are no list': (head) => ({ ...head, slots: { 0: head.slots[0] } }),
    'with an empty list of slots': (head) => ({ ...head, slots: [] }),
    'with slots that are none': (head) => ({ ...head, slots: [null, 1, 'device', {}, { kind: 'device' }] }),
    'without a format': ({ id, slots }) => ({ id, slots }),
    'with a format that is no number': (head) => ({ ...head, format: '1' }),
    'with format 0': (head) => ({ ...head, format: 0 }),
    'with half a format': (head) => ({ ...head, format: 1.5 }),
    'without an id': ({ format, slots }) => ({ format, slots }),
    'with a slot without a nonce': (head) => ({
      ...head,
      slots: [{ ...head.slots[0], wrapped: { bytes: new ArrayBuffer(48) } }],
    }),
    'with a nonce that is a text': (head) => ({
      ...head,
      slots: [{ ...head.slots[0], wrapped: { iv: '123456789012', bytes: new ArrayBuffer(48) } }],
    }),
    'with a nonce that is too short': (head) => ({
      ...head,
      slots: [{ ...head.slots[0], wrapped: { iv: new Uint8Array(0), bytes: new ArrayBuffer(48) } }],
    }),
    'with a slot of a kind that nobody knows': (head) => ({ ...head, slots: [{ ...head.slots[0], kind: 'rune' }] }),
    'with a key of ids that is none': (head) => ({ ...head, ids: 'ids' }),
  };
  for (const [what, make] of Object.entries(heads))
    it(what, async () => {
      const vault = await vaultWith((open, head) => open.put('meta', make(head), 'vault'));
      deepEqual(vault.state, damaged);
      ok((await faultIn(vault.add({ entry: entryOf('x', keyNumber(2)) }))) !== 'none');
      ok((await faultIn(vault.prove({ proof: passphrase() }))) !== 'none');
      ok((await faultIn(vault.unlock({ proof: passphrase() }))) !== 'none');
      ok((await faultIn(vault.setPassphrase({ passphrase: passphrase().passphrase, proof: null }))) !== 'none');
    });

  it('with a key of ids that does not open', async () => {
    const ids = { iv: new Uint8Array(12), bytes: new ArrayBuffer(48) };
    const vault = await vaultWith((open, head) => open.put('meta', { ...head, ids }, 'vault'));
    deepEqual(vault.state, damaged);
  });

  const locks: Record<string, Record<string, unknown>> = {
    'with 2^31 rounds': { iterations: 2 ** 31 },
    'with as many rounds as a number can say': { iterations: Number.MAX_SAFE_INTEGER },
    'without rounds': { iterations: 0 },
    'with less than none': { iterations: -1 },
    'with rounds that are no number': { iterations: NaN },
    'with a salt that is a text': { salt: 'salt' },
    'with an empty salt': { salt: new Uint8Array(0) },
    'with a public key of another length': { recipient: new Uint8Array(64) },
    'with nothing wrapped': { wrapped: undefined },
    'with a wrapped key that is an object': { wrapped: { iv: new Uint8Array(12), bytes: new ArrayBuffer(48) } },
  };
  for (const [what, change] of Object.entries(locks))
    it(`a passphrase ${what}`, async () => {
      const vault = await vaultWith(
        (open, head) => open.put('meta', { ...head, slots: [{ ...head.slots[0], ...change }] }, 'vault'),
        true,
      );
      deepEqual(vault.state, damaged);
    });

  it('is not so while one of its locks can be used', async () => {
    const vault = await vaultWith(
      (open, head) => open.put('meta', { ...head, slots: [{ kind: 'passkey' }, ...head.slots] }, 'vault'),
      true,
    );
    deepEqual(vault.state, { at: 'locked', locks: ['passphrase'] });
    await vault.unlock({ proof: passphrase() });
    equal(entriesOf(vault).length, 2);
  });

  it('a lock whose wrapped key is another one is told as a wrong passphrase', async () => {
    const vault = await vaultWith(
      (open, head) =>
        open.put('meta', { ...head, slots: [{ ...head.slots[0], wrapped: new ArrayBuffer(48) }] }, 'vault'),
      true,
    );
    equal(await faultIn(vault.unlock({ proof: passphrase() })), 'wrong-passphrase');
  });
});

describe('a record that is damaged is counted, and the others are shown', () => {
  beforeEach(quickLocks);
  afterEach(closeVaults);

  const records: Record<string, Record<string, unknown>> = {
    'without what is sealed': { sealed: undefined },
    'with something else for what is sealed': { sealed: 'sealed' },
    'with a revision that is a text': { revision: '1' },
    'with a time of removal that is a text': { removedAtMs: 'now' },
    'with a device that is a number': { deviceId: 7 },
    'with megabytes': { sealed: { iv: new Uint8Array(12), bytes: new ArrayBuffer(2_000_000) } },
  };
  for (const [what, change] of Object.entries(records))
    it(what, async () => {
      const vault = await vaultWith(async (open) => {
        const [first] = (await open.getAll('entries')) as object[];
        await open.put('entries', { ...first, ...change });
      });
      ok(vault.state.at === 'open');
      deepEqual([vault.state.entries.length, vault.state.lost], [1, 1]);
    });

  for (const [what, key] of [
    ['nothing', null],
    ['a text', 'key'],
    ['an object', {}],
  ] as const)
    it(`a key of this browser that is ${what} is lost`, async () => {
      const vault = await vaultWith((open) => open.put('keys', key, 'device'));
      deepEqual(vault.state, { at: 'broken', why: 'key-lost', count: 2 });
    });
});
