import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wipeFlow } from '../../src/flows/reset/wipe.flow.ts';
import { loadWords } from '../../src/localization/load.ts';
import { play } from './play.ts';

await loadWords('ja', ['frame', 'wipe']);

const guide = { mode: 'guide' } as const;
/** On a phone, where no browser is the likeliest one. */
const unknown = { device: { form: 'phone', platform: 'ios', userAgent: '' } } as const;
const inBrowser = (browser: string, about = {}) =>
  play(wipeFlow, { ...unknown, ...about })
    .send('hasOther')
    .send('chose', { browser });
const toDone = (about = {}) => inBrowser('chrome', about).send('wentOn').send('wentOn').send('wentOn').send('wiped');

test('nothing is deleted before the person says that another device shows the code', () => {
  const flow = play(wipeFlow);
  assert.match(flow.text, /^Does another device show your code\?$/m);
  assert.match(flow.text, /same browser account does not count/);
});

test('the last device that shows the code is synced first, or set up again', () => {
  const last = () => play(wipeFlow).send('hasNoOther');
  assert.match(last().text, /cannot be brought back/);
  assert.equal(last().send('syncs').next, 'sync');
  assert.equal(last().send('resets').next, 'reset');
  assert.equal(last().send('wentBack').at, 'before');
});

test('whoever needs no codes any more goes straight to the browser', () => {
  assert.equal(play(wipeFlow, unknown).send('needsNone').at, 'browser');
});

test('the browser that this page is in is shown as chosen, and can be changed; Safari has no extension', () => {
  const on = (userAgent: string) => play(wipeFlow, { device: { form: 'computer', platform: null, userAgent } });
  const flow = on('Windows Chrome/130 Safari/537 Edg/130').send('hasOther');
  assert.match(flow.text, /In Microsoft Edge, on the computer you hand over/);
  assert.equal(flow.press('It is in another browser').at, 'browser');
  assert.equal(on('Macintosh Safari').send('hasOther').at, 'browser');
});

for (const [browser, options, remove] of [
  ['chrome', '「拡張機能を管理」 → 「拡張機能のオプション」', 'Chrome から削除'],
  ['edge', '「拡張機能の管理」 → 「拡張機能のオプション」', 'Microsoft Edge から削除'],
  ['firefox', '「拡張機能を管理」 → 「…」 → 「オプション」', '拡張機能を削除'],
] as const) {
  test(`in ${browser} the way is named by the browser’s own labels, in the reader’s language`, () => {
    const flow = inBrowser(browser, { locale: 'ja' });
    assert.ok(flow.text.includes(options), flow.text);
    assert.ok(flow.send('wentOn').send('wentOn').text.includes(remove), flow.text);
  });
}

test('the button’s name is there in both languages, and what it is not', () => {
  const flow = inBrowser('firefox').send('wentOn');
  assert.match(flow.text, /“Reset Authenticator”.*「認証システムをリセット」.*「成功しました。」/);
  assert.match(flow.text, /not Setup Again \(再設定\): nothing changes on your account/);
});

test('exported files are deleted as well, and the bin is emptied', () => {
  const flow = inBrowser('edge').send('wentOn').send('wentOn').send('wentOn');
  assert.match(flow.text, /authenticator\.txt, authenticator\.json.*empty the bin/);
});

test('the flow is complete by the person’s word', () => {
  assert.equal(toDone().next, 'complete');
});

test('with a back end the device is still on the list; without one there is no list to speak of', () => {
  assert.match(toDone().text, /still on the list of your account/);
  assert.equal(toDone().send('wentOn').next, 'overview');
  assert.doesNotMatch(toDone(guide).text, /list/);
  assert.equal(toDone(guide).send('wentOn').next, 'choose');
});

test('a second browser on the same computer begins with the question which', () => {
  assert.equal(toDone().send('wentBack').at, 'browser');
});
