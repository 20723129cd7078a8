import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceOf } from '../../src/flow-table/source-of.ts';
import { makeEntry, type EntryKey } from '../../src/core/entry.ts';
import { appBrowserGuideFlow } from '../../src/flows/app/app-browser.guide.flow.ts';
import { syncFlow } from '../../src/flows/transfer/sync.flow.ts';
import { appSmartphoneGuideFlow } from '../../src/flows/app/app-smartphone.guide.flow.ts';
import type { AnyFlow, Context } from '../../src/flows/machine/machine.ts';
import { mailGuideFlow } from '../../src/flows/mail/mail.guide.flow.ts';
import { profile as neutral } from '../../src/profiles/neutral.ts';
import { Secret } from '../../src/core/secret.ts';
import { play } from './play.ts';
import { canary, contexts, keysRead, openVault, pickedSamples } from './samples.ts';
import { walk } from './walk.ts';

const guide = { mode: 'guide' } as const;
const iPhone = { form: 'phone', platform: 'ios', userAgent: '' } as const;
const [picture] = pickedSamples;

const entry = (rules: Partial<EntryKey> = {}) =>
  makeEntry('Kyoto University', 'taro', {
    secret: new Secret(canary.key),
    digits: 6,
    periodS: 30,
    algorithm: 'SHA1',
    ...rules,
  });

const readingOf = (rules?: Partial<EntryKey>) => ({
  reading: keysRead({ mine: [entry(rules)] }),
});

const begin = (flow: AnyFlow, about?: Partial<Context>) => play(flow, { ...guide, ...about });
/** The institution's page shows the QR code. */
const withCode = (about?: Partial<Context>) => begin(appSmartphoneGuideFlow, about).send('installed').send('sawCode');
const inBrowser = (about?: Partial<Context>) => begin(appBrowserGuideFlow, about).send('installed').send('sawCode');
/** A picture of it was given to this page. */
const read = (flow: ReturnType<typeof play>, rules?: Partial<EntryKey>) =>
  flow.send('picked', { sources: picture }).send('read', readingOf(rules));

test('a page without https, which makes no digits, does not ask to compare them', () => {
  const flow = withCode({ can: { camera: false, vault: false, insecure: true } }).send('choseReading');
  assert.match(flow.alert, /did not come over a secure connection/);
  read(flow).send('added').send('choseCheck');
  assert.equal(flow.screen.kind, 'notice');
  assert.match(flow.text, /cannot make the same digits/);
  assert.equal(flow.press('Go on').at, 'code');
});

test('manual 1: an address behind the same password is refused before it is typed anywhere', () => {
  const flow = begin(mailGuideFlow).type('taro@kyoto-u.ac.jp');
  assert.equal(flow.at, 'address');
  assert.match(flow.alert, /An address at @kyoto-u\.ac\.jp cannot be used/);
});

test('manual 1: a mistyped address is doubted once; the suggestion, or the same text again, goes on', () => {
  const doubted = () => begin(mailGuideFlow).type('taro@gmial.com');
  assert.match(doubted().alert, /Did you mean taro@gmail\.com\?.*go on without checking/);
  assert.match(doubted().send('tookSuggestion').text, /enter taro@gmail\.com/);
  assert.match(doubted().type('taro@gmial.com').text, /enter taro@gmial\.com/);
});

test('manual 1: whoever goes back finds the address that they typed', () => {
  const typed = (flow: ReturnType<typeof play>) => {
    const { screen } = flow.send('wentBack');
    assert.ok(screen.kind === 'enter-text');
    return screen.field.value;
  };
  assert.equal(typed(begin(mailGuideFlow).type('taro@example.org')), 'taro@example.org');
  assert.equal(typed(begin(mailGuideFlow).send('skipped')), '');
});

test('manual 1: checking is optional', () => {
  assert.match(begin(mailGuideFlow).send('skipped').text, /enter your mail address/);
});

test('manual 1: the buttons are quoted as they stand there, with their meaning for readers of English', () => {
  const flow = begin(mailGuideFlow).send('skipped');
  assert.match(flow.text, /Press 「確認メール送信」 \(Send a confirmation mail\)/);
  assert.match(flow.send('received').text, /press 「更新」 \(Update\)/);
});

test('manual 1: it is complete when the page has taken the mailed code, and the app comes next', () => {
  const flow = begin(mailGuideFlow).send('skipped').send('received');
  assert.deepEqual(flow.effects, []);
  assert.equal(flow.press('The page has taken it').next, 'complete');
  assert.match(flow.text, /8 digits from the newest mail/);
  // Where the app is wanted is asked next, and not what is set up.
  assert.deepEqual(flow.press('Go on to the app').effects, [
    { effect: 'hand-over', flow: 'choose', input: { isWhere: true } },
  ]);
});

test('manual 1: a code that does not let one in later leads to what helps', () => {
  const flow = begin(mailGuideFlow).send('skipped').send('received').send('wasTaken').press('It does not work');
  assert.match(flow.text, /newest mail[^]*enter it on the settings page once more/);
  assert.equal(flow.press('Enter the address once more').at, 'send');
});

