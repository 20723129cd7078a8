import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceKeysCommand } from '../../../src/server/cli/service-keys.ts';
import { expireServiceKey, makeServiceKey } from '../../../src/server/sign-in/keys.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { makeService, serviceOf } from '../../support/service.ts';
import { makeWorld, setUp } from '../../support/world.ts';

/** Who may ask at the sign-in. */
export function serviceKeysSuite(backend: Backend): void {
  const start = async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    const service = await makeService(store, world);
    const { key } = await setUp(world, await world.signIn('alice'));
    const now = world.clock.now();
    const later = new Date(now.getTime() + 60 * 60_000);
    return { store, world, service, now, later, codeAt: () => appCode(key, world.clock.now()) };
  };
  const question = { subject: 'alice' };

  test('no key, one that nobody made, half of one, another scheme: unauthenticated', async () => {
    const { service } = await start();
    const [version, id, secret] = service.key.split('.') as [string, string, string];
    const other = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    for (const authorization of [
      '',
      'Bearer',
      `Bearer ${version}.${id}`,
      `Bearer ${version}.${id}.${other}`,
      `Bearer ${version}.${'x'.repeat(22)}.${secret}`,
      `Bearer ${service.key} ${service.key}`,
      `Token ${service.key}`,
      basic(`idp:${secret}`),
      basic(service.key),
      'Basic %%%',
    ]) {
      const { code } = await service.refusal('getFactors', question, { authorization });
      assert.equal(code, 'unauthenticated', authorization);
    }
    const response = await service.send('getFactors', question, { authorization: '' });
    assert.match(response.headers.get('www-authenticate')!, /^Bearer/);
  });

  test('the same key as the password of Basic, for callers that know no bearer', async () => {
    const { service } = await start();
    const authorization = `Basic ${Buffer.from(`any name:${service.key}`).toString('base64')}`;
    assert.equal((await service.ask('getFactors', question, { authorization })).setUp, 'done');
  });

  test('a key does what it has a right to and nothing else, and changes nothing by trying', async () => {
    const { store, service, now, later, world, codeAt } = await start();
    const { key } = await makeServiceKey(store, { name: 'wiki', rights: ['factors'], expiresAt: later, now });
    const weak = serviceOf(service.handle, key);
    await weak.ask('getFactors', question);
    await weak.ask('getOpenApi', {});
    const sent = world.mails.length;
    assert.equal((await weak.refusal('beginChallenge', question)).code, 'insufficient_rights');
    assert.equal((await weak.refusal('verify', { ...question, code: codeAt() })).code, 'insufficient_rights');
    assert.equal(world.mails.length, sent);
    assert.equal((await service.verify('alice', codeAt())).result, true);
  });

  test('a key that has expired, or was expired, counts no longer', async () => {
    const { store, service, now, later, world } = await start();
    const made = await makeServiceKey(store, { name: 'wiki', rights: ['factors'], expiresAt: later, now });
    const wiki = serviceOf(service.handle, made.key);
    await wiki.ask('getFactors', question);
    world.clock.pass({ hours: 1 });
    assert.equal((await wiki.refusal('getFactors', question)).code, 'unauthenticated');
    await service.ask('getFactors', question);
    const [, id] = service.key.split('.');
    assert.equal(await expireServiceKey(store, id!, world.clock.now()), true);
    assert.equal((await service.refusal('getFactors', question)).code, 'unauthenticated');
  });

  test('a key is changed without a pause: both count, and a mailed code of the one is checked with the other', async () => {
    const { store, service, now, later, world } = await start();
    const { key } = await makeServiceKey(store, { name: 'idp', rights: ['verify'], expiresAt: later, now });
    await service.ask('beginChallenge', question);
    const code = world.mails.at(-1)!.text.split('\n')[0]!;
    assert.equal((await serviceOf(service.handle, key).verify('alice', code)).result, true);
  });

  test('a server that uses the fetch of Node, which sends a header of browsers, is none', async () => {
    const { service, codeAt } = await start();
    const headers = { 'sec-fetch-mode': 'cors' };
    const { status } = await service.send('verify', { ...question, code: codeAt() }, headers);
    assert.equal(status, 200);
  });

  test('a browser is refused, whatever key it has, before anything is looked at; no answer has CORS headers', async () => {
    const { service, codeAt } = await start();
    for (const headers of [
      { origin: 'https://www.example.ac.jp' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      { cookie: 'session=1' },
    ]) {
      assert.equal((await service.refusal('verify', { ...question, code: codeAt() }, headers)).code, 'from_browser');
      const { headers: answered } = await service.send('verify', { ...question, code: codeAt() }, headers);
      assert.deepEqual(
        [...answered.keys()].filter((name) => /^access-control|^set-cookie/.test(name)),
        [],
      );
    }
    const preflight = await service.handle(
      new Request('http://mfa.test/api/sign-in/verify', {
        method: 'OPTIONS',
        headers: { origin: 'https://www.example.ac.jp', 'access-control-request-method': 'POST' },
      }),
    );
    assert.equal(preflight.status, 403);
    assert.equal((await service.verify('alice', codeAt())).result, true);
  });

  test('what is malformed is refused by its place, never by its value', async () => {
    const { service } = await start();
    const send = (body: string, headers: Record<string, string> = {}) =>
      service.handle(
        new Request('http://mfa.test/api/sign-in/verify', {
          method: 'POST',
          headers: { authorization: `Bearer ${service.key}`, 'content-type': 'application/json', ...headers },
          body,
        }),
      );
    for (const body of [
      '',
      'canary',
      '[]',
      '{"subject":"alice"}',
      '{"subject":"","code":"1"}',
      '{"subject":7,"code":"1"}',
      '{"subject":"a\\u0000","code":"1"}',
      '{"subject":"alice","code":"1\\n2"}',
      `{"subject":"alice","code":"${'1'.repeat(65)}"}`,
      '{"subject":"alice","code":"1","factor":"sms"}',
      '{"subject":"alice","code":"1","address":"canary"}',
      '{"subject":"alice","code":"1","statusIfFalse":200}',
    ]) {
      const response = await send(body);
      const text = await response.text();
      assert.equal(response.status, 400, `${body} ${text}`);
      assert.ok(!text.includes('canary'));
    }
    assert.equal((await send('{"subject":"alice","code":"123456"}', { 'content-type': 'text/plain' })).status, 415);
    assert.equal((await send(`{"subject":"${'x'.repeat(20_000)}"}`)).status, 413);
    for (const [method, path] of [
      ['POST', 'nothing'],
      ['DELETE', 'verify'],
      ['GET', 'factors'],
    ] as const) {
      const headers = { authorization: `Bearer ${service.key}` };
      const response = await service.handle(new Request(`http://mfa.test/api/sign-in/${path}`, { method, headers }));
      assert.equal(response.status, 404);
    }
  });

  test('for callers that read nothing but the status a refused code has the one they ask for', async () => {
    const { service, codeAt } = await start();
    const send = (code: string) => service.send('verify', { ...question, code, statusIfFalse: 401 });
    assert.equal((await send('111')).status, 401);
    assert.equal((await send(codeAt())).status, 200);
  });

  test('it can stand at another path', async () => {
    const { store, world } = await start();
    const service = await makeService(store, world, { name: 'vpn', basePath: '/' });
    const moved = serviceOf(service.handle, service.key, '');
    assert.equal((await moved.ask('getFactors', question)).setUp, 'done');
  });

  test('the command makes, lists and expires keys, and shows a key once', async () => {
    const { store, service, now } = await start();
    const command = (...args: string[]) => serviceKeysCommand(args, store, now);
    const made = await command('make', '--name', 'shibboleth', '--rights', 'verify,challenge', '--days', '90');
    const key = made.split('\n').at(-1)!;
    const [, id] = key.split('.');
    assert.equal(
      (await service.refusal('getFactors', question, { authorization: `Bearer ${key}` })).code,
      'insufficient_rights',
    );
    const list = await command('list');
    assert.match(list, new RegExp(`${id}  shibboleth  verify,challenge  made 2026-\\S+  expires 2026-06-\\d\\d`));
    assert.ok(!list.includes(key.split('.')[2]!));
    await command('expire', id!);
    assert.match(await command('list'), /EXPIRED/);
    assert.equal(
      (await service.refusal('getFactors', question, { authorization: `Bearer ${key}` })).code,
      'unauthenticated',
    );
    const stored = JSON.stringify(await store.database.select().from(tables.serviceKeys));
    assert.ok(!stored.includes(key.split('.')[2]!));
  });

  test('an id that begins with a dash is an id, and no option', async () => {
    const { store, now } = await start();
    await assert.rejects(serviceKeysCommand(['expire', '-abcdefghijklmnopqrstu'], store, now), /There is no key -abc/);
  });

  test('the command says what it cannot do', async () => {
    const { store } = await start();
    for (const args of [
      [],
      ['make'],
      ['make', '--name', 'IdP: a', '--rights', 'verify'],
      ['make', '--name', 'idp'],
      ['make', '--name', 'idp', '--rights', 'everything'],
      ['make', '--name', 'idp', '--rights', 'verify', '--days', '0'],
      ['make', '--name', 'idp', '--rights', 'verify', '--days', 'x'],
      ['expire'],
      ['expire', 'nothing'],
    ])
      await assert.rejects(serviceKeysCommand(args, store), RangeError, args.join(' '));
  });
}
