import { msg, str } from '../../localization/msg.ts';
import type { KeptEntry, VaultState } from '../../ports/vault.ts';
import { clockWords } from './clock.ts';
import { deadIds } from './dead.ts';
import { accountFacts, accountTitle } from './words.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { timeWords } from '../common/time-words.ts';
import { offers } from '../common/account.ts';
import type { InputOf, To } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Transition, VaultChanged, VaultRefused } from '../machine/machine.ts';
import type { ListRow, OwnAlert, Screen } from '../machine/screen.ts';
import type { OpenVault } from './vault-access-state.ts';
import { nameOf } from '../../text/name.ts';

/**
 * The app in this browser: its accounts and their codes.
 *
 * For whoever has opened the page of the app. Works without a back end and without a connection. What is removed can be
 * brought back for some minutes; nothing else here is lost by leaving.
 *
 * Over 300 lines: six of its nine states show the same list, which is easier to change beside them.
 */
type State =
  | { at: 'opening' }
  | { at: 'list'; vault: OpenVault; note?: Note; focus?: string }
  | { at: 'editing'; vault: OpenVault; id: string; typed?: string; fault?: 'empty' | 'failed' }
  | { at: 'renaming'; vault: OpenVault; id: string; typed: string }
  | { at: 'removal'; vault: OpenVault; id: string; hasFailed?: true }
  | { at: 'removing'; vault: OpenVault; id: string }
  | { at: 'restoring'; vault: OpenVault; id: string; note: Note }
  | { at: 'locking'; vault: OpenVault }
  /** Something was done: the list is read anew. */
  | { at: 'refreshing'; vault: OpenVault; note?: Note; focus?: string };

/** What could not be brought back. */
interface Note {
  title: string;
}

type Event =
  | { type: 'opened'; answer: VaultState }
  | ({ type: 'wentTo' } & To)
  | { type: 'wantedToRename'; id: string }
  | { type: 'submittedName'; value: string }
  | { type: 'keptName' }
  | { type: 'renamed'; answer: object }
  | { type: 'wantedToRemove'; id: string }
  | { type: 'wentBack' }
  | { type: 'confirmedRemoval' }
  | { type: 'removed'; answer: object }
  | { type: 'wantedBack' }
  | { type: 'restored'; answer: object }
  | { type: 'wantedToLock' }
  | { type: 'locked'; answer: object }
  | VaultChanged
  | VaultRefused;

type Input = InputOf<'authenticator'>;

type Edit = Pick<State & { at: 'editing' }, 'id' | 'typed' | 'fault'>;

const titleOf = ({ entries }: OpenVault, id: string): string => {
  const entry = entries.find((each) => each.id === id);
  return entry ? accountTitle(entry) : '';
};

/** The vault tells what was removed, so that it can be brought back after a reload, too. */
function noteAlert(
  { removed }: OpenVault,
  note: Note | undefined,
  context: Context<Input>,
): OwnAlert<Event> | undefined {
  if (note) return { tone: 'error', text: msg(str`“${note.title}” could not be brought back.`) };
  const lock = context.input.isLockChanged ? [msg('The lock of the app is changed.')] : [];
  const removal =
    removed && removed.untilMs > context.nowMs
      ? [
          msg(str`“${accountTitle(removed)}” is removed.`),
          msg(str`You can undo this until ${timeWords(removed.untilMs, context)}.`),
        ]
      : [];
  // Both may be news, and only one of them ends by itself.
  const [text, ...more] = [...lock, ...removal];
  if (text === undefined) return undefined;
  return {
    tone: 'news',
    text,
    ...(more.length && { more }),
    ...(removal.length && { action: { label: msg('Undo'), event: { type: 'wantedBack' } } }),
  };
}

const editAlert = (fault: Edit['fault']): OwnAlert<Event> | undefined =>
  fault && {
    tone: 'error',
    text: fault === 'empty' ? msg('Type a name.') : msg('That could not be saved just now. Try again.'),
  };

