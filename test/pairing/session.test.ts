import assert from 'node:assert/strict';
import test from 'node:test';
import { Channel } from '../../src/pairing/channel.ts';
import { joinPairing, openPairing } from '../../src/pairing/session.ts';
import { makeEntry } from '../../src/core/entry.ts';
import { Secret } from '../../src/core/secret.ts';
import { overLine, reaches, MemoryMailbox, StillClock } from './mailboxes.ts';
import type { Mailbox, Seat } from '../../src/pairing/mailbox.ts';
import { compare, digitsOf, endOf, pair, sampleEntry, sampleKey } from './pairs.ts';

const never = async (): Promise<void> => assert.fail('nothing arrives here');

for (const opener of ['giver', 'taker'] as const) {
  for (const isScanned of [true, false]) {
    test(`one entry moves when the ${opener} opens and the code is ${isScanned ? 'scanned' : 'typed'}`, async () => {
      const ends = await pair({ opener, isScanned });
      assert.ok(await compare(ends));
      assert.deepEqual([await endOf(ends.giver), await endOf(ends.taker)], ['done', 'done']);
      await Promise.all([ends.giver.finished, ends.taker.finished]);
      assert.equal(ends.kept.length, 1);
      const [{ issuer, account, key }] = ends.kept as [ReturnType<typeof sampleEntry>];
      assert.deepEqual(
        [issuer, account, key.digits, key.periodS, key.algorithm],
        ['京都大学', 'a0123456', 6, 30, 'SHA1'],
      );
      assert.ok(key.secret.equals(sampleKey));
    });
  }
}

test('the mailbox sees no entry, no name and no key, and each sealed entry is as long as the next', async () => {
  const logs = await Promise.all(
    [sampleEntry(), makeEntry('', '', { ...sampleEntry().key, secret: new Secret('A') })].map(async (entry) => {
      const clock = new StillClock();
      const mailbox = new MemoryMailbox(clock);
      const taker = openPairing({ mailbox, part: { role: 'taker', keep: async () => undefined }, clock });
      const state = await reaches(taker, 'waiting');
      assert.ok(state.at === 'waiting');
      const giver = joinPairing({ mailbox, part: { role: 'giver', entry }, clock }, state.invitation);
      await compare({ opener: taker, joiner: giver });
      await giver.finished;
      return mailbox.log.map(({ message }) => message);
    }),
  );
  const bytes = logs.flat().map((message) => Buffer.from(message, 'base64url').toString('latin1'));
  for (const canary of [sampleKey, 'a0123456', Buffer.from('京都大学').toString('latin1'), 'SHA1']) {
    assert.ok(bytes.every((each) => !each.includes(canary)));
  }
  const lengths = logs.map((log) => log.map((message) => message.length));
  assert.deepEqual(lengths[0], lengths[1]);
  assert.ok(lengths[0]!.every((length) => length <= 4096));
});

test('nothing leaves the giver before both persons have said so', async () => {
  const { giver, taker, mailbox } = await pair();
  await Promise.all([digitsOf(giver), digitsOf(taker)]);
  giver.confirm();
  assert.equal(giver.state.at, 'confirmed');
  const before = mailbox.log.length;
  taker.stop();
  assert.equal(await endOf(giver), 'closed-by-other');
  await Promise.all([giver.finished, taker.finished]);
  // The taker's farewell and no more.
  assert.equal(mailbox.log.length, before + 1);
});

test('digits that a person finds different end both, with that reason', async () => {
  const { giver, taker, kept } = await pair();
  await Promise.all([digitsOf(giver), digitsOf(taker)]);
  taker.deny();
  assert.deepEqual([await endOf(taker), await endOf(giver)], ['differs', 'differs']);
  assert.deepEqual(kept, []);
});

