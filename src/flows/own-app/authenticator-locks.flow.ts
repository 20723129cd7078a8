import { msg } from '../../localization/msg.ts';
import { Secret } from '../../core/secret.ts';
import type { Proof, VaultFault, VaultLock } from '../../ports/vault.ts';
import { hostOf } from '../machine/host.ts';
import type { Transition } from '../machine/machine.ts';
import { isShort, lockAlert, newPassphraseField, repeatScreen } from './vault-lock-words.ts';
import type { ChooseScreen, Screen } from '../machine/screen.ts';
import { openTheVault, openingVault } from './vault-access.ts';
import type { OpenVault, VaultAccessEvent, VaultAccessState } from './vault-access-state.ts';
import { provingAgain, type ProofEvent, type ProofState } from './vault-proof.ts';

/**
 * Sets what locks the app in this browser, and wipes it.
 *
 * A change takes effect at once and as a whole; left half way, the locks are as they were.
 */
type Wish = 'set-passphrase' | 'add-passkey' | 'remove-passphrase' | 'remove-passkey';

/** `proof` opens the vault as it is; null where it does not lock. */
interface Asked {
  vault: OpenVault;
  wish: Wish;
}

type State =
  | VaultAccessState<null>
  | { at: 'menu'; vault: OpenVault }
  | ProofState<Asked>
  | { at: 'passphrase'; vault: OpenVault; proof: Proof | null; fault?: 'short' | VaultFault }
  | { at: 'again'; vault: OpenVault; proof: Proof | null; first: Secret; isDifferent?: true }
  | { at: 'passkey'; vault: OpenVault; proof: Proof | null; fault?: VaultFault }
  | { at: 'setting'; vault: OpenVault; proof: Proof | null; lock: VaultLock }
  | { at: 'removing'; vault: OpenVault; wish: Wish }
  | { at: 'notChanged'; vault: OpenVault }
  | { at: 'wiping'; vault: OpenVault; hasFailed?: true }
  | { at: 'erasing'; vault: OpenVault }
  | { at: 'wiped' };

type Event =
  | VaultAccessEvent
  | ProofEvent
  | { type: 'wished'; wish: Wish }
  | { type: 'wantedToWipe' }
  | { type: 'submittedNewPassphrase'; value: string }
  | { type: 'repeatedPassphrase'; value: string }
  | { type: 'wentOn' }
  | { type: 'changed'; answer: object }
  | { type: 'confirmedWipe' }
  | { type: 'wiped'; answer: object }
  | { type: 'wentToList' };

const { define, embed, go } = hostOf<State, Event>();

const toList = (state: State): Transition<State, Event> => go(state, { effect: 'hand-over', flow: 'authenticator' });
/** The list says what has changed. */
const toNews = (state: State): Transition<State, Event> =>
  go(state, { effect: 'hand-over', flow: 'authenticator', input: { isLockChanged: true } });
const backToMenu = ({ vault }: { vault: OpenVault }): State => ({ at: 'menu', vault });

function menuScreen({ vault: { locks } }: { vault: OpenVault }): Screen<Event> {
  const choice = (wish: Wish, label: string, note?: string): ChooseScreen<Event>['choices'][number] => ({
    label,
    ...(note && { note }),
    event: { type: 'wished', wish },
  });
  const hasPassphrase = locks.includes('passphrase');
  return {
    kind: 'choose',
    heading: msg('Lock and wipe'),
    body: [
      locks.length
        ? msg('The app asks for its lock after five minutes without use, and a minute after the page is out of sight.')
        : msg('The app opens by itself for whoever uses this browser. A lock keeps others out of your codes.'),
    ],
    choices: [
      ...(hasPassphrase
        ? [
            choice('set-passphrase', msg('Change the passphrase')),
            choice('remove-passphrase', msg('Take the passphrase off')),
          ]
        : [choice('set-passphrase', msg('Lock with a passphrase'))]),
      locks.includes('passkey')
        ? choice('remove-passkey', msg('Take the passkey off'))
        : choice(
            'add-passkey',
            msg('Lock with a passkey'),
            msg('The fingerprint, face or PIN of this device, or a security key'),
          ),
      {
        label: msg('Wipe the app in this browser'),
        note: msg('Before you hand the computer on'),
        event: { type: 'wantedToWipe' },
      },
    ],
    back: { type: 'wentToList' },
  };
}

/** Does what the person asked for, once they have proven themselves where that is needed. */
function begin({ vault, wish }: Asked, proof: Proof | null): Transition<State, Event> {
  if (wish === 'set-passphrase') return { at: 'passphrase', vault, proof };
  if (wish === 'add-passkey') return { at: 'passkey', vault, proof };
  const lock = wish === 'remove-passkey' ? 'passkey' : 'passphrase';
  return go(
    { at: 'removing', vault, wish },
    { effect: 'vault', operation: 'removeLock', input: { lock, proof: proof! }, then: 'changed' },
  );
}

const passphraseScreen = ({ fault }: { fault?: 'short' | VaultFault }): Screen<Event> => {
  const alert = lockAlert(fault);
  return {
    kind: 'enter-text',
    heading: msg('Choose a passphrase'),
    body: [
      msg(
        'Nobody can open the app without it, and nobody can tell it to you. Several words are easier to keep in mind.',
      ),
    ],
    ...(alert && { alert }),
    field: newPassphraseField(),
    submit: { label: msg('Go on'), type: 'submittedNewPassphrase' },
    back: { type: 'wentBack' },
  };
};