function row(entry: KeptEntry, isDead: boolean, edit: Edit | undefined, context: Context): ListRow<Event> {
  const { clockAheadMs = 0, mode } = context;
  const { id } = entry;
  const title = accountTitle(entry);
  const facts = accountFacts(entry);
  const remove = { label: msg('Remove'), event: { type: 'wantedToRemove', id } } as const;
  return {
    id,
    title,
    facts: facts ? [facts] : [],
    code: { key: entry.key, aheadMs: clockAheadMs },
    ...(isDead && { warning: msg('Your account no longer takes this code.') }),
    actions: [...(isDead ? [remove] : []), { label: msg('Rename'), event: { type: 'wantedToRename', id } }],
    further: {
      label: msg('More'),
      actions: [
        // Pairing seals the account, so it stands before the way that shows the key. It is offered as a whole.
        ...(mode === 'backed' && offers(context, 'openPairing')
          ? [
              {
                label: msg('Add it to another browser'),
                event: { type: 'wentTo', flow: 'pair-give', input: { accountId: id } } as const,
              },
            ]
          : []),
        {
          label: msg('Add it to another app'),
          event: { type: 'wentTo', flow: 'authenticator-export', input: { accountId: id } },
        },
        ...(isDead ? [] : [remove]),
      ],
    },
    ...(edit?.id === id && {
      edit: {
        label: msg('Name of the account'),
        value: edit.typed ?? title,
        maxLength: 64,
        submit: { label: msg('Save'), type: 'submittedName' },
        cancel: { label: msg('Cancel'), event: { type: 'keptName' } },
      },
    }),
  };
}

/** Warnings. They stand beside the codes, because nobody reads them elsewhere. */
function caveats({ entries, lost, isPrivate, isPersistent }: OpenVault): string[] {
  return [
    ...(isPrivate ? [msg('This looks like a private window: everything here is gone when you close it.')] : []),
    ...(lost ? [msg(str`Accounts that can no longer be read: ${lost}. Sync them from another device.`)] : []),
    ...(entries.length && !isPrivate && !isPersistent
      ? [msg('This browser may clear your codes when it runs out of room. Set the app up on a second device, too.')]
      : []),
  ];
}

function listScreen(
  { vault, note, focus, edit }: { vault: OpenVault; note?: Note; focus?: string; edit?: Edit },
  context: Context<Input>,
): Screen<Event> {
  const { entries, locks } = vault;
  const { home } = context;
  const alert = edit ? editAlert(edit.fault) : noteAlert(vault, note, context);
  const isEmpty = entries.length === 0;
  const dead = deadIds(entries, context.account);
  const others = [
    ...(isEmpty && context.mode === 'backed' && offers(context, 'beginApp')
      ? [{ label: msg('I do not have the app anywhere yet'), event: { type: 'wentTo', flow: 'app-browser' } as const }]
      : []),
    ...(locks.length ? [{ label: msg('Lock now'), event: { type: 'wantedToLock' } as const }] : []),
    { label: msg('Lock and wipe'), event: { type: 'wentTo', flow: 'authenticator-locks' } as const },
  ];
  return {
    kind: 'list',
    heading: isEmpty ? msg('No account in this browser yet') : msg('Your codes'),
    body: [
      ...(isEmpty
        ? [
            msg('This page can show your one-time passwords, with or without a connection. They stay in this browser.'),
            msg('Not on a shared or lab computer: whoever uses it after you could read your codes.'),
          ]
        : []),
      ...clockWords(context),
      ...caveats(vault),
    ],
    ...(alert && { alert }),
    label: msg('Accounts in this browser'),
    // What no longer counts comes last: nobody types it by mistake.
    rows: [false, true].flatMap((isDead) =>
      entries.filter(({ id }) => dead.has(id) === isDead).map((entry) => row(entry, isDead, edit, context)),
    ),
    ...(focus && { focus }),
    primary: { label: msg('Add an account'), event: { type: 'wentTo', flow: 'authenticator-add' } },
    others,
    links: contactLinks(context),
    ...(home !== 'authenticator' && { back: { type: 'wentTo', flow: home } }),
  };
}

function removalScreen(
  { vault, id, hasFailed }: { vault: OpenVault; id: string; hasFailed?: true },
  context: Context,
): Screen<Event> {
  return {
    kind: 'notice',
    heading: msg(str`Remove “${titleOf(vault, id)}” from this browser?`),
    body: [
      msg('Its codes are no longer shown here. On other devices nothing changes, and on your account neither.'),
      msg('If this is the only device with the app, set it up on another one first.'),
    ],
    ...(hasFailed && {
      alert: { tone: 'error' as const, text: msg('That could not be removed just now. Try again.') },
    }),
    primary: { label: msg('Remove it'), event: { type: 'confirmedRemoval' }, look: 'danger' },
    back: { type: 'wentBack' },
    links: contactLinks(context),
  };
}

const { define, go } = hostOf<State, Event, never, Input>();

/** Reads the list anew, with what is to be said there. */
const refresh = (vault: OpenVault, rest: { note?: Note; focus?: string } = {}): Transition<State, Event> =>
  go({ at: 'refreshing', vault, ...rest }, { effect: 'vault', operation: 'open', input: {}, then: 'opened' });

