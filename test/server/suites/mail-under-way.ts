import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../../src/server/mailer.ts';
import type { Backend } from '../../support/backends.ts';
import { mailedCode, makeWorld, setUp } from '../../support/world.ts';

/** What happens while the mail server is spoken to: no lock is held then, so other changes come in between. */
export function mailUnderWaySuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const mails: Message[] = [];
    let hold: (() => Promise<void>) | undefined;
    const mailer = {
      async send(message: Message) {
        mails.push(message);
        await hold?.();
      },
    };
    const world = makeWorld(await backend.fresh(), { mails, mailer, ...options });
    /** Asks for a message, does `meanwhile` while it is on its way, and answers what became of the asking. */
    async function during(asking: () => Promise<Response>, meanwhile: () => Promise<unknown>) {
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      let arrive = () => {};
      const arrived = new Promise<void>((resolve) => (arrive = resolve));
      hold = () => (arrive(), released);
      const asked = asking();
      await arrived;
      hold = undefined;
      await meanwhile();
      release();
      const response = await asked;
      return { status: response.status, body: (await response.json()) as { id: string; code?: string } };
    }
    return { world, during };
  };

  test('a reset code on its way to the former address is void once a new address is verified', async () => {
    const { world, during } = await start();
    const first = await world.signIn('alice');
    await setUp(world, first);
    const { id } = await first.ask('beginMail', { address: 'new@example.org' });
    const code = mailedCode(world);
    const alice = await world.signIn('alice');
    const reset = await during(
      () => alice.send('beginReset', {}),
      () => first.ask('confirmMail', { id, code }),
    );
    assert.deepEqual([reset.status, reset.body.code], [503, 'unavailable']);
    assert.equal((await first.ask('getAccount', {})).devices.length, 1);
    await alice.ask('beginReset', {});
    assert.equal(world.mails.at(-1)!.to, 'new@example.org');
  });

  test('an address that was asked for before a factor existed does not replace the first verified one', async () => {
    const { world, during } = await start();
    const owner = await world.signIn('bob');
    const { id } = await owner.ask('beginMail', { address: 'bob@example.org' });
    const code = mailedCode(world);
    const stranger = await world.signIn('bob');
    const begun = await during(
      () => stranger.send('beginMail', { address: 'mallory@example.com' }),
      () => owner.ask('confirmMail', { id, code }),
    );
    assert.equal(begun.status, 503);
    const account = await stranger.ask('getAccount', {});
    assert.deepEqual([account.mail?.address, account.pending.mail], ['b***@example.org', null]);
    assert.equal((await stranger.refusal('beginMail', { address: 'mallory@example.com' })).code, 'step_up_required');
  });

  test('an address on its way during a reset has to be asked for again', async () => {
    const { world, during } = await start();
    const other = await world.signIn('alice');
    await setUp(world, other);
    const alice = await world.signIn('alice');
    const reset = await alice.ask('beginReset', {});
    const code = mailedCode(world);
    const begun = await during(
      () => other.send('beginMail', { address: 'mallory@example.com' }),
      () => alice.ask('confirmReset', { id: reset.id, code }),
    );
    assert.equal(begun.status, 503);
    assert.equal((await alice.ask('getAccount', {})).pending.mail, null);
  });

  test('a message that was sent counts, also when its address was given up meanwhile', async () => {
    const { world, during } = await start({ limits: { mailsPerTenMinutes: 2 } });
    const alice = await world.signIn('alice');
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    world.clock.pass({ s: 60 });
    const resent = await during(
      () => alice.send('resendMail', { id }),
      () => alice.ask('cancelMail', { id }),
    );
    assert.equal(resent.body.code, 'enrolment_expired');
    assert.equal((await alice.refusal('beginMail', { address: 'taro@example.org' })).code, 'rate_limited');
    world.clock.pass({ s: 60 });
    assert.equal((await alice.refusal('beginMail', { address: 'taro@example.org' })).code, 'rate_limited');
    assert.equal(world.mails.length, 2);
  });
}
