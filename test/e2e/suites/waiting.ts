import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { authenticatorFrom } from '../../support/authenticator.ts';
import { stage } from '../../support/stage.ts';
import { finish, toAppCode, toKey, toMailCode } from '../../support/walks.ts';

/** A person whose page and server can be moved ahead together. */
async function visitInTime(t: TestContext, options: { hasMail?: boolean; language?: 'en' | 'ja' } = {}) {
  t.after(() => stage.demo.setAhead(0));
  const visit = await stage.visit({ ...options, prepare: (context) => context.clock.install() });
  let aheadMs = 0;
  async function pass(ms: number): Promise<void> {
    aheadMs += ms;
    await stage.demo.setAhead(aheadMs);
    await visit.visitor.page.clock.fastForward(ms);
  }
  return { ...visit, pass, nowMs: () => Date.now() + aheadMs };
}

const minuteMs = 60_000;

for (const language of ['en', 'ja'] as const) {
  test(`wrong codes count down to a lock that runs down, refuses every way to send, and ends by itself (${language})`, async (t) => {
    const { visitor, pass, nowMs } = await visitInTime(t, { hasMail: true, language });
    const { words, page } = visitor;
    await toKey(visitor);
    const app = authenticatorFrom(`otpauth://totp/x?secret=${await visitor.key()}`);
    await toAppCode(visitor);
    for (const left of [4, 3, 2, 1]) {
      await visitor.submitAppCode(`00000${left}`);
      await visitor.reads(words.attemptsLeft(left));
    }
    await visitor.submitAppCode('000000');
    await visitor.reads(words.locked);
    const countdown = visitor.wizard.getByText(words.lockedFor);
    const first = await countdown.innerText();
    assert.match(first, /[45]:\d\d/);

    let requests = 0;
    page.on('request', () => requests++);
    const confirm = visitor.button(words.confirm);
    assert.equal(await confirm.isDisabled(), true);
    await visitor.field(words.appCodeField).fill(app.code(nowMs()));
    await confirm.dispatchEvent('click');
    await visitor.field(words.appCodeField).press('Enter');
    await pass(2 * minuteMs);
    await countdown.and(page.getByText(/[23]:\d\d/)).waitFor();
    assert.equal(requests, 0);
    await visitor.reads(words.locked);

    await pass(3 * minuteMs + 1000);
    await countdown.waitFor({ state: 'detached' });
    await finish(visitor, app.code(nowMs()));
  });
}

test('a lock outlives a reload: the right code is not taken, and the countdown is there again', async (t) => {
  const { visitor, person } = await visitInTime(t, { hasMail: true });
  const { words } = visitor;
  await toKey(visitor);
  const app = authenticatorFrom(`otpauth://totp/x?secret=${await visitor.key()}`);
  await toAppCode(visitor);
  for (const left of [4, 3, 2, 1, 0]) {
    await visitor.submitAppCode(`00000${left}`);
    await visitor.reads(left ? words.attemptsLeft(left) : words.locked);
  }
  await visitor.page.reload();
  await visitor.sees(words.keyOfAnyApp);
  await toAppCode(visitor);
  await visitor.reads(words.locked);
  await visitor.wizard.getByText(words.lockedFor).waitFor();
  assert.equal(await visitor.button(words.confirm).getAttribute('aria-disabled'), 'true');
  const { pending } = (await (await person.ask('GET', 'account')).json()) as { pending: { app: { id: string } } };
  assert.equal((await person.ask('POST', `apps/${pending.app.id}/confirm`, { code: app.code() })).status, 429);
});

for (const language of ['en', 'ja'] as const) {
  test(`a new mail can be asked for after a minute, and only its code counts (${language})`, async (t) => {
    const { visitor, person, pass } = await visitInTime(t, { language });
    const { words } = visitor;
    await toMailCode(visitor, person.address);
    const former = await person.mailedCode();
    await visitor.wizard.getByText(words.newCodeIn).waitFor();
    assert.equal(await visitor.button(words.newCode).count(), 0);
    await pass(minuteMs);
    await visitor.press(words.newCode);
    await visitor.reads(words.newCodeSent);
    await visitor.submitMailCode(former);
    await visitor.reads(words.wrongCode);
    await visitor.reads(words.attemptsLeft(4));
    await visitor.submitMailCode(await person.mailedCode());
    await visitor.sees(words.mailDone);
  });
}
