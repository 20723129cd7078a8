import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Context } from '../../src/flows/machine/machine.ts';
import { appSmartphoneFlow } from '../../src/flows/app/app-smartphone.flow.ts';
import { appSmartphoneGuideFlow } from '../../src/flows/app/app-smartphone.guide.flow.ts';
import { oldEntriesWords } from '../../src/flows/reset/screens.ts';
import { resetFlow } from '../../src/flows/reset/reset.flow.ts';
import { resetGuideFlow } from '../../src/flows/reset/reset.guide.flow.ts';
import { profile as neutral } from '../../src/profiles/neutral.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, nowMs } from './samples.ts';

const { shared } = accounts;
const sent = answerSamples.beginReset({})[0]!;
const begin = (about?: Partial<Context>) => play(resetFlow, about).answer(shared['three devices']);
/** The code is on its way. */
const withCode = (about?: Partial<Context>) => begin(about).send('began').answer(sent);
/** The account of somebody whose apps were all on smartphones. */
const phonesOnly = {
  ...shared['three devices'],
  devices: shared['three devices'].devices.map((device) => ({ ...device, kind: 'smartphone' as const })),
};

test('before anything is sent, the screen says what stops, what stays and where the code goes', () => {
  const flow = begin();
  assert.equal(flow.at, 'before');
  assert.ok(!flow.isCalling);
  assert.match(flow.text, /stops working.*Pixel, Lab computer, おさがり/);
  assert.match(flow.text, /Nothing else changes/);
  assert.match(flow.text, /t\*\*\*@example\.org\. Until you have typed it, nothing changes/);
});

test('whoever has recovery codes is told that they end, too, and nobody else is', () => {
  const recovery = { left: 3, madeAt: new Date(nowMs).toISOString() };
  const flow = play(resetFlow).answer({ ...shared['three devices'], recovery });
  assert.match(flow.text, /Your recovery codes end with them/);
  assert.doesNotMatch(begin().text, /recovery codes/);
});

test('whoever still has a code on another device syncs instead, and nothing is sent', () => {
  assert.equal(begin().send('hasOther').next, 'sync');
});

test('refused codes lead to the clock first; from there the person is done, or comes back', () => {
  const flow = begin().send('wasRefused');
  assert.match(flow.text, /automatic date and time/);
  assert.equal(flow.send('works').next, 'overview');
  assert.equal(begin().send('wasRefused').send('wentBack').at, 'before');
});

test('the right code voids the apps: the flow is complete, counts the devices and asks where the app goes now', () => {
  const flow = withCode().type('３１４１－５９２６');
  assert.deepEqual([flow.call.operation, flow.call.input], ['confirmReset', { id: 'm1', code: canary.mailCode }]);
  flow.answer({ removedDevices: 3 });
  assert.deepEqual([flow.at, flow.effects], ['where', [{ effect: 'complete' }]]);
  assert.match(flow.text, /^The old codes no longer work$[^]*^3 devices were taken off your account\.$/m);
  assert.deepEqual(flow.press('On my smartphone').effects, [
    { effect: 'hand-over', flow: 'app-smartphone', input: { again: oldEntriesWords } },
  ]);
});

test('whoever had the app on smartphones only is led on to its key without a press', () => {
  const flow = play(resetFlow).answer(phonesOnly).send('began').answer(sent).type(canary.mailCode);
  assert.deepEqual(flow.answer({ removedDevices: 3 }).effects, [
    { effect: 'complete' },
    { effect: 'hand-over', flow: 'app-smartphone', input: { again: oldEntriesWords } },
  ]);
});

test('before the new key is added the old entries are to be deleted, for two of one name look alike', () => {
  const enrolment = answerSamples.beginApp({ kind: 'smartphone' })[0]!;
  const setUp = (input: object) => play(appSmartphoneFlow, { input }).answer(shared['mail set up']);
  const flow = setUp({ again: oldEntriesWords });
  assert.equal(flow.call.operation, 'beginApp');
  assert.match(flow.answer(enrolment).text, /delete the old entry before you set up the new one/);
  assert.equal(flow.screen.progress?.steps[flow.screen.progress.at], 'Add the key');
  assert.deepEqual(flow.send('wentBack').labels.slice(0, 2), ['I have the app', 'Another app']);
  assert.doesNotMatch(setUp({}).press('I have the app').answer(enrolment).text, /delete the old entry/);
});

test('the number of devices is in plain words: one is not “1 devices”, and none are not mentioned', () => {
  const after = (removedDevices: number) => withCode().type(canary.mailCode).answer({ removedDevices }).text;
  assert.match(after(1), /^One device was taken off your account\.$/m);
  assert.doesNotMatch(after(0), /taken off/);
});

test('at the code the person is told that leaving changes nothing, and can leave', () => {
  const flow = withCode();
  assert.match(flow.text, /If you leave now, nothing changes/);
  assert.equal(flow.send('stopped').next, 'stop');
});

