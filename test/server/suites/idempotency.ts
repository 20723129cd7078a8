import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Output } from '../../../src/contract/types.ts';
import { housekeeping } from '../../../src/server/housekeeping.ts';
import type { Store } from '../../../src/server/store/database.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode, wrongCode } from '../../support/oath.ts';
import {
  count,
  mailedCode,
  makeWorld,
  outcomes,
  setUp,
  verifyMail,
  type Client,
  type World,
} from '../../support/world.ts';

export function idempotencySuite(backend: Backend): void {
  const start = async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    return { store, world, alice: await world.signIn('alice') };
  };

  test('the same key and input get the same answer, though the code is used up', async () => {
    const { world, alice } = await start();
    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' }, { key: 'k-1' });
    const code = appCode(key, world.clock.now());
    const first = await alice.ask('confirmApp', { id, code, name: 'x' }, { key: 'k-2' });
    assert.deepEqual(await alice.ask('confirmApp', { id, name: 'x', code }, { key: 'k-2' }), first);
    assert.equal((await alice.ask('getAccount', {})).devices.length, 1);
  });

  test('another input, or another operation, under the same key is refused', async () => {
    const { world, alice } = await start();
    await verifyMail(world, alice);
    await alice.ask('beginApp', { kind: 'browser' }, { key: 'k' });
    assert.equal((await alice.refusal('beginApp', { kind: 'smartphone' }, { key: 'k' })).code, 'idempotency_conflict');
    const { id } = await alice.ask('beginApp', { kind: 'browser' });
    assert.equal(
      (await alice.refusal('confirmApp', { id, code: '123456' }, { key: 'k' })).code,
      'idempotency_conflict',
    );
  });

  test('a wrong code repeated under its key costs one attempt', async () => {
    const { world, alice } = await start();
    const { key } = await setUp(world, alice);
    const code = wrongCode(key, world.clock.time);
    for (let times = 0; times < 3; times++) {
      assert.equal((await alice.refusal('checkCode', { code }, { key: 'k' })).attemptsLeft, 4);
    }
    assert.equal((await alice.refusal('checkCode', { code })).attemptsLeft, 3);
  });

  test('a message asked for twice under one key is sent once', async () => {
    const { world, alice } = await start();
    const first = await alice.ask('beginMail', { address: 'taro@example.org' }, { key: 'k' });
    assert.deepEqual(await alice.ask('beginMail', { address: 'taro@example.org' }, { key: 'k' }), first);
    assert.equal(world.mails.length, 1);
  });

  test('a key may try again after a refusal that left nothing behind', async () => {
    const { world, alice } = await start();
    world.mailFailure = new Error('421');
    assert.equal(
      (await alice.refusal('beginMail', { address: 'taro@example.org' }, { key: 'k' })).code,
      'mail_undeliverable',
    );
    world.mailFailure = undefined;
    await alice.ask('beginMail', { address: 'taro@example.org' }, { key: 'k' });
  });

  test('thirty parallel confirmations under one key: one device, and every answer names it', async () => {
    const { world, alice } = await start();
    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    const code = appCode(key, world.clock.now());
    const bodies = await Promise.all(
      Array.from({ length: 30 }, async () => (await alice.send('confirmApp', { id, code }, { key: 'k' })).text()),
    );
    assert.equal(new Set(bodies).size, 1);
    assert.equal((await alice.ask('getAccount', {})).devices.length, 1);
  });

  test('a second request while the first still speaks to the mail server is told to wait', async () => {
    const store = await backend.fresh();
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    let arrived = () => {};
    const sending = new Promise<void>((resolve) => (arrived = resolve));
    const world = makeWorld(store, {
      mailer: {
        async send() {
          arrived();
          await gate;
        },
      },
    });
    const alice = await world.signIn('alice');
    const first = alice.send('beginMail', { address: 'taro@example.org' }, { key: 'k' });
    await sending;
    const second = await alice.refusal('beginMail', { address: 'taro@example.org' }, { key: 'k' });
    assert.deepEqual([second.code, second.retryAfterMs], ['unavailable', 1000]);
    assert.equal((await alice.ask('getAccount', {})).label, 'alice@example', 'no lock is held meanwhile');
    release();
    assert.equal((await first).status, 200);
  });

  test('keys are per person, last a day, and their answers are sealed', async () => {
    const { store, world, alice } = await start();
    await verifyMail(world, alice);
    const { key } = await alice.ask('beginApp', { kind: 'browser' }, { key: 'k' });
    const rows = await store.database.select().from(tables.idempotency);
    assert.ok(rows.length > 0);
    assert.ok(!rows.some(({ sealed }) => Buffer.from(sealed!).includes(key.secret)));
    const bob = await world.signIn('bob');
    await bob.ask('beginMail', { address: 'bob@example.org' }, { key: 'k' });
    await bob.ask('confirmMail', { id: (await bob.ask('getAccount', {})).pending.mail!.id, code: mailedCode(world) });
    world.clock.pass({ hours: 25 });
    const anew = await world.signIn('bob');
    assert.deepEqual(count(await outcomes([anew.send('beginStepUp', { method: 'mail' }, { key: 'k' })]), 'ok'), 1);
  });

  /** The operations whose answers are kept, sealed or not. */
  const keptBy = async ({ database }: Store) =>
    (await database.select().from(tables.idempotency)).map(({ operation }) => operation);

  const ways: Record<string, (world: World, alice: Client, begun: Output<'beginApp'>) => Promise<unknown>> = {
    'is confirmed': (world, alice, { id, key }) =>
      alice.ask('confirmApp', { id, code: appCode(key, world.clock.now()) }, { key: 'c' }),
    'is given up': (_world, alice, { id }) => alice.ask('cancelApp', { id }, { key: 'c' }),
    'ends with a reset': async (world, alice) => {
      const { id } = await alice.ask('beginReset', {});
      await alice.ask('confirmReset', { id, code: mailedCode(world) }, { key: 'c' });
    },
  };
  for (const [way, settle] of Object.entries(ways)) {
    test(`the kept answer that shows a key is deleted when the set-up ${way}, and no other`, async () => {
      const { store, world, alice } = await start();
      await verifyMail(world, alice);
      const begun = await alice.ask('beginApp', { kind: 'browser' }, { key: 'k' });
      assert.deepEqual(await keptBy(store), ['beginApp']);
      await settle(world, alice, begun);
      assert.deepEqual(
        (await keptBy(store)).map((operation) => operation.replace(/^(confirm|cancel).*/, 'the last step')),
        ['the last step'],
      );
    });
  }

  test('the kept answer that shows a key is deleted when the set-up runs out', async () => {
    const { store, world, alice } = await start();
    await verifyMail(world, alice);
    await alice.ask('beginApp', { kind: 'browser' }, { key: 'k' });
    world.clock.pass({ minutes: 31 });
    await housekeeping(store, world.clock.now());
    assert.deepEqual(await keptBy(store), []);
  });

  test('the kept answers of a sync go with it, and those of a pending one and of refusals stay', async () => {
    const store = await backend.fresh();
    const world = makeWorld(store, { policy: { secretModel: 'per-device' } });
    const alice = await world.signIn('alice');
    const { key } = await setUp(world, alice);
    const wrong = { kind: 'browser' as const, code: wrongCode(key, world.clock.time) };
    await alice.refusal('beginSync', wrong, { key: 'w' });
    const code = appCode(key, world.clock.now());
    const { id } = await alice.ask('beginSync', { kind: 'browser', code }, { key: 'k' });
    await housekeeping(store, world.clock.now());
    assert.deepEqual(await keptBy(store), ['beginSync', 'beginSync']);
    await alice.ask('cancelSync', { id });
    assert.deepEqual(await keptBy(store), ['beginSync']);
    assert.equal((await alice.refusal('beginSync', wrong, { key: 'w' })).attemptsLeft, 4);
  });
}
