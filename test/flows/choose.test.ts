import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseFlow } from '../../src/flows/start/choose.flow.ts';
import { chooseGuideFlow } from '../../src/flows/start/choose.guide.flow.ts';
import { overviewFlow } from '../../src/flows/start/overview.flow.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { play } from './play.ts';
import { accounts } from './samples.ts';

const { shared } = accounts;
const guide = { mode: 'guide' } as const;

for (const [who, account, at, next] of [
  ['has nothing yet', shared.fresh, 'loading', 'mail'],
  ['waits for the code of the mail', shared['mail pending'], 'loading', 'mail'],
  ['has mail', shared['mail set up'], 'where', ''],
  ['has mail and changes it', shared['other mail pending'], 'where', ''],
  ['began to set the app up', shared['app pending'], 'loading', 'app-smartphone'],
  ['has the app on one device', shared['one device'], 'loading', 'overview'],
  ['has the app and no mail', shared['device without mail'], 'loading', 'overview'],
  ['needs no mail for the app', accounts['app before mail'].fresh, 'where', ''],
] as const) {
  test(`whoever ${who} is led to “${next || at}”`, () => {
    const flow = play(chooseFlow).answer(account);
    assert.deepEqual([flow.at, flow.next], [at, next]);
  });
}

test('the choice of a place leads to its manual, and this browser’s own app begins without another question', () => {
  const where = () => play(chooseFlow).answer(shared['mail set up']);
  assert.equal(where().press('On my smartphone').next, 'app-smartphone');
  assert.equal(where().press('In a browser on my computer').next, 'app-browser');
  assert.deepEqual(where().press('In this browser').effects, [
    { effect: 'hand-over', flow: 'app-here', input: { isAsked: true } },
  ]);
});

test('this browser is offered only where it may keep keys and can make these codes', () => {
  const labels = (account: typeof shared.fresh, about?: Partial<Context>) =>
    play(chooseFlow, about).answer(account).labels;
  assert.ok(labels(shared['mail set up']).includes('In this browser'));
  assert.ok(!labels(shared['mail set up'], { can: { camera: true, vault: false } }).includes('In this browser'));
  const { policy } = shared['mail set up'];
  const odd = { ...policy, app: { ...policy.app, algorithm: 'SHA3' as never } };
  assert.ok(!labels({ ...shared['mail set up'], policy: odd }).includes('In this browser'));
});

test('without a back end, whoever has just set mail up is not asked again what is set up', () => {
  assert.equal(play(chooseGuideFlow, { ...guide, input: { isWhere: true } }).at, 'where');
});

test('whoever comes back from a set-up that waits is asked for the place anew', () => {
  const flow = play(chooseFlow, { input: { isWhere: true } }).answer(shared['app pending']);
  assert.equal(flow.at, 'where');
  assert.equal(flow.press('In this browser').next, 'app-here');
});

test('a set-up begun in a browser goes on there', () => {
  const { app } = shared['app pending'].pending;
  const account = {
    ...shared['app pending'],
    pending: { mail: null, app: { ...app!, kind: 'browser' as const }, sync: null },
  };
  assert.equal(play(chooseFlow).answer(account).next, 'app-browser');
});

test('without a back end the page asks what it cannot know, and a wrong answer can be taken back', () => {
  const flow = play(chooseGuideFlow, guide);
  assert.equal(flow.at, 'haveApp');
  flow.press('No, I read the code in a mail');
  assert.ok(flow.screen.back);
  assert.equal(flow.send('wentBack').at, 'haveApp');
});

test('with a back end there is no way back to a question that was never asked', () => {
  assert.equal(play(chooseFlow).answer(shared['mail set up']).screen.back, undefined);
});

test('without a back end every answer leads to a manual', () => {
  const leads = (...labels: string[]) => {
    const flow = play(chooseGuideFlow, guide);
    for (const label of labels) flow.press(label);
    return flow.next;
  };
  assert.deepEqual(
    [
      leads('No, I have not set up anything yet'),
      leads('No, I read the code in a mail', 'On my smartphone'),
      leads('No, I read the code in a mail', 'In a browser on my computer'),
      leads('No, I read the code in a mail', 'In this browser'),
      leads('Yes, and I want it on another device, too'),
      leads('Yes, and I am replacing my device'),
      leads('It is lost, or its codes are refused'),
      leads('I am handing on a computer'),
    ],
    ['mail', 'app-smartphone', 'app-browser', 'app-here', 'sync', 'change-device', 'reset', 'wipe'],
  );
  assert.equal(play(overviewFlow, guide).next, 'choose');
});

test('the overview names one device, counts several, and says where the mail goes', () => {
  assert.match(
    play(overviewFlow).answer(shared['one device']).text,
    /App on one device: Pixel\.\nCodes by mail: t\*\*\*@example\.org\./,
  );
  assert.match(
    play(overviewFlow).answer(shared['three devices']).text,
    /App on 3 devices: Pixel, Lab computer, おさがり\./,
  );
  assert.match(
    play(overviewFlow).answer(shared['device without mail']).text,
    /Codes by mail: not set up\.[^]*Set up mail/,
  );
});

test('the overview in Japanese counts devices up with its own comma', () => {
  const { text } = play(overviewFlow, { locale: 'ja' }).answer(shared['three devices']);
  assert.match(text, /Pixel、Lab computer、おさがり/);
});

test('when the last device goes while the overview is shown, one is asked where to begin', () => {
  const flow = play(overviewFlow).answer(shared['one device']).send('accountChanged');
  assert.equal(flow.answer(shared['mail set up']).next, 'choose');
});

test('from the overview every other manual is one press away', () => {
  const leads = (label: string) => play(overviewFlow).answer(shared['one device']).press(label).next;
  assert.deepEqual(
    [
      leads('Use the app on another device, too'),
      leads('I am replacing a device'),
      leads('Change the mail address'),
      leads('Set up the app again'),
      leads('I am handing on a computer'),
    ],
    ['sync', 'change-device', 'mail', 'reset', 'wipe'],
  );
});
