import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import { base32Decode } from '../../../src/core/otp.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Store } from '../../../src/server/store/database.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode, wrongCode } from '../../support/oath.ts';
import { mailedCode, makeWorld, verifyMail } from '../../support/world.ts';

/** Every row of every table, bytes as they are. */
async function everything(store: Store): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const table of [
    tables.people,
    tables.mails,
    tables.secrets,
    tables.devices,
    tables.enrolments,
    tables.challenges,
    tables.attempts,
    tables.stepUps,
    tables.idempotency,
    tables.rates,
    tables.audit,
  ]) {
    for (const row of (await store.database.select().from(table)) as Record<string, unknown>[]) {
      for (const value of Object.values(row))
        parts.push(value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(JSON.stringify(value) ?? ''));
    }
  }
  return Buffer.concat(parts);
}

export function secrecySuite(backend: Backend): void {
  test('neither a secret nor a code, an address or a subject reaches the log; nor, but for the subject, the database in clear', async () => {
    const store = await backend.fresh();
    const world = makeWorld(store, { policy: { secretModel: 'per-device' } });
    const canaries: string[] = ['canary-address'];
    const alice = await world.signIn('canary-subject');
    await verifyMail(world, alice, 'canary-address@example.org');
    canaries.push(mailedCode(world));
    const { id, key } = await alice.ask('beginApp', { kind: 'smartphone' }, { key: 'k1' });
    canaries.push(key.secret, key.uri);
    const code = appCode(key, world.clock.now());
    canaries.push(code);
    await alice.refusal('confirmApp', { id, code: wrongCode(key, world.clock.time) });
    await alice.ask('confirmApp', { id, code, name: 'canary-device-name' }, { key: 'k2' });
    world.clock.pass({ s: 30 });
    const next = appCode(key, world.clock.now());
    canaries.push(next);
    const sync = await alice.ask('beginSync', { kind: 'browser', code: next }, { key: 'k3' });
    canaries.push(sync.key!.secret);
    world.mailFailure = Object.assign(new Error('550 <canary-address@example.org> unknown'), { code: 'EENVELOPE' });
    await alice.refusal('beginReset', {});
    world.mailFailure = undefined;
    await alice.ask('beginReset', {});
    canaries.push(mailedCode(world));
    await alice.send('beginMail', { address: 'canary-address' });

    const log = JSON.stringify(world.log);
    for (const canary of [...canaries, 'canary']) assert.ok(!log.includes(canary), `the log holds ${canary}`);
    assert.ok(
      world.log.some((entry) => entry['errorCode'] === 'EENVELOPE'),
      'the log says what went wrong',
    );
    const audit = JSON.stringify(await store.database.select().from(tables.audit));
    for (const canary of [...canaries, 'canary']) assert.ok(!audit.includes(canary), `the audit holds ${canary}`);
    const stored = await everything(store);
    assert.ok(!stored.includes(Buffer.from(base32Decode(key.secret)!)), 'the database holds the bytes of the secret');
    for (const canary of canaries) assert.ok(!stored.includes(canary), `the database holds ${canary}`);
    assert.ok(
      stored.includes('canary-subject') && stored.includes('canary-device-name'),
      'the search finds what is there',
    );
  });

  test('the log has one line for each request: operation, status, code, duration', async () => {
    const world = makeWorld(await backend.fresh());
    const alice = await world.signIn('alice');
    await alice.ask('getAccount', {});
    await alice.refusal('checkCode', { code: '123456' });
    const [ok, refused] = world.log;
    assert.deepEqual(
      { ...ok, durationMs: 0 },
      { at: world.clock.time.toISOString(), event: 'request', operation: 'getAccount', status: 200, durationMs: 0 },
    );
    assert.equal(refused!['code'], 'not_found');
    assert.equal(typeof refused!['durationMs'], 'number');
  });

  test('a failure of the database is logged by its kind, without the values it quotes', async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    const alice = await world.signIn('alice');
    await store.database.execute(sql`ALTER TABLE mails RENAME TO mails_elsewhere`);
    try {
      assert.equal((await alice.refusal('beginMail', { address: 'canary@example.org' })).code, 'unavailable');
    } finally {
      await store.database.execute(sql`ALTER TABLE mails_elsewhere RENAME TO mails`);
    }
    const failure = world.log.find(({ event }) => event === 'failure')!;
    assert.equal(failure['errorCode'], '42P01');
    assert.ok(!JSON.stringify(world.log).includes('canary'));
  });

  test('the audit tells what happened, in order, and refuses to be changed', async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    const alice = await world.signIn('alice');
    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'smartphone' });
    await alice.refusal('confirmApp', { id, code: wrongCode(key, world.clock.time) });
    await alice.ask('confirmApp', { id, code: appCode(key, world.clock.now()) });
    const rows = await store.database.select().from(tables.audit).orderBy(tables.audit.id);
    assert.deepEqual(
      rows.map(({ event }) => event),
      ['mail-begun', 'mail-verified', 'app-begun', 'code-wrong', 'app-confirmed'],
    );
    assert.deepEqual(rows[3]!.facts, { factor: 'enrolment', left: 4 });
    for (const change of [sql`UPDATE audit SET event = 'x'`, sql`DELETE FROM audit`, sql`TRUNCATE audit`]) {
      await assert.rejects(store.database.execute(change), ({ cause }: Error) => /append-only/.test(String(cause)));
    }
  });
}
