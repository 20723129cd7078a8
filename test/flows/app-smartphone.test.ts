import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appSmartphoneFlow } from '../../src/flows/app/app-smartphone.flow.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { loadWords } from '../../src/localization/load.ts';
import { Secret } from '../../src/core/secret.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, nowMs } from './samples.ts';

await loadWords('ja', ['app-smartphone']);

const { shared } = accounts;
const iPhone = { form: 'phone', platform: 'ios', userAgent: '' } as const;
const android = { form: 'phone', platform: 'android', userAgent: '' } as const;
const windows = { form: 'computer', platform: null, userAgent: 'Windows' } as const;
const enrolment = answerSamples.beginApp({ kind: 'smartphone' })[0]!;
const confirmed = answerSamples.confirmApp({ id: 'a1', code: '' })[0]!;

const start = (about?: Partial<Context>) => play(appSmartphoneFlow, about).answer(shared['mail set up']);
/** “Get Google Authenticator” is on the screen, or what to do about another app. */
const withApp = (app: string, about?: Partial<Context>) =>
  app === 'google-authenticator' ? start(about) : start(about).press('Another app').send('chose', { app });
/** The key is on the screen. */
const withKey = (about?: Partial<Context>, app = 'google-authenticator') =>
  withApp(app, about).send('installed').answer(enrolment);
const storesOf = ({ screen }: ReturnType<typeof start>) => ('stores' in screen && screen.stores) || [];
const withCode = (about?: Partial<Context>) => withKey(about).send('added');
/** A code was refused that lies `deltaSteps` from now. */
const diagnosed = (deltaSteps: number | null, about?: Partial<Context>, attemptsLeft = 4) =>
  withCode(about).type(canary.appCode).refuse({ code: 'invalid_code', attemptsLeft }).send('diagnosed', { deltaSteps });

test('a set-up begun earlier waits for a press, for going on may ask for a proof and send a mail', () => {
  const flow = play(appSmartphoneFlow).answer(shared['app pending']);
  assert.ok(!flow.isCalling);
  assert.deepEqual(flow.labels, ['Go on with the set-up', 'Stop the set-up']);
  flow.press('Go on with the set-up');
  assert.deepEqual([flow.call.operation, flow.call.input], ['beginApp', { kind: 'smartphone' }]);
  assert.equal(flow.answer(enrolment).at, 'key');
});

test('it can be given up there, too, without a proof', () => {
  const flow = play(appSmartphoneFlow).answer(shared['app pending']).press('Stop the set-up');
  assert.deepEqual([flow.call.operation, flow.call.input], ['cancelApp', { id: 'a1' }]);
  assert.equal(flow.answer({}).next, 'stop');
});

test('whoever has just proven who they are goes on at once', () => {
  assert.equal(play(appSmartphoneFlow).answer(shared['app pending, just proven']).call.operation, 'beginApp');
});

test('nobody sets the app up before mail', () => {
  assert.equal(play(appSmartphoneFlow).answer(shared.fresh).next, 'mail');
});

test('where the rules allow the app before mail, it is not asked for', () => {
  assert.equal(play(appSmartphoneFlow).answer(accounts['app before mail'].fresh).at, 'install');
});

test('a service that wants mail first although its account did not say so is believed', () => {
  assert.equal(start().press('I have the app').refuse({ code: 'mail_required' }).next, 'mail');
});

test('a set-up that was finished in another tab is looked up, not refused', () => {
  const flow = withCode().type(canary.appCode).refuse({ code: 'already_enrolled' });
  assert.equal(flow.call.operation, 'getAccount');
  assert.equal(flow.answer(shared['one device']).next, 'overview');
});

test('whoever has the app already sees what there is, and is not set up anew', () => {
  assert.equal(play(appSmartphoneFlow).answer(shared['three devices']).next, 'overview');
});

test('an app that turns out to be set up already is said, and the account is not asked for in a circle', () => {
  const flow = start().press('I have the app').refuse({ code: 'already_enrolled' });
  assert.ok(!flow.isCalling);
  assert.match(flow.alert, /already set up for your account/);
  assert.equal(flow.send('retried').answer(shared['one device']).next, 'overview');
});

test("the app that the institution's manuals name comes with a note, the others without", () => {
  const { screen } = start().press('Another app');
  assert.ok(screen.kind === 'choose');
  const noted = screen.choices.filter(({ note }) => note?.startsWith('Named in the manuals'));
  assert.deepEqual(
    noted.map(({ label }) => label),
    ['Google Authenticator'],
  );
});

