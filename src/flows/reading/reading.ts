import { formatNames } from '../../apps/formats.ts';
import type { Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import { Secret } from '../../core/secret.ts';
import type { KeyReading, KeySource, KeysRead, LeftOut, LockedKeys, Unread } from '../machine/effects.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import { institutionName } from '../common/institution.ts';
import { insecureAlert, leftOutWords, readAlert, unreadWords, type ReadNews } from './words.ts';
import type { ScanScreen } from '../machine/screen.ts';

/**
 * Fragment: reads a key that exists already: several QR codes, passwords, choosing an account.
 *
 * Several QR codes of one export come in any order; of each only the institution's entries are kept.
 */
export type ReadingState<Kept> =
  | { at: 'read'; kept: Kept; seen: Seen; news?: ReadNews }
  | { at: 'reading'; kept: Kept; seen: Seen; sources: readonly KeySource[] }
  | { at: 'locked'; kept: Kept; seen: Seen; locked: LockedKeys }
  | { at: 'unlocking'; kept: Kept; seen: Seen; locked: LockedKeys }
  | { at: 'found'; kept: Kept; seen: Seen; isForeign: boolean };

/** What has been read so far. */
export interface Seen {
  found: Entry[];
  leftOut: LeftOut[];
  unread: Unread[];
  /** Marks of the codes read by their number, from 0; empty while no export in several codes has been seen. */
  parts: Record<number, string>;
  of: number;
  others: number;
}

export type ReadingEvent =
  | { type: 'picked'; sources: readonly KeySource[] }
  | { type: 'read'; reading: KeyReading }
  | { type: 'submittedPassword'; value: string }
  | { type: 'stoppedUnlocking' }
  | { type: 'skippedLocked' }
  | { type: 'tookFound' }
  | { type: 'choseEntry'; index: number }
  | { type: 'choseAll' }
  | { type: 'readAgain' }
  /** `isOtherApp`: what is wanted is another app to bring the key from. */
  | { type: 'wantedOtherWay'; isOtherApp?: true }
  | { type: 'wentBack' };

/** `read`: one account that the person has chosen, or all of them. `otherWay`: a quiet way on of the screen. */
export type ReadingExit<Kept> =
  | { exit: 'read'; kept: Kept; entries: [Entry, ...Entry[]]; leftOut: LeftOut[] }
  | { exit: 'otherWay'; kept: Kept; isOtherApp?: true }
  | { exit: 'left'; kept: Kept };

/** What to do on the old device, and which way of reading is open at first. */
export type ReadingScreen<Kept> = (
  kept: Kept,
  context: Context,
) => Pick<
  ScanScreen<{ type: 'wantedOtherWay'; isOtherApp?: true }>,
  'heading' | 'body' | 'progress' | 'first' | 'others' | 'links'
>;

const nothingSeen: Seen = { found: [], leftOut: [], unread: [], parts: {}, of: 1, others: 0 };

export const beginReading = <Kept>(kept: Kept): ReadingState<Kept> => ({ at: 'read', kept, seen: nothingSeen });

/** Of several the names are the answers; of one it is “Yes”. */
function labelOf({ issuer, account }: Entry, count: number): string {
  const name = [issuer, account].filter(Boolean).join(' · ') || msg('Account without a name');
  return count > 1 ? name : msg(str`Yes, it is ${name}`);
}

/**
 * Adds what one code, text or file held. A code that is read again changes nothing; another text with its number, or
 * another total, begins a new set: the sets carry no name.
 */
function collect(seen: Seen, { mine, leftOut, others, part }: KeysRead): Seen {
  const isSameSet = seen.of === (part?.of ?? seen.of);
  if (part && isSameSet && seen.parts[part.index] === part.mark) return seen;
  const isAnotherSet = part && seen.of > 1 && (!isSameSet || part.index in seen.parts);
  const before = isAnotherSet ? nothingSeen : seen;
  return {
    ...before,
    found: [
      ...before.found,
      ...mine.filter(({ key }) => !before.found.some((known) => known.key.secret.equals(key.secret))),
    ],
    leftOut: [...before.leftOut, ...leftOut],
    others: before.others + others,
    ...(part && { parts: { ...before.parts, [part.index]: part.mark }, of: part.of }),
  };
}

/** `all`: everybody's entries are read, and may be taken together. `otherWay`: the screen offers one. */
export function readingKeys<Kept>(
  screen: ReadingScreen<Kept>,
  offers: readonly ('all' | 'otherWay')[] = [],
): Fragment<ReadingState<Kept>, ReadingEvent, ReadingExit<Kept>> {
  type Own = ReadingState<Kept>;
  const { go } = hostOf<Own, ReadingEvent, ReadingExit<Kept>>();
  const all = offers.includes('all');
  const everybody = all ? ({ all: true } as const) : {};
  const ways = {
    ...(offers.includes('otherWay') && {
      wantedOtherWay: ({ kept }: { kept: Kept }, { isOtherApp }: { isOtherApp?: true }) =>
        ({ exit: 'otherWay', kept, ...(isOtherApp && { isOtherApp }) }) as const,
    }),
    wentBack: ({ kept }: { kept: Kept }) => ({ exit: 'left', kept }) as const,
  };

  const scan = ({ kept, seen, news }: { kept: Kept; seen: Seen; news?: ReadNews }, context: Context) =>
    ({
      kind: 'scan',
      ...screen(kept, context),
      ...(context.can.insecure && !news && { alert: insecureAlert() }),
      ...(news && {
        alert: {
          ...readAlert(news, context),
          ...(seen.found.length > 0 && {
            action: { label: msg('Go on with this account'), event: { type: 'tookFound' } as const },
          }),
        },
      }),
      read: 'picked',
      back: { type: 'wentBack' },
    }) satisfies ScanScreen<ReadingEvent>;

  const took = (kept: Kept, { leftOut }: Seen, entries: [Entry, ...Entry[]]) =>
    ({ exit: 'read', kept, entries, leftOut }) as const;

  /** The only account of the institution is the one: nobody is asked where there is nothing to tell. */
  const found = (kept: Kept, seen: Seen): Own | ReadingExit<Kept> => {
    const [only, ...more] = seen.found;
    return only && !more.length && !all && !seen.leftOut.length && !seen.unread.length
      ? took(kept, seen, [only])
      : { at: 'found', kept, seen, isForeign: false };
  };

  /** What is to be done about all that has been seen. */
  const settle = (kept: Kept, seen: Seen): Own | ReadingExit<Kept> => {
    const count = Object.keys(seen.parts).length;
    const isFound = seen.found.length > 0;
    if (count < seen.of && seen.of > 1)
      return { at: 'read', kept, seen, news: { about: 'parts', read: count, of: seen.of, isFound } };
    if (isFound) return found(kept, seen);
    const { leftOut, unread, others } = seen;
    return { at: 'read', kept, seen: nothingSeen, news: { about: 'nothing', leftOut, unread, others } };
  };

  const read = (kept: Kept, seen: Seen, { read, single, locked, unread }: KeyReading): Own | ReadingExit<Kept> => {
    const now = read.reduce(collect, { ...seen, unread: [...seen.unread, ...unread] });
    // Where the account is here already, nobody has to look for a password.
    if (locked && (all || !now.found.length)) return { at: 'locked', kept, seen: now, locked };
    if (single && !now.found.length)
      return { at: 'found', kept, seen: { ...nothingSeen, found: [single] }, isForeign: true };
    return settle(kept, now);
  };

  const foundHeading = (count: number, isForeign: boolean, context: Context): string => {
    if (isForeign) return msg(str`Is this your account at ${institutionName(context)}?`);
    if (count === 1) return msg('Found it. Is this the account?');
    return all ? msg('Found several. Which do you want to keep?') : msg('Found several. Which one is it?');
  };

  return {
    states: {
      read: {
        screen: scan,
        on: {
          ...ways,
          picked: ({ kept, seen }, { sources }) =>
            go({ at: 'reading', kept, seen, sources }, { effect: 'read', sources, ...everybody }),
          tookFound: ({ kept, seen }) => found(kept, seen),
        },
      },
      reading: {
        busyOn: 'read',
        screen: scan,
        on: {
          ...ways,
          // Only the codes of one export belong together when they are brought one after the other.
          read: ({ kept, seen }, { reading }) =>
            read(kept, reading.read.some(({ part }) => part) ? seen : nothingSeen, reading),
        },
      },
      locked: {
        screen: ({ seen, locked: { format, isWrong, isGuess } }) => ({
          kind: 'enter-text',
          heading: isGuess
            ? msg(str`This may be a protected export of ${formatNames[format] ?? format}`)
            : msg(str`This is a protected export of ${formatNames[format] ?? format}`),
          body: [msg('It opens with the password that was chosen when it was made. The password stays on this page.')],
          ...(isWrong && {
            alert: {
              tone: 'error' as const,
              text: msg('The password is not right.'),
              more: [
                isGuess
                  ? msg('If the file is not from that app, go back and choose another one.')
                  : msg('Mind upper and lower case. It need not be the password of your account.'),
              ],
            },
          }),
          field: {
            label: msg('Password of the file'),
            value: '',
            type: 'password',
            autocomplete: 'off',
            maxLength: 500,
          },
          submit: { label: msg('Open the file'), type: 'submittedPassword' },
          ...(seen.found.length > 0 && {
            others: [{ label: msg('Go on without this file'), event: { type: 'skippedLocked' } }],
          }),
          back: { type: 'wentBack' },
        }),
        on: {
          submittedPassword: ({ kept, seen, locked }, { value }) =>
            go(
              { at: 'unlocking', kept, seen, locked },
              { effect: 'read', sources: locked.sources, password: new Secret(value), ...everybody },
            ),
          // Elsewhere the account that is here leads on by itself.
          ...(all && { skippedLocked: ({ kept, seen }) => settle(kept, seen) }),
          wentBack: ({ kept, seen }) => ({ at: 'read', kept, seen }),
        },
      },
      unlocking: {
        screen: () => ({
          kind: 'wait',
          heading: msg('Opening the file…'),
          body: [msg('That takes some seconds: it is how the app protects its file.')],
          others: [{ label: msg('Stop'), event: { type: 'stoppedUnlocking' } }],
        }),
        on: {
          read: ({ kept, seen }, { reading }) => read(kept, seen, reading),
          stoppedUnlocking: ({ kept, seen, locked }) => ({
            at: 'locked',
            kept,
            seen,
            locked: { ...locked, isWrong: false },
          }),
        },
      },
      found: {
        screen: ({ seen: { found, leftOut, unread }, isForeign }, context) => ({
          kind: 'choose',
          heading: foundHeading(found.length, isForeign, context),
          body: [
            ...(isForeign ? [msg('The app calls it differently. Go on only if you are sure.')] : []),
            ...leftOutWords(leftOut, context),
            ...unreadWords(unread),
          ],
          choices: [
            ...(all && found.length > 1
              ? [{ label: msg(str`All ${found.length} accounts`), event: { type: 'choseAll' } as const }]
              : []),
            ...found.map((entry, index) => ({
              label: labelOf(entry, found.length),
              event: { type: 'choseEntry', index } as const,
            })),
          ],
          others: [{ label: msg('No, read another one'), event: { type: 'readAgain' } }],
          back: { type: 'wentBack' },
        }),
        on: {
          choseEntry: ({ kept, seen }, { index }) => took(kept, seen, [seen.found[index]!]),
          ...(all && {
            choseAll: ({ kept, seen }) => took(kept, seen, seen.found as [Entry, ...Entry[]]),
          }),
          readAgain: ({ kept }) => beginReading(kept),
          wentBack: ({ kept }) => beginReading(kept),
        },
      },
    },
  };
}