test('manual 1 leads to its own pages, not to those for whoever has finished it', () => {
  const stores = ({ screen }: ReturnType<typeof play>) =>
    ('stores' in screen ? (screen.stores ?? []) : []).map(({ href }) => href);
  assert.deepEqual(stores(begin(mailGuideFlow).send('skipped')), [
    'https://sites.google.com/kyoto-u.ac.jp/mfa-start-en/home',
  ]);
  assert.match(stores(begin(appSmartphoneGuideFlow).send('installed')).join(), /manuals\/add\.html$/);
});

test('whoever sets up again has the settings page open and mail set up, and is asked for neither', () => {
  const flow = begin(appSmartphoneGuideFlow, { input: { again: () => [] } }).press('I have the app');
  assert.doesNotMatch(flow.text, /sign in there|I have not set up mail/);
  assert.match(begin(appSmartphoneGuideFlow).press('I have the app').text, /sign in there[^]*I have not set up mail/);
});

test('manual 2-1: the way to the QR code is in the words of the institution', () => {
  const flow = begin(appSmartphoneGuideFlow).send('installed');
  assert.match(flow.text, /choose 「ワンタイムパスワード\(トークン\)」 .* and press 「選択」/);
  assert.match(flow.text, /follow the link “Click here if you have not initialized/);
});

test('manual 2-1: in an institution whose words are not known, no button is invented', () => {
  const flow = begin(appSmartphoneGuideFlow, { profile: neutral })
    .press('Another app')
    .send('chose', { app: 'other' })
    .send('installed');
  assert.doesNotMatch(flow.text, /undefined|「|“/);
  assert.doesNotMatch(flow.send('sawCode').send('added').text, /undefined|「|“/);
});

test('manual 2-1 on a computer: the app scans the page, and nobody reloads it', () => {
  const flow = withCode();
  assert.equal(flow.at, 'scan');
  assert.match(flow.text, /“Scan a QR code” and point the phone at the QR code on that page/);
  assert.match(flow.text, /Do not reload that page/);
});

test('manual 2-1 on the phone itself: a screenshot is read, and its key goes to the app by link first', () => {
  const flow = withCode({ device: iPhone });
  assert.equal(flow.screen.kind, 'scan');
  assert.match(flow.text, /Nobody can scan their own screen/);
  const { screen } = read(flow);
  assert.ok(screen.kind === 'show-key' && screen.order === 'link-first');
  assert.equal(screen.secret.reveal(), canary.key);
});

test('manual 2-1: the institution’s page proves the app; whoever has read the key may compare the code on the way', () => {
  const flow = read(withCode({ device: iPhone })).send('added');
  assert.equal(flow.at, 'code');
  flow.press('Check the app against this page');
  assert.ok(flow.screen.kind === 'compare-code' && flow.screen.key.secret.reveal() === canary.key);
  assert.equal(flow.send('matched').at, 'code');
  assert.equal(flow.back().screen.kind, 'show-key');
});

test('manual 2-1: digits that differ are explained, and the key is there again', () => {
  const flow = read(withCode({ device: iPhone }))
    .send('added')
    .send('choseCheck')
    .send('differed');
  assert.match(flow.text, /several entries of the same name/);
  assert.equal(flow.send('wantedKey').screen.kind, 'show-key');
});

test('manual 2-1: whoever scanned may check the app against the QR code, and comes back to the code', () => {
  const flow = withCode().send('added').send('choseCheck');
  assert.equal(flow.screen.kind, 'scan');
  assert.equal(read(flow).screen.kind, 'compare-code');
  assert.equal(flow.send('matched').at, 'code');
  assert.equal(withCode().send('added').send('choseCheck').send('wentBack').at, 'code');
});

test('manual 2-1: digits in the app are not the end; the buttons there and the message at the end are', () => {
  const flow = withCode().send('added');
  assert.match(flow.text, /Not finished yet/);
  assert.match(flow.text, /「登録」[^]*6 digits[^]*「確認」[^]*設定が完了しました/);
  assert.equal(flow.send('finished').next, 'complete');
  // Where the app is has just been said.
  const { effects } = flow.send('wentToSync');
  assert.deepEqual(effects, [{ effect: 'hand-over', flow: 'sync', input: { from: 'smartphone' } }]);
  assert.equal(play(syncFlow, { ...guide, input: { from: 'smartphone' } }).at, 'to');
});

test('manual 2-1: a code that is not taken leads to what helps, and to a new QR code', () => {
  const flow = withCode().send('added').send('wasRefused');
  assert.match(flow.text, /next digits[^]*automatically[^]*reloaded/);
  assert.equal(flow.send('wantedNewCode').at, 'method');
});

test('manual 2-2: the extension reads the page of the institution through a box around the code', () => {
  const { text } = inBrowser();
  assert.match(text, /“Scan QR Code”[^]*drag a box around the whole QR code[^]*100%/);
});

