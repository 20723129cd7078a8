import { hostOf } from '../machine/host.ts';
import { openTheVault, openingVault } from './vault-access.ts';
import type { VaultAccessEvent, VaultAccessState } from './vault-access-state.ts';

/**
 * Opens the app in this browser when it does not open by itself: the person unlocks it, or reads why it cannot be
 * opened.
 */
type State = VaultAccessState<null>;

const { define, embed, go } = hostOf<State, VaultAccessEvent>();

export const authenticatorAccessFlow = define({
  id: 'authenticator-access',
  start: () => openTheVault(null),
  states: embed(openingVault<null>(true), {
    opened: ({ kept }) => go({ at: 'vaultOpening', kept }, { effect: 'hand-over', flow: 'authenticator' }),
    left: ({ kept }, { home }) => go({ at: 'vaultOpening', kept }, { effect: 'hand-over', flow: home }),
  }),
});
