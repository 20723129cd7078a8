import { makeEntry } from '../../src/core/entry.ts';
import type { EndReason, Invited, Pairing, PairingRole } from '../../src/ports/pairing.ts';
import { Secret } from '../../src/core/secret.ts';
import { canary, nowMs } from './samples.ts';

/** What a pairing may tell a flow, and every reason for which it may end. */

/** Does not compile without a reason that is new. */
const reasons: Record<EndReason, true> = {
  stopped: true,
  differs: true,
  tampered: true,
  version: true,
  'same-role': true,
  expired: true,
  'closed-by-other': true,
  taken: true,
  'of-another': true,
  'not-found': true,
  offline: true,
  unauthenticated: true,
  'not-offered': true,
  unavailable: true,
  'not-kept': true,
  unacknowledged: true,
};
export const endReasons = Object.keys(reasons) as EndReason[];

const untilMs = nowMs + 100_000;
const address = new Secret('https://www.example.ac.jp/mfa/#mfa-pair=1.t.K7Q2M4XZ.x');
const key = { secret: new Secret(canary.key), digits: 6, periodS: 30, algorithm: 'SHA1' as const };
const kept = (issuer: string) => ({ entry: makeEntry(issuer, 'taro', key), id: 'v1' });

export const pairings = (role: PairingRole): Pairing[] => [
  { at: 'starting', isOffline: false },
  { at: 'starting', isOffline: true },
  { at: 'waiting', code: 'K7Q2-M4XZ', address, untilMs, isOffline: false },
  { at: 'comparing', digits: '042137', untilMs, isOffline: false },
  { at: 'comparing', digits: '042137', openedBy: 'taro', untilMs, isOffline: true },
  { at: 'confirmed', digits: '042137', untilMs, isOffline: false },
  { at: 'moving', isOffline: false },
  ...(role === 'giver'
    ? [{ at: 'done', kept: null } as const]
    : [{ at: 'done', kept: kept('Kyoto University') } as const, { at: 'done', kept: kept('Somebody else') } as const]),
  ...endReasons.map((why) => ({ at: 'ended', why }) as const),
  ...(['empty', 'too-short', 'too-long', 'foreign', 'other', 'version'] as const).map(
    (why) => ({ at: 'no-code', why }) as const,
  ),
];

export const invitedSamples: (Invited | 'unreadable' | null)[] = [
  null,
  'unreadable',
  { text: address, role: 'giver' },
  { text: address, role: 'taker' },
];