test('a code that is unknown, or used already, ends the joiner with that reason and the first two go on', async () => {
  const ends = await pair();
  const { mailbox, clock } = ends;
  const part = { role: 'taker', keep: never } as const;
  assert.equal(await endOf(joinPairing({ mailbox, part, clock }, { id: 'ZZZZZZZZ' })), 'not-found');
  assert.equal(await endOf(joinPairing({ mailbox, part, clock }, { id: 'K7Q2M4X0' })), 'taken');
  assert.ok(await compare(ends));
  assert.equal(await endOf(ends.giver), 'done');
});

test('two givers, or two takers, end with that reason', async () => {
  for (const id of [{ role: 'taker', commitment: '' } as const, {}]) {
    const { mailbox, clock, opener } = await pair({ line: { joiner: (line) => overLine(line, () => 'hang') } });
    const part = { role: 'taker', keep: never } as const;
    const joiner = joinPairing({ mailbox, part, clock }, { id: 'K7Q2M4X0', ...id });
    assert.equal(await endOf(joiner), 'same-role');
    // Scanned, it is known before anybody joins.
    if (!('role' in id)) assert.equal(await endOf(opener), 'same-role');
  }
});

test('whoever opens without a session is told to sign in', async () => {
  const { opener } = await pair({ line: { opener: (line) => overLine(line, () => ({ refuse: 'unauthenticated' })) } });
  assert.equal(await endOf(opener), 'unauthenticated');
});

test('a refusal that nobody foresaw is the service being unavailable', async () => {
  const refuse = { refuse: 'forbidden_origin' };
  const { opener } = await pair({ line: { opener: (line) => overLine(line, () => refuse) } });
  assert.equal(await endOf(opener), 'unavailable');
});

test('a service that gives something else than a code is not available', async () => {
  const odd = (mailbox: Mailbox): Mailbox => {
    return {
      ...overLine(mailbox, () => 'pass'),
      open: async (signal) => ({ ...(await mailbox.open(signal)), id: '<b>' }),
    };
  };
  const { opener } = await pair({ line: { opener: odd } });
  assert.equal(await endOf(opener), 'unavailable');
});

/** Lets time pass until it is done: retries and waits are by this clock. Answers how long that was. */
async function passTime(clock: StillClock, work: Promise<unknown>): Promise<number> {
  const before = clock.now();
  let isDone = false;
  void work.then(() => (isDone = true));
  while (!isDone) {
    clock.advance(100);
    // As long as one step of the cryptography that others wait for: time must not outrun it.
    await crypto.subtle.digest('SHA-256', new Uint8Array(1));
    assert.ok(clock.now() - before < 600_000, 'this never ends');
  }
  return clock.now() - before;
}

const finished = (...sessions: { finished: Promise<void> }[]) => Promise.all(sessions.map((each) => each.finished));

test('a line that fails and comes back, or loses an answer, is no end', async () => {
  for (const fate of ['fail', 'lose-answer'] as const) {
    const shaky = (line: MemoryMailbox) =>
      overLine(line, (call, before) => (call === 'send' && before < 2 ? fate : 'pass'));
    const ends = await pair({ line: { joiner: (line) => shaky(line as MemoryMailbox) } });
    await passTime(ends.clock, compare(ends));
    await passTime(ends.clock, finished(ends.giver, ends.taker));
    assert.deepEqual([ends.giver.state.at, ends.taker.state.at, ends.kept.length], ['done', 'done', 1]);
  }
});

for (const opener of ['giver', 'taker'] as const) {
  for (const dead of ['opener', 'joiner'] as const) {
    test(`the ${dead} that dies at any message leaves the other with a reason, in time, and nothing half moved (${opener} opens)`, async () => {
      const outcomes = new Set<string>();
      for (let sends = 0; sends < 5; sends++) {
        let isDead = false;
        const dying = (line: MemoryMailbox) =>
          overLine(line, (call, before) => {
            if (call === 'send' && before >= sends) isDead = true;
            return isDead ? 'hang' : 'pass';
          });
        const ends = await pair({ opener, line: { [dead]: (line: MemoryMailbox) => dying(line) } });
        const alive = dead === 'opener' ? ends.joiner : ends.opener;
        void compare(ends);
        const tookMs = await passTime(ends.clock, finished(alive));
        assert.ok(tookMs <= 126_000, `${tookMs} ms`);
        const { state } = alive;
        const outcome = state.at === 'ended' ? state.reason : state.at;
        const isGiver = state.role === 'giver';
        // Everything had been said before it died, or there is a reason.
        assert.ok(
          ['expired', 'closed-by-other', 'done', ...(isGiver ? ['unacknowledged'] : [])].includes(outcome),
          outcome,
        );
        outcomes.add(outcome);
        if (outcome === 'done') assert.equal(ends.kept.length, 1);
        else if (outcome !== 'unacknowledged') assert.equal(ends.kept.length, 0);
      }
      // From before the first message to after the last.
      assert.ok(outcomes.has('expired') && outcomes.has('done'), [...outcomes].join());
    });
  }
}