test('a chosen app comes with its stores and its maker; for another one any will do', () => {
  const chosen = start();
  assert.match(chosen.text, /Google LLC/);
  assert.equal(storesOf(chosen).length, 2);
  const other = withApp('other');
  assert.match(other.text, /Any app/);
  assert.deepEqual(storesOf(other), []);
});

test('the app that the institution names first is shown as chosen; another one is a quiet press away, and back', () => {
  const flow = start();
  assert.match(flow.text, /Get Google Authenticator/);
  assert.equal(start().back().next, 'choose');
  flow.press('Another app');
  assert.equal(flow.at, 'app');
  assert.match(flow.back().text, /Get Google Authenticator/);
  assert.equal(withApp('microsoft-authenticator').back().at, 'app');
});

test('where the institution names no app of ours first, one is asked for at once', () => {
  const { profile } = start().context;
  const flow = start({ profile: { ...profile, apps: ['authenticator-extension'] } });
  assert.equal(flow.at, 'app');
  assert.equal(flow.back().next, 'choose');
});

test('a computer shows the phone the way to both stores, a phone its own store alone', () => {
  const shown = (device: Context['device']) =>
    storesOf(start({ device })).map(({ href, hasQr }) => [new URL(href).host, hasQr]);
  assert.deepEqual(shown(windows), [
    ['apps.apple.com', true],
    ['play.google.com', true],
  ]);
  assert.match(start({ device: windows }).text, /Scan the QR code of your store with your smartphone/);
  assert.deepEqual(shown(iPhone), [['apps.apple.com', undefined]]);
  assert.deepEqual(shown(android), [['play.google.com', undefined]]);
  assert.doesNotMatch(start({ device: iPhone }).text, /QR code/);
});

test('the device is registered with the platform of the phone only when this is the phone', () => {
  const input = (device: Context['device']) => withApp('other', { device }).press('I have the app').call.input;
  assert.deepEqual(input(iPhone), { kind: 'smartphone', platform: 'ios' });
  assert.deepEqual(input({ form: 'computer', platform: null, userAgent: 'Windows' }), { kind: 'smartphone' });
});

test('the key is shown wrapped, as a picture, a link and text', () => {
  const { screen } = withKey();
  assert.ok(screen.kind === 'show-key');
  assert.ok(screen.uri instanceof Secret && screen.secret instanceof Secret);
  assert.equal(screen.secret.reveal(), canary.key);
});

test('on a phone the link comes first, since nobody can scan their own screen; on a computer the picture does', () => {
  const order = (device: Context['device']) => {
    const { screen } = withKey({ device });
    return screen.kind === 'show-key' && [screen.order, screen.qr.instruction];
  };
  assert.deepEqual(order(android), ['link-first', 'To use another phone, scan this code with it.']);
  assert.deepEqual(order({ form: 'computer', platform: null, userAgent: 'Windows' }), [
    'qr-first',
    'In the app, tap “+” → “Scan a QR code” and point the phone here.',
  ]);
});

test('on an iPhone, and there only, the page says that the link opens Passwords', () => {
  const note = (device: Context['device']) => {
    const { screen } = withKey({ device });
    return screen.kind === 'show-key' ? screen.link.note : undefined;
  };
  assert.match(note(iPhone)!, /opens Apple’s Passwords/);
  assert.equal(note(android), undefined);
});

test('the menus of the app are quoted in the language of the reader', () => {
  const { text } = withKey({ locale: 'ja' });
  assert.match(text, /QR コードをスキャン/);
});

test('going back from the key to another app and on again asks for the same set-up', () => {
  const flow = withKey().back().press('Another app').press('Microsoft Authenticator');
  assert.equal(flow.send('installed').call.operation, 'beginApp');
  assert.match(flow.answer(enrolment).text, /Add the key to Microsoft Authenticator/);
});

test('a set-up begun earlier is found again with its key, and offers no way back to a choice nobody made', () => {
  const flow = play(appSmartphoneFlow).answer(shared['app pending, just proven']);
  assert.equal(flow.call.operation, 'beginApp');
  flow.answer(enrolment);
  assert.equal(flow.at, 'key');
  assert.equal(flow.screen.back, undefined);
  assert.match(flow.text, /Add the key to your app/);
});