test('the code of an app is recognised, and no attempt is lost', () => {
  const flow = withCode().type(canary.appCode);
  assert.ok(!flow.isCalling);
  assert.match(flow.alert, /6-digit code of an app.*8 digits from the mail/);
});

test('a wrong code says how many attempts are left, and the last one until when no code is taken', () => {
  const wrong = (rest: object) =>
    withCode()
      .type(canary.mailCode)
      .refuse({ code: 'invalid_code', ...rest });
  assert.match(wrong({ attemptsLeft: 3 }).alert, /You can try 3 more times\./);
  const last = wrong({ attemptsLeft: 0, retryAfterMs: 60_000 });
  assert.ok(last.screen.kind === 'enter-code' && last.screen.lockedUntilMs === nowMs + 60_000);
});

test('another code can be asked for from the moment that the service named, on this clock', () => {
  const again = (about?: Partial<Context>) => {
    const { screen } = withCode(about);
    return screen.kind === 'enter-code' ? screen.again!.fromMs - nowMs : NaN;
  };
  assert.equal(again(), 60_000);
  assert.equal(again({ clockAheadMs: 600_000 }), 660_000);
});

test('a new code is announced, and is the one that is confirmed', () => {
  const flow = withCode().send('askedAgain');
  assert.equal(flow.call.operation, 'beginReset');
  flow.answer({ ...sent, id: 'm2' });
  assert.ok(flow.screen.alert?.tone === 'news');
  assert.equal(flow.type(canary.mailCode).call.input['id'], 'm2');
});

test('a new code that has to wait does not keep the one on its way from being typed', () => {
  const flow = withCode().send('askedAgain').refuse({ code: 'rate_limited', retryAfterMs: 3_600_000 });
  const screen = flow.screen as { lockedUntilMs?: number; again?: { fromMs: number } };
  assert.equal(screen.lockedUntilMs, undefined);
  assert.ok(screen.again!.fromMs >= nowMs + 3_600_000);
});

test('a code that is too old leads to a new one', () => {
  const flow = withCode().type(canary.mailCode).refuse({ code: 'code_expired' });
  assert.match(flow.alert, /Have a new code sent/);
  assert.ok(flow.screen.kind === 'enter-code' && flow.screen.again);
});

test('a code that was given up elsewhere leads back to the beginning, and says so', () => {
  for (const code of ['enrolment_expired', 'not_found'] as const) {
    const flow = withCode().type(canary.mailCode).refuse({ code });
    assert.equal(flow.call.operation, 'getAccount');
    assert.equal(flow.answer(shared['three devices']).at, 'before');
    assert.match(flow.alert, /cancelled or took too long/);
  }
});

test('a confirmation whose answer was lost is not taken for a failure: there is no app any more', () => {
  const flow = withCode().type(canary.mailCode).refuse({ code: 'not_found' }).answer(shared['mail set up']);
  assert.equal(flow.at, 'nothingToReset');
  assert.match(flow.text, /they no longer count/);
});

test('without a device there is nothing to set up again, and the way leads to the chooser', () => {
  for (const account of [shared.fresh, shared['mail set up'], shared['app pending']]) {
    const flow = play(resetFlow).answer(account);
    assert.equal(flow.at, 'nothingToReset');
    assert.equal(flow.send('wentOn').next, 'choose');
  }
});

test('without an address the help desk is named, with what to bring, and the way by a working app', () => {
  const flow = play(resetFlow).answer(shared['device without mail']);
  assert.equal(flow.at, 'noMailbox');
  assert.match(flow.text, /There is no mail address on your account/);
  assert.match(flow.text, /student or staff card/);
  assert.match(flow.screen.links![0]!.href, /inquiry/);
  assert.equal(flow.send('changesAddress').next, 'mail');
});

test('a mailbox that cannot be opened any more leads there from both screens, and back', () => {
  for (const flow of [begin(), withCode()]) {
    flow.send('lostMailbox');
    assert.match(flow.text, /You need the help desk for this/);
    assert.equal(flow.send('wentBack').at, 'before');
  }
});

test('an address that was taken off meanwhile leads to the help desk', () => {
  assert.equal(begin().send('began').refuse({ code: 'mail_required' }).at, 'noMailbox');
  assert.equal(withCode().send('askedAgain').refuse({ code: 'mail_required' }).at, 'noMailbox');
});

test('a code asked for too soon says when, in whole minutes', () => {
  const soon = (retryAfterMs: number) => begin().send('began').refuse({ code: 'rate_limited', retryAfterMs }).alert;
  assert.match(soon(20_000), /a short while ago.*in a minute\./);
  assert.match(soon(150_000), /in 3 minutes\./);
});

test('a mail that the mail server refuses is not blamed on typing: the address is not typed here', () => {
  const flow = begin().send('began').refuse({ code: 'mail_undeliverable' });
  assert.equal(flow.at, 'before');
  assert.match(flow.alert, /t\*\*\*@example\.org could not be sent/);
  assert.doesNotMatch(flow.alert, /typing mistake/);
});

