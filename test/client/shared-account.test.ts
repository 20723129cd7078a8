import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { operations } from '../../src/contract/operations.ts';
import { answerSamples, nowMs } from '../flows/samples.ts';
import { json, laterReply, makeClient, noConnection, problem, type Reply } from './fake-service.ts';

const account: Reply = () => json(answerSamples.getAccount({})[0]);
const pass = (t: TestContext, ms: number): void => t.mock.timers.tick(ms);
const withClock = (t: TestContext): void => t.mock.timers.enable({ apis: ['Date'], now: nowMs });

test('elements that start together make one request for the account', async () => {
  const { reply, answer, begun } = laterReply();
  const { client, seen } = makeClient([reply]);
  const calls = [1, 2, 3].map(() => client.call('getAccount', {}));
  await begun;
  answer(json(answerSamples.getAccount({})[0]));
  const [first, ...others] = await Promise.all(calls);
  assert.equal(seen.length, 1);
  for (const other of others) assert.equal(other, first);
});

test('the account is asked for again when the answer is five seconds old', async (t) => {
  withClock(t);
  const { client, seen } = makeClient([account]);
  await client.call('getAccount', {});
  pass(t, 4999);
  await client.call('getAccount', {});
  assert.equal(seen.length, 1);
  pass(t, 1);
  await client.call('getAccount', {});
  assert.equal(seen.length, 2);
});

test('an account in another language is another answer; who names none takes what is there', async () => {
  const { client, seen } = makeClient([account]);
  for (const language of ['ja', 'ja', undefined, 'en', undefined, 'ja'])
    await client.call('getAccount', {}, undefined, language);
  assert.deepEqual(
    seen.map(({ headers }) => headers['accept-language']),
    ['ja', 'en', 'ja'],
  );
});

test('after a change the account is asked for again', async () => {
  const { client, seen } = makeClient([account, () => json({}), account]);
  await client.call('getAccount', {});
  await client.call('cancelApp', { id: 'a1' });
  await client.call('getAccount', {});
  assert.deepEqual(
    seen.map(({ method }) => method),
    ['GET', 'DELETE', 'GET'],
  );
});

test('after a refused change the account is asked for again: what we know of it may be out of date', async () => {
  const { client, seen } = makeClient([account, () => problem(409, 'already_enrolled'), account]);
  await client.call('getAccount', {});
  await assert.rejects(client.call('beginApp', { kind: 'smartphone' }));
  await client.call('getAccount', {});
  assert.equal(seen.length, 3);
});

test('a refused account is not kept', async () => {
  const { client, seen } = makeClient([() => problem(401, 'unauthenticated'), account]);
  await assert.rejects(client.call('getAccount', {}));
  await client.call('getAccount', {});
  assert.equal(seen.length, 2);
});

test('one that waits for the account may leave without taking it from the others', async () => {
  const { reply, answer, begun } = laterReply();
  const { client, seen } = makeClient([reply]);
  const abort = new AbortController();
  const leaving = client.call('getAccount', {}, abort.signal);
  const staying = client.call('getAccount', {});
  await begun;
  abort.abort(new Error('left'));
  answer(json(answerSamples.getAccount({})[0]));
  await assert.rejects(leaving, { message: 'left' });
  assert.equal((await staying).label, 'taro');
  assert.ok(!seen[0]!.signal.aborted);
});

test('whoever listens hears of each change, not of a reading and not of a refusal', async () => {
  const { client } = makeClient([
    account,
    () => json({}),
    () => problem(404, 'not_found'),
    () => json({ messages: [], isClosed: false }),
    () => json({}),
  ]);
  let heard = 0;
  client.onChange(() => heard++);
  await client.call('getAccount', {});
  assert.equal(heard, 0);
  await client.call('cancelApp', { id: 'a1' });
  assert.equal(heard, 1);
  await assert.rejects(client.call('cancelApp', { id: 'a1' }));
  await client.call('receivePairing', { id: 'K7QM2XRA', seat: 's'.repeat(22) });
  assert.equal(heard, 1);
  await client.call('cancelApp', { id: 'a1' });
  assert.equal(heard, 2);
});

