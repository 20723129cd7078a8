import { formatNames } from '../apps/formats.ts';
import type { Entry } from '../entry.ts';
import { msg, str } from '../localization/msg.ts';
import { Secret } from '../secret.ts';
import type { SecretBytes } from '../secret-bytes.ts';
import type { KeyReading } from './effects.ts';
import { go, type AnyEvent, type Context, type StateEntry, type Transition } from './machine.ts';
import { institutionName, readAlert, type ReadNews } from './read-words.ts';
import type { ScanStep } from './steps.ts';

/**
 * Reading an existing key, as states that a flow takes over as they are. `kept` is what the flow knows besides.
 *
 * Several QR codes of one export come in any order; of each only the institution's entries are kept.
 */
export type ReadingState<Kept> =
  | { at: 'read'; kept: Kept; seen: Seen; news?: ReadNews }
  | { at: 'reading'; kept: Kept; seen: Seen; source: Secret | SecretBytes }
  | { at: 'locked'; kept: Kept; seen: Seen; source: Secret | SecretBytes; format: string; isWrong: boolean }
  | { at: 'unlocking'; kept: Kept; seen: Seen; source: Secret | SecretBytes; format: string }
  | { at: 'found'; kept: Kept; seen: Seen; isForeign: boolean };

/** What has been read so far. */
export interface Seen {
  found: Entry[];
  /** Marks of the codes read by their number, from 0; empty while no export in several codes has been seen. */
  parts: Record<number, string>;
  of: number;
  others: number;
}

export type ReadingEvent =
  | { type: 'picked'; source: Secret | SecretBytes }
  | { type: 'read'; reading: KeyReading }
  | { type: 'submittedPassword'; value: string }
  | { type: 'stoppedUnlocking' }
  | { type: 'tookFound' }
  | { type: 'choseEntry'; index: number }
  | { type: 'choseAll' }
  | { type: 'readAgain' }
  | { type: 'wentBack' };

export interface ReadingWays<Kept, State, Event extends AnyEvent> {
  /** What to do on the old device, and which way of reading is open at first. */
  screen: (
    kept: Kept,
    context: Context,
  ) => Pick<ScanStep<Event>, 'heading' | 'body' | 'progress' | 'first' | 'others' | 'links'>;
  next: (kept: Kept, entry: Entry, context: Context) => Transition<State, Event>;
  back: (kept: Kept, context: Context) => Transition<State, Event>;
  /** Everybody's entries are read, and may be taken together. */
  all?: (kept: Kept, entries: Entry[], context: Context) => Transition<State, Event>;
  /** What the quiet ways on of the screen lead to. */
  on?: Record<string, (kept: Kept, context: Context) => Transition<State, Event>>;
}

const nothingSeen: Seen = { found: [], parts: {}, of: 1, others: 0 };

export const beginReading = <Kept>(kept: Kept): ReadingState<Kept> => ({ at: 'read', kept, seen: nothingSeen });

const nameOf = ({ issuer, account }: Entry): string => [issuer, account].filter(Boolean).join(' · ');

/**
 * Adds what one code held. Read again it changes nothing; another text with its number, or another total, begins a new
 * set: the sets carry no name.
 */
function collect(seen: Seen, { mine, others, part }: KeyReading & { at: 'read' }): Seen {
  if (!part) return { found: mine, parts: {}, of: 1, others };
  const { index, of, mark } = part;
  const isSameSet = seen.of === of;
  if (isSameSet && seen.parts[index] === mark) return seen;
  const before = isSameSet && !(index in seen.parts) ? seen : nothingSeen;
  return {
    found: [...before.found, ...mine],
    parts: { ...before.parts, [index]: mark },
    of,
    others: before.others + others,
  };
}

