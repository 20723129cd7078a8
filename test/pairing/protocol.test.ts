import assert from 'node:assert/strict';
import test from 'node:test';
import type { Entry } from '../../src/core/entry.ts';
import {
  isFinal,
  next,
  startJoiner,
  startOpener,
  type Bytes,
  type Message,
  type Next,
  type PairingEffect,
  type PairingEvent,
  type PairingState,
  type Role,
} from '../../src/pairing/protocol.ts';

// One end alone, told everything that can be said to it, whether it fits or not: every event in every state that can be
// reached, in any order and as often as it likes. What two ends do with each other is the model's (model.test.ts).

const bytes: Bytes = new Uint8Array(1);
const invitation = { id: 'K7Q2M4XZ', role: 'giver', commitment: '' } as const;
const roles: readonly Role[] = ['giver', 'taker'];

const messages: readonly Message[] = [
  ...roles.flatMap((role): Message[] => [
    { type: 'offer', role, versions: [1], commitment: bytes },
    { type: 'offer', role, versions: [9], commitment: bytes },
    { type: 'reply', role, version: 1, publicKey: bytes, nonce: bytes },
    { type: 'reply', role, version: 9, publicKey: bytes, nonce: bytes },
  ]),
  { type: 'reveal', publicKey: bytes, nonce: bytes },
  { type: 'confirmed', sealed: bytes },
  { type: 'entry', sealed: bytes },
  { type: 'kept', sealed: bytes },
  { type: 'end', reason: 'stopped' },
  { type: 'end', reason: 'differs' },
];

const answers: readonly PairingEvent[] = [
  { type: 'opened', invitation, expiresAtMs: 1 },
  { type: 'joined', expiresAtMs: 1 },
  { type: 'agreed', digits: '000000' },
  { type: 'otherSure' },
  { type: 'arrived', entry: {} as Entry },
  { type: 'stored' },
  { type: 'acknowledged' },
];

const outside: readonly PairingEvent[] = [
  { type: 'same' },
  { type: 'differs' },
  { type: 'stopped' },
  { type: 'expired' },
  { type: 'closed' },
  { type: 'failed', reason: 'tampered' },
  { type: 'failed', reason: 'offline' },
];

const events = [...messages, ...answers, ...outside];
const starts: readonly Next[] = roles.flatMap((role) => [startOpener(role), startJoiner(role, { id: invitation.id })]);

/** One way through the machine: where it is, and what matters of how it got there. */
interface Way {
  state: PairingState;
  /** Which effects it has asked for so far, and how often those that must not come twice. */
  asked: readonly PairingEffect['effect'][];
  /** What the person has said, and whether the other person's word was authentic. */
  heard: readonly string[];
}

/** Twice is one time too many. */
const grows: readonly string[] = ['send-entry', 'keep', 'tell', 'close', 'send-kept', 'send-confirmed'];

function after({ state, asked, heard }: Way, event: PairingEvent): { way: Way; effects: PairingEffect[] } {
  const [to, ...effects] = next(state, event);
  const isNews = (name: PairingEffect['effect']): boolean =>
    asked.filter((each) => each === name).length < (grows.includes(name) ? 2 : 1);
  const more = effects.map(({ effect }) => effect).filter(isNews);
  const isWord = event.type === 'same' || event.type === 'otherSure';
  const said = isWord && !heard.includes(event.type) ? [...heard, event.type].sort() : heard;
  return { way: { state: to, asked: [...asked, ...more].sort(), heard: said }, effects };
}

/** Calls `look` for every event in every way that can be gone. */
function walk(look: (way: Way, event: PairingEvent, to: Way, effects: PairingEffect[]) => void): number {
  const seen = new Set<string>();
  const open = starts.map(([state, ...effects]): Way => ({
    state,
    asked: effects.map(({ effect }) => effect),
    heard: [],
  }));
  for (let way = open.pop(); way; way = open.pop()) {
    const name = JSON.stringify(way);
    if (seen.has(name)) continue;
    seen.add(name);
    assert.ok(seen.size < 20_000, `no end of it: ${name}`);
    for (const event of events) {
      const { way: to, effects } = after(way, event);
      look(way, event, to, effects);
      open.push(to);
    }
  }
  return seen.size;
}

const told = (way: Way, event: PairingEvent): string => `${event.type} in ${JSON.stringify(way)}`;