const handOver = (state: State, to: To): Transition<State, Event> => go(state, { effect: 'hand-over', ...to });
/** It is not open: another flow opens it. */
const openFirst = (state: State): Transition<State, Event> => handOver(state, { flow: 'authenticator-access' });
const follow = (state: State & { at: 'list' | 'editing' }, { vault }: VaultChanged): Transition<State, Event> =>
  vault.at === 'open' ? { ...state, vault } : openFirst(state);

/** What the list offers, also while a row is edited. */
const listWays = {
  wentTo: (state: State, { type: _, ...to }: Event & { type: 'wentTo' }): Transition<State, Event> =>
    handOver(state, to),
  wantedToRename: ({ vault }: { vault: OpenVault }, { id }: { id: string }): State => ({ at: 'editing', vault, id }),
  wantedToRemove: ({ vault }: { vault: OpenVault }, { id }: { id: string }): State => ({ at: 'removal', vault, id }),
  wantedToLock: ({ vault }: { vault: OpenVault }): Transition<State, Event> =>
    go({ at: 'locking', vault }, { effect: 'vault', operation: 'lock', input: {}, then: 'locked' }),
};

export const authenticatorFlow = define({
  id: 'authenticator',
  start: () => go({ at: 'opening' }, { effect: 'vault', operation: 'open', input: {}, then: 'opened' }),
  states: {
    opening: {
      screen: loadingScreen,
      on: {
        opened: (state, { answer: vault }) => (vault.at === 'open' ? { at: 'list', vault } : openFirst(state)),
        vaultRefused: openFirst,
      },
    },
    list: {
      screen: listScreen,
      on: {
        ...listWays,
        wantedBack: ({ vault }) => {
          const { id } = vault.removed!;
          return go(
            { at: 'restoring', vault, id, note: { title: accountTitle(vault.removed!) } },
            { effect: 'vault', operation: 'restore', input: { id }, then: 'restored' },
          );
        },
        vaultChanged: follow,
      },
    },
    editing: {
      within: 'list',
      screen: ({ vault, ...edit }, context) => listScreen({ vault, edit }, context),
      on: {
        submittedName: ({ vault, id }, { value }) => {
          const name = nameOf(value);
          if (!name) return { at: 'editing', vault, id, typed: '', fault: 'empty' };
          return go(
            { at: 'renaming', vault, id, typed: name },
            { effect: 'vault', operation: 'rename', input: { id, name }, then: 'renamed' },
          );
        },
        keptName: ({ vault, id }) => ({ at: 'list', vault, focus: id }),
        ...listWays,
        vaultChanged: follow,
      },
    },
    renaming: {
      busyOn: 'list',
      screen: ({ vault, ...edit }, context) => listScreen({ vault, edit }, context),
      on: {
        renamed: ({ vault, id }) => refresh(vault, { focus: id }),
        vaultRefused: ({ vault, id, typed }, { fault }) =>
          fault === 'failed' || fault === 'full'
            ? { at: 'editing', vault, id, typed, fault: 'failed' }
            : refresh(vault),
      },
    },
    removal: {
      screen: removalScreen,
      on: {
        wentBack: ({ vault, id }) => ({ at: 'list', vault, focus: id }),
        confirmedRemoval: ({ vault, id }) =>
          go({ at: 'removing', vault, id }, { effect: 'vault', operation: 'remove', input: { id }, then: 'removed' }),
      },
    },
    removing: {
      busyOn: 'removal',
      screen: removalScreen,
      on: {
        removed: ({ vault }) => refresh(vault),
        vaultRefused: ({ vault, id }, { fault }) =>
          fault === 'failed' || fault === 'full' ? { at: 'removal', vault, id, hasFailed: true } : refresh(vault),
      },
    },
    restoring: {
      busyOn: 'list',
      screen: ({ vault }, context) => listScreen({ vault }, context),
      on: {
        restored: ({ vault, id }) => refresh(vault, { focus: id }),
        vaultRefused: ({ vault, note }) => refresh(vault, { note }),
      },
    },
    locking: {
      busyOn: 'list',
      screen: listScreen,
      on: {
        locked: openFirst,
        vaultRefused: ({ vault }) => refresh(vault),
      },
    },
    refreshing: {
      busyOn: 'list',
      screen: listScreen,
      on: {
        opened: ({ note, focus }, { answer: vault }) =>
          vault.at === 'open'
            ? { at: 'list', vault, ...(note && { note }), ...(focus && { focus }) }
            : openFirst({ at: 'opening' }),
        vaultRefused: openFirst,
      },
    },
  },
});
