import { msg } from '../../localization/msg.ts';
import { Secret } from '../../core/secret.ts';
import type { VaultState } from '../../ports/vault.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import {
  brokenScreen,
  forgottenScreen,
  givingUpScreen,
  lockedScreen,
  manyTries,
  unavailableScreen,
} from './vault-access-screens.ts';
import type { Context } from '../machine/machine.ts';
import type { VaultAccessEvent, VaultAccessExit, VaultAccessState } from './vault-access-state.ts';

export const openTheVault = <Kept>(kept: Kept) =>
  hostOf<VaultAccessState<Kept>, VaultAccessEvent>().go(
    { at: 'vaultOpening', kept },
    { effect: 'vault', operation: 'open', input: {}, then: 'opened' },
  );

/**
 * Fragment: opens the app in this browser, unlocks it where it locks, and tells the person where it cannot be opened.
 *
 * `isApp`: nothing leads away from here where the app is the whole page.
 */
export function openingVault<Kept>(
  isApp = false,
): Fragment<VaultAccessState<Kept>, VaultAccessEvent, VaultAccessExit<Kept>> {
  const { go } = hostOf<VaultAccessState<Kept>, VaultAccessEvent, VaultAccessExit<Kept>>();

  const arrive = (kept: Kept, vault: VaultState): VaultAccessState<Kept> | VaultAccessExit<Kept> => {
    if (vault.at === 'open') return { exit: 'opened', kept, vault };
    if (vault.at === 'locked') return { at: 'vaultLocked', kept, locks: vault.locks, tries: 0 };
    return vault.at === 'broken'
      ? { at: 'vaultBroken', kept, vault }
      : { at: 'vaultUnavailable', kept, why: vault.why };
  };
  const leaving = { leftVault: ({ kept }: { kept: Kept }) => ({ exit: 'left', kept }) as const };
  const backIn = ({ home }: Context) =>
    isApp && home === 'authenticator' ? {} : { back: { type: 'leftVault' } as const };

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
        screen: (state, context) => lockedScreen(state, backIn(context)),
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
        screen: (state, context) => lockedScreen(state, backIn(context)),
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
        screen: forgottenScreen,
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
        screen: (state, context) => brokenScreen(state, context, backIn(context)),
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
        screen: (state, context) => unavailableScreen(state, context, backIn(context)),
        on: { triedAgain: ({ kept }) => openTheVault(kept), ...leaving },
      },
    },
  };
}
