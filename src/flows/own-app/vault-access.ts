import { msg, str } from '../../localization/msg.ts';
import { Secret } from '../../core/secret.ts';
import type { NoVault, VaultFault, VaultLock, VaultState } from '../../ports/vault.ts';
import { contactLinks } from '../common/screens.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { VaultChanged, VaultRefused } from '../machine/machine.ts';
import type { NoticeScreen, OwnAlert, Screen } from '../machine/screen.ts';

/**
 * Fragment: opens the app in this browser, unlocks it where it locks, and tells the person where it cannot be opened.
 */
export type OpenVault = VaultState & { at: 'open' };
type Broken = VaultState & { at: 'broken' };
/** The states from which the person may give up everything in the vault. */
type Hopeless = { at: 'vaultBroken'; vault: Broken } | { at: 'vaultForgotten'; locks: readonly VaultLock[] };

export type VaultAccessState<Kept> =
  | { at: 'vaultOpening'; kept: Kept }
  | { at: 'vaultLocked'; kept: Kept; locks: readonly VaultLock[]; tries: number; fault?: VaultFault | 'empty' }
  | { at: 'vaultUnlocking'; kept: Kept; locks: readonly VaultLock[]; tries: number }
  /** Nobody can open it any more. */
  | { at: 'vaultForgotten'; kept: Kept; locks: readonly VaultLock[]; fault?: VaultFault }
  | { at: 'vaultBroken'; kept: Kept; vault: Broken; fault?: VaultFault }
  /** The person is about to give up everything in the vault. */
  | { at: 'vaultGivingUp'; kept: Kept; from: Hopeless }
  | { at: 'vaultErasing'; kept: Kept; from: Hopeless }
  | { at: 'vaultUnavailable'; kept: Kept; why?: NoVault };

export type VaultAccessEvent =
  | { type: 'opened'; answer: VaultState }
  | { type: 'submittedPassphrase'; value: string }
  | { type: 'wantedPasskey' }
  | { type: 'unlocked'; answer: object }
  | { type: 'forgot' }
  | { type: 'wentBackToUnlock' }
  | { type: 'triedAgain' }
  | { type: 'wantedToBeginAnew' }
  | { type: 'gaveUp' }
  | { type: 'erased'; answer: object }
  | { type: 'leftVault' }
  | VaultChanged
  | VaultRefused;

/** `left`: away from here, where the app itself is not the whole page. */
export type VaultAccessExit<Kept> = { exit: 'opened'; kept: Kept; vault: OpenVault } | { exit: 'left'; kept: Kept };

export const openTheVault = <Kept>(kept: Kept) =>
  hostOf<VaultAccessState<Kept>, VaultAccessEvent>().go(
    { at: 'vaultOpening', kept },
    { effect: 'vault', operation: 'open', input: {}, then: 'opened' },
  );

/** So many wrong passphrases, and the screen says by itself what else can be done. */
const manyTries = 3;

/** Why it did not unlock, and what to do. Stopping the browser's own dialog is no failure. */
export function unlockAlert(fault: VaultFault | 'empty' | undefined): OwnAlert<never> | undefined {
  if (!fault || fault === 'cancelled') return undefined;
  if (fault === 'empty') return { tone: 'error', text: msg('Type the passphrase.') };
  if (fault === 'wrong-passphrase')
    return {
      tone: 'error',
      text: msg('The passphrase is not right.'),
      more: [msg('Mind upper and lower case. It is the one you chose for this app, not the password of your account.')],
    };
  if (fault === 'unsupported')
    return {
      tone: 'error',
      text: msg('This browser does not have that passkey.'),
      more: [msg('Use the device that holds it, or the passphrase.')],
    };
  return { tone: 'error', text: msg('It could not be opened just now.'), more: [msg('Try again in a moment.')] };
}

