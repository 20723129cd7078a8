import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ProblemDocument } from '../../src/contract/problems.ts';
import { createMfaHandler } from '../../src/server/handler.ts';
import { healthz } from '../../src/server/health.ts';
import { openPglite } from '../../src/server/store/pglite.ts';
import { pgliteBackend, snapshotFile } from '../support/backends.ts';
import { makeWorld, policyOf } from '../support/world.ts';

const backend = await pgliteBackend();
after(backend.stop);

const campus = 'https://www.lib.example.ac.jp';
const store = await backend.fresh();
const world = makeWorld(store, {
  allowedOrigins: ['https://partner.example.org', 'https://*.example.ac.jp'],
});
const alice = await world.signIn('alice');

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: BodyInit;
}

async function send(path: string, { method = 'POST', headers = {}, body }: Sent = {}) {
  const request = new Request(`http://mfa.test${path}`, {
    method,
    headers: { cookie: alice.cookie, ...headers },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  } as RequestInit);
  const response = await world.handle(request);
  const text = await response.text();
  return { response, status: response.status, body: (text ? JSON.parse(text) : {}) as ProblemDocument };
}

const json = { 'content-type': 'application/json' };
const mail = '/api/mfa/mail';

test('every answer carries the server time and is stored nowhere', async () => {
  for (const { response } of [
    await send('/api/mfa/account', { method: 'GET' }),
    await send(mail),
    await send('/api/mfa/nowhere'),
  ]) {
    assert.equal(response.headers.get('date'), world.clock.time.toUTCString());
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  }
});

test('a refusal is a problem document with a code', async () => {
  const { response, body } = await send('/api/mfa/check', { headers: json, body: '{"code":"123456"}' });
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.deepEqual(body, {
    type: 'urn:mfa-elements:problem:not_found',
    title: 'There is nothing with this id.',
    status: 404,
    code: 'not_found',
    detail: 'No app is set up.',
  });
});

test('without a session nothing but the contract is told', async () => {
  const anonymous = { cookie: '' };
  assert.equal((await send('/api/mfa/account', { method: 'GET', headers: anonymous })).body.code, 'unauthenticated');
  assert.equal((await send('/api/mfa/openapi.json', { method: 'GET', headers: anonymous })).status, 200);
});

test('a host’s own session port is believed no further than those of ours', async () => {
  const session = { id: 's', subject: 'alice', label: 'alice' };
  const soon = new Date(world.clock.time.getTime() + 3_600_000);
  for (const changes of [
    { provenAt: soon },
    { steppedUpAt: soon },
    { provenAt: new Date(NaN) },
    { subject: '' },
    { subject: 'a\0b' },
    { id: '' },
  ]) {
    const hosted = makeWorld(store, { sessions: async () => ({ ...session, ...changes }), clock: world.clock });
    const client = await hosted.signIn('alice');
    assert.equal((await client.refusal('getAccount', {})).code, 'unauthenticated', JSON.stringify(changes));
  }
});

test('an address or method that is not in the contract is not found', async () => {
  for (const [path, method] of [
    ['/api/mfa/accounts', 'GET'],
    ['/api/mfa/account', 'POST'],
    ['/api/other', 'GET'],
  ] as const) {
    assert.equal((await send(path, { method })).body.code, 'not_found');
  }
});

test('a HEAD is answered as the GET that it stands for, whatever type it gives to a body it has not', async () => {
  const headers = { 'content-type': 'text/plain', 'idempotency-key': 'two words' };
  for (const method of ['GET', 'HEAD'])
    assert.equal((await send('/api/mfa/account', { method, headers })).status, 200, method);
});

test('a body of another type is refused, however harmless a form could send it', async () => {
  const body = '{"address":"a@example.org"}';
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ]) {
    assert.equal(
      (await send(mail, { headers: { 'content-type': type }, body })).body.code,
      'unsupported_media_type',
      type,
    );
  }
  assert.equal(
    (await send(mail, { headers: { 'content-type': 'Application/JSON; charset=utf-8' }, body: '{}' })).body.code,
    'invalid_input',
  );
});

