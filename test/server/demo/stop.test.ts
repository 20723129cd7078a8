import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPerson } from '../../support/person.ts';
import { startDemo } from '../../support/demo.ts';

test('a demo that is stopped answers whoever waits for the other device, and ends', async () => {
  const demo = await startDemo();
  const person = await newPerson(demo);
  const { id, seat } = (await (await person.ask('POST', 'pairings', {})).json()) as { id: string; seat: string };
  const receive = () => person.ask('POST', 'pairings/receive', { id, seat });
  const waiting = receive();
  // A connection that is open and has said what it wants: the next answer comes after it.
  assert.equal((await fetch(`${demo.url}/healthz`)).status, 200);
  const ended = demo.end('SIGTERM');
  assert.deepEqual(await (await waiting).json(), { messages: [], isClosed: false });
  assert.equal(await ended, 0);
  assert.ok(!demo.output().includes(id) && !demo.output().includes(seat));
});

test('whoever goes away while waiting is waited for no longer', async () => {
  const demo = await startDemo();
  const person = await newPerson(demo);
  const { id, seat } = (await (await person.ask('POST', 'pairings', {})).json()) as { id: string; seat: string };
  const leaving = new AbortController();
  const left = fetch(`${demo.url}/api/mfa/pairings/receive`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, seat }),
    signal: leaving.signal,
  });
  assert.equal((await fetch(`${demo.url}/healthz`)).status, 200);
  leaving.abort();
  await assert.rejects(left);
  const logged = async (): Promise<string> => {
    for (;;) {
      const line = demo
        .output()
        .split('\n')
        .find((each) => each.includes('"receivePairing"'));
      if (line) return line;
      await fetch(`${demo.url}/healthz`);
    }
  };
  const { durationMs } = JSON.parse(await logged()) as { durationMs: number };
  assert.ok(durationMs < 15_000, `${durationMs} ms`);
  await demo.end('SIGKILL');
});
