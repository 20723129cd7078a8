import { compare, endOf, pair, sampleKey } from '../../pairing/pairs.ts';
import { deepEqual, ok } from '../../support/expect.ts';

// What only a browser can tell: its own keys cannot be read out, and its own cryptography seals and opens.
for (const opener of ['giver', 'taker'] as const) {
  it(`one entry moves between two ends in a browser when the ${opener} opens`, async () => {
    const ends = await pair({ opener });
    ok(await compare(ends));
    deepEqual([await endOf(ends.giver), await endOf(ends.taker)], ['done', 'done']);
    ok(ends.kept[0]?.key.secret.equals(sampleKey));
  });
}

it('one end can wait with real time, and be stopped', async () => {
  const { openPairing } = await import('../../../src/pairing/session.ts');
  const { MemoryMailbox, StillClock, reaches } = await import('../../pairing/mailboxes.ts');
  const part = { role: 'taker', keep: async () => undefined } as const;
  const opener = openPairing({ mailbox: new MemoryMailbox(new StillClock()), part });
  await reaches(opener, 'waiting');
  opener.stop();
  await opener.finished;
  deepEqual(opener.state.at === 'ended' && opener.state.reason, 'stopped');
});
