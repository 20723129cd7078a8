import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Context } from '../../src/flows/machine/machine.ts';
import { mailFlow } from '../../src/flows/mail/mail.flow.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, nowMs } from './samples.ts';

const { shared } = accounts;
const sent = answerSamples.beginMail({ address: 'taro@example.org' })[0]!;
const begin = (about?: Partial<Context>) => play(mailFlow, about).answer(shared.fresh);
/** The code is on its way. */
const withCode = (about?: Partial<Context>) => begin(about).type('taro@example.org').answer(sent);

for (const [typed, address] of [
  [' taro@example.org　', 'taro@example.org'],
  ['ｔａｒｏ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'taro@example.org'],
  ['mailto:taro@example.org', 'taro@example.org'],
] as const) {
  test(`the address ${JSON.stringify(typed)} is sent as ${address}`, () => {
    const { call, at } = begin().type(typed);
    assert.equal(at, 'sending');
    assert.deepEqual([call.operation, call.input], ['beginMail', { address }]);
  });
}

test('a mailbox behind the same password is refused by its name, and nothing is called', () => {
  const flow = begin().type('taro@ST.kyoto-u.ac.jp');
  assert.equal(flow.at, 'address');
  assert.ok(!flow.isCalling);
  assert.match(
    flow.alert,
    /An address at @st\.kyoto-u\.ac\.jp cannot be used\..*you would need the code to read the code/,
  );
});

test('the screen says beforehand which addresses are of no use; where all are fine it says nothing', () => {
  assert.match(begin().text, /@st\.kyoto-u\.ac\.jp/);
  assert.doesNotMatch(play(mailFlow).answer(accounts['per-device'].fresh).text, /cannot be used/);
});

for (const [typed, words] of [
  ['', /^Type your mail address\.$/],
  ['  ', /^Type your mail address\.$/],
  ['taro', /has an @/],
  ['taro@example', /does not look like/],
  ['taro@exa mple', /does not look like/],
] as const) {
  test(`${JSON.stringify(typed)} is no address: the screen says what is missing, keeps the text and calls nothing`, () => {
    const flow = begin().type(typed);
    assert.match(flow.alert, words);
    assert.ok(!flow.isCalling);
    assert.ok(flow.screen.kind === 'enter-text' && flow.screen.field.value === typed);
  });
}

test('a mistyped provider is asked about before anything is sent, and one press corrects it', () => {
  const flow = begin().type('taro@gmial.com');
  assert.ok(!flow.isCalling);
  assert.match(flow.alert, /^Did you mean taro@gmail\.com\?/);
  assert.deepEqual(flow.send('tookSuggestion').call.input, { address: 'taro@gmail.com' });
});

test('whoever sends the same address once more means it', () => {
  const flow = begin().type('taro@gmial.com').type(' taro@gmial.com');
  assert.deepEqual(flow.call.input, { address: 'taro@gmial.com' });
});

test('another mistyped address is asked about again', () => {
  const flow = begin().type('taro@gmial.com').type('taro@gmai.com');
  assert.ok(!flow.isCalling);
  assert.match(flow.alert, /Did you mean taro@gmail\.com\?/);
});

test('a refusal of the service keeps the address that was typed', () => {
  for (const code of ['offline', 'mail_undeliverable', 'unavailable', 'step_up_required'] as const) {
    const flow = begin().type('taro@example.org').refuse({ code });
    assert.ok(flow.screen.kind === 'enter-text' && flow.screen.field.value === 'taro@example.org', code);
    assert.notEqual(flow.alert, '');
  }
});

test('the same address is not sent before its time, another one is', () => {
  const limited = begin().type('taro@example.org').refuse({ code: 'rate_limited', retryAfterMs: 30_000 });
  assert.ok(!limited.type(' taro@example.org ').isCalling);
  assert.match(limited.alert, /tried too often/);
  assert.deepEqual(limited.type('hanako@example.org').call.input, { address: 'hanako@example.org' });
  const over = begin().type('taro@example.org').refuse({ code: 'rate_limited', retryAfterMs: 0 });
  assert.ok(over.type('taro@example.org').isCalling);
});

test('a domain that only the service knows to be of no use is named as well', () => {
  const flow = begin().type('taro@lab.example.org').refuse({ code: 'mail_domain_forbidden' });
  assert.match(flow.alert, /An address at @lab\.example\.org cannot be used/);
});

test('the code is asked for with the number of digits that was sent, and shows where it went', () => {
  const { screen, text } = withCode();
  assert.ok(screen.kind === 'enter-code' && screen.field.digits === 8);
  assert.match(text, /t\*\*\*@example\.org/);
  const six = begin()
    .type('taro@example.org')
    .answer({ ...sent, digits: 6 }).screen;
  assert.ok(six.kind === 'enter-code' && six.field.digits === 6);
});

test('the code of the app is recognised where that of the mail is asked for, and no attempt is lost', () => {
  const flow = withCode().type(canary.appCode);
  assert.ok(!flow.isCalling);
  assert.match(flow.alert, /6-digit code of an app.*8 digits from the mail/);
});

test('the right code in full-width digits sets mail up', () => {
  const flow = withCode().type('３１４１－５９２６');
  assert.deepEqual([flow.call.operation, flow.call.input], ['confirmMail', { id: 'm1', code: canary.mailCode }]);
  flow.answer(answerSamples.confirmMail({ id: 'm1', code: '' })[0]);
  assert.equal(flow.at, 'done');
  assert.equal(flow.next, 'complete');
  assert.equal(flow.send('wentOn').next, 'choose');
});

test('a wrong code says how many attempts are left, and the last one until when no code is taken', () => {
  const wrong = (rest: object) =>
    withCode()
      .type(canary.mailCode)
      .refuse({ code: 'invalid_code', ...rest });
  assert.match(wrong({ attemptsLeft: 3 }).alert, /You can try 3 more times\./);
  assert.match(wrong({ attemptsLeft: 1 }).alert, /You can try once more\./);
  const last = wrong({ attemptsLeft: 0, retryAfterMs: 60_000 });
  assert.doesNotMatch(last.alert, /\b0\b/);
  assert.match(last.alert, /no code is taken for a while/);
  assert.ok(last.screen.kind === 'enter-code' && last.screen.lockedUntilMs === nowMs + 60_000);
});

test('another code can be asked for from the moment that the service named, on this clock', () => {
  const again = (about?: Partial<Context>) => {
    const { screen } = withCode(about);
    return screen.kind === 'enter-code' ? screen.again!.fromMs - nowMs : NaN;
  };
  assert.equal(again(), 60_000);
  assert.equal(again({ clockAheadMs: 600_000 }), 660_000);
  assert.equal(again({ clockAheadMs: -600_000 }), -540_000);
});

test('a new code is announced, and the news goes with the next attempt', () => {
  const flow = withCode().send('askedAgain');
  assert.deepEqual([flow.call.operation, flow.call.input], ['resendMail', { id: 'm1' }]);
  flow.answer({ ...sent, id: 'm2' });
  assert.ok(flow.screen.alert?.tone === 'news');
  assert.match(flow.alert, /The former one no longer works/);
  assert.equal(flow.type(canary.mailCode).call.input['id'], 'm2');
  assert.equal(flow.refuse({ code: 'invalid_code' }).screen.alert?.tone, 'error');
});

test('a new code asked for too early keeps the code screen', () => {
  const flow = withCode().send('askedAgain').refuse({ code: 'rate_limited', retryAfterMs: 5000 });
  assert.equal(flow.at, 'code');
  assert.match(flow.alert, /too often/);
});

test('a code that is too old leads to a new one', () => {
  const flow = withCode().type(canary.mailCode).refuse({ code: 'code_expired' });
  assert.equal(flow.at, 'code');
  assert.match(flow.alert, /Have a new code sent/);
  assert.ok(flow.screen.kind === 'enter-code' && flow.screen.again);
});

test('a set-up that took too long, or was cancelled elsewhere, goes back to the address and says so', () => {
  for (const code of ['enrolment_expired', 'not_found'] as const) {
    for (const flow of [withCode().type(canary.mailCode), withCode().send('askedAgain')]) {
      flow.refuse({ code });
      assert.equal(flow.call.operation, 'getAccount');
      flow.answer(shared.fresh);
      assert.equal(flow.at, 'address');
      assert.match(flow.alert, /cancelled or took too long/);
    }
  }
});

test('a confirmation whose answer was lost shows the address that is set up, not a failure', () => {
  const flow = withCode().type(canary.mailCode);
  flow.refuse({ code: 'enrolment_expired' }).answer(shared['mail set up']);
  assert.equal(flow.at, 'alreadySet');
});

test('a new code that has to wait does not keep the one on its way from being typed', () => {
  const flow = withCode().send('askedAgain').refuse({ code: 'rate_limited', retryAfterMs: 3_600_000 });
  assert.equal(flow.at, 'code');
  const screen = flow.screen as { lockedUntilMs?: number; again?: { fromMs: number } };
  assert.equal(screen.lockedUntilMs, undefined);
  assert.ok(screen.again!.fromMs >= nowMs + 3_600_000);
});

test('another address can be chosen; the pending one is given up, whether or not the service still knows it', () => {
  const flow = withCode().send('changed');
  assert.deepEqual([flow.call.operation, flow.call.input], ['cancelMail', { id: 'm1' }]);
  assert.equal(flow.answer({}).at, 'address');
  assert.equal(withCode().send('changed').refuse({ code: 'not_found' }).at, 'address');
});

test('a set-up begun earlier is found again at the code', () => {
  const flow = play(mailFlow).answer(shared['mail pending']);
  assert.equal(flow.at, 'code');
  assert.ok(!flow.isCalling);
});

test('the first screen of somebody new says that mail comes first, and asks for the address', () => {
  const flow = play(mailFlow).answer(shared.fresh);
  assert.equal(flow.at, 'address');
  assert.match(flow.text, /Mail comes first, then the app\./);
  assert.doesNotMatch(play(mailFlow).answer(accounts['app before mail'].fresh).text, /Mail comes first/);
});

test('whoever has mail and no app learns which address it is, and may go on or change it', () => {
  const flow = play(mailFlow).answer(shared['mail set up']);
  assert.ok(flow.labels.includes('Go on to the app'));
  assert.match(flow.text, /t\*\*\*@example\.org/);
  assert.equal(flow.send('changed').at, 'address');
});

test('whoever comes to change the address is asked for the new one at once, and the way back is there', () => {
  const flow = play(mailFlow, { input: { isChange: true } }).answer(shared['one device']);
  assert.equal(flow.at, 'address');
  assert.match(flow.text, /Codes are sent to t\*\*\*@example\.org until the new address is confirmed\./);
  assert.equal(flow.back().next, 'choose');
  // By a link as well: whoever has the app has nothing else to do here.
  const { at, text } = play(mailFlow).answer(shared['one device']);
  assert.equal(at, 'address');
  assert.match(text, /Change the mail address/);
  assert.doesNotMatch(text, /Go on to the app/);
});

test('only who has no app is sent on to it, and only where it can be set up', () => {
  const { mail } = answerSamples.confirmMail({ id: 'm1', code: '' })[0]!;
  const done = (account: typeof shared.fresh) =>
    play(mailFlow, { input: { isChange: true } })
      .answer(account)
      .type('taro@example.org')
      .answer(sent)
      .type(canary.mailCode)
      .answer({ mail });
  assert.deepEqual(
    [done(shared.fresh).labels, /set up the app/.test(done(shared.fresh).text)],
    [['Go on to the app'], true],
  );
  const withApp = done(shared['one device']);
  assert.deepEqual([withApp.labels, /set up the app/.test(withApp.text)], [['Back to the overview'], false]);
  const withoutApps = done({ ...shared.fresh, offers: ['beginMail', 'confirmMail'] });
  assert.deepEqual([withoutApps.labels, /set up the app/.test(withoutApps.text)], [[], false]);
});

test('a lock from before is said after a reload, by the clock of this device', () => {
  const lockedUntil = new Date(nowMs + 60_000).toISOString();
  const account = {
    ...shared.fresh,
    pending: { ...shared.fresh.pending, mail: { ...sent, attemptsLeft: 0, lockedUntil } },
  };
  const { screen } = play(mailFlow, { clockAheadMs: 5000 }).answer(account);
  assert.ok(screen.kind === 'enter-code' && screen.lockedUntilMs === nowMs + 65_000);
});

test('another code is offered only where the service sends one', () => {
  const offers = ['beginMail', 'confirmMail'];
  const { screen } = play(mailFlow).answer({
    ...shared.fresh,
    offers,
    pending: { ...shared.fresh.pending, mail: sent },
  });
  assert.ok(screen.kind === 'enter-code' && !screen.again);
});

test('a code that is too old leads on also when its set-up is gone: the address is asked for again, saying why', () => {
  const old = withCode().type(canary.mailCode).refuse({ code: 'code_expired' });
  assert.match(old.alert, /too old\. Have a new code sent/);
  const gone = old.send('askedAgain').refuse({ code: 'enrolment_expired' }).answer(shared.fresh);
  assert.equal(gone.at, 'address');
  assert.match(gone.alert, /cancelled or took too long/);
});
