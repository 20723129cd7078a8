import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { setUpAnewCommand } from '../../../src/server/cli/set-up-anew.ts';
import { housekeeping } from '../../../src/server/housekeeping.ts';
import { reseal } from '../../../src/server/reseal.ts';
import { createSealing } from '../../../src/server/sealing.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Store } from '../../../src/server/store/database.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { makeService } from '../../support/service.ts';
import { mailedCode, makeWorld, sealingKeys, setUp, type Client, type World } from '../../support/world.ts';

/** After a leak everybody sets up again: what the command does, and what people meet afterwards. */
export function setUpAnewSuite(backend: Backend): void {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-anew-'));
  after(() => rmSync(folder, { recursive: true }));
  const listOf = (...subjects: string[]) => {
    const path = join(folder, `list-${subjects.join('-')}`);
    writeFileSync(path, `${subjects.join('\n')}\n`);
    return path;
  };

  const start = async () => {
    const store = await backend.fresh();
    const policy = { mail: { requiredFirst: false }, requiredFrom: '2026-01-01T00:00:00Z' };
    const world = makeWorld(store, { policy });
    const service = await makeService(store, world, { policy });
    const run = commandOf(store, world);
    /** Some time later than all that was made, and a little before now. */
    const leak = () => {
      world.clock.pass({ minutes: 1 });
      const at = world.clock.now().toISOString();
      world.clock.pass({ minutes: 1 });
      return ['--made-before', at];
    };
    return { store, world, service, run, leak };
  };
  const resets = async ({ database }: Store) =>
    (await database.select().from(tables.audit).where(eq(tables.audit.event, 'reset-done'))).map(({ facts }) => facts);
  /** An app without an address, as the policy here allows. */
  const onlyApp = async (world: World, client: Client) => {
    const { id, key } = await client.ask('beginApp', { kind: 'smartphone' });
    await client.ask('confirmApp', { id, code: appCode(key, world.clock.now()) });
    world.clock.pass({ s: key.periodS });
    return key;
  };
  /** People with an app, as they stand in the tables: nobody opens what is sealed here. */
  const people = async ({ database }: Store, world: World, count: number) => {
    const now = world.clock.now();
    const subjects = Array.from({ length: count }, (_, nth) => ({ subject: `person-${nth}`, createdAt: now }));
    const ids = await database.insert(tables.people).values(subjects).returning({ id: tables.people.id });
    const key = { sealed: new Uint8Array(48), keyId: 'k1', digits: 6, periodS: 30, algorithm: 'SHA1' as const };
    const of = (personId: number) => ({ personId, id: `secret-${personId}`, lastStep: 0, createdAt: now, ...key });
    await database.insert(tables.secrets).values(ids.map(({ id }) => of(id)));
    const device = { kind: 'smartphone' as const, name: 'Smartphone', addedAt: now };
    await database
      .insert(tables.devices)
      .values(ids.map(({ id }) => ({ ...device, id: `device-${id}`, personId: id, secretId: `secret-${id}` })));
  };

  test('what people meet: at the sign-in nothing but the mail, on their page a proof by mail and a new key', async () => {
    const { store, world, service, run, leak } = await start();
    const alice = await world.signIn('alice');
    const { key } = await setUp(world, alice);
    const kept = await alice.ask('beginRecoveryCodes', {});
    await alice.ask('confirmRecoveryCodes', { id: kept.id });
    const since = leak();

    const [forecast] = await run(...since, '--all');
    assert.match(forecast!, /^Nothing was changed\. With --apply 1 of 1 people .* 0 more have no verified mail/);
    assert.equal((await service.verify('alice', appCode(key, world.clock.now()))).result, true);
    await world.sendNotices();
    const said = await run(...since, '--all', '--apply');
    assert.match(said.at(-2)!, / {2}1 done, 0 left$/);
    assert.match(said.at(-1)!, /^Done\./);
    assert.deepEqual(await resets(store), [{ removedDevices: 1, by: 'institution' }]);
    const [notice, ...more] = await world.sendNotices();
    assert.equal(more.length, 0);
    assert.match(notice!.text, /institution has ended all apps[^]*This was not done by you/);
    assert.match(notice!.text, /大学がすべて無効にしました[^]*ご自身の操作によるものではありません/);
    assert.doesNotMatch(notice!.text, /If it was you|From:|操作元|心当たり/);

    world.clock.pass({ s: 30 });
    const old = () => appCode(key, world.clock.now());
    assert.equal((await service.verify('alice', old())).reason, 'nothing_set_up');
    assert.equal((await service.verify('alice', kept.codes[0]!)).result, false);
    const factors = await service.ask('getFactors', { subject: 'alice' });
    assert.deepEqual([factors.factors.map(({ factor }) => factor), factors.setUp], [['mail'], 'done']);

    await service.ask('beginChallenge', { subject: 'alice' });
    assert.equal((await service.verify('alice', mailedCode(world))).factor, 'mail');

    const account = await alice.ask('getAccount', {});
    assert.deepEqual([account.devices, account.removed, account.recovery], [[], [], null]);
    assert.deepEqual(account.stepUp, { methods: ['mail'], freshUntil: null });
    assert.ok(account.mail);
    assert.equal((await alice.refusal('beginApp', { kind: 'smartphone' })).code, 'step_up_required');
    const { id } = await alice.ask('beginStepUp', { method: 'mail' });
    await alice.ask('confirmStepUp', { id, code: mailedCode(world) });
    const fresh = await onlyApp(world, alice);
    assert.equal((await service.verify('alice', old())).result, false);
    assert.equal((await service.verify('alice', appCode(fresh, world.clock.now()))).result, true);

    assert.match((await run(...since, '--all', '--apply')).at(-1)!, /^Done\./);
    assert.equal((await resets(store)).length, 1, 'twice with the same time voids nothing that is new');
    world.clock.pass({ s: 30 });
    assert.equal((await service.verify('alice', appCode(fresh, world.clock.now()))).result, true);
  });

  test('the whole procedure: sealing keys first, then everybody anew, then the old sealing key is needed by nobody', async () => {
    const { store, world: before, leak } = await start();
    const alice = await before.signIn('alice');
    const { key } = await setUp(before, alice);
    const kept = await alice.ask('beginRecoveryCodes', {});
    await alice.ask('confirmRecoveryCodes', { id: kept.id });

    const newer = { k2: Buffer.alloc(32, 9).toString('base64') };
    const both = createSealing({ current: 'k2', keys: { ...sealingKeys.keys, ...newer } });
    const { clock, mails } = before;
    const during = makeWorld(store, { sealing: both, clock, mails });
    assert.equal((await reseal(store, both)).recoveryCodes, 10);
    await commandOf(store, during)(...leak(), '--all', '--apply');
    const again = await during.signIn('alice');
    const { id } = await again.ask('beginStepUp', { method: 'mail' });
    await again.ask('confirmStepUp', { id, code: mailedCode(during) });
    const fresh = await onlyApp(during, again);
    assert.equal((await reseal(store, both)).recoveryCodes, 0);
    clock.pass({ hours: 49 });
    await housekeeping(store, clock.now());
    assert.deepEqual(await reseal(store, both), { resealed: 0, waiting: 0, recoveryCodes: 0 });

    const later = makeWorld(store, { sealing: createSealing({ current: 'k2', keys: newer }), clock });
    const client = await later.signIn('alice');
    await client.ask('checkCode', { code: appCode(fresh, clock.now()) });
    assert.equal((await client.refusal('checkCode', { code: appCode(key, clock.now()) })).code, 'invalid_code');
    assert.ok((await client.ask('getAccount', {})).mail);
  });

  test('whoever has no address stays as they are, unless that is said; then the set-up is due at the sign-in', async () => {
    const { world, service, run, leak } = await start();
    const key = await onlyApp(world, await world.signIn('bob'));
    const since = leak();
    assert.match((await run(...since, '--all', '--apply'))[0]!, /^0 people .* 1 more have no verified mail address/);
    assert.equal((await service.verify('bob', appCode(key, world.clock.now()))).result, true);
    const forecast = await run(...since, '--all', '--without-mail');
    assert.match(forecast.at(-1)!, / 1 of 1 people .* 1 of them have no verified/);
    assert.deepEqual(forecast.slice(0, -1), ['bob  no verified mail address']);
    await run(...since, '--all', '--without-mail', '--apply');
    const { factors, setUp: state } = await service.ask('getFactors', { subject: 'bob' });
    assert.deepEqual([factors, state], [[], 'due']);
    await onlyApp(world, await world.signIn('bob'));
  });

  test('a key that waits to be confirmed, one of a removed device, and recovery codes alone are from before, too', async () => {
    const { store, world, run, leak } = await start();
    const waiting = await world.signIn('waiting');
    const begun = await waiting.ask('beginApp', { kind: 'smartphone' });
    const removed = await world.signIn('removed');
    const { deviceId } = await setUp(world, removed);
    await removed.ask('removeDevice', { id: deviceId });
    const kept = await (await world.signIn('kept')).ask('beginRecoveryCodes', {});
    assert.ok(kept.codes.length);
    await run(...leak(), '--all', '--without-mail', '--apply');
    assert.equal(await store.database.$count(tables.secrets), 0);
    assert.equal(await store.database.$count(tables.recoverySets), 0);
    const code = appCode(begun.key, world.clock.now());
    assert.equal((await waiting.refusal('confirmApp', { id: begun.id, code })).code, 'enrolment_expired');
    assert.deepEqual((await removed.ask('getAccount', {})).removed, []);
  });

  test('in batches with breaks; a stop and a failure leave each person whole, and the same call goes on', async () => {
    const { store, world, run, leak } = await start();
    await people(store, world, 7);
    const all = [...leak(), '--all', '--without-mail', '--apply', '--batch', '2', '--every', '5m'];
    const done = async () => 7 - (await store.database.$count(tables.devices));
    const stopping = new AbortController();
    const waited: number[] = [];
    const wait = async (ms: number) => {
      waited.push(ms);
      if (waited.length === 2) stopping.abort();
    };
    const said = await commandOf(store, world, { signal: stopping.signal, wait })(...all);
    assert.deepEqual(
      said.slice(1).map((line) => line.replace(/^\S+Z {2}/, '')),
      ['2 done, 5 left', '4 done, 3 left', 'Stopped. Call it again, with the same time, to go on.'],
    );
    assert.deepEqual([waited, await done()], [[300_000, 300_000], 4]);

    const failing: Store = {
      ...store,
      database: Object.assign(Object.create(store.database) as Store['database'], {
        transaction: (work: (database: Store['database']) => Promise<unknown>) =>
          store.database.transaction(async (database) => {
            await work(database);
            throw new Error('out of disk');
          }),
      }),
    };
    await assert.rejects(commandOf(failing, world)(...all), /out of disk/);
    assert.deepEqual([await done(), (await resets(store)).length], [4, 4]);
    const rest = await run(...all, '--limit', '1');
    assert.match(rest.at(-1)!, /^Stopped/);
    assert.match((await run(...all)).at(-1)!, /^Done/);
    assert.deepEqual([await done(), (await resets(store)).length], [7, 7]);
  });

  test('whoever sets up again while the list is worked off keeps the new key', async () => {
    const { store, world, leak } = await start();
    await people(store, world, 2);
    const all = [...leak(), '--all', '--without-mail', '--apply'];
    let isFirst = true;
    const meanwhile: Store = {
      ...store,
      database: Object.assign(Object.create(store.database) as Store['database'], {
        async transaction(work: (database: Store['database']) => Promise<unknown>) {
          // Both are on the list by now.
          if (isFirst) await store.database.update(tables.secrets).set({ createdAt: world.clock.now() });
          isFirst = false;
          return store.database.transaction(work);
        },
      }),
    };
    assert.match((await commandOf(meanwhile, world)(...all)).at(-1)!, /^Done/);
    assert.deepEqual([await store.database.$count(tables.secrets), await resets(store)], [2, []]);
  });

  test('by share, which grows: a larger one has the people of a smaller one among them; and by list', async () => {
    const { store, world, run, leak } = await start();
    await people(store, world, 12);
    const since = leak();
    const given = [...since, '--without-mail', '--apply', '--every', '1s'];
    await run(...given, '--subjects', listOf('person-3', 'nobody'));
    const left = async () => {
      const rows = await store.database.select({ id: tables.devices.personId }).from(tables.devices);
      return new Set(rows.map(({ id }) => id));
    };
    assert.equal((await left()).size, 11);
    const forecasts = await Promise.all(
      [10, 30, 60, 100].map(async (share) => {
        const said = await run(...since, '--without-mail', '--share', `${share}`);
        return Number(/of (\d+) people/.exec(said.at(-1)!)![1]);
      }),
    );
    assert.deepEqual(
      forecasts,
      [...forecasts].sort((one, other) => one - other),
    );
    assert.ok(forecasts[0]! < 11);
    assert.equal(forecasts.at(-1), 11);
    await run(...given, '--share', '60');
    assert.equal((await left()).size, 11 - forecasts[2]!);
    assert.match((await run(...since, '--without-mail', '--share', '30'))[0]!, /of 0 people/);
    await run(...given, '--share', '100');
    assert.equal((await left()).size, 0);
  });

  test('the command says what it cannot do', async () => {
    const { run, leak, world } = await start();
    const since = leak();
    const later = new Date(world.clock.time.getTime() + 1000).toISOString();
    for (const args of [
      [],
      ['--all'],
      [...since],
      [...since, '--all', '--share', '5'],
      [...since, '--share', '0'],
      [...since, '--share', '101'],
      [...since, '--all', '--every', '10'],
      [...since, '--all', '--batch', '0'],
      [...since, '--all', '--batch', 'x'],
      ['--made-before', later, '--all'],
      ['--made-before', '2026-03-01', '--all'],
      ['--made-before', '2026-03-01T00:00', '--all'],
      ['--made-before', 'yesterday', '--all'],
    ])
      await assert.rejects(run(...args, '--apply'), RangeError, args.join(' '));
  });
}

function commandOf(
  store: Store,
  { clock }: World,
  { signal = new AbortController().signal, wait = async (_ms: number): Promise<void> => undefined } = {},
) {
  return async (...args: string[]): Promise<string[]> => {
    const lines: string[] = [];
    const sealing = createSealing(sealingKeys);
    await setUpAnewCommand(args, { store, sealing, now: clock.now, say: (line) => lines.push(line), signal, wait });
    return lines;
  };
}
