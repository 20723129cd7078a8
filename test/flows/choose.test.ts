import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseFlow } from '../../src/flows/choose.flow.ts';
import { overviewFlow } from '../../src/flows/overview.flow.ts';
import { play } from './play.ts';
import { accounts } from './samples.ts';

const { shared } = accounts;
const guide = { mode: 'guide' } as const;

for (const [who, account, at, next] of [
  ['has nothing yet', shared.fresh, 'mailFirst', ''],
  ['waits for the code of the mail', shared['mail pending'], 'mailFirst', 'mail'],
  ['has mail', shared['mail set up'], 'where', ''],
  ['has mail and changes it', shared['other mail pending'], 'where', ''],
  ['began to set the app up', shared['app pending'], 'where', 'app-smartphone'],
  ['has the app on one device', shared['one device'], 'loading', 'overview'],
  ['has the app and no mail', shared['device without mail'], 'loading', 'overview'],
  ['needs no mail for the app', accounts['app before mail'].fresh, 'where', ''],
] as const) {
  test(`whoever ${who} is led to “${next || at}”`, () => {
    const flow = play(chooseFlow).answer(account);
    assert.deepEqual([flow.at, flow.next], [at, next]);
  });
}

test('the choice of mail leads to mail, that of a smartphone to its manual, that of a browser to the overview', () => {
  assert.equal(play(chooseFlow).answer(shared.fresh).send('choseMail').next, 'mail');
  const where = () => play(chooseFlow).answer(shared['mail set up']);
  assert.equal(where().send('choseSmartphone').next, 'app-smartphone');
  assert.equal(where().send('choseElsewhere').next, 'overview');
});

test('without a back end the page asks what it cannot know, and a wrong answer can be taken back', () => {
  const flow = play(chooseFlow, guide);
  assert.equal(flow.at, 'haveApp');
  flow.send('choseNoApp');
  assert.ok(flow.step.back);
  assert.equal(flow.send('wentBack').at, 'haveApp');
});

test('with a back end there is no way back to a question that was never asked', () => {
  assert.equal(play(chooseFlow).answer(shared['mail set up']).step.back, undefined);
});

test('without a back end every choice ends at the manuals', () => {
  for (const choices of [
    ['choseMail'],
    ['choseElsewhere'],
    ['choseNoApp', 'choseSmartphone'],
    ['choseNoApp', 'choseElsewhere'],
  ]) {
    const flow = play(chooseFlow, guide);
    for (const choice of choices) flow.send(choice);
    assert.equal(flow.next, 'overview', choices.join());
  }
  const manuals = play(overviewFlow, guide);
  assert.equal(manuals.at, 'elsewhere');
  assert.ok(manuals.step.links!.length > 0);
  assert.equal(manuals.send('wentBack').next, 'choose');
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

test('from the overview the manuals and back again', () => {
  const flow = play(overviewFlow).answer(shared['one device']).send('choseElsewhere');
  assert.equal(flow.at, 'elsewhere');
  assert.equal(flow.send('wentBack').at, 'overview');
  assert.equal(flow.send('choseMail').next, 'mail');
});
