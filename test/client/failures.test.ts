import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MfaError } from '../../src/contract/mfa-error.ts';
import { problemCodes } from '../../src/contract/generated/problem-codes.ts';
import type { Problem } from '../../src/contract/problem-codes.ts';
import { problems } from '../../src/contract/problems.ts';
import { answerSamples, canary } from '../flows/samples.ts';
import { json, laterReply, makeClient, noConnection, problem, type Reply } from './fake-service.ts';

// Far from UTC, in which a date without a zone has to be read.
process.env['TZ'] = 'Asia/Tokyo';

const code = { id: 'a1', code: canary.appCode };

/** The problem that a call is refused with. */
async function refusal(...replies: Reply[]): Promise<Problem & { attempts: number }> {
  const { client, seen } = makeClient(replies);
  const error: unknown = await client.call('confirmApp', code).catch((caught: unknown) => caught);
  assert.ok(error instanceof MfaError, String(error));
  const { atMs, ...told } = error.problem;
  assert.equal(atMs !== undefined && Date.now() - atMs < 1000, told.retryAfterMs !== undefined);
  return { ...told, attempts: seen.length };
}

for (const each of problemCodes.filter((name) => name !== 'unavailable')) {
  test(`a refusal with ${each} is handed on as it is, after one request`, async () => {
    assert.deepEqual(await refusal(() => problem(problems[each].status, each)), { code: each, attempts: 1 });
  });
}

test('attempts left and the time to wait come along, and nothing else does', async () => {
  const rest = { attemptsLeft: 0, retryAfterMs: 60_000, detail: 'x', secret: canary.key };
  const expected = { code: 'invalid_code', attemptsLeft: 0, retryAfterMs: 60_000, attempts: 1 };
  assert.deepEqual(await refusal(() => problem(422, 'invalid_code', rest)), expected);
});

test('attempts left and times that are no whole numbers are left out', async () => {
  const rest = { attemptsLeft: '3', retryAfterMs: 1.5 };
  assert.deepEqual(await refusal(() => problem(422, 'invalid_code', rest)), { code: 'invalid_code', attempts: 1 });
});

test('a lost connection and a service that is down are met with two more attempts, with growing pauses', async () => {
  for (const reply of [
    noConnection,
    () => problem(503, 'unavailable'),
    () => new Response('<h1>Bad gateway', { status: 502 }),
  ]) {
    const { client, seen, pauses } = makeClient([reply]);
    await assert.rejects(client.call('confirmApp', code), MfaError);
    assert.equal(seen.length, 3);
    assert.deepEqual(pauses, [300, 1500]);
  }
});

test('a call that comes through at the second attempt is answered', async () => {
  const { client, seen } = makeClient([noConnection, () => json(answerSamples.confirmApp(code)[0])]);
  assert.equal((await client.call('confirmApp', code)).device.id, 'd9');
  assert.equal(seen.length, 2);
});

test('a service that says when to come back is not pressed', async () => {
  const reply = () => problem(503, 'unavailable', { retryAfterMs: 30_000 });
  assert.deepEqual(await refusal(reply), { code: 'unavailable', retryAfterMs: 30_000, attempts: 1 });
});

test('a service that says when to come back is asked three times in all, however often it says so', async () => {
  const reply = () => problem(503, 'unavailable', { retryAfterMs: 2000 });
  assert.deepEqual(await refusal(reply), { code: 'unavailable', retryAfterMs: 2000, attempts: 3 });
});

test('a redirect is not followed: what stands in front of the service wants a sign-in', async () => {
  const redirects: unknown[] = [];
  const toSignIn = (_: string, { redirect }: RequestInit) => {
    redirects.push(redirect);
    return Promise.resolve(Object.defineProperty(Response.json({}), 'type', { value: 'opaqueredirect' }));
  };
  const { client } = makeClient([], { fetch: toSignIn as typeof fetch });
  await assert.rejects(client.call('confirmApp', code), { problem: { code: 'unauthenticated' } });
  assert.deepEqual(redirects, ['manual']);
});

test('an answer of more than a million characters is none', async () => {
  const answer = answerSamples.confirmApp(code)[0]!;
  const padded = (length: number) => () => {
    const text = JSON.stringify(answer);
    return new Response(text + ' '.repeat(length - text.length));
  };
  assert.equal((await refusal(padded(1_000_001))).code, 'bad_answer');
  const { client } = makeClient([padded(1_000_000)]);
  await client.call('confirmApp', code);
});

test('the pause between two attempts ends with the call', async () => {
  const leaving = new AbortController();
  const { client } = makeClient([noConnection], { pause: undefined } as object);
  const called = client.call('confirmApp', code, leaving.signal);
  const startedMs = performance.now();
  setTimeout(() => leaving.abort(new Error('left')), 20);
  await assert.rejects(called, { message: 'left' });
  assert.ok(performance.now() - startedMs < 290, 'before the pause of 300 ms is over');
});

