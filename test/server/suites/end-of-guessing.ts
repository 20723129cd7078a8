import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { mailedCode, makeWorld, setUp, wrongMailCode, type Client, type World } from '../../support/world.ts';

/** Wrong codes have an end, and no answer tells of a code that can still be used. */
export function endOfGuessingSuite(backend: Backend): void {
  async function start(limits = {}) {
    const world = makeWorld(await backend.fresh(), { limits });
    const alice = await world.signIn('alice');
    const { key } = await setUp(world, alice);
    return { world, alice, key, codeAt: (s = 0) => appCode(key, new Date(world.clock.now().getTime() + s * 1000)) };
  }

  /** What the nth wrong code in a row comes to, with every lock waited for. */
  async function guessOn(world: World, client: Client, wrong: () => string, times: number): Promise<string[]> {
    const codes: string[] = [];
    for (let nth = 0; nth < times; nth++) {
      const { code, retryAfterMs = 0 } = await client.refusal('checkCode', { code: wrong() });
      codes.push(code);
      world.clock.pass({ s: Math.ceil(retryAfterMs / 1000) });
    }
    return codes;
  }
  const notOf = (codes: string[]): string =>
    ['000000', '111111', '222222', '333333'].find((code) => !codes.includes(code))!;

  test('a hundred wrong codes in a row end the factor, whatever locks were waited for, until another one is proven', async () => {
    // Else the cookie ends first.
    const { world, alice, codeAt } = await start({ longestLockMs: 5 * 60_000 });
    const wrong = () => notOf(Array.from({ length: 21 }, (_, nth) => codeAt((nth - 10) * 30)));
    const codes = await guessOn(world, alice, wrong, 100);
    assert.deepEqual(new Set(codes.slice(0, 99)), new Set(['invalid_code']));
    assert.equal(codes.at(-1), 'factor_disabled');

    assert.equal((await alice.refusal('checkCode', { code: codeAt() })).code, 'factor_disabled');
    assert.equal((await alice.refusal('beginStepUp', { method: 'app' })).code, 'factor_disabled');
    assert.deepEqual((await alice.ask('getAccount', {})).stepUp.methods, ['mail']);

    const { id } = await alice.ask('beginStepUp', { method: 'mail' });
    await alice.ask('confirmStepUp', { id, code: mailedCode(world) });
    assert.deepEqual((await alice.ask('getAccount', {})).stepUp.methods, ['mail', 'app']);
    assert.equal((await alice.ask('checkCode', { code: codeAt() })).deltaSteps, 0);
  });

  test('a right code begins the hundred anew; a reset does, too', async () => {
    const { world, alice, codeAt } = await start({ wrongCodesInAll: 7 });
    const wrong = () => notOf(Array.from({ length: 21 }, (_, nth) => codeAt((nth - 10) * 30)));
    await guessOn(world, alice, wrong, 6);
    await alice.ask('checkCode', { code: codeAt() });
    assert.deepEqual((await guessOn(world, alice, wrong, 7)).slice(-2), ['invalid_code', 'factor_disabled']);
    const { id } = await alice.ask('beginReset', {});
    await alice.ask('confirmReset', { id, code: mailedCode(world) });
    const app = await alice.ask('beginApp', { kind: 'browser' });
    await alice.ask('confirmApp', { id: app.id, code: appCode(app.key, world.clock.now()) });
    world.clock.pass({ s: 30 });
    await alice.ask('checkCode', { code: appCode(app.key, world.clock.now()) });
  });

  test('where codes by mail have ended none is sent any more; the app brings them back', async () => {
    const { world, alice, codeAt } = await start({ wrongCodesInAll: 3 });
    const { id } = await alice.ask('beginReset', {});
    const wrong = wrongMailCode(world);
    const codes = [];
    for (let nth = 0; nth < 3; nth++) codes.push((await alice.refusal('confirmReset', { id, code: wrong })).code);
    assert.deepEqual(codes, ['invalid_code', 'invalid_code', 'factor_disabled']);
    world.clock.pass({ s: 60 });
    const sent = world.mails.length;
    assert.equal((await alice.refusal('beginReset', {})).code, 'factor_disabled');
    assert.equal((await alice.refusal('beginMail', { address: 'b@example.org' })).code, 'factor_disabled');
    assert.equal((await alice.refusal('beginStepUp', { method: 'mail' })).code, 'factor_disabled');
    assert.equal(world.mails.length, sent);
    const step = await alice.ask('beginStepUp', { method: 'app' });
    await alice.ask('confirmStepUp', { id: step.id, code: codeAt() });
    await alice.ask('beginReset', {});
  });

  test('the key of a set-up has no such end: it is no factor yet, and its session was shown it', async () => {
    const world = makeWorld(await backend.fresh(), {
      limits: { wrongCodesInAll: 3 },
      policy: { mail: { requiredFirst: false } },
    });
    const alice = await world.signIn('alice');
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    const wrong = notOf([-30, 0, 30].map((s) => appCode(key, new Date(world.clock.now().getTime() + s * 1000))));
    for (let nth = 0; nth < 4; nth++) await alice.refusal('confirmApp', { id, code: wrong });
    await alice.ask('confirmApp', { id, code: appCode(key, world.clock.now()) });
  });

  test('a right code of a slow clock is told with its distance though a newer one was used', async () => {
    const { world, alice, codeAt } = await start();
    await alice.ask('checkCode', { code: codeAt() });
    assert.equal((await alice.ask('checkCode', { code: codeAt(-180) })).deltaSteps, -6);
    assert.equal((await alice.ask('checkCode', { code: codeAt(-300) })).deltaSteps, -10);
    assert.equal((await alice.refusal('checkCode', { code: codeAt(-330) })).code, 'invalid_code');
    world.clock.pass({ s: 30 });
    await alice.ask('checkCode', { code: codeAt() });
  });

  test('what is told of a code that is ahead is of no use: that code opens no step-up in its time', async () => {
    const { world, alice, codeAt } = await start();
    for (const ahead of [90, 270])
      assert.equal((await alice.ask('checkCode', { code: codeAt(ahead) })).deltaSteps, ahead / 30);
    const { id } = await alice.ask('beginStepUp', { method: 'app' });
    world.clock.pass({ s: 90 });
    assert.equal((await alice.refusal('confirmStepUp', { id, code: codeAt() })).code, 'code_replayed');
    world.clock.pass({ s: 150 });
    // A code between the two: it is accepted, and the later one stays of no use.
    await alice.ask('checkCode', { code: codeAt() });
    world.clock.pass({ s: 30 });
    assert.equal((await alice.refusal('confirmStepUp', { id, code: codeAt() })).code, 'code_replayed');
    world.clock.pass({ s: 30 });
    await alice.ask('confirmStepUp', { id, code: codeAt() });
  });

  test('a code that is older than the last one used is refused as such, and costs nothing', async () => {
    const { alice, codeAt } = await start();
    await alice.ask('checkCode', { code: codeAt(30) });
    assert.equal((await alice.refusal('checkCode', { code: codeAt() })).code, 'code_replayed');
    assert.equal((await alice.ask('getAccount', {})).devices[0]!.failedLately, 0);
  });
}