export function readingStates<Kept, State, Event extends AnyEvent>({
  screen,
  next,
  back,
  all,
  on = {},
}: ReadingWays<Kept, State, Event>) {
  type Own = ReadingState<Kept>;
  type Entries = { [At in Own['at']]: StateEntry<Extract<Own, { at: At }>, Own, ReadingEvent> };
  const away = (transition: Transition<State, Event>) => transition as unknown as Transition<Own, ReadingEvent>;

  const everybody = all ? ({ all: true } as const) : {};
  const own = Object.fromEntries(
    Object.entries(on).map(([type, react]) => [
      type,
      ({ kept }: { kept: Kept }, _: unknown, context: Context) => away(react(kept, context)),
    ]),
  );

  const scan = ({ kept, seen, news }: { kept: Kept; seen: Seen; news?: ReadNews }, context: Context) =>
    ({
      kind: 'scan',
      ...(screen(kept, context) as Pick<ScanStep<ReadingEvent>, 'heading' | 'first'>),
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
    }) satisfies ScanStep<ReadingEvent>;

  const read = (
    { kept, seen, source }: { kept: Kept; seen: Seen; source: Secret | SecretBytes },
    reading: KeyReading,
  ): Own => {
    if (reading.at === 'locked')
      return { at: 'locked', kept, seen, source, format: reading.format, isWrong: reading.isWrong };
    if (reading.at === 'unreadable') {
      const { why, format } = reading;
      return { at: 'read', kept, seen, news: { about: 'unreadable', why, format } };
    }
    if (reading.single)
      return { at: 'found', kept, seen: { ...nothingSeen, found: [reading.single] }, isForeign: true };
    const now = collect(seen, reading);
    const count = Object.keys(now.parts).length;
    if (count < now.of && now.of > 1) {
      const isFound = now.found.length > 0;
      return { at: 'read', kept, seen: now, news: { about: 'parts', read: count, of: now.of, isFound } };
    }
    if (now.found.length) return { at: 'found', kept, seen: now, isForeign: false };
    return { at: 'read', kept, seen: nothingSeen, news: { about: 'not-mine', others: now.others } };
  };

  const entries: Entries = {
    read: {
      step: scan,
      on: {
        ...own,
        picked: ({ kept, seen }, { source }) =>
          go<Own, ReadingEvent>({ at: 'reading', kept, seen, source }, { effect: 'read', source, ...everybody }),
        tookFound: ({ kept, seen }) => ({ at: 'found', kept, seen, isForeign: false }),
        wentBack: ({ kept }, _, context) => away(back(kept, context)),
      },
    },
    reading: {
      busyOn: 'read',
      step: scan,
      on: {
        ...own,
        read: (state, { reading }) => read(state, reading),
        wentBack: ({ kept }, _, context) => away(back(kept, context)),
      },
    },
    locked: {
      step: ({ format, isWrong }) => ({
        kind: 'enter-text',
        heading: msg(str`This is a protected export of ${formatNames[format] ?? format}`),
        body: [msg('It opens with the password that was chosen when it was made. The password stays on this page.')],
        ...(isWrong && {
          alert: {
            tone: 'error' as const,
            text: msg('The password is not right.'),
            more: [msg('Mind upper and lower case. It need not be the password of your account.')],
          },
        }),
        field: { label: msg('Password of the file'), value: '', type: 'password', autocomplete: 'off', maxLength: 500 },
        submit: { label: msg('Open the file'), type: 'submittedPassword' },
        back: { type: 'wentBack' },
      }),
      on: {
        submittedPassword: ({ kept, seen, source, format }, { value }) =>
          go<Own, ReadingEvent>(
            { at: 'unlocking', kept, seen, source, format },
            { effect: 'read', source, password: new Secret(value), ...everybody },
          ),
        wentBack: ({ kept, seen }) => ({ at: 'read', kept, seen }),
      },
    },
    unlocking: {
      step: () => ({
        kind: 'wait',
        heading: msg('Opening the file…'),
        body: [msg('That takes some seconds: it is how the app protects its file.')],
        others: [{ label: msg('Stop'), event: { type: 'stoppedUnlocking' } }],
      }),
      on: {
        read: (state, { reading }) => read(state, reading),
        stoppedUnlocking: ({ kept, seen, source, format }) => ({
          at: 'locked',
          kept,
          seen,
          source,
          format,
          isWrong: false,
        }),
      },
    },
    found: {
      step: ({ seen: { found }, isForeign }, context) => ({
        kind: 'choose',
        heading: isForeign
          ? msg(str`Is this your account at ${institutionName(context)}?`)
          : all && found.length > 1
            ? msg('Found several. Which do you want to keep?')
            : msg('Found it. Is this the account?'),
        body: isForeign ? [msg('The app calls it differently. Go on only if you are sure.')] : [],
        choices: [
          ...(all && found.length > 1
            ? [{ label: msg(str`All ${found.length} accounts`), event: { type: 'choseAll' } as const }]
            : []),
          ...found.map((entry, index) => ({
            label: nameOf(entry) || msg('Account without a name'),
            event: { type: 'choseEntry', index } as const,
          })),
        ],
        others: [{ label: msg('No, read another one'), event: { type: 'readAgain' } }],
        back: { type: 'wentBack' },
      }),
      on: {
        choseEntry: ({ kept, seen }, { index }, context) => away(next(kept, seen.found[index]!, context)),
        ...(all && { choseAll: ({ kept, seen }, _, context) => away(all(kept, seen.found, context)) }),
        readAgain: ({ kept }) => beginReading(kept),
        wentBack: ({ kept }) => beginReading(kept),
      },
    },
  };
  return entries as unknown as {
    [At in Own['at']]: StateEntry<Extract<Own, { at: At }>, State, Event>;
  };
}
