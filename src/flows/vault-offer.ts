import { msg } from '../localization/msg.ts';
import { Secret } from '../secret.ts';
import type { VaultFault, VaultLock } from '../vault-state.ts';
import { go, type Context, type StateEntry, type Transition, type VaultRefused } from './machine.ts';
import { isShort, lockAlert, newPassphraseField, repeatStep } from './vault-lock-words.ts';
import type { OpenVault } from './vault-access.ts';

/**
 * A lock is offered before the first account is kept, as states that a flow takes over as they are. What was kept without
 * one may stay readable in the files of the browser after a lock is set; what a lock was there for never is.
 */
export type VaultOfferState<Kept> =
  | { at: 'vaultOffer'; kept: Kept; vault: OpenVault; fault?: 'short' | VaultFault }
  | { at: 'vaultRepeat'; kept: Kept; vault: OpenVault; first: Secret; isDifferent?: true }
  | { at: 'vaultLocking'; kept: Kept; vault: OpenVault };

export type VaultOfferEvent =
  | { type: 'choseNewPassphrase'; value: string }
  | { type: 'repeatedNewPassphrase'; value: string }
  | { type: 'choseNewPasskey' }
  | { type: 'wantedNoLock' }
  | { type: 'wentBackToOffer' }
  | { type: 'lockedNew'; answer: object }
  | VaultRefused;

interface VaultOfferWays<Kept, State, Event> {
  next: (kept: Kept, vault: OpenVault, context: Context) => Transition<State, Event>;
}

export function vaultOfferStates<Kept>(ways: VaultOfferWays<Kept, VaultOfferState<Kept>, VaultOfferEvent>) {
  type Own = VaultOfferState<Kept>;
  type Next = Transition<Own, VaultOfferEvent>;
  type Entries = { [At in Own['at']]: StateEntry<Extract<Own, { at: At }>, Own, VaultOfferEvent> };

  const lockWith = (kept: Kept, vault: OpenVault, lock: VaultLock, passphrase?: Secret): Next =>
    go<Own, VaultOfferEvent>(
      { at: 'vaultLocking', kept, vault },
      lock === 'passkey'
        ? { effect: 'vault', operation: 'addPasskey', input: { proof: null }, then: 'lockedNew' }
        : {
            effect: 'vault',
            operation: 'setPassphrase',
            input: { passphrase: passphrase!, proof: null },
            then: 'lockedNew',
          },
    );

  const entries: Entries = {
    vaultOffer: {
      step: ({ fault }) => {
        const alert = lockAlert(fault);
        return {
          kind: 'enter-text',
          heading: msg('Lock your codes'),
          body: [
            msg('A passphrase or a passkey keeps others out, even those who copy the files of this browser.'),
            msg(
              'Without a lock, whoever uses this browser can read your codes. A lock that is set later protects less.',
            ),
          ],
          ...(alert && { alert }),
          field: newPassphraseField(),
          submit: { label: msg('Lock with this passphrase'), type: 'choseNewPassphrase' },
          others: [
            { label: msg('Lock with a passkey'), event: { type: 'choseNewPasskey' } },
            { label: msg('Go on without a lock'), event: { type: 'wantedNoLock' } },
          ],
        };
      },
      on: {
        choseNewPassphrase: ({ kept, vault }, { value }) =>
          isShort(value)
            ? { at: 'vaultOffer', kept, vault, fault: 'short' }
            : { at: 'vaultRepeat', kept, vault, first: new Secret(value) },
        choseNewPasskey: ({ kept, vault }) => lockWith(kept, vault, 'passkey'),
        wantedNoLock: ({ kept, vault }, _, context) => ways.next(kept, vault, context),
      },
    },
    vaultRepeat: {
      step: ({ isDifferent }) =>
        repeatStep<VaultOfferEvent>(isDifferent, {
          submit: 'repeatedNewPassphrase',
          back: { type: 'wentBackToOffer' },
        }),
      on: {
        repeatedNewPassphrase: ({ kept, vault, first }, { value }) =>
          first.equals(value)
            ? lockWith(kept, vault, 'passphrase', first)
            : { at: 'vaultRepeat', kept, vault, first, isDifferent: true },
        wentBackToOffer: ({ kept, vault }) => ({ at: 'vaultOffer', kept, vault }),
      },
    },
    vaultLocking: {
      step: () => ({ kind: 'wait', heading: msg('Changing the lock…') }),
      on: {
        lockedNew: ({ kept, vault }, _, context) => ways.next(kept, vault, context),
        vaultRefused: ({ kept, vault }, { fault }) => ({ at: 'vaultOffer', kept, vault, fault }),
      },
    },
  };
  return entries;
}
