import type { Account, Answer } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import type { VaultState } from '../../ports/vault.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { deviceRow, mailRow, wrongCodes, type RowEvent } from './rows.ts';
import { timeWords } from '../common/time-words.ts';
import { dayWords } from '../common/device-words.ts';
import type { FlowId } from '../machine/flow-id.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { AccountChanged, Context, Refused, Transition, VaultChanged, VaultRefused } from '../machine/machine.ts';
import { offeredOnly, offersFlow } from '../common/offered-flows.ts';
import { offers, working } from '../common/account.ts';
import { resetWaits } from '../common/reset-waits.ts';
import { ourTimeMs, refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { Action, Alert, ListRow, Screen } from '../machine/screen.ts';

/**
 * Lists the mail address and every device with the app, with what the person can do about each.
 *
 * For a person who has set something up. Each act takes effect at once; what was removed can be put back for some
 * minutes. Without a back end there is no list: the chooser asks instead.
 *
 * Over 300 lines: most of its states show the same list with one row changed, which is easier to follow beside them.
 */
interface Known {
  account: Account;
  /** Devices that this browser's own app holds the key of; null until it has been looked at. */
  own: readonly string[] | null;
  /** How many rows are shown: a long list is drawn as far as it is asked for. */
  shown: number;
}

const pageRows = 50;

/** `removed`: shown where the service lists no device that can be put back. */
type Note = 'removed' | 'restored' | 'not-restored';

/** Why a name was not taken. */
type Fault = 'empty' | 'taken' | 'failed' | Refusal;

type State =
  | { at: 'loading' }
  | ({ at: 'list'; note?: Note; focus?: string } & Known)
  /** The list, while this browser's own app or the account is looked at once more. */
  | ({ at: 'looking'; note?: Note; focus?: string } & Known)
  | ({ at: 'editing'; id: string; typed?: string; fault?: Fault } & Known)
  | ({ at: 'renaming'; id: string; typed: string } & Known)
  | ({ at: 'restoring' } & Known)
  /** Something was done: the account is read anew. */
  | ({ at: 'refreshing'; note?: Note; focus?: string } & Known);

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'lookedAround'; answer: VaultState }
  | { type: 'submittedName'; value: string }
  | { type: 'keptName' }
  | { type: 'renamed'; answer: Answer<'renameDevice'> }
  | { type: 'wantedMore' }
  | { type: 'wantedBack'; id: string }
  | { type: 'restored'; answer: Answer<'restoreDevice'> }
  | RowEvent
  | AccountChanged
  | VaultChanged
  | VaultRefused
  | Refused;

type Input = InputOf<'devices'>;
type Listing = State & { at: 'list' | 'looking' };
type Noted = Pick<Listing, 'account' | 'note'>;

const { define, go } = hostOf<State, Event, never, Input>();

const load = (state: State): Transition<State, Event> =>
  go(state, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });

/** Asks the vault which device is this browser. It asks once the list is shown, so that nobody waits for the answer. */
const look = (state: Listing, { can }: Context): Transition<State, Event> =>
  can.vault
    ? go({ ...state, at: 'looking' }, { effect: 'vault', operation: 'open', input: {}, then: 'lookedAround' })
    : { ...state, at: 'list', own: [] };

const known = ({ account, own, shown }: Known): Known => ({ account, own, shown });

const ownIn = (vault: VaultState): string[] =>
  vault.at === 'open' ? vault.entries.flatMap(({ deviceId }) => deviceId ?? []) : [];

/** The device that was removed last and can still be put back: after a reload, too, where the service says so. */
function removedLast(
  { account, note }: Noted,
  context: Context<Input>,
): { id?: string | undefined; name?: string; restorableUntil?: string } | undefined {
  const { removed } = account;
  if (!offers(account, 'restoreDevice')) return undefined;
  if (!removed) return note && { id: context.input.deviceId };
  return removed.findLast(({ restorableUntil }) => ourTimeMs(restorableUntil, context)! > context.nowMs);
}

function noteAlert(state: Noted, context: Context<Input>): Alert<Event> | undefined {
  const { id, name, restorableUntil } = removedLast(state, context) ?? {};
  switch (state.note ?? (id && 'removed')) {
    case 'removed':
      return {
        tone: 'news',
        text: msg('The device is removed.'),
        ...(name && {
          more: [name, msg(str`You can undo this until ${timeWords(ourTimeMs(restorableUntil, context)!, context)}.`)],
        }),
        ...(id && { action: { label: msg('Undo'), event: { type: 'wantedBack', id } } }),
      };
    case 'restored':
      return { tone: 'news', text: msg('The device is on the list again.') };
    case 'not-restored':
      return {
        tone: 'error',
        text: msg('The device could not be put back.'),
        more: [msg('Add it again instead.')],
      };
    default:
      return offersFlow(state.account, 'reset')
        ? resetWaits<Event>(state.account, { type: 'wentTo', flow: 'reset' })
        : undefined;
  }
}

