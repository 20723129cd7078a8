import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appBrowserFlow } from '../../src/flows/app/app-browser.flow.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { loadWords } from '../../src/localization/load.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary } from './samples.ts';

await loadWords('ja', ['app-smartphone', 'app-browser']);

const { shared } = accounts;
const windows = { form: 'computer', platform: null, userAgent: 'Windows' } as const;
const unknown = { form: 'computer', platform: null, userAgent: 'Macintosh' } as const;
const chrome = { ...windows, userAgent: 'Windows Chrome Safari' } as const;
const safari = { ...windows, userAgent: 'Macintosh Safari' } as const;
const iPhone = { form: 'phone', platform: 'ios', userAgent: '' } as const;
const enrolment = answerSamples.beginApp({ kind: 'browser' })[0]!;
const confirmed = answerSamples.confirmApp({ id: 'a1', code: '' })[0]!;

/** In a browser of which nothing is known, so that the flow asks. */
const start = (about?: Partial<Context>) =>
  play(appBrowserFlow, { device: unknown, ...about }).answer(shared['mail set up']);
/** The key is on the screen. */
const withKey = (about?: Partial<Context>) =>
  start(about).send('chose', { browser: 'firefox' }).send('installed').answer(enrolment);
const links = ({ screen }: ReturnType<typeof start>) =>
  [...(('stores' in screen && screen.stores) || []), ...(screen.links ?? [])].map(({ href }) => href);

for (const [browser, store] of [
  ['chrome', 'chromewebstore.google.com'],
  ['edge', 'microsoftedge.microsoft.com'],
  ['firefox', 'addons.mozilla.org'],
] as const) {
  test(`in ${browser} the extension comes from the store of that browser, with the name of its developer`, () => {
    const flow = start().send('chose', { browser });
    assert.deepEqual(
      links(flow).map((href) => new URL(href).host),
      [store],
    );
    assert.match(flow.text, /Look-alikes exist.*“mymindstorm”/);
    assert.match(flow.text, /Not on a shared or lab computer/);
  });
}

test('a browser that takes the extension is not asked for: it is shown as chosen, with the way to another one', () => {
  const flow = start({ device: chrome });
  assert.match(flow.text, /Add the extension to Google Chrome/);
  assert.equal(start({ device: chrome }).back().next, 'choose');
  flow.press('Another browser or app');
  assert.equal(flow.at, 'browser');
  assert.match(flow.press('Firefox').text, /Add the extension to Firefox/);
  assert.ok(!flow.labels.includes('Another browser or app'));
  assert.match(flow.back().back().text, /Add the extension to Google Chrome/);
});

test('to install and to pin is one screen before the key is asked for, and private windows are mentioned', () => {
  const flow = start({ device: chrome });
  assert.ok(!flow.isCalling);
  assert.match(flow.text, /Open the store[^]*puzzle piece[^]*In private windows it is missing/);
  assert.ok(flow.press('I see its icon').isCalling);
});

test('the device is registered as a browser, and nothing is said of its computer', () => {
  const flow = start({ device: windows }).send('chose', { browser: 'chrome' }).send('installed');
  assert.deepEqual([flow.call.operation, flow.call.input], ['beginApp', { kind: 'browser' }]);
});

test('in Safari the page itself is offered first, then the smartphone, then other browsers', () => {
  const flow = start({ device: safari });
  assert.match(flow.text, /Safari cannot take the extension/);
  assert.match(links(flow).join(), /inquiry/);
  assert.deepEqual(flow.labels, ['In this browser', 'Set the app up on a smartphone', 'Another browser or app']);
  assert.equal(flow.press('In this browser').next, 'app-here');
  assert.equal(start({ device: safari }).send('wentToSmartphone').next, 'app-smartphone');
  assert.match(start({ device: safari }).text, /Chrome, Edge or Firefox/);
  assert.equal(start({ device: safari }).press('Another browser or app').at, 'browser');
  assert.equal(start({ device: safari }).back().next, 'choose');
  const noVault = start({ device: safari, can: { camera: true, vault: false } });
  assert.equal(noVault.labels[0], 'Set the app up on a smartphone');
});

test('whoever chooses Safari from the list comes back to the list', () => {
  const flow = start().send('choseSafari');
  assert.ok(!flow.labels.includes('Another browser or app'));
  assert.equal(flow.back().at, 'browser');
});

test('on a phone the way leads to manual 2-1 or to a computer, and nothing is begun', () => {
  for (const account of [shared['mail set up'], shared['app pending']]) {
    const flow = play(appBrowserFlow, { device: iPhone }).answer(account);
    assert.equal(flow.at, 'onPhone');
    assert.ok(!flow.isCalling);
    assert.match(flow.text, /Open this page in a browser on your computer/);
    assert.equal(flow.send('wentToSmartphone').next, 'app-smartphone');
  }
});

