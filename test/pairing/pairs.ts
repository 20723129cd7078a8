import { makeEntry, type Entry } from '../../src/core/entry.ts';
import type { Mailbox } from '../../src/pairing/mailbox.ts';
import type { Invitation, Role } from '../../src/pairing/protocol.ts';
import { joinPairing, openPairing, type PairingSession, type Part } from '../../src/pairing/session.ts';
import { Secret } from '../../src/core/secret.ts';
import { MemoryMailbox, StillClock, reaches } from './mailboxes.ts';

export const sampleKey = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
export const sampleEntry = (): Entry =>
  makeEntry('京都大学', 'a0123456', { secret: new Secret(sampleKey), digits: 6, periodS: 30, algorithm: 'SHA1' });

export interface PairOptions {
  opener?: Role;
  isScanned?: boolean;
  /** What an end sees of the mailbox. */
  line?: Partial<Record<'opener' | 'joiner', (mailbox: Mailbox) => Mailbox>>;
  keep?: (entry: Entry) => Promise<unknown>;
}

export interface Pair {
  opener: PairingSession;
  joiner: PairingSession;
  giver: PairingSession;
  taker: PairingSession;
  clock: StillClock;
  mailbox: MemoryMailbox;
  /** What the taker has kept. */
  kept: Entry[];
}

/** Two ends of one pairing; the joiner comes when the opener shows its code, if it gets that far. */
export async function pair({
  opener: role = 'taker',
  isScanned = true,
  line = {},
  keep,
}: PairOptions = {}): Promise<Pair> {
  const clock = new StillClock();
  const mailbox = new MemoryMailbox(clock);
  const kept: Entry[] = [];
  const parts: Record<Role, Part> = {
    giver: { role: 'giver', entry: sampleEntry() },
    taker: { role: 'taker', keep: keep ?? (async (entry) => kept.push(entry)) },
  };
  const seenBy = (end: 'opener' | 'joiner'): Mailbox => line[end]?.(mailbox) ?? mailbox;
  const opener = openPairing({ mailbox: seenBy('opener'), part: parts[role], clock });
  const state = await reaches(opener, 'waiting');
  const whole: Invitation = state.at === 'waiting' ? state.invitation : { id: '00000000' };
  const invitation = isScanned ? whole : { id: whole.id };
  const other = role === 'giver' ? 'taker' : 'giver';
  const joiner = joinPairing({ mailbox: seenBy('joiner'), part: parts[other], clock }, invitation);
  const [giver, taker] = role === 'giver' ? [opener, joiner] : [joiner, opener];
  return { opener, joiner, giver, taker, clock, mailbox, kept };
}

/** The digits of an end, or undefined when it ended before. */
export async function digitsOf(session: PairingSession): Promise<string | undefined> {
  const state = await reaches(session, 'comparing');
  return state.at === 'comparing' ? state.digits : undefined;
}

/** The person compares, and says what they see on both. */
export async function compare({ opener, joiner }: Pick<Pair, 'opener' | 'joiner'>): Promise<boolean> {
  const [one, other] = await Promise.all([digitsOf(opener), digitsOf(joiner)]);
  const isSame = one !== undefined && one === other;
  for (const session of [opener, joiner]) {
    if (isSame) session.confirm();
    else session.deny();
  }
  return isSame;
}

export const endOf = async (session: PairingSession): Promise<string> => {
  const state = await reaches(session);
  return state.at === 'ended' ? state.reason : state.at;
};
