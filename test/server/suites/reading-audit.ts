import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { parse } from 'csv-parse/sync';
import { auditCommand } from '../../../src/server/cli/audit.ts';
import { makeServiceKey } from '../../../src/server/sign-in/keys.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { makeService, serviceOf } from '../../support/service.ts';
import { makeWorld, setUp } from '../../support/world.ts';

export function readingAuditSuite(backend: Backend): void {
  const start = async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    const { key } = await setUp(world, await world.signIn('alice'));
    return { store, world, key, service: await makeService(store, world) };
  };
  const folderOf = (t: TestContext) => {
    const folder = mkdtempSync(join(tmpdir(), 'mfa-audit-'));
    t.after(() => rmSync(folder, { recursive: true }));
    return folder;
  };

  test('staff read what happened to a person, newest first and page by page, and that stands there, too', async () => {
    const { world, key, service } = await start();
    await service.verify('alice', appCode(key, world.clock.now()), { address: '192.0.2.9' });
    const { entries, next } = await service.ask('readAudit', { subject: 'alice' });
    assert.deepEqual(
      entries.map(({ event }) => event),
      ['signed-in', 'app-confirmed', 'app-begun', 'mail-verified', 'mail-begun'],
    );
    assert.deepEqual([entries[0]!.facts['service'], entries[0]!.facts['address']], ['idp', '192.0.2.9']);
    assert.equal(next, null);
    assert.doesNotMatch(JSON.stringify(entries), /session|[0-9a-f]{64}|@/i);
    const again = await service.ask('readAudit', { subject: 'alice' });
    assert.deepEqual([again.entries[0]!.event, again.entries[0]!.facts], ['audit-read', { service: 'idp' }]);
    for (let times = 0; times < 100; times++) await service.ask('readAudit', { subject: 'alice' });
    const first = await service.ask('readAudit', { subject: 'alice' });
    assert.equal(first.entries.length, 100);
    const second = await service.ask('readAudit', { subject: 'alice', before: first.next! });
    assert.deepEqual([second.entries.length, second.entries.at(-1)!.event, second.next], [7, 'mail-begun', null]);
    assert.deepEqual(await service.ask('readAudit', { subject: 'nobody' }), { entries: [], next: null });
  });

  test('only a key with the right for it reads the audit', async () => {
    const { store, world, service } = await start();
    const now = world.clock.now();
    const expiresAt = new Date(now.getTime() + 1000);
    const { key } = await makeServiceKey(store, {
      name: 'vpn',
      rights: ['factors', 'challenge', 'verify'],
      expiresAt,
      now,
    });
    const vpn = serviceOf(service.handle, key);
    assert.equal((await vpn.refusal('readAudit', { subject: 'alice' })).code, 'insufficient_rights');
  });

  test('the command writes it as lines of JSON or as CSV, of the time that is asked for, for its owner’s eyes only', async (t) => {
    const { store, world, key, service } = await start();
    const said: string[] = [];
    const folder = folderOf(t);
    const run = (...args: string[]) =>
      auditCommand(['export', ...args], {
        store,
        now: () => new Date(world.clock.time.getTime() + 1),
        signal: new AbortController().signal,
        say: (line) => said.push(line),
      });
    world.clock.pass({ hours: 24 });
    const agent = '=HYPERLINK("http://evil.example";"x")';
    await service.verify('alice', appCode(key, world.clock.now()), { agent });

    const lines = join(folder, 'all.ndjson');
    await run(lines, '--from', '2026-04-01');
    const all = readFileSync(lines, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      all.map(({ event, subject }) => [event, subject]),
      ['mail-begun', 'mail-verified', 'app-begun', 'app-confirmed', 'signed-in'].map((event) => [event, 'alice']),
    );
    assert.equal(all.at(-1)!['agent'], agent);
    assert.equal(statSync(lines).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(lines, 'utf8'), /session|[0-9a-f]{64}|@/i);

    const table = join(folder, 'second-day.csv');
    await run(table, '--from', '2026-04-02', '--to', '2026-04-03', '--format', 'csv');
    const [row, ...others] = parse(readFileSync(table), { columns: true }) as Record<string, string>[];
    assert.deepEqual(others, []);
    assert.deepEqual([row!['event'], row!['service'], row!['agent']], ['signed-in', 'idp', `'${agent}`]);
    assert.deepEqual(said, [
      `${lines} holds 5 entries. They are personal data.`,
      `${table} holds 1 entries. They are personal data.`,
    ]);

    await assert.rejects(run(table, '--from', '2026-04-01'), /is there already/);
    await assert.rejects(run(join(folder, 'x'), '--from', 'yesterday'), /--from has to be a day/);
    await assert.rejects(run(join(folder, 'x'), '--from', '2026-04-01', '--format', 'xls'), /--format/);
    await assert.rejects(run(join(folder, 'x')), /Usage/);
  });
}
