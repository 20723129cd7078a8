import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCodeFlow } from '../../src/flows/devices/check-code.flow.ts';
import { play } from './play.ts';
import { accounts, canary } from './samples.ts';

const { shared, 'per-device': perDevice } = accounts;
const ask = (account = shared['three devices']) => play(checkCodeFlow).answer(account);
const check = (account = shared['three devices']) => ask(account).type(canary.appCode);

test('a code that works is used up, which is said before and after', () => {
  const flow = ask();
  assert.match(flow.text, /used up by this: sign in with the next ones/);
  flow.type('271 828');
  assert.deepEqual(flow.call.input, { code: canary.appCode });
  flow.answer({ deltaSteps: 0, deviceId: null });
  assert.equal(flow.next, 'complete');
  assert.match(flow.text, /Your code works[^]*Sign in with the next digits/);
});

test('one key a device: the device that the code is from has a name', () => {
  const flow = check(perDevice['three devices']).answer({ deltaSteps: 1, deviceId: 'd3' });
  assert.match(flow.text, /It is from “おさがり”/);
});

test('a shared key does not tell which device it was, and nothing is claimed', () => {
  assert.doesNotMatch(check().answer({ deltaSteps: 0, deviceId: null }).text, /It is from/);
});

test('a code of another time is no code that works: the clock is named, and how far it is off', () => {
  const flow = check().answer({ deltaSteps: -4, deviceId: null });
  assert.equal(flow.at, 'code');
  assert.match(flow.alert, /clock of the phone is about 2 minutes slow.*restart the app\. Then type the new code/);
  assert.match(check().answer({ deltaSteps: 2, deviceId: null }).alert, /60 seconds fast/);
});

test('the clock is that of the computer where the code is from a browser', () => {
  const flow = check(perDevice['three devices']).answer({ deltaSteps: -2, deviceId: 'd2' });
  assert.match(flow.alert, /clock of the computer is 60 seconds slow/);
});

test('a code from a mail, or one with digits missing, is not sent', () => {
  assert.match(ask().type(canary.mailCode).alert, /8-digit code from a mail/);
  assert.match(ask().type('2718').alert, /Some digits are missing/);
  assert.ok(!ask().type('2718').isCalling);
});

test('a code that was used already asks for the next one', () => {
  assert.match(check().refuse({ code: 'code_replayed' }).alert, /used already\. Wait until the app shows the next/);
});

test('after too many wrong codes none is taken for a while, and the screen stays', () => {
  const { screen } = check().refuse({ code: 'attempts_exhausted', retryAfterMs: 300_000 });
  assert.ok(screen.kind === 'enter-code' && screen.lockedUntilMs === Date.parse('2026-10-05T03:05:00Z'));
});

test('without an app there is nothing to check, also when the last one went meanwhile', () => {
  assert.match(ask(shared['mail set up']).text, /There is no app to check/);
  assert.equal(check().refuse({ code: 'not_found' }).press('Back to the overview').next, 'overview');
});