test('a key is given once at most, by a giver alone, and after both persons have said so', (t) => {
  let times = 0;
  const ways = walk((way, event, to, effects) => {
    const given = to.asked.filter((effect) => effect === 'send-entry').length;
    assert.ok(given <= 1, told(way, event));
    if (!effects.some(({ effect }) => effect === 'send-entry')) return;
    times++;
    assert.equal(to.state.role, 'giver', told(way, event));
    assert.deepEqual(to.heard, ['otherSure', 'same'], told(way, event));
  });
  assert.ok(times > 0);
  t.diagnostic(`${ways} ways, ${events.length} events each`);
});

test('a key is kept once at most, by a taker alone, and after its person has said so', () => {
  let times = 0;
  walk((way, event, to, effects) => {
    assert.ok(to.asked.filter((effect) => effect === 'keep').length <= 1, told(way, event));
    if (!effects.some(({ effect }) => effect === 'keep')) return;
    times++;
    assert.equal(to.state.role, 'taker', told(way, event));
    assert.ok(to.heard.includes('same'), told(way, event));
  });
  assert.ok(times > 0);
});

test('wherever it is there is a way on: it can be stopped, it has an end of itself, and no way leads back', () => {
  const order: PairingState['at'][] = [
    'opening',
    'joining',
    'waiting',
    'meeting',
    'answering',
    'agreeing',
    'comparing',
    'confirmed',
    'sending',
    'keeping',
    'done',
    'ended',
  ];
  const met = new Set<string>();
  walk((way, event, to) => {
    met.add(way.state.at);
    assert.ok(order.indexOf(to.state.at) >= order.indexOf(way.state.at), told(way, event));
    if (isFinal(way.state)) return;
    assert.equal(next(way.state, { type: 'stopped' })[0].at, 'ended', told(way, event));
    // A device that takes its time to keep the entry is not hurried.
    const isKeeping = way.state.at === 'keeping';
    assert.equal(isFinal(next(way.state, { type: 'expired' })[0]), !isKeeping, told(way, event));
    assert.ok(isFinal(next(way.state, { type: 'failed', reason: 'not-kept' })[0]), told(way, event));
  });
  assert.deepEqual([...met].sort(), [...order].sort());
});

test('what is over stays over, and nothing more is done', () => {
  walk((way, event, to, effects) => {
    if (!isFinal(way.state)) return;
    assert.equal(to.state, way.state, told(way, event));
    assert.deepEqual(effects, [], told(way, event));
  });
});

test('every end but a success of the taker closes the mailbox, once', () => {
  walk((way, event, to, effects) => {
    const last = to.asked.filter((effect) => effect === 'tell' || effect === 'close');
    // The taker's last word, that it has kept the entry, is still to be fetched.
    const isOver = isFinal(to.state) && !(to.state.at === 'done' && to.state.role === 'taker');
    assert.equal(last.length, isOver ? 1 : 0, told(way, event));
    if (to.state.at === 'done' && to.state.role === 'taker' && !isFinal(way.state))
      assert.deepEqual(effects, [{ effect: 'send-kept' }]);
  });
});

test('a message that has been dealt with is passed over when it comes again', () => {
  walk((way, event, to, effects) => {
    const isMessage = (messages as readonly PairingEvent[]).includes(event);
    if (!isMessage || isFinal(to.state) || (to.state === way.state && !effects.length)) return;
    const [again, ...more] = next(to.state, event);
    assert.equal(again, to.state, told(way, event));
    // Until its answer is there it is opened again, which tells the other end nothing.
    for (const { effect } of more) assert.match(effect, /^open-/, told(way, event));
  });
});

test('a message that cannot come yet ends it as tampered with', () => {
  let times = 0;
  walk((way, event, to) => {
    const { state } = way;
    if (event.type !== 'entry' || isFinal(state) || ['opening', 'joining', 'sending', 'keeping'].includes(state.at))
      return;
    if (state.at === 'confirmed' && state.role === 'taker') return;
    times++;
    assert.deepEqual(to.state, { at: 'ended', role: state.role, reason: 'tampered' }, told(way, event));
  });
  assert.ok(times > 0);
});

test('once the entry is on its way, every end but a success says that nobody knows', () => {
  walk((way, event, to) => {
    if (way.state.at !== 'sending' || to.state.at !== 'ended') return;
    assert.equal(to.state.reason, 'unacknowledged', told(way, event));
  });
});
