import type { Client } from '../client/client.ts';
import type { Invited, Pairing } from '../ports/pairing.ts';
import { formatCode, invitationAddress, parseCode, parseInvitation, fragmentName } from '../pairing/code.ts';
import { systemClock, type Clock } from '../pairing/clock.ts';
import type { Mailbox } from '../pairing/mailbox.ts';
import type { Invitation, PairingState } from '../pairing/protocol.ts';
import { joinPairing, openPairing, type PairingSession, type Part } from '../pairing/session.ts';
import type { PairingAsked, PairingPort } from '../runner/ports.ts';
import { Secret } from '../core/secret.ts';

/** The back end as the mailbox that the pairing sees. */
const mailboxOf = ({ call }: Client, onlyMine: boolean, heard: (openedBy: string | undefined) => void): Mailbox => ({
  open: (signal) => call('openPairing', {}, signal),
  async join(input, signal) {
    const joined = await call('joinPairing', { ...input, ...(onlyMine && { signedIn: true }) }, signal);
    heard(joined.openedBy);
    return joined;
  },
  send: ({ seat, ...rest }, signal) => call('sendPairing', { ...rest, seat: seat.reveal() }, signal),
  receive: ({ seat, ...rest }, signal) => call('receivePairing', { ...rest, seat: seat.reveal() }, signal),
  close: ({ seat, ...rest }, signal) => call('closePairing', { ...rest, seat: seat.reveal() }, signal),
});

/** The address of this page without its fragment. */
const here = (): string => location.href.split('#', 1)[0]!;

/** A scanned QR code or a typed code. */
function readWhere(text: string): Invitation | (Pairing & { at: 'no-code' }) {
  const invitation = parseInvitation(text);
  if (!('wrong' in invitation)) return invitation;
  if (invitation.wrong === 'version') return { at: 'no-code', why: 'version' };
  const code = parseCode(text);
  if (!('wrong' in code)) return code;
  return { at: 'no-code', why: /[#:]/.test(text) ? 'other' : code.wrong };
}

/** One end of a pairing over this page's back end; ends with the page. */
export async function openPagePairing(
  client: Client | undefined,
  { text, role, entry, onlyMine, keep }: PairingAsked,
  tell: (pairing: Pairing) => void,
): Promise<PairingPort> {
  if (!client) throw new Error('Without a back end there is no mailbox.');
  const where = text && readWhere(text.reveal());
  if (where && 'at' in where) {
    // After the answer of this call, as all news.
    queueMicrotask(() => tell(where));
    return { confirm() {}, deny() {}, stop() {} };
  }
  let kept: (Pairing & { at: 'done' })['kept'] = null;
  const part: Part =
    role === 'giver'
      ? { role, entry: entry! }
      : { role, keep: async (entry) => void (kept = { entry, id: (await keep(entry)).id }) };
  const aheadMs = (): number => client.clockAheadMs ?? 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() - aheadMs() };
  let openedBy: string | undefined;
  const options = { mailbox: mailboxOf(client, onlyMine, (label) => (openedBy = label)), part, clock };
  const session = where ? joinPairing(options, where) : openPairing(options);
  let last: string | undefined;
  const report = (): void => {
    const news = newsOf(session, { aheadMs: aheadMs(), kept, openedBy });
    // We do not tell changes that no screen shows.
    const name = JSON.stringify(news);
    if (name !== last) tell(news);
    last = name;
  };
  const stop = (): void => session.stop();
  const forget = session.subscribe(report);
  addEventListener('pagehide', stop);
  void session.finished.then(() => {
    forget();
    removeEventListener('pagehide', stop);
  });
  queueMicrotask(report);
  return { confirm: () => session.confirm(), deny: () => session.deny(), stop };
}

function newsOf(
  { state, isOnline }: Pick<PairingSession, 'state' | 'isOnline'>,
  {
    aheadMs,
    kept,
    openedBy,
  }: { aheadMs: number; openedBy: string | undefined } & Pick<Pairing & { at: 'done' }, 'kept'>,
): Pairing {
  const isOffline = !isOnline;
  switch (state.at) {
    case 'waiting': {
      const { invitation } = state;
      const address = new Secret(invitationAddress(here(), invitation));
      return { at: 'waiting', code: formatCode(invitation.id), address, untilMs: untilOf(state, aheadMs), isOffline };
    }
    case 'comparing':
    case 'confirmed': {
      const news = { digits: state.digits, untilMs: untilOf(state, aheadMs), isOffline };
      return state.at === 'comparing' && openedBy ? { ...news, at: state.at, openedBy } : { ...news, at: state.at };
    }
    case 'sending':
    case 'keeping':
      return { at: 'moving', isOffline };
    case 'done':
      return { at: 'done', kept };
    case 'ended':
      return { at: 'ended', why: state.reason };
    default:
      return { at: 'starting', isOffline };
  }
}

const untilOf = ({ expiresAtMs }: Extract<PairingState, { expiresAtMs: number }>, aheadMs: number): number =>
  Math.round(expiresAtMs + aheadMs);

/** Takes the invitation out of the address, so that it is neither kept in the history nor taken twice. */
export function takeInvitation(): Invited | 'unreadable' | null {
  const { hash } = location;
  if (!hash.includes(fragmentName)) return null;
  history.replaceState(history.state, '', here());
  const invitation = parseInvitation(hash);
  if ('wrong' in invitation) return 'unreadable';
  return { text: new Secret(hash), role: invitation.role === 'giver' ? 'taker' : 'giver' };
}

/** Puts an invitation that was taken back behind the address. */
export function holdInvitation(text: Secret): void {
  history.replaceState(history.state, '', here() + text.reveal());
}