test('manual 2-2: what cannot be scanned is read here and typed by hand', () => {
  const { screen } = read(inBrowser().send('choseReading'));
  assert.ok(screen.kind === 'show-key');
  assert.match(screen.key.note, /“Manual Entry”/);
});

test('manual 2-2: a key that the extension would spoil is noticed when it is read', () => {
  assert.equal(read(inBrowser().send('choseReading'), { algorithm: 'SHA256' }).at, 'wouldLose');
});

test('manual 2-2: on a phone it leads to manual 2-1', () => {
  const flow = begin(appBrowserGuideFlow, { device: iPhone });
  assert.equal(flow.send('wentToSmartphone').next, 'app-smartphone');
});

test('the help desk is in reach on every screen where somebody may be stuck on the institution’s page', () => {
  const about = contexts['unknown device, guide only']!;
  for (const flow of [mailGuideFlow, appSmartphoneGuideFlow, appBrowserGuideFlow]) {
    const before = [
      ...['address', 'app', 'browser', 'install', 'pin', 'reading', 'found', 'locked', 'unlocking', 'done'],
      // What happens in this browser's own app is no matter of the institution's.
      ...['vaultOpening', 'vaultLocked', 'vaultUnlocking', 'vaultBroken', 'vaultGivingUp', 'vaultErasing'],
      ...['vaultOffer', 'vaultRepeat', 'vaultLocking', 'vaultForgotten', 'vaultUnavailable', 'keeping', 'doneHere'],
    ];
    const missing = walk(flow, about)
      .nodes.filter(
        ({ at, screen }) => !before.includes(at) && !screen.links?.some(({ href }) => href.includes('inquiry')),
      )
      .map(({ at }) => at);
    assert.deepEqual(missing, [], flow.id);
  }
});

test('each of these flows takes the place of the one with a back end, under the same name', async () => {
  for (const flow of [mailGuideFlow, appSmartphoneGuideFlow, appBrowserGuideFlow]) {
    const source = (await sourceOf(flow.id, true, {}))!.flow;
    assert.equal(typeof source === 'function' ? await source() : source, flow);
  }
});

/** Manual 2-2 with this page as the app: the institution's page shows the QR code. */
const withThisPage = (about?: Partial<Context>) =>
  begin(appBrowserGuideFlow, { input: { isHere: true }, ...about }).press('I see a QR code');
const readHere = (about?: Partial<Context>) =>
  withThisPage(about).send('picked', { sources: picture }).send('read', readingOf());

test('this page as the app: it reads the QR code, keeps the key and shows the digits to type over there', () => {
  const flow = withThisPage();
  assert.match(flow.text, /Take a screenshot of the QR code on that page/);
  assert.ok(!flow.labels.includes('Scan it with the app'));
  const kept = readHere().keep(openVault);
  assert.deepEqual(kept.vault.input, { entry: entry() });
  const { screen, text } = kept.keep({ id: 'v1' });
  assert.ok(screen.kind === 'compare-code' && screen.key.secret.reveal() === canary.key);
  assert.match(text, /Not finished yet: type these digits on that page/);
  assert.equal(kept.press('The page says so').next, 'complete');
  assert.match(kept.text, /in this browser only/);
  assert.equal(kept.press('Show the codes').next, 'authenticator');
});

test('this page as the app: digits that are not taken lead to what to do, and back to the digits', () => {
  const flow = readHere().keep(openVault).keep({ id: 'v1' }).press('The code was not accepted');
  assert.match(flow.text, /If that page was reloaded, it has a new key/);
  assert.equal(flow.press('Try again').screen.kind, 'compare-code');
  assert.equal(flow.press('The code was not accepted').press('Begin again with the QR code').at, 'method');
});

test('this page as the app: a locked vault is opened first, and what was read is not lost', () => {
  const flow = readHere()
    .keep({ at: 'locked', locks: ['passphrase'] })
    .type('correct horse')
    .keep();
  assert.deepEqual(flow.keep(openVault).vault.input, { entry: entry() });
});

test('this page as the app: whoever turns back is asked again where the app is wanted', () => {
  const flow = readHere().keep(openVault).fail('full').press('Use another app');
  assert.deepEqual(flow.effects, [{ effect: 'hand-over', flow: 'choose', input: { isWhere: true } }]);
  assert.equal(begin(appBrowserGuideFlow, { input: { isHere: true } }).back().next, 'choose');
  const phone = { device: iPhone };
  assert.equal(begin(appBrowserGuideFlow, phone).send('wentHere').back().at, 'onPhone');
});

test('this page as the app: from the extension it is in the list of the others', () => {
  const flow = begin(appBrowserGuideFlow).press('Another browser or app').press('In this browser');
  assert.equal(flow.at, 'method');
  assert.match(flow.back().text, /Add the extension to/);
});

test('this page is no app where it may keep no keys', () => {
  const noVault = { can: { camera: true, vault: false } };
  const list = begin(appBrowserGuideFlow, noVault).press('Another browser or app');
  assert.ok(!list.labels.includes('In this browser'));
  assert.ok(!begin(appBrowserGuideFlow, { ...noVault, device: iPhone }).labels.includes('Use this page as the app'));
});
