import { defineFlow, go, type Transition } from './machine.ts';
import { openTheVault, vaultAccessStates, type VaultAccessEvent, type VaultAccessState } from './vault-access.ts';

/**
 * The app in this browser when it does not open by itself: it is unlocked, or the person hears why it cannot be opened.
 */
type State = VaultAccessState<null>;

export const authenticatorAccessFlow = defineFlow<State, VaultAccessEvent>({
  id: 'authenticator-access',
  start: () => openTheVault(null) as Transition<State, VaultAccessEvent>,
  states: vaultAccessStates<null, State, VaultAccessEvent>({
    next: (kept) =>
      go<State, VaultAccessEvent>({ at: 'vaultOpening', kept }, { effect: 'hand-over', flow: 'authenticator' }),
  }),
});