test('without a connection the call is refused as offline', async () => {
  assert.deepEqual(await refusal(noConnection), { code: 'offline', attempts: 3 });
});

test('a connection that breaks in the middle of the answer is a lost connection', async () => {
  const broken = () =>
    new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) }));
  assert.equal((await refusal(broken)).code, 'offline');
});

test('a service that does not answer in time is asked once more, and then refused as such', async () => {
  assert.deepEqual(await refusal(() => new DOMException('…', 'TimeoutError')), { code: 'timed_out', attempts: 2 });
});

test('every request has a limit of fifteen seconds', async (t) => {
  const limits: number[] = [];
  t.mock.method(
    AbortSignal,
    'timeout',
    (ms: number) => (limits.push(ms), AbortSignal.abort(new DOMException('…', 'TimeoutError'))),
  );
  assert.equal((await refusal(({ signal }) => signal.reason as Error)).code, 'timed_out');
  assert.deepEqual(limits, [15_000, 15_000]);
});

test('a request that may wait for news has thirty seconds more', async (t) => {
  const limits: number[] = [];
  t.mock.method(
    AbortSignal,
    'timeout',
    (ms: number) => (limits.push(ms), AbortSignal.abort(new DOMException('…', 'TimeoutError'))),
  );
  const { client } = makeClient([({ signal }) => signal.reason as Error]);
  await assert.rejects(client.call('receivePairing', { id: 'K7QM2XRA', seat: 's'.repeat(22) }));
  assert.deepEqual(limits, [45_000, 45_000]);
});

test('a wait is given up with its signal, and not asked for again', async () => {
  const { reply, begun } = laterReply();
  const { client, seen } = makeClient([reply]);
  const abort = new AbortController();
  const waiting = client.call('receivePairing', { id: 'K7QM2XRA', seat: 's'.repeat(22) }, abort.signal);
  await begun;
  abort.abort(new Error('left'));
  await assert.rejects(waiting, { message: 'left' });
  assert.equal(seen.length, 1);
});

const secondsLater = (seconds: number, from: string): string =>
  new Date(Date.parse(from) + seconds * 1000).toUTCString();
const serverTime = 'Sun, 22 Nov 2026 20:03:27 GMT';

for (const [what, said, expected] of [
  ['in seconds', '30', 30_000],
  ['as a date', secondsLater(45, serverTime), 45_000],
  ['as a date of an older form', 'Sunday, 22-Nov-26 20:03:37 GMT', 10_000],
  ['as a date without a zone', 'Sun Nov 22 20:03:47 2026', 20_000],
  ['as a date that is over', secondsLater(-5, serverTime), 0],
  ['as a thousand years', '31536000000', 604_800_000],
  ['as half a second', '1.5', undefined],
  ['as less than nothing', '-5', undefined],
  ['in words', 'soon', undefined],
  ['as nothing', '', undefined],
] as const) {
  test(`without a member that says it, the time to wait is read from Retry-After: ${what}`, async () => {
    const headers = { 'retry-after': said, date: serverTime };
    for (const reply of [
      () => json({ type: 'about:blank', title: '…', status: 429, code: 'rate_limited' }, { status: 429, headers }),
      () => new Response('<!doctype html>', { status: 429, headers }),
    ]) {
      const { code, retryAfterMs } = await refusal(reply);
      assert.deepEqual({ code, retryAfterMs }, { code: 'rate_limited', retryAfterMs: expected });
    }
  });
}

test('a date in Retry-After is by the clock of whoever wrote it, and by ours where that is not told', async () => {
  const headers = { 'retry-after': new Date(Date.now() + 90_000).toUTCString() };
  const { retryAfterMs } = await refusal(() => new Response('', { status: 429, headers }));
  assert.ok(retryAfterMs! > 80_000 && retryAfterMs! <= 90_000, String(retryAfterMs));
});

test('the member goes before the header, and neither lasts longer than a week', async () => {
  const headers = { 'retry-after': '30' };
  const said = (retryAfterMs: unknown) =>
    refusal(() => json({ status: 429, code: 'rate_limited', retryAfterMs }, { status: 429, headers }));
  assert.equal((await said(5000)).retryAfterMs, 5000);
  assert.equal((await said('5000')).retryAfterMs, 30_000);
  assert.equal((await said(Number.MAX_SAFE_INTEGER)).retryAfterMs, 604_800_000);
  assert.equal((await said(-1)).retryAfterMs, 0);
});