test('after any other refusal the screen stays, says why, and names the help desk', () => {
  for (const code of ['offline', 'unavailable', 'not_implemented', 'timed_out'] as const) {
    const flow = begin().send('began').refuse({ code });
    assert.equal(flow.at, 'before');
    assert.notEqual(flow.alert, '');
    assert.equal(flow.screen.links!.length, 1);
    assert.equal(flow.send('began').call.operation, 'beginReset');
  }
});

const guide = (about?: Partial<Context>) => play(resetGuideFlow, { mode: 'guide', ...about });

test('without a back end there is a screen for each page of the institution, with its buttons as they stand there', () => {
  const flow = guide();
  const seen = [flow.screen.progress?.at];
  flow.send('began');
  seen.push(flow.screen.progress?.at);
  for (const label of ['Click here if you have not initialized', '「初期化」 (Initialize)'])
    assert.ok(flow.text.includes(label), label);
  flow.send('wentOn');
  seen.push(flow.screen.progress?.at);
  for (const label of ['「メールを送信しました。」', '「ワンタイムパスワード認証の設定を初期化しました。」'])
    assert.ok(flow.text.includes(label), label);
  seen.push(flow.send('initialized').screen.progress?.at);
  assert.deepEqual(seen, [0, 1, 2, 3]);
});

test('without a back end the link with two purposes says which one it has, before and after', () => {
  assert.match(
    guide().send('began').text,
    /Now, with an app on your account[^]*Afterwards the same link leads to the QR/,
  );
});

test('without a back end the person says that the page said so; then the app is set up where it is wanted', () => {
  const flow = () => guide().send('began').send('wentOn').send('initialized');
  assert.deepEqual([flow().at, flow().next], ['where', 'complete']);
  assert.match(flow().text, /delete the old entry/);
  assert.equal(flow().press('On my smartphone').next, 'app-smartphone');
  assert.equal(flow().press('In a browser on my computer').next, 'app-browser');
});

test('whoever has just been on the institution’s page is neither sent there nor asked about mail once more', () => {
  const toQr = (input: object) => {
    const flow = play(appSmartphoneGuideFlow, { mode: 'guide', input }).press('I have the app');
    return { flow, screen: flow.screen };
  };
  const { flow, screen } = toQr({ again: oldEntriesWords });
  assert.deepEqual(flow.labels, ['I see a QR code']);
  assert.ok(!('stores' in screen));
  assert.doesNotMatch(flow.text, /settings page/);
  assert.ok(toQr({}).flow.labels.includes('I have not set up mail yet'));
});

test('the page opens beside this one: the settings where their address is known, else the manuals', () => {
  const { links } = guide().context.profile;
  assert.equal(guide().send('began').screen.links![0]!.href, links.manuals!.en);
  const settings = { en: 'https://auth.example.org/', ja: 'https://auth.example.org/ja/' };
  const profile = { ...guide().context.profile, links: { ...links, settings } };
  assert.equal(guide({ profile, locale: 'ja' }).send('began').screen.links![0]!.href, settings.ja);
});

test('an institution whose pages nobody wrote down gets general words, without an empty quotation', () => {
  const flow = guide({ profile: neutral }).send('began');
  assert.doesNotMatch(flow.text, /undefined|“”|「」/);
  assert.match(flow.send('wentOn').text, /the one-time password has been voided/);
});

test('a mail that does not come leads to the help desk, without a back end, too', () => {
  const flow = guide().send('began').send('wentOn').send('lostMailbox');
  assert.match(flow.text, /student or staff card/);
  assert.match(flow.screen.links![0]!.href, /inquiry/);
});

test('a reset that was begun is found again after a reload: the code in the mailbox can be typed', () => {
  const begin = () => play(resetFlow).answer(accounts['left half way']['reset begun']);
  assert.equal(begin().at, 'code');
  assert.match(begin().alert, /You began this before\. Type the code from that mail, or have a new one sent\./);
  assert.deepEqual(begin().press('Leave everything as it is').effects, [{ effect: 'stop' }]);
  const flow = begin().type(canary.mailCode);
  assert.deepEqual(flow.call.input, { id: 'r1', code: canary.mailCode });
  assert.doesNotMatch(flow.refuse({ code: 'invalid_code' }).alert, /You began this before/);
});

test('a reset that is gone begins anew, saying why; a code that is too old is sent anew', () => {
  const old = withCode().type(canary.mailCode).refuse({ code: 'code_expired' });
  assert.equal(old.send('askedAgain').call.operation, 'beginReset');
  const gone = withCode().type(canary.mailCode).refuse({ code: 'not_found' }).answer(shared['three devices']);
  assert.deepEqual([gone.at, /cancelled or took too long/.test(gone.alert)], ['before', true]);
});

test('ways that the service does not offer are not shown', () => {
  const account = { ...shared['key renewed'], offers: ['beginReset', 'confirmReset'] };
  const flow = play(resetFlow).answer(account);
  assert.deepEqual(flow.labels, [
    'Send me the code',
    'My app shows codes, but they are refused',
    'I cannot open that mailbox any more',
  ]);
  assert.deepEqual(flow.press('I cannot open that mailbox any more').labels, []);
});