const againScreen = ({ isDifferent }: { isDifferent?: true }): Screen<Event> =>
  repeatScreen<Event>(isDifferent, { submit: 'repeatedPassphrase', back: { type: 'wentBack' } });

const passkeyScreen = ({ fault }: { fault?: VaultFault }): Screen<Event> => {
  const alert = lockAlert(fault);
  return {
    kind: 'notice',
    heading: msg('Lock with a passkey'),
    body: [
      msg(
        'Your browser asks for the fingerprint, face or PIN of this device, or for a security key. From then on it opens the app.',
      ),
      msg('If the passkey is lost and there is no passphrase, nobody can open the app any more.'),
    ],
    ...(alert && { alert }),
    primary: { label: msg('Make the passkey'), event: { type: 'wentOn' } },
    back: { type: 'wentBack' },
  };
};

const settingScreen = (): Screen<Event> => ({ kind: 'wait', heading: msg('Changing the lock…') });

const wipingScreen = ({ hasFailed }: { hasFailed?: true }): Screen<Event> => ({
  kind: 'notice',
  heading: msg('Wipe the app in this browser?'),
  body: [
    msg('All its accounts are deleted from this browser and cannot be brought back. On other devices nothing changes.'),
    msg('Set the app up on another device first, or you will need your mail address to sign in.'),
  ],
  ...(hasFailed && {
    alert: { tone: 'error' as const, text: msg('It could not be wiped just now. Try again.') },
  }),
  primary: { label: msg('Wipe it'), event: { type: 'confirmedWipe' }, look: 'danger' },
  back: { type: 'wentBack' },
});

export const authenticatorLocksFlow = define({
  id: 'authenticator-locks',
  start: () => openTheVault(null),
  states: {
    ...embed(openingVault<null>(), {
      opened: ({ vault }) => ({ at: 'menu', vault }),
      left: ({ kept }) => toList({ at: 'vaultUnavailable', kept }),
    }),
    menu: {
      screen: menuScreen,
      on: {
        wished: ({ vault }, { wish }) =>
          vault.locks.length
            ? { at: 'proving', kept: { vault, wish }, locks: vault.locks }
            : begin({ vault, wish }, null),
        wantedToWipe: ({ vault }) => ({ at: 'wiping', vault }),
        wentToList: toList,
        // Another tab has changed the locks, or locked the app.
        vaultChanged: (_, { vault }) => (vault.at === 'open' ? { at: 'menu', vault } : openTheVault(null)),
      },
    },
    ...embed(
      provingAgain<Asked>(() => ({ heading: msg('First, prove that it is you') })),
      {
        proved: ({ kept, proof }) => begin(kept, proof),
        left: ({ kept: { vault } }) => ({ at: 'menu', vault }),
      },
    ),
    passphrase: {
      screen: passphraseScreen,
      on: {
        submittedNewPassphrase: ({ vault, proof }, { value }) =>
          isShort(value)
            ? { at: 'passphrase', vault, proof, fault: 'short' }
            : { at: 'again', vault, proof, first: new Secret(value) },
        wentBack: backToMenu,
      },
    },
    again: {
      screen: againScreen,
      on: {
        repeatedPassphrase: ({ vault, proof, first }, { value }) => {
          if (!first.equals(value)) return { at: 'again', vault, proof, first, isDifferent: true };
          return go(
            { at: 'setting', vault, proof, lock: 'passphrase' },
            { effect: 'vault', operation: 'setPassphrase', input: { passphrase: first, proof }, then: 'changed' },
          );
        },
        wentBack: ({ vault, proof }) => ({ at: 'passphrase', vault, proof }),
      },
    },
    passkey: {
      screen: passkeyScreen,
      on: {
        wentOn: ({ vault, proof }) =>
          go(
            { at: 'setting', vault, proof, lock: 'passkey' },
            { effect: 'vault', operation: 'addPasskey', input: { proof }, then: 'changed' },
          ),
        wentBack: backToMenu,
      },
    },
    setting: {
      screen: settingScreen,
      on: {
        changed: toNews,
        vaultRefused: ({ vault, proof, lock }, { fault }) =>
          lock === 'passkey' ? { at: 'passkey', vault, proof, fault } : { at: 'passphrase', vault, proof, fault },
      },
    },
    removing: {
      screen: settingScreen,
      on: {
        changed: toNews,
        vaultRefused: ({ vault }) => ({ at: 'notChanged', vault }),
      },
    },
    notChanged: {
      screen: () => ({
        kind: 'notice',
        heading: msg('The lock has not changed'),
        body: [msg('Nothing has changed. Try again.')],
        primary: { label: msg('Back to the locks'), event: { type: 'wentBack' } },
      }),
      on: { wentBack: backToMenu },
    },
    wiping: {
      screen: wipingScreen,
      on: {
        confirmedWipe: ({ vault }) =>
          go({ at: 'erasing', vault }, { effect: 'vault', operation: 'erase', input: {}, then: 'wiped' }),
        wentBack: backToMenu,
      },
    },
    erasing: {
      busyOn: 'wiping',
      screen: () => wipingScreen({}),
      on: {
        wiped: () => ({ at: 'wiped' }),
        vaultRefused: ({ vault }) => ({ at: 'wiping', vault, hasFailed: true }),
      },
    },
    wiped: {
      screen: () => ({
        kind: 'done',
        heading: msg('The app in this browser is wiped'),
        body: [msg('If your account still lists this browser, remove it there, too.')],
        primary: { label: msg('Back to the app'), event: { type: 'wentToList' } },
      }),
      on: { wentToList: toList },
    },
  },
});
