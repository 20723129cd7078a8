import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { base32Decode } from '../../../src/core/otp.ts';
import { wordsOf } from '../../../src/server/cli/command.ts';
import { keysCommand } from '../../../src/server/cli/keys.ts';
import { createSealing } from '../../../src/server/sealing.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Store } from '../../../src/server/store/database.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { makeService } from '../../support/service.ts';
import { makeWorld, sealingKeys, setUp, type World } from '../../support/world.ts';

const keyOf = (secret: string) => ({ secret, digits: 6, periodS: 30, algorithm: 'SHA1' as const });
const [one, two, three] = [
  'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  'MFRGGZDFMZTWQ2LKNNWG23TPMFRGGZDF',
  'NFRGGZDFMZTWQ2LKNNWG23TPMFRGGZDF',
] as const;

/** Keys that come from another system, and go to one. */
export function keysInAndOutSuite(backend: Backend): void {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-keys-'));
  after(() => rmSync(folder, { recursive: true }));
  let made = 0;
  const place = (name = 'keys') => join(folder, `${name}-${++made}`);
  const fileOf = (text: string) => {
    const path = place();
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const table = (...rows: string[]) =>
    fileOf(`subject,key,algorithm,digits,period,kind,platform,name\n${rows.join('\n')}\n`);

  const start = async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    return { store, world, service: await makeService(store, world), run: commandOf(store, world) };
  };
  const auditOf = async (store: Store, event: string) =>
    (await store.database.select().from(tables.audit).where(eq(tables.audit.event, event))).map(({ facts }) => facts);
  const countsOf = async ({ database }: Store) =>
    Promise.all([tables.people, tables.secrets, tables.devices, tables.audit].map((each) => database.$count(each)));

  test('nothing changes until --apply; then codes of the keys open, each once, and everything is sealed and audited', async () => {
    const { store, world, service, run } = await start();
    const { key } = await setUp(world, await world.signIn('alice'));
    const before = await countsOf(store);
    const path = table(`taro,${one},,,,browser,linux,Lab PC`, `hanako,${two}`, `alice,${three}`, `alice,1`);
    const forecast = await run('import', path);
    assert.deepEqual(forecast, [
      'row 5  refused: no key that can be read',
      'row 2  taro  new: Lab PC',
      'row 3  hanako  new: Smartphone',
      'row 4  alice  has an app already, which stays',
      'Nothing was changed. With --apply: 2 new, 0 the same already, 1 of people who have an app, 1 refused.',
    ]);
    assert.deepEqual(await countsOf(store), before);

    assert.deepEqual((await run('import', path, '--apply')).slice(0, -1), forecast.slice(0, -1));
    const code = () => appCode(keyOf(one), world.clock.now());
    assert.equal((await service.verify('taro', code())).reason, 'code_replayed', 'it may have been used elsewhere');
    world.clock.pass({ s: 30 });
    assert.equal((await service.verify('taro', code())).result, true);
    assert.equal((await service.verify('taro', code())).reason, 'code_replayed');
    assert.equal((await service.verify('alice', appCode(key, world.clock.now()))).result, true);
    const { devices } = await (await world.signIn('taro')).ask('getAccount', {});
    assert.deepEqual(
      devices.map(({ name, kind, platform }) => [name, kind, platform]),
      [['Lab PC', 'browser', 'linux']],
    );
    assert.deepEqual(
      (await auditOf(store, 'key-imported')).map(({ from }) => from),
      ['csv', 'csv'],
    );
    const rows = await store.database.select().from(tables.secrets);
    const sealed = Buffer.concat(rows.map((row) => Buffer.from(row.sealed)));
    for (const secret of [one, two]) assert.ok(!sealed.includes(Buffer.from(base32Decode(secret)!)));

    const again = await run('import', path, '--apply', '--language', 'ja');
    assert.equal(
      again.at(-1),
      'Done: 0 new, 2 the same already, 1 of people who have an app, 1 refused. Delete the file when you no longer need it.',
    );
    assert.equal((await auditOf(store, 'key-imported')).length, 2);
  });

  test('what somebody began on a sign-in alone does not survive the key that comes in', async () => {
    const { world, run } = await start();
    const stranger = await world.signIn('taro');
    const begun = await stranger.ask('beginMail', { address: 'stranger@example.org' });
    await run('import', table(`taro,${one}`), '--apply');
    assert.equal((await stranger.ask('getAccount', {})).pending.mail, null);
    assert.equal((await stranger.refusal('confirmMail', { id: begun.id, code: '00000000' })).code, 'enrolment_expired');
    assert.equal((await stranger.refusal('beginMail', { address: 'stranger@example.org' })).code, 'step_up_required');
  });

  test('a failure and a stop leave each person whole or untouched, and the next call goes on', async () => {
    const { store, world } = await start();
    const subjects = ['a', 'b', 'c', 'd'];
    const path = fileOf(
      `subject,key\n${subjects.flatMap((subject, nth) => [`${subject},${two.replace('M', 'ABCD'[nth]!)}`, `${subject},${three.replace('N', 'EFGH'[nth]!)}`]).join('\n')}`,
    );
    const perDevice = ['import', path, '--apply', '--model', 'per-device'] as const;
    const whole = async () =>
      Promise.all(
        subjects.map(async (subject) => {
          const [person] = await store.database.select().from(tables.people).where(eq(tables.people.subject, subject));
          const of = (table: typeof tables.secrets | typeof tables.devices | typeof tables.audit) =>
            store.database.$count(table, eq(table.personId, person?.id ?? 0));
          return Promise.all([tables.secrets, tables.devices, tables.audit].map(of));
        }),
      );
    // The third person’s second audit row fails: the last thing that a person’s transaction does.
    let notes = 0;
    const failing: Store = {
      ...store,
      database: Object.assign(Object.create(store.database) as Store['database'], {
        transaction: (work: (database: Store['database']) => Promise<unknown>) =>
          store.database.transaction((database) =>
            work(
              new Proxy(database, {
                get(target, name) {
                  if (name === 'insert')
                    return (into: typeof tables.audit) => {
                      if (into === tables.audit && ++notes === 6) throw new Error('out of disk');
                      return target.insert(into);
                    };
                  return Reflect.get(target, name, target) as unknown;
                },
              }),
            ),
          ),
      }),
    };
    await assert.rejects(commandOf(failing, world)(...perDevice), /out of disk/);
    const [full, none] = [
      [2, 2, 2],
      [0, 0, 0],
    ];
    assert.deepEqual(await whole(), [full, full, none, none]);

    const stopping = new AbortController();
    const stopped = await commandOf(store, world, stopping, (line) => /\bc {2}/.test(line))(...perDevice);
    assert.match(stopped.at(-1)!, /^Stopped at 6 of 8 rows: 2 new, 4 the same already, .* Call it again to go on\.$/);
    assert.deepEqual(await whole(), [full, full, full, none]);
    assert.match((await commandOf(store, world)(...perDevice)).at(-1)!, /^Done: 2 new, 6 the same already/);
    assert.deepEqual(await whole(), [full, full, full, full]);
  });

  test('an export wants to be asked for twice, goes into a file of one’s own, and comes in again elsewhere', async () => {
    const { store, world, run } = await start();
    const { key } = await setUp(world, await world.signIn('alice'));
    await run('import', table(`taro@example.ac.jp,${one},SHA256,,60,,,"Über ""PC"""`), '--apply');
    const password = fileOf('correct horse battery\n');
    const ways = [
      ['--password-file', password],
      ['--plain'],
      ['--plain', '--as', 'csv'],
      ['--plain', '--as', 'otpauth', '--issuer', 'Example'],
    ];
    const files: string[] = [];
    for (const way of ways) {
      const path = place('out');
      const [forecast] = await run('export', path, ...way);
      assert.match(forecast!, /^Nothing was written.* keys of 2 people/);
      assert.equal(existsSync(path), false);
      assert.match((await run('export', path, '--with-keys', ...way))[0]!, /holds 2 keys/);
      assert.equal(statSync(path).mode & 0o777, 0o600);
      const content = readFileSync(path, 'utf8');
      await assert.rejects(run('export', path, '--with-keys', ...way), /is there already/);
      assert.equal(readFileSync(path, 'utf8'), content);
      assert.equal(existsSync(`${path}.unfinished`), false);
      files.push(path);
    }
    assert.equal((await auditOf(store, 'key-exported')).length, 8);
    assert.ok(!readFileSync(files[0]!, 'utf8').includes('GEZDGNBV'));

    for (const [nth, path] of files.entries()) {
      const elsewhere = await start();
      elsewhere.world.clock.time = world.clock.now();
      await elsewhere.run('import', path, '--apply', ...(nth ? [] : ['--password-file', password]));
      elsewhere.world.clock.pass({ s: 60 });
      const now = elsewhere.world.clock.now();
      assert.equal((await elsewhere.service.verify('alice', appCode(key, now))).result, true);
      const taro = { ...keyOf(one), algorithm: 'SHA256' as const, periodS: 60 };
      assert.equal((await elsewhere.service.verify('taro@example.ac.jp', appCode(taro, now))).result, true);
    }
  });

  test('some people only; what is left of a broken export is not overwritten; a failed one leaves nothing', async () => {
    const { run, store, world } = await start();
    await run('import', table(`taro,${one}`, `hanako,${two}`), '--apply');
    const path = place('out');
    const hanako = ['--with-keys', '--plain', '--as', 'csv', '--subjects', fileOf('hanako\nnobody\n')];
    await run('export', path, ...hanako);
    assert.equal(readFileSync(path, 'utf8').split('\n').length, 3);
    assert.ok(readFileSync(path, 'utf8').includes(`hanako,${two},SHA1,6,30,smartphone,,Smartphone`));
    const other = place('out');
    writeFileSync(`${other}.unfinished`, '');
    await assert.rejects(run('export', other, ...hanako), /is left of another export/);
    const unopened = { ...sealingKeys, current: 'k2', keys: { k2: Buffer.alloc(32, 9).toString('base64') } };
    const third = place('out');
    const withAnotherKey = commandOf(store, world, new AbortController(), () => false, createSealing(unopened));
    await assert.rejects(withAnotherKey('export', third, ...hanako), /no sealing key/);
    assert.deepEqual([existsSync(third), existsSync(`${third}.unfinished`)], [false, false]);
  });

  test('the command says what it cannot do, and never what stands in a file', async () => {
    const { run } = await start();
    const canary = 'CANARYCANARY2345CANARYCANARY2345';
    const path = table(`taro,${canary}`);
    const broken = fileOf(`subject,key\n"taro,${canary}`);
    for (const args of [
      [],
      ['import'],
      ['import', path, path],
      ['import', place('none')],
      ['import', broken],
      ['import', path, '--as', 'pskc'],
      ['import', path, '--model', 'x'],
      ['import', path, '--digits', '5'],
      ['import', path, '--key-file', path],
      ['import', path, '--people', path],
      ['import', path, '--with-keys'],
      ['export', place('out'), '--with-keys'],
      ['export', place('out'), '--with-keys', '--as', 'csv', '--password-file', path],
      ['export', place('out'), '--with-keys', '--password-file', fileOf('short')],
      ['export', place('out'), '--with-keys', '--plain', '--password-file', path],
    ]) {
      const error = await run(...args).then(
        () => assert.fail(args.join(' ')),
        (thrown: Error) => thrown,
      );
      assert.ok(!`${error.message}${error.stack}`.includes(canary), error.message);
    }
    const { database } = (await start()).store;
    const quoting = await database
      .insert(tables.people)
      .values({ subject: canary, createdAt: null as unknown as Date })
      .catch((error: Error) => error);
    assert.ok(quoting instanceof Error && quoting.message.includes(canary));
    assert.match(wordsOf(quoting), /^The database did not do it \(\w+ 23502\)\.$/);
    const said = await run('import', path, '--apply');
    assert.ok(said.length && !said.join().includes(canary));
    assert.ok(!(await run('import', path, '--apply')).join().includes(canary));
  });
}

/** The command as one calls it; answers the lines it says. Aborted after a line that `stopAt` knows. */
function commandOf(
  store: Store,
  { clock }: World,
  stopping = new AbortController(),
  stopAt: (line: string) => boolean = () => false,
  sealing = createSealing(sealingKeys),
) {
  return async (...args: string[]): Promise<string[]> => {
    const lines: string[] = [];
    const say = (line: string) => {
      lines.push(line);
      if (stopAt(line)) stopping.abort();
    };
    await keysCommand(args, { store, sealing, now: clock.now, say, signal: stopping.signal });
    return lines;
  };
}
