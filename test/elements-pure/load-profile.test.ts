import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { loadProfile } from '../../src/page/load-profile.ts';
import { profile as kyotoU } from '../../src/profiles/kyoto-u.ts';
import { profile as neutral } from '../../src/profiles/neutral.ts';

/** Answers every fetch, and remembers the addresses. */
function answering(t: TestContext, answer: () => Response): { addresses: unknown[]; inits: unknown[] } {
  const seen = { addresses: [] as unknown[], inits: [] as unknown[] };
  t.mock.method(globalThis, 'fetch', async (address: unknown, init: unknown) => {
    seen.addresses.push(address);
    seen.inits.push(init);
    return answer();
  });
  return seen;
}
const own = { ...neutral, name: { en: 'Example University' } };

test('a shipped profile is found by its name; without a name the neutral one is taken; nothing is fetched', async (t) => {
  const { addresses } = answering(t, () => assert.fail('fetched'));
  assert.equal(await loadProfile('kyoto-u'), kyotoU);
  assert.equal(await loadProfile('neutral'), neutral);
  assert.equal(await loadProfile(undefined), neutral);
  assert.deepEqual(addresses, []);
});

test('an object is taken when it fits', async () => {
  assert.deepEqual(await loadProfile(own), own);
});

test('a JSON file is fetched once, without cookies', async (t) => {
  const { addresses, inits } = answering(t, () => new Response(JSON.stringify(own)));
  assert.deepEqual(await loadProfile('/profile.json'), own);
  assert.deepEqual(addresses, ['/profile.json']);
  assert.equal((inits[0] as RequestInit).credentials, 'omit');
});

for (const [what, answer] of [
  ['that is missing', () => new Response(JSON.stringify(own), { status: 404 })],
  ['that is a page of HTML', () => new Response('<!doctype html>')],
  ['that is not a profile', () => new Response('{}')],
  [
    'with a link that runs code',
    () => new Response(JSON.stringify({ ...own, links: { contact: { en: 'javascript:alert(1)' } } })),
  ],
  [
    'of more than a hundred thousand characters',
    () => new Response(JSON.stringify({ ...own, fill: 'x'.repeat(100_000) })),
  ],
] as const) {
  test(`a file ${what} is refused as bad_answer`, async (t) => {
    answering(t, answer);
    await assert.rejects(loadProfile('/profile.json'), { problem: { code: 'bad_answer' } });
  });
}

test('a file that cannot be fetched is refused as offline', async (t) => {
  answering(t, () => {
    throw new TypeError('Failed to fetch');
  });
  await assert.rejects(loadProfile('/profile.json'), { problem: { code: 'offline' } });
});

test('a name of every object is no name of a profile', async (t) => {
  const { addresses } = answering(t, () => new Response('', { status: 404 }));
  for (const name of ['constructor', 'toString', '__proto__']) {
    await assert.rejects(loadProfile(name), { problem: { code: 'bad_answer' } }, name);
  }
  assert.equal(addresses.length, 3);
});

test('an object that is no profile is refused', async () => {
  for (const source of [{}, [], { ...own, issuers: [] }]) {
    await assert.rejects(loadProfile(source), { problem: { code: 'bad_answer' } });
  }
});
