import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend } from '../../support/backends.ts';
import { mailedCode, makeWorld, outcomes, count, verifyMail, wrongMailCode } from '../../support/world.ts';

export function mailSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const world = makeWorld(await backend.fresh(), options);
    return { world, alice: await world.signIn('alice') };
  };

  test('a mailbox behind the same password is refused, in whatever way it is written', async () => {
    const { world, alice } = await start();
    for (const address of [
      'a@example.ac.jp',
      'a@st.EXAMPLE.ac.jp',
      'a＠mail.example.ac.jp',
      ' mailto:a@example.ac.jp ',
    ]) {
      assert.equal((await alice.refusal('beginMail', { address })).code, 'mail_domain_forbidden', address);
    }
    assert.equal(world.mails.length, 0);
  });

  test('what cannot be an address is refused, and a line break smuggles in no header', async () => {
    const { world, alice } = await start();
    for (const address of [
      'taro',
      'a@b',
      'a@@example.org',
      'a@example.org\r\nBcc: b@example.org',
      '"x y"@example.org',
    ]) {
      assert.equal((await alice.refusal('beginMail', { address })).code, 'invalid_input', address);
    }
    assert.equal(world.mails.length, 0);
  });

  test('the message says in two languages what the code is for and how long it lives', async () => {
    const { world, alice } = await start();
    await alice.ask('beginMail', { address: 'taro@example.org' });
    const { subject, text } = world.mails[0]!;
    assert.equal(subject, 'Example University 認証コード / Verification code');
    assert.match(text, /^\d{8}\n/);
    assert.match(text, /24時間/);
    assert.match(text, /24 hours/);
    assert.match(text, /If you did not ask/);
  });

  test('a resend comes after the interval and voids the former code', async () => {
    const { world, alice } = await start();
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    const former = mailedCode(world);
    world.clock.pass({ s: 59 });
    const early = await alice.refusal('resendMail', { id });
    assert.deepEqual([early.code, early.retryAfterMs], ['rate_limited', 1000]);
    world.clock.pass({ s: 1 });
    assert.equal((await alice.ask('resendMail', { id })).id, id);
    assert.notEqual(mailedCode(world), former);
    assert.equal((await alice.refusal('confirmMail', { id, code: former })).code, 'invalid_code');
    await alice.ask('confirmMail', { id, code: mailedCode(world) });
  });

  test('of two parallel resends one is sent', async () => {
    const { world, alice } = await start();
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    world.clock.pass({ s: 60 });
    const all = await outcomes(Array.from({ length: 5 }, () => alice.send('resendMail', { id })));
    assert.equal(count(all, 'ok'), 1);
    assert.equal(count(all, 'rate_limited'), 4);
    assert.equal(world.mails.length, 2);
  });

  test('beginning again with the same address sends nothing before the interval; a slip is mended at once', async () => {
    const { world, alice } = await start();
    const slip = await alice.ask('beginMail', { address: 'taro@exmaple.org' });
    assert.deepEqual(await alice.ask('beginMail', { address: 'taro@exmaple.org' }), slip);
    assert.equal(world.mails.length, 1);
    const right = await alice.ask('beginMail', { address: 'taro@example.org' });
    assert.equal((await alice.ask('getAccount', {})).pending.mail!.id, right.id);
    assert.equal(
      (await alice.refusal('confirmMail', { id: slip.id, code: mailedCode(world) })).code,
      'enrolment_expired',
    );
    await alice.ask('confirmMail', { id: right.id, code: mailedCode(world) });
  });

  test('a code lives as long as the policy says, and can be had anew after that', async () => {
    const { world, alice } = await start({ policy: { mail: { codeLifeS: 600 } } });
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    world.clock.pass({ minutes: 10 });
    assert.equal((await alice.refusal('confirmMail', { id, code: mailedCode(world) })).code, 'code_expired');
    await alice.ask('resendMail', { id });
    await alice.ask('confirmMail', { id, code: mailedCode(world) });
  });

  test('a mailed code works once', async () => {
    const { world, alice } = await start();
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    const all = await outcomes(
      Array.from({ length: 10 }, () => alice.send('confirmMail', { id, code: mailedCode(world) })),
    );
    assert.equal(count(all, 'ok'), 1);
    assert.equal(count(all, 'enrolment_expired'), 9);
  });

  test('a code of the wrong length costs no attempt', async () => {
    const { world, alice } = await start();
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    for (let times = 0; times < 8; times++) {
      assert.equal((await alice.refusal('confirmMail', { id, code: '123456' })).code, 'wrong_length');
    }
    assert.equal((await alice.ask('getAccount', {})).pending.mail!.attemptsLeft, 5);
    await alice.ask('confirmMail', { id, code: mailedCode(world) });
  });

  test('twenty parallel wrong mail codes get five looks', async () => {
    const { world, alice } = await start();
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    const all = await outcomes(
      Array.from({ length: 20 }, () => alice.send('confirmMail', { id, code: wrongMailCode(world) })),
    );
    assert.equal(count(all, 'invalid_code'), 5);
    assert.equal(count(all, 'attempts_exhausted'), 15);
    const locked = await alice.refusal('confirmMail', { id, code: mailedCode(world) });
    assert.deepEqual([locked.code, locked.retryAfterMs], ['attempts_exhausted', 5 * 60_000]);
  });

  test('when the mail server refuses, nothing is half saved and it can be tried again at once', async () => {
    const { world, alice } = await start();
    world.mailFailure = new Error('550 no such mailbox');
    assert.equal((await alice.refusal('beginMail', { address: 'taro@example.org' })).code, 'mail_undeliverable');
    assert.equal((await alice.ask('getAccount', {})).pending.mail, null);
    world.mailFailure = undefined;
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    const former = mailedCode(world);
    world.clock.pass({ s: 60 });
    world.mailFailure = new Error('421 later');
    assert.equal((await alice.refusal('resendMail', { id })).code, 'mail_undeliverable');
    await alice.ask('confirmMail', { id, code: former });
  });

  test('the verified address stays until the new one is proven', async () => {
    const { world, alice } = await start();
    await verifyMail(world, alice, 'old@example.org');
    const { id } = await alice.ask('beginMail', { address: 'new@example.org' });
    assert.equal((await alice.ask('getAccount', {})).mail!.address, 'o***@example.org');
    await alice.ask('confirmMail', { id, code: mailedCode(world) });
    assert.equal((await alice.ask('getAccount', {})).mail!.address, 'n***@example.org');
  });

  test('a cancelled address is gone', async () => {
    const { world, alice } = await start();
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    await alice.ask('cancelMail', { id });
    assert.equal((await alice.ask('getAccount', {})).pending.mail, null);
    assert.equal((await alice.refusal('confirmMail', { id, code: mailedCode(world) })).code, 'enrolment_expired');
    assert.equal((await alice.refusal('resendMail', { id })).code, 'enrolment_expired');
  });

  test('one person causes so many messages in ten minutes and no more', async () => {
    const { world, alice } = await start({ limits: { mailsPerTenMinutes: 3 } });
    for (const name of ['a', 'b', 'c']) await alice.ask('beginMail', { address: `${name}@example.org` });
    const refused = await alice.refusal('beginMail', { address: 'd@example.org' });
    assert.equal(refused.code, 'rate_limited');
    assert.ok(refused.retryAfterMs! > 0 && refused.retryAfterMs! <= 600_000);
    assert.equal(world.mails.length, 3);
    world.clock.pass({ minutes: 10 });
    await alice.ask('beginMail', { address: 'd@example.org' });
  });
}