test('a body over 16 kB is refused, whether it says its size or not, and without reading on', async () => {
  const big = JSON.stringify({ address: 'x'.repeat(17_000) });
  assert.equal((await send(mail, { headers: json, body: big })).body.code, 'too_large');
  assert.equal(
    (await send(mail, { headers: { ...json, 'content-length': '99999999' }, body: '{}' })).body.code,
    'too_large',
  );
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(1024).fill(32));
    },
  });
  assert.equal((await send(mail, { headers: json, body: endless })).body.code, 'too_large');
  assert.ok(pulled < 30, `${pulled} kB were read`);
});

test('hostile JSON is refused or ignored, never obeyed', async () => {
  const refused = [
    '{"address":',
    '[]',
    'null',
    '"address"',
    '{"address":{"$gt":""}}',
    '{"address":["a@example.org"]}',
    '{"__proto__":{"address":"a@example.org"}}',
    '{"constructor":{"prototype":{"address":"a@example.org"}}}',
    '['.repeat(16_000),
    `{"address":"${'a'.repeat(300)}@example.org"}`,
    '{"address":"a@example.org\\u0000"}',
  ];
  for (const body of refused) {
    assert.equal((await send(mail, { headers: json, body })).body.code, 'invalid_input', body.slice(0, 60));
  }
  assert.equal(({} as { address?: string }).address, undefined);
  const bytes = Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]);
  assert.equal((await send(mail, { headers: json, body: bytes })).body.code, 'invalid_input');
});

test('a NUL character in a name is refused at the border, not by the database', async () => {
  const { body } = await send('/api/mfa/devices/x', { method: 'PATCH', headers: json, body: '{"name":"a\\u0000b"}' });
  assert.equal(body.code, 'invalid_input');
});

test('a number that no column takes is refused at the border, not by the database', async () => {
  const after = async (value: number) => {
    const body = JSON.stringify({ id: 'K7QM2XRA', seat: 'p0Zc1uXvU3yqPj-6vQ2mWk', after: value });
    return (await send('/api/mfa/pairings/receive', { headers: json, body })).body.code;
  };
  for (const value of [2 ** 31, 2 ** 53, 1e300, -1, 0.5]) assert.equal(await after(value), 'invalid_input', `${value}`);
  assert.equal(await after(2 ** 31 - 1), 'not_found');
});

test('what did not fit is named by its place, never by its value', async () => {
  const { body } = await send('/api/mfa/check', { headers: json, body: '{"code":"canary-484848"}' });
  assert.equal(body.detail, 'Not as documented: code.');
  assert.ok(!JSON.stringify(body).includes('canary'));
});

test('an id in the path cannot be overruled by the body, and has to look like one', async () => {
  const { body } = await send('/api/mfa/apps/aaa/confirm', { headers: json, body: '{"id":"bbb","code":"123456"}' });
  assert.equal(body.code, 'not_found');
  const odd = await send(`/api/mfa/apps/${encodeURIComponent("' OR 1=1 --")}/confirm`, {
    headers: json,
    body: '{"code":"123456"}',
  });
  assert.equal(odd.body.code, 'invalid_input');
});

test('an idempotency key has to be short and printable', async () => {
  for (const key of ['x'.repeat(129), 'with blank']) {
    assert.equal(
      (await send('/api/mfa/check', { headers: { ...json, 'idempotency-key': key }, body: '{"code":"123456"}' })).body
        .code,
      'invalid_input',
    );
  }
});

test('a listed origin may read the answer with its cookies; the answer says that it differs by origin', async () => {
  for (const origin of [campus, 'https://partner.example.org', 'https://a.b.example.ac.jp']) {
    const { response } = await send('/api/mfa/account', { method: 'GET', headers: { origin } });
    assert.equal(response.headers.get('access-control-allow-origin'), origin);
    assert.equal(response.headers.get('access-control-allow-credentials'), 'true');
    assert.match(response.headers.get('access-control-expose-headers')!, /Date/);
    assert.equal(response.headers.get('vary'), 'Origin');
  }
});

test('another origin is refused before anything is done, however like a listed one it looks', async () => {
  const others = [
    'https://evil.test',
    'null',
    'http://www.lib.example.ac.jp',
    'https://example.ac.jp',
    'https://evilexample.ac.jp',
    'https://partner.example.org.evil.test',
    'https://partner.example.org:8443',
    'https://evil.test/.example.ac.jp',
    'https://user@x.example.ac.jp',
  ];
  for (const origin of others) {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const { response, body } = await send(method === 'GET' ? '/api/mfa/account' : mail, {
        method,
        headers: { origin },
      });
      assert.deepEqual([response.status, body.code], [403, 'forbidden_origin'], `${method} from ${origin}`);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      assert.equal(response.headers.get('vary'), 'Origin');
    }
  }
});

