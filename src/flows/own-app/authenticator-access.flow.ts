import { hostOf } from '../machine/host.ts';
import { openTheVault, openingVault, type VaultAccessEvent, type VaultAccessState } from './vault-access.ts';

/**
 * The app in this browser when it does not open by itself: it is unlocked, or the person hears why it cannot be opened.
 */
type State = VaultAccessState<null>;

const { define, embed, go } = hostOf<State, VaultAccessEvent>();

export const authenticatorAccessFlow = define({
  id: 'authenticator-access',
  start: () => openTheVault(null),
  states: embed(openingVault<null>(true), {
    opened: ({ kept }) => go({ at: 'vaultOpening', kept }, { effect: 'hand-over', flow: 'authenticator' }),
    // The app itself is the whole page.
    left: ({ kept }) => openTheVault(kept),
  }),
});
