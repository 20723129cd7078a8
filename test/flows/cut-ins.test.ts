import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '../../src/contract/operations.ts';
import type { OperationName } from '../../src/contract/types.ts';
import type { Output } from '../../src/contract/types.ts';
import { signInFlow } from '../../src/flows/interruptions/sign-in.flow.ts';
import { stepUpFlow } from '../../src/flows/interruptions/step-up.flow.ts';
import { troubleFlow } from '../../src/flows/interruptions/trouble.flow.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, nowMs } from './samples.ts';

type StepUp = Output<'beginStepUp'>;
const { shared } = accounts;
const [byMail, anotherMail] = answerSamples.beginStepUp({ method: 'mail' }) as [StepUp, StepUp];
const byApp = answerSamples.beginStepUp({ method: 'app' })[0]!;
/** The only way is by mail, and the mail is on its way. */
const byMailNow = () => play(stepUpFlow).answer(shared['mail set up']).press('Send me a code by mail').answer(byMail);

test('whoever can prove by the app only is not asked in which way', () => {
  const flow = play(stepUpFlow).answer(shared['device without mail']);
  assert.deepEqual([flow.call.operation, flow.call.input], ['beginStepUp', { method: 'app' }]);
  assert.deepEqual(flow.answer(byApp).labels, ['Cancel']);
});

test('whoever has the app is asked for its digits at once; the other ways are a press away, and no mail is sent', () => {
  const flow = play(stepUpFlow).answer(shared['one device']);
  assert.deepEqual([flow.call.operation, flow.call.input], ['beginStepUp', { method: 'app' }]);
  flow.answer(byApp);
  assert.match(flow.text, /Type the digits that your app shows now/);
  assert.deepEqual(flow.labels, ['Send me a code by mail', 'Cancel']);
  assert.deepEqual(flow.press('Send me a code by mail').call.input, { method: 'mail' });
  assert.deepEqual(flow.answer(byMail).press('Type the digits of my app').call.input, { method: 'app' });
});

test('where the quickest way cannot be begun, the others are offered beside what went wrong', () => {
  const flow = play(stepUpFlow).answer(shared['one device']).refuse({ code: 'factor_disabled' });
  const { screen } = flow;
  assert.ok(screen.kind === 'choose');
  assert.notEqual(flow.alert, '');
  assert.deepEqual(
    screen.choices.map(({ note }) => note),
    ['t***@example.org', undefined],
  );
  assert.equal(flow.press('Cancel').next, 'stop');
});

test('a service that is away is waited for as long as it said, counted from when it said so', () => {
  const untilOf = (refusal: object) => {
    const { screen } = play(troubleFlow, { refusal: { code: 'unavailable', retryAfterMs: 30_000, ...refusal } });
    assert.ok(screen.kind === 'notice');
    return screen.waitUntilMs! - nowMs;
  };
  assert.equal(untilOf({}), 30_000);
  assert.equal(untilOf({ atMs: nowMs - 10_000 }), 20_000);
});

test('a mail is sent at a press only, also where there is no other way', () => {
  const flow = play(stepUpFlow).answer(shared['mail set up']);
  assert.ok(!flow.isCalling);
  assert.deepEqual(flow.labels, ['Send me a code by mail', 'Cancel']);
  flow.press('Send me a code by mail');
  assert.deepEqual([flow.call.operation, flow.call.input], ['beginStepUp', { method: 'mail' }]);
  assert.match(flow.answer(byMail).text, /We sent a mail to t\*\*\*@example\.org/);
});

for (const [refusedCall, words] of Object.entries({
  beginMail: /about to set up a mail address/,
  beginApp: /about to set up the app/,
  beginSync: /about to put the app on a device/,
  renameDevice: /about to rename a device/,
  removeDevice: /about to remove a device/,
  restoreDevice: /about to put a device back on the list/,
  beginRecoveryCodes: /about to make recovery codes/,
} as Record<OperationName, RegExp>))
  test(`before ${refusedCall} one reads what the proof is for, whichever it is`, () => {
    const flow = play(stepUpFlow, { refusedCall: refusedCall as OperationName }).answer(shared['one device']);
    assert.match(flow.answer(byApp).text, words);
    assert.match(flow.press('Send me a code by mail').answer(byMail).text, words);
  });

test('every operation that asks for a proof has words of its own', () => {
  for (const { name } of operations.filter(({ stepUp }) => stepUp)) {
    const { text } = play(stepUpFlow, { refusedCall: name }).answer(shared['mail set up']);
    assert.match(text, /You are about to/, name);
  }
});

test('a mail that does not come is sent again, after as long as the rules say', () => {
  const flow = byMailNow();
  const { screen } = flow;
  const { resendAfterS } = shared.fresh.policy.mail;
  assert.ok(screen.kind === 'enter-code' && screen.again?.fromMs === nowMs + resendAfterS * 1000);
  flow.send('askedAgain');
  assert.deepEqual([flow.call.operation, flow.call.input], ['beginStepUp', { method: 'mail' }]);
  assert.match(flow.answer(anotherMail).alert, /A new code is on its way/);
  assert.deepEqual(flow.type(canary.mailCode).call.input, { id: anotherMail.id, code: canary.mailCode });
});

test('a second answer for a mail that was sent already shows no news', () => {
  assert.equal(byMailNow().send('askedAgain').answer(byMail).alert, '');
});