test('without a connection it ends as offline when the time is over', async () => {
  const { opener, clock } = await pair();
  const cut = joinPairing(
    { mailbox: overLine(new MemoryMailbox(clock), () => 'fail'), part: { role: 'taker', keep: never }, clock },
    { id: 'K7Q2M4X0' },
  );
  await new Promise((resolve) => setImmediate(resolve));
  await passTime(clock, finished(cut, opener));
  assert.equal(await endOf(cut), 'offline');
  assert.equal(cut.isOnline, false);
});

test('two minutes are the end, even when the service forgets to say so', async () => {
  const clock = new StillClock();
  const part = { role: 'taker', keep: never } as const;
  const opener = openPairing({ mailbox: new MemoryMailbox(clock), part, clock });
  await reaches(opener, 'waiting');
  clock.advance(119_000);
  assert.equal(opener.state.at, 'waiting');
  clock.advance(1_000);
  assert.equal(await endOf(opener), 'expired');
});

test('whoever joins late has what is left of the two minutes', async () => {
  const clock = new StillClock();
  const mailbox = new MemoryMailbox(clock);
  const opener = openPairing({ mailbox, part: { role: 'taker', keep: never }, clock });
  const state = await reaches(opener, 'waiting');
  assert.ok(state.at === 'waiting');
  clock.advance(90_000);
  const part = { role: 'giver', entry: sampleEntry() } as const;
  const joiner = joinPairing({ mailbox, part, clock }, state.invitation);
  await digitsOf(joiner);
  clock.advance(30_000);
  assert.equal(await endOf(joiner), 'expired');
});

test('a mailbox that is gone before its time was erased by the other', async () => {
  const { giver, taker, mailbox } = await pair();
  await Promise.all([digitsOf(giver), digitsOf(taker)]);
  mailbox.drop();
  assert.deepEqual([await endOf(giver), await endOf(taker)], ['closed-by-other', 'closed-by-other']);
});

test('an entry that could not be kept is no success on either side', async () => {
  const ends = await pair({ keep: () => Promise.reject(new Error('the vault is locked')) });
  await compare(ends);
  assert.deepEqual([await endOf(ends.taker), await endOf(ends.giver)], ['not-kept', 'unacknowledged']);
});

test('who hears nothing of the keeping says that it does not know', async () => {
  const ends = await pair({ keep: () => new Promise(() => undefined) });
  await compare(ends);
  await reaches(ends.taker, 'keeping');
  ends.clock.advance(120_000);
  assert.equal(await endOf(ends.giver), 'unacknowledged');
  assert.equal(ends.taker.state.at, 'keeping');
  ends.taker.stop();
  await ends.taker.finished;
});

test('an entry that no taker would accept is refused before anything is opened', () => {
  const clock = new StillClock();
  const entry = makeEntry('x'.repeat(201), '', sampleEntry().key);
  const part = { role: 'giver', entry } as const;
  assert.throws(() => openPairing({ mailbox: new MemoryMailbox(clock), part, clock }), RangeError);
});

test('no state tells the key', async () => {
  const ends = await pair();
  const told: string[] = [];
  for (const session of [ends.giver, ends.taker]) session.subscribe(() => told.push(JSON.stringify(session.state)));
  await compare(ends);
  await Promise.all([ends.giver.finished, ends.taker.finished]);
  assert.ok(told.length > 0);
  assert.ok(told.every((state) => !state.includes(sampleKey)));
});

