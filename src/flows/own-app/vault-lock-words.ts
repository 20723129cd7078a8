import { msg } from '../../localization/msg.ts';
import type { VaultFault } from '../../ports/vault.ts';
import type { EnterTextScreen, OwnAlert } from '../machine/screen.ts';

/** Words and rules for choosing a lock, wherever it is chosen. */

/** NIST SP 800-63B §5.1.1.2. */
const shortest = 8;
export const isShort = (passphrase: string): boolean => [...passphrase].length < shortest;

export function lockAlert(fault: 'short' | VaultFault | undefined): OwnAlert<never> | undefined {
  if (!fault || fault === 'cancelled') return undefined;
  if (fault === 'short') return { tone: 'error', text: msg('Use at least 8 characters.') };
  if (fault === 'unsupported')
    return {
      tone: 'error',
      text: msg('This browser or device has no passkey that can do this.'),
      more: [msg('Lock with a passphrase instead.')],
    };
  return { tone: 'error', text: msg('Nothing has changed. Try again.') };
}

const passphraseField = (label: string) => ({
  label,
  value: '',
  type: 'password' as const,
  autocomplete: 'new-password' as const,
  maxLength: 500,
});

export const newPassphraseField = () => ({
  ...passphraseField(msg('New passphrase')),
  hint: msg('At least 8 characters. Not the password of your account.'),
});

/** So that nobody is locked out by a slip of the finger. */
export const repeatScreen = <Event extends { type: string }>(
  isDifferent: true | undefined,
  ways: { submit: EnterTextScreen<Event>['submit']['type']; back: EnterTextScreen<Event>['back'] & object },
): EnterTextScreen<Event> => ({
  kind: 'enter-text',
  heading: msg('Type it once more'),
  ...(isDifferent && { alert: { tone: 'error', text: msg('That is not the same. Type it once more.') } }),
  field: passphraseField(msg('The same passphrase')),
  submit: { label: msg('Lock the app with it'), type: ways.submit },
  back: ways.back,
});