test('a mail that is not sent again leaves the code on its way usable', () => {
  const flow = byMailNow().send('askedAgain').refuse({ code: 'rate_limited', retryAfterMs: 5000 });
  const { screen } = flow;
  assert.ok(
    screen.kind === 'enter-code' && screen.again?.fromMs === nowMs + 5000 && screen.lockedUntilMs === undefined,
  );
  assert.notEqual(flow.alert, '');
  assert.deepEqual(flow.type(canary.mailCode).call.input, { id: byMail.id, code: canary.mailCode });
});

test('digits of an app are not sent again', () => {
  const { screen } = play(stepUpFlow).answer(shared['device without mail']).answer(byApp);
  assert.ok(screen.kind === 'enter-code' && !screen.again);
});

test('whoever cannot prove in any way can at least cancel', () => {
  const flow = play(stepUpFlow).answer(shared.fresh);
  assert.equal(flow.at, 'method');
  assert.equal(flow.send('stopped').next, 'stop');
});

test('each kind of code is recognised where the other one is asked for', () => {
  const proof = (method: 'mail' | 'app') =>
    method === 'mail' ? byMailNow() : play(stepUpFlow).answer(shared['one device']).answer(byApp);
  assert.match(proof('mail').type(canary.appCode).alert, /6-digit code of an app/);
  assert.match(proof('app').type(canary.mailCode).alert, /8-digit code from a mail/);
  assert.deepEqual(proof('app').type('271-828').call.input, { id: 'u1', code: canary.appCode });
});

test('the proof is complete when the service took the code', () => {
  const flow = byMailNow().type(canary.mailCode);
  assert.equal(flow.answer(answerSamples.confirmStepUp({ id: 'u1', code: '' })[0]).next, 'complete');
});

test('a wrong code may be corrected, a lock is waited for, a code that is too old begins anew', () => {
  const typed = () => byMailNow().type(canary.mailCode);
  assert.match(typed().refuse({ code: 'invalid_code', attemptsLeft: 2 }).alert, /You can try 2 more times/);
  const { screen } = typed().refuse({ code: 'attempts_exhausted', retryAfterMs: 1000 });
  assert.ok(screen.kind === 'enter-code' && screen.lockedUntilMs === nowMs + 1000);
  for (const code of ['code_expired', 'enrolment_expired', 'not_found'] as const) {
    assert.equal(typed().refuse({ code }).at, 'failed', code);
  }
});

test('a proof that the service does not begin can be tried again or given up', () => {
  const failed = () =>
    play(stepUpFlow)
      .answer(shared['mail set up'])
      .press('Send me a code by mail')
      .refuse({ code: 'mail_undeliverable' });
  assert.equal(failed().send('retried').call.operation, 'getAccount');
  assert.ok(failed().screen.others?.some(({ event }) => event.type === 'stopped'));
  assert.equal(failed().send('stopped').next, 'stop');
});

test('signing in leaves for the institution and comes back; whoever did it beside this page goes on with one press', () => {
  const flow = play(signInFlow, { signInHref: 'https://sso.example.org/?return=x' });
  const { screen } = flow;
  assert.ok(screen.kind === 'notice' && screen.primary && 'href' in screen.primary && screen.primary.here);
  assert.equal(flow.send('signedIn').next, 'complete');
});

test('where nobody knows the way to sign in, the person is told to, and the help desk is near', () => {
  const { screen } = play(signInFlow, { signInHref: undefined });
  assert.ok(screen.kind === 'notice' && screen.primary && 'event' in screen.primary);
  assert.equal(screen.links?.length, 1);
});

for (const [code, words] of [
  ['offline', /cannot be reached/],
  ['timed_out', /took too long/],
  ['forbidden_origin', /not allowed to use the service/],
  ['not_implemented', /does not offer this/],
  ['unavailable', /has a problem right now/],
  ['bad_answer', /has a problem right now/],
] as const) {
  test(`an account that cannot be fetched for ${code} is explained, and tried again at a press`, () => {
    const flow = play(troubleFlow, { refusal: { code } });
    assert.match(flow.text, words);
    assert.doesNotMatch(flow.screen.heading, /\.$/);
    assert.equal(flow.send('retried').next, 'complete');
  });
}

test('another code for a proof can be sent when the service says', () => {
  const resendAt = new Date(nowMs + 20_000).toISOString();
  const { screen } = play(stepUpFlow, { clockAheadMs: 1000 })
    .answer(shared['mail set up'])
    .press('Send me a code by mail')
    .answer({ ...byMail, resendAt });
  assert.ok(screen.kind === 'enter-code' && screen.again?.fromMs === nowMs + 21_000);
});

test('a page that cannot reach the service may be one that is not allowed to: the help desk is told', () => {
  assert.match(
    play(troubleFlow, { refusal: { code: 'offline' } }).text,
    /Do other pages open\? Then tell the help desk/,
  );
  assert.doesNotMatch(play(troubleFlow, { refusal: { code: 'unavailable' } }).text, /Do other pages open/);
});

test('there is no “Try again” for what the service does not offer', () => {
  const failed = play(stepUpFlow)
    .answer(shared['mail set up'])
    .press('Send me a code by mail')
    .refuse({ code: 'not_implemented' });
  assert.ok(!failed.labels.includes('Try again'));
  assert.match(failed.alert, /does not offer this/);
});
