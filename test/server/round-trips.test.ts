import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Store } from '../../src/server/store/database.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import { postgresBackend } from '../support/backends.ts';
import { appCode, wrongCode } from '../support/oath.ts';
import { makeService, type Service } from '../support/service.ts';
import { makeWorld, setUp, type Client, type Key, type World } from '../support/world.ts';
import { openWire, type Wire } from '../support/wire.ts';

const postgres = await postgresBackend();
const title = postgres
  ? `ways to the database and back, on PostgreSQL ${postgres.version}`
  : 'ways to the database and back: not run, for no initdb is installed here';

describe(title, { skip: !postgres }, () => {
  let wire: Wire;
  let store: Store;
  let world: World;
  let service: Service;
  let alice: Client;
  let key: Key;
  before(async () => {
    wire = await openWire(await postgres!.urlOfFresh());
    // One connection: what it asks once for itself has been asked when a test begins.
    store = await openPostgres({ url: wire.url, connections: 1 });
    world = makeWorld(store);
    service = await makeService(store, world);
    alice = await world.signIn('alice');
    ({ key } = await setUp(world, alice));
    await service.verify('alice', wrongCode(key, world.clock.time));
    await alice.ask('getAccount', {});
  });
  after(async () => {
    await store.close();
    wire.close();
    await postgres!.stop();
  });

  const waysOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = wire.count();
    await work();
    return wire.count() - before;
  };

  test('the count sees what goes over the wire', async () => {
    assert.equal(await waysOf(() => store.database.execute('SELECT 1')), 1);
    assert.equal(await waysOf(() => store.database.transaction((tx) => tx.execute('SELECT 1'))), 3);
  });

  test('a code of an app is checked in two, right or wrong or used before', async () => {
    const right = appCode(key, world.clock.now());
    assert.equal(await waysOf(() => service.verify('alice', right)), 2);
    assert.equal(await waysOf(() => service.verify('alice', right)), 2);
    assert.equal(await waysOf(() => service.verify('alice', wrongCode(key, world.clock.time))), 2);
  });

  test('somebody whom nobody knows costs as many', async () => {
    assert.equal(await waysOf(() => service.ask('verify', { subject: 'nobody', code: '123456' })), 2);
  });

  test('an account is read in one, also of somebody of whom nothing is stored', async () => {
    assert.equal(await waysOf(() => alice.ask('getAccount', {})), 1);
    const nobody = await world.signIn('nobody');
    assert.equal(await waysOf(() => nobody.ask('getAccount', {})), 1);
  });

  test('the factors of a person are one', async () => {
    assert.equal(await waysOf(() => service.ask('getFactors', { subject: 'alice' })), 1);
  });
});