test('a preflight is answered for listed origins', async () => {
  const headers = {
    origin: campus,
    'access-control-request-method': 'DELETE',
    'access-control-request-headers': 'idempotency-key',
  };
  const { response } = await send('/api/mfa/devices/x', { method: 'OPTIONS', headers });
  assert.equal(response.status, 204);
  assert.match(response.headers.get('access-control-allow-methods')!, /DELETE/);
  assert.match(response.headers.get('access-control-allow-headers')!, /Authorization.*Idempotency-Key/);
  assert.equal(response.headers.get('access-control-allow-origin'), campus);
});

test("the server's own pages need no list, also behind a proxy that changes the address", async () => {
  const body = '{"code":"123456"}';
  const codeOf = async (headers: Record<string, string>) =>
    (await send('/api/mfa/check', { headers: { ...json, ...headers }, body })).body.code;
  assert.equal(await codeOf({ origin: 'http://mfa.test' }), 'not_found');
  assert.equal(await codeOf({ origin: 'https://public.test', 'sec-fetch-site': 'same-origin' }), 'not_found');
  assert.equal(await codeOf({}), 'not_found', 'no browser');
  assert.equal(await codeOf({ 'sec-fetch-site': 'cross-site' }), 'forbidden_origin');
  assert.equal(await codeOf({ 'sec-fetch-site': 'same-site' }), 'forbidden_origin');
});

test('a list entry that is no origin is refused when the server starts', () => {
  for (const entry of [
    '*',
    'example.org',
    'https://example.org/',
    'https://*',
    'https://*.jp',
    'https://a.*.example.org',
    'https://EXAMPLE.org',
  ]) {
    assert.throws(() => makeWorld({} as never, { allowedOrigins: [entry] }), /allowedOrigins/, entry);
  }
});

test('the base path is the host’s to choose', async () => {
  const nowhere = { database: undefined as never, close: async () => undefined };
  for (const [basePath, address] of [
    ['/x/y/', '/x/y/account'],
    ['/', '/account'],
    ['mfa', '/mfa/account'],
  ] as const) {
    const handle = createMfaHandler({
      store: nowhere,
      basePath,
      sessions: async () => null,
      mailer: { send: async () => undefined },
      sealing: {} as never,
      institution: { issuer: 'X', policy: policyOf() },
      log: () => undefined,
    });
    assert.equal((await handle(new Request(`http://mfa.test${address}`))).status, 401, basePath);
  }
});

test('options that make no sense are refused when the server starts', () => {
  const institution = {
    issuer: 'X',
    policy: { ...policyOf(), app: { digits: 4, periodS: 30, algorithm: 'MD5' } } as never,
  };
  assert.throws(() => makeWorld({} as never, { institution }));
  assert.throws(() => makeWorld({} as never, { institution: { issuer: '', policy: policyOf() } }), /issuer/);
  assert.throws(() => makeWorld({} as never, { policy: { mail: { codeLifeS: 2 ** 31 } } }));
  // As from a variable of the environment that is not set: no limit at all would be the worse mistake.
  const unset = Number(undefined);
  assert.throws(() => makeWorld({} as never, { stepUpLifeS: unset }), /stepUpLifeS/);
  assert.throws(() => makeWorld({} as never, { signInLifeS: unset }), /signInLifeS/);
  for (const value of [unset, Infinity, -1, 1.5, undefined as never])
    assert.throws(() => makeWorld({} as never, { limits: { requestsPerMinute: value } }), /requestsPerMinute/);
});

test('a database that is gone is answered as unavailable, and the health check says so', async () => {
  const closing = await openPglite({ dataDir: 'memory', snapshot: snapshotFile() });
  assert.equal((await healthz(closing)).status, 200);
  const lost = makeWorld(closing);
  const bob = await lost.signIn('bob');
  await closing.close();
  assert.equal((await bob.refusal('getAccount', {})).code, 'unavailable');
  assert.equal((await healthz(closing)).status, 503);
  assert.ok(lost.log.some(({ event }) => event === 'failure'));
});