/** `isWholePage`: nothing leads away from here. */
export function openingVault<Kept>(
  isWholePage = false,
): Fragment<VaultAccessState<Kept>, VaultAccessEvent, VaultAccessExit<Kept>> {
  const { go } = hostOf<VaultAccessState<Kept>, VaultAccessEvent, VaultAccessExit<Kept>>();

  const arrive = (kept: Kept, vault: VaultState): VaultAccessState<Kept> | VaultAccessExit<Kept> => {
    if (vault.at === 'open') return { exit: 'opened', kept, vault };
    if (vault.at === 'locked') return { at: 'vaultLocked', kept, locks: vault.locks, tries: 0 };
    return vault.at === 'broken'
      ? { at: 'vaultBroken', kept, vault }
      : { at: 'vaultUnavailable', kept, why: vault.why };
  };
  const leaving = isWholePage ? {} : { leftVault: ({ kept }: { kept: Kept }) => ({ exit: 'left', kept }) as const };
  const back = isWholePage ? {} : { back: { type: 'leftVault' } as const };

  const lockedScreen = ({
    locks,
    tries,
    fault,
  }: {
    locks: readonly VaultLock[];
    tries: number;
    fault?: VaultFault | 'empty';
  }): Screen<VaultAccessEvent> => {
    const wrong = unlockAlert(fault);
    const alert = wrong && {
      ...wrong,
      ...(tries >= manyTries && {
        more: [msg('If you have forgotten it, nobody can tell it to you. There is a way on all the same.')],
        action: { label: msg('What can I do?'), event: { type: 'forgot' } as const },
      }),
    };
    const around = { ...(alert && { alert }), ...back };
    const heading = msg('The app in this browser is locked');
    if (!locks.includes('passphrase'))
      return {
        kind: 'notice',
        heading,
        ...around,
        primary: { label: msg('Unlock with the passkey'), event: { type: 'wantedPasskey' } },
        others: [{ label: msg('I no longer have the passkey'), event: { type: 'forgot' } }],
      };
    return {
      kind: 'enter-text',
      heading,
      ...around,
      field: {
        label: msg('Passphrase of the app'),
        value: '',
        type: 'password',
        autocomplete: 'current-password',
        maxLength: 500,
      },
      submit: { label: msg('Unlock'), type: 'submittedPassphrase' },
      others: [
        ...(locks.includes('passkey')
          ? [{ label: msg('Unlock with the passkey'), event: { type: 'wantedPasskey' } as const }]
          : []),
        { label: msg('I have forgotten the passphrase'), event: { type: 'forgot' } },
      ],
    };
  };

  return {
    states: {
      vaultOpening: {
        screen: () => ({ kind: 'wait', heading: msg('Opening the app…') }),
        on: {
          opened: ({ kept }, { answer }) => arrive(kept, answer),
          vaultRefused: ({ kept }) => ({ at: 'vaultUnavailable', kept }),
        },
      },
      vaultLocked: {
        screen: lockedScreen,
        on: {
          submittedPassphrase: ({ kept, locks, tries }, { value }) => {
            if (!value) return { at: 'vaultLocked', kept, locks, tries, fault: 'empty' };
            return go(
              { at: 'vaultUnlocking', kept, locks, tries },
              {
                effect: 'vault',
                operation: 'unlock',
                input: { proof: { by: 'passphrase', passphrase: new Secret(value) } },
                then: 'unlocked',
              },
            );
          },
          forgot: ({ kept, locks }) => ({ at: 'vaultForgotten', kept, locks }),
          wantedPasskey: ({ kept, locks, tries }) =>
            go(
              { at: 'vaultUnlocking', kept, locks, tries },
              { effect: 'vault', operation: 'unlock', input: { proof: { by: 'passkey' } }, then: 'unlocked' },
            ),
          // Another tab has unlocked it, or wiped it.
          vaultChanged: ({ kept }, { vault }) => arrive(kept, vault),
          ...leaving,
        },
      },
      vaultUnlocking: {
        busyOn: 'vaultLocked',
        screen: lockedScreen,
        on: {
          unlocked: ({ kept }) => openTheVault(kept),
          vaultRefused: ({ kept, locks, tries }, { fault }) => ({
            at: 'vaultLocked',
            kept,
            locks,
            fault,
            // A higher count makes no difference, and without this limit the walk through all states would not end.
            tries: Math.min(tries + (fault === 'wrong-passphrase' ? 1 : 0), manyTries),
          }),
        },
      },
      vaultForgotten: {
        screen: ({ locks, fault }, context) => ({
          kind: 'notice',
          heading: msg('Without its lock nobody can open the app'),
          ...(fault && { alert: wipeAlert() }),
          body: [
            ...(locks.includes('passphrase')
              ? [
                  msg(
                    'Try once more first: look into your password manager, and mind the keyboard and the Caps Lock key.',
                  ),
                ]
              : []),
            msg(
              'If not, the app in this browser can only be wiped and set up anew. Your account does not change by that.',
            ),
            msg(
              'If the app is on another device, sync it from there afterwards. If not, set up again with your mail address, or ask the help desk.',
            ),
          ],
          primary: { label: msg('Try once more'), event: { type: 'wentBackToUnlock' } },
          others: [{ label: msg('Wipe the app in this browser'), event: { type: 'wantedToBeginAnew' } }],
          links: contactLinks(context),
          back: { type: 'wentBackToUnlock' },
        }),
        on: {
          wentBackToUnlock: ({ kept, locks }) => ({ at: 'vaultLocked', kept, locks, tries: 0 }),
          wantedToBeginAnew: ({ kept, locks }) => ({
            at: 'vaultGivingUp',
            kept,
            from: { at: 'vaultForgotten', locks },
          }),
          // Another tab has unlocked it, or wiped it.
          vaultChanged: (state, { vault }) => (vault.at === 'locked' ? state : arrive(state.kept, vault)),
        },
      },
      vaultBroken: {
        screen: ({ vault: { why, count }, fault }, context) => ({
          kind: 'notice',
          heading: msg('The app in this browser cannot be opened'),
          ...(fault && { alert: wipeAlert() }),
          body: [
            why === 'newer'
              ? msg(
                  'A newer version of it has been used in this browser. Reload the page; your accounts are still there.',
                )
              : msg('Its data in this browser is damaged: what opens it is gone or cannot be read.'),
            ...(count > 0 ? [msg(str`Accounts in it: ${count}.`)] : []),
            ...(why === 'newer'
              ? []
              : [
                  msg(
                    'If the app is on another device, begin anew here and sync it from there. If not, set up again with your mail address.',
                  ),
                ]),
          ],
          primary: { label: msg('Try again'), event: { type: 'triedAgain' } },
          ...(why !== 'newer' && {
            others: [{ label: msg('Begin anew in this browser'), event: { type: 'wantedToBeginAnew' } as const }],
          }),
          links: contactLinks(context),
          ...back,
        }),
        on: {
          triedAgain: ({ kept }) => openTheVault(kept),
          wantedToBeginAnew: ({ kept, vault }) => ({ at: 'vaultGivingUp', kept, from: { at: 'vaultBroken', vault } }),
          ...leaving,
        },
      },
      vaultGivingUp: {
        screen: givingUpScreen,
        on: {
          leftVault: ({ kept, from }) => ({ ...from, kept }),
          gaveUp: ({ kept, from }) =>
            go({ at: 'vaultErasing', kept, from }, { effect: 'vault', operation: 'erase', input: {}, then: 'erased' }),
        },
      },
      vaultErasing: {
        busyOn: 'vaultGivingUp',
        screen: givingUpScreen,
        on: {
          erased: ({ kept }) => openTheVault(kept),
          vaultRefused: ({ kept, from }, { fault }) => ({ ...from, kept, fault }),
        },
      },
      vaultUnavailable: {
        screen: ({ why }, context) => ({
          kind: 'notice',
          ...noVaultWords(why),
          primary: { label: msg('Try again'), event: { type: 'triedAgain' } },
          links: contactLinks(context),
          ...back,
        }),
        on: { triedAgain: ({ kept }) => openTheVault(kept), ...leaving },
      },
    },
  };
}

function noVaultWords(why: NoVault = 'no-storage'): Pick<NoticeScreen<never>, 'heading' | 'body'> {
  if (why === 'no-storage')
    return {
      heading: msg('This browser keeps no data for this page'),
      body: [
        msg('The app needs a place in the browser to keep your accounts. A private window, or a setting, refuses it.'),
        msg('Open this page in a usual window, or allow it to keep data.'),
      ],
    };
  return {
    heading: msg('The app does not open here'),
    body: [
      why === 'insecure'
        ? msg('This page did not come over a secure connection. Open it with an address that begins with https.')
        : msg('This page is shown inside a page of another site. Open it in a window or tab of its own.'),
    ],
  };
}

const wipeAlert = () => ({ tone: 'error' as const, text: msg('It could not be wiped just now. Try again.') });

const givingUpScreen = (): Screen<VaultAccessEvent> => ({
  kind: 'notice',
  heading: msg('Give up what is in it?'),
  body: [msg('The accounts that are in it cannot be brought back afterwards.')],
  primary: { label: msg('Wipe it and begin anew'), event: { type: 'gaveUp' } },
  back: { type: 'leftVault' },
});