test('where the extension would forget a part of the key, it is not installed; another app still may be', () => {
  const odd = accounts['a key not every app keeps']['mail set up'];
  const flow = play(appBrowserFlow).answer(odd).press('Google Chrome');
  assert.match(flow.text, /would show wrong codes/);
  assert.equal(flow.send('wentToSmartphone').next, 'app-smartphone');
  assert.equal(play(appBrowserFlow).answer(odd).send('chose', { browser: 'other' }).at, 'install');
});

test('the extension scans the page itself: its button and the box are named, the key is there for typing', () => {
  const { screen, text } = withKey();
  assert.ok(screen.kind === 'show-key' && screen.order === 'qr-first');
  assert.match(screen.qr.instruction, /“Scan QR Code”.*drag a box around the whole QR code.*100%/s);
  assert.match(screen.key.note, /“✎” → “\+” → “Manual Entry”/);
  assert.doesNotMatch(text, /phone/);
});

test('in Japanese the menus are those of the extension in Japanese', () => {
  const { text } = withKey({ locale: 'ja' });
  assert.match(text, /「QRコードをスキャン」/);
  assert.match(text, /「手動入力」/);
});

test('another app on the computer needs no pinning, and gets the key without the words of the extension', () => {
  const flow = start().send('chose', { browser: 'other' }).send('installed');
  assert.ok(flow.isCalling);
  flow.answer(enrolment);
  assert.match(flow.text, /Add the key to your app/);
  assert.doesNotMatch(flow.text, /extension/);
  assert.equal(flow.send('wentBack').at, 'install');
});

test('back from the key stands how to get the extension', () => {
  assert.equal(withKey().back().at, 'install');
});

test('what happens after the scan is said after the scan', () => {
  const { screen } = withKey();
  assert.ok(screen.kind === 'show-key');
  assert.equal(screen.body, undefined);
  assert.match(screen.qr.instruction, /Press the icon[^]*drag a box[^]*A small window says/);
});

test('a set-up begun earlier is found again with its key', () => {
  const flow = play(appBrowserFlow).answer(shared['app pending, just proven']);
  assert.equal(flow.call.operation, 'beginApp');
  const { screen } = flow.answer(enrolment);
  assert.ok(screen.kind === 'show-key' && screen.secret.reveal() === canary.key);
  assert.equal(screen.back, undefined);
});

test('a set-up that waits may have been begun for this page itself, and goes on there', () => {
  const waiting = (about?: Partial<Context>) => play(appBrowserFlow, about).answer(shared['app pending']);
  assert.deepEqual(waiting().press('In this browser').effects, [
    { effect: 'hand-over', flow: 'app-here', input: { isAsked: true } },
  ]);
  const found = play(appBrowserFlow).answer(shared['app pending, just proven']).answer(enrolment);
  assert.equal(found.press('In this browser').next, 'app-here');
  assert.ok(!withKey().labels.includes('In this browser'), 'not where another app was chosen');
  const labels = waiting({ can: { camera: true, vault: false } }).labels;
  assert.ok(labels.includes('Stop the set-up') && !labels.includes('In this browser'));
});

test('a wrong clock is that of the computer, exact where the page reads it', () => {
  const diagnosed = (about?: Partial<Context>) =>
    withKey(about)
      .send('added')
      .type(canary.appCode)
      .refuse({ code: 'invalid_code', attemptsLeft: 4 })
      .send('diagnosed', { deltaSteps: -2 }).alert;
  assert.match(diagnosed(), /clock of the computer is 60 seconds slow.*settings of the computer/);
  assert.match(diagnosed({ clockAheadMs: -47_300 }), /clock of the computer is 47 seconds slow/);
});

for (const [device, browser, name] of [
  [chrome, 'chrome', 'Chrome (Windows)'],
  [chrome, 'firefox', 'Firefox (Windows)'],
  [chrome, 'other', 'App (Windows)'],
  [windows, 'edge', 'Edge (Windows)'],
] as const) {
  test(`the browser that gets the app goes on the list, not the one this is read in: ${name}`, () => {
    const flow = start({ device });
    if (device === chrome) flow.press('Another browser or app');
    flow.send('chose', { browser }).send('installed').answer(enrolment).send('added').type(canary.appCode);
    assert.equal(flow.call.input['name'], name);
  });
}

test('at the end one learns that the codes live in this browser only', () => {
  const flow = withKey().send('added').type(canary.appCode).answer(confirmed);
  assert.deepEqual(flow.effects, [{ effect: 'complete', deviceId: 'd9' }]);
  assert.match(flow.text, /gone when the extension is removed.*second device/);
});