test('a code that the contract does not know comes with what the service says of it, fit for a screen', async () => {
  const said = async (title: unknown) => (await refusal(() => json({ title, code: 'made_up' }, { status: 422 }))).title;
  assert.equal(await said('The quota of this year is used up.'), 'The quota of this year is used up.');
  assert.equal(await said(' Line\none\u202etwo\u0000 '), 'Line one two');
  for (const none of [undefined, 7, '', '\u200b', 'x'.repeat(201), ['x']]) assert.equal(await said(none), undefined);
  // A page on the way has no code, and its title is for engineers; a known code has words of its own.
  assert.equal((await refusal(() => json({ title: 'Forbidden' }, { status: 403 }))).title, undefined);
  assert.equal((await refusal(() => problem(422, 'invalid_code'))).title, undefined);
});

for (const [what, reply, expected] of [
  ['an unknown code with status 429', () => problem(429, 'made_up'), 'rate_limited'],
  ['an unknown code with status 501', () => problem(501, 'made_up'), 'not_implemented'],
  ['an unknown code with status 503', () => problem(503, 'made_up'), 'unavailable'],
  ['a code that the contract does not know', () => problem(422, 'made_up'), 'bad_answer'],
  ['a name of every object as its code', () => problem(422, 'toString'), 'bad_answer'],
  ['a page of HTML with status 404', () => new Response('<!doctype html>', { status: 404 }), 'bad_answer'],
  ['a page of HTML with status 401', () => new Response('<!doctype html>', { status: 401 }), 'unauthenticated'],
  ['a page of HTML with status 500', () => new Response('<!doctype html>', { status: 500 }), 'unavailable'],
  ['a text in place of a problem document', () => json('invalid_code', { status: 422 }), 'bad_answer'],
  ['null in place of a problem document', () => json(null, { status: 422 }), 'bad_answer'],
  ['an unknown code with status 401', () => problem(401, 'made_up'), 'unauthenticated'],
  ['half a JSON text as an answer', () => new Response('{"device":'), 'bad_answer'],
  ['a sign-in page as an answer', () => new Response('<!doctype html>Sign in'), 'bad_answer'],
  ['an answer of another shape', () => json({ device: { id: 'd1' } }), 'bad_answer'],
  ['nothing at all as an answer', () => new Response(null, { status: 204 }), 'bad_answer'],
  ['null as an answer', () => json(null), 'bad_answer'],
  ['an answer of more than a million characters', () => json({ fill: 'x'.repeat(1_000_001) }), 'bad_answer'],
] as const) {
  test(`${what} is refused as ${expected}`, async () => {
    assert.equal((await refusal(reply)).code, expected);
  });
}

test('an operation that answers nothing takes an empty answer, but no page of HTML', async () => {
  const cancel = (reply: Reply) => makeClient([reply]).client.call('cancelApp', { id: 'a1' });
  assert.deepEqual(await cancel(() => json({})), {});
  assert.deepEqual(await cancel(() => new Response(null, { status: 204 })), {});
  await assert.rejects(
    cancel(() => new Response('<!doctype html>Sign in')),
    { problem: { code: 'bad_answer' } },
  );
});

test('a call that its caller aborts is rejected with the reason, and is not a failure of the service', async () => {
  const { reply, begun } = laterReply();
  const { client, seen } = makeClient([reply]);
  const abort = new AbortController();
  const call = client.call('confirmApp', code, abort.signal);
  await begun;
  const reason = new Error('left');
  abort.abort(reason);
  await assert.rejects(call, (error) => error === reason);
  assert.ok(seen[0]!.signal.aborted);
  assert.equal(seen.length, 1);
});

test('a call that is aborted in the pause between two attempts makes no further one', async () => {
  const abort = new AbortController();
  const reason = new Error('left');
  const { client, seen } = makeClient([noConnection], {
    pause: async (_: number, signal: AbortSignal) => {
      abort.abort(reason);
      signal.throwIfAborted();
    },
  } as object);
  await assert.rejects(client.call('confirmApp', code, abort.signal), (error) => error === reason);
  assert.equal(seen.length, 1);
});

test('no error holds the code that was sent or the key that came', async () => {
  const answer = { ...answerSamples.beginApp({ kind: 'smartphone' })[0]!, kind: 7 };
  for (const reply of [
    noConnection,
    () => json(answer),
    () => problem(422, 'invalid_code', { detail: canary.appCode }),
  ]) {
    const error = await makeClient([reply])
      .client.call('confirmApp', code)
      .catch((caught: MfaError) => caught);
    const { message, stack, cause, ...rest } = error as MfaError;
    const text = [message, stack, String(cause), JSON.stringify(rest)].join();
    assert.ok(!text.includes(canary.appCode) && !text.includes(canary.key), text);
  }
});