const way = (label: string, flow: FlowId): Action<Event> => ({ label, event: { type: 'wentTo', flow } });

/** What to do first where there is no device yet. */
function firstScreen(account: Account): Action<Event>[] {
  const { mail, policy } = account;
  if (policy.mail.requiredFirst && !mail) return [way(msg('Set up mail'), 'mail')];
  return [
    way(msg('Set up the app on a smartphone'), 'app-smartphone'),
    way(msg('Set up the app in a browser'), 'app-browser'),
  ];
}

function ways(account: Account): Action<Event>[] {
  const { devices, policy } = account;
  return [
    way(msg('Add a device'), 'sync'),
    way(msg('Check my code'), 'check-code'),
    way(msg('I am replacing a device'), 'change-device'),
    ...(policy.secretModel === 'shared' && working(devices).length ? [way(msg('Renew the key'), 'renew-key')] : []),
    ...(policy.recoveryCodes ? [way(msg('Recovery codes'), 'recovery-codes')] : []),
    way(msg('Set up the app again'), 'reset'),
  ];
}

/** In the shared model the number is that of the account: the service cannot know on which device somebody mistyped. */
const isPerDevice = ({ devices }: Account): boolean =>
  new Set(devices.map(({ failedLately }) => failedLately)).size > 1;

/** Of copies of one key only this is known. A device that waits for the new key is no copy. */
function lastUse({ devices, policy }: Account, context: Context): string[] {
  const copies = working(devices);
  const use = copies
    .flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
    .sort()
    .at(-1);
  return policy.secretModel === 'shared' && copies[1] && use
    ? [
        msg(
          str`A code was last used on ${dayWords(use, context)}. Several devices have the same key, so nobody can tell which one it came from.`,
        ),
      ]
    : [];
}

function rowsOf({ account, own, shown }: Known, context: Context): ListRow<RowEvent>[] {
  const isTelling = isPerDevice(account);
  const rows = account.devices.slice(0, shown).map((device) => deviceRow(device, account, { own, isTelling }, context));
  return [mailRow(account, context), ...rows];
}

const more = ({ account: { devices }, shown }: Known): Action<Event>[] =>
  devices.length > shown
    ? [{ label: msg(str`Show more devices (${devices.length - shown})`), event: { type: 'wantedMore' } }]
    : [];

function listScreen(state: Known & { note?: Note; focus?: string }, context: Context<Input>): Screen<Event> {
  const { account, focus } = state;
  const { devices } = account;
  const alert = noteAlert(state, context);
  const [failed] = isPerDevice(account) ? [] : devices.map(({ failedLately }) => failedLately);
  const [first, ...others] = offeredOnly(account, devices.length ? ways(account) : firstScreen(account));
  return {
    kind: 'list',
    heading: msg('Your devices'),
    body: [
      ...(devices.length ? [] : [msg('No device shows your one-time password yet.')]),
      ...lastUse(account, context),
      ...(failed ? [wrongCodes(failed)] : []),
    ],
    ...(alert && { alert }),
    label: msg('Mail and devices'),
    rows: rowsOf(state, context),
    ...(focus && { focus }),
    ...(first && { primary: first }),
    others: [...more(state), ...others],
    links: contactLinks(context),
  };
}

function faultAlert(fault: Fault | undefined): { alert?: Alert<never> } {
  if (typeof fault !== 'string') return refusalAlert(fault);
  const texts = {
    empty: () => msg('Type a name.'),
    taken: () => msg('Another device has this name.'),
    failed: () => msg('That could not be saved just now. Try again.'),
  };
  return { alert: { tone: 'error', text: texts[fault]() } };
}

function editScreen(
  { id, typed, fault, ...state }: Known & { id: string; typed?: string; fault?: Fault },
  context: Context<Input>,
): Screen<Event> {
  const screen = listScreen(state, context) as Screen<Event> & { kind: 'list' };
  return {
    ...screen,
    ...faultAlert(fault),
    rows: screen.rows.map((row) =>
      row.id === id
        ? {
            ...row,
            edit: {
              label: msg('Name of the device'),
              value: typed ?? row.title,
              maxLength: 64,
              submit: { label: msg('Save'), type: 'submittedName' },
              cancel: { label: msg('Cancel'), event: { type: 'keptName' } },
            },
          }
        : row,
    ),
  };
}

/** What the list offers, also while a row is edited. */
const listWays = {
  wentTo: (state: State, { type: _, ...to }: Event & { type: 'wentTo' }): Transition<State, Event> =>
    go(state, { effect: 'hand-over', ...to }),
  wantedToRename: (state: Known, { id }: { id: string }): State => ({ at: 'editing', ...known(state), id }),
};