test('the code of the mail is recognised where that of the app is asked for, and no attempt is lost', () => {
  const flow = withCode().type(canary.mailCode);
  assert.ok(!flow.isCalling);
  assert.match(flow.alert, /8-digit code from a mail.*6 digits the app shows/);
});

test('a wrong code keeps the set-up: the same key is there to compare and to try again', () => {
  const flow = diagnosed(null);
  assert.match(flow.alert, /not the right code.*You can try 4 more times/);
  const { screen } = flow.send('wentBack');
  assert.ok(screen.kind === 'show-key' && screen.secret.reveal() === canary.key);
  assert.equal(flow.send('added').type(canary.appCode).call.input['id'], 'a1');
});

test('a wrong code is compared with other times before it is called wrong, and stays wrapped for that', () => {
  const flow = withCode().type('271 828').refuse({ code: 'invalid_code', attemptsLeft: 4 });
  assert.equal(flow.at, 'diagnosing');
  const [effect] = flow.effects as [{ effect: string; code: Secret; key: { digits: number } }];
  assert.equal(effect.effect, 'diagnose');
  assert.equal(effect.code.reveal(), canary.appCode);
  assert.equal(effect.key.digits, 6);
});

for (const [deltaSteps, words] of [
  [-2, /clock of the phone is 60 seconds slow/],
  [2, /clock of the phone is 60 seconds fast/],
  [-4, /clock of the phone is about 2 minutes slow/],
  [40, /clock of the phone is about 20 minutes fast/],
] as const) {
  test(`a code that lies ${deltaSteps} steps from now tells of a wrong clock: ${words.source}`, () => {
    const { alert } = diagnosed(deltaSteps);
    assert.match(alert, words);
    assert.match(alert, /The key is right, only the time is not/);
    assert.match(alert, /You can try 4 more times/);
  });
}

test('a code from now or from a neighbouring step that was refused is not blamed on the clock', () => {
  for (const deltaSteps of [0, 1, -1]) assert.match(diagnosed(deltaSteps).alert, /not the right code/);
});

test('on the phone that holds the app, the page reads the very clock: the seconds are exact', () => {
  assert.match(diagnosed(-2, { device: iPhone, clockAheadMs: -47_300 }).alert, /clock of the phone is 47 seconds slow/);
  assert.match(diagnosed(2, { device: android, clockAheadMs: 61_000 }).alert, /clock of the phone is 61 seconds fast/);
});

test('the clock of a computer, or of a phone that is right, says nothing about the one that made the code', () => {
  assert.match(diagnosed(-2, { clockAheadMs: -47_300 }).alert, /60 seconds slow/);
  assert.match(diagnosed(-2, { device: android, clockAheadMs: 300 }).alert, /60 seconds slow/);
});

test('the last wrong code names no number of attempts, but until when no code is taken', () => {
  const flow = withCode().type(canary.appCode).refuse({ code: 'invalid_code', attemptsLeft: 0, retryAfterMs: 60_000 });
  for (const deltaSteps of [null, -2]) {
    const after = diagnosedAgain(flow.state, deltaSteps);
    assert.doesNotMatch(after.alert, /\b0 more/);
    assert.match(after.alert, /no code is taken for a while/);
    assert.ok(after.screen.kind === 'enter-code' && after.screen.lockedUntilMs === nowMs + 60_000);
  }
});

/** The same wrong code with another diagnosis. */
function diagnosedAgain(state: unknown, deltaSteps: number | null) {
  const flow = withCode().type(canary.appCode).refuse({ code: 'invalid_code', attemptsLeft: 0, retryAfterMs: 60_000 });
  assert.deepEqual(JSON.stringify(flow.state), JSON.stringify(state));
  return flow.send('diagnosed', { deltaSteps });
}

test('too many wrong codes lock the field until the time that the service named', () => {
  const flow = withCode().type(canary.appCode).refuse({ code: 'attempts_exhausted', retryAfterMs: 300_000 });
  assert.equal(flow.at, 'code');
  assert.ok(flow.screen.kind === 'enter-code' && flow.screen.lockedUntilMs === nowMs + 300_000);
});

test('a code that was used already asks for the next one and is not compared with other times', () => {
  const flow = withCode().type(canary.appCode).refuse({ code: 'code_replayed' });
  assert.equal(flow.at, 'code');
  assert.match(flow.alert, /Wait until the app shows the next code/);
});