/** A mailbox that does something to the n-th message it is given. */
class HostileMailbox extends MemoryMailbox {
  #passed = 0;
  target = Infinity;
  act: (message: string, pass: (message: string) => Promise<void>) => Promise<void> = (message, pass) => pass(message);

  override async send(input: Seat & { message: string }): Promise<void> {
    const pass = (message: string): Promise<void> => super.send({ ...input, message });
    await (this.#passed++ === this.target ? this.act(input.message, pass) : pass(input.message));
  }
}

async function underAttack(target: number, act: HostileMailbox['act'], isScanned: boolean) {
  const clock = new StillClock();
  const mailbox = Object.assign(new HostileMailbox(clock), { target, act });
  const kept: unknown[] = [];
  const keep = async (entry: unknown) => kept.push(entry);
  const opener = openPairing({ mailbox, part: { role: 'taker', keep }, clock });
  const state = await reaches(opener, 'waiting');
  assert.ok(state.at === 'waiting');
  const { invitation } = state;
  const part = { role: 'giver', entry: sampleEntry() } as const;
  const joiner = joinPairing({ mailbox, part, clock }, isScanned ? invitation : { id: invitation.id });
  const both = Promise.all([endOf(opener), endOf(joiner)]);
  void compare({ opener, joiner });
  await passTime(clock, both);
  return { ends: await both, kept: kept.length };
}

/** The messages of a pairing: offer, reply, reveal, confirmed, entry, kept. */
const sixMessages = [0, 1, 2, 3, 4, 5];

for (const isScanned of [true, false]) {
  const way = isScanned ? 'scanned' : 'typed';
  test(`a bit turned in any message ends both, and no entry is taken for whole (${way})`, async () => {
    for (const target of sixMessages) {
      const turn: HostileMailbox['act'] = (message, pass) => {
        const bytes = Buffer.from(message, 'base64url');
        bytes[bytes.length - 1]! ^= 1;
        return pass(bytes.toString('base64url'));
      };
      const { ends, kept } = await underAttack(target, turn, isScanned);
      // The last message says that it was kept: by then it was.
      if (target === 5) assert.deepEqual([ends, kept], [['done', 'unacknowledged'], 1]);
      else {
        assert.ok(
          ends.every((end) => ['tampered', 'differs', 'unacknowledged'].includes(end)),
          `${target}: ${ends.join()}`,
        );
        assert.equal(kept, 0);
      }
    }
  });

  test(`a message that is lost leaves both with a reason (${way})`, async () => {
    for (const target of sixMessages) {
      const { ends, kept } = await underAttack(target, async () => undefined, isScanned);
      assert.equal(kept, target === 5 ? 1 : 0);
      assert.ok(ends.every((end) => end !== 'done') || target === 5, `${target}: ${ends.join()}`);
    }
  });

  test(`a message that comes twice changes nothing (${way})`, async () => {
    for (const target of sixMessages) {
      const twice: HostileMailbox['act'] = async (message, pass) => {
        await pass(message);
        await pass(message);
      };
      assert.deepEqual(await underAttack(target, twice, isScanned), { ends: ['done', 'done'], kept: 1 });
    }
  });
}

/** The mailbox with one answer of another kind. */
const changed = (mailbox: Mailbox, other: Partial<Mailbox>): Mailbox => ({
  ...overLine(mailbox, () => 'pass'),
  ...other,
});
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

for (const [what, leftMs] of [
  ['in an hour', 3_600_000],
  ['an hour ago', -3_600_000],
  ['at no time', NaN],
] as const) {
  test(`where the service ends it ${what}, it ends after two minutes all the same`, async () => {
    const clock = new StillClock();
    const honest = new MemoryMailbox(clock);
    const expiresAt = Number.isNaN(leftMs) ? 'soon' : new Date(clock.now() + leftMs).toISOString();
    const mailbox = changed(honest, { open: async () => ({ ...(await honest.open()), expiresAt }) });
    const opener = openPairing({ mailbox, part: { role: 'taker', keep: never }, clock });
    await reaches(opener, 'waiting');
    clock.advance(119_999);
    await settle();
    assert.equal(opener.state.at, 'waiting');
    clock.advance(1);
    assert.equal(await endOf(opener), 'expired');
  });
}

test('when it is over the keys of both ends are gone', async () => {
  const { forget } = Channel.prototype;
  let times = 0;
  Channel.prototype.forget = function () {
    times++;
    forget.call(this);
  };
  try {
    const ends = await pair();
    await compare(ends);
    await Promise.all([ends.opener.finished, ends.joiner.finished]);
    assert.equal(times, 2);
  } finally {
    Channel.prototype.forget = forget;
  }
});

test('messages that come together are taken one after the other', async () => {
  const late = (mailbox: Mailbox): Mailbox =>
    changed(mailbox, {
      receive: async (input, signal) => {
        for (;;) {
          const received = await mailbox.receive(input, signal);
          // What was revealed is held back until the other person's word is there as well.
          if (input.after !== 0 || received.messages.length > 1 || received.isClosed) return received;
          await settle();
        }
      },
    });
  const ends = await pair({ line: { joiner: late } });
  await digitsOf(ends.opener);
  ends.opener.confirm();
  await digitsOf(ends.joiner);
  ends.joiner.confirm();
  assert.deepEqual([await endOf(ends.opener), await endOf(ends.joiner)], ['done', 'done']);
});

test('a mailbox that gives more messages than one can hold is none', async () => {
  const flooding = (mailbox: Mailbox): Mailbox =>
    changed(mailbox, {
      receive: async (input, signal) => {
        const { messages, isClosed } = await mailbox.receive(input, signal);
        const { message } = messages[0]!;
        return { messages: Array.from({ length: 9 }, (_, index) => ({ index, message })), isClosed };
      },
    });
  assert.equal(await endOf((await pair({ line: { joiner: flooding } })).joiner), 'tampered');
});

test('a mailbox that is closed without a word was closed by the other', async () => {
  const { opener, joiner, mailbox, clock } = await pair();
  await Promise.all([digitsOf(opener), digitsOf(joiner)]);
  await mailbox.close({ id: 'K7Q2M4X0', seat: new Secret('opener') });
  await settle();
  clock.advance(300);
  assert.deepEqual([await endOf(opener), await endOf(joiner)], ['closed-by-other', 'closed-by-other']);
});

test('a mailbox that answers at once is not asked without a pause', async () => {
  const clock = new StillClock();
  let times = 0;
  let begin!: () => void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const mailbox = changed(new MemoryMailbox(clock), {
    receive: async () => (begin(), { messages: [], isClosed: ++times > 100 }),
  });
  const opener = openPairing({ mailbox, part: { role: 'taker', keep: never }, clock });
  await begun;
  assert.equal(opener.state.at, 'waiting');
  for (const expected of [1, 2]) {
    await settle();
    assert.equal(times, expected);
    clock.advance(300);
  }
});

test('a last word that does not get through is given up after five seconds', async () => {
  let isHanging = false;
  const line = { joiner: (mailbox: Mailbox) => overLine(mailbox, () => (isHanging ? 'hang' : 'pass')) };
  const { joiner, clock } = await pair({ line });
  await digitsOf(joiner);
  isHanging = true;
  joiner.stop();
  let isOver = false;
  void joiner.finished.then(() => (isOver = true));
  clock.advance(4_999);
  await settle();
  assert.equal(isOver, false);
  clock.advance(1);
  await joiner.finished;
});

test('a mailbox that is gone at about its end has run out', async () => {
  const { opener, joiner, clock, mailbox } = await pair();
  await Promise.all([digitsOf(opener), digitsOf(joiner)]);
  clock.advance(115_001);
  mailbox.drop();
  assert.deepEqual([await endOf(opener), await endOf(joiner)], ['expired', 'expired']);
});
