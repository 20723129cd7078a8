import assert from 'node:assert/strict';
import test from 'node:test';
import { isFinal, next, type PairingEvent } from '../../src/pairing/protocol.ts';
import { Model, complaintAbout, earlierPairing, type Rules, type World } from './model.ts';

const cases: [name: string, rules: Rules][] = (['giver', 'taker'] as const).flatMap((opener) =>
  [true, false].map((isScanned): [string, Rules] => [
    `the ${opener} opens and the code is ${isScanned ? 'scanned' : 'typed'}`,
    { opener, isScanned },
  ]),
);

const ends = ['O', 'J'] as const;
const endings: PairingEvent[] = [{ type: 'stopped' }, { type: 'expired' }, { type: 'failed', reason: 'offline' }];

/** Whether an end that is not over can be ended by its person, its clock, or the loss of its connection. */
function deadEnd({ state }: World): string | undefined {
  for (const end of ends) {
    if (isFinal(state[end])) continue;
    for (const event of endings) {
      // What has arrived is still being kept: that ends by itself.
      const isKeeping = state[end].at === 'keeping' && event.type === 'expired';
      if (!isKeeping && !isFinal(next(state[end], event)[0])) return `${end} stays at ${state[end].at}`;
    }
  }
  return undefined;
}

for (const [name, rules] of cases) {
  test(`whatever the mailbox does, an entry reaches only the compared device, and both ends can end: ${name}`, (t) => {
    const model = new Model({ ...rules, earlier: earlierPairing(rules) });
    let successes = 0;
    const complaint = model.explore((world) => {
      if (ends.every((end) => world.state[end].at === 'done')) successes++;
      return complaintAbout(world) ?? deadEnd(world);
    });
    assert.equal(complaint, undefined);
    assert.ok(successes > 0, 'an honest mailbox leads to the end');
    t.diagnostic(`${model.states} states, ${model.transitions} transitions`);
  });
}

const hasty: typeof next = (state, event) => {
  const isHasty = state.at === 'comparing' && event.type === 'same' && state.role === 'giver';
  return next(isHasty ? { ...state, isOtherSure: true } : state, event);
};
const careless: typeof next = (state, event) => {
  const [after, ...effects] = next(state, event);
  return after.at === 'comparing' && after.role === 'giver' && after.isOtherSure
    ? next(after, { type: 'same' })
    : [after, ...effects];
};

const broken: [name: string, change: Partial<Rules>, found: RegExp][] = [
  ['reveals its nonce before the other has chosen', { revealsFirst: true }, /the attacker has the entry|another entry/],
  ['does not check the commitment', { trustsReveal: true }, /the attacker has the entry|another entry/],
  ['opens what anybody sealed', { trustsAnySealer: true }, /the giver believes|before the person|another/],
  ['sends before the other person has said so', { step: hasty }, /before the person/],
  ['sends before its own person has said so', { step: careless }, /before the person|the attacker has the entry/],
];

for (const [name, change, found] of broken) {
  test(`the model notices a copy that ${name}`, (t) => {
    const complaints = cases.map(([, rules]) => new Model({ ...rules, ...change }).explore(complaintAbout));
    const noticed = complaints.filter((complaint) => complaint !== undefined);
    assert.ok(noticed.length > 0);
    for (const complaint of noticed) assert.match(complaint.split('\n')[0]!, found);
    t.diagnostic(`${noticed.length} of ${cases.length}: ${noticed[0]!.split('\n')[0]}`);
  });
}