test('a set-up that took too long begins again from the account', () => {
  const flow = withCode().type(canary.appCode).refuse({ code: 'enrolment_expired' });
  assert.equal(flow.at, 'failed');
  assert.match(flow.alert, /Nothing has changed on your account/);
  assert.equal(flow.send('retried').call.operation, 'getAccount');
});

test('whoever leaves with digits in the app learns that they do not count yet, and may go on', () => {
  for (const flow of [withKey(), withCode()]) {
    flow.send('wantedToStop');
    assert.match(flow.text, /Not finished yet/);
    assert.match(flow.text, /Delete the new entry from the app/);
    assert.equal(flow.send('wentBack').at, 'code');
  }
});

test('the states with a key in the app are unfinished, and no other is', () => {
  const unfinished = Object.entries(appSmartphoneFlow.states).filter(([, entry]) => entry.unfinished);
  assert.deepEqual(
    unfinished.map(([at]) => at),
    ['key', 'code', 'leaving'],
  );
});

test('whoever stops is let go, whatever the service says to it', () => {
  const stopping = () => withCode().send('wantedToStop').send('stopped');
  assert.deepEqual([stopping().call.operation, stopping().call.input], ['cancelApp', { id: 'a1' }]);
  assert.equal(stopping().answer({}).next, 'stop');
  assert.equal(stopping().refuse({ code: 'not_found' }).next, 'stop');
});

/** The service took the code. */
const withDevice = (about?: Partial<Context>) => withCode(about).type(canary.appCode).answer(confirmed);

test('the flow is complete when the service took the code, and nothing more is asked', () => {
  const flow = withDevice();
  assert.equal(flow.at, 'done');
  assert.deepEqual(flow.effects, [{ effect: 'complete', deviceId: 'd9' }]);
  assert.equal(flow.press('See my devices').next, 'overview');
});

for (const [device, locale, name] of [
  [iPhone, 'ja', 'iPhone'],
  [android, 'en', 'Android'],
  [windows, 'en', 'Smartphone'],
  [windows, 'ja', 'スマートフォン'],
] as const) {
  test(`the phone goes on the list under a name that its owner reads (${locale}): ${name}`, () => {
    assert.equal(withCode({ device, locale }).type(canary.appCode).call.input['name'], name);
  });
}

test('a further device is not called as one on the list', () => {
  const account = shared['three devices'];
  const [pixel, ...others] = account.devices;
  const named = { ...account, devices: [{ ...pixel!, name: 'smartphone' }, ...others] };
  const flow = play(appSmartphoneFlow, { input: { anew: {} } }).answer(named);
  flow.press('I have the app').answer(enrolment).send('added').type(canary.appCode);
  assert.equal(flow.call.input['name'], 'Smartphone 2');
});

test('a device that gets a new key keeps its name', () => {
  const flow = play(appSmartphoneFlow, { input: { anew: { deviceId: 'd1' } } }).answer(shared['three devices']);
  flow.press('I have the app').answer(enrolment).send('added').type(canary.appCode);
  assert.ok(!('name' in flow.call.input));
  assert.ok(!flow.answer(confirmed).labels.includes('Give it another name'));
});

test('whoever wants another name finds the row of the device open in the list', () => {
  assert.deepEqual(withDevice().press('Give it another name').effects, [
    { effect: 'hand-over', flow: 'devices', input: { deviceId: 'd9', renames: true } },
  ]);
});

test('after the first set-up recovery codes are offered, where the institution has them and there are none', () => {
  const account = shared['mail set up'];
  const done = (about: Partial<typeof account>, context?: Partial<Context>) =>
    play(appSmartphoneFlow, context)
      .answer({ ...account, policy: { ...account.policy, recoveryCodes: true }, recovery: null, ...about })
      .press('I have the app')
      .answer(enrolment)
      .send('added')
      .type(canary.appCode)
      .answer(confirmed);
  const offered = 'Make recovery codes';
  assert.match(done({}).text, /recovery codes let you in/);
  assert.equal(done({}).press(offered).next, 'recovery-codes');
  assert.ok(done({}).labels.includes('See my devices'));
  assert.ok(!done({ policy: { ...account.policy, recoveryCodes: false } }).labels.includes(offered));
  assert.ok(!done({ recovery: { left: 3, madeAt: '2026-10-01T00:00:00Z' } }).labels.includes(offered));
  assert.ok(!done({ offers: ['beginApp', 'confirmApp', 'cancelApp'] }).labels.includes(offered));
  assert.ok(!done({}, { input: { anew: {} } }).labels.includes(offered));
});
