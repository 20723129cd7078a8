import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '../../src/contract/operations.ts';
import type { Input } from '../../src/contract/types.ts';
import { Secret } from '../../src/core/secret.ts';
import { answerSamples, canary } from '../flows/samples.ts';
import { json, makeClient, noConnection, problem } from './fake-service.ts';

/** More than any operation takes; each one picks what it knows. */
const given = {
  id: 'a/b?c',
  code: '123456',
  name: '研究室 & co',
  address: 'taro@example.org',
  kind: 'browser',
  platform: 'linux',
  method: 'mail',
  seat: 's'.repeat(22),
  message: 'c2VhbGVk',
  after: 7,
};

for (const { name, method, path, input } of operations) {
  test(`${name} is sent as ${method} ${path}`, async () => {
    const names = Object.keys(input.shape);
    const members = Object.fromEntries(Object.entries(given).filter(([member]) => names.includes(member)));
    const { client, seen } = makeClient([() => json(answerSamples[name](members as never)[0])]);
    await client.call(name, members as never);
    const { id: _, ...rest } = members;
    assert.equal(seen.length, 1);
    assert.equal(seen[0]!.method, method);
    assert.equal(seen[0]!.address, `https://mfa.example.org/api/${path.replace('{id}', 'a%2Fb%3Fc')}`);
    const hasBody = method !== 'GET' && method !== 'DELETE';
    assert.deepEqual(seen[0]!.body, hasBody ? (path.includes('{id}') ? rest : members) : undefined);
    assert.equal(seen[0]!.headers['content-type'], hasBody ? 'application/json' : undefined);
    assert.equal('idempotency-key' in seen[0]!.headers, method !== 'GET');
  });
}

test('an endpoint with and without a slash at its end is the same', async () => {
  for (const endpoint of ['/api/mfa', '/api/mfa/']) {
    const { client, seen } = makeClient([() => json(answerSamples.beginReset({})[0])], { endpoint });
    await client.call('beginReset', {});
    assert.equal(seen[0]!.address, '/api/mfa/reset');
  }
});

test('a request says what it sends, and carries the cookies of the service', async () => {
  const { client, seen } = makeClient([() => json(answerSamples.beginReset({})[0])]);
  await client.call('beginReset', {});
  const [{ headers, credentials }] = seen as [(typeof seen)[0]];
  assert.equal(headers['content-type'], 'application/json');
  assert.equal(credentials, 'include');
});

test('a request that changes nothing has no idempotency key and no body type', async () => {
  const { client, seen } = makeClient([() => json(answerSamples.getAccount({})[0])]);
  await client.call('getAccount', {});
  assert.equal(seen[0]!.headers['idempotency-key'], undefined);
  assert.equal(seen[0]!.headers['content-type'], undefined);
});

test('the idempotency key stays the same over the attempts of one call and differs between calls', async () => {
  const fine = () => json({ mail: { address: 't***@example.org', verifiedAt: '2026-01-01T00:00:00Z' } });
  const { client, seen } = makeClient([noConnection, () => problem(503, 'unavailable'), fine]);
  await client.call('confirmMail', { id: 'm1', code: '12345678' });
  await client.call('confirmMail', { id: 'm1', code: '12345678' });
  const keys = seen.map(({ headers }) => headers['idempotency-key']);
  assert.equal(keys.length, 4);
  assert.match(keys[0]!, /^[\x21-\x7e]{16,128}$/);
  assert.deepEqual(keys.slice(1, 3), [keys[0], keys[0]]);
  assert.notEqual(keys[3], keys[0]);
});

test('the headers of the host are asked for anew with each request', async () => {
  let nth = 0;
  const headers = async () => ({ authorization: `Bearer ${++nth}` });
  const { client, seen } = makeClient([noConnection, () => json({})], { headers });
  await client.call('cancelApp', { id: 'a1' });
  await client.call('cancelApp', { id: 'a1' });
  assert.deepEqual(
    seen.map((request) => request.headers['authorization']),
    ['Bearer 1', 'Bearer 2', 'Bearer 3'],
  );
});

test('a request says in which language its reader reads, whatever the page around says', async () => {
  const headers = { 'Accept-Language': 'fr' };
  const { client, seen } = makeClient([() => json(answerSamples.beginReset({})[0])], { headers });
  await client.call('beginReset', {}, undefined, 'ja');
  await client.call('beginReset', {}, undefined, 'en');
  await client.call('beginReset', {});
  assert.deepEqual(
    seen.map((request) => request.headers['accept-language']),
    ['ja', 'en', 'fr'],
  );
});

test('headers of the host cannot replace those of the contract', async () => {
  const headers = { 'Content-Type': 'text/plain', 'Idempotency-Key': 'mine', 'X-Campus': 'north' };
  const { client, seen } = makeClient([() => json(answerSamples.beginReset({})[0]), () => json({})], { headers });
  await client.call('beginReset', {});
  await client.call('cancelApp', { id: 'a1' });
  assert.deepEqual(
    seen.map((request) => request.headers['content-type']),
    ['application/json', undefined],
  );
  for (const { headers: sent } of seen) {
    assert.notEqual(sent['idempotency-key'], 'mine');
    assert.equal(sent['x-campus'], 'north');
  }
});

test('the input of the caller is left as it is', async () => {
  const input: Input<'renameDevice'> = Object.freeze({ id: 'd1', name: 'x' });
  const { client } = makeClient([() => json(answerSamples.renameDevice(input)[0])]);
  await client.call('renameDevice', input);
  assert.deepEqual(input, { id: 'd1', name: 'x' });
});

test('a key in an answer is wrapped when it comes', async () => {
  const { client } = makeClient([() => json(answerSamples.beginApp({ kind: 'smartphone' })[0])]);
  const { key } = await client.call('beginApp', { kind: 'smartphone' });
  assert.ok(key.secret instanceof Secret);
  assert.equal(key.secret.reveal(), canary.key);
  assert.ok(!JSON.stringify(key).includes(canary.key));
});

test('a code travels in a body and never in an address', async () => {
  for (const { name, method, input } of operations.filter(({ input }) => 'code' in input.shape)) {
    assert.ok(method !== 'GET', name);
    const { client, seen } = makeClient([() => json(answerSamples[name]({} as never)[0])]);
    const members = 'id' in input.shape ? { id: 'x', code: canary.appCode } : { code: canary.appCode };
    await client.call(name, members as never);
    assert.ok(!seen[0]!.address.includes(canary.appCode), name);
    assert.ok(!JSON.stringify(seen[0]!.headers).includes(canary.appCode), name);
  }
});
