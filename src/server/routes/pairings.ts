import { after, note, type Change, type Visit, type Visitor } from '../context.ts';
import { noteRefusal } from '../note-refusal.ts';
import { randomId, randomPairingCode } from '../random.ts';
import { spendJoin, spendPairing, spendSeat } from '../rate-limit.ts';
import { Refusal } from '../refusal.ts';
import { hashedSeat, joinerToken, requireSeat } from '../seat.ts';
import type { Session } from '../sessions/port.ts';
import { pairings, people } from '../store/store.ts';

/**
 * A blind mailbox for two devices: ciphertext goes through, and nothing is known of it but sizes and times. Small, short
 * and few, so that it serves no other purpose.
 */
export const openPairing: Change<'openPairing'> = {
  async change(context) {
    const { services, database, personId, now } = context;
    await spendPairing(context);
    await pairings.closeThoseOf(database, personId, now);
    const seat = randomId(services.random);
    const expiresAt = after(now, services.limits.pairingLifeMs);
    for (;;) {
      const id = randomPairingCode(services.random);
      const openerHash = await hashedSeat(id, seat);
      const openedBy = context.session.label;
      if (!(await pairings.addPairing(database, { id, personId, openedBy, openerHash, expiresAt }))) continue;
      await note(context, 'pairing-opened');
      return { id, seat, expiresAt: expiresAt.toISOString() };
    }
  },
};

export const joinPairing: Visit<'joinPairing'> = {
  async visit(visitor, { id, signedIn = false }) {
    const { services, now } = visitor;
    const { database } = services.store;
    const joiner = await whoJoins(visitor, id);
    if (signedIn && joiner.is === 'anybody') throw new Refusal('unauthenticated');
    // The guesses of others do not keep a person from their own mailbox.
    const takeBack = joiner.is === 'opener' ? async () => undefined : await spendJoin(visitor);
    if (joiner.is === 'somebody else') {
      const refusal = new Refusal('pairing_of_another');
      // Both are told: the person who follows a link, and the one who may have sent it.
      const { openerId, session } = joiner;
      await note({ database, personId: openerId, now }, 'refused', { operation: 'joinPairing', code: refusal.code });
      await noteRefusal({ services, session, now }, 'joinPairing', refusal);
      throw refusal;
    }
    const seat = await joinerToken(visitor, id);
    const joinerHash = await hashedSeat(id, seat);
    const row = await database.transaction(async (transaction) => {
      const before = await pairings.lockLiving(transaction, id, now);
      const joined = await pairings.takeJoinerSeat(transaction, { id, joinerHash, now });
      // A repeated request does not join a second time.
      if (joined && !before?.joinerHash)
        await note({ database: transaction, personId: joined.personId, now }, 'pairing-joined');
      return joined;
    });
    if (!row) {
      const taken = await pairings.findLiving(database, id, now);
      throw new Refusal(taken && !taken.closedAt ? 'pairing_taken' : 'not_found');
    }
    await takeBack();
    const { openedBy } = row;
    return { seat, expiresAt: row.expiresAt.toISOString(), ...(openedBy !== null && { openedBy }) };
  },
};

type Joiner = { is: 'opener' | 'somebody' | 'anybody' } | { is: 'somebody else'; openerId: number; session: Session };

/**
 * Whose session a request to join carries, if any. A mailbox that is not there is nobody's, so that a code tells nothing
 * to whoever guesses it: `spendJoin` counts, and the seat is not found.
 */
async function whoJoins({ services, request, now }: Visitor, id: string): Promise<Joiner> {
  const session = await services.sessions(request);
  if (!session) return { is: 'anybody' };
  const { database } = services.store;
  const pairing = await pairings.findLiving(database, id, now);
  if (!pairing) return { is: 'somebody' };
  const { personId: openerId } = pairing;
  const isOpener = openerId === (await people.findPerson(database, session.subject));
  return isOpener ? { is: 'opener' } : { is: 'somebody else', openerId, session };
}

export const sendPairing: Visit<'sendPairing'> = {
  async visit(visitor, { id, seat, message }) {
    const { services, now } = visitor;
    return services.store.database.transaction(async (database) => {
      const { row, own } = await requireSeat(await pairings.lockLiving(database, id, now), { id, seat });
      await spendSeat(visitor, database, { id, own });
      const sent = await pairings.messagesOf(database, { id, seat: own, after: -1 });
      // No two sealed messages are the same, so the same one again is a repeated request.
      if (sent.some((each) => each.message === message)) return {};
      if (row.closedAt) throw new Refusal('not_found', { detail: 'The mailbox is closed.' });
      if (sent.length >= services.limits.pairingMessages) throw new Refusal('pairing_full');
      await pairings.addMessage(database, { pairingId: id, seat: own, index: sent.length, message });
      return {};
    });
  },
};

export const receivePairing: Visit<'receivePairing'> = {
  async visit(visitor, { id, seat, after: last = -1 }) {
    const { services, request } = visitor;
    const { database } = services.store;
    const untilMs = performance.now() + services.limits.pairingWaitMs;
    const find = async () => requireSeat(await pairings.findLiving(database, id, services.now()), { id, seat });
    const { own } = await find();
    await spendSeat(visitor, database, { id, own });
    const wait = services.waits.begin(`${id} ${own}`);
    const isOver = AbortSignal.any([request.signal, services.stopping, wait.signal]);
    try {
      for (;;) {
        // We read the mailbox before its messages, so that an answer with `isClosed` holds the last of them.
        const { row, other } = await find();
        const messages = await pairings.messagesOf(database, { id, seat: other, after: last });
        const isClosed = row.closedAt !== null;
        const leftMs = untilMs - performance.now();
        if (messages.length || isClosed || leftMs <= 0 || isOver.aborted) return { messages, isClosed };
        await pause(Math.min(leftMs, services.limits.pairingPollMs), isOver);
      }
    } finally {
      wait.end();
    }
  },
};

export const closePairing: Visit<'closePairing'> = {
  async visit(visitor, { id, seat }) {
    const { services, now } = visitor;
    return services.store.database.transaction(async (database) => {
      const { row, own } = await requireSeat(await pairings.findLiving(database, id, now), { id, seat });
      await spendSeat(visitor, database, { id, own });
      if (await pairings.closePairing(database, id, now))
        await note({ database, personId: row.personId, now }, 'pairing-closed', { by: own });
      return {};
    });
  },
};

/** Ends after `ms`, or when nobody waits any more. */
function pause(ms: number, isOver: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      isOver.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    isOver.addEventListener('abort', end);
  });
}