/** The person wants to see the new rows next, so the focus goes to the first of them. */
const showMore = (state: Listing): Listing => ({
  ...state,
  shown: state.shown + pageRows,
  focus: state.account.devices[state.shown]!.id,
});

/** What the list hears of, also while something is loading. */
const listed = {
  ...listWays,
  vaultChanged: (state: Listing, { vault }: VaultChanged): State => ({ ...state, own: ownIn(vault) }),
  accountChanged: (state: Listing): Transition<State, Event> => load({ ...state, at: 'looking' }),
  wantedMore: showMore,
  wantedBack: (state: Listing, { id }: { id: string }): Transition<State, Event> =>
    go(
      { at: 'restoring', ...known(state) },
      { effect: 'call', operation: 'restoreDevice', input: { id }, then: 'restored' },
    ),
};

export const devicesFlow = define({
  id: 'devices',
  start: ({ mode }) =>
    mode === 'backed' ? load({ at: 'loading' }) : go({ at: 'loading' }, { effect: 'hand-over', flow: 'choose' }),
  states: {
    loading: {
      screen: loadingScreen,
      on: {
        // The device that is no longer on the list was just removed.
        loaded: (_, { answer: account }, context) => {
          const { deviceId } = context.input;
          const place = account.devices.findIndex(({ id }) => id === deviceId);
          const listing: Listing = { at: 'looking', account, own: null, shown: Math.max(pageRows, place + 1) };
          if (!deviceId) return look(listing, context);
          if (context.input.renames && place >= 0) return { at: 'editing', ...known(listing), id: deviceId };
          return look({ ...listing, ...(place < 0 ? { note: 'removed' } : { focus: deviceId }) }, context);
        },
      },
    },
    list: { only: 'backed', screen: listScreen, on: listed },
    looking: {
      only: 'backed',
      within: 'list',
      screen: listScreen,
      on: {
        ...listed,
        lookedAround: (state, { answer }) => ({ ...state, at: 'list', own: ownIn(answer) }),
        vaultChanged: (state, { vault }) => load({ ...state, own: ownIn(vault) }),
        vaultRefused: (state) => ({ ...state, at: 'list', own: [] }),
        // Leaving a state ends its calls.
        wantedMore: (state, _, context) => {
          const longer = showMore(state);
          return longer.own ? load(longer) : look(longer, context);
        },
        loaded: (state, { answer: account }, context) =>
          state.own ? { ...state, at: 'list', account } : look({ ...state, account }, context),
      },
    },
    editing: {
      only: 'backed',
      within: 'list',
      screen: editScreen,
      on: {
        ...listWays,
        wantedMore: (state) => showMore({ at: 'list', ...known(state) }),
        submittedName: (state, { value }) => {
          const { id } = state;
          const name = value.trim();
          const isTaken = state.account.devices.some((device) => device.id !== id && device.name === name);
          if (isTaken) return { at: 'editing', ...known(state), id, typed: name, fault: 'taken' };
          if (!name) return { at: 'editing', ...known(state), id, typed: '', fault: 'empty' };
          return go(
            { at: 'renaming', ...known(state), id, typed: name },
            { effect: 'call', operation: 'renameDevice', input: { id, name }, then: 'renamed' },
          );
        },
        keptName: (state) => ({ at: 'list', ...known(state), focus: state.id }),
      },
    },
    renaming: {
      only: 'backed',
      busyOn: 'list',
      screen: editScreen,
      on: {
        renamed: (state) => load({ at: 'refreshing', ...known(state), focus: state.id }),
        refused: (state, { problem }, { nowMs }) => {
          const editing = { at: 'editing', ...known(state), id: state.id, typed: state.typed } as const;
          if (problem.code === 'not_found') return load({ at: 'refreshing', ...known(state) });
          // The person gave up at the proof of identity, so nothing has happened.
          if (problem.code === 'step_up_required') return editing;
          // The service cleans names, and refuses a name of which nothing is left.
          const failed = problem.code === 'invalid_input' ? 'empty' : 'failed';
          const fault = problem.retryAfterMs ? ({ why: 'problem', problem, atMs: nowMs } as const) : failed;
          return { ...editing, fault };
        },
      },
    },
    restoring: {
      only: 'backed',
      busyOn: 'list',
      screen: listScreen,
      on: {
        restored: (state, { answer: { device } }) =>
          load({ at: 'refreshing', ...known(state), note: 'restored', focus: device.id }),
        // The person gave up at the proof of identity, so nothing has happened.
        refused: (state, { problem }) =>
          problem.code === 'step_up_required'
            ? { at: 'list', ...known(state), note: 'removed' }
            : load({ at: 'refreshing', ...known(state), note: 'not-restored' }),
      },
    },
    refreshing: {
      only: 'backed',
      busyOn: 'list',
      screen: listScreen,
      on: { loaded: (state, { answer: account }) => ({ ...state, at: 'list', account }) },
    },
  },
});
