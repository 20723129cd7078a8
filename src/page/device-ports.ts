import type { Client } from '../client/client.ts';
import type { AnyEvent } from '../flows/machine/machine.ts';
import type { Profile } from '../profiles/schema.ts';
import { DeviceEffects } from '../runner/device-effects.ts';

/** What this library performs the device effects with. Each part is fetched when a flow first needs it. */
export const deviceEffects = (
  client: Client | undefined,
  institution: () => Profile,
  deliver: (event: AnyEvent) => void,
): DeviceEffects =>
  new DeviceEffects(
    {
      findDelta: async (...asked) => (await import('./find-delta.ts')).findDeltaNearby(...asked),
      async readKeys(...asked) {
        const account = await client?.call('getAccount', {}).catch(() => undefined);
        return (await import('./read-keys.ts')).readKeysOf(institution(), account, ...asked);
      },
      makeCode: async (...asked) => (await import('./make-code.ts')).makeCode(...asked),
      openVault: async () => (await import('./open-vault.ts')).pageVault(),
      openPairing: async (...asked) => (await import('./open-pairing.ts')).openPagePairing(client, ...asked),
      holdInvitation: async (text) => (await import('./open-pairing.ts')).holdInvitation(text),
      takeInvitation: async () => (await import('./open-pairing.ts')).takeInvitation(),
    },
    deliver,
  );
