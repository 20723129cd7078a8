import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recoveryCodesFlow } from '../../src/flows/devices/recovery-codes.flow.ts';
import { stepUpFlow } from '../../src/flows/interruptions/step-up.flow.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary } from './samples.ts';

const { shared, 'per-device': perDevice } = accounts;
const [made] = answerSamples.beginRecoveryCodes({});
const [kept] = answerSamples.confirmRecoveryCodes({ id: 'k1' });
const [proof] = answerSamples.beginStepUp({ method: 'recovery' });

const [byApp] = answerSamples.beginStepUp({ method: 'app' });
const byRecovery = () => play(stepUpFlow).answer(perDevice['key renewed']).answer(byApp).press('Use a recovery code');

const intro = (account = perDevice['one device']) => play(recoveryCodesFlow).answer(account);
const shown = () => intro().press('Make my codes').answer(made);
const codesOf = ({ screen }: ReturnType<typeof play>) =>
  screen.kind === 'save-codes' ? screen.codes.map((code) => code.reveal()) : [];

test('the codes are shown once and count when the person has kept them', () => {
  const flow = shown();
  assert.deepEqual(codesOf(flow), [...canary.recoveryCodes]);
  assert.match(flow.text, /shown now and never again/);
  flow.press('I have kept them');
  assert.deepEqual(flow.call.input, { id: 'k1' });
  flow.answer(kept);
  assert.equal(flow.next, 'complete');
  assert.match(flow.text, /Your recovery codes count now[^]*Left: 7/);
});

test('a printed page or a file says whose codes these are', () => {
  const { screen } = shown();
  assert.ok(
    screen.kind === 'save-codes' && screen.title === 'Recovery codes of taro, Kyoto University. Each works once.',
  );
});

test('whoever has codes reads how many are left, and that the former ones end with the new ones', () => {
  const flow = intro(perDevice['key renewed']);
  assert.match(flow.text, /Left: 7\.[^]*Once you have kept new ones, the former ones no longer work/);
  assert.equal(flow.press('Make new codes').call.operation, 'beginRecoveryCodes');
});

test('the codes are not lost when the service cannot be told that they are kept', () => {
  const flow = shown().press('I have kept them').refuse({ code: 'offline' });
  assert.deepEqual(codesOf(flow), [...canary.recoveryCodes]);
  assert.notEqual(flow.alert, '');
  assert.deepEqual(flow.press('I have kept them').call.input, { id: 'k1' });
});

test('codes that waited too long are given up, since they would never count', () => {
  const flow = shown().press('I have kept them').refuse({ code: 'enrolment_expired' });
  assert.deepEqual(codesOf(flow), []);
  assert.match(flow.alert, /took too long\. Nothing has changed/);
  assert.equal(flow.press('Try again').call.operation, 'getAccount');
});

test('one may stop before they count, and nothing is told to the service', () => {
  const flow = shown().press('Stop without new codes');
  assert.ok(!flow.isCalling);
  assert.equal(flow.next, 'overview');
});

test('whoever gives up to prove who they are is back at the beginning, without an error', () => {
  const flow = intro().press('Make my codes').refuse({ code: 'step_up_required' });
  assert.deepEqual([flow.at, flow.alert], ['intro', '']);
});

test('an institution without them says so, and what to do when every device is gone', () => {
  assert.match(intro(shared['one device']).text, /does not use them\. If every device is gone, set the app up again/);
});

test('a recovery code proves who somebody is whose devices are gone', () => {
  const flow = byRecovery();
  assert.deepEqual(flow.call.input, { method: 'recovery' });
  flow.answer(proof);
  assert.match(flow.text, /Type one of your recovery codes\. Each works once/);
  // As it stands on the paper.
  flow.type('16180 33988');
  assert.deepEqual(flow.call.input, { id: 'u1', code: canary.recoveryCodes[0] });
  assert.equal(flow.answer({ freshUntil: '2026-10-05T03:05:00Z' }).next, 'complete');
});

test('a code of the app in place of a recovery code is not sent', () => {
  const flow = byRecovery().answer(proof);
  assert.match(flow.type(canary.appCode).alert, /Some digits are missing: the code has 10 digits/);
  assert.ok(!flow.isCalling);
});

test('a recovery code that is not taken can be typed again, or another way chosen', () => {
  const flow = byRecovery().answer(proof);
  flow.type(canary.recoveryCodes[0]).refuse({ code: 'invalid_code', attemptsLeft: 4 });
  assert.match(flow.alert, /not the right code\. You can try 4 more times/);
  assert.deepEqual(flow.labels.slice(0, 2), ['Send me a code by mail', 'Type the digits of my app']);
});

test('a recovery code is not offered to whoever has none', () => {
  assert.ok(!play(stepUpFlow).answer(perDevice['one device']).labels.includes('Use a recovery code'));
});

test('how many codes there will be is what the service says', () => {
  const account = shared['three devices'];
  const words = (count?: number) => {
    const policy = { ...account.policy, recoveryCodes: true, ...(count && { recoveryCodeCount: count }) };
    return play(recoveryCodesFlow).answer({ ...account, policy }).text;
  };
  assert.match(words(8), /^8 codes for the day/m);
  assert.match(words(), /^Codes for the day/m);
});
