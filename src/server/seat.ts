import { equalBytes, fingerprint, utf8 } from './bytes.ts';
import type { Visitor } from './context.ts';
import { randomId } from './random.ts';
import { Refusal } from './refusal.ts';
import type { PairingRow, Seat } from './store/pairings.ts';

/** The two ends of a mailbox. Whoever holds the token of a seat is that end. */

/** The hash of a token, which we store. A plain hash is enough, since the token is random and long. */
export const hashedSeat = (id: string, token: string): Promise<string> =>
  fingerprint('pairing-seat', `${id}\0${token}`);

/** An `Idempotency-Key` shorter than this could be guessed by somebody who saw the code on a screen. */
const shortestKey = 16;

/**
 * The token of whoever joins. Made from the request's key where it has one, so that a request that is repeated, at
 * whichever process, gets the same; no answer is kept for it.
 */
export async function joinerToken({ services, idempotencyKey }: Visitor, id: string): Promise<string> {
  if (idempotencyKey === null || idempotencyKey.length < shortestKey) return randomId(services.random);
  const { hash } = await services.sealing.hash(`pairing-seat\0${id}\0${idempotencyKey}`);
  return randomId((length) => Uint8Array.from(hash.subarray(0, length)));
}

/** Which end the token belongs to. Refuses `not_found` for a wrong one as for a mailbox that is not there. */
export async function requireSeat(row: PairingRow | undefined, { id, seat }: { id: string; seat: string }) {
  const given = utf8(await hashedSeat(id, seat));
  const isOpener = equalBytes(given, utf8(row?.openerHash ?? ''));
  const isJoiner = equalBytes(given, utf8(row?.joinerHash ?? ''));
  if (!row || !(isOpener || isJoiner)) throw new Refusal('not_found');
  const [own, other]: [Seat, Seat] = isOpener ? ['opener', 'joiner'] : ['joiner', 'opener'];
  return { row, own, other };
}
