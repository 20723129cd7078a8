import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pairThereFlow } from '../../src/flows/pairing/pair-there.flow.ts';
import { Secret } from '../../src/core/secret.ts';
import { play } from './play.ts';
import { insecurePage } from './samples.ts';

const invited = (role: 'giver' | 'taker') => ({ invited: { role, text: new Secret('#mfa-pair=1') } });

test('on a page without https an invitation ends in plain words, before anything is asked or read', () => {
  for (const arrived of [invited('giver'), invited('taker'), { invited: 'unreadable' }]) {
    const flow = play(pairThereFlow, insecurePage).send('invited', arrived);
    assert.equal(flow.at, 'insecure');
    assert.match(flow.text, /did not come over a secure connection.*https/);
    assert.equal(flow.send('wentOn').next, 'choose');
  }
  assert.equal(play(pairThereFlow, insecurePage).send('invited', { invited: null }).next, 'choose');
  assert.equal(play(pairThereFlow).send('invited', invited('giver')).at, 'asked');
});
