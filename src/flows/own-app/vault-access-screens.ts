import { msg, str } from '../../localization/msg.ts';
import type { NoVault, VaultFault } from '../../ports/vault.ts';
import { contactLinks } from '../common/screens.ts';
import type { Context } from '../machine/machine.ts';
import type { NoticeScreen, OwnAlert, Screen } from '../machine/screen.ts';
import type { VaultAccessEvent, VaultAccessState } from './vault-access-state.ts';

type Of<At extends VaultAccessState<unknown>['at']> = Omit<
  Extract<VaultAccessState<unknown>, { at: At }>,
  'at' | 'kept'
>;
/** Away from the app, where it is not the whole page. */
type Back = { back?: { type: 'leftVault' } };

/** Where the passphrase is typed that locks the app. */
export const passphraseField = () =>
  ({
    label: msg('Passphrase of the app'),
    value: '',
    type: 'password',
    autocomplete: 'current-password',
    maxLength: 500,
  }) as const;

/** So many wrong passphrases, and the screen says by itself what else can be done. */
export const manyTries = 3;

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

export function lockedScreen({ locks, tries, fault }: Of<'vaultLocked'>, back: Back): Screen<VaultAccessEvent> {
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
    field: passphraseField(),
    submit: { label: msg('Unlock'), type: 'submittedPassphrase' },
    others: [
      ...(locks.includes('passkey')
        ? [{ label: msg('Unlock with the passkey'), event: { type: 'wantedPasskey' } as const }]
        : []),
      { label: msg('I have forgotten the passphrase'), event: { type: 'forgot' } },
    ],
  };
}

export const forgottenScreen = (
  { locks, fault }: Of<'vaultForgotten'>,
  context: Context,
): Screen<VaultAccessEvent> => ({
  kind: 'notice',
  heading: msg('Without its lock nobody can open the app'),
  ...(fault && { alert: wipeAlert() }),
  body: [
    ...(locks.includes('passphrase')
      ? [msg('Try once more first: look into your password manager, and mind the keyboard and the Caps Lock key.')]
      : []),
    msg('If not, the app in this browser can only be wiped and set up anew. Your account does not change by that.'),
    msg(
      'If the app is on another device, sync it from there afterwards. If not, set up again with your mail address, or ask the help desk.',
    ),
  ],
  primary: { label: msg('Try once more'), event: { type: 'wentBackToUnlock' } },
  others: [{ label: msg('Wipe the app in this browser'), event: { type: 'wantedToBeginAnew' } }],
  links: contactLinks(context),
  back: { type: 'wentBackToUnlock' },
});

export const brokenScreen = (
  { vault: { why, count }, fault }: Of<'vaultBroken'>,
  context: Context,
  back: Back,
): Screen<VaultAccessEvent> => ({
  kind: 'notice',
  heading: msg('The app in this browser cannot be opened'),
  ...(fault && { alert: wipeAlert() }),
  body: [
    why === 'newer'
      ? msg('A newer version of it has been used in this browser. Reload the page; your accounts are still there.')
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
});

export const unavailableScreen = (
  { why }: Of<'vaultUnavailable'>,
  context: Context,
  back: Back,
): Screen<VaultAccessEvent> => ({
  kind: 'notice',
  ...noVaultWords(why),
  primary: { label: msg('Try again'), event: { type: 'triedAgain' } },
  links: contactLinks(context),
  ...back,
});

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

export const givingUpScreen = (): Screen<VaultAccessEvent> => ({
  kind: 'notice',
  heading: msg('Give up what is in it?'),
  body: [msg('The accounts that are in it cannot be brought back afterwards.')],
  primary: { label: msg('Wipe it and begin anew'), event: { type: 'gaveUp' }, look: 'danger' },
  back: { type: 'leftVault' },
});