for (const { name, changes } of operations) {
  const touches = changes === 'account' || changes === 'proof';
  test(`${name} changes ${changes}: the account is ${touches ? 'asked for anew, and listeners are told' : 'kept'}`, async () => {
    const answered = () => json(answerSamples[name]({ method: 'mail', name: 'x' } as never)[0]);
    const { client, seen } = makeClient([account, answered, account]);
    let heard = 0;
    client.onChange(() => heard++);
    await client.call('getAccount', {});
    // More than most take: a client sends what it is given.
    if (name !== 'getAccount') await client.call(name, { id: 'a1', method: 'mail', name: 'x' } as never);
    await client.call('getAccount', {});
    assert.equal(heard, touches ? 1 : 0);
    assert.equal(seen.length, (name === 'getAccount' ? 1 : 2) + (touches ? 1 : 0));
  });
}

test('whoever stops listening hears nothing more, also when it stops while it is told', async () => {
  const { client } = makeClient([() => json({})]);
  const heard: string[] = [];
  const stop = client.onChange(() => {
    heard.push('first');
    stop();
  });
  client.onChange(() => heard.push('second'));
  await client.call('cancelApp', { id: 'a1' });
  await client.call('cancelApp', { id: 'a1' });
  assert.deepEqual(heard, ['first', 'second', 'second']);
});

test('a listener that asks for the account during a change gets a new one', async () => {
  const { client, seen } = makeClient([account, () => json({}), account]);
  await client.call('getAccount', {});
  const again = new Promise((resolve) => client.onChange(() => resolve(client.call('getAccount', {}))));
  await client.call('cancelApp', { id: 'a1' });
  await again;
  assert.equal(seen.length, 3);
});

test("the service's clock is read from the date of its answers, refusals too, half a second on average after it", async (t) => {
  withClock(t);
  const dated =
    (ms: number, make: Reply): Reply =>
    async (seen) => {
      const response = (await make(seen)) as Response;
      response.headers.set('date', new Date(ms).toUTCString());
      return response;
    };
  const { client } = makeClient([
    noConnection,
    dated(nowMs + 90_000, account),
    dated(nowMs - 7_000, () => problem(404, 'not_found')),
    () => json({}),
  ]);
  assert.equal(client.clockAheadMs, undefined);
  await client.call('getAccount', {});
  assert.equal(client.clockAheadMs, -90_500);
  await assert.rejects(client.call('cancelApp', { id: 'a1' }));
  assert.equal(client.clockAheadMs, 6_500);
  await client.call('cancelApp', { id: 'a1' });
  assert.equal(client.clockAheadMs, 6_500);
});

test('an answer that may have waited for news tells nothing of the clock', async (t) => {
  withClock(t);
  const { client } = makeClient([
    () => {
      pass(t, 20_000);
      return json({ messages: [], isClosed: false }, { headers: { date: new Date(nowMs + 20_000).toUTCString() } });
    },
  ]);
  await client.call('receivePairing', { id: 'K7QM2XRA', seat: 's'.repeat(22) });
  assert.equal(client.clockAheadMs, undefined);
});

test('pairing changes nothing on the account, so nobody asks for it anew', async () => {
  const seat = 's'.repeat(22);
  const { client } = makeClient([
    () => json({ id: 'K7QM2XRA', seat, expiresAt: '2026-01-01T00:00:00Z' }),
    () => json({ seat, expiresAt: '2026-01-01T00:00:00Z' }),
    () => json({}),
  ]);
  let heard = 0;
  client.onChange(() => heard++);
  const opened = await client.call('openPairing', {});
  assert.equal(opened.seat.reveal(), seat);
  assert.ok(!JSON.stringify(opened).includes(seat));
  await client.call('joinPairing', { id: 'K7QM2XRA' });
  await client.call('sendPairing', { id: 'K7QM2XRA', seat, message: 'c2VhbGVk' });
  await client.call('closePairing', { id: 'K7QM2XRA', seat });
  assert.equal(heard, 0);
});

test('the way there and back counts half', async (t) => {
  withClock(t);
  const { client } = makeClient([
    () => {
      pass(t, 4_000);
      return json({}, { headers: { date: new Date(nowMs + 2_000).toUTCString() } });
    },
  ]);
  await client.call('cancelApp', { id: 'a1' });
  assert.equal(client.clockAheadMs, -500);
});
