import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend } from '../../support/backends.ts';
import { mailedCode, makeWorld, setUp, verifyMail, wrongMailCode } from '../../support/world.ts';

/** What the account tells, so that a page shows no way that ends in a refusal and finds again what was begun. */
export function accountSuite(backend: Backend): void {
  test('the account lists what is offered, and the rest is not implemented, whatever else is missing', async () => {
    const store = await backend.fresh();
    const withCodes = await (await makeWorld(store).signIn('alice')).ask('getAccount', {});
    assert.ok(withCodes.offers?.includes('beginRecoveryCodes') && withCodes.offers.includes('openPairing'));

    const world = makeWorld(store, { policy: { recoveryCodes: false } });
    const alice = await world.signIn('alice');
    await setUp(world, alice);
    const offers = (await alice.ask('getAccount', {})).offers ?? [];
    assert.ok(offers.includes('beginApp') && !offers.includes('beginRecoveryCodes'));
    // No proof is asked for what is not there.
    world.clock.pass({ hours: 1 });
    assert.equal((await alice.refusal('beginRecoveryCodes', {})).code, 'not_implemented');
    assert.equal((await alice.refusal('confirmRecoveryCodes', { id: 'x' })).code, 'not_implemented');
  });

  test('the numbers of the words on a screen are in the policy', async () => {
    const world = makeWorld(await backend.fresh(), { policy: { recoveryCodeCount: 8 } });
    const alice = await world.signIn('alice');
    const { deviceId } = await setUp(world, alice);
    const { policy } = await alice.ask('getAccount', {});
    assert.equal((await alice.ask('beginRecoveryCodes', {})).codes.length, policy.recoveryCodeCount);
    const { restorableUntil } = await alice.ask('removeDevice', { id: deviceId });
    assert.equal(Date.parse(restorableUntil) - world.clock.now().getTime(), policy.restorableForS! * 1000);
  });

  test('a begun reset is found again after a reload, masked, until it is confirmed', async () => {
    const world = makeWorld(await backend.fresh());
    const alice = await world.signIn('alice');
    await setUp(world, alice);
    const begun = await alice.ask('beginReset', {});
    assert.deepEqual((await alice.ask('getAccount', {})).pending.reset, begun);
    await alice.ask('confirmReset', { id: begun.id, code: mailedCode(world) });
    assert.equal((await alice.ask('getAccount', {})).pending.reset, null);
  });

  test('a page that is loaded during a lock is told how long it lasts', async () => {
    const world = makeWorld(await backend.fresh());
    const alice = await world.signIn('alice');
    await verifyMail(world, alice);
    const { id, lockedUntil } = await alice.ask('beginMail', { address: 'hanako@example.org' });
    assert.equal(lockedUntil, null);
    for (let tries = 5; tries--;) await alice.refusal('confirmMail', { id, code: wrongMailCode(world) });
    const { retryAfterMs } = await alice.refusal('confirmMail', { id, code: mailedCode(world) });
    const { mail } = (await alice.ask('getAccount', {})).pending;
    assert.equal(mail?.attemptsLeft, 0);
    assert.equal(Date.parse(mail!.lockedUntil!) - world.clock.now().getTime(), retryAfterMs);
    world.clock.pass({ minutes: 5 });
    const after = (await alice.ask('getAccount', {})).pending.mail;
    assert.deepEqual([after?.attemptsLeft, after?.lockedUntil], [5, null]);
  });
}
